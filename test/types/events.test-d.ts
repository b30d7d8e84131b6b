/* Compiled, never run: DOM events, their listeners and requests. Each `@ts-expect-error` must be an error. */
import { EcomEvent, type EcomEventMap } from '../../src/events/ecom-event.js';
import { EcomPageEvent } from '../../src/events/ecom-page-event.js';
import type { EcomRequestEvent, EcomRequestEventMap } from '../../src/events/ecom-request-event.js';
import type { Finding } from '../../src/events/finding.js';
import type { CatalogueEventName } from '../../src/events/payloads.js';
import type {} from '../../src/tracker/tracker.js';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const yes = <T extends true>(_?: T): void => undefined;
const element = document.createElement('button');

// Making one.
export const added = new EcomEvent('Product Added', { product_id: '7', price: 35 }, { assumed: true });
yes<Equal<typeof added, EcomEvent<'Product Added'>>>();
yes<Equal<typeof added.detail.price, number | undefined>>();
yes<Equal<typeof added.eventName, 'Product Added'>>();
export const custom = new EcomEvent('Size Chart Opened', { anything: 1 });
export const page = new EcomPageEvent({ name: 'Home', shelf: 3 });
// @ts-expect-error product_id is needed
export const noId = new EcomEvent('Product Added', { price: 35 });
// @ts-expect-error a price is a number
export const wordPrice = new EcomEvent('Product Added', { product_id: '7', price: '35' });
// @ts-expect-error a typing mistake
export const typo = new EcomEvent('Product Added', { product_id: '7', prise: 35 });
// @ts-expect-error products are needed
export const noProducts = new EcomEvent('Cart Viewed', { cart_id: '1' });
// @ts-expect-error a payload is needed
export const noPayload = new EcomEvent('Product Added');
// @ts-expect-error a payload is an object
export const noObject = new EcomEvent('Size Chart Opened', 'x');
// @ts-expect-error an id is a string
export const numberId = new EcomEvent('Signed In', {}, { eventId: 7 });
// @ts-expect-error the name of a page is a string
export const numberPage = new EcomPageEvent({ name: 7 });
// @ts-expect-error it has happened: it is not to be changed
added.eventId = 'x';

// Listening, at an element, the document and the window.
element.addEventListener('ecom-product-added', (event) => event.detail.price?.toFixed(2));
document.addEventListener('ecom-product-added', (event) => event.detail.price?.toFixed(2));
window.addEventListener('ecom-cart-updated', ({ detail }) => detail.products.map(({ product_id }) => product_id.trim()));
document.addEventListener('ecom-order-completed', ({ detail, eventName, assumed }) => [detail.total.toFixed(2), eventName === 'Order Completed', assumed]);
document.addEventListener('ecom-page', ({ detail, eventId }) => [detail.name?.trim(), eventId.length]);
document.addEventListener('ecom-invalid', ({ detail }) => {
  yes<Equal<typeof detail.field, string>>();
  yes<Equal<typeof detail.findings, Finding[]>>();
  yes<Equal<typeof detail.eventId, string>>();
});
// @ts-expect-error a price is a number
document.addEventListener('ecom-product-added', (event) => event.detail.price?.toUpperCase());
// @ts-expect-error a price may be missing
document.addEventListener('ecom-product-added', (event) => event.detail.price.toFixed(2));
// @ts-expect-error no such field
element.addEventListener('ecom-product-added', (event) => event.detail.prise);
// @ts-expect-error it belongs to another event
window.addEventListener('ecom-signed-in', (event) => event.detail.order_id);
// @ts-expect-error not in the names of an event
document.addEventListener('ecom-product-added', (event) => event.eventName === 'Cart Updated');
// @ts-expect-error no such detail
document.addEventListener('ecom-invalid', ({ detail }) => detail.reason);
// @ts-expect-error an event of another name
document.addEventListener('ecom-product-added', (event: EcomEvent<'Cart Viewed'>) => event.detail);

// Every fact of the catalogue has a DOM type, and no other has.
type NameOf<Type extends keyof EcomEventMap> = EcomEventMap[Type]['eventName'];
yes<CatalogueEventName extends NameOf<keyof EcomEventMap> ? true : false>();
yes<Equal<EcomEventMap['ecom-product-added-to-wishlist'], EcomEvent<'Product Added to Wishlist'>>>();
// @ts-expect-error no such event
export type NoEvent = EcomEventMap['ecom-product-eaten'];

// Requests: what is asked with, and what may be answered.
document.addEventListener('ecom-product-add-request', (event) => {
  yes<Equal<typeof event, EcomRequestEvent<'product-add'>>>();
  yes<Equal<typeof event.detail.product_id, string | undefined>>();
  event.intercept(async ({ signal }) => {
    await fetch('/cart', { signal });
    return { cart_id: '1', price: 35, cart: { value: 70, products: [{ product_id: '7' }] } };
  });
  event.intercept(() => ({ denied: true, reason: 'Only two left', reason_code: 'stock' }));
  event.intercept(async () => ({ reportedBy: 'platform' }));
  event.intercept(async () => {});
  event.intercept(() => undefined);
  // @ts-expect-error a price is a number
  event.intercept(async () => ({ price: '35' }));
  // @ts-expect-error a cart has products
  event.intercept(async () => ({ cart: { value: 70 } }));
  // @ts-expect-error denied is yes, or absent
  event.intercept(async () => ({ denied: false }));
  event.intercept(async () => ({ denied: true, reportedBy: 'platform' }));
  event.intercept(async () => ({ denied: true, fields: { gateway: 'moyasar', error_fields: ['number'] } }));
  // @ts-expect-error no such field of a denial
  event.intercept(async () => ({ denied: true, fields: { price: 35 } }));
  // @ts-expect-error a reason is a text
  event.intercept(() => ({ denied: true, reason: 404 }));
  // @ts-expect-error nobody else reports
  event.intercept(async () => ({ reportedBy: 'theme' }));
  // @ts-expect-error an answer is an object, or nothing
  event.intercept(async () => true);
  // @ts-expect-error a handler is needed
  event.intercept({ price: 35 });
});
document.addEventListener('ecom-cart-update-request', ({ detail }) => detail.quantity.toFixed());
document.addEventListener('ecom-coupon-apply-request', ({ detail }) => detail.coupon_code?.trim());
// @ts-expect-error the quantity of an addition may be absent
document.addEventListener('ecom-product-add-request', ({ detail }) => detail.quantity.toFixed());
// @ts-expect-error a fact is not answered
document.addEventListener('ecom-product-added', (event) => event.intercept(() => {}));
// @ts-expect-error no such request
export type NoRequest = EcomRequestEventMap['ecom-product-eat-request'];
