// dist/tracker.js: the tracker, device mode and Salla's engine or a stand-in for its SDK, for one classic <script>:
// <script src="tracker.js" data-platform="salla" data-stand-in="salla" data-currency="SAR" data-debug></script>
// It has no elements, so nothing on the page asks a store, and no answers to requests are carried along.
import { sallaEngine } from './platforms/salla-engine.js';
import { sallaStandIn } from './platforms/salla-stand-in.js';
import { loadInspector } from './tracker/load-inspector.js';
import { loadOnce } from './tracker/load-once.js';
import type { TrackerOptions } from './tracker/tracker-options.js';

const tracker = loadOnce('tracker.js');
// A Boolean one is written without a value, as in HTML: what is there is on.
const { platform, standIn, ...options } = { ...(document.currentScript as HTMLScriptElement | null)?.dataset };
for (const name in options) options[name] ||= 'true';
tracker.configure(options as Partial<TrackerOptions>);
if (platform === 'salla') tracker.use(sallaEngine());
if (standIn === 'salla') tracker.use(sallaStandIn());
tracker.start();
loadInspector(tracker);
