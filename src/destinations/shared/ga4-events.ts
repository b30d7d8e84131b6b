import type { JsonObject } from '../../events/plain.js';
import { amountIn, type EventTable, type Fact, objectsIn, plainValue, priceOf, productId, type Readers, readItems, sumOf, type Vendor, type VendorOptions, withCurrency } from './core.js';

const add = 'add_to_cart currency value items';
const promotion = 'promotion_id promotion_name=name creative_name=creative creative_slot=position items';

/**
 * Google Analytics' names and parameters: developers.google.com/gtagjs/reference/event,
 * developers.google.com/analytics/devguides/collection/ga4/reference/events. Order Updated is not among them: a second
 * purchase is the most common mistake.
 */
export const ga4Events: EventTable = {
  'Signed In': 'login method',
  'Signed Up': 'sign_up method',
  'Product Added': add,
  'Product Removed': 'remove_from_cart currency value items',
  'Cart Viewed': 'view_cart currency value items',
  'Cart Shared': 'share method=share_via content_type:cart item_id=cart_id',
  'Checkout Started': 'begin_checkout currency value coupon items',
  // Only when the way of shipping is newly known.
  'Checkout Step Completed': 'add_shipping_info currency value coupon shipping_tier=shipping_method items',
  'Payment Info Entered': 'add_payment_info currency value coupon payment_type=payment_method items',
  'Order Completed': 'purchase transaction_id=order_id currency value tax shipping coupon customer_type items',
  'Order Refunded': 'refund transaction_id=order_id currency value tax shipping coupon items',
  // Only of an order whose purchase was reported.
  'Order Cancelled': 'refund transaction_id=order_id currency value tax shipping coupon',
  'Products Searched': 'search search_term=query',
  'Product List Viewed': 'view_item_list item_list_id=list_id item_list_name=list_name items',
  // Only products that this view of the list has not shown.
  'Product List Filtered': 'view_item_list item_list_id=list_id item_list_name=list_name items',
  'Product Viewed': 'view_item currency value items',
  'Product Clicked': 'select_item item_list_id=list_id item_list_name=list_name items',
  'Product Shared': 'share method=share_via content_type:product item_id',
  'Promotion Viewed': `view_promotion ${promotion}`,
  'Promotion Clicked': `select_promotion ${promotion}`,
  'Product Added to Wishlist': 'add_to_wishlist currency value items',
  'Wishlist Product Added to Cart': `${add} add_source:wishlist`,
};

/** Events that Google has no name for, under names of ours. */
export const ga4OwnEvents: EventTable = {
  'Signed Out': 'logout',
  'Checkout Step Viewed': 'checkout_step_viewed step step_name checkout_id',
  // Where it is no add_shipping_info.
  'Checkout Step Completed': 'checkout_step_completed step',
  'Payment Failed': 'payment_failed payment_type=payment_method error_code',
  'Product List Filtered': 'filter_item_list item_list_id=list_id filters',
  'Product List Sorted': 'sort_item_list item_list_id=list_id sort',
  'Product Reviewed': 'product_reviewed item_id rating',
  'Coupon Entered': 'coupon_entered coupon=coupon_id',
  'Coupon Applied': 'coupon_applied coupon=coupon_id discount currency',
  'Coupon Denied': 'coupon_denied coupon=coupon_id reason_code',
  'Coupon Removed': 'coupon_removed coupon=coupon_id',
  'Product Removed from Wishlist': 'remove_from_wishlist items',
};

/** Fields of an item: developers.google.com/tag-manager/ecommerce-ga4. */
export const ga4Items =
  'item_id item_name=name affiliation coupon discount index=position item_brand=brand item_category item_category2 item_category3 item_category4 item_category5 item_list_id=list_id item_list_name=list_name item_variant=variant price quantity';

export const ga4PageView = 'page_view page_location=url page_title=title page_referrer=referrer';

/** Google's rule for names. */
export const ga4Name = /^[a-z]\w{0,39}$/i;

/** More items than this are refused in one event. */
const maxItems = 200;

