import type * as z from 'zod';
import { catalogue } from './catalogue.js';
import { describeValue, type Finding, type Verdict } from './finding.js';
import type { CatalogueEventName } from './payloads.js';
import { isObject, toPlain, type Json, type JsonObject } from './plain.js';
import { fieldsOf, type FieldRule } from './schemas/fields.js';
import { camelCase, isAbsent } from './schemas/repairs.js';

const schemas = new Map<string, z.ZodObject>(catalogue.map(({ name, schema }) => [name, schema]));

/**
 * Judges a payload by the zod schemas, for the server and for tests; the page has the same judgement from
 * the generated tables. Repairs, lets zod parse, takes away what may be missing, until zod is content or
 * only what rejects the event is left. The payload given is not changed.
 */
export function judgeWithZod(event: CatalogueEventName, payload: unknown): Verdict {
  const notes = new Notes(event);
  let data = toPlain(payload) ?? {};
  if (Array.isArray(data) && data.length === 1 && isObject(data[0])) {
    notes.add('repaired', '', 'an object', data);
    data = data[0];
  }
  if (!isObject(data)) {
    notes.add('rejected', '', 'an object', data);
    return { ok: false, payload: {}, findings: notes.findings };
  }
  const schema = schemas.get(event)!;
  // Most are as they should be: then one parse tells it.
  const right = isRight(schema, data);
  const copy = right ? data : repair(schema, data, '', notes);
  const ok = right || settle(schema, copy, notes);
  noteMissing(schema, copy, '', notes);
  return { ok, payload: copy, findings: notes.findings };
}

/** Whether zod takes it without changing anything and no field came under another name. */
function isRight(schema: z.ZodObject, data: JsonObject): boolean {
  const { success, data: parsed } = schema.safeParse(data);
  return success && isSame(parsed as Json, data) && !hasAlias(schema, data);
}

/** Whether two plain values say the same. */
function isSame(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => Object.hasOwn(other, key) && isSame((one as JsonObject)[key], (other as JsonObject)[key]));
}

const knownNames = new WeakMap<object, readonly string[]>();

/** The names a field may come under besides its own. */
function otherNames(name: string, rule: FieldRule): readonly string[] {
  let names = knownNames.get(rule);
  if (!names) knownNames.set(rule, (names = [camelCase(name), ...rule.aliases]));
  return names;
}

/** Whether a field is absent and something stands under another of its names; in lists too. */
function hasAlias(schema: z.ZodObject, data: JsonObject): boolean {
  return fieldsOf(schema).some(([name, rule]) => {
    const value = data[name];
    if (value === undefined) return otherNames(name, rule).some((alias) => !isAbsent(data[alias]));
    const { item } = rule;
    return item && Array.isArray(value) && value.some((entry) => isObject(entry) && hasAlias(item, entry));
  });
}

class Notes {
  findings: Finding[] = [];

  constructor(private readonly event: string) {}

  add(kind: Finding['kind'], field: string, expected: string, value: Json | undefined): void {
    this.findings.push({ kind, event: this.event, field, expected, received: describeValue(value) });
  }

  /** Forgets what was said of the inside of a field that is no longer there. */
  forgetInside(path: string): void {
    this.findings = this.findings.filter(({ field }) => !field.startsWith(`${path}[`) && !field.startsWith(`${path}.`));
  }
}

/** A copy whose fields have their own names and, where it needs no guess, the kind they should have. */
function repair(schema: z.ZodObject, source: JsonObject, path: string, notes: Notes): JsonObject {
  const copy = { ...source };
  for (const [name, rule, field] of fieldsOf(schema)) {
    const sent = copy[name];
    let value = sent;
    if (isAbsent(value)) value = takeAlias(copy, otherNames(name, rule));
    if (value === undefined) {
      if (sent !== undefined) notes.add('repaired', path + name, rule.expected, sent);
      delete copy[name];
      continue;
    }
    if (value !== sent) notes.add('repaired', path + name, rule.expected, sent);
    copy[name] = rule.item ? repairList(rule, value, path + name, notes) : parseValue(field, value);
    if (!rule.item && !sameJson(copy[name], value)) notes.add('repaired', path + name, rule.expected, value);
  }
  return copy;
}

