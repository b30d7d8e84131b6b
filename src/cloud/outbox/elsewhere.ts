/** What becomes of events elsewhere is gathered for that many milliseconds, and that many go together. */
const gather = 1000;
const maxEnds = 100;

/** The end of one event at one destination: event id, destination, status, and why. */
type End = (string | undefined)[];

/** What became of events at the other destinations of the page, until it is in the queue. */
interface Elsewhere {
  /** Hears of one; `atOnce` when there is no later. */
  hear(receipt: WindowEventMap['ecom-receipt']['detail'], atOnce: boolean): void;
  /** Puts what was heard into the queue. */
  keep(): void;
  /** Forgets what was heard. */
  forget(): void;
}

/**
 * Gathers what becomes of events at other destinations; the gateway is told that, and nothing else.
 *
 * @param mayHear whether this destination's counts, now
 * @param put puts these into the queue
 */
export function gatherEnds(mayHear: (destination: string) => boolean, put: (ends: End[]) => void): Elsewhere {
  let ends: End[] = [];
  const keep = (): void => {
    for (let some; (some = ends.splice(0, maxEnds)).length; ) put(some);
  };
  return {
    hear({ eventId, delivery: { destination, status, reason, error } }, atOnce) {
      // Together with those that follow, unless there is no later.
      if (!mayHear(destination) || ends.push([eventId, destination, status, reason ?? error]) > 1) return;
      if (atOnce) queueMicrotask(keep);
      else setTimeout(keep, gather);
    },
    keep,
    forget() {
      ends = [];
    },
  };
}
