import { eventTables, subTables } from '../events/tables.generated.js';

/** Must, should, exact (may be missing, must not be wrong), may: see `docs/events.md`. */
export type Level = '!' | '?' | '~' | '';

/** One field of a table. */
export interface Field {
  name: string;
  level: Level;
  /** String, number, amount, currency, strings, record, enum (`=`), or `@` and the sub-table of its items. */
  kind: string;
  /** Other spellings of the name, the camelCase one first. */
  aliases: string[];
  /** The values of an enum. */
  values?: string[];
  /** The table of a list's items. */
  items?: Table;
  /** What the field wants, in words. */
  expected: string;
}

/** The fields of one event, or of one item of a list. */
export interface Table {
  fields: Field[];
  /** At least one of these must be there. */
  anyOf?: string[];
}

const expectations: Record<string, string> = {
  '': 'a string',
  '#': 'a number',
  $: 'an amount, 0 or more',
  '%': 'an ISO 4217 currency code',
  '[]': 'an array of strings',
  '{}': 'an object',
};

const tables = new Map<string, Table | undefined>();

/** The table of an event, read at its first use; `undefined` for a name that is not in the catalogue. */
export const readTable = (event: string): Table | undefined => cached(event, eventTables);

function cached(name: string, sources: Readonly<Record<string, string>>): Table | undefined {
  if (!tables.has(name)) tables.set(name, Object.hasOwn(sources, name) ? parse(sources[name]!) : undefined);
  return tables.get(name);
}

function parse(source: string): Table {
  const [fields, anyOf] = source.split(' |');
  return { fields: fields!.split(' ').filter(Boolean).map(parseField), anyOf: anyOf?.split(',') };
}

/** `name`, level, kind, then other spellings: `coupon_id!<coupon_code,coupon_name`. */
function parseField(source: string): Field {
  const [, name, level, kind, more] = /^(\w+)([!?~]?)([^<]*)<?(.*)$/.exec(source)!;
  const camel = name!.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const aliases = more ? more.split(',') : [];
  if (camel !== name) aliases.unshift(camel);
  const field: Field = { name: name!, level: level as Level, kind: kind!, aliases, expected: expectations[kind!]! };
  if (kind![0] === '=') {
    field.kind = '=';
    field.values = kind!.slice(1).split(',');
    field.expected = field.values.join(' or ');
  } else if (kind![0] === '@') {
    field.items = cached(kind!.slice(1), subTables);
    field.expected = 'an array of objects';
  }
  return field;
}
