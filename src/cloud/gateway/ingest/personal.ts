import { createHash } from 'node:crypto';
import { personalFields } from '../../../events/personal-fields.js';
import { isObject, type Json, type JsonObject } from '../../../events/plain.js';

/** Names of what describes a person, in the traits of public SDKs. */
const personalTrait = /mail|phone|mobile|name|address|street|birth|gender|avatar|^age$|^ip$|city|postal|zip|password|token/i;

/** Query parameters that hold personal data or keys by their name. */
const privateParameter = /mail|phone|mobile|name|pass|token|secret|auth|otp/i;

/** A payload without what is personal, or what a shopper wrote. */
export const withoutPersonal = (payload: JsonObject): JsonObject =>
  without(payload, (name, value) => personalFields.test(name) || (name === 'query' && String(value as string).includes('@')));

/** What is known of a shopper without what describes the person. */
export const withoutTraits = (traits: JsonObject): JsonObject => without(traits, (name) => personalTrait.test(name));

/** What a context is kept without: who it was stands beside it. */
const personalContext = /^(traits|ip|userAgentData|user_?id)$/i;

/** E-mail addresses inside a text, also as they stand in addresses of pages. */
const emailAddress = /[^\s@<>"'=&/?#:;,%]+(?:@|%40)[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/gi;

/** What a text has to hold so that something of it may be private. */
const maybePrivate = /[?#@]|%40/;

/** A context without traits and addresses of people, and with page addresses that say nothing of them. */
export const cleanContext = (context: JsonObject): JsonObject => cleanObject(without(context, (name) => personalContext.test(name)), false);

/** The object itself where nothing of it is private. */
function cleanObject(object: JsonObject, ofPage: boolean): JsonObject {
  let copy: JsonObject | undefined;
  for (const name of Object.keys(object)) {
    const value = object[name];
    const clean = typeof value === 'string' && !maybePrivate.test(value) ? value : cleanValue(value, name, ofPage || name === 'page');
    if (clean !== value) (copy ??= { ...object })[name] = clean;
  }
  return copy ?? object;
}

function cleanValue(value: Json | undefined, name: string, ofPage: boolean): Json | undefined {
  if (typeof value === 'string') return cleanText(name, value, ofPage);
  if (Array.isArray(value)) return value.map((item) => cleanValue(item, name, ofPage) ?? null);
  return isObject(value) ? cleanObject(value, ofPage) : value;
}

/** A text: of a page, its address, its query, a path or a title; elsewhere whatever it is. */
function cleanText(name: string, value: string, ofPage: boolean): string {
  if (!maybePrivate.test(value)) return value;
  if (ofPage && name === 'search') return cleanAddress(`https://x/${value}`).slice('https://x/'.length);
  return ofPage || /^\w+:\/\//.test(value) ? cleanAddress(value) : value.replace(emailAddress, '');
}

/** Addresses that were cleaned lately: those of a shop's pages come again and again. */
const cleanAddresses = new Map<string, string>();
const maxAddresses = 2000;

/** An address without fragment and private parameters; of what is none, what stands before these. */
function cleanAddress(value: string): string {
  let clean = cleanAddresses.get(value);
  if (clean === undefined) {
    clean = makeCleanAddress(value);
    if (cleanAddresses.size >= maxAddresses) cleanAddresses.clear();
    cleanAddresses.set(value, clean);
  }
  return clean;
}

function makeCleanAddress(value: string): string {
  if (!URL.canParse(value)) return value.replace(/[?#].*$/s, '').replace(emailAddress, '');
  const url = new URL(value);
  url.hash = '';
  url.username = '';
  url.password = '';
  for (const [parameter, text] of [...url.searchParams]) {
    if (privateParameter.test(parameter) || text.includes('@')) url.searchParams.delete(parameter);
  }
  return url.href.replace(emailAddress, '');
}

/** The object itself where it holds nothing of the kind. */
function without(object: JsonObject, unwanted: (name: string, value: Json | undefined) => boolean): JsonObject {
  const found = Object.keys(object).filter((name) => unwanted(name, object[name]));
  if (!found.length) return object;
  const copy = { ...object };
  for (const name of found) delete copy[name];
  return copy;
}

/** The id of a shopper as it is kept: one that is an e-mail address as its hash, which the address finds again. */
export const pseudonym = (id: string): string => (id.includes('@') ? `sha256:${createHash('sha256').update(id.trim().toLowerCase()).digest('hex')}` : id);
