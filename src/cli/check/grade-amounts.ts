import type { JsonObject } from '../../events/plain.js';
import type { EntryOf } from './entries.js';
import { isEvent } from './expectation.js';
import type { Fault } from './fault.js';
import type { Walk } from './journey.js';

/** What is lost when fractions of a coin are rounded line by line. */
const slack = 0.011;

const isNear = (one: number, other: number): boolean => Math.abs(one - other) <= slack;

const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** Events of one product, whose value is that of the units. */
const ofOne = new Set(['Product Viewed', 'Product Added', 'Product Removed', 'Wishlist Product Added to Cart', 'Product Added to Wishlist']);

/** Events of a checkout that has gone on: its value may hold a way of shipping that the event does not name. */
const ofSteps = new Set(['Checkout Step Viewed', 'Checkout Step Completed', 'Payment Info Entered']);

type EventEntry = EntryOf<'event'>;

/** Values that are not the sum of what they are of, currencies that differ, and positions that lists lack. */
export function gradeAmounts({ recording: { entries } }: Walk): Fault[] {
  const events = entries.filter(isEvent);
  return [...events.flatMap(gradeSum), ...gradePrices(events), ...gradeCurrencies(events), ...events.flatMap(gradePositions)];
}

function fault(kind: Fault['kind'], { name, url }: EventEntry, message: string, advice: string): Fault {
  return { kind, severity: 'error', event: name, message, advice, pages: [new URL(url).pathname] };
}

const productsOf = ({ products }: JsonObject): JsonObject[] => (Array.isArray(products) ? (products as JsonObject[]) : []);

/** What the products cost; nothing when one has no price. */
function sumOf(products: JsonObject[]): number | undefined {
  let sum = 0;
  for (const { price, quantity } of products) {
    if (number(price) === undefined) return undefined;
    sum += number(price)! * (number(quantity) ?? 1);
  }
  return products.length ? sum : undefined;
}

function gradeSum(event: EventEntry): Fault[] {
  const { name, payload } = event;
  const value = number(payload.value);
  if (ofOne.has(name)) {
    const price = number(payload.price);
    const sum = price === undefined ? undefined : price * (number(payload.quantity) ?? 1);
    if (price === 0) {
      const free = fault('amounts', event, `price of ${name} is 0`, 'Where nothing is for free, a theme put it there in place of an unknown price: leave it out.');
      return [{ ...free, severity: 'warning' }];
    }
    if (value === undefined || sum === undefined || isNear(value, sum)) return [];
    return [fault('amounts', event, `value of ${name} is ${value}, price times quantity is ${round(sum)}`, 'The value is what the units cost together.')];
  }
  if (name.startsWith('Order')) return gradeOrder(event);
  const sum = sumOf(productsOf(payload));
  if (value === undefined || sum === undefined) return [];
  const fits = ofSteps.has(name) ? value >= sum - (number(payload.discount) ?? sum) - slack : isOneOf(value, sum, payload);
  if (fits) return [];
  return [fault('amounts', event, `value of ${name} is ${value}, its products cost ${round(sum)}${extras(payload)}`, 'The value is the sum of price times quantity, less the discount.')];
}

function gradeOrder(event: EventEntry): Fault[] {
  const { name, payload } = event;
  const sum = sumOf(productsOf(payload));
  const [total, revenue] = [number(payload.total), number(payload.revenue)];
  const faults: Fault[] = [];
  if (name === 'Order Refunded' || sum === undefined) return faults;
  if (revenue !== undefined && !isOneOf(revenue, sum, payload)) {
    faults.push(fault('amounts', event, `revenue of ${name} is ${revenue}, its products cost ${round(sum)}${extras(payload)}`, 'The revenue is what the products cost, without shipping and tax.'));
  }
  if (total !== undefined && !isOneOf(total, sum, payload)) {
    faults.push(fault('amounts', event, `total of ${name} is ${total}, its products cost ${round(sum)}${extras(payload)}`, 'The total is what the products cost, with shipping and tax, less the discount.'));
  }
  return faults;
}

const parts = ['discount', 'shipping', 'tax'] as const;

/** Whether an amount is the sum with or without each of the discount, the shipping and the tax. */
function isOneOf(amount: number, sum: number, payload: JsonObject): boolean {
  const changes = parts.map((part) => (part === 'discount' ? -1 : 1) * (number(payload[part]) ?? 0));
  for (let choice = 0; choice < 1 << changes.length; choice++) {
    const total = changes.reduce((total, change, at) => (choice & (1 << at) ? total + change : total), sum);
    if (isNear(amount, total)) return true;
  }
  return false;
}

const round = (amount: number): number => Math.round(amount * 1000) / 1000;

const extras = (payload: JsonObject): string =>
  parts
    .filter((part) => number(payload[part]) !== undefined)
    .map((part) => `, ${part} ${number(payload[part])}`)
    .join('');

/** A product that is viewed at one price and added at another. */
function gradePrices(events: EventEntry[]): Fault[] {
  const viewed = new Map<string, number>();
  const faults: Fault[] = [];
  for (const event of events) {
    const { name, payload } = event;
    if (name !== 'Product Viewed' && name !== 'Product Added') continue;
    const key = JSON.stringify([payload.product_id, payload.variant ?? payload.variant_id ?? null, payload.currency]);
    const price = number(payload.price);
    if (price === undefined) continue;
    const before = viewed.get(key);
    if (name === 'Product Viewed') viewed.set(key, price);
    else if (before !== undefined && !isNear(before, price)) {
      faults.push(fault('amounts', event, `price of ${name} is ${price}, the product was viewed at ${before}`, 'Take both from one place: the <ecom-product> around, or the confirmed line of the cart.'));
    }
  }
  return faults;
}

/** A currency that differs from that of the events before: two on one way to the order are one too many. */
function gradeCurrencies(events: EventEntry[]): Fault[] {
  const currencyOf = ({ payload }: EventEntry): string[] => [payload.currency, ...productsOf(payload).map(({ currency }) => currency)].filter((currency) => typeof currency === 'string');
  const counts = new Map<string, number>();
  for (const currency of events.flatMap(currencyOf)) counts.set(currency, (counts.get(currency) ?? 0) + 1);
  const [usual] = [...counts].sort(([, one], [, other]) => other - one)[0] ?? [];
  return events.flatMap((event) => {
    const other = currencyOf(event).find((currency) => currency !== usual);
    return other ? [fault('currency', event, `${event.name} is in ${other}, the shop's other events in ${usual}`, 'An amount and its currency come from one price list.')] : [];
  });
}

/** Lists whose products nobody can tell the place of. */
function gradePositions(event: EventEntry): Fault[] {
  const { name, payload } = event;
  const products = productsOf(payload);
  if (name !== 'Product List Viewed' || products.length < 2) return [];
  const positions = products.map(({ position }) => number(position));
  const isGood = positions.every((position) => position !== undefined) && new Set(positions).size === positions.length;
  if (isGood) return [];
  const lacks = positions.includes(undefined);
  return [fault('positions', event, `${name} has products ${lacks ? 'without a position' : 'with the same position'}`, 'Put the cards, each an <ecom-product>, into an <ecom-product-list>, which counts them.')];
}
