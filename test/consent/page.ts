// A page for the tests of who tells of consent: a tracker at `window.ecom`, and the banners' globals.
import type { ConsentState } from '../../src/events/consent.js';
import { Tracker } from '../../src/tracker/tracker.js';
import type { TrackerOptions } from '../../src/tracker/tracker-options.js';
import { later, replace } from '../tracker/harness.js';

/** Puts a global on the page until the test is over. */
export const setGlobal = (name: string, value: unknown): void => replace(window, name, { value, writable: true });

/** The tracker of the page, whose script comes after what the page did until then. */
export function openTracker(options: TrackerOptions = {}): Tracker {
  const queue = (window as { ecom?: unknown }).ecom;
  const tracker = new Tracker();
  setGlobal('ecom', tracker);
  if (Array.isArray(queue)) tracker.push(...(queue as Parameters<Tracker['push']>));
  tracker.configure(options);
  tracker.start();
  later(() => localStorage.clear());
  return tracker;
}

/** A page where no script of ours has run yet. */
export const openPage = (): void => setGlobal('ecom', undefined);

/** A state in short: analytics, marketing, personalisation, by their first letters. */
export const brief = ({ analytics, marketing, personalisation }: ConsentState): string => [analytics, marketing, personalisation].map((status) => status[0]).join('');
