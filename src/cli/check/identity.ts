import type { JsonObject } from '../../events/plain.js';

/** Fields that tell two events of one name apart. */
const telling = ['product_id', 'variant', 'variant_id', 'list_id', 'promotion_id', 'order_id', 'refund_id', 'checkout_id', 'step', 'coupon_id', 'wishlist_id', 'query', 'filters', 'sorts', 'share_via', 'name'];

/** What an event is about: two of one name with the same identity tell of one thing. */
export function identify(name: string, payload: JsonObject): string {
  const ids = Array.isArray(payload.products) ? payload.products.map((product) => [(product as JsonObject).product_id, (product as JsonObject).quantity]) : null;
  // A list that is appended to is the same list with other products; a product's name is its theme's to translate.
  const fields = telling.filter((field) => field !== 'name' || name === 'page').map((field) => payload[field] ?? null);
  return JSON.stringify([name, fields, ids]);
}

/** Events that tell of something that happens once for ever: also on another page, and after a reload. */
export const onceForEver: Record<string, string | undefined> = { 'Order Completed': 'order_id', 'Checkout Started': 'checkout_id' };

/** What is only reported when the shopper has done it. */
export const needsAct = new Set([
  'Product Added',
  'Product Removed',
  'Wishlist Product Added to Cart',
  'Product Added to Wishlist',
  'Product Removed from Wishlist',
  'Product Clicked',
  'Promotion Clicked',
  'Coupon Entered',
  'Coupon Denied',
  'Coupon Removed',
  'Product Shared',
  'Cart Shared',
  'Product Reviewed',
  'Signed In',
  'Signed Up',
  'Signed Out',
  'User Profile Updated',
  'Payment Info Entered',
  'Product List Filtered',
  'Product List Sorted',
]);
