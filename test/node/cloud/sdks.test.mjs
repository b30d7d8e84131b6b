// The public SDKs of Segment, RudderStack and Jitsu post to a gateway as they are, and what they send reaches a function.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { jitsuAnalytics } from '@jitsu/js';
import { Analytics } from '@segment/analytics-node';
import RudderAnalytics from '@rudderstack/rudder-sdk-node';
import { run } from './functions.mjs';
import { event, eventually, origin, secret, start } from './gateway.mjs';

const product = { product_id: '7', price: 35, currency: 'SAR', name: 'Mug' };
const order = { order_id: '50', total: 70, currency: 'SAR', products: [{ product_id: '7', name: 'Mug', price: 35, quantity: 2 }] };
const specs = [{ name: 'all', kind: 'local', events: ['*', 'identify'] }];

/** What a function was called with, by the name of the event. */
const byName = (calls) => Object.fromEntries(calls.map(({ payload, source }) => [payload.event, { data: payload.data, source }]));

test('@segment/analytics-node', async (t) => {
  const { gateway, runner } = await start(t, { specs });
  const analytics = new Analytics({ writeKey: secret, host: gateway.url, flushInterval: 50 });
  const failures = [];
  analytics.on('error', (error) => failures.push(error));
  analytics.track({ userId: 'u1', event: 'Product Viewed', properties: product, messageId: 'segment-1' });
  analytics.track({ userId: 'u1', event: 'Order Completed', properties: order });
  analytics.track({ userId: 'u1', event: 'Order Completed', properties: { total: 'nothing' } });
  analytics.page({ anonymousId: 'a1', name: 'Home', properties: { url: 'https://shop.example/' } });
  analytics.identify({ userId: 'u1', traits: { plan: 'gold', email: 'sara@example.com' } });
  await analytics.closeAndFlush();
  assert.deepEqual(failures, []);
  const calls = byName(await runner.until(4));
  assert.deepEqual(calls['product.viewed'], { data: product, source: 'server' });
  assert.deepEqual(calls['order.completed'], { data: order, source: 'server' });
  assert.deepEqual(calls.page.data, { name: 'Home', url: 'https://shop.example/' });
  assert.deepEqual(calls.identify.data, { plan: 'gold' });
  assert.equal((await gateway.store.event('m1', 'segment-1')).userId, 'u1');
  assert.equal((await gateway.store.rejected({})).length, 1, 'the invalid one is kept, and the SDK does not repeat it');
});

test('@segment/analytics-node tries again when the gateway was full', async (t) => {
  const { gateway, runner } = await start(t, { specs });
  const { append } = gateway.store;
  let failed = 0;
  gateway.store.append = (entries) => (failed++ ? append(entries) : Promise.reject(new Error('disk is full')));
  const analytics = new Analytics({ writeKey: secret, host: gateway.url, maxRetries: 3, flushInterval: 10 });
  analytics.track({ userId: 'u1', event: 'Product Viewed', properties: product });
  await analytics.closeAndFlush({ timeout: 20_000 });
  await runner.until(1);
  assert.equal(failed, 2);
});

test('@rudderstack/rudder-sdk-node, packed', async (t) => {
  const { gateway, runner } = await start(t, { specs });
  const rudder = new RudderAnalytics(secret, { dataPlaneUrl: gateway.url, gzip: true, flushAt: 20, flushInterval: 50 });
  rudder.track({ userId: 'u1', event: 'Product Viewed', properties: product });
  rudder.track({ userId: 'u1', event: 'Order Completed', properties: order });
  rudder.page({ userId: 'u1', name: 'Home' });
  rudder.identify({ userId: 'u1', traits: { plan: 'gold' } });
  await new Promise((resolve, reject) => rudder.flush((error) => (error ? reject(error) : resolve())));
  const calls = byName(await runner.until(4));
  assert.deepEqual(calls['product.viewed'].data, product);
  assert.deepEqual(calls['order.completed'], { data: order, source: 'server' });
  assert.deepEqual(calls.page.data.name, 'Home');
  assert.deepEqual(calls.identify.data, { plan: 'gold' });
});

test('@jitsu/js', async (t) => {
  const { gateway, runner } = await start(t, { specs });
  const jitsu = jitsuAnalytics({ host: gateway.url, writeKey: `server1:${secret}`, fetch, s2s: true });
  await jitsu.identify('u1', { plan: 'gold' });
  await jitsu.track('Product Viewed', product);
  await jitsu.track('Order Completed', order);
  await jitsu.page({ name: 'Home' });
  const calls = byName(await runner.until(4));
  assert.equal(calls['product.viewed'].data.product_id, '7');
  assert.equal(calls['order.completed'].data.total, 70);
  assert.equal(calls.page.data.name, 'Home');
  assert.equal(calls['order.completed'].source, 'server');
});

