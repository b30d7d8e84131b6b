/** What JSON can say: the only data that travels from the page to a destination. */
export type Json = string | number | boolean | null | Json[] | JsonObject;

/** A plain JSON object. */
export interface JsonObject {
  [key: string]: Json | undefined;
}

/** Deeper than any payload of the catalogue; a cycle ends here too. */
const maxDepth = 20;

/** More objects than a list of thousands of products has; ends what a cycle with many branches would multiply. */
const maxObjects = 50_000;

/**
 * Keys that reach a prototype when a careless receiver merges the payload into its own objects
 * (`@jitsu/js` does). What enters here never carries them further.
 */
const unsafeKeys = ['__proto__', 'constructor', 'prototype'];

/** Whether `value` is an object with keys: no array, no null. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A copy of `value` as plain JSON data, sharing no object with the original. Functions, symbols and
 * `undefined` are left out, dates become ISO strings, a cycle or too deep a branch is cut. `NaN` and
 * infinite numbers stay as they are: the judge has to see them. A getter that throws loses its own key only.
 * @throws when `value` itself cannot be read: a revoked proxy.
 */
export function toPlain(value: unknown): Json | undefined {
  let left = maxObjects;
  const copy = (from: unknown, depth: number): Json | undefined => {
    const type = typeof from;
    if (from === null || type === 'string' || type === 'number' || type === 'boolean') return from as Json;
    if (type === 'bigint') return String(from);
    if (type !== 'object' || depth > maxDepth || --left < 0) return undefined;
    if (Array.isArray(from)) return from.map((item) => copy(item, depth + 1) ?? null);
    if (from instanceof Date) return from.toJSON();
    const to: JsonObject = {};
    for (const key of Object.keys(from as object)) {
      try {
        const plain = unsafeKeys.includes(key) ? undefined : copy((from as Record<string, unknown>)[key], depth + 1);
        if (plain !== undefined) to[key] = plain;
      } catch {
        // A broken getter costs its own field, not the event.
      }
    }
    return to;
  };
  return copy(value, 0);
}
