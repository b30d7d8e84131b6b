import type { EcomPayload } from '../../src/index.js';
import { store } from './store.js';

/** A cart, with the coupon in force. */
export type Cart = EcomPayload<'Cart Updated'> & { coupon?: string };

let cart: Cart | undefined;

/** The cart as the store, or an element where there is none, has it now. */
export const currentCart = (): Cart => (cart ??= store().cart);

/** Another cart was confirmed; without one the store is asked. */
export const takeCart = (to?: Cart): void => void (cart = to);

export const countOf = ({ products }: Cart): number => products.reduce((sum, { quantity = 0 }) => sum + quantity, 0);

/** What the lines cost before any discount. */
export const sumOf = ({ products = [] }: Pick<Partial<Cart>, 'products'>): number =>
  products.reduce((sum, { price = 0, quantity = 0 }) => sum + price * quantity, 0);
