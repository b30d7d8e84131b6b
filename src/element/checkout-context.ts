import { readCart, type Cart } from './cart-context.js';
import { closestComposed } from './composed-tree.js';
import { readField } from './form-fields.js';
import { readSale, type Chosen, type SaleData } from './sale-data.js';

/** The checkout that was started last in this document, as it is now. */
let started: SaleData | undefined;

/** What the shopper has chosen in it so far. */
let chosen: Chosen = {};

/** Notes a checkout for the steps and payments that follow. */
export function startCheckout(checkout: SaleData): void {
  if (!started) document.addEventListener('ecom-cart-confirmed', follow);
  if (started?.checkout_id !== checkout.checkout_id) chosen = {};
  started = checkout;
}

/** A coupon or another quantity has changed what is being bought; a store that has sold it all empties the cart. */
function follow({ detail }: CustomEvent<Cart>): void {
  const { changes: _, ...cart } = detail;
  const { checkout_id, order_id, currency, cart_id = cart.cart_id } = started!;
  if (cart.products.length && (cart.cart_id ?? cart_id) === cart_id) started = { checkout_id, order_id, currency, ...cart, cart_id };
}

/** What is known of a checkout at its element: what is written on it, else what the cart around it or of the page holds. */
export function describeCheckout(checkout: Element): SaleData {
  const written = readSale(checkout);
  // Other products have other amounts.
  const { changes: _, products = [], ...cart }: Partial<Cart> = (!written.products && readCart(checkout)) || {};
  // What is in the cart may not be known yet.
  return { ...cart, ...(products.length && { products }), ...written };
}

/** What is known of the checkout an element belongs to: the one around, else the one started last in this document. */
export function readCheckout(element: Element): SaleData {
  const around = closestComposed(element, 'ecom-checkout');
  const described = around && describeCheckout(around);
  const id = described?.checkout_id;
  // Once it has started more may be known: the id that the store gave it, the price with a coupon.
  const known = !id || id === started?.checkout_id ? (started ?? described) : described;
  return { ...known, ...chosen, ...readSale(element) };
}

/** What the facts of a checkout's steps and payments have in common, with what is chosen in `form`. */
export function readStep(element: Element, form: HTMLFormElement | null) {
  const { checkout_id, shipping_method, payment_method, currency, value, products } = readCheckout(element);
  const choice = (field: keyof Chosen, known?: string): string | undefined =>
    element.getAttribute(field.replace('_', '-')) ?? ((form && readField(form, field)) || known);
  return {
    checkout_id,
    shipping_method: choice('shipping_method', shipping_method),
    payment_method: choice('payment_method', payment_method),
    currency,
    value,
    products,
  };
}

/** Notes what the shopper has chosen in a step, for those that follow. */
export const noteChosen = ({ shipping_method, payment_method }: Chosen): Chosen => (chosen = { shipping_method, payment_method });

/**
 * Tells the theme that the store said yes, so that it goes on to the next page, where no fact says it: the checkout has
 * been reported before, the order is reported by the page that shows it. Local, not tracked.
 */
export function tellConfirmed(element: Element, type: 'ecom-checkout-confirmed' | 'ecom-payment-confirmed', detail: object): void {
  (element.isConnected ? element : document).dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
}

declare global {
  interface GlobalEventHandlersEventMap {
    'ecom-checkout-confirmed': CustomEvent<SaleData>;
    'ecom-payment-confirmed': CustomEvent<SaleData>;
  }
}
