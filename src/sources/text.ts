import type { Json } from '../events/plain.js';

/** A word or a number as text; nothing of anything else. */
export const textOf = (value: Json | undefined): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
