import type { CartLineChange } from '../events/ecom-request-event.js';
import type { Cart } from './cart-context.js';

type Line = Cart['products'][number];
type Change = NonNullable<Cart['changes']>[number];

/** Lines are the same by their id, else, when the page does not know it, by product and variant. */
const keyOf = (line: Line, byId: boolean): string => String(byId ? line.cart_item_id : `${line.product_id} ${line.variant ?? ''}`);

const quantityOf = (line: Line | undefined): number => (line ? (line.quantity ?? 1) : 0);

/** What changed between two confirmed carts, line by line; `delta` is in units. */
export function diffCarts(before: Cart, after: Cart): Change[] {
  const byId = [...before.products, ...after.products].every((line) => line.cart_item_id);
  const linesOf = ({ products }: Cart): Map<string, Line> => new Map(products.map((line) => [keyOf(line, byId), line]));
  const [old, now] = [linesOf(before), linesOf(after)];
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
  // A theme's JSON may hold numbers, its attributes are strings.
  cart_item_id ? String(line.cart_item_id) === cart_item_id : String(line.product_id) === product_id;
