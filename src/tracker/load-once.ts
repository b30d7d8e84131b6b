import { version } from '../version.js';
import { installTracker } from './install.js';
import type { TrackerApi } from './tracker-api.js';

/** Drop-in scripts that this page has loaded; on the tracker, so that every copy sees it. */
const loaded = Symbol.for('ecom-events.loaded');

/** The page's tracker, for the drop-in script of that name; warns, once, when that was loaded before. */
export function loadOnce(script: string): TrackerApi {
  const tracker: TrackerApi & { [loaded]?: Record<string, number> } = installTracker();
  const counts = (tracker[loaded] ??= {});
  counts[script] = (counts[script] ?? 0) + 1;
  if (counts[script] === 2) console.warn(`ecom-events: ${script} ${version} is loaded again; ${tracker.version} is on this page and goes on`);
  return tracker;
}
