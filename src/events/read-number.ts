import type { Json } from './plain.js';

/**
 * A number, or a string that is one and nothing else, in Western, Arabic-Indic or Persian digits. A comma
 * is refused: it divides thousands in one place and decimals in another, and an amount is never guessed.
 */
export function readNumber(value: Json): number | undefined {
  if (typeof value === 'string') {
    const digits = value
      .trim()
      .replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) & 15))
      .replace(/\u066B/g, '.')
      .replace(/\u066C/g, '');
    return /^[+-]?\d+(\.\d+)?$/.test(digits) ? Number(digits) : undefined;
  }
  return Number.isFinite(value) ? (value as number) : undefined;
}
