import { toPlain, type Json, type JsonObject } from '../../events/plain.js';
import { addressOf, amountOf, at, currencyOf, idOf, known, objectsAt, titleOf, unitPrice } from './values.js';
import { textOf } from '../text.js';

/** Reads the shop's own cart, which knows the products of its lines. */
export type ReadCart = () => Promise<Json | undefined>;

/** The cart by Shopify's Ajax API: shopify.dev/docs/api/ajax/reference/cart. Its prices are not read: of currencies with three decimals it does not say what they are. */
export async function fetchCart(): Promise<Json | undefined> {
  const answer = await fetch(addressOf('cart.js'), { headers: { accept: 'application/json' } });
  return answer.ok ? toPlain(await answer.json()) : undefined;
}

/** To Shopify, codes in capitals and in small letters are the same. */
const lower = (code: Json | undefined): string => textOf(code).toLowerCase();

/** A fact and its payload. */
type Fact = [name: string, payload: JsonObject];

/**
 * Makes facts of what Shopify tells of the cart. It tells of lines only how many units they have and what these cost; which
 * products they are is known of variants that were seen on this page, else of the shop's own cart.
 */
export function makeCart(readCart: ReadCart | undefined) {
  const variants = new Map<string, JsonObject>();
  const lines = new Map<string, JsonObject>();
  /** Units of lines as the shop's own cart has them, for a cart that was not told of. */
  const lookedUp = new Map<string, number>();
  /** The cart as it was last told. */
  let cart: Json | undefined;

  async function lookUp(): Promise<void> {
    for (const item of objectsAt(await readCart?.().catch(() => undefined), 'items')) {
      const product = known({
        product_id: idOf(item.product_id),
        variant_id: idOf(item.variant_id),
        sku: item.sku,
        name: item.product_title,
        brand: item.vendor,
        category: item.product_type,
        variant: titleOf(item.variant_title),
      });
      variants.set(idOf(item.variant_id)!, { ...product, ...variants.get(idOf(item.variant_id)!) });
      // A line of a cart of the Ajax API is called by its key.
      lines.set(idOf(item.key)!, product);
      if (typeof item.quantity === 'number') lookedUp.set(idOf(item.key)!, item.quantity);
    }
  }

  const isKnown = (id: Json | undefined): boolean => !!lines.get(idOf(id)!)?.product_id;

  function lineOf({ id, quantity, cost }: JsonObject): JsonObject {
    const money = at(cost, 'totalAmount');
    return known({ ...lines.get(idOf(id)!), cart_item_id: idOf(id), quantity, price: unitPrice(money, quantity), currency: currencyOf(money) });
  }

  const unitsIn = (from: Json | undefined, id: Json | undefined): number | undefined =>
    from === undefined ? undefined : Number(objectsAt(from, 'lines').find((line) => idOf(line.id) === idOf(id))?.quantity ?? 0);

  /** What all facts about a cart say. */
  function whole(told: Json): JsonObject {
    const money = at(told, 'cost.totalAmount');
    return known({ cart_id: idOf(at(told, 'id')), value: amountOf(money), currency: currencyOf(money) });
  }

  function added(told: Json, before: Json | undefined, requested: JsonObject[]): Fact[] {
    const grown = objectsAt(told, 'lines').filter(({ id, quantity }) => Number(quantity) > (unitsIn(before, id) ?? 0));
    const [only] = requested.length === 1 && grown.length === 1 ? grown : [];
    const { cart_id, currency } = whole(told);
    return requested.flatMap(({ merchandiseId, quantity }): Fact[] => {
      const product = variants.get(idOf(merchandiseId)!) ?? { variant_id: idOf(merchandiseId) };
      if (only && product.product_id) lines.set(idOf(only.id)!, product);
      // The cart may take fewer than were asked for, or none.
      const units = requested.length === 1 && before !== undefined ? Number(at(told, 'totalQuantity')) - Number(at(before, 'totalQuantity')) : Number(quantity);
      if (!(units > 0)) return [];
      return [['Product Added', known({ cart_id, currency, ...product, ...(only && lineOf(only)), quantity: units })]];
    });
  }

  function changed(told: Json, before: Json | undefined, requested: JsonObject[]): Fact[] {
    const { cart_id, value, currency } = whole(told);
    const changes: JsonObject[] = [];
    const removed: Fact[] = [];
    for (const { id } of requested) {
      const product_id = lines.get(idOf(id)!)?.product_id;
      const units = unitsIn(before, id) ?? lookedUp.get(idOf(id)!);
      const after = unitsIn(told, id)!;
      if (units === after) continue;
      const old = objectsAt(before, 'lines').find((line) => idOf(line.id) === idOf(id)) ?? { id };
      if (!after) removed.push(['Product Removed', known({ cart_id, currency, ...lineOf(old), quantity: units })]);
      else changes.push(known({ cart_item_id: idOf(id), product_id, before: units, after, delta: units === undefined ? undefined : after - units }));
    }
    return [...removed, ...(changes.length ? [['Cart Updated', known({ cart_id, value, currency, products: objectsAt(told, 'lines').map(lineOf), changes })] as Fact] : [])];
  }

  return {
    /** A variant was seen. */
    learn: (product: JsonObject): void => void (product.variant_id && variants.set(textOf(product.variant_id), product)),

    /** The shopper looks at the cart. */
    async viewed(told: Json | undefined): Promise<Fact[]> {
      cart = told ?? cart;
      if (objectsAt(told, 'lines').some(({ id }) => !isKnown(id))) await lookUp();
      return [['Cart Viewed', { ...whole(told ?? {}), products: objectsAt(told, 'lines').map(lineOf) }]];
    },

    /** Lines are about to change: what is to be known of them as they are. */
    async prepare(action: Json | undefined, requested: JsonObject[]): Promise<void> {
      if (action !== 'add' && requested.some(({ id }) => !isKnown(id))) await lookUp();
    },

    /** Lines have changed: the shop has said yes. Carts are compared in the order of its answers, whatever is looked up meanwhile. */
    async confirmed(action: Json | undefined, requested: JsonObject[], told: Json, prepared: Promise<void>): Promise<Fact[]> {
      const before = cart;
      cart = told;
      await prepared;
      if (action === 'add' && requested.some(({ merchandiseId }) => !variants.get(idOf(merchandiseId)!)?.product_id)) await lookUp();
      return action === 'add' ? added(told, before, requested) : changed(told, before, requested);
    },

    /** Codes were entered, or taken away. */
    coupons(codes: string[], result: Json): Fact[] {
      const told = at(result, 'cart');
      const { cart_id, currency, value } = whole(told ?? {});
      const applied = (from: Json | undefined): string[] => objectsAt(from, 'discountCodes').flatMap(({ code, applicable }) => (applicable === true ? lower(code) : []));
      const [old, now] = [applied(cart), applied(told)];
      const [error] = objectsAt(result, 'userErrors');
      const [oldValue, oldUnits] = [whole(cart ?? {}).value, at(cart, 'totalQuantity')];
      const facts: Fact[] = [];
      const fresh = codes.filter((code) => !old.includes(lower(code)));
      for (const coupon_id of fresh) {
        const isApplied = !error && now.includes(lower(coupon_id));
        // What one code takes off is the difference, when nothing else has changed.
        const isAlone = fresh.length === 1 && old.every((code) => now.includes(code)) && oldUnits === at(told, 'totalQuantity');
        const discount = isAlone && typeof oldValue === 'number' && typeof value === 'number' && value <= oldValue ? Number((oldValue - value).toFixed(3)) : undefined;
        if (isApplied) facts.push(['Coupon Applied', known({ coupon_id, cart_id, discount, currency })]);
        else facts.push(['Coupon Denied', known({ coupon_id, cart_id, reason_code: at(error, 'code') ?? 'not_applicable' })]);
      }
      if (!error && told) for (const coupon_id of old.filter((code) => !now.includes(code))) facts.push(['Coupon Removed', known({ coupon_id, cart_id })]);
      if (told) cart = told;
      return facts;
    },
  };
}
