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

/** What an object stands for that has this one text and nothing else. */
const textOf = (value: JsonObject, name: string): string | undefined => {
  const text = value[name];
  return typeof text === 'string' && Object.keys(value).length === 1 ? text : undefined;
};

function opened(value: Json, owner: string, env: Env): Json {
  if (Array.isArray(value)) return value.map((item) => opened(item, owner, env));
  if (!isObject(value)) return value;
  const variable = textOf(value, 'env');
  if (variable !== undefined) return fromEnv(variable, env);
  const sealed = textOf(value, 'sealed');
  if (sealed !== undefined) return unseal(sealed, sealingKeys(env), owner);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, opened(item ?? null, owner, env)]));
}

/**
 * The settings of a function as it gets them: `{ "env": "NAME" }` is that variable, `{ "sealed": "…" }` what was sealed for it.
 *
 * @throws when a variable is not there, or a sealed value does not open
 */
export const openSettings = (owner: string, settings: JsonObject | null | undefined, env: Env): JsonObject | null =>
  settings ? Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, opened(value ?? null, owner, env)])) : null;
