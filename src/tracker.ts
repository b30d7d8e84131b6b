// dist/tracker.js: the tracker, device mode and the platforms, without elements, for one classic <script>:
// <script src="tracker.js" data-platform="salla" data-stand-in="salla" data-currency="SAR" data-debug></script>
import { platforms } from './platforms/index.js';
import { loadOnce } from './tracker/load-once.js';
import type { TrackerOptions } from './tracker/tracker-options.js';

const tracker = loadOnce('tracker.js');
const { platform, standIn, debug, strict, ...rest } = (document.currentScript as HTMLScriptElement | null)?.dataset ?? {};
tracker.configure({ ...(rest as Partial<TrackerOptions>), debug: debug !== undefined, strict: strict !== undefined });
for (const name of [platform, standIn && `${standIn}-stand-in`]) {
  const make = name && platforms[name];
  if (make) tracker.use(make());
}
tracker.start();
