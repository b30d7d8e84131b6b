import { version } from '../version.js';
import { installTracker, isTracker } from './install.js';
import type { TrackerApi } from './tracker-api.js';

/** The page's tracker, for the drop-in script of that name; warns, once, when that was loaded before. */
export function loadOnce(script: string): TrackerApi {
  const { ecom } = window;
  const tracker: TrackerApi & { loaded?: string[] } = installTracker();
  const loaded = (tracker.loaded ??= []);
  if (isTracker(ecom) && loaded.filter((name) => name === script).length === 1) {
    console.warn(`ecom-events: ${script} ${version} changes nothing, ${tracker.version} is there`);
  }
  loaded.push(script);
  return tracker;
}
