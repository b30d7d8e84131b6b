import { isObject, objectsIn, type Json, type JsonObject } from '../events/plain.js';

/**
 * Actions of Universal Analytics' enhanced e-commerce and what Google calls them since:
 * developers.google.com/analytics/devguides/collection/ua/gtm/enhanced-ecommerce. Of the checkout only its first step has a
 * name.
 */
const actions: Readonly<Record<string, string>> = {
  impressions: 'view_item_list',
  click: 'select_item',
  detail: 'view_item',
  add: 'add_to_cart',
  remove: 'remove_from_cart',
  checkout: 'begin_checkout',
  purchase: 'purchase',
  refund: 'refund',
  promoView: 'view_promotion',
  promoClick: 'select_promotion',
};

/** An old name and the one since. */
type Pair = [old: string, since: string];

const pairsOf = (text: string): Pair[] => text.split(' ').map((pair) => pair.split('=') as Pair);

/** Reads the fields of an object under other names. */
export function rename(from: JsonObject, pairs: Pair[]): JsonObject {
  const to: JsonObject = {};
  for (const [old, since] of pairs) if (from[old] !== undefined) to[since] = from[old];
  return to;
}

/** Old field → Google's since, of a product. */
const ofProduct = pairsOf('id=item_id name=item_name brand=item_brand variant=item_variant list=item_list_name price=price quantity=quantity position=index coupon=coupon');
/** Of a promotion. */
const ofPromotion = pairsOf('id=promotion_id name=promotion_name creative=creative_name position=creative_slot');
/** Of the action. */
const ofAction = pairsOf('id=transaction_id affiliation=affiliation tax=tax shipping=shipping coupon=coupon list=item_list_name');

/** `Home/Kitchen` has two levels. */
function readItem(product: JsonObject): JsonObject {
  const item = rename(product, ofProduct);
  if (typeof product.category === 'string') product.category.split('/').forEach((level, index) => (item[`item_category${index ? index + 1 : ''}`] = level.trim()));
  return item;
}

/**
 * What an `ecommerce` of Universal Analytics tells, in the words of Google Analytics 4, and the grand total of an order:
 * its `revenue` was that.
 */
export function universalEvents(ecommerce: JsonObject): [name: string, params: JsonObject, total?: Json][] {
  const currency = ecommerce.currencyCode === undefined ? {} : { currency: ecommerce.currencyCode };
  return Object.entries(actions).flatMap(([action, name]): [string, JsonObject, Json?][] => {
    const said = ecommerce[action];
    const { actionField, products, promotions }: JsonObject = isObject(said) ? said : { products: said };
    if (said === undefined || said === null) return [];
    if (promotions !== undefined) return objectsIn(promotions)?.map((promotion) => [name, rename(promotion, ofPromotion)]) ?? [];
    const field = isObject(actionField) ? actionField : {};
    if (action === 'checkout' && Number(field.step ?? 1) !== 1) return [];
    const items = objectsIn(products)?.map(readItem) ?? [];
    return [[name, { ...currency, ...rename(field, ofAction), ...(items.length || action !== 'refund' ? { items } : {}) }, field.revenue]];
  });
}
