import { version } from '../version.js';
import { installTracker } from './install.js';
import type { TrackerApi } from './tracker-api.js';

/** The page's tracker, for the drop-in script of that name; warns, once, when that was loaded before. */
export function loadOnce(script: string): TrackerApi {
  // Counted on the tracker, so that every copy of the script sees it.
  const tracker: TrackerApi & { scripts?: Record<string, number> } = installTracker();
  const scripts = (tracker.scripts ??= {});
  scripts[script] = (scripts[script] ?? 0) + 1;
  if (scripts[script] === 2) console.warn(`ecom-events: ${script} ${version} changes nothing, ${tracker.version} is there`);
  return tracker;
}
