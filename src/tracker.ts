// dist/tracker.js: the tracker, for one classic <script> on a page without elements:
// <script src="tracker.js" data-platform="salla" data-stand-in="salla" data-currency="SAR" data-debug></script>
// What a platform is comes with a script of its own, salla.js.
import { loadBeside } from './tracker/load-beside.js';
import { loadInspector } from './tracker/load-inspector.js';
import { loadOnce } from './tracker/load-once.js';
import type { TrackerOptions } from './tracker/tracker-options.js';
import { usePlatform } from './tracker/use-platform.js';

const tracker = loadOnce('tracker.js');
// A Boolean one is written without a value, as in HTML: what is there is on.
const { platform, standIn, ...options } = { ...(document.currentScript as HTMLScriptElement | null)?.dataset };
for (const name in options) options[name] ||= 'true';
tracker.configure(options as Partial<TrackerOptions>);
if (platform) usePlatform(tracker, platform);
if (standIn) usePlatform(tracker, `${standIn}-stand-in`);
if (options.endpoint) loadBeside('outbox');
tracker.start();
loadInspector(tracker);
