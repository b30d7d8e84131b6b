// The table "what it must withstand": each row as an attacker would try it, and that the next honest request is taken. Elsewhere:
// what only a server may say, consent before storage: ingest.test.mjs; an id that comes twice: store-conformance.mjs; addresses of
// private networks: runner-sandbox.test.mjs, remote.test.mjs; erasure and canaries in every field: operate.test.mjs.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { describe, test } from 'node:test';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import { SignatureCheck, sign } from '../../../dist/src/cloud/gateway/keys/signature.js';
import { adminSecret, event, eventually, folder, origin, secret, start, viewed } from './gateway.mjs';

const codeOf = async (response) => [response.status, (await response.json()).error?.code];
/** A clock that stands still, so that nothing is paid back meanwhile. */
const stopped = (now = Date.now()) => ({ now: () => now, after: () => () => {} });
const isWell = async ({ send }) => assert.equal((await send(viewed())).status, 200, 'the next honest request');

describe('the browser key is public', () => {
  test('another origin, none, and one that only looks alike are refused', async (t) => {
    const g = await start(t);
    for (const other of ['https://evil.example', 'https://shop.example.evil.example', 'http://shop.example', 'https://evilshop.example', 'null']) {
      assert.deepEqual(await codeOf(await g.send(viewed(), { origin: other })), [403, 'origin'], other);
    }
    const bare = await g.fetch('/v1/events', { method: 'POST', headers: { 'x-write-key': 'browser1' }, body: '{}' });
    assert.equal(bare.status, 403);
    assert.equal((await g.send(viewed(), { origin: 'https://ar.shop.example' })).status, 200);
    await isWell(g);
  });

  test('a page is answered with its own origin, before and after it sends', async (t) => {
    const g = await start(t);
    const ask = (from) => g.fetch('/v1/events', { method: 'OPTIONS', headers: { origin: from, 'access-control-request-method': 'POST' } });
    const asked = await ask(origin);
    assert.equal(asked.status, 204);
    assert.equal(asked.headers.get('access-control-allow-origin'), origin);
    assert.match(asked.headers.get('access-control-allow-headers'), /x-write-key/);
    assert.equal(asked.headers.get('access-control-allow-credentials'), null);
    assert.equal((await ask('https://evil.example')).status, 403);
    assert.equal((await g.send(viewed())).headers.get('access-control-allow-origin'), origin);
    assert.equal((await g.send(viewed(), { origin: 'https://evil.example' })).headers.get('access-control-allow-origin'), null);
  });

  test('one address cannot use up what the key may send; it is told when to come again', async (t) => {
    let now = Date.now();
    const clock = { now: () => now, after: () => () => {} };
    const keys = [{ id: 'browser1', kind: 'browser', origins: ['*'], ratePerMinute: 100, ratePerMinutePerAddress: 10 }];
    const g = await start(t, { clock, config: { keys, trustProxy: true, drainMs: 0 } });
    const from = (address, count) => g.send({ events: Array.from({ length: count }, () => viewed()) }, { 'x-forwarded-for': address });
    assert.equal((await from('1.1.1.1', 15)).status, 200, 'a request is taken whole');
    const refused = await from('1.1.1.1', 1);
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get('retry-after'), '36');
    assert.equal((await from('2.2.2.2', 1)).status, 200);
    now += 36_000;
    assert.equal((await from('1.1.1.1', 1)).status, 200);
  });

  test('the whole key has a rate too', async (t) => {
    const keys = [{ id: 'browser1', kind: 'browser', origins: ['*'], ratePerMinute: 5 }];
    const g = await start(t, { config: { keys, trustProxy: true } });
    for (let index = 0; index < 5; index++) assert.equal((await g.send(viewed(), { 'x-forwarded-for': `3.3.3.${index}` })).status, 200);
    assert.equal((await g.send(viewed(), { 'x-forwarded-for': '4.4.4.4' })).status, 429);
  });

  test('what is refused costs as much as what is taken', async (t) => {
    const keys = [{ id: 'browser1', kind: 'browser', origins: ['*'], ratePerMinutePerAddress: 5 }];
    const g = await start(t, { clock: stopped(), config: { keys } });
    const brackets = brotliCompressSync('['.repeat(500_000));
    const post = (body, more) => g.fetch('/v1/events', { method: 'POST', headers: { 'x-write-key': 'browser1', origin, ...more }, body });
    const answers = [];
    for (const [body, more] of [['{', {}], ['7', {}], ['x', { 'content-encoding': 'gzip' }], ['x', { 'content-encoding': 'odd' }], [brackets, { 'content-encoding': 'br' }], ['{', {}], ['{', {}]]) answers.push((await post(body, more)).status);
    assert.deepEqual(answers, [400, 400, 400, 415, 400, 429, 429]);
  });

  test('a request costs one for each 8 KiB, also when nothing comes of it', async (t) => {
    const keys = [{ id: 'browser1', kind: 'browser', origins: ['*'], ratePerMinutePerAddress: 100 }];
    const g = await start(t, { clock: stopped(), config: { keys } });
    const large = gzipSync(`"${'x'.repeat(400 * 1024)}"`);
    const statuses = [];
    for (let index = 0; index < 3; index++) statuses.push((await g.send(large, { 'content-encoding': 'gzip' })).status);
    assert.deepEqual(statuses, [400, 400, 429]);
  });

  test('of requests that come at the same time, no more are read than the rate allows', async (t) => {
    const keys = [{ id: 'browser1', kind: 'browser', origins: ['*'], ratePerMinutePerAddress: 10 }];
    const g = await start(t, { clock: stopped(), config: { keys } });
    const body = JSON.stringify({ events: Array.from({ length: 20 }, () => viewed()) });
    // All are past the door before the first has a body.
    const headers = { 'x-write-key': 'browser1', origin, expect: '100-continue', 'content-length': Buffer.byteLength(body) };
    const asked = Array.from({ length: 5 }, () => request(`${g.gateway.url}/v1/events`, { method: 'POST', headers }));
    const answers = asked.map((one) => once(one, 'response'));
    const goOn = asked.map((one) => once(one, 'continue'));
    for (const one of asked) one.flushHeaders();
    await Promise.all(goOn);
    for (const one of asked) one.end(body);
    const statuses = (await Promise.all(answers)).map(([response]) => (response.resume(), response.statusCode));
    assert.deepEqual(statuses.sort(), [200, 429, 429, 429, 429]);
  });

  test('each receipt costs as much as an event', async (t) => {
    const keys = [{ id: 'browser1', kind: 'browser', origins: ['*'], ratePerMinutePerAddress: 5 }];
    const g = await start(t, { clock: stopped(), config: { keys } });
    const receipts = Array.from({ length: 200 }, () => ['ev-1', 'ga4', 'delivered']);
    const answer = await g.send({ events: [{ type: 'receipts', receipts }] });
    assert.equal(answer.status, 200, 'a request is taken whole');
    const refused = await g.send(viewed());
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get('retry-after'), String((200 - 5 + 1) * 12));
  });

  test('addresses of one IPv6 network are one sender; one that is IPv4 inside is that', async (t) => {
    const keys = [{ id: 'browser1', kind: 'browser', origins: ['*'], ratePerMinutePerAddress: 2 }, { id: 'admin1', kind: 'admin', secrets: [adminSecret] }];
    const g = await start(t, { clock: stopped(), config: { keys, trustProxy: true } });
    const from = async (address) => (await g.send(viewed(), { 'x-forwarded-for': address })).status;
    assert.deepEqual([await from('2001:db8:1:2::1'), await from('2001:0db8:0001:0002:ffff::9'), await from('2001:db8:1:2:3:4:5:6')], [200, 200, 429]);
    assert.equal(await from('2001:db8:1:3::1'), 200);
    assert.deepEqual([await from('5.5.5.5'), await from('::ffff:5.5.5.5'), await from('::ffff:505:505'), await from('5.5.5.6')], [200, 200, 429, 200]);
    const guess = async (last) => (await g.fetch('/admin/api/functions', { headers: { authorization: 'Bearer wrong', 'x-forwarded-for': `2001:db8:1:2::${last}` } })).status;
    for (let index = 1; index <= 10; index++) assert.equal(await guess(index), 401);
    assert.equal(await guess('a0'), 429);
  });

  test('it opens nothing of the operators’, nor does a server key', async (t) => {
    const g = await start(t);
    for (const key of ['browser1', secret, `${adminSecret}x`, '']) {
      const response = await g.fetch('/admin/api/events', { headers: { authorization: `Bearer ${key}` } });
      assert.equal(response.status, 401);
    }
    assert.equal((await g.fetch('/admin/api/events')).status, 401);
    assert.equal((await g.fetch('/admin/api/erase', { method: 'POST', body: '{"user":"u"}' })).status, 401);
  });

  test('an unknown key and an admin key send nothing', async (t) => {
    const g = await start(t);
    for (const key of ['nobody', adminSecret, 'admin1', 'server1', '__proto__', 'x'.repeat(10_000)]) assert.equal((await g.send(viewed(), { 'x-write-key': key })).status, 401, key.slice(0, 20));
  });
});

