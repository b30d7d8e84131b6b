import type { Json, JsonObject } from '../../events/plain.js';
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

const sameCurrency = (products: JsonObject[]): Json | undefined => products[0]?.currency;

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
    coupon: coupons.map(({ title }) => title).join(),
    shipping_method: objectsAt(checkout, 'delivery.selectedDeliveryOptions')[0]?.handle,
    payment_method: at(objectsAt(checkout, 'transactions')[0], 'paymentMethod.type'),
    products: objectsAt(checkout, 'lineItems').map((line) => lineOf(line, 'variant', 'finalLinePrice')),
  });
}

const pick = (from: JsonObject, fields: string): JsonObject => Object.fromEntries(fields.split(' ').map((field) => [field, from[field]]));

const step = (number: number, name: string) => (data: Json): JsonObject => ({
  ...pick(checkoutOf(at(data, 'checkout')), 'checkout_id shipping_method currency value products'),
  step: number,
  step_name: name,
});

/**
 * Shopify's customer events, which its Web Pixels get, and what they are here:
 * shopify.dev/docs/api/web-pixels-api/standard-events. Names, addresses and what else is personal in them is not read.
 * The number of a step is ours: Shopify has none.
 */
export const pixelEvents: Readonly<Record<string, [name: string, read: (data: Json) => JsonObject | undefined]>> = {
  product_viewed: ['Product Viewed', (data) => variantOf(at(data, 'productVariant'))],
  product_added_to_cart: ['Product Added', (data) => (at(data, 'cartLine') ? cartLine(at(data, 'cartLine')!) : undefined)],
  product_removed_from_cart: ['Product Removed', (data) => (at(data, 'cartLine') ? cartLine(at(data, 'cartLine')!) : undefined)],
  cart_viewed: [
    'Cart Viewed',
    (data) => {
      const cost = at(data, 'cart.cost.totalAmount');
      return known({ cart_id: idOf(at(data, 'cart.id')), products: objectsAt(data, 'cart.lines').map(cartLine), value: amountOf(cost), currency: currencyOf(cost) });
    },
  ],
  collection_viewed: [
    'Product List Viewed',
    (data) => {
      const products = objectsAt(data, 'collection.productVariants').map((variant, index): JsonObject => ({ ...variantOf(variant), position: index + 1 }));
      return known({ list_id: idOf(at(data, 'collection.id')), list_name: at(data, 'collection.title'), products, currency: sameCurrency(products) });
    },
  ],
  search_submitted: ['Products Searched', (data) => known({ query: at(data, 'searchResult.query'), products: objectsAt(data, 'searchResult.productVariants').map(variantOf) })],
  checkout_started: ['Checkout Started', (data) => pick(checkoutOf(at(data, 'checkout')), 'checkout_id revenue shipping tax discount coupon value currency products')],
  checkout_address_info_submitted: ['Checkout Step Completed', step(1, 'address')],
  checkout_shipping_info_submitted: ['Checkout Step Completed', step(2, 'shipping')],
  payment_info_submitted: ['Payment Info Entered', (data) => pick(checkoutOf(at(data, 'checkout')), 'checkout_id shipping_method payment_method currency value products')],
  checkout_completed: [
    'Order Completed',
    (data) => {
      const { value, shipping_method, ...order } = checkoutOf(at(data, 'checkout'));
      const isFirst = at(data, 'checkout.order.customer.isFirstOrder');
      return { ...order, total: value, subtotal: order.revenue, ...(typeof isFirst === 'boolean' && { customer_type: isFirst ? 'new' : 'returning' }) };
    },
  ],
};
