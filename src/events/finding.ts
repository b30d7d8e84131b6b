import type { Json, JsonObject } from './plain.js';

/**
 * What was noticed about one field of one event:
 * - `repaired`: it came in another form and was put right without guessing;
 * - `missing`: it should be there; the event is delivered without it;
 * - `removed`: it was wrong and the event does without it;
 * - `rejected`: it was wrong or missing, and the event means nothing or something false with it.
 */
export interface Finding {
  kind: 'repaired' | 'missing' | 'removed' | 'rejected';
  /** Name of the event, e.g. `Product Added`. */
  event: string;
  /** Path of the field, e.g. `products[0].price`; empty for the payload itself. */
  field: string;
  /** What would have been right, in words. */
  expected: string;
  /** What came, by kind and never by value: a payload may hold personal data, a message must not. */
  received: string;
}

/** The judgement of one payload: whether it may be delivered, the repaired copy, and what was noticed. */
export interface Verdict {
  ok: boolean;
  payload: JsonObject;
  findings: Finding[];
}

/** One sentence for people: names the event, the field, what was expected and what came. */
export const findingText = ({ event, field, expected, received, kind }: Finding): string =>
  `${event}: ${field || 'payload'} ${kind}: expected ${expected}, got ${received}`;

/** The kind of a value in words, without the value. */
export function describeValue(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return `an array of ${value.length}`;
  switch (typeof value) {
    case 'string':
      return `a string of ${value.length} characters`;
    case 'number':
      return Number.isFinite(value) ? (value < 0 ? 'a negative number' : 'a number') : 'no finite number';
    case 'boolean':
      return 'a boolean';
    default:
      return 'an object';
  }
}