describe('replay', () => {
  test('a signed request whose answer was lost comes again and is answered as what it is: known', async (t) => {
    const g = await start(t);
    const body = { events: [event('Order Completed', { order_id: '1', total: 5 }), { type: 'track', event: 'Product Viewed', payload: { product_id: '7' } }] };
    const statuses = [];
    for (const at of [Date.now(), Date.now(), Date.now() + 2_000]) {
      const response = await g.sendSigned(body, { id: 'msg_12345678', at: new Date(at) });
      statuses.push([response.status, ...(await response.json()).results.map(({ status }) => status)]);
    }
    assert.deepEqual(statuses, [[200, 'accepted', 'accepted'], [200, 'duplicate', 'duplicate'], [200, 'duplicate', 'duplicate']]);
  });

  test('an id with another body is refused', async (t) => {
    const g = await start(t);
    assert.equal((await g.sendSigned(viewed(), { id: 'msg_12345678' })).status, 200);
    assert.deepEqual(await codeOf(await g.sendSigned(viewed(), { id: 'msg_12345678' })), [409, 'replay']);
  });

  test('keys have ids of their own: what one sent says nothing of another’s', async (t) => {
    const other = `whsec_${Buffer.from('a secret of another server here!').toString('base64')}`;
    const keys = [{ id: 'server1', kind: 'server', secrets: [secret] }, { id: 'server2', kind: 'server', secrets: [other] }];
    const g = await start(t, { config: { keys } });
    const of = (product_id) => ({ type: 'track', event: 'Product Viewed', payload: { product_id } });
    const first = await g.sendSigned(of('1'), { id: 'msg_12345678' });
    const second = await g.sendSigned(of('2'), { id: 'msg_12345678', with: other, headers: { 'x-write-key': 'server2' } });
    for (const answer of [first, second]) assert.equal((await answer.json()).results[0].status, 'accepted');
  });

  test('it remembers so many requests, and forgets the oldest first', () => {
    const checks = new SignatureCheck(2);
    const check = (id, body) => checks.check('server1', [secret], { id, timestamp: '1000', signature: sign(secret, id, 1000, body) }, Buffer.from(body), 1000);
    for (const id of ['a', 'b', 'c']) assert.equal(check(id, 'one'), undefined);
    assert.equal(check('c', 'another'), 'replay');
    assert.equal(check('b', 'another'), 'replay');
    assert.equal(check('a', 'another'), undefined);
  });

  test('one that is older or newer than five minutes is refused', async (t) => {
    const g = await start(t);
    for (const offset of [-301_000, 302_000]) {
      assert.deepEqual(await codeOf(await g.sendSigned(viewed(), { at: new Date(Date.now() + offset) })), [401, 'signature']);
    }
    assert.equal((await g.sendSigned(viewed(), { at: new Date(Date.now() - 290_000) })).status, 200);
  });

  test('after a restart, what it held is known again: also events without an id', async (t) => {
    const directory = folder(t);
    const body = { events: [{ type: 'track', event: 'Product Viewed', payload: { product_id: '7' } }] };
    const at = new Date();
    const first = await start(t, { directory });
    const { results } = await (await first.sendSigned(body, { id: 'msg_12345678', at })).json();
    await first.gateway.stop();
    const second = await start(t, { directory });
    const again = (await (await second.sendSigned(body, { id: 'msg_12345678', at })).json()).results;
    assert.deepEqual(again.map(({ status, event_id }) => [status, event_id]), [['duplicate', results[0].event_id]]);
  });
});

