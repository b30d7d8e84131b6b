import { ecomQueue, listen } from '../events/buffer.js';
import type { EcomCommand } from '../events/commands.js';
import { Tracker } from './tracker.js';
import { isTracker, type TrackerApi } from './tracker-api.js';

/**
 * The tracker of this page, at `window.ecom`: made at the first call, with what the head stub and the
 * elements have kept until then. Another copy of the script, of this version or another, gets the same one.
 */
export function installTracker(): TrackerApi {
  listen();
  const queue = ecomQueue();
  if (isTracker(queue)) return queue;
  const tracker = new Tracker();
  (globalThis as { ecom?: unknown }).ecom = tracker;
  tracker.push(...(queue as unknown as EcomCommand[]));
  return tracker;
}

declare global {
  interface Window {
    /** The one global of ecom-events: a queue for commands until the script is there, then the tracker. */
    ecom?: TrackerApi;
  }
}
