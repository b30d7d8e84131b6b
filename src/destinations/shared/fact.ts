import type { JsonObject } from '../../events/plain.js';
import { amountIn, objectsIn, plainValue, unitsOf } from './plain-value.js';

/** One thing to tell a vendor: most events are one, some are none, a cart's change may be two. */
export interface Fact {
  /** Name in the catalogue. */
  name: string;
  payload: JsonObject;
  /** The products of it: its list, or the one it is about; a vendor may want only some of them. */
  lines?: JsonObject[] | undefined;
  /** ISO 4217; that of the event, else the one all lines agree on. Never anything else. */
  currency?: string | undefined;
  /** Says what the vendor does without, and why; never a value. */
  note: Note;
}

export type Note = (text: string) => void;

export function makeFact(name: string, payload: JsonObject, note: Note): Fact {
  const lines = objectsIn(payload.products) ?? (plainValue(payload, 'product_id') ? [payload] : undefined);
  const codes = payload.currency ? [payload.currency] : (lines?.map((line) => line.currency) ?? []);
  const [code] = codes;
  const known = typeof code === 'string' && /^[A-Z]{3}$/.test(code) && codes.every((other) => other === code);
  return { name, payload, lines, currency: known ? code : undefined, note };
}

/** Price of a unit, unless it is of another price list than the event's amounts. */
export const priceOf = (line: JsonObject, { currency }: Fact): number | undefined =>
  currency && line.currency && line.currency !== currency ? undefined : amountIn(line, 'price');

/**
 * Price times quantity of all lines, a number in major units; nothing when the price of one is not known. No currency
 * has more than three decimals, and what stands behind them is the noise of binary fractions.
 */
export function sumOf(fact: Fact): number | undefined {
  const sum = fact.lines?.reduce((sum, line) => sum + priceOf(line, fact)! * unitsOf(line), 0);
  return Number.isFinite(sum) ? Number(sum!.toFixed(3)) : undefined;
}

/** An amount of the event; without a currency there is none, and no currency is ever assumed. */
export function withCurrency({ currency, note }: Fact, amount: number | undefined, param = 'value'): number | undefined {
  const known = amount !== undefined && currency;
  if (!known) note(`${param} is left out: no ${amount === undefined ? 'amount' : 'currency'}`);
  return known ? amount : undefined;
}
