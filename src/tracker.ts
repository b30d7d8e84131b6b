// dist/tracker.js: the tracker, for one classic <script> on a page without elements:
// <script src="tracker.js" data-platform="salla" data-stand-in="salla" data-currency="SAR" data-debug></script>
// What a platform is comes with a script of its own, salla.js.
import { loadBeside } from './tracker/load-beside.js';
import { loadInspector } from './tracker/load-inspector.js';
import { loadOnce } from './tracker/load-once.js';
import { usePlatform } from './tracker/use-platform.js';

const tracker = loadOnce('tracker.js');
const { platform, standIn, ...given } = { ...(document.currentScript as HTMLScriptElement | null)?.dataset };
const options: Record<string, unknown> = given;
// A Boolean one is written without a value, as in HTML, or as `true` or `false`.
for (const name of ['debug', 'strict']) if (name in given) options[name] = given[name] !== 'false';
tracker.configure(options);
if (platform) usePlatform(tracker, platform);
if (standIn) usePlatform(tracker, `${standIn}-stand-in`);
if (given.endpoint) loadBeside('outbox');
tracker.start();
loadInspector(tracker);
