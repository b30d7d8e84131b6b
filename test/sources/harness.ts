// What the tests of the sources share: a tracker, what it was told, a page that is left, and time that the test makes.
import type { JsonObject } from '../../src/events/plain.js';
import type { Platform } from '../../src/tracker/platform.js';
import type { Receipt } from '../../src/tracker/receipt.js';
import { Tracker } from '../../src/tracker/tracker.js';
import { hidePage, later, replace, startTracker } from '../tracker/harness.js';

/** What the tracker was told, oldest first, whatever became of it. */
export const told = (tracker: Tracker): [name: string, payload: JsonObject][] => tracker.receipts().map(({ eventName, payload }) => [eventName, payload]);

export const names = (tracker: Tracker): string[] => told(tracker).map(([name]) => name);

/** The fields that were asked for, of each fact. */
export const fieldsOf = (tracker: Tracker, ...fields: string[]): unknown[][] => told(tracker).map(([name, payload]) => [name, ...fields.map((field) => payload[field])]);

export const last = (tracker: Tracker): Receipt => tracker.receipts().at(-1)!;

/** A tracker with these sources, which let go when the test is over. */
export function trackerWith(...sources: Platform[]): ReturnType<typeof startTracker> {
  const tracker = startTracker();
  for (const source of sources) later(tracker.use(source));
  return tracker;
}

/** On a page that is hidden nothing waits: each report is told at once. */
export const noWaiting = (): void => hidePage();

/** Timers of a second and more, and the clock, that only the test moves; shorter ones run as ever. */
export function makeTime(): { pass(milliseconds: number): void } {
  const timers = new Map<number, { due: number; act: () => void }>();
  const { setTimeout: set, clearTimeout: clear } = window;
  let passed = 0;
  let count = 1e9;
  const begin = Date.now();
  const value = (act: () => void, delay = 0): unknown => {
    if (delay < 1000) return set(act, delay);
    timers.set(++count, { due: passed + delay, act });
    return count;
  };
  replace(window, 'setTimeout', { value, writable: true });
  replace(window, 'clearTimeout', { value: (timer: number) => timers.delete(timer) || clear(timer), writable: true });
  replace(Date, 'now', { value: () => begin + passed, writable: true });
  return {
    pass(milliseconds) {
      const end = passed + milliseconds;
      for (;;) {
        const [next] = [...timers].filter(([, { due }]) => due <= end).sort(([, a], [, b]) => a.due - b.due);
        if (!next) break;
        timers.delete(next[0]);
        passed = next[1].due;
        next[1].act();
      }
      passed = end;
    },
  };
}
