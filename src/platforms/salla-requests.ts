import type { EcomAnswer, EcomDenial, EcomRequestEvent, EcomRequestName } from '../events/ecom-request-event.js';
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

/** How one request is put to the store, and the facts with which Salla's engine may report its outcome. */
interface Ask {
  facts: string[];
  call(sdk: SallaSdk, asked: Asked, form?: FormData): Promise<unknown>;
}

/**
 * The requests that the SDK can answer. The others keep their native submit or navigation: the SDK could
 * run a search, but it is Salla's results page that shows it.
 */
export const sallaRequests: { [Name in EcomRequestName]?: Ask } = {
  'product-add': {
    // On the page of the wishlist the engine reports the second name instead of the first.
    facts: ['Product Added', 'Wishlist Product Added to Cart'],
    call: (sdk, { product_id, quantity }, form) => {
      const id = need({ product_id });
      if (!form) return sdk.cart.addItem(quantity ? { id, quantity } : { id });
      if (quantity) form.set('quantity', String(quantity));
      return sdk.cart.addItem(form);
    },
  },
  'product-remove': {
    facts: ['Product Removed'],
    call: (sdk, { cart_item_id }) => sdk.cart.deleteItem(need({ cart_item_id })),
  },
  'cart-update': {
    facts: ['Cart Updated'],
    call: (sdk, { cart_item_id, quantity }) => sdk.cart.updateItem({ id: need({ cart_item_id }), quantity: quantity! }),
  },
  'coupon-apply': {
    facts: ['Coupon Applied', 'Coupon Denied'],
    call: (sdk, asked) => sdk.cart.addCoupon(need({ coupon_code: couponOf(asked) })),
  },
  'coupon-remove': {
    facts: ['Coupon Removed'],
    // Only a store that allows several coupons at once knows the address with a code.
    call: (sdk, asked) =>
      sdk.cart.deleteCoupon(sdk.storage.get('cart.multi_coupon') ? couponOf(asked) : undefined),
  },
  'wishlist-add': {
    facts: ['Product Added to Wishlist'],
    call: (sdk, { product_id }) => sdk.wishlist.add(need({ product_id })),
  },
  'wishlist-remove': {
    facts: ['Product Removed from Wishlist'],
    call: (sdk, { product_id }) => sdk.wishlist.remove(need({ product_id })),
  },
};

const couponOf = ({ coupon_code, coupon_id, coupon_name }: Asked): string | undefined =>
  coupon_code ?? coupon_id ?? coupon_name;

/** The one field, or a failure that names it: without it the SDK would refuse in words for nobody. */
function need(field: Record<string, string | undefined>): string {
  const [name, value] = Object.entries(field)[0]!;
  if (!value) throw new TypeError(`ecom-events: Salla needs ${name}`);
  return value;
}

/**
 * The theme's own form of the product, with its options and notes, when the request comes from inside it
 * or from around it: Salla's themes name the product in a field called `id`.
 */
export function productForm(event: EcomRequestEvent): FormData | undefined {
  const { product_id } = event.detail as Asked;
  const from = event.composedPath()[0];
  if (!(from instanceof Element)) return;
  const form = from.closest('form') ?? from.querySelector('form');
  const data = form && new FormData(form);
  if (data && product_id && data.get('id') === product_id) return data;
}

/** What the store confirmed, for a fact that is emitted here because no engine reported it. */
export function confirmed(name: EcomRequestName, response: unknown): EcomAnswer<'cart-update'> {
  const cart = (response as SallaResponse).data?.cart;
  const answer: EcomAnswer<'cart-update'> = {};
  if (cart?.id) answer.cart_id = String(cart.id);
  if (cart?.items && name === 'cart-update') {
    answer.value = cart.total;
    answer.products = cart.items.map(({ product_id, product_name, product_price, quantity }) => ({
      product_id: String(product_id),
      name: product_name,
      price: product_price,
      quantity,
    }));
  }
  return answer;
}

/**
 * The store's no, when `error` is one: the API answered 4xx with a reason, or the SDK refused before it
 * asked (it rejects with plain text, e.g. that one must sign in first). Anything else is a failure.
 */
export function denialOf(error: unknown): EcomDenial | undefined {
  if (typeof error === 'string') return { denied: true, reason: error };
  const { status = 0, data } = (error as AxiosLike | undefined)?.response ?? {};
  const said = data?.error;
  // Too slow and too often are about now, not about the shopper's wish.
  if (!said || status < 400 || status > 499 || status === 408 || status === 429) return;
  const fields = Object.values(said.fields ?? {}).flat().join('\n');
  return { denied: true, reason: fields || said.message, reason_code: String(said.code ?? status) };
}

interface AxiosLike {
  response?: {
    status?: number;
    data?: { error?: { code?: string | number; message?: string; fields?: Record<string, string | string[]> } };
  };
}
