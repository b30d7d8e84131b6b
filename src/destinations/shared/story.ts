import type { EcomContext } from '../../events/commands.js';
import { dedupeId } from '../../events/dedupe-id.js';
import type { JsonObject } from '../../events/plain.js';
import { makeFact, type Fact, type Note } from './fact.js';
import { objectsIn, plainValue, unitsOf } from './plain-value.js';

/** Two reports of one action come this close to one another, in milliseconds. */
const together = 5000;

const cartUpdated = 'Cart Updated';

/** A product's own events of what goes into the cart, and out of it. */
const isMove = /^(Product Added|Product Removed|Wishlist Product Added to Cart)$/;

/** What is told of the units of a product that went into the cart, or out of it. */
interface Report {
  /** The event that told of them first. */
  name: string;
  at: number;
  /** Actions that only this event has told of. */
  alone: number;
}

/** What there is to tell a vendor of an event: one fact, none or two. */
export type Story = (name: string, payload: JsonObject, context: EcomContext, note: Note) => Fact[];

/**
 * Keeps one action one fact, whichever events report it and in whatever order: a Product Added or Removed and the Cart
 * Updated that follows from it; a Product Added and a Wishlist Product Added to Cart; an order and the same order again.
 * A Cart Updated that tells of more than the products' own events becomes Product Added or Removed of the difference.
 * What a checkout said when it began, and the coupon that was applied, are in its steps too. All this holds for one page.
 */
export function makeStory(): Story {
  /** By product and direction. */
  const reports = new Map<string, Report>();
  /** Orders that were told, and by which event: the same one again is another try. */
  const orders = new Map<string, string>();
  /** Units of each product in the cart, once the shop has told of a whole cart. */
  let cart: Map<string, number> | undefined;
  let lastLines: JsonObject[] = [];
  let checkout: JsonObject = {};
  let coupon: JsonObject = {};

  /** Whether an event of another name has told of this action already. */
  function isTold(name: string, id: string, units: number, at: number): boolean {
    const key = id + (units < 0);
    const last = reports.get(key);
    const near = last && Math.abs(at - last.at) <= together ? last : undefined;
    const told = !!near?.alone && near.name !== name;
    if (!told) reports.set(key, { name, at, alone: near?.name === name ? near.alone + 1 : 1 });
    // With the cart's own report it is complete: what comes next is another action.
    else if (name === cartUpdated || near.name === cartUpdated) near.alone--;
    return told;
  }

  const idOf = (line: JsonObject): string => String(plainValue(line, 'product_id'));

  /** Takes a whole cart. */
  function see(lines: JsonObject[]): void {
    cart = new Map();
    lastLines = lines;
    for (const line of lines) cart.set(idOf(line), (cart.get(idOf(line)) ?? 0) + unitsOf(line));
  }

  /** The facts of a Cart Updated that no other event has told of. */
  function changesOf({ changes, products, currency }: JsonObject, at: number, note: Note): Fact[] {
    const lines = objectsIn(products) ?? [];
    const known = [...lines, ...lastLines];
    const old = cart;
    const given = objectsIn(changes);
    see(lines);
    // A shop that does not say what changed: against the cart as it was.
    const found = given ?? [...new Set(known.map(idOf))].map((product_id): JsonObject => ({ product_id, delta: old ? (cart!.get(product_id) ?? 0) - (old.get(product_id) ?? 0) : 0 }));
    const added: JsonObject[] = [];
    const removed: JsonObject[] = [];
    for (const change of found) {
      const { cart_item_id, product_id, delta } = change;
      const line = known.find((one) => (cart_item_id ? one.cart_item_id === cart_item_id : idOf(one) === idOf(change))) ?? { product_id };
      const units = line.product_id && Number.isFinite(delta) ? (delta as number) : 0;
      // The cart as it was holds what the products' own events have told.
      if (!units || (isTold(cartUpdated, idOf(line), units, at) && given)) continue;
      (units < 0 ? removed : added).push({ ...line, quantity: Math.abs(units) });
    }
    const fact = (name: string, products: JsonObject[]): Fact[] => (products.length ? [makeFact(name, { currency, products }, note)] : []);
    return [...fact('Product Added', added), ...fact('Product Removed', removed)];
  }

  return (name, payload, context, note) => {
    const at = Date.parse(context.timestamp);
    const id = dedupeId(name, payload, context);
    const { checkout_id, query } = payload;
    const silent = (why: string): [] => {
      note(`not sent: ${why}`);
      return [];
    };
    // Somebody has typed it by mistake: an address is nobody's but theirs.
    if (name === 'Products Searched' && typeof query === 'string' && query.includes('@')) return silent('the query may be personal');
    if ((orders.get(id) ?? context.event_id) !== context.event_id) return silent('the order is told');
    if (id !== context.event_id) orders.set(id, context.event_id);
    if (isMove.test(name)) {
      const units = unitsOf(payload) * (/R/.test(name) ? -1 : 1);
      if (isTold(name, idOf(payload), units, at)) return silent('the action is told');
      cart?.set(idOf(payload), (cart.get(idOf(payload)) ?? 0) + units);
    }
    if (name === cartUpdated) return changesOf(payload, at, note);
    if (name === 'Cart Viewed') see(objectsIn(payload.products) ?? []);
    // Amounts of two currencies are never mixed.
    const same = /Step|Info/.test(name) && checkout_id && checkout_id === checkout.checkout_id && (payload.currency ?? checkout.currency) === checkout.currency;
    const whole = /^Checkout|^Payment I|^Order Com/.test(name) ? { ...(same && checkout), ...coupon, ...payload } : payload;
    if (name === 'Checkout Started') checkout = whole;
    if (name === 'Coupon Applied') coupon = { coupon: payload.coupon_id };
    // As if it never was, also where the checkout began with it.
    if (name === 'Coupon Removed' || name === 'Order Completed') coupon = { coupon: undefined };
    return [makeFact(name, whole, note)];
  };
}
