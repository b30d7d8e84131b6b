/*
 * Repairs of single values: what a theme or an engine plainly meant, put into the form of the
 * catalogue. A value that cannot be repaired comes back as it was, so that the schema can name it. The page's
 * judge repairs by code of its own: a test holds the two against each other, which shared code would defeat.
 */

/** Shops and engines write "nothing" in these ways; all of them mean that the field was not given. */
export const isAbsent = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (typeof value === 'number' && Number.isNaN(value));

/** Ids often come as numbers. */
export const toText = (value: unknown): unknown =>
  typeof value === 'number' && Number.isFinite(value) ? String(value) : value;

/** A numeric string, Arabic-Indic (٣) and Persian (۳) digits and the Arabic separators (٫ ٬) included. */
export function toNumber(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const ascii = value
    .trim()
    .replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .replace(/\u066B/g, '.')
    .replace(/\u066C/g, '');
  return /^[+-]?\d+(\.\d+)?$/.test(ascii) ? Number(ascii) : value;
}

/** ISO 4217 codes are upper case; `sar` is meant well. */
export function toCurrency(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const code = value.trim().toUpperCase();
  return /^[A-Z]{3}$/.test(code) ? code : value;
}

/** Sorts and filters are pairs; a bare `price-asc` names the type. */
export const toPairs = (value: unknown): unknown => (typeof value === 'string' ? [{ type: value }] : value);

/** `product_id` → `productId`, the spelling of themes that think in JavaScript. */
export const camelCase = (name: string): string =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

