import { describeValue, type Finding, type Verdict } from '../events/finding.js';
import { isObject, toPlain, type Json, type JsonObject } from '../events/plain.js';
import { readNumber } from '../events/read-number.js';
import { expected, readSubTable, readTable, type Field, type Table } from './table.js';

/**
 * Judges a payload by the tables made from the zod schemas: repairs what can be put right without
 * guessing, then lets each field's level decide. `verdict.ts` does the same with zod; a test holds the
 * two against each other. Events that the catalogue does not know pass as plain JSON.
 */
export const judge = (event: string, payload: unknown): Verdict => judgePlain(event, toPlain(payload));

/** As `judge`, of data that is a plain copy already; repairs happen in place. */
export function judgePlain(event: string, data: Json | undefined): Verdict {
  const findings: Finding[] = [];

  const note = (kind: Finding['kind'], field: string, expected: string, value?: Json): unknown =>
    findings.push({ kind, event, field, expected, received: describeValue(value) });

  /** Judges the fields of one object in place; false when the object means nothing, or something false. */
  const judgeFields = ({ fields }: Table, object: JsonObject, path: string): boolean => {
    let sound = true;
    for (const field of fields) {
      const { name, level } = field;
      const sent = object[name];
      const value = isAbsent(sent) ? takeFromAlias(field, object) : sent;
      if (value !== sent) note('repaired', path + name, expected(field), sent);
      if (value === undefined) {
        if (sent !== undefined) delete object[name];
        if (level === '!') sound = !note('rejected', path + name, expected(field), sent);
        if (level === '?') note('missing', path + name, expected(field), sent);
        continue;
      }
      const before = findings.length;
      const right = field.kind === '@' ? readItems(field, value, path + name) : readValue(field, value);
      if (right !== undefined && right !== value) note('repaired', path + name, expected(field), value);
      object[name] = right ?? value;
      if (right !== undefined) continue;
      if (level) {
        sound = false;
        // A list has already said which of its items is wrong.
        if (findings.length === before) note('rejected', path + name, expected(field), value);
      } else {
        findings.length = before;
        delete object[name];
        note('removed', path + name, expected(field), value);
      }
    }
    return sound;
  };

  const readItems = (field: Field, value: Json, at: string): Json | undefined => {
    // A theme that writes `sorts="price"` means one pair without a direction.
    const items = typeof value === 'string' && field.of === 'pair' ? [{ type: value }] : value;
    if (!Array.isArray(items)) return undefined;
    const sound = items.map((item: Json, index) => {
      const itemAt = `${at}[${index}]`;
      return isObject(item) ? judgeFields(readSubTable(field), item, itemAt + '.') : !note('rejected', itemAt, 'an object', item);
    });
    return sound.includes(false) ? undefined : items;
  };

  const only = Array.isArray(data) && data.length === 1 ? data[0] : undefined;
  if (isObject(only)) {
    note('repaired', '', 'an object', data);
    data = only;
  }
  const payload = data ?? {};
  if (!isObject(payload)) {
    note('rejected', '', 'an object', data);
    return { ok: false, payload: {}, findings };
  }
  const table = readTable(event);
  let ok = !table || judgeFields(table, payload, '');
  const anyOf = table?.anyOf;
  if (ok && anyOf && !anyOf.some((name) => payload[name] !== undefined)) {
    ok = !note('rejected', anyOf[0]!, anyOf.join(' or '));
  }
  return { ok, payload, findings };
}

/** What carries no value: `null`, the empty string and `NaN` stand for "not known". */
const isAbsent = (value: Json | undefined): boolean => value == null || value === '' || Number.isNaN(value);

/** The value under another spelling of the field, which it leaves. */
function takeFromAlias({ aliases }: Field, object: JsonObject): Json | undefined {
  const alias = aliases.find((other) => !isAbsent(object[other]));
  const value = alias && object[alias];
  if (alias) delete object[alias];
  return value;
}

/** The value as its kind wants it, repaired where that needs no guess; `undefined` when it is wrong. */
function readValue({ kind, of }: Field, value: Json): Json | undefined {
  switch (kind) {
    case '':
      return readString(value);
    case '#':
      return readNumber(value);
    case '$': {
      const amount = readNumber(value);
      return amount! >= 0 ? amount : undefined;
    }
    case '%':
      return readCurrency(value);
    case '{}':
      return isObject(value) ? value : undefined;
    case '=':
      return of.split(',').includes(value as string) ? value : undefined;
    default: {
      const strings = Array.isArray(value) ? value.map(readString) : [undefined];
      if (strings.includes(undefined)) return undefined;
      return strings.every((item, index) => item === (value as Json[])[index]) ? value : (strings as string[]);
    }
  }
}

/** A currency as ISO 4217 has it; `undefined` when it is none. */
export function readCurrency(value: unknown): string | undefined {
  const code = typeof value === 'string' ? value.trim().toUpperCase() : '';
  return /^[A-Z]{3}$/.test(code) ? code : undefined;
}

const readString = (value: Json): string | undefined =>
  typeof value === 'string' ? value : Number.isFinite(value) ? String(value as number) : undefined;
