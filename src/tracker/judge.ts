import { describeValue, type Finding, type Verdict } from '../events/finding.js';
import { isObject, toPlain, type Json, type JsonObject } from '../events/plain.js';
import { expected, readTable, type Field, type Table } from './table.js';

/**
 * Judges a payload by the tables made from the zod schemas: repairs what can be put right without
 * guessing, then lets each field's level decide. `verdict.ts` does the same with zod; a test holds the
 * two against each other. Events that the catalogue does not know pass as plain JSON.
 */
export const judge = (event: string, payload: unknown): Verdict => judgePlain(event, toPlain(payload));

/** As `judge`, of data that is a plain copy already; repairs happen in place. */
export function judgePlain(event: string, data: Json | undefined): Verdict {
  const findings: Finding[] = [];
  const note: Note = (kind, field, expected, value) => findings.push({ kind, event, field, expected, received: describeValue(value) });
  const only = Array.isArray(data) && data.length === 1 ? data[0] : undefined;
  if (isObject(only)) {
    note('repaired', '', 'an object', data);
    data = only;
  }
  data ??= {};
  if (!isObject(data)) {
    note('rejected', '', 'an object', data);
    return { ok: false, payload: {}, findings };
  }
  const payload = data;
  const table = readTable(event);
  let ok = !table || judgeFields(table, payload, '', findings, note);
  const anyOf = table?.anyOf;
  if (ok && anyOf && !anyOf.some((name) => payload[name] !== undefined)) {
    note('rejected', anyOf[0]!, anyOf.join(' or '), undefined);
    ok = false;
  }
  return { ok, payload, findings };
}

type Note = (kind: Finding['kind'], field: string, expected: string, value: Json | undefined) => void;

/** Judges the fields of one object in place; false when the object means nothing, or something false. */
function judgeFields(table: Table, object: JsonObject, path: string, findings: Finding[], note: Note): boolean {
  let sound = true;
  for (const field of table.fields) {
    const { name, level } = field;
    const sent = object[name];
    const value = isAbsent(sent) ? takeFromAlias(field, object) : sent;
    if (value !== sent) say(note, 'repaired', field, path, sent);
    if (value === undefined) {
      if (sent !== undefined) delete object[name];
      if (level === '!') sound = false;
      if (level === '!' || level === '?') say(note, level === '!' ? 'rejected' : 'missing', field, path, sent);
      continue;
    }
    if (value !== sent) object[name] = value;
    const before = findings.length;
    const right = readValue(field, value, path + name, findings, note);
    if (right !== undefined) {
      if (right === value) continue;
      object[name] = right;
      say(note, 'repaired', field, path, value);
    } else if (level) {
      sound = false;
      // A list has already said which of its items is wrong.
      if (field.kind !== '@' || !Array.isArray(value)) say(note, 'rejected', field, path, value);
    } else {
      findings.length = before;
      delete object[name];
      say(note, 'removed', field, path, value);
    }
  }
  return sound;
}

const say = (note: Note, kind: Finding['kind'], field: Field, path: string, value: Json | undefined): void =>
  note(kind, path + field.name, expected(field), value);

/** What carries no value: `null`, the empty string and `NaN` stand for "not known". */
const isAbsent = (value: Json | undefined): boolean => value == null || value === '' || Number.isNaN(value);

/** The value under another spelling of the field, which it leaves. */
function takeFromAlias({ name, aliases }: Field, object: JsonObject): Json | undefined {
  const alias = aliases.find((other) => other !== name && !isAbsent(object[other]));
  const value = alias && object[alias];
  if (alias) delete object[alias];
  return value;
}

/** The value as its kind wants it, repaired where that needs no guess; `undefined` when it is wrong. */
function readValue(field: Field, value: Json, at: string, findings: Finding[], note: Note): Json | undefined {
  switch (field.kind) {
    case '':
      return readString(value);
    case '#':
      return readNumber(value);
    case '$': {
      const amount = readNumber(value);
      return amount! >= 0 ? amount : undefined;
    }
    case '%': {
      const code = typeof value === 'string' ? value.trim().toUpperCase() : '';
      return /^[A-Z]{3}$/.test(code) ? code : undefined;
    }
    case '{}':
      return isObject(value) ? value : undefined;
    case '=':
      return field.of.split(',').includes(value as string) ? value : undefined;
  }
  // A theme that writes `sorts="price"` means one pair without a direction.
  const items = typeof value === 'string' && field.of === 'pair' ? [{ type: value }] : value;
  if (!Array.isArray(items)) return undefined;
  if (field.kind === '[]') {
    const strings = items.map(readString);
    if (strings.includes(undefined)) return undefined;
    return strings.every((item, index) => item === items[index]) ? items : (strings as string[]);
  }
  const judgeItem = (item: Json, index: number): boolean => {
    const itemAt = `${at}[${index}]`;
    if (isObject(item)) return judgeFields(readTable(field.of)!, item, itemAt + '.', findings, note);
    note('rejected', itemAt, 'an object', item);
    return false;
  };
  return items.map(judgeItem).includes(false) ? undefined : items;
}

const readString = (value: Json): string | undefined =>
  typeof value === 'string' ? value : Number.isFinite(value) ? String(value) : undefined;

/**
 * A number, or a string that is one and nothing else, in Western, Arabic-Indic or Persian digits. A comma
 * is refused: it divides thousands in one place and decimals in another, and an amount is never guessed.
 */
function readNumber(value: Json): number | undefined {
  if (typeof value === 'string') {
    const digits = value
      .trim()
      .replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) & 15))
      .replace(/\u066B/g, '.')
      .replace(/\u066C/g, '');
    return /^[+-]?\d+(\.\d+)?$/.test(digits) ? Number(digits) : undefined;
  }
  return Number.isFinite(value) ? (value as number) : undefined;
}
