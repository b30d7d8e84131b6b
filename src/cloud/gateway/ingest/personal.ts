import { createHash } from 'node:crypto';
import { isObject, type Json, type JsonObject } from '../../../events/plain.js';
import type { NewEvent } from '../store/store.js';
import { isPersonalField, isPersonalTrait } from './personal-names.js';

/** What a context is kept without: who it was stands beside it. */
const personalContext = /^(traits|ip|userAgentData|user_?id)$/i;

/** Query parameters that hold personal data or keys by their name. */
const privateParameter = /mail|phone|mobile|(^|[_-])((first|last|full|sur|user|nick|f|l)[_-]?)?name$|pass|token|secret|auth|otp/i;

/** E-mail addresses inside a text, also as they stand in addresses of pages. */
const emailAddress = /[^\s@<>"'=&/?#:;,%]+(?:@|%40)[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/gi;

/** What a text has to hold so that something of it may be private. */
const maybePrivate = /[?#@]|%40/;

/** What is left out by its name, or by name and value. */
type Unwanted = (name: string, value: Json | undefined) => boolean;

/** What an event says without what is personal, or what a shopper wrote: by the names of fields at any depth, and of texts the e-mail addresses. */
export function withoutPersonal(type: NewEvent['type'], payload: JsonObject): JsonObject {
  if (type === 'identify') return cleanObject(payload, isPersonalTrait, false);
  return cleanObject(payload, isPersonalField, type === 'page');
}

/** A context without traits and addresses of people, and with page addresses that say nothing of them. */
export const cleanContext = (context: JsonObject): JsonObject => cleanObject(context, (name) => personalContext.test(name), false);

/** The object itself where nothing of it is private. @param ofPage whether it describes a page: paths and queries of it are private too */
function cleanObject(object: JsonObject, unwanted: Unwanted, ofPage: boolean): JsonObject {
  let copy: JsonObject | undefined;
  for (const name of Object.keys(object)) {
    const value = object[name];
    if (unwanted(name, value)) delete (copy ??= { ...object })[name];
    else {
      const clean = cleanValue(value, name, unwanted, ofPage || name === 'page');
      if (clean !== value) (copy ??= { ...object })[name] = clean;
    }
  }
  return copy ?? object;
}

function cleanValue(value: Json | undefined, name: string, unwanted: Unwanted, ofPage: boolean): Json | undefined {
  if (typeof value === 'string') return maybePrivate.test(value) ? cleanText(name, value, ofPage) : value;
  if (Array.isArray(value)) return cleanList(value, name, unwanted, ofPage);
  return isObject(value) ? cleanObject(value, unwanted, ofPage) : value;
}

/** The list itself where nothing of it is private. */
function cleanList(list: Json[], name: string, unwanted: Unwanted, ofPage: boolean): Json[] {
  const clean = list.map((item) => cleanValue(item, name, unwanted, ofPage) ?? null);
  return clean.every((item, index) => item === list[index]) ? list : clean;
}

/** A text: of a page, its address, its query, a path or a title; elsewhere whatever it is. */
function cleanText(name: string, value: string, ofPage: boolean): string {
  if (ofPage && name === 'search') return cleanAddress(`https://x/${value}`).slice('https://x/'.length);
  return ofPage || /^\w+:\/\//.test(value) ? cleanAddress(value) : value.replace(emailAddress, '');
}

/** Addresses that were cleaned lately: those of a shop's pages come again and again. */
const cleanAddresses = new Map<string, string>();
const maxAddresses = 2000;

/** An address without private parameters and fragment; of what is none, what stands before these. */
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

/** The id of a shopper as it is kept: one that is an e-mail address as its hash, which the address finds again. */
export const pseudonym = (id: string): string => (id.includes('@') ? `sha256:${createHash('sha256').update(id.trim().toLowerCase()).digest('hex')}` : id);
