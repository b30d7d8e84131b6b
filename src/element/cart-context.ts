import type { EcomPayload } from '../events/payloads.js';
import type { CartLineChange } from '../events/ecom-request-event.js';
import { closestComposed } from './composed-tree.js';

/** A cart as the store confirmed it: the payload of Cart Updated. */
export type Cart = EcomPayload<'Cart Updated'>;

/** What a cart line needs of the `<ecom-cart>` around it. */
export interface CartContext extends HTMLElement {
  /** Notes the cart as it is before a request changes it. */
  remember(): void;
  /** Takes over the cart that the store confirmed, or the known one with `change` in it when nobody was there to ask. */
  take(cart: Cart | undefined, change: CartLineChange, assumed: boolean): void;
  /** Says something to screen readers that outlives the line. */
  announce(text: string): void;
}

/** The cart around a line, once it is defined. */
export function closestCart(line: Element): CartContext | undefined {
  const cart = closestComposed(line, 'ecom-cart') as Partial<CartContext> | null;
  return cart?.take ? (cart as CartContext) : undefined;
}

/** Tells the page's carts, and the theme's own (a mini-cart), what the store confirmed. */
export const announceCart = (cart: Cart): boolean => document.dispatchEvent(new CustomEvent('ecom-cart-confirmed', { detail: cart }));

declare global {
  interface GlobalEventHandlersEventMap {
    'ecom-cart-confirmed': CustomEvent<Cart>;
  }
}
