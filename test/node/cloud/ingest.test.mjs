// What becomes of an event on its way in: names, judgement, consent, personal data, where it goes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogue } from '../../../dist/src/events/catalogue.js';
import { eventually, event, start, viewed } from './gateway.mjs';

const resultsOf = async (response) => (await response.json()).results;
const functions = [
  { name: 'analytics', kind: 'local', events: ['*'] },
  { name: 'ads', kind: 'local', events: ['product.viewed', 'order.completed'], category: 'marketing' },
  { name: 'stock', kind: 'local', events: ['order.completed'], category: 'necessary' },
];

test('every event of the catalogue is taken under its cloud name, from a server', async (t) => {
  const { gateway, sendSigned } = await start(t);
  const results = await resultsOf(await sendSigned({ events: catalogue.map(({ name, example }) => event(name, example)) }));
  assert.deepEqual(results.filter(({ status }) => status !== 'accepted'), []);
  const stored = await gateway.store.events({ after: 0 });
  assert.deepEqual(stored.map(({ name }) => name), catalogue.map(({ cloudName }) => cloudName));
});

test('cloud names, aliases and other spellings are the same event', async (t) => {
  const { gateway, sendSigned } = await start(t);
  const spellings = ['Product Viewed', 'product.viewed', 'product_viewed', 'Viewed Product', 'ecom-product-viewed'];
  await sendSigned({ events: [...spellings.map((name) => event(name, { product_id: '7' })), event('order.cancelled', { order_id: '1' }), event('ecommerce.order.cancelled', { order_id: '1' })] });
  const names = (await gateway.store.events({ after: 0 })).map(({ name }) => name);
  assert.deepEqual(names, [...spellings.map(() => 'product.viewed'), 'ecommerce.order.cancelled', 'ecommerce.order.cancelled']);
});

test('events of the shop’s own and pages are taken as they are', async (t) => {
  const { gateway, send, runner } = await start(t);
  const results = await resultsOf(await send({ events: [event('Gift Wrapped', { paper: 'red' }), { type: 'page', event: 'page', payload: { name: 'Home' }, context: {} }, event('تغليف هدية', { a: 1 })] }));
  assert.deepEqual(results.map(({ status }) => status), ['accepted', 'accepted', 'accepted']);
  assert.deepEqual((await gateway.store.events({ after: 0 })).map(({ name }) => name), ['gift.wrapped', 'page', 'تغليف.هدية']);
  const calls = await runner.until(3);
  assert.deepEqual(calls.map(({ payload }) => payload.data).find(({ paper }) => paper), { paper: 'red' });
});

test('events of the shop’s own are rejected where the configuration says so', async (t) => {
  const { send } = await start(t, { config: { customEvents: false } });
  const [result] = await resultsOf(await send(event('Gift Wrapped', {})));
  assert.equal(result.status, 'rejected');
  assert.match(result.findings[0].message, /Gift Wrapped: event rejected: expected an event of the catalogue/);
});

test('an invalid event spoils no other; it is kept with field, what was expected and what came', async (t) => {
  const { gateway, send } = await start(t);
  const results = await resultsOf(await send({ events: [viewed(), viewed({ price: 'a word' }), viewed(), 'no event', { type: 'dance' }, { type: 'track', event: '  ', payload: {} }] }));
  assert.deepEqual(results.map(({ status }) => status), ['accepted', 'rejected', 'accepted', 'rejected', 'rejected', 'rejected']);
  const { kind, field, expected, received } = results[1].findings[0];
  assert.deepEqual({ kind, field, expected, received }, { kind: 'rejected', field: 'price', expected: 'a number of 0 or more', received: 'string (6)' });
  const kept = await gateway.store.rejected({ after: 0 });
  assert.equal(kept.length, 4);
  assert.equal(kept[0].eventId, results[1].event_id);
  assert.equal(kept[0].payload.price, 'a word');
  assert.match(results[4].findings[0].message, /type rejected: expected track, page or identify, got string \(5\)/);
  assert.equal((await gateway.store.events({})).length, 2);
});

test('what is repaired is told and delivered repaired', async (t) => {
  const { send, runner } = await start(t);
  const [result] = await resultsOf(await send(event('Product Viewed', { productId: 7, price: '٣٥', currency: 'sar', name: 'Mug' })));
  assert.deepEqual(result.findings.map(({ kind, field }) => `${kind} ${field}`), ['repaired product_id', 'repaired product_id', 'repaired price', 'repaired currency']);
  const [call] = await runner.until(1);
  assert.deepEqual(call.payload.data, { product_id: '7', price: 35, currency: 'SAR', name: 'Mug' });
});

