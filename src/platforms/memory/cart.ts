import type { EcomDenial } from '../../events/ecom-request-event.js';
import type { ProductItem } from '../../events/payloads.js';
import { discountOf } from './coupons.js';
import type { MemoryCart } from './options.js';
import { amount, copy, no, say, type Actions, type Asked, type Store } from './state.js';

const cart_id = 'cart-1';

/** The cart as it is now, as a copy. */
export function readCart({ options, state }: Store): MemoryCart {
  const { coupon } = state;
  const products = copy(state.lines);
  const currency = options.currency ?? products[0]?.currency;
  const sum = amount(products.reduce((total, { price = 0, quantity = 0 }) => total + price * quantity, 0));
  const discount = discountOf(coupon && options.coupons?.[coupon], sum, currency);
  return { cart_id, currency, value: amount(sum - discount), ...(coupon && { coupon, discount }), products };
}

/** Why the cart cannot be bought. */
export const emptyCart = ({ state }: Store): EcomDenial | undefined => (state.lines.length ? undefined : no('empty_cart', say('The cart is empty', 'السلة فارغة')));

/** The lines of the cart. */
export function cartActions(store: Store): Actions {
  /** The line that is meant: by its own id, else by product and variant. */
  const findLine = ({ cart_item_id, product_id, variant }: Asked): ProductItem | undefined =>
    store.state.lines.find((line) => (cart_item_id ? line.cart_item_id === cart_item_id : line.product_id === product_id && line.variant === variant));

  /** Why a product cannot be had that often: all its variants come from one shelf. */
  function shortage({ product_id = '' }: Asked, more: number): EcomDenial | undefined {
    const left = store.options.stock?.[product_id] ?? Infinity;
    const taken = store.state.lines.reduce((sum, line) => sum + (line.product_id === product_id ? line.quantity! : 0), 0);
    const short = more > 0 && taken + more > left;
    return short ? no('out_of_stock', say(`Only ${left} of this in stock`, `المتوفر من هذا المنتج: ${left}`)) : undefined;
  }

  const remove = (gone: ProductItem): void => void (store.state.lines = store.state.lines.filter((line) => line !== gone));
  const isDenial = (line: ProductItem | EcomDenial): line is EcomDenial => 'denied' in line;
  const lineOrDenial = (asked: Asked): ProductItem | EcomDenial => findLine(asked) ?? no('not_found');

  return {
    'product-add'(asked) {
      // Where it stood in a list is no part of a cart line.
      const { product_id = '', price = 0, quantity = 1, variant, position: _, list_id: __, ...rest } = asked;
      const currency = asked.currency ?? store.options.currency;
      const denial = shortage(asked, quantity);
      if (denial) return denial;
      const cart_item_id = `line-${product_id}${variant ? `-${variant}` : ''}`;
      let line = findLine({ cart_item_id });
      if (!line) store.state.lines.push((line = { ...rest, product_id, variant, cart_item_id, quantity: 0 }));
      Object.assign(line, { price, currency, quantity: line.quantity! + quantity });
      return { cart_id, cart_item_id, price, quantity, currency, value: amount(price * quantity), cart: readCart(store) };
    },
    'product-remove'(asked) {
      const line = lineOrDenial(asked);
      if (isDenial(line)) return line;
      remove(line);
      return { ...line, cart_id, cart: readCart(store) };
    },
    'cart-update'(asked) {
      const { quantity = 0 } = asked;
      const line = lineOrDenial(asked);
      if (isDenial(line)) return line;
      const denial = shortage(line, quantity - line.quantity!);
      if (denial) return denial;
      if (quantity > 0) line.quantity = quantity;
      else remove(line);
      return { cart_id, cart: readCart(store) };
    },
  };
}