describe('forged prices', () => {
  test('a changed body, another secret, no signature: refused', async (t) => {
    const g = await start(t);
    const wrong = `whsec_${Buffer.from('another secret that is not known').toString('base64')}`;
    assert.deepEqual(await codeOf(await g.sendSigned(viewed(), { with: wrong })), [401, 'signature']);
    assert.deepEqual(await codeOf(await g.sendSigned(viewed(), { headers: { 'webhook-signature': '' } })), [401, 'key']);
    assert.deepEqual(await codeOf(await g.sendSigned(viewed(), { headers: { 'webhook-signature': 'v1,AAAA v1, v2,x' } })), [401, 'signature']);
    assert.deepEqual(await codeOf(await g.sendSigned(viewed(), { id: 'a.b' })), [401, 'signature']);
    assert.deepEqual(await codeOf(await g.fetch('/v1/events', { method: 'POST', headers: { authorization: `Bearer ${secret}` }, body: '{}' })), [401, 'signature']);
  });

  test('who signs wrongly uses up what such requests may cost, and nothing of the key', async (t) => {
    const keys = [{ id: 'server1', kind: 'server', secrets: [secret], ratePerMinute: 20 }];
    const g = await start(t, { clock: stopped(), config: { keys, trustProxy: true } });
    const headers = { 'x-write-key': 'server1', 'webhook-id': 'msg_12345678', 'webhook-timestamp': '1', 'webhook-signature': 'v1,AAAA', 'content-encoding': 'gzip', 'x-forwarded-for': '6.6.6.6' };
    const large = gzipSync(Buffer.alloc(4 * 1024 * 1024, ' '));
    const statuses = [];
    for (let index = 0; index < 7; index++) statuses.push((await g.fetch('/v1/events', { method: 'POST', headers, body: large })).status);
    assert.deepEqual(statuses, [401, 401, 401, 401, 401, 401, 429]);
    for (let index = 0; index < 20; index++) assert.equal((await g.sendSigned(viewed())).status, 200);
    assert.equal((await g.sendSigned(viewed())).status, 429);
  });

  test('a browser cannot pass for a server by what it says', async (t) => {
    const g = await start(t);
    await g.send({ events: [{ ...event('Order Completed', { order_id: '1', total: 1 }), source: 'server', trusted: true }] });
    const [call] = await g.runner.until(1);
    assert.equal(call.source, 'browser');
  });

  test('a page that guesses the id of an order does not keep the server’s word from functions', async (t) => {
    const specs = [{ name: 'count', kind: 'local', events: ['*'] }, { name: 'books', kind: 'local', events: ['order.completed'], from: 'server' }];
    const g = await start(t, { specs });
    const order = (total) => event('Order Completed', { order_id: '50', total, currency: 'SAR' }, { event_id: 'order-50' });
    for (const forged of [viewed({}, { event_id: 'order-50' }), order(1)]) await g.send({ events: [forged] });
    const [{ status }] = (await (await g.sendSigned({ events: [order(58)] })).json()).results;
    assert.equal(status, 'accepted');
    const calls = await g.runner.until(3);
    assert.deepEqual(calls.map((call) => [call.function, call.source, call.payload.data.total]).sort(), [['books', 'server', 58], ['count', 'browser', undefined], ['count', 'server', 58]]);
    assert.equal(new Set(calls.map(({ delivery }) => delivery.id)).size, 3);
    assert.deepEqual([(await g.admin('/events/order-50')).event.source, (await g.admin('/events/order-50?source=browser')).event.name], ['server', 'product.viewed']);
    assert.deepEqual((await g.admin('/events/order-50?source=browser')).deliveries.map(({ delivery }) => delivery.function), ['count']);
  });

  test('a server key in a page is refused', async (t) => {
    const g = await start(t);
    assert.deepEqual(await codeOf(await g.send(viewed(), { 'x-write-key': secret })), [403, 'origin']);
  });
});