describe('to functions in their sandboxes', () => {
  /** A gateway with one function, in the form of Salla's starter; `answers()` resolves with what it answered to as many events. */
  async function withFunction(t) {
    const { functions } = await run(t, {
      'app/src/index.ts': `import type { DefineEvents } from '@salla.sa/app-functions-types';
import { completed } from './functions/order-completed';
const defineEvents: DefineEvents = (events) => events;
const events = defineEvents({
  'product.viewed': async ({ payload }) => Resp.success().setData({ saw: payload.data.product_id }),
  'order.completed': completed,
  'custom.event.gift-wrapped': (context) => ({ success: true, status: 200, message: 'wrapped', data: context.payload.data }),
});
export default events;
`,
      'app/src/functions/order-completed.ts': `import type { FunctionResponse, Order } from '@salla.sa/app-functions-types';
export const completed = async (context: Order): Promise<FunctionResponse> => {
  const order = context.payload.data;
  console.log('order', order.order_id, context.source);
  return { success: true, status: 200, message: 'taken', data: { orderId: order.order_id, merchant: context.merchant.id } };
};
`,
    });
    assert.deepEqual(functions.problems, []);
    const g = await start(t, functions);
    const answers = (count) =>
      eventually(async () => {
        const done = await g.gateway.store.deliveries({ state: 'succeeded' });
        assert.equal(done.length, count);
        const ways = await Promise.all(done.map(({ id }) => g.gateway.operations.delivery(id)));
        return Object.fromEntries(ways.map(({ delivery, attempts }) => [delivery.event, attempts.at(-1).outcome]));
      }, 20_000);
    return { ...g, answers };
  }

  const check = ({ 'product.viewed': viewed, 'order.completed': completed }) => {
    assert.deepEqual([viewed.status, viewed.data], [200, { saw: '7' }]);
    assert.deepEqual([completed.message, completed.data], ['taken', { orderId: '50', merchant: 'm1' }]);
    assert.deepEqual(completed.logs.map(({ text }) => text), ['order 50 server']);
  };

  test('@segment/analytics-node, events of the shop’s own too', async (t) => {
    const { gateway, answers } = await withFunction(t);
    const analytics = new Analytics({ writeKey: secret, host: gateway.url, flushInterval: 50 });
    analytics.track({ userId: 'u1', event: 'Product Viewed', properties: product });
    analytics.track({ userId: 'u1', event: 'Order Completed', properties: order });
    analytics.track({ userId: 'u1', event: 'custom.event.gift-wrapped', properties: { paper: 'red' } });
    await analytics.closeAndFlush();
    const all = await answers(3);
    check(all);
    const custom = Object.keys(all).find((name) => name.startsWith('custom.event'));
    assert.deepEqual([all[custom].message, all[custom].data], ['wrapped', { paper: 'red' }]);
  });

  test('@rudderstack/rudder-sdk-node', async (t) => {
    const { gateway, answers } = await withFunction(t);
    const rudder = new RudderAnalytics(secret, { dataPlaneUrl: gateway.url, flushAt: 20, flushInterval: 50 });
    rudder.track({ userId: 'u1', event: 'Product Viewed', properties: product });
    rudder.track({ userId: 'u1', event: 'Order Completed', properties: order });
    await new Promise((resolve, reject) => rudder.flush((error) => (error ? reject(error) : resolve())));
    check(await answers(2));
  });

  test('@jitsu/js', async (t) => {
    const { gateway, answers } = await withFunction(t);
    const jitsu = jitsuAnalytics({ host: gateway.url, writeKey: `server1:${secret}`, fetch, s2s: true });
    await jitsu.track('Product Viewed', product);
    await jitsu.track('Order Completed', order);
    check(await answers(2));
  });
});