test('a function gets Salla’s payload and a delivery id that is made from the event', async (t) => {
  const { send, runner } = await start(t);
  await send(viewed({}, { event_id: 'ev-1', timestamp: new Date(Date.now() - 60_000).toISOString() }));
  const [call] = await runner.until(1);
  assert.deepEqual(Object.keys(call.payload), ['event', 'merchant', 'created_at', 'data']);
  assert.equal(call.payload.event, 'product.viewed');
  assert.equal(call.payload.merchant, 'm1');
  assert.ok(Date.now() - Date.parse(call.payload.created_at) >= 60_000, 'when it happened, not when it came');
  assert.match(call.delivery.id, /^dlv_[0-9a-f]{12}_ev-1$/);
  assert.equal(call.delivery.attempt, 1);
  assert.equal(call.source, 'browser');
});

test('what comes twice is answered as a duplicate and called once', async (t) => {
  const { send, runner, gateway } = await start(t);
  const one = viewed();
  assert.equal((await resultsOf(await send(one)))[0].status, 'accepted');
  assert.equal((await resultsOf(await send({ events: [one, viewed()] })))[0].status, 'duplicate');
  await runner.until(2);
  assert.equal((await gateway.store.deliveries({})).length, 2);
});

test('a browser says nothing that only a server knows; what is of an order says who said it', async (t) => {
  const { send, sendSigned, runner } = await start(t);
  const order = { order_id: '1', total: 5 };
  const [updated] = await resultsOf(await send(event('Order Updated', order)));
  assert.equal(updated.status, 'rejected');
  assert.match(updated.findings[0].message, /expected an event that this key may send/);
  await send(event('Order Completed', order));
  await sendSigned(event('Order Completed', order));
  assert.deepEqual((await runner.until(2)).map(({ source }) => source), ['browser', 'server']);
});

test('a key sends what its scopes name', async (t) => {
  const keys = [{ id: 'narrow', kind: 'browser', origins: ['*'], scopes: ['product.viewed'] }];
  const { send } = await start(t, { config: { keys } });
  const results = await resultsOf(await send({ events: [viewed(), event('Product Clicked', { product_id: '7' })] }, { 'x-write-key': 'narrow' }));
  assert.deepEqual(results.map(({ status }) => status), ['accepted', 'rejected']);
});

test('an event goes only to functions whose category its shopper agreed to', async (t) => {
  const { gateway, send } = await start(t, { specs: functions });
  const routes = async (consent, name = 'Order Completed') => {
    const sent = event(name, { order_id: '1', total: 5, product_id: '7' }, { consent });
    await send(sent);
    return (await gateway.store.way('m1', sent.context.event_id)).map(({ delivery }) => delivery.function);
  };
  assert.deepEqual(await routes(undefined), ['ads', 'analytics', 'stock'], 'a shop without a gate');
  assert.deepEqual(await routes({ necessary: 'granted', analytics: 'granted', marketing: 'denied' }), ['analytics', 'stock']);
  assert.deepEqual(await routes({ analytics: 'pending', marketing: 'granted' }), ['ads', 'stock']);
  assert.deepEqual(await routes({ categoryPreferences: { analytics: true } }), ['analytics', 'stock'], 'as public SDKs say it');
  assert.deepEqual(await routes({ analytics: 'denied', marketing: 'denied' }), ['stock']);
  assert.deepEqual(await routes('garbage'), ['stock'], 'what cannot be read grants nothing');
});

test('without consent nothing is kept of an event but that it was', async (t) => {
  const { gateway, send } = await start(t, { specs: functions });
  const sent = viewed({}, { user_id: 'u1', page: { url: 'https://shop.example/secret' }, consent: { analytics: 'denied', marketing: 'denied' } });
  const [result] = await resultsOf(await send(sent));
  assert.deepEqual([result.status, result.withheld], ['accepted', 'consent']);
  const stored = await gateway.store.event('m1', sent.context.event_id);
  assert.deepEqual(stored.payload, {});
  assert.deepEqual(stored.context, { consent: { analytics: 'denied', marketing: 'denied' } });
  assert.deepEqual([stored.userId, stored.anonymousId, stored.sessionId, stored.withheld], [undefined, undefined, undefined, 'consent']);
});

