// What the tests of consent share: a page whose storage is recorded, and destinations of each category.
import type { ConsentCategory, ConsentState } from '../../src/events/consent.js';
import type { Tracker } from '../../src/tracker/tracker.js';
import { later, partner, replace, type Partner } from './harness.js';

export const categories: ConsentCategory[] = ['necessary', 'analytics', 'marketing', 'personalisation'];

/** What a shopper is asked about. */
export const asked = ['analytics', 'marketing', 'personalisation'] as const;

/** The state in which all that is asked about is the same. */
export const all = (status: ConsentState['analytics']): ConsentState => ({ necessary: 'granted', analytics: status, marketing: status, personalisation: status });

/** A destination of each category, registered, under the name of the category. */
export function partners(tracker: Tracker): Record<ConsentCategory, Partner> {
  const made = categories.map((category) => [category, { ...partner(category), category }] as const);
  for (const [, each] of made) tracker.register(each);
  return Object.fromEntries(made) as Record<ConsentCategory, Partner>;
}

/** The destinations that have got something. */
export const reached = (made: Record<string, Partner>): string[] => Object.keys(made).filter((name) => made[name]!.heard.length);

/** What happened to the storage of this page, as lines: `get ecom.visitor`. */
export function recordStorage(): string[] {
  const lines: string[] = [];
  for (const [method, name] of [['getItem', 'get'], ['setItem', 'set'], ['removeItem', 'remove']] as const) {
    const original = Storage.prototype[method] as (...values: string[]) => unknown;
    replace(Storage.prototype, method, {
      writable: true,
      value(this: Storage, ...values: string[]) {
        lines.push(`${name} ${values[0]}`);
        return original.apply(this, values);
      },
    });
  }
  return lines;
}

/** What is stored under names of ours. */
export const storedNames = (): string[] => Object.keys(localStorage).filter((key) => key.startsWith('ecom.')).sort();

/** What the document is told of consent until the test is over. */
export function recordChanges(): ConsentState[] {
  const states: ConsentState[] = [];
  const hear = ({ detail }: CustomEvent<ConsentState>): unknown => states.push(detail);
  document.addEventListener('ecom-consent', hear);
  later(() => document.removeEventListener('ecom-consent', hear));
  return states;
}

/** What became of the newest event, by destination: `waiting consent`. */
export const outcomes = (tracker: Tracker): Record<string, string> =>
  Object.fromEntries(tracker.receipts().at(-1)!.deliveries.map(({ destination, status, reason }) => [destination, reason ? `${status} ${reason}` : status]));
