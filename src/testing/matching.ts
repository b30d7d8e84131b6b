import type { EcomEventName, EcomPayload } from '../events/payloads.js';
import type { Json } from '../events/plain.js';

/** What judges a value by itself, e.g. `expect.any(Number)` of Jest and Vitest. */
export interface Matcher {
  asymmetricMatch(value: unknown): boolean;
}

/**
 * What a payload is held against: a part of it. An object stands for one that has at least these fields, a list for one
 * with these items and no others, a function for what it says yes to, a regular expression for a text that it finds; a
 * field that is `undefined` must not be there.
 */
export type Expected<Value> = ((value: Value) => boolean) | Matcher | Shape<Value>;

type Shape<Value> = Value extends string
  ? Value | RegExp
  : Value extends readonly (infer Item)[]
    ? readonly Expected<Item>[]
    : Value extends object
      ? { readonly [Key in keyof Value]?: Expected<Exclude<Value[Key], undefined>> | undefined }
      : Value;

/** What the payload of that name is held against; any fields for a name that nobody declared. */
export type ExpectedPayload<Name extends string> = [Name] extends [EcomEventName] ? Expected<EcomPayload<Name>> : object;

/** Each field that is not as expected, a line each; none when all is. */
export function differences(expected: unknown, actual: unknown, path = ''): string[] {
  const differs = [`${path || 'payload'}: expected ${show(expected)}, got ${show(actual)}`];
  if (typeof expected === 'function') return expected(actual) === true ? [] : differs;
  if (expected instanceof RegExp) return typeof actual === 'string' && actual.search(expected) >= 0 ? [] : differs;
  if (isMatcher(expected)) return expected.asymmetricMatch(actual) ? [] : differs;
  if (typeof expected !== 'object' || expected === null) return Object.is(expected, actual) ? [] : differs;
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return differs;
    return expected.flatMap((item, at) => differences(item, actual[at], `${path}[${at}]`));
  }
  if (typeof actual !== 'object' || actual === null || Array.isArray(actual)) return differs;
  const fields = actual as { [field: string]: Json };
  return Object.entries(expected).flatMap(([field, value]) => differences(value, fields[field], path ? `${path}.${field}` : field));
}

const isMatcher = (value: unknown): value is Matcher => typeof (value as Partial<Matcher> | null)?.asymmetricMatch === 'function';

/** Longer values are cut, in characters. */
const longest = 120;

/** A value as a test's author writes it. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'function') return `what ${value.name || 'the function'} says yes to`;
  if (value instanceof RegExp) return String(value);
  if (isMatcher(value)) return 'what the matcher says yes to';
  const text = JSON.stringify(value, (_, part: unknown) => (typeof part === 'function' || part instanceof RegExp ? String(part) : part));
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
