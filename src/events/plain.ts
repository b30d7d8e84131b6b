/** What JSON can say: the only data that travels from the page to a destination. */
export type Json = string | number | boolean | null | Json[] | JsonObject;

/** A plain JSON object. */
export interface JsonObject {
  [key: string]: Json | undefined;
}

/** Deeper than any payload of the catalogue; a cycle ends here too. */
const maxDepth = 20;

/** More values than a list of thousands of products has; ends what a cycle with many branches would multiply. */
const maxValues = 50_000;

/**
 * Keys that reach a prototype when a careless receiver merges the payload into its own objects
 * (`@jitsu/js` does). What enters here never carries them further.
 */
const unsafeKeys = ['__proto__', 'constructor', 'prototype'];

/** Whether `value` is an object with keys: no array, no null. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The objects of a list, whatever else stands in it; nothing when it is no list. */
export const objectsIn = (list: Json | undefined): JsonObject[] | undefined => (Array.isArray(list) ? list.filter(isObject) : undefined);

/**
 * A copy of `value` as plain JSON data, sharing no object with the original. Functions, symbols and
 * `undefined` are left out, dates become ISO strings, a cycle or too deep a branch is cut. `NaN` and
 * infinite numbers stay as they are: the judge has to see them. An object that throws
 * while it is read is left out.
 */
export function toPlain(value: unknown): Json | undefined {
  left = maxValues;
  return copy(value, 0);
}

/** Values inside objects and lists that the copy under way may still take. */
let left: number;

function copy(from: unknown, depth: number): Json | undefined {
  const type = typeof from;
  if (from === null || type === 'string' || type === 'number' || type === 'boolean') return from as Json;
  if (type === 'bigint') return String(from as bigint);
  if (type !== 'object' || depth > maxDepth || left < 0) return undefined;
  try {
    if (Array.isArray(from)) {
      left -= from.length;
      return [...from].map((item) => copy(item, depth + 1) ?? null);
    }
    return from instanceof Date ? from.toJSON() : copyFields(from as Record<string, unknown>, depth + 1);
  } catch {
    // A getter that throws, a revoked proxy: nothing of it can be trusted.
    return undefined;
  }
}

/** All fields are taken over at once, which engines do fast, then put right where a value is not plain. */
function copyFields(from: Record<string, unknown>, depth: number): JsonObject {
  const to = { ...from };
  for (const key of unsafeKeys) if (Object.hasOwn(to, key)) delete to[key];
  const keys = Object.keys(to);
  left -= keys.length;
  for (const key of keys) {
    const value = to[key];
    const plain = copy(value, depth);
    if (plain === undefined) delete to[key];
    else if (plain !== value) to[key] = plain;
  }
  return to as JsonObject;
}
