import type { EcomEventInit } from '../events/ecom-event.js';
import { prefix, stored } from '../events/storage.js';

/**
 * How long a browser may take to show one tab what another one has stored, milliseconds. No standard sets a limit; without a wait two
 * of three tabs on a busy machine counted the same order now and then.
 */
const seenAfter = 200;

/** What this page has begun to report: it may not be delivered yet. */
const begun = new Set<string>();

/**
 * Reports something that happens once for ever (an order, the start of a checkout), over reloads, tabs and days.
 * `report` gets what it has to emit the event with: only when a destination has the event it is done, so that what
 * nobody could take is offered again on the next page, and what was rejected as soon as it is put right.
 *
 * @param what what it is, e.g. `order`
 * @param id which one; nobody knows of one without an id whether it was reported before: it is reported
 * @param inOneTab of tabs that are open at the same time one reports, and the next one only when that one is closed
 *   and has not delivered. Then `report` is called a moment later; without it, at once.
 */
export function doneOnce(what: string, id: string | undefined, report: (init: EcomEventInit) => void, inOneTab = false): void {
  if (!id) return report({});
  const key = `done.${what} ${id}`;
  if (begun.has(key) || stored(key)) return;
  begun.add(key);
  // Held until it is settled, and no longer: not every engine keeps a page with a lock for the way back.
  const hold = (): Promise<void> =>
    new Promise((settle) => {
      // Meanwhile another tab may have been the first.
      if (stored(key)) return settle();
      report({
        onDelivered() {
          // Where storage is shut or full, within this page it is once all the same.
          stored(key, new Date().toISOString());
          // What one tab stores another one sees a little later: the lock is let go when it is there.
          setTimeout(settle, seenAfter);
        },
        onRejected() {
          begun.delete(key);
          settle();
        },
      });
    });
  // There are no locks on plain http, and no right to any where storage is shut.
  const { locks } = navigator as { locks?: LockManager };
  if (inOneTab && locks) locks.request(prefix + key, hold).catch(hold);
  else void hold();
}

/** Forgets what this page has begun to report: for tests, where one document stands for many pages. */
export const forgetDone = (): void => begun.clear();
