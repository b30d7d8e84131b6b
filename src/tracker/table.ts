import { eventNames } from '../events/event-names.generated.js';
import { eventTables, subTables } from '../events/tables.generated.js';

/** One field of a table. */
export interface Field {
  name: string;
  /** Must `!`, should `?`, exact `~` (may be missing, must not be wrong), may: see `docs/events.md`. */
  level: string;
  /** String (empty), number `#`, amount `$`, currency `%`, strings `[]`, record `{}`, one of `=`, list `@`. */
  kind: string;
  /** The values of `=`, or the sub-table of `@`. */
  of: string;
  /** Other spellings of the name, the camelCase one first. */
  aliases: string[];
}

/** The fields of one event, or of one item of a list. */
export interface Table {
  fields: Field[];
  /** At least one of these must be there. */
  anyOf?: string[];
}

/** What a field of each kind wants, in words. */
const wants: Record<string, string> = {
  '': 'a string',
  '#': 'a number',
  $: 'an amount, 0 or more',
  '%': 'an ISO 4217 currency code',
  '[]': 'an array of strings',
  '{}': 'an object',
  '@': 'an array of objects',
};

export const expected = ({ kind, of }: Field): string => wants[kind] ?? of.replace(',', ' or ');

const tables = new Map<string, Table>();

/** The table of an event; `undefined` for a name that is not in the catalogue. */
export const readTable = (event: string): Table | undefined => parse(eventTables[eventNames.indexOf(event)]);

/** The table of the items of a list. */
export const readSubTable = ({ of }: Field): Table => parse(subTables.get(of))!;

/** A table is taken apart at its first use. */
function parse(source: string | undefined): Table | undefined {
  if (source === undefined) return undefined;
  let table = tables.get(source);
  if (!table) {
    const [fields, anyOf] = source.split(' |');
    table = { fields: fields ? fields.split(' ').map(readField) : [], anyOf: anyOf?.split(',') };
    tables.set(source, table);
  }
  return table;
}

/** `name`, level, kind, then other spellings: `coupon_id!<coupon_code,coupon_name`. */
function readField(source: string): Field {
  const [, name = '', level = '', kind = '', of = '', more] = /^(\w+)([!?~]?)([^<\w]*)([\w,]*)<?(.*)/.exec(source)!;
  const camel = name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return { name, level, kind, of, aliases: [camel, ...(more ? more.split(',') : [])] };
}
