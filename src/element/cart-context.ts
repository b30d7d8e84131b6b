import type { EcomPayload } from '../events/payloads.js';
import type { CartLineChange } from '../events/ecom-request-event.js';
import { closestComposed } from './composed-tree.js';

/** A cart as the store confirmed it: the payload of Cart Updated. */
export type Cart = EcomPayload<'Cart Updated'>;

/** What a cart line needs of the `<ecom-cart>` around it. */
export interface CartContext extends HTMLElement {
  /** The cart as it is known now. */
  read(): Cart;
  /** Notes the cart as it is before a request changes it. */
  remember(): void;
  /** Takes over the cart that the store confirmed, or the known one with `change` in it when nobody was there to ask. */
  take(cart: Cart | undefined, change: CartLineChange, assumed?: boolean): void;
  /** Says something to screen readers that outlives the line. */
  announce(text: string): void;
}

const isCart = (element: Element | null | undefined): element is CartContext => !!(element as Partial<CartContext> | undefined)?.take;

/** The cart around an element, once it is defined. */
export function closestCart(element: Element): CartContext | undefined {
  const cart = closestComposed(element, 'ecom-cart');
  return isCart(cart) ? cart : undefined;
}

/** What the cart around an element holds, or else the first cart of the page. */
export function readCart(element: Element): Cart | undefined {
  const cart = closestCart(element) ?? document.querySelector('ecom-cart');
  return isCart(cart) ? cart.read() : undefined;
}

/** Tells the page's carts, and the theme's own (a mini-cart), what the store confirmed. */
export const announceCart = (cart: Cart): boolean => document.dispatchEvent(new CustomEvent('ecom-cart-confirmed', { detail: cart }));

declare global {
  interface GlobalEventHandlersEventMap {
    'ecom-cart-confirmed': CustomEvent<Cart>;
  }
}
