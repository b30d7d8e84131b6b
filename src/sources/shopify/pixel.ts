import { isObject, toPlain, type Json, type JsonObject } from '../../events/plain.js';
import { textOf } from '../text.js';
import { amountOf, at, currencyOf, idOf, known, objectsAt, titleOf, unitPrice } from './values.js';

/** Of a variant, as Web Pixels have it. */
const variantOf = (variant: Json | undefined): JsonObject =>
  known({
    product_id: idOf(at(variant, 'product.id')),
    variant_id: idOf(at(variant, 'id')),
    sku: at(variant, 'sku'),
    name: at(variant, 'product.title'),
    brand: at(variant, 'product.vendor'),
    category: at(variant, 'product.type'),
    variant: titleOf(at(variant, 'title')),
    price: amountOf(at(variant, 'price')),
    currency: currencyOf(at(variant, 'price')),
    url: at(variant, 'product.url'),
    image_url: at(variant, 'image.src'),
  });

/** Of a line: what the units cost after their discounts. */
const lineOf = (line: Json, variant: string, total: string): JsonObject => {
  const quantity = at(line, 'quantity');
  const price = unitPrice(at(line, total), quantity);
  return { ...variantOf(at(line, variant)), ...known({ price, quantity }) };
};

const cartLine = (line: Json): JsonObject => lineOf(line, 'merchandise', 'cost.totalAmount');

/** What all events of a checkout say. */
function checkoutOf(checkout: Json | undefined): JsonObject {
  const coupons = objectsAt(checkout, 'discountApplications').filter(({ type }) => type === 'DISCOUNT_CODE');
  return known({
    checkout_id: at(checkout, 'token'),
    order_id: idOf(at(checkout, 'order.id')),
    currency: at(checkout, 'currencyCode') ?? currencyOf(at(checkout, 'totalPrice')),
    value: amountOf(at(checkout, 'totalPrice')),
    revenue: amountOf(at(checkout, 'subtotalPrice')),
    tax: amountOf(at(checkout, 'totalTax')),
    shipping: amountOf(at(checkout, 'shippingLine.price')),
    discount: amountOf(at(checkout, 'discountsAmount')),
    coupon: coupons.map(({ title }) => textOf(title)).join(),
    shipping_method: objectsAt(checkout, 'delivery.selectedDeliveryOptions')[0]?.handle,
    payment_method: at(objectsAt(checkout, 'transactions')[0], 'paymentMethod.type'),
    products: objectsAt(checkout, 'lineItems').map((line) => lineOf(line, 'variant', 'finalLinePrice')),
  });
}

const pick = (from: JsonObject, fields: string): JsonObject => Object.fromEntries(fields.split(' ').map((field) => [field, from[field]]));

const step = (number: number, name: string) => (checkout: Json): JsonObject => ({
  ...pick(checkoutOf(checkout), 'checkout_id shipping_method currency value products'),
  step: number,
  step_name: name,
});

function readCart(cart: Json): JsonObject {
  const cost = at(cart, 'cost.totalAmount');
  return known({ cart_id: idOf(at(cart, 'id')), products: objectsAt(cart, 'lines').map(cartLine), value: amountOf(cost), currency: currencyOf(cost) });
}

function readCollection(collection: Json): JsonObject {
  const products = objectsAt(collection, 'productVariants').map((variant, index): JsonObject => ({ ...variantOf(variant), position: index + 1 }));
  return known({ list_id: idOf(at(collection, 'id')), list_name: at(collection, 'title'), products });
}

const readSearch = (result: Json): JsonObject => known({ query: at(result, 'query'), products: objectsAt(result, 'productVariants').map(variantOf) });

function readOrder(checkout: Json): JsonObject {
  const { value, ...order } = checkoutOf(checkout);
  const isFirst = at(checkout, 'order.customer.isFirstOrder');
  return { ...order, total: value, subtotal: order.revenue, ...(typeof isFirst === 'boolean' && { customer_type: isFirst ? 'new' : 'returning' }) };
}

/**
 * Shopify's customer events, which its Web Pixels get: what they are here, what of their data they are about, and how that
 * is read. Source: shopify.dev/docs/api/web-pixels-api/standard-events. Names, addresses and what else is personal in them
 * is not read. The number of a step is ours: Shopify has none.
 */
const events: [type: string, name: string, about: string, read: (about: Json) => JsonObject][] = [
  ['product_viewed', 'Product Viewed', 'productVariant', variantOf],
  ['product_added_to_cart', 'Product Added', 'cartLine', cartLine],
  ['product_removed_from_cart', 'Product Removed', 'cartLine', cartLine],
  ['cart_viewed', 'Cart Viewed', 'cart', readCart],
  ['collection_viewed', 'Product List Viewed', 'collection', readCollection],
  ['search_submitted', 'Products Searched', 'searchResult', readSearch],
  ['checkout_started', 'Checkout Started', 'checkout', (checkout) => pick(checkoutOf(checkout), 'checkout_id revenue shipping tax discount coupon value currency products')],
  ['checkout_address_info_submitted', 'Checkout Step Completed', 'checkout', step(1, 'address')],
  ['checkout_shipping_info_submitted', 'Checkout Step Completed', 'checkout', step(2, 'shipping')],
  ['payment_info_submitted', 'Payment Info Entered', 'checkout', (checkout) => pick(checkoutOf(checkout), 'checkout_id shipping_method payment_method currency value products')],
  ['checkout_completed', 'Order Completed', 'checkout', readOrder],
];

/** The `analytics` that Shopify hands to a pixel, as far as it is called here. */
export interface ShopifyAnalytics {
  subscribe(name: string, listener: (event: { data?: unknown; timestamp?: string }) => void): unknown;
}

/** Reports what a pixel's `analytics` tells, with the time at which it happened. */
export function readPixel(analytics: ShopifyAnalytics, report: (name: string, payload: JsonObject, at?: number) => void): void {
  for (const [type, name, about, read] of events) {
    analytics.subscribe(type, ({ data, timestamp }) => {
      const told = at(toPlain(data), about);
      // A cart that is not there is empty.
      if (!isObject(told) && !(about === 'cart' && told === null)) return;
      const when = Date.parse(timestamp ?? '');
      report(name, read(told), Number.isNaN(when) ? undefined : when);
    });
  }
}