describe('body bombs', () => {
  const zeros = Buffer.alloc(200 * 1024 * 1024, ' ');
  const bombs = {
    gzip: gzipSync(zeros),
    br: brotliCompressSync(zeros, { params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_LGWIN]: 24 } }),
    deflate: deflateSync(zeros),
  };
  for (const [encoding, body] of Object.entries(bombs)) {
    test(`${body.length} bytes of ${encoding} that become 200 MB are refused without becoming that`, async (t) => {
      const g = await start(t);
      const before = process.memoryUsage().rss;
      const response = await g.fetch('/v1/events', { method: 'POST', headers: { 'x-write-key': 'browser1', origin, 'content-encoding': encoding }, body });
      assert.deepEqual(await codeOf(response), [413, 'too_large']);
      assert.ok(process.memoryUsage().rss - before < 100 * 1024 * 1024);
      await isWell(g);
    });
  }

  test('what is packed and honest is taken', async (t) => {
    const g = await start(t);
    for (const [encoding, pack] of [['gzip', gzipSync], ['GZIP', gzipSync], [' Br', brotliCompressSync], ['deflate', deflateSync]]) {
      const response = await g.fetch('/v1/events', { method: 'POST', headers: { 'x-write-key': 'browser1', origin, 'content-encoding': encoding }, body: pack(JSON.stringify(viewed())) });
      assert.equal(response.status, 200, encoding);
    }
  });

  test('a body that is too large, unreadable or packed in an unknown way is refused', async (t) => {
    const g = await start(t, { config: { limits: { bodyBytes: 10_000, events: 3 } } });
    const headers = { 'x-write-key': 'browser1', origin };
    const post = (body, more) => g.fetch('/v1/events', { method: 'POST', headers: { ...headers, ...more }, body });
    assert.deepEqual(await codeOf(await post(`"${'x'.repeat(10_000)}"`)), [413, 'too_large']);
    assert.deepEqual(await codeOf(await post('{"events":')), [400, 'json']);
    assert.deepEqual(await codeOf(await post('')), [400, 'json']);
    assert.deepEqual(await codeOf(await post('7')), [400, 'shape']);
    assert.deepEqual(await codeOf(await post('{"events":{}}')), [400, 'shape']);
    assert.deepEqual(await codeOf(await post('{}', { 'content-encoding': 'gzip' })), [400, 'encoding']);
    assert.deepEqual(await codeOf(await post('{}', { 'content-encoding': 'constructor' })), [415, 'encoding']);
    assert.deepEqual(await codeOf(await post(JSON.stringify([1, 2, 3, 4]))), [413, 'too_many']);
    await isWell(g);
  });

  test('a browser’s body is smaller than a server’s', async (t) => {
    const g = await start(t);
    const body = { events: Array.from({ length: 8 }, () => viewed({ name: 'x'.repeat(100_000) })) };
    assert.deepEqual(await codeOf(await g.send(body)), [413, 'too_large']);
    assert.deepEqual(await codeOf(await g.send(gzipSync(JSON.stringify(body)), { 'content-encoding': 'gzip' })), [413, 'too_large']);
    assert.equal((await g.sendSigned(body)).status, 200);
    const wider = await start(t, { config: { limits: { browserBodyBytes: 1_000_000 } } });
    assert.equal((await wider.send(body)).status, 200);
  });

  test('one event that is too large is rejected alone', async (t) => {
    const g = await start(t, { config: { limits: { eventBytes: 1000 } } });
    const { results } = await (await g.send({ events: [viewed({ name: 'x'.repeat(1000) }), viewed()] })).json();
    assert.deepEqual(results.map(({ status }) => status), ['rejected', 'accepted']);
    assert.match(results[0].findings[0].message, /expected 1000 bytes at most, got \d+ bytes/);
  });
});

