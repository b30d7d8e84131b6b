import type { CartLineChange } from '../events/ecom-request-event.js';
import type { Cart } from './cart-context.js';

type Line = Cart['products'][number];
type Change = NonNullable<Cart['changes']>[number];

/** Lines are the same by their id, else by product and variant. */
const keyOf = (line: { cart_item_id?: string; product_id?: string; variant?: string }): string =>
  line.cart_item_id ?? `${line.product_id} ${line.variant ?? ''}`;

const quantityOf = (line: Line | undefined): number => (line ? (line.quantity ?? 1) : 0);

/** What changed between two confirmed carts, line by line; `delta` is in units. */
export function diffCarts(before: Cart, after: Cart): Change[] {
  const old = new Map(before.products.map((line) => [keyOf(line), line]));
  const now = new Map(after.products.map((line) => [keyOf(line), line]));
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const [was, is] = [quantityOf(old.get(key)), quantityOf(now.get(key))];
    const { cart_item_id, product_id } = (now.get(key) ?? old.get(key))!;
    return was === is ? [] : [{ cart_item_id, product_id, before: was, after: is, delta: is - was }];
  });
}

/** The cart with one line changed; its amounts are left out, since nobody has confirmed them. */
export function withChange(cart: Cart, change: CartLineChange): Cart {
  const products = cart.products
    .map((line) => (isLine(line, change) ? { ...line, quantity: change.quantity } : line))
    .filter((line) => line.quantity !== 0);
  const { value: _value, revenue: _revenue, tax: _tax, discount: _discount, shipping: _shipping, ...rest } = cart;
  return { ...rest, products };
}

const isLine = (line: Line, { cart_item_id, product_id }: CartLineChange): boolean =>
  cart_item_id ? line.cart_item_id === cart_item_id : line.product_id === product_id;
