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
  const findings: Finding[] = [];
  const note: Note = (kind, field, expected, value) =>
    findings.push({ kind, event, field, expected, received: describeValue(value) });

  let data = toPlain(payload) ?? {};
  if (Array.isArray(data) && data.length === 1 && isObject(data[0])) {
    note('repaired', '', 'an object', data);
    data = data[0];
  }
  if (!isObject(data)) {
    note('rejected', '', 'an object', data);
    return { ok: false, payload: {}, findings };
  }

  const schema = schemas.get(event)!;
  const copy = repair(schema, data, '', note);
  const ok = settle(schema, copy, note);
  noteMissing(schema, copy, '', note);
  return { ok, payload: copy, findings };
}

type Note = (kind: Finding['kind'], field: string, expected: string, value: Json | undefined) => void;

/** A copy whose fields have their own names and, where it needs no guess, the kind they should have. */
function repair(schema: z.ZodObject, source: JsonObject, path: string, note: Note): JsonObject {
  const copy = { ...source };
  for (const [name, rule, field] of fieldsOf(schema)) {
    const sent = copy[name];
    let value = sent;
    if (isAbsent(value)) value = takeAlias(copy, [camelCase(name), ...rule.aliases]);
    if (value === undefined) {
      delete copy[name];
      continue;
    }
    const parsed = rule.item ? repairList(rule, value, path + name, note) : parseValue(field, value);
    if (parsed !== sent && !rule.item) note('repaired', path + name, rule.expected, sent);
    copy[name] = parsed;
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

/** The list with each object repaired on its own, since one wrong object must not leave the others as they came. */
function repairList({ repair: toList, item, expected }: FieldRule, value: Json, path: string, note: Note): Json {
  const items = toList(value) as Json;
  if (items !== value) note('repaired', path, expected, value);
  if (!Array.isArray(items)) return value;
  return items.map((entry, index) => (isObject(entry) ? repair(item!, entry, `${path}[${index}].`, note) : entry));
}

/** Parses, and takes away what may be missing, until nothing more can be taken; whether the rest is right. */
function settle(schema: z.ZodObject, data: JsonObject, note: Note): boolean {
  for (;;) {
    const issues = schema.safeParse(data).error?.issues ?? [];
    const faults = issues.map((issue) => locate(schema, data, issue.path));
    const removable = issues.flatMap((issue, index) => {
      const { absorber } = faults[index]!;
      // A rule of the whole payload is never absorbed by the field it is reported at.
      return absorber && issue.code !== 'custom' ? [absorber] : [];
    });
    for (const { holder, name, path, rule } of removable) {
      if (!Object.hasOwn(holder, name)) continue;
      note('removed', path, rule.expected, holder[name]);
      delete holder[name];
    }
    if (removable.length) continue;
    const seen = new Set<string>();
    issues.forEach((issue, index) => {
      const { path, expected, value } = faults[index]!;
      if (seen.size === seen.add(path).size) return;
      note('rejected', path, issue.code === 'custom' ? issue.message : expected, value);
    });
    return issues.length === 0;
  }
}

interface Place {
  holder: JsonObject;
  name: string;
  path: string;
  rule: FieldRule;
}

/** Where an issue is, in words and in the data, and the innermost field that may be left out to be rid of it. */
function locate(schema: z.ZodObject, data: JsonObject, keys: readonly PropertyKey[]) {
  let absorber: Place | undefined;
  let object: z.ZodObject | undefined = schema;
  let value: Json | undefined = data;
  let path = '';
  let expected = 'an object';
  for (const key of keys) {
    if (typeof key === 'number') {
      // An item of a list of strings has no rules of its own: the list is what is wrong.
      if (!object) break;
      value = (value as Json[])[key];
      path += `[${key}]`;
      expected = 'an object';
      continue;
    }
    const name = String(key);
    const rule: FieldRule = fieldsOf(object!).find(([known]) => known === name)![1];
    const holder = value as JsonObject;
    path += (path && '.') + name;
    if (rule.level === 'may') absorber = { holder, name, path, rule };
    value = holder[name];
    expected = rule.expected;
    object = rule.item;
  }
  return { path, expected, value, absorber };
}

/** Notes what should be there in the payload that is left. */
function noteMissing(schema: z.ZodObject, data: JsonObject, path: string, note: Note): void {
  for (const [name, { level, item, expected }] of fieldsOf(schema)) {
    const value = data[name];
    if (value === undefined && level === 'should') note('missing', path + name, expected, undefined);
    if (!item || !Array.isArray(value)) continue;
    value.forEach((entry, index) => isObject(entry) && noteMissing(item, entry, `${path + name}[${index}].`, note));
  }
}
