/* Compiled, never run: what must compile does, and each `@ts-expect-error` must be an error. */
import type { CatalogueEventName, EcomPayload, ProductItem } from '../../src/events/payloads.js';
import type { JsonObject } from '../../src/events/plain.js';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const yes = <T extends true>(_?: T): void => undefined;

const mug: ProductItem = { product_id: '7', name: 'Mug', price: 35, quantity: 2, currency: 'SAR', cart_item_id: '1' };
export const added: EcomPayload<'Product Added'> = { product_id: '7', price: 35, currency: 'SAR', value: 35 };
export const viewed: EcomPayload<'Cart Viewed'> = { products: [mug] };
export const order: EcomPayload<'Order Completed'> = { order_id: '1', total: 10, customer_type: 'new' };
export const listed: EcomPayload<'Product List Filtered'> = { products: [], filters: [{ type: 'brand', value: 'x' }] };
export const searched: EcomPayload<'Products Searched'> = { query: 'mug', filters: { price: [1, 2] } };
export const signedOut: EcomPayload<'Signed Out'> = {};
export const asJson: JsonObject = added;
const everyPayload: EcomPayload<CatalogueEventName> = viewed;
export const anyJson: JsonObject = everyPayload;

yes<Equal<EcomPayload<'Product Viewed'>['product_id'], string>>();
yes<Equal<EcomPayload<'Product Viewed'>['price'], number | undefined>>();
yes<Equal<EcomPayload<'Order Completed'>['customer_type'], 'new' | 'returning' | undefined>>();
yes<Equal<EcomPayload<'User Profile Updated'>['updated_fields'], string[] | undefined>>();

// @ts-expect-error product_id is needed
export const noId: EcomPayload<'Product Added'> = { name: 'Mug' };
// @ts-expect-error an id is a string
export const numberId: EcomPayload<'Product Added'> = { product_id: 7 };
// @ts-expect-error a price is a number
export const wordPrice: EcomPayload<'Product Added'> = { product_id: '7', price: '35' };
// @ts-expect-error a typing mistake
export const typo: EcomPayload<'Product Added'> = { product_id: '7', prise: 35 };
// @ts-expect-error a typing mistake in a list
export const nestedTypo: EcomPayload<'Cart Viewed'> = { products: [{ product_id: '7', prise: 35 }] };
// @ts-expect-error products are needed
export const noProducts: EcomPayload<'Cart Viewed'> = {};
// @ts-expect-error not one of the words
export const wrongChoice: EcomPayload<'Order Completed'> = { order_id: '1', total: 1, customer_type: 'old' };
// @ts-expect-error nothing belongs to it
export const signedOutWith: EcomPayload<'Signed Out'> = { email: 'a@b.sa' };
// @ts-expect-error no such event
export type NoEvent = EcomPayload<'Product Eaten'>;
