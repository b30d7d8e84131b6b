// dist/tracker.js: the tracker, device mode and the platforms, without elements, for one classic <script>:
// <script src="tracker.js" data-platform="salla" data-stand-in="salla" data-currency="SAR" data-debug></script>
import { platforms } from './platforms/index.js';
import { loadOnce } from './tracker/load-once.js';
import type { TrackerOptions } from './tracker/tracker-options.js';

const tracker = loadOnce('tracker.js');
// A Boolean one is written without a value, as in HTML: what is there is on.
const { platform, standIn, ...options } = { ...(document.currentScript as HTMLScriptElement | null)?.dataset };
for (const name in options) options[name] ||= 'true';
tracker.configure(options as Partial<TrackerOptions>);
for (const name of [platform, `${standIn}-stand-in`]) {
  const make = platforms[`${name}`];
  if (make) tracker.use(make());
}
tracker.start();
