import { isTracker, type TrackerApi } from '../tracker/tracker-api.js';

/** The page's tracker, once a script has put it there. */
export const trackerOf = ({ ecom }: { ecom?: unknown } = globalThis as { ecom?: unknown }): TrackerApi | undefined => (isTracker(ecom) ? ecom : undefined);

/** Asks the tracker to say more than a page needs: what it was given, and when. Returns what ends it. */
export function inspectTracker(tracker: TrackerApi): () => void {
  tracker.configure({ inspect: true });
  return () => tracker.configure({ inspect: false });
}

/** What the shopper has agreed to, by category; a tracker without that gate has none. */
export const consentOf = (tracker: object | undefined): Readonly<Record<string, string>> | undefined =>
  (tracker as { consent?: { state?: Readonly<Record<string, string>> } } | undefined)?.consent?.state;
