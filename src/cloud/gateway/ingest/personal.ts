import { createHash } from 'node:crypto';
import { personalFields } from '../../../events/personal-fields.js';
import { isObject, type Json, type JsonObject } from '../../../events/plain.js';

/** Names of what describes a person, in the traits of public SDKs. */
const personalTrait = /mail|phone|mobile|name|address|street|birth|gender|avatar|^age$|^ip$|city|postal|zip|password|token/i;

/** Query parameters that hold personal data or keys by their name. */
const privateParameter = /mail|phone|mobile|name|pass|token|secret|auth|otp/i;

/** A payload without what is personal, or what a shopper wrote. */
export const withoutPersonal = (payload: JsonObject): JsonObject =>
  keep(payload, (name, value) => !personalFields.test(name) && !(name === 'query' && String(value as string).includes('@')));

/** What is known of a shopper without what describes the person. */
export const withoutTraits = (traits: JsonObject): JsonObject => keep(traits, (name) => !personalTrait.test(name));

/** What a context is kept without: who it was stands beside it. */
const personalContext = /^(traits|ip|userAgentData|user_?id)$/i;

/** A context without traits and addresses of people, and with page addresses that say nothing of them. */
export function cleanContext(context: JsonObject): JsonObject {
  const clean = keep(context, (name) => !personalContext.test(name));
  if (!isObject(clean.page)) return clean;
  return { ...clean, page: Object.fromEntries(Object.entries(clean.page).map(([name, value]) => [name, typeof value === 'string' ? cleanAddress(name, value) : value])) };
}

/** An address without fragment and private parameters; the bare query likewise. */
function cleanAddress(name: string, value: string): string {
  if (name === 'search') return value ? cleanAddress('url', `https://x/${value}`).slice('https://x/'.length) : '';
  if (!URL.canParse(value)) return value.replace(/[?#].*$/s, '');
  const url = new URL(value);
  url.hash = '';
  url.username = '';
  url.password = '';
  for (const [parameter, text] of [...url.searchParams]) {
    if (privateParameter.test(parameter) || text.includes('@')) url.searchParams.delete(parameter);
  }
  return url.href;
}

const keep = (object: JsonObject, wanted: (name: string, value: Json | undefined) => boolean): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([name, value]) => wanted(name, value)));

/** The id of a shopper as it is kept: one that is an e-mail address as its hash, which the address finds again. */
export const pseudonym = (id: string): string => (id.includes('@') ? `sha256:${createHash('sha256').update(id.trim().toLowerCase()).digest('hex')}` : id);