describe('deep JSON, prototype pollution, header injection', () => {
  test('an event of more than 20 levels is rejected, and the rest of the request is taken', async (t) => {
    const g = await start(t);
    const deep = '['.repeat(40) + ']'.repeat(40);
    const sent = `{"events":[{"type":"track","event":"Gift Wrapped","payload":{"a":${deep}}},${JSON.stringify(viewed())}]}`;
    const { results } = await (await g.send(sent)).json();
    assert.deepEqual(results.map(({ status }) => status), ['rejected', 'accepted']);
    assert.match(results[0].findings[0].message, /expected at most 20 levels/);
    assert.equal((await g.send(`[${deep}]`)).status, 200, 'a list with one thing that is no event');
    assert.equal((await g.send(`{"type":"track","event":${deep},"event_id":${deep},"context":${deep}}`)).status, 200);
  });

  test('a body of more than 64 levels is refused before it is parsed; brackets inside texts are none', async (t) => {
    const g = await start(t);
    for (const deep of ['['.repeat(65), '{"a":'.repeat(65), `"\\\\"${'['.repeat(65)}`, '['.repeat(500_000)]) {
      const { error } = await (await g.send(`[${deep}`)).json();
      assert.deepEqual([error.code, error.message], ['json', 'the body has more than 64 levels']);
    }
    const packed = brotliCompressSync('['.repeat(4 * 1024 * 1024));
    const answer = await g.fetch('/v1/batch', { method: 'POST', headers: { authorization: `Bearer ${secret}`, 'content-encoding': 'br' }, body: packed });
    assert.match((await answer.json()).error.message, /64 levels/);
    const { results } = await (await g.send({ events: [viewed({ name: `${'['.repeat(100)}\\"${'{'.repeat(100)}` }), viewed({ variant: '[{' }), ...Array.from({ length: 70 }, () => viewed())] })).json();
    assert.ok(results.every(({ status }) => status === 'accepted'));
    await isWell(g);
  });

  test('keys that reach a prototype are rejected wherever they are', async (t) => {
    const g = await start(t);
    const sent = [
      '{"type":"track","event":"A","payload":{"__proto__":{"polluted":1}}}',
      '{"type":"track","event":"A","payload":{"a":[{"constructor":{"prototype":{"polluted":1}}}]}}',
      '{"type":"track","event":"A","payload":{},"context":{"page":{"__proto__":{"polluted":1}}}}',
      '{"type":"track","event":"A","payload":{"a":1},"__proto__":{"polluted":1}}',
    ];
    const { results } = await (await g.send(`{"events":[${sent.join()}],"__proto__":{"polluted":1}}`)).json();
    assert.deepEqual(results.map(({ status }) => status), ['rejected', 'rejected', 'rejected', 'accepted']);
    assert.match(results[1].findings[0].message, /a\[0\] rejected: expected no key named constructor/);
    assert.equal({}.polluted, undefined);
    const [call] = await g.runner.until(1);
    assert.equal(call.payload.data.polluted, undefined);
  });

  test('an id that would break a header is rejected; names of objects’ own fields are harmless', async (t) => {
    const g = await start(t);
    const ids = ['a\r\nx-evil: 1', 'a\u0000b', 'x'.repeat(129), '\ud800', '', 7, {}];
    const { results } = await (await g.send({ events: ids.map((id) => viewed({}, { event_id: id })) })).json();
    assert.deepEqual(results.map(({ status }) => status), ids.map(() => 'rejected'));
    assert.deepEqual(results.slice(0, 3).map(({ event_id }) => event_id), ids.slice(0, 3), 'the sender knows which one is meant');
    const unusual = ['طلب 50', 'a b/c.d~e', '%0d%0a'];
    await g.send({ events: unusual.map((id) => viewed({}, { event_id: id })) });
    for (const { delivery } of await g.runner.until(3)) {
      assert.match(delivery.id, /^[\w:~-]+$/);
      assert.ok(unusual.includes((await g.admin(`/deliveries/${encodeURIComponent(delivery.id)}`)).delivery.eventId));
    }
    const odd = await (await g.send({ events: ['constructor', '__proto__', 'toString', 'hasOwnProperty'].map((name) => event(name, {})) })).json();
    assert.deepEqual(odd.results.map(({ status }) => status), ['accepted', 'accepted', 'accepted', 'accepted']);
    await isWell(g);
  });
});

