// What the tests of the tracker share: a fresh tracker, partners that keep what they get, and the console as a list.
import { nextFrame } from '@open-wc/testing';
import type { DeviceModeTracker, EcomContext, TrackOptions } from '../../src/events/commands.js';
import type { JsonObject } from '../../src/events/plain.js';
import type { Receipt } from '../../src/tracker/receipt.js';
import { Tracker } from '../../src/tracker/tracker.js';
import type { TrackerOptions } from '../../src/tracker/tracker-options.js';

/** An event as a callback got it. */
export interface Heard {
  name: string;
  payload: JsonObject;
  context: EcomContext;
}

/** A device-mode callback that keeps what it gets, page views too; `act` is what it does besides. */
export interface Partner extends DeviceModeTracker {
  heard: Heard[];
  names(): string[];
}

export function partner(name: string, act: (heard: Heard) => unknown = () => {}): Partner {
  const heard: Heard[] = [];
  const take = (event: string, payload: JsonObject, context: EcomContext): unknown => {
    const got = { name: event, payload, context };
    heard.push(got);
    return act(got);
  };
  return { name, heard, names: () => heard.map((got) => got.name), track: take, page: (payload, context) => take('page', payload, context) };
}

/** A tracker that is handed what no caller should hand over. */
type AnyTracker = Tracker & { track(name: string, payload?: unknown, options?: TrackOptions): void };

/** A tracker that delivers. */
export function startTracker(options: TrackerOptions = {}): AnyTracker {
  const tracker: AnyTracker = new Tracker();
  tracker.configure(options);
  tracker.start();
  return tracker;
}

/** Resolves when everybody has got what was tracked so far. */
export async function settled(tracker: Tracker): Promise<void> {
  const waits = ({ deliveries }: Receipt): boolean => deliveries.some(({ status, reason }) => status === 'waiting' && reason !== 'circuit');
  while (tracker.receipts().some(waits)) await nextFrame();
}

/** The receipt of the newest event. */
export const lastReceipt = (tracker: Tracker): Receipt => tracker.receipts().at(-1)!;

/** Removes the orders that pages of earlier tests owe their destinations. */
export function forgetOrders(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith('ecom.orders.')) localStorage.removeItem(key);
}

// Trackers of earlier tests, and of files before this one, keep what they owe when their page goes.
beforeEach(forgetOrders);

let undo: (() => void)[] = [];

/** To do when the test is over, whatever became of it. */
export const later = (end: () => void): void => void undo.unshift(end);

afterEach(() => {
  // What is done at the end may be something to undo itself.
  for (let end = undo.shift(); end; end = undo.shift()) end();
});

/** Replaces a property until the test is over. */
export function replace<Key extends PropertyKey>(target: object, key: Key, descriptor: PropertyDescriptor): void {
  const before = Object.getOwnPropertyDescriptor(target, key);
  Object.defineProperty(target, key, { configurable: true, ...descriptor });
  later(() => {
    if (before) Object.defineProperty(target, key, before);
    else Reflect.deleteProperty(target, key);
  });
}

/** What goes to the console until the test is over, as lines; nothing is shown. */
export function recordConsole(): Record<'info' | 'warn' | 'error', string[]> {
  const lines = { info: [] as string[], warn: [] as string[], error: [] as string[] };
  for (const level of ['info', 'warn', 'error'] as const) {
    const value = (...parts: unknown[]): unknown => lines[level].push(parts.map((part) => (Array.isArray(part) ? part.join('; ') : String(part))).join(' '));
    replace(console, level, { value, writable: true });
  }
  return lines;
}

/** Makes the page hidden, as when the shopper goes to another tab or page, and shown again when the test is over. */
export function hidePage(event: 'visibilitychange' | 'pagehide' = 'visibilitychange'): void {
  if (event === 'visibilitychange') replace(document, 'hidden', { get: () => true });
  const target = event === 'pagehide' ? window : document;
  target.dispatchEvent(new Event(event));
  later(() => {
    replace(document, 'hidden', { get: () => false });
    window.dispatchEvent(new Event('pageshow'));
  });
}

/** Sets the clock, in milliseconds since 1970, until the test is over. */
export function setClock(start: number): { now: number } {
  const clock = { now: start };
  replace(Date, 'now', { value: () => clock.now, writable: true });
  return clock;
}

/** Holds the page's clock and its long timers (of a second and more) until the test is over; `pass` lets milliseconds pass. */
export function holdTime(): { pass(milliseconds: number): Promise<void> } {
  const clock = setClock(Date.now());
  const timers = new Map<number, { at: number; run: () => void }>();
  const { setTimeout: set, clearTimeout: clear } = window;
  replace(window, 'setTimeout', {
    writable: true,
    value: (run: () => void, wait = 0, ...rest: unknown[]) => {
      if (wait < 1000) return set(run, wait, ...rest);
      const id = set(() => {});
      timers.set(id, { at: clock.now + wait, run });
      return id;
    },
  });
  replace(window, 'clearTimeout', {
    writable: true,
    value: (id?: number) => {
      timers.delete(id!);
      clear(id);
    },
  });
  return {
    async pass(milliseconds) {
      clock.now += milliseconds;
      for (const [id, { at, run }] of timers) {
        if (at > clock.now) continue;
        timers.delete(id);
        run();
      }
      // What that has asked for comes after two paints at most.
      for (let frames = 0; frames < 3; frames++) await nextFrame();
    },
  };
}