/** Moves the first value that is there under one of the names out of the object. */
function takeAlias(object: JsonObject, names: readonly string[]): Json | undefined {
  const name = names.find((alias) => !isAbsent(object[alias]));
  if (name === undefined) return undefined;
  const value = object[name];
  delete object[name];
  return value;
}

/** The value as its schema reads it; as it was when it is wrong. */
function parseValue(field: z.ZodType, value: Json): Json {
  const result = field.safeParse(value);
  return result.success ? (result.data as Json) : value;
}

const sameJson = (one: Json | undefined, other: Json): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The list with each object repaired on its own, since one wrong object must not leave the others as they came. */
function repairList({ repair: toList, item, expected }: FieldRule, value: Json, path: string, notes: Notes): Json {
  const items = toList(value) as Json;
  if (items !== value) notes.add('repaired', path, expected, value);
  if (!Array.isArray(items)) return value;
  return items.map((entry, index) => (isObject(entry) ? repair(item!, entry, `${path}[${index}].`, notes) : entry));
}

/** Parses, and takes away what may be missing, until nothing more can be taken; whether the rest is right. */
function settle(schema: z.ZodObject, data: JsonObject, notes: Notes): boolean {
  for (;;) {
    const issues = schema.safeParse(data).error?.issues ?? [];
    const faults = issues.map((issue) => locate(schema, data, issue));
    // One at a time: a list that is taken away takes the faults inside it along.
    const removable = faults.find(({ absorber }) => absorber)?.absorber;
    if (removable) {
      const { holder, name, path, expected } = removable;
      notes.forgetInside(path);
      notes.add('removed', path, expected, holder[name]);
      delete holder[name];
      continue;
    }
    const byPath = new Map(faults.map((fault) => [fault.path, fault]));
    for (const { path, expected, value } of byPath.values()) notes.add('rejected', path, expected, value);
    return issues.length === 0;
  }
}

/** A field that may be left out, and the object that holds it. */
interface Absorber {
  holder: JsonObject;
  name: string;
  path: string;
  expected: string;
}

/** Where an issue is, in words and in the data, and the innermost field that may be left out to be rid of it. */
function locate(schema: z.ZodObject, data: JsonObject, issue: z.core.$ZodIssue) {
  let absorber: Absorber | undefined;
  let object: z.ZodObject | undefined = schema;
  let value: Json | undefined = data;
  let path = '';
  let expected = 'an object';
  for (const key of issue.path) {
    // An item of a list of strings has no rules of its own: the list is what is wrong.
    if (!object) break;
    if (typeof key === 'number') {
      value = (value as Json[])[key];
      path += `[${key}]`;
      expected = 'an object';
      continue;
    }
    const holder = value as JsonObject;
    const [name, rule]: [string, FieldRule, z.ZodType] = fieldsOf(object).find(([known]) => known === key)!;
    path += (path && '.') + name;
    ({ item: object, expected } = rule);
    if (rule.level === 'may') absorber = { holder, name, path, expected };
    value = holder[name];
  }
  // A rule of the whole payload: no field can be blamed, nor left out.
  if (issue.code === 'custom') return { path, expected: issue.message, value };
  return { path, expected, value, absorber };
}

/** Notes what should be there in the payload that is left. */
function noteMissing(schema: z.ZodObject, data: JsonObject, path: string, notes: Notes): void {
  for (const [name, { level, item, expected }] of fieldsOf(schema)) {
    const value = data[name];
    if (value === undefined && level === 'should') notes.add('missing', path + name, expected, undefined);
    if (!item || !Array.isArray(value)) continue;
    value.forEach((entry, index) => isObject(entry) && noteMissing(item, entry, `${path + name}[${index}].`, notes));
  }
}