test('what is necessary goes its way without telling who it was', async (t) => {
  const { gateway, send, runner } = await start(t, { specs: functions });
  const sent = event('Order Completed', { order_id: '1', total: 5 }, { consent: { analytics: 'denied' } });
  await send(sent);
  const [call] = await runner.until(1);
  assert.equal(call.function, 'stock');
  const stored = await gateway.store.event('m1', sent.context.event_id);
  assert.deepEqual([stored.anonymousId, stored.sessionId, stored.context.anonymous_id], [undefined, undefined, undefined]);
});

test('an invalid event of somebody who agreed to nothing is kept without its payload', async (t) => {
  const { gateway, send } = await start(t);
  await send(viewed({ price: 'x' }, { consent: { analytics: 'denied' } }));
  const [kept] = await gateway.store.rejected({});
  assert.deepEqual([kept.payload, kept.anonymousId], [undefined, undefined]);
});

test('personal data goes only to functions that are to have it, and is kept only for them', async (t) => {
  const specs = [{ name: 'plain', kind: 'local', events: ['signed.up', 'products.searched'] }, { name: 'mail', kind: 'local', events: ['signed.up'] }];
  const { gateway, send, runner } = await start(t, { specs, config: { functions: { each: { mail: { personalData: true } } } } });
  await send({ events: [event('Signed Up', { email: 'sara@example.com', method: 'otp' }), event('Products Searched', { query: 'sara@example.com x', total_results: 1 }), event('Signed In', { email: 'sara@example.com' })] });
  const calls = await runner.until(3);
  assert.deepEqual(calls.find((call) => call.function === 'mail').payload.data, { email: 'sara@example.com', method: 'otp' });
  assert.deepEqual(calls.find((call) => call.function === 'plain' && call.payload.event === 'signed.up').payload.data, { method: 'otp' });
  const stored = await gateway.store.events({ after: 0 });
  // A search without its query means nothing: it is as it came, without the address.
  assert.deepEqual(stored.map(({ payload }) => JSON.stringify(payload).includes('@')), [true, false, false]);
});

test('what is personal is neither kept nor delivered, however deep it lies and whatever it is called', async (t) => {
  const specs = [{ name: 'plain', kind: 'local', events: ['*', 'identify'] }];
  const { gateway, send, runner } = await start(t, { specs });
  const canary = 'canary7391';
  const mail = `${canary}@example.com`;
  const product = { product_id: '7', name: 'Mug', price: 35, url: `https://shop.example/mug?id=7&email=${mail}#details`, email: mail, recipient: canary, engraving: { giftMessage: canary } };
  const order = { order_id: '1', total: 58, currency: 'SAR', shipping: 15, products: [product], customer: { name: canary, city: canary }, phoneNumber: canary, full_name: canary, address: canary, order_note: canary, hint: `call ${mail} first` };
  const page = { url: `https://shop.example/x?utm_source=a&email=${mail}&token=${canary}`, search: `?utm_source=a&phone=${canary}`, referrer: `https://u:${canary}@other.example/#${canary}`, path: '/x', title: 'X', name: 'Home' };
  await send({ events: [event('Order Completed', order), event('Gift Wrapped', { paper: 'red', to: { recipient_name: canary, note: canary }, card_number: canary }), { type: 'page', payload: page, context: { event_id: 'p' } }] });
  await send({ type: 'identify', user_id: 'u1', payload: { plan: 'gold', company: { email: mail, size: 3 } }, context: { event_id: 'i' } });
  await send({ events: [event('Order Completed', { ...order, order_id: undefined, products: 'none' })] });
  const stored = await gateway.store.events({ after: 0 });
  const payloadOf = (name) => stored.find((one) => one.name === name).payload;
  assert.deepEqual(payloadOf('order.completed'), { order_id: '1', total: 58, currency: 'SAR', shipping: 15, products: [{ product_id: '7', name: 'Mug', price: 35, url: 'https://shop.example/mug?id=7', engraving: {} }], hint: 'call  first' });
  assert.deepEqual(payloadOf('gift.wrapped'), { paper: 'red', to: {} });
  assert.deepEqual(payloadOf('page'), { url: 'https://shop.example/x?utm_source=a', search: '?utm_source=a', referrer: 'https://other.example/', path: '/x', title: 'X', name: 'Home' });
  assert.deepEqual(payloadOf('identify'), { plan: 'gold', company: { size: 3 } });
  const [refused] = await gateway.store.rejected({});
  const calls = await runner.until(4);
  for (const kept of [stored, refused, calls]) assert.ok(!JSON.stringify(kept).includes(canary));
});

