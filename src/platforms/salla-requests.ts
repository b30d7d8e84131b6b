import type { EcomAnswer, EcomDenial, EcomRequestName } from '../events/ecom-request-event.js';
import type { SallaResponse, SallaSdk } from './salla-sdk.js';

/** What elements ask with, as far as it is read here. */
export interface Asked {
  product_id?: string;
  cart_item_id?: string;
  quantity?: number;
  coupon_code?: string;
  coupon_id?: string;
  coupon_name?: string;
}

/** The facts with which Salla's engine may report the outcome of a request, and how it is put to the store. */
type Ask = [facts: string[], call: (sdk: SallaSdk, asked: Asked, form?: FormData) => Promise<unknown>];

const couponOf = ({ coupon_code, coupon_id, coupon_name }: Asked): string | undefined =>
  coupon_code ?? coupon_id ?? coupon_name;

/**
 * The requests that the SDK can answer. The others keep their native submit or navigation: the SDK could run a search,
 * but it is Salla's results page that shows it; signing in and up need a code that the shopper is sent; a comment has no
 * rating; the checkout is Salla's own. A missing id or code the SDK refuses itself.
 */
export const sallaRequests: { [Name in EcomRequestName]?: Ask } = {
  'product-add': [
    // On the page of the wishlist the engine reports the second name instead of the first.
    ['Product Added', 'Wishlist Product Added to Cart'],
    (sdk, { product_id: id, quantity }, form) => {
      if (quantity) form?.set('quantity', quantity as never);
      return sdk.cart.addItem(form ?? { id, quantity });
    },
  ],
  'product-remove': [['Product Removed'], (sdk, { cart_item_id }) => sdk.cart.deleteItem(cart_item_id)],
  'cart-update': [
    ['Cart Updated'],
    (sdk, { cart_item_id: id, quantity }) => sdk.cart.updateItem({ id, quantity }),
  ],
  'coupon-apply': [['Coupon Applied', 'Coupon Denied'], (sdk, asked) => sdk.cart.addCoupon(couponOf(asked) ?? '')],
  'coupon-remove': [
    ['Coupon Removed'],
    // Only a store that allows several coupons at once knows the address with a code.
    (sdk, asked) => sdk.cart.deleteCoupon(sdk.storage.get('cart.multi_coupon') ? couponOf(asked) : undefined),
  ],
  'wishlist-add': [['Product Added to Wishlist'], (sdk, { product_id }) => sdk.wishlist.add(product_id)],
  'wishlist-remove': [['Product Removed from Wishlist'], (sdk, { product_id }) => sdk.wishlist.remove(product_id)],
  // Of all shops of Salla; then the SDK leaves the page. It resolves with nothing, which elsewhere is a no.
  'sign-out': [['Signed Out'], (sdk) => sdk.auth.logout().then(() => true)],
};

/**
 * The theme's own form of the product, with its options and notes, when the request comes from inside it
 * or from around it: Salla's themes name the product in a field called `id`.
 */
export function productForm(event: Event, { product_id }: Asked): FormData | undefined {
  const from = event.composedPath()[0] as Partial<Element>;
  const form = from.closest?.('form') ?? from.querySelector?.('form');
  const data = form ? new FormData(form) : undefined;
  if (data?.get('id') === product_id) return data;
}

/** What the store confirmed, for facts that are emitted here; the cart only when no engine has reported it. */
export function confirmation(sdk: SallaSdk, name: EcomRequestName, response: unknown, reports: string[]): EcomAnswer<EcomRequestName> {
  // A theme's `before` listener called it off: the SDK resolves with nothing.
  if (!response) return { denied: true };
  const { id, items, total: value, discount } = (response as SallaResponse).data?.cart ?? {};
  if (!id) return {};
  const cart_id = String(id);
  // The shopper may have changed it: what the theme gave the tracker is no answer.
  const currency = sdk.config.currency()?.code;
  const said = name === 'coupon-apply' ? { cart_id, discount, currency } : { cart_id };
  if (!items || reports.includes('Cart Updated')) return said;
  const products = items.map(({ id: line, product_id, product_name: name, product_price: price, quantity }) => ({
    product_id: String(product_id),
    cart_item_id: String(line),
    name,
    price,
    quantity,
  }));
  return { ...said, cart: { cart_id, value, currency, products } };
}

/**
 * The store's no, when `error` is one: the API answered 4xx with a reason, or the SDK refused before it
 * asked (it rejects with plain text, e.g. that one must sign in first). Anything else is a failure, and thrown.
 */
export function denial(error: string | AxiosLike): EcomDenial {
  if (typeof error === 'string') return { denied: true, reason: error };
  const { status, data } = error.response ?? {};
  const said = data?.error;
  // 429, too many requests, is about now and not about what was asked.
  if (!said || status! > 499 || status === 429) throw error;
  const reason = Object.values(said.fields ?? {}).flat().join('\n') || said.message;
  return { denied: true, reason, reason_code: `${said.code ?? status}` };
}

/** What the SDK rejects with when the API answers no, or not at all. */
interface AxiosLike {
  response?: {
    status: number;
    data?: { error?: { code?: string | number; message?: string; fields?: Record<string, string | string[]> } };
  };
}
