import { describeValue, type Finding, type Verdict } from '../events/finding.js';
import { isObject, toPlain, type Json, type JsonObject } from '../events/plain.js';
import { readTable, type Field, type Table } from './table.js';

/**
 * Judges a payload by the tables made from the zod schemas: repairs what can be put right without
 * guessing, then lets each field's level decide. `verdict.ts` does the same with zod; a test holds the
 * two against each other. Events that the catalogue does not know pass as plain JSON.
 */
export const judge = (event: string, payload: unknown): Verdict => judgePlain(event, toPlain(payload));

/** As `judge`, of data that is a plain copy already; repairs happen in place. */
export function judgePlain(event: string, data: Json | undefined): Verdict {
  const findings: Finding[] = [];
  const only = Array.isArray(data) && data.length === 1 ? data[0] : undefined;
  if (isObject(only)) {
    note(findings, 'repaired', event, '', 'an object', data);
    data = only;
  }
  data ??= {};
  if (!isObject(data)) {
    note(findings, 'rejected', event, '', 'an object', data);
    return { ok: false, payload: {}, findings };
  }
  const table = readTable(event);
  let ok = !table || judgeFields(table, data, '', event, findings);
  const anyOf = table?.anyOf;
  if (ok && anyOf && !anyOf.some((name) => data[name] !== undefined)) {
    note(findings, 'rejected', event, anyOf[0]!, anyOf.join(' or '), undefined);
    ok = false;
  }
  return { ok, payload: data, findings };
}

/** Judges the fields of one object in place; false when the object means nothing, or something false. */
function judgeFields(table: Table, object: JsonObject, path: string, event: string, findings: Finding[]): boolean {
  let sound = true;
  for (const field of table.fields) {
    const at = path + field.name;
    const sent = object[field.name];
    const value = isAbsent(sent) ? takeFromAlias(field, object) : sent;
    if (value !== sent) note(findings, 'repaired', event, at, field.expected, sent);
    if (value === undefined) {
      delete object[field.name];
      if (field.level === '!') {
        note(findings, 'rejected', event, at, field.expected, sent);
        sound = false;
      }
      if (field.level === '?') note(findings, 'missing', event, at, field.expected, sent);
      continue;
    }
    const before = findings.length;
    const right = readValue(field, value, at, event, findings);
    if (right !== undefined) {
      if (right !== value) note(findings, 'repaired', event, at, field.expected, value);
      object[field.name] = right;
    } else if (field.level) {
      // Under its own name now, also when it came under another: whoever gets it all the same must find it.
      object[field.name] = value;
      // A list has already said which of its items is wrong.
      if (!field.items || !Array.isArray(value)) note(findings, 'rejected', event, at, field.expected, value);
      sound = false;
    } else {
      findings.length = before;
      note(findings, 'removed', event, at, field.expected, value);
      delete object[field.name];
    }
  }
  return sound;
}

/** What carries no value: `null`, the empty string and `NaN` stand for "not known". */
const isAbsent = (value: Json | undefined): boolean =>
  value === undefined || value === null || value === '' || Number.isNaN(value);

/** The value under another spelling of the field, which it leaves. */
function takeFromAlias(field: Field, object: JsonObject): Json | undefined {
  for (const alias of field.aliases) {
    const value = object[alias];
    if (isAbsent(value)) continue;
    delete object[alias];
    return value;
  }
  return undefined;
}

/** The value as its kind wants it, repaired where that needs no guess; `undefined` when it is wrong. */
function readValue(field: Field, value: Json, at: string, event: string, findings: Finding[]): Json | undefined {
  switch (field.kind) {
    case '':
      return readString(value);
    case '#':
      return readNumber(value);
    case '$': {
      const amount = readNumber(value);
      return amount !== undefined && amount >= 0 ? amount : undefined;
    }
    case '%': {
      const code = typeof value === 'string' ? value.trim().toUpperCase() : '';
      return /^[A-Z]{3}$/.test(code) ? code : undefined;
    }
    case '[]': {
      if (!Array.isArray(value)) return undefined;
      const strings = value.map(readString);
      if (strings.includes(undefined)) return undefined;
      return strings.every((item, index) => item === value[index]) ? value : (strings as string[]);
    }
    case '{}':
      return isObject(value) ? value : undefined;
    case '=':
      return typeof value === 'string' && field.values!.includes(value) ? value : undefined;
    default:
      return readItems(field, value, at, event, findings);
  }
}

function readItems(field: Field, value: Json, at: string, event: string, findings: Finding[]): Json | undefined {
  // A theme that writes `sorts="price"` means one pair without a direction.
  const items = typeof value === 'string' && field.kind === '@pair' ? [{ type: value }] : value;
  if (!Array.isArray(items)) return undefined;
  let sound = true;
  items.forEach((item, index) => {
    const itemAt = `${at}[${index}]`;
    if (!isObject(item)) {
      note(findings, 'rejected', event, itemAt, 'an object', item);
      sound = false;
    } else if (!judgeFields(field.items!, item, itemAt + '.', event, findings)) {
      sound = false;
    }
  });
  return sound ? items : undefined;
}

function readString(value: Json): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}

/**
 * A number, or a string that is one and nothing else, in Western, Arabic-Indic or Persian digits. A comma
 * is refused: it divides thousands in one place and decimals in another, and an amount is never guessed.
 */
function readNumber(value: Json): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const digits = value
    .trim()
    .replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .replace(/\u066B/g, '.')
    .replace(/\u066C/g, '');
  return /^[+-]?\d+(\.\d+)?$/.test(digits) ? Number(digits) : undefined;
}

function note(findings: Finding[], kind: Finding['kind'], event: string, field: string, expected: string, received: Json | undefined): void {
  findings.push({ kind, event, field, expected, received: describeValue(received) });
}
