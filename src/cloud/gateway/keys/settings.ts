import { isObject, type Json, type JsonObject } from '../../../events/plain.js';
import { sealingKeys, unseal } from './sealed.js';

/** Variables of the environment. */
export type Env = Readonly<Record<string, string | undefined>>;

/** A variable of the environment. @throws when it is not there */
export function fromEnv(name: string, env: Env): string {
  const found = env[name];
  if (found === undefined) throw new Error(`the environment has no ${name}`);
  return found;
}

/** What stands in settings for a value that is elsewhere: the name of a variable, or what was sealed. */
export interface Reference {
  kind: 'env' | 'sealed';
  text: string;
}

/** The reference that a value is: an object that has this one text and nothing else. */
export function referenceIn(value: Json): Reference | undefined {
  if (!isObject(value)) return undefined;
  const [[kind, text] = [], ...more] = Object.entries(value);
  return (kind === 'env' || kind === 'sealed') && typeof text === 'string' && !more.length ? { kind, text } : undefined;
}

/** A value with each of its references replaced, however deep it lies. */
export function mapReferences(value: Json, change: (reference: Reference) => Json): Json {
  if (Array.isArray(value)) return value.map((item) => mapReferences(item, change));
  if (!isObject(value)) return value;
  const reference = referenceIn(value);
  return reference ? change(reference) : mapEach(value, change);
}

/** The same of each value of an object, which is itself none: the settings of a function. */
export const mapEach = (object: JsonObject, change: (reference: Reference) => Json): JsonObject =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, mapReferences(value ?? null, change)]));

/**
 * The settings of a function as it gets them: `{ "env": "NAME" }` is that variable, `{ "sealed": "…" }` what was sealed for it.
 *
 * @throws when a variable is not there, or a sealed value does not open
 */
export const openSettings = (owner: string, settings: JsonObject | null | undefined, env: Env): JsonObject | null =>
  settings ? mapEach(settings, ({ kind, text }) => (kind === 'env' ? fromEnv(text, env) : unseal(text, sealingKeys(env), owner))) : null;