test('addresses of pages are kept without what may be personal, contexts without traits', async (t) => {
  const { gateway, send } = await start(t);
  const page = { url: 'https://shop.example/x?utm_source=a&email=sara%40example.com&q=b@c.d#top', referrer: 'https://u:p@other.example/?token=1', search: '?utm_source=a&phone=5', path: '/x', title: 'X' };
  const app = { name: '@shop/app', version: 'app@1.2.3', opened: ['myapp://cart?email=x&id=7', 'from sara@example.com, again'] };
  await send(viewed({}, { page, app, traits: { email: 'sara@example.com' }, ip: '1.2.3.4', user_id: 'Sara@Example.com' }));
  const [{ context, userId }] = await gateway.store.events({});
  assert.deepEqual(context.app, { name: '@shop/app', version: 'app@1.2.3', opened: ['myapp://cart?id=7', 'from , again'] });
  assert.deepEqual(context.page, { url: 'https://shop.example/x?utm_source=a', referrer: 'https://other.example/', search: '?utm_source=a', path: '/x', title: 'X' });
  assert.deepEqual([context.traits, context.ip, context.user_id], [undefined, undefined, undefined]);
  assert.match(userId, /^sha256:/);
  assert.equal((await gateway.operations.erase('sara@example.com')).events, 1);
});

test('a time to come is not believed, one before the log’s begin is refused from a browser', async (t) => {
  const { gateway, send, sendSigned } = await start(t, { config: { retentionDays: 7 } });
  const day = 86_400_000;
  const at = (offset) => viewed({}, { timestamp: new Date(Date.now() + offset).toISOString() });
  const results = await resultsOf(await send({ events: [at(day), at(-6 * day), at(-8 * day), viewed({}, { timestamp: 'soon' })] }));
  assert.deepEqual(results.map(({ status }) => status), ['accepted', 'accepted', 'rejected', 'accepted']);
  assert.equal((await resultsOf(await sendSigned(at(-8 * day))))[0].status, 'accepted');
  const [first, second, unreadable] = await gateway.store.events({ after: 0 });
  assert.equal(first.occurredAt, first.receivedAt);
  assert.ok(second.receivedAt - second.occurredAt > 5 * day);
  assert.equal(unreadable.occurredAt, unreadable.receivedAt);
});

test('a clock that is wrong is put right by when it was sent, in the APIs of SDKs too', async (t) => {
  const { gateway, send } = await start(t);
  const day = 86_400_000;
  const by = (clock, ago) => new Date(Date.now() + clock - ago).toISOString();
  const of = (messageId, timestamp, sentAt) => ({ type: 'track', event: 'Product Viewed', properties: { product_id: '7' }, messageId, timestamp, sentAt });
  await send({ batch: [of('behind', by(-400 * day, 60_000)), of('own', by(90 * day, 60_000), by(90 * day, 0))], sentAt: by(-400 * day, 0) }, {}, '/v1/batch');
  await send(of('one', by(-40 * day, 60_000), by(-40 * day, 0)), {}, '/v1/track');
  await send({ events: [{ ...viewed({}, { event_id: 'native', timestamp: by(-40 * day, 60_000) }) }], sent_at: by(-40 * day, 0) });
  const stored = await gateway.store.events({ after: 0 });
  assert.deepEqual(stored.map(({ eventId }) => eventId), ['behind', 'own', 'one', 'native']);
  for (const { eventId, receivedAt, occurredAt } of stored) assert.ok(Math.abs(receivedAt - occurredAt - 60_000) < 5_000, `${eventId}: ${receivedAt - occurredAt}`);
});

