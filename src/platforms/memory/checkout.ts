import { emptyCart, readCart } from './cart.js';
import type { MemoryCart, MemoryOrder } from './options.js';
import { amount, copy, makeId, no, type Actions, type Asked, type State, type Store } from './state.js';

/** From the cart to the order. */
export function checkoutActions(store: Store): Actions {
  /** The checkout goes on, with what is newly known of it, until it is paid; a theme may give it an id of its own. */
  function proceed({ checkout_id, shipping_method }: Asked): NonNullable<State['checkout']> {
    const { checkout } = store.state;
    return (store.state.checkout = {
      checkout_id: checkout_id ?? checkout?.checkout_id ?? makeId('checkout'),
      shipping_method: shipping_method ?? checkout?.shipping_method,
    });
  }

  /** The cart as it is paid: with the coupon only when it takes something off. */
  function pricedCart(): MemoryCart {
    const { coupon, discount, ...cart } = readCart(store);
    return { ...cart, ...(discount && { coupon, discount }) };
  }

  function order(asked: Asked): MemoryOrder {
    const { orders } = store.state;
    const { checkout_id, shipping_method = '' } = proceed(asked);
    const { cart_id: _, value = 0, ...cart } = pricedCart();
    const shipping = store.options.shipping?.[shipping_method];
    return copy({
      order_id: makeId('order'),
      checkout_id,
      total: amount(value + (shipping ?? 0)),
      revenue: amount(value + (cart.discount ?? 0)),
      shipping,
      ...cart,
      payment_method: asked.payment_method,
      customer_type: orders.length ? 'returning' : 'new',
    });
  }

  return {
    'checkout-start': (asked) => emptyCart(store) ?? { ...pricedCart(), checkout_id: proceed(asked).checkout_id },
    'checkout-step'(asked) {
      proceed(asked);
      return {};
    },
    'payment-submit'(asked) {
      const denial = emptyCart(store);
      if (denial) return denial;
      const outcome = store.options.payments?.[asked.payment_method ?? ''] ?? 'confirm';
      if (outcome !== 'confirm') {
        const { reason, reason_code, ...fields } = outcome;
        return { ...no(reason_code, reason), fields };
      }
      const made = order(asked);
      store.state.orders.push(made);
      store.state.lines = [];
      store.state.coupon = store.state.checkout = undefined;
      return { order_id: made.order_id };
    },
  };
}