describe('what the SDKs send, as it is on the wire', () => {
  const post = (g, path, body, headers) => g.fetch(path, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, body: JSON.stringify(body) });
  const basic = { authorization: `Basic ${Buffer.from(`${secret}:`).toString('base64')}` };
  const track = { event: 'Product Viewed', properties: product, messageId: 'wire-1', anonymousId: 'a1', timestamp: new Date().toISOString() };

  test('one event a path, with the key where each of them puts it', async (t) => {
    const g = await start(t);
    const ways = [
      ['/v1/track', basic],
      ['/v1/track', { 'x-write-key': secret }],
      ['/v1/batch', basic, { batch: [{ ...track, type: 'track', messageId: 'b' }] }],
      ['/api/s/s2s/track', { 'x-write-key': `server1:${secret}` }],
      [`/api/s/track?writeKey=${encodeURIComponent(`server1:${secret}`)}`, {}],
      ['/api/s/track', { 'x-write-key': 'browser1', origin: 'https://shop.example' }],
      ['/v1/page', basic, { name: 'Home', messageId: 'p' }],
      ['/v1/screen', basic, { name: 'Home', messageId: 's' }],
      ['/v1/identify', basic, { userId: 'u1', traits: {}, messageId: 'i' }],
    ];
    for (const [index, [path, headers, body = { ...track, messageId: `w${index}` }]] of ways.entries()) {
      const response = await post(g, path, body, headers);
      assert.equal(response.status, 200, path);
      assert.deepEqual(await response.json(), path.startsWith('/api') ? { ok: true } : { success: true });
    }
    assert.equal((await g.gateway.store.events({})).length, ways.length);
  });

  /** What a browser asks beforehand: whether each of these headers may be sent. */
  const mayBeSent = async (g, path, headers) => {
    const answer = await g.fetch(path, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': headers.join().toLowerCase() } });
    assert.equal(answer.status, 204, path);
    const allowed = answer.headers.get('access-control-allow-headers').split(', ');
    assert.deepEqual(headers.filter((name) => !allowed.includes(name.toLowerCase())), [], path);
  };
  const ofPage = { authorization: `Basic ${Buffer.from('browser1:').toString('base64')}` };
  const context = { page: { path: '/p/7', referrer: '', search: '', title: 'Mug', url: 'https://shop.example/p/7' }, userAgent: 'Mozilla/5.0', locale: 'ar-SA', timezone: 'Asia/Riyadh' };

  test('@segment/analytics-next, in a page: letters for types, or a batch', async (t) => {
    const g = await start(t, { specs });
    const at = new Date().toISOString();
    const common = { integrations: {}, writeKey: 'browser1', userId: null, anonymousId: 'a1', timestamp: at, sentAt: at, _metadata: { bundled: ['Segment.io'], unbundled: [], bundledIds: [] } };
    const library = { ...context, library: { name: 'analytics.js', version: 'npm:next-1.84.3' } };
    const headers = { ...ofPage, origin, 'content-type': 'text/plain', 'x-retry-count': '1' };
    const sent = {
      '/v1/t': { type: 'track', event: 'Product Viewed', properties: product, context: library, messageId: 'ajs-next-1', ...common },
      '/v1/p': { type: 'page', name: 'Home', properties: { ...context.page, name: 'Home' }, context: library, messageId: 'ajs-next-2', ...common },
      '/v1/i': { type: 'identify', traits: { plan: 'gold' }, context: library, messageId: 'ajs-next-3', ...common, userId: 'u1' },
      '/v1/s': { type: 'screen', name: 'Cart', properties: {}, context: library, messageId: 'ajs-next-4', ...common },
      '/v1/b': { writeKey: 'browser1', sentAt: at, batch: [{ type: 'track', event: 'Product Added', properties: product, context: library, messageId: 'ajs-next-5', ...common, sentAt: undefined }] },
    };
    for (const [path, body] of Object.entries(sent)) {
      await mayBeSent(g, path, ['Authorization', 'Content-Type', 'X-Retry-Count']);
      assert.equal((await post(g, path, body, headers)).status, 200, path);
    }
    const calls = byName(await g.runner.until(5));
    assert.deepEqual(calls['product.viewed'], { data: product, source: 'browser' });
    assert.deepEqual(calls['product.added'], { data: product, source: 'browser' });
    assert.deepEqual(calls.identify.data, { plan: 'gold' });
    assert.deepEqual((await g.gateway.store.events({ name: 'page' })).map(({ eventId }) => eventId).sort(), ['ajs-next-2', 'ajs-next-4']);
    for (const path of ['/v1/g', '/v1/a']) assert.equal((await post(g, path, { ...common, type: path === '/v1/g' ? 'group' : 'alias' }, headers)).status, 200, path);
    // Before 1.84 the key is in the body alone, which is read only for who has shown one.
    assert.equal((await post(g, '/v1/t', sent['/v1/t'], { origin })).status, 401);
    assert.equal((await post(g, '/v1/t', { ...sent['/v1/t'], messageId: 'older' }, { origin, 'x-write-key': 'browser1' })).status, 200);
  });

  test('@rudderstack/analytics-js, in a page: its headers, and its beacon', async (t) => {
    const g = await start(t, { specs });
    const at = new Date().toISOString();
    const common = {
      channel: 'web', userId: '', anonymousId: 'a1', originalTimestamp: at, sentAt: at, integrations: { All: true }, properties: null, event: null,
      context: { ...context, traits: {}, sessionId: 1764547200000, app: { name: 'RudderLabs JavaScript SDK', version: '3.34.1', namespace: 'com.rudderlabs.javascript', installType: 'npm' }, library: { name: 'RudderLabs JavaScript SDK', version: '3.34.1' } },
    };
    const retried = { SentAt: at, 'Rsa-Recovered': 'true', 'Rsa-Retry-Attempt': '1', 'Rsa-Since-Last-Attempt': '1000', 'Rsa-Since-First-Attempt': '1000', 'Rsa-Retry-Reason': 'server-503' };
    const headers = { ...ofPage, origin, accept: 'application/json', 'content-type': 'application/json;charset=UTF-8', AnonymousId: btoa('a1'), ...retried };
    const sent = {
      '/v1/track': { ...common, type: 'track', event: 'Product Viewed', properties: product, messageId: 'rudder-1' },
      '/v1/page': { ...common, type: 'page', name: 'Home', category: null, properties: { ...context.page, name: 'Home' }, messageId: 'rudder-2' },
      '/v1/identify': { ...common, type: 'identify', userId: 'u1', context: { ...common.context, traits: { plan: 'gold' } }, messageId: 'rudder-3' },
    };
    for (const [path, body] of Object.entries(sent)) {
      await mayBeSent(g, path, ['Authorization', 'Content-Type', 'AnonymousId', ...Object.keys(retried)]);
      assert.equal((await post(g, path, body, headers)).status, 200, path);
    }
    const beacon = { batch: [{ ...common, type: 'track', event: 'Product Added', properties: product, messageId: 'rudder-4' }], sentAt: at };
    assert.equal((await post(g, '/beacon/v1/batch?writeKey=browser1', beacon, { origin, 'content-type': 'text/plain' })).status, 200);
    const calls = byName(await g.runner.until(4));
    assert.deepEqual(calls['product.viewed'], { data: product, source: 'browser' });
    assert.deepEqual(calls['product.added'], { data: product, source: 'browser' });
    assert.deepEqual(calls.identify.data, { plan: 'gold' });
    assert.equal(calls.page.data.name, 'Home');
    assert.equal((await g.gateway.store.event('m1', 'rudder-1')).sessionId, '1764547200000');
  });

  test('@jitsu/js, in a page', async (t) => {
    const g = await start(t, { specs });
    await mayBeSent(g, '/api/s/track', ['Content-Type', 'X-Write-Key', 'X-Enable-Debug', 'X-IP-Policy']);
    const page = (url, init) => fetch(url, { ...init, headers: { ...init.headers, origin } });
    const jitsu = jitsuAnalytics({ host: g.gateway.url, writeKey: 'browser1:page', fetch: page, debug: true, privacy: { ipPolicy: 'remove' } });
    await jitsu.track('Product Viewed', product);
    const [{ payload, source }] = await g.runner.until(1);
    assert.deepEqual([payload.data.product_id, source], ['7', 'browser']);
  });

  test('a server key that says so takes signed requests only', async (t) => {
    const g = await start(t, { config: { keys: [{ id: 'server1', kind: 'server', secrets: [secret], signed: true }] } });
    assert.equal((await post(g, '/v1/track', track, basic)).status, 401);
    assert.equal((await g.sendSigned(event('Product Viewed', product))).status, 200);
  });

  test('a server key of which only the hash is known opens the SDKs’ ways', async (t) => {
    const { digest } = await import('../../../dist/src/cloud/gateway/keys/secrets.js');
    const g = await start(t, { config: { keys: [{ id: 'server1', kind: 'server', secretHash: digest(secret).toString('hex') }] } });
    assert.equal((await post(g, '/v1/track', track, basic)).status, 200);
    const refused = await g.sendSigned(event('Product Viewed', product));
    assert.match((await refused.json()).error.message, /only a hash is known/);
  });

  test('what nobody can deliver is kept as rejected: groups and aliases', async (t) => {
    const g = await start(t);
    assert.equal((await post(g, '/v1/alias', { userId: 'u1', previousId: 'a1' }, basic)).status, 200);
    const [{ findings }] = await g.gateway.store.rejected({});
    assert.match(findings[0].expected, /track, page or identify/);
  });
});
