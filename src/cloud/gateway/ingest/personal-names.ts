import * as z from 'zod';
import { catalogue } from '../../../events/catalogue.js';
import { personalFields } from '../../../events/personal-fields.js';
import { isObject, type Json } from '../../../events/plain.js';

/** Names of what describes a person, in the traits of public SDKs. */
const trait = /mail|phone|mobile|name|address|street|birth|gender|avatar|^age$|^ip$|city|postal|zip|password|token/i;

/** Names of what is personal, or what a shopper wrote, in fields that the catalogue does not know. */
const unknownField = new RegExp(
  [
    'mail|phone|mobile|(^|[_-])tel([_-]|$)|address|street|postal|^zip|birth|gender|avatar|^ip$',
    '(full|first|last|sur|user|nick|customer|recipient|holder)[_-]?name',
    'password|passport|token|secret|iban|cvv|cvc|card[_-]?(no|num|holder)',
    '(note|message|comment|remark)s?$',
  ].join('|'),
  'i',
);

/** Names of objects that are of a person as a whole. */
const person = /^(customer|buyer|user|person|profile|contact|recipient|receiver|traits|billing|shipping)/i;

/** Names of all fields of a JSON Schema, at any depth. */
function fieldsOf(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(fieldsOf);
  if (typeof schema !== 'object' || schema === null) return [];
  const own = 'properties' in schema ? Object.keys(schema.properties as object) : [];
  return [...own, ...Object.values(schema).flatMap(fieldsOf)];
}

let known: Set<string> | undefined;

/** Whether the catalogue has a field of that name, in any event. */
const isKnown = (name: string): boolean => (known ??= new Set(catalogue.flatMap(({ schema }) => fieldsOf(z.toJSONSchema(schema))))).has(name);

/** What was found of names lately: the same ones come again and again. */
const found = new Map<string, boolean>();
const maxFound = 2000;

function isPersonalName(name: string): boolean {
  let is = found.get(name);
  if (is === undefined) {
    is = personalFields.test(name) || (unknownField.test(name) && !isKnown(name));
    if (found.size >= maxFound) found.clear();
    found.set(name, is);
  }
  return is;
}

/** Whether a field of an event is personal, or what a shopper wrote: the catalogue says so of its own, names are judged of all others. */
export const isPersonalField = (name: string, value: Json | undefined): boolean =>
  isPersonalName(name) || (name === 'query' && typeof value === 'string' && value.includes('@')) || (isObject(value) && person.test(name));

/** Whether what is known of a shopper describes the person. */
export const isPersonalTrait = (name: string): boolean => trait.test(name);