describe('slow clients', () => {
  test('a request that never ends is cut off within seconds, others go on', async (t) => {
    const g = await start(t, { config: { limits: { requestMs: 500 } } });
    const { port, hostname } = new URL(g.gateway.url);
    const socket = connect(Number(port), hostname);
    const ended = new Promise((resolve) => socket.once('close', resolve));
    let answer = '';
    socket.on('data', (part) => (answer += part)).on('error', () => {});
    socket.write(`POST /v1/events HTTP/1.1\r\nhost: x\r\norigin: ${origin}\r\nx-write-key: browser1\r\ncontent-length: 1000\r\n\r\n{"ev`);
    await isWell(g);
    const began = Date.now();
    await ended;
    assert.ok(Date.now() - began < 5000);
    assert.match(answer, /^HTTP\/1\.1 408/);
  });

  test('headers that come drop by drop, and connections that say nothing, are cut off; none of them holds up a stop', async (t) => {
    const g = await start(t, { config: { limits: { requestMs: 500 } } });
    const { port, hostname } = new URL(g.gateway.url);
    const open = (text) => {
      const socket = connect(Number(port), hostname);
      socket.on('error', () => {}).resume();
      if (text) socket.write(text);
      const drops = text && setInterval(() => socket.writable && socket.write('x-a: b\r\n'), 100);
      return new Promise((resolve) => socket.once('close', () => resolve(clearInterval(drops))));
    };
    const slow = [...Array.from({ length: 20 }, () => open('POST /v1/events HTTP/1.1\r\nhost: x\r\n')), ...Array.from({ length: 20 }, () => open())];
    await isWell(g);
    await Promise.all(slow);
    const idle = open();
    await isWell(g);
    await g.gateway.stop();
    await idle;
  });
});

