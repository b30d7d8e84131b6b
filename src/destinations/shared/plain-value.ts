import type { JsonObject } from '../../events/plain.js';

/** A field as a vendor may get it: empty is absent, an object is nothing, an id is a string. */
export function plainValue(source: JsonObject, field: string): string | number | boolean | undefined {
  const value = source[field];
  if (value === '' || (typeof value === 'number' && !Number.isFinite(value))) return undefined;
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined;
  return field.endsWith('_id') ? String(value) : value;
}

/** The first of these fields that is an amount: a number of 0 or more. Zero is a value. */
export function amountIn(source: JsonObject, ...fields: string[]): number | undefined {
  return fields.map((field) => source[field]).find((value) => Number.isFinite(value) && (value as number) >= 0) as number | undefined;
}

export { objectsIn } from '../../events/plain.js';

/** Units of a line; a line that does not say is one unit. */
export const unitsOf = (line: JsonObject): number => amountIn(line, 'quantity') ?? 1;
