/* Compiled, never run: the tracker at `window.ecom`. Each `@ts-expect-error` must be an error. */
import type { EcomTracker } from '../../components/tracker/tracker.js';
import type { CatalogueEventName, EcomPayload } from '../../src/events/payloads.js';
import type { JsonObject } from '../../src/events/plain.js';
import { Tracker } from '../../src/tracker/tracker.js';
import type { Receipt } from '../../src/tracker/receipt.js';
import type {} from '../../src/tracker/install.js';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const yes = <T extends true>(_?: T): void => undefined;
const ecom = window.ecom!;

// @ts-expect-error before the script is there it is not
window.ecom.track('Signed In', {});

// track
ecom.track('Product Added', { product_id: '7', price: 35 }, { eventId: 'f1', assumed: true });
ecom.track('Signed Out');
ecom.track('Signed In');
ecom.track('Size Chart Opened', { any: { thing: [1] } });
ecom.track('Size Chart Opened');
ecom.track('product_added', { product_id: 7 });
declare const someName: string;
ecom.track(someName, { anything: 1 });
declare const name: CatalogueEventName;
declare const payload: EcomPayload<CatalogueEventName>;
ecom.track(name, payload);
// @ts-expect-error a price is a number
ecom.track('Product Added', { product_id: '7', price: '35' });
// @ts-expect-error an id is needed
ecom.track('Product Added', { price: 35 });
// @ts-expect-error a payload is needed
ecom.track('Product Added');
// @ts-expect-error a typing mistake
ecom.track('Cart Viewed', { products: [{ product_id: '7', prise: 35 }] });
// @ts-expect-error a payload is an object
ecom.track('Product Added', 'mug');
// @ts-expect-error no such option
ecom.track('Product Added', { product_id: '7' }, { event_id: 'f1' });
// @ts-expect-error a name is a string
ecom.track(7);

// The same by the class and by the tag.
const tracker = new Tracker();
tracker.track('Product Added', { product_id: '7' });
// @ts-expect-error a price is a number
tracker.track('Product Added', { product_id: '7', price: '35' });
declare const tag: EcomTracker;
tag.track('Product Added', { product_id: '7' });
// @ts-expect-error a price is a number
tag.track('Product Added', { product_id: '7', price: '35' });

// page
ecom.page();
ecom.page({ name: 'Home', shelf: 3 }, { timestamp: '2026-01-02T03:04:05.000Z' });
// @ts-expect-error a title is a string
ecom.page({ title: 7 });

// register
ecom.register({ name: 'mine', track: (event, data, context) => [event.trim(), data.price, context.event_id] });
ecom.register({ name: 'mine', track: async () => {}, page: ({ title }, { session_id }) => [title, session_id] });
yes<Equal<ReturnType<typeof ecom.register>, boolean>>();
// @ts-expect-error a name is needed
ecom.register({ track: () => {} });
// @ts-expect-error a function is needed
ecom.register({ name: 'mine', track: 'x' });
// @ts-expect-error a context has no such field
ecom.register({ name: 'mine', track: (_event, _data, context) => context.eventId });

// on
const off: () => void = ecom.on('Product Added', (event, data, context) => [event, data.price?.toFixed(2), context.assumed]);
off();
ecom.on('*', (_event, data) => yes<Equal<typeof data, JsonObject>>());
ecom.on('page', (_event, data) => yes<Equal<typeof data, JsonObject>>());
ecom.on('Size Chart Opened', (_event, data) => yes<Equal<typeof data, JsonObject>>());
// @ts-expect-error a price is a number
ecom.on('Product Added', (_event, data) => data.price?.toUpperCase());
// @ts-expect-error no such field
ecom.on('Product Added', (_event, data) => data.prise);
// @ts-expect-error a listener is needed
ecom.on('Product Added');

// What can be read.
yes<Equal<ReturnType<typeof ecom.receipts>, Receipt[]>>();
yes<Equal<Receipt['status'], 'accepted' | 'rejected' | 'duplicate'>>();
void ecom.ready.then(({ version }) => version.trim());
// @ts-expect-error the tracker's alone
ecom.history = [];

// Consent.
ecom.consent.update('analytics marketing');
ecom.consent.update({ analytics: true, marketing: 'denied' });
ecom.push(['consent', { personalisation: 'pending' }]);
ecom.register({ name: 'mine', category: 'analytics', track: () => {}, consent: (granted, state) => [granted, state.marketing === 'granted'] });
ecom.on('*', () => {}, { category: 'marketing' });
document.addEventListener('ecom-consent', ({ detail }) => detail.analytics.trim());
yes<Equal<typeof ecom.consent.state.analytics, 'granted' | 'denied' | 'pending'>>();
// @ts-expect-error no such category
ecom.consent.update({ ads: true });
// @ts-expect-error no such word
ecom.consent.update({ marketing: 'yes' });
// @ts-expect-error no such category
ecom.register({ name: 'mine', category: 'ads', track: () => {} });
// @ts-expect-error changed by update() alone
ecom.consent.state.marketing = 'granted';

// Options and the commands of the head stub.
ecom.configure({ currency: 'SAR', invalid: 'deliver', strict: true });
ecom.push(['track', 'Product Added', { product_id: '7' }], ['page', { name: 'Home' }], ['register', { name: 'mine', track: () => {} }], ['on', '*', () => {}]);
// @ts-expect-error not one of the words
ecom.configure({ invalid: 'ignore' });
// @ts-expect-error no such option
ecom.configure({ curency: 'SAR' });
// @ts-expect-error no such command
ecom.push(['eat', 'x']);
// @ts-expect-error a command is a list
ecom.push('track');
