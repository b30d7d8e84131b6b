import * as z from 'zod';
import { isAbsent, toCurrency, toNumber, toPairs, toText } from './repairs.js';

/**
 * What a missing or wrong field does to its event:
 * - `must`: missing or wrong, the event means nothing: rejected;
 * - `should`: missing, it is delivered with a warning; wrong, it is rejected;
 * - `exact`: an optional amount: it may be missing, but a wrong one is never passed on as right: rejected;
 * - `may`: missing is fine, a wrong one is removed with a warning.
 */
export type FieldLevel = 'must' | 'should' | 'exact' | 'may';

/** Form of a field's value. An amount is a number of 0 or more in major units (35.5, not 3550). */
export type FieldKind = 'string' | 'number' | 'amount' | 'currency' | 'strings' | 'record' | 'choice' | 'list';

/** What the tables, the docs and the judge need to know of a field besides its zod schema. */
export interface FieldRule {
  level: FieldLevel;
  kind: FieldKind;
  /** What is right, in words. */
  expected: string;
  description: string;
  /** Other names the value may come under when the field is absent; the first one present wins. */
  aliases: readonly string[];
  /** The values of a `choice`. */
  values?: readonly string[];
  /** The objects of a `list`. */
  item?: z.ZodObject;
  /** The value as the kind wants it, repaired where that needs no guess; else as it was. */
  repair: (value: unknown) => unknown;
}

/** The rule of every field of the catalogue, by its schema. */
const fieldRules = new WeakMap<object, FieldRule>();

type FieldEntry = [name: string, rule: FieldRule, schema: z.ZodType];

/** What `fieldsOf` found before. */
const fieldLists = new WeakMap<object, readonly FieldEntry[]>();

/** The fields of an object in the order they are written, with their rules. */
export function fieldsOf(schema: z.ZodObject): readonly FieldEntry[] {
  let fields = fieldLists.get(schema);
  if (!fields) fieldLists.set(schema, (fields = Object.entries(schema.shape).map(([name, field]) => [name, fieldRules.get(field)!, field as z.ZodType])));
  return fields;
}

/** What is to be known of an object as a whole. */
export interface ObjectRule {
  /** Name of the table of a list's objects. */
  name?: string;
  /** At least one of these fields must be there. */
  oneOf?: readonly string[];
}

const objectRules = new WeakMap<object, ObjectRule>();

/** The rule of an object; empty for one that has none. */
export const objectRule = (schema: z.ZodObject): ObjectRule => objectRules.get(schema) ?? {};

/** Notes the rule of a schema. A registry of zod would do, were its types not lost on generic schemas. */
function note<Schema extends object, Rule>(rules: WeakMap<object, Rule>, schema: Schema, rule: Rule): Schema {
  rules.set(schema, rule);
  return schema;
}

/** A field that has no level yet. */
interface Draft<Schema extends z.ZodType> {
  schema: Schema;
  rule: Omit<FieldRule, 'level' | 'aliases'>;
}

const same = (value: unknown): unknown => value;

/** A string: an id, a name, an address. */
export const text = (description: string): Draft<z.ZodString> => ({
  schema: z.string(),
  rule: { repair: toText, kind: 'string', expected: 'a string', description },
});

/** A finite number. */
export const number = (description: string): Draft<z.ZodNumber> => ({
  schema: z.number(),
  rule: { repair: toNumber, kind: 'number', expected: 'a number', description },
});

/** A finite number of 0 or more: money in major units, or a quantity. */
export const amount = (description: string): Draft<z.ZodNumber> => ({
  schema: z.number().min(0),
  rule: { repair: toNumber, kind: 'amount', expected: 'a number of 0 or more', description },
});

/** An ISO 4217 code, upper case. */
export const currency = (description: string): Draft<z.ZodString> => ({
  schema: z.string().regex(/^[A-Z]{3}$/),
  rule: { repair: toCurrency, kind: 'currency', expected: 'a currency code of three letters', description },
});

/** An array of strings. */
export const texts = (description: string) => ({
  schema: z.array(z.preprocess(toText, z.string())),
  rule: { repair: same, kind: 'strings', expected: 'an array of strings', description } as const,
});

/** An object with any keys. */
export const record = (description: string): Draft<z.ZodRecord<z.ZodString, z.ZodUnknown>> => ({
  schema: z.record(z.string(), z.unknown()),
  rule: { repair: same, kind: 'record', expected: 'an object', description },
});

/** One of a few words. */
export const choice = <const Values extends readonly string[]>(
  values: Values,
  description: string,
): Draft<z.ZodType<Values[number]>> => ({
  schema: z.enum(values),
  rule: { repair: same, kind: 'choice', expected: `one of ${values.join(', ')}`, description, values },
});

/** An array of objects; a list of pairs may come as the type of its only pair. */
export const list = <Item extends z.ZodObject>(
  item: Item,
  description: string,
  repair: typeof same = same,
): Draft<z.ZodArray<Item>> => ({
  schema: z.array(item),
  rule: { repair, kind: 'list', expected: 'an array of objects', description, item },
});

/** What all levels share: "nothing" in all its spellings is absent, then the kind's own repair. */
const repaired = <Schema extends z.ZodType>(schema: Schema, { rule }: Draft<z.ZodType>) =>
  z.preprocess((value) => (isAbsent(value) ? undefined : rule.repair(value)), schema).describe(rule.description);

/**
 * Without it the event means nothing.
 *
 * @param aliases other names its value may come under
 */
export const must = <Schema extends z.ZodType>(draft: Draft<Schema>, aliases: readonly string[] = []) =>
  note(fieldRules, repaired(draft.schema, draft), { ...draft.rule, level: 'must', aliases });

const optional =
  (level: FieldLevel) =>
  <Schema extends z.ZodType>(draft: Draft<Schema>, aliases: readonly string[] = []) =>
    note(fieldRules, repaired(draft.schema.optional(), draft), { ...draft.rule, level, aliases });

/** Delivered without it, with a warning: a destination wants it. */
export const should = optional('should');
/** An amount nobody has to give; a wrong one rejects the event. */
export const exact = optional('exact');
/** Good to have; a wrong one is left out. */
export const may = optional('may');

/** An object of a list, with the name of its table. */
export const item = <Shape extends z.core.$ZodLooseShape>(name: string, shape: Shape) =>
  note(objectRules, z.looseObject(shape), { name });

/** The payload of an event; at least one of the fields `oneOf` must be there. Unknown fields pass untouched. */
export const payload = <Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
  ...oneOf: readonly (keyof Shape & string)[]
) => {
  const schema = z.looseObject(shape);
  if (!oneOf.length) return schema;
  const checked = schema.refine((value: Record<string, unknown>) => oneOf.some((name) => !isAbsent(value[name])), {
    path: [oneOf[0]!],
    message: oneOf.join(' or '),
    // Asked of an otherwise right payload only: a wrong field may be the one that is meant.
    when: ({ issues }) => issues.length === 0,
  });
  return note(objectRules, checked, { oneOf });
};

/** Sorts and filters: what is sorted or filtered by, and how. */
export const pair = item('pair', {
  type: should(text('What is sorted or filtered by, e.g. `price`.'), ['field']),
  value: may(text('How, e.g. `asc` or a value of the filter.'), ['direction']),
});

/** A list of pairs. */
export const pairs = (description: string) => list(pair, description, toPairs);
