import { warnOfAnother } from '../events/buffer.js';
import { installTracker } from './install.js';
import type { TrackerApi } from './tracker-api.js';

/** The page's tracker, for the drop-in script of that name; warns, once, when it is not the first one on the page. */
export function loadOnce(script: string): TrackerApi {
  // Kept on the tracker, so that every copy of the script sees it. That there is a tracker says nothing: a tag that
  // stood in the page already has made it while this script began.
  const tracker: TrackerApi & { loaded?: true } = installTracker();
  if (tracker.loaded) warnOfAnother(`the tracker of ${script}`, tracker.version);
  tracker.loaded = true;
  return tracker;
}
