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

/** Judges the payload of one event, a plain copy that it may repair in place. */
export type Judge = (event: string, data: Json | undefined) => Verdict;

/** One sentence for people: names the event, the field, what was expected and what came. */
export const findingText = ({ event, field, expected, received, kind }: Finding): string =>
  `${event}: ${field || 'payload'} ${kind}: expected ${expected}, got ${received}`;

/** The kind of a value in words, without the value: `string (6)` has six characters, `array (2)` two items. */
export function describeValue(value: Json | undefined): string {
  if (value == null) return 'nothing';
  const isArray = Array.isArray(value);
  const kind = isArray ? 'array' : typeof value;
  return isArray || typeof value === 'string' ? `${kind} (${value.length})` : kind;
}
