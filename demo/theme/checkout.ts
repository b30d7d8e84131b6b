import type { EcomPayload } from '../../src/index.js';
import type { Profile } from './account.js';
import { currentCart } from './cart.js';
import { keep } from './keep.js';
import { shipping } from './store.js';

/** How far the checkout of the cart has come. */
export interface Checkout {
  /** The same from the cart to the order. */
  id: string;
  /** The step the shopper is at, from 1. */
  step: number;
  address: Profile & { street?: string; city?: string };
  shipping?: keyof typeof shipping;
}

/** It survives the way from page to page, a reload in the middle, and is the same in another tab, as the cart is. */
const kept = keep<Checkout | undefined>(localStorage, 'finjan-checkout', undefined);

/** The checkout of the cart as it is; without an end it is the same one that goes on. */
export function currentCheckout(): Checkout {
  const known = kept.read();
  // Written only when it begins: another tab may have come further meanwhile.
  if (known) return known;
  const checkout: Checkout = { id: `checkout-${Math.random().toString(36).slice(2, 10)}`, step: 1, address: {} };
  kept.write(checkout);
  return checkout;
}

export const keepCheckout = (change: Partial<Checkout>): void => kept.write({ ...currentCheckout(), ...change });

/** The cart is an order now. */
export const endCheckout = (): void => kept.clear();

/** What is to be bought, as events have it. */
export function describeCheckout(): EcomPayload<'Checkout Started'> {
  const { cart_id, value, currency, discount, coupon, products } = currentCart();
  return { checkout_id: currentCheckout().id, cart_id, value, currency, products, ...(discount && { discount, coupon }) };
}

/** What the shopper pays: the cart, and the chosen way of shipping. */
export function totalOf({ shipping: chosen }: Checkout): number {
  return (currentCart().value ?? 0) + (chosen ? shipping[chosen] : 0);
}

export const isShippingMethod = (method: unknown): method is keyof typeof shipping => typeof method === 'string' && method in shipping;