test('a sent_at that is no time is named and ignored; the event has a time that can be delivered', async (t) => {
  const { gateway, send, sendSigned, runner } = await start(t);
  const impossible = [Date.now() * 1000, -8.64e15, 8.64e15, 1e300, '-271821-04-20T00:00:00Z', 'soon', true, {}];
  const timestamp = new Date(Date.now() - 60_000).toISOString();
  for (const sent_at of impossible) {
    const [result] = await resultsOf(await send({ events: [viewed({}, { timestamp })], sent_at }));
    assert.equal(result.status, 'accepted', String(sent_at));
    assert.match(result.findings[0].message, /^product\.viewed: sent_at removed: expected the time when it was sent, as a date or in milliseconds, got /);
  }
  const [right] = await resultsOf(await send({ events: [viewed({}, { timestamp })], sent_at: Date.now() }));
  assert.equal(right.findings, undefined);
  await sendSigned({ events: [viewed({}, { event_id: 'before', timestamp: '-271821-04-20T00:00:00Z' })], sent_at: new Date(Date.now() + 86_400_000).toISOString() });
  const stored = await gateway.store.events({ after: 0 });
  const last = stored.pop();
  assert.deepEqual([last.eventId, last.occurredAt], ['before', 0]);
  for (const { occurredAt } of stored) assert.equal(occurredAt, Date.parse(timestamp));
  const calls = await runner.until(impossible.length + 2);
  assert.ok(calls.every(({ payload }) => Number.isFinite(Date.parse(payload.created_at))));
});

test('who a shopper is goes only to functions that ask for it', async (t) => {
  const specs = [{ name: 'all', kind: 'local', events: ['*'] }, { name: 'crm', kind: 'local', events: ['identify'] }];
  const { send, runner } = await start(t, { specs });
  await send({ events: [{ type: 'identify', payload: { plan: 'gold', email: 'x@y.z', first_name: 'S' }, context: { user_id: 'u1' } }, viewed()] });
  const calls = await runner.until(2);
  assert.deepEqual(calls.map((call) => [call.function, call.payload.event]).sort(), [['all', 'product.viewed'], ['crm', 'identify']]);
  assert.deepEqual(calls.find((call) => call.function === 'crm').payload.data, { plan: 'gold' });
});

test('a function whose order matters gets one shopper’s events one after the other', async (t) => {
  const { gateway, send } = await start(t, { specs: [{ name: 'all', kind: 'local', events: ['*'], ordered: true }], runner: undefined });
  await send({ events: [viewed({}, { anonymous_id: 'a' }), viewed({}, { anonymous_id: 'a' }), viewed({}, { anonymous_id: 'b' })] });
  await eventually(async () => assert.equal((await gateway.store.deliveries({ state: 'succeeded' })).length, 3));
});

test('what a page says of its destinations is kept beside the event, also when both come together', async (t) => {
  const { gateway, send } = await start(t);
  const report = (receipts, event_id = 'report-1') => ({ type: 'receipts', context: { event_id }, receipts });
  const body = { events: [report([['ev-1', 'ga4', 'delivered', null], ['ev-1', 'meta', 'failed', 'TypeError'], ['ev-1', 'x', 'dropped', 'noura@shop.example']]), viewed({}, { event_id: 'ev-1' })] };
  const results = await resultsOf(await send(body));
  assert.deepEqual(results.map(({ event_id, status }) => [event_id, status]), [['report-1', 'accepted'], ['ev-1', 'accepted']]);
  const kept = await gateway.store.receipts('m1', 'ev-1');
  assert.deepEqual(kept.map(({ destination, status, reason }) => [destination, status, reason]), [['ga4', 'delivered', undefined], ['meta', 'failed', 'TypeError'], ['x', 'dropped', undefined]]);
  assert.equal((await gateway.store.events({})).length, 1, 'a report is no event');
});

test('a report that is none is answered with what is wrong, and the events beside it are taken', async (t) => {
  const { send, gateway } = await start(t);
  const wrong = [null, 'x', [1], [[]], [['ev-1']], [['ev-1', '']], [['ev-1', 'ga4', 'lost']], [['ev-1', {}, 'delivered']], Array.from({ length: 201 }, () => ['ev-1', 'ga4', 'delivered'])];
  const results = await resultsOf(await send({ events: [...wrong.map((receipts) => ({ type: 'receipts', receipts, context: { event_id: 'r' } })), { type: 'receipts' }, viewed()] }));
  assert.deepEqual(results.map(({ status }) => status), [...wrong.map(() => 'rejected'), 'rejected', 'accepted']);
  assert.match(results[6].findings[0].message, /receipts\[0\]\[2\]/);
  assert.deepEqual(await gateway.store.rejected({}), []);
});

test('each receipt counts as an event of its request', async (t) => {
  const { send } = await start(t, { config: { limits: { events: 10 } } });
  const receipts = Array.from({ length: 11 }, () => ['ev-1', 'ga4', 'delivered']);
  assert.equal((await send({ events: [{ type: 'receipts', receipts }] })).status, 413);
});
