import { warnOnce } from '../events/buffer.js';
import { version } from '../version.js';
import { installTracker } from './install.js';
import type { TrackerApi } from './tracker-api.js';

/** The page's tracker, for the drop-in script of that name; warns, once, when that was loaded before. */
export function loadOnce(script: string): TrackerApi {
  // Kept on the tracker, so that every copy of the script sees it.
  const tracker: TrackerApi & { scripts?: Record<string, true> } = installTracker();
  const scripts = (tracker.scripts ??= {});
  if (scripts[script]) warnOnce(`${script} ${version} changes nothing, ${tracker.version} is there`);
  scripts[script] = true;
  return tracker;
}
