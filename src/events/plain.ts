/** What JSON can say: the only data that travels from the page to a destination. */
export type Json = string | number | boolean | null | Json[] | JsonObject;

/** A plain JSON object. */
export interface JsonObject {
  [key: string]: Json | undefined;
}

/** Deeper than any payload of the catalogue; a cycle ends here too. */
const maxDepth = 20;

/** More values than a list of a thousand products has; ends what a cycle with many branches would multiply. */
const maxValues = 50_000;

/**
 * Keys that reach a prototype when a careless receiver merges the payload into its own objects
 * (`@jitsu/js` does). What enters here never carries them further.
 */
export const isUnsafeKey = (key: string): boolean =>
  key === '__proto__' || key === 'constructor' || key === 'prototype';

/** Whether `value` is an object with keys: no array, no null. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A copy of `value` as plain JSON data, sharing no object with the original. Functions, symbols and
 * `undefined` are left out, dates become ISO strings, a cycle or too deep a branch is cut. `NaN` and
 * infinite numbers stay as they are: the judge has to see them. A getter that throws loses its own key only.
 */
export function toPlain(value: unknown): Json | undefined {
  let left = maxValues;
  const copy = (from: unknown, depth: number): Json | undefined => {
    switch (typeof from) {
      case 'string':
      case 'number':
      case 'boolean':
        return from;
      case 'bigint':
        return String(from);
      case 'object':
        break;
      default:
        return undefined;
    }
    if (from === null) return null;
    if (depth > maxDepth || --left < 0) return undefined;
    try {
      if (Array.isArray(from)) return from.map((item) => copy(item, depth + 1) ?? null);
      if (from instanceof Date) return from.toJSON();
      const to: JsonObject = {};
      for (const key of Object.keys(from)) {
        if (isUnsafeKey(key)) continue;
        const plain = copy(read(from, key), depth + 1);
        if (plain !== undefined) to[key] = plain;
      }
      return to;
    } catch {
      // A revoked proxy or its like: nothing can be read of it.
      return undefined;
    }
  };
  return copy(value, 0);
}

function read(from: object, key: string): unknown {
  try {
    return (from as Record<string, unknown>)[key];
  } catch {
    // A hostile or broken getter costs its own field, not the event.
    return undefined;
  }
}
