/* Compiled, never run: events of one's own, with a schema and by declaration merging. Each `@ts-expect-error` must be an error. */
import * as z from 'zod';
import { defineEvent } from '../../src/events/define-event.js';
import { EcomEvent } from '../../src/events/ecom-event.js';
import type { EcomPayload } from '../../src/events/payloads.js';
import type {} from '../../src/tracker/install.js';

// A consumer writes `declare module 'ecom-events'`; the test of the packed package does.
declare module '../../src/events/payloads.js' {
  interface EcomEventPayloads {
    'Test Gift Wrapped': { product_id: string; paper?: 'red' | 'blue' };
  }
}

export const payload: EcomPayload<'Test Gift Wrapped'> = { product_id: '7', paper: 'red' };
export const event = new EcomEvent('Test Gift Wrapped', payload);
window.ecom!.track('Test Gift Wrapped', { product_id: '7' });
window.ecom!.on('Test Gift Wrapped', (_name, { paper }) => paper === 'blue');
document.addEventListener('ecom-test-gift-wrapped', ({ detail, eventName }) => [detail.product_id.trim(), eventName === 'Test Gift Wrapped']);
// The catalogue is there as before.
document.addEventListener('ecom-product-added', ({ detail }) => detail.price?.toFixed(2));
// @ts-expect-error not one of the words
export const green: EcomPayload<'Test Gift Wrapped'> = { product_id: '7', paper: 'green' };
// @ts-expect-error an id is needed
export const noId = new EcomEvent('Test Gift Wrapped', { paper: 'red' });
// @ts-expect-error an id is a string
window.ecom!.track('Test Gift Wrapped', { product_id: 7 });
// @ts-expect-error no such field
window.ecom!.on('Test Gift Wrapped', (_name, { ribbon }) => ribbon);
// @ts-expect-error no such field
document.addEventListener('ecom-test-gift-wrapped', ({ detail }) => detail.ribbon);

const wrapped = defineEvent('Gift Tied', z.object({ product_id: z.string(), bows: z.number().default(1) }));
wrapped.track({ product_id: '7', bows: 2 }, { assumed: true });
// @ts-expect-error an id is a string
wrapped.track({ product_id: 7, bows: 2 });
// @ts-expect-error an id is needed
wrapped.track({ bows: 2 });
// @ts-expect-error no schema
defineEvent('Gift Tied', { product_id: 'string' });
