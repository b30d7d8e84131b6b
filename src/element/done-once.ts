/** What this page has begun to report: it may not be delivered yet. */
const begun = new Set<string>();

/** What stands in local storage under a name of ours; nothing where that is shut. */
function isMarked(key: string): boolean {
  try {
    return !!localStorage.getItem(key);
  } catch {
    return false;
  }
}

function mark(key: string): void {
  try {
    localStorage.setItem(key, new Date().toISOString());
  } catch {
    // Shut or full: within this page it is once all the same.
  }
}

/**
 * Reports something that happens once for ever (an order, the start of a checkout), over reloads, tabs and days.
 * `report` gets what it has to call when a destination has the event: only then it is done, so that what nobody could
 * take is offered again on the next page.
 *
 * @param what what happened to what, e.g. `order 204417`
 */
export function doneOnce(what: string, report: (delivered: () => void) => void): void {
  const key = `ecom.done.${what}`;
  if (begun.has(key) || isMarked(key)) return;
  begun.add(key);
  report(() => mark(key));
}
