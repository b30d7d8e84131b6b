/* Compiled, never run: listener files. Each `@ts-expect-error` must be an error. */
import type { JsonObject } from '../../src/events/plain.js';
import { defineListener, type DefinedListener, type ListenerContext } from '../../src/listeners/index.js';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const yes = <T extends true>(_?: T): void => undefined;

// The payload is that of the name
defineListener('Product Added', (payload, context) => {
  yes<Equal<typeof payload.price, number | undefined>>();
  yes<Equal<typeof context, ListenerContext>>();
});
const completed = defineListener('Order Completed', async ({ products }) => products?.[0]?.product_id.trim());
yes<Equal<typeof completed, DefinedListener<'Order Completed'>>>();
defineListener('Order Completed', () => undefined);
// @ts-expect-error a price is a number
defineListener('Product Added', ({ price }) => price?.trim());
// @ts-expect-error no such field
defineListener('Product Added', ({ prise }) => prise);
// @ts-expect-error a listener is a function
defineListener('Product Added', { product_id: '7' });
// @ts-expect-error it has one
defineListener('Product Added');

// Any other name, page views and all: plain JSON
defineListener('Gift Wrapped', (payload) => yes<Equal<typeof payload, JsonObject>>());
defineListener('page', (payload) => yes<Equal<typeof payload, JsonObject>>());
defineListener('*', (payload) => yes<Equal<typeof payload, JsonObject>>());

// Who the shopper is may be absent, what has happened is not
yes<Equal<ListenerContext['event_id' | 'event_name' | 'timestamp' | 'locale'], string>>();
yes<Equal<ListenerContext['session_id' | 'anonymous_id'], string | undefined>>();
// @ts-expect-error it may be absent
defineListener('*', (_payload, { session_id }) => session_id.trim());