describe('a poison row in a group commit', () => {
  test('fails alone: the requests that share its commit are stored', async (t) => {
    const g = await start(t);
    const poison = { event: { merchant: 'm1', eventId: 'poison', name: null, type: 'track', source: 'browser', key: 'k', receivedAt: 1, occurredAt: 1, payload: {}, context: {}, deliveries: [] } };
    const [before, refused, after, well] = await Promise.allSettled([g.send(viewed({}, { event_id: 'before' })), g.gateway.store.append([poison]), g.gateway.store.append([{ event: { ...poison.event, name: 'x', eventId: 'after' } }]), isWell(g)]);
    assert.equal(before.value.status, 200);
    assert.equal(refused.status, 'rejected');
    assert.match(refused.reason.message, /NOT NULL/);
    assert.deepEqual([after.value, well.status], [['accepted'], 'fulfilled']);
    assert.deepEqual((await g.gateway.store.events({})).map(({ eventId }) => eventId).filter((id) => ['before', 'poison', 'after'].includes(id)).sort(), ['after', 'before']);
  });
});

describe('secrets and personal data', () => {
  test('neither is in the log, whatever fails', async (t) => {
    const runner = { call: async () => Promise.reject(new Error('sara@example.com could not be reached with Bearer abcdefgh12345678')), close: async () => {} };
    const g = await start(t, { runner, config: { personalData: true } });
    await g.send(event('Signed Up', { email: 'sara@example.com', first_name: 'Sara' }));
    await g.send('{', { 'x-write-key': secret });
    await g.fetch(`/v1/track?writeKey=${encodeURIComponent(secret)}`, { method: 'POST', body: '{' });
    await eventually(async () => assert.ok(g.lines.some(({ message }) => message === 'a call failed')));
    const text = JSON.stringify(g.lines);
    for (const hidden of ['sara', 'Sara', secret, adminSecret, 'abcdefgh12345678']) assert.ok(!text.includes(hidden), hidden);
  });

  test('the log takes out what looks like a secret or an address', async () => {
    const { jsonLog } = await import('../../../dist/src/cloud/gateway/log.js');
    const lines = [];
    const log = jsonLog((line) => lines.push(JSON.parse(line)), 'warn');
    log('info', 'not this one');
    log('warn', `of sara@example.com with ${secret}`, { url: '/v1?writeKey=abc&x=1', authorization: 'x', note: 'Basic YWJjZGVmZ2g6', count: 2 });
    assert.equal(lines.length, 1);
    const { at: _, ...line } = lines[0];
    assert.deepEqual(line, { level: 'warn', message: 'of [redacted] with [redacted]', url: '/v1?[redacted]&x=1', authorization: '[redacted]', note: '[redacted]', count: 2 });
  });

  test('an answer says nothing of what failed inside', async (t) => {
    const g = await start(t);
    g.gateway.store.append = () => Promise.reject(new Error('disk /var/secret/path is full'));
    const response = await g.send(viewed());
    assert.equal(response.status, 503);
    assert.equal(response.headers.get('retry-after'), '5');
    assert.deepEqual(await response.json(), { error: { code: 'unavailable', message: 'try again' } });
  });
});

describe('key rotation', () => {
  test('while two secrets are active, both sign and both open', async (t) => {
    const old = `whsec_${Buffer.from('the one before, which still works').toString('base64')}`;
    const keys = [{ id: 'server1', kind: 'server', secrets: [{ env: 'NEW' }, old] }, { id: 'admin1', kind: 'admin', secrets: [adminSecret, 'the-admin-secret-before'] }];
    const g = await start(t, { config: { keys }, env: { NEW: secret } });
    for (const used of [secret, old]) assert.equal((await g.sendSigned(viewed(), { with: used })).status, 200);
    for (const used of [adminSecret, 'the-admin-secret-before']) {
      assert.equal((await g.fetch('/admin/api/functions', { headers: { authorization: `Bearer ${used}` } })).status, 200);
    }
  });

  test('a key whose variable is not set keeps the gateway from starting, by name', async (t) => {
    const keys = [{ id: 'server1', kind: 'server', secrets: [{ env: 'MISSING' }] }];
    await assert.rejects(() => start(t, { config: { keys } }), /the environment variable MISSING should hold a secret/);
  });
});