/** What GA4 and a dataLayer may be told. */
export interface Ga4Options extends VendorOptions {
  /** Whether events that Google has no name for go out, under names such as `coupon_applied`; they do when absent. */
  ownEvents?: boolean;
  /** Whether a purchase of this order was reported, for an Order Cancelled on another page than the one that reported it. */
  purchased?: (orderId: string) => boolean;
}

/** Without tax and shipping: price times quantity of the items, or what the shop says the products cost. */
const value = (payload: JsonObject, fact: Fact): number | undefined =>
  withCurrency(fact, sumOf(fact) ?? amountIn(payload, ...(/^(Order|Checkout|Payment) /.test(fact.name) ? ['revenue', 'subtotal'] : ['value'])));

/** `[{type: 'price', value: 'asc'}]` → `price:asc`. */
const pairs = (field: string) => (payload: JsonObject) =>
  objectsIn(payload[field])?.map((pair) => ['type', 'value'].map((part) => plainValue(pair, part) ?? []).flat().join(':')).join() || undefined;

export function ga4Readers({ ids }: VendorOptions): Readers {
  const itemReaders: Record<string, Readers[string]> = {
    item_id: (line) => productId(line, ids),
    affiliation: (line, { payload }) => plainValue(line, 'affiliation') ?? plainValue(payload, 'affiliation'),
    price: priceOf,
  };
  // `Home > Kitchen > Mugs` has three levels.
  for (const level of [1, 2, 3, 4, 5]) {
    itemReaders[`item_category${level > 1 ? level : ''}`] = (line) => (plainValue(line, 'category') as string | undefined)?.split('>')[level - 1]?.trim() || undefined;
  }
  return {
    value,
    sort: pairs('sorts'),
    filters: pairs('filters'),
    item_id: (_, { lines }) => lines?.[0] && productId(lines[0], ids),
    items(_, fact) {
      const items = readItems(ga4Items, fact, itemReaders)?.filter((item) => item.item_id ?? item.item_name);
      if (items && items.length > maxItems) fact.note(`items: ${maxItems} of ${items.length}`);
      return items?.slice(0, maxItems);
    },
  };
}

/** Which rows an event gets, where that depends on what happened before. */
export function ga4Chooser({ ownEvents = true, purchased, ids }: Ga4Options): NonNullable<Vendor['choose']> {
  const own = new Map(ownEvents ? Object.entries(ga4OwnEvents) : []);
  /** Way of shipping as it was last reported, by checkout. */
  const shipping = new Map<unknown, unknown>();
  /** Orders by their ids: bought, or paid back. */
  const orders = new Map<unknown, 'bought' | 'refunded'>();
  /** Products of lists that were reported on this page. */
  let shown = new Set<string>();

  return (fact, row) => {
    const { name, payload, lines = [] } = fact;
    const { checkout_id, order_id, shipping_method, list_id, products } = payload;
    if (name === 'page') shown = new Set();
    // The shop has a row of its own for it.
    if (row !== ga4Events[name]) return [row];
    if (name === 'Checkout Step Completed') {
      if (!shipping_method || shipping.get(checkout_id) === shipping_method) return [own.get(name)];
      shipping.set(checkout_id, shipping_method);
    }
    const order = orders.get(order_id);
    if (name === 'Order Completed') orders.set(order_id, 'bought');
    if (name === 'Order Cancelled' && (order ? order === 'refunded' : !purchased?.(order_id as string))) return [];
    if (name === 'Order Cancelled' || (name === 'Order Refunded' && !products)) orders.set(order_id, 'refunded');
    if (/^Product List [VF]/.test(name)) {
      const isNew = (line: JsonObject): boolean => shown.size < shown.add(`${JSON.stringify(list_id)} ${productId(line, ids)}`).size;
      const fresh = lines.filter(isNew);
      if (/F/.test(name)) {
        fact.lines = fresh;
        return [own.get(name), fresh.length > 0 && row];
      }
    }
    return [row ?? own.get(name)];
  };
}
