import type { Json, JsonObject } from '../../events/plain.js';
import { withCurrency, type Fact } from './fact.js';
import { amountIn, plainValue } from './plain-value.js';

/**
 * What a vendor gets of one event: its name there, then its parameters. `value` alone is made by the reader of that
 * name, else copied from the field of that name; `search_term=query` is copied from the field `query`; `content_type:cart`
 * is the word `cart`.
 */
export type Row = string;

/** Event of the catalogue → row. What is not in it is not sent. */
export type EventTable = Readonly<Record<string, Row>>;

/** How a parameter is made of a payload or a line, where it is no plain copy of a field; undefined leaves it out. */
export type Readers = Readonly<Record<string, (source: JsonObject, fact: Fact) => Json | undefined>>;

/** The parameters of a row, made of a payload or of a line. */
export function readFields(specs: string[], source: JsonObject, fact: Fact, readers: Readers): JsonObject {
  const made: JsonObject = {};
  for (const spec of specs) {
    const [, name, mark, word] = /(\w+)(\W?)(.*)/.exec(spec) as unknown as [string, string, string, string];
    const reader = !mark && readers[name];
    const value = mark === ':' ? Number(word) || word : reader ? reader(source, fact) : plainValue(source, word || name);
    if (value !== undefined) made[name] = value;
  }
  return made;
}

/** The lines of an event as a vendor's items. */
export const readItems = (specs: string, fact: Fact, readers: Readers): JsonObject[] | undefined =>
  fact.lines?.map((line) => readFields(specs.split(' '), line, fact, readers));

/** An amount of the event as it stands there. */
export const amount =
  (field: string) =>
  (source: JsonObject, fact: Fact): number | undefined =>
    source[field] === undefined ? undefined : withCurrency(fact, amountIn(source, field), field);
