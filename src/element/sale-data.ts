import type { EcomPayload } from '../events/payloads.js';
import type { JsonObject } from '../events/plain.js';
import { readWritten } from './product-data.js';

/** What is known of a checkout or of the order it became: any of their fields, and the theme's own. */
export type SaleData = Partial<EcomPayload<'Checkout Started'> & EcomPayload<'Order Completed'>> & Chosen & JsonObject;

/** What the shopper has chosen on the way. */
export interface Chosen {
  shipping_method?: string;
  payment_method?: string;
}

/** The fields that may stand in attributes: `order-id`, `total` … */
const numbers = ['value', 'total', 'subtotal', 'revenue', 'shipping', 'tax', 'discount'];
const fields = ['checkout_id', 'order_id', 'cart_id', 'currency', 'coupon', 'affiliation', 'shipping_method', 'payment_method', 'customer_type', ...numbers];

/** What is written on an element of a checkout or an order: attributes, a JSON script in it, its `order` property. */
export const readSale = (element: Element & { order?: object }): SaleData => readWritten<SaleData>(element, element.order, fields, numbers);
