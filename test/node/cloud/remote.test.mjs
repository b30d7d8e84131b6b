// Functions behind an address: signed as Standard Webhooks has it, delivered to public addresses only, their answers read with care.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { createSecret, RemoteFunction, retryAfter, signedHeaders } from '../../../dist/src/cloud/gateway/remote/index.js';
import { systemResolve } from '../../../dist/src/cloud/gateway/runner/address.js';
import { ca, callOf, names, partner, run } from './functions.mjs';

/** A server over https and a function that is there. */
async function served(t, { answer, secrets = [createSecret()], settings = null } = {}) {
  const server = await partner(t, { secure: true, ...(answer && { answer }) });
  const host = `partner.test:${server.port}`;
  const remote = new RemoteFunction({ url: `https://${host}/hook?tenant=7`, secrets, settings, privateHosts: [host], resolve: names({ 'partner.test': '127.0.0.1' }), ca });
  t.after(() => remote.close());
  const call = (data, more, signal = new AbortController().signal) => remote.call(callOf('crm', data, more), signal);
  return { server, call, secrets };
}

test('a delivery is signed so that the public standardwebhooks package verifies it, and carries the context', async (t) => {
  const { server, call, secrets } = await served(t, { settings: { list: 'vip' } });
  const outcome = await call({ product_id: '7', name: 'كوب' }, { delivery: { id: 'delivery-7', attempt: 2 }, source: 'server' });
  assert.deepEqual([outcome.kind, outcome.status], ['success', 200]);
  assert.deepEqual(outcome.requests.map(({ method, url, status }) => [method, url.replace(/\d+/, 'port'), status]), [['POST', 'partner.test:port/hook', 200]]);
  const [{ method, url, headers, body }] = server.seen;
  assert.deepEqual([method, url, headers['content-type'], headers['webhook-id']], ['POST', '/hook?tenant=7', 'application/json', 'delivery-7']);
  assert.ok(Math.abs(Number(headers['webhook-timestamp']) - Date.now() / 1000) < 10);
  assert.deepEqual(new Webhook(secrets[0]).verify(body, headers), {
    payload: { event: 'product.added', merchant: '1234', created_at: '2026-01-01T00:00:00.000Z', data: { product_id: '7', name: 'كوب' } },
    settings: { list: 'vip' },
    merchant: { id: '1234' },
    delivery: { id: 'delivery-7', attempt: 2 },
    source: 'server',
  });
  assert.throws(() => new Webhook(createSecret()).verify(body, headers));
  assert.throws(() => new Webhook(secrets[0]).verify(body.replace('7', '8'), headers));
});

test('while a secret is replaced, a receiver that knows either of the two is content', async (t) => {
  const secrets = [createSecret(), createSecret()];
  const { server, call } = await served(t, { secrets });
  await call();
  const [{ headers, body }] = server.seen;
  assert.match(headers['webhook-signature'], /^v1,\S+ v1,\S+$/);
  for (const secret of secrets) assert.ok(new Webhook(secret).verify(body, headers));
  assert.throws(() => new Webhook(createSecret()).verify(body, headers));
  assert.throws(() => signedHeaders(['too short'], 'id', '{}'), { message: 'a secret is whsec_ and 24 bytes or more in base64' });
});

test('the same delivery has the same id at each attempt and a signature of its time', async (t) => {
  const secret = createSecret();
  const early = signedHeaders([secret], 'd', '{}', 1_700_000_000_000);
  const later = signedHeaders([secret], 'd', '{}', 1_700_000_300_000);
  assert.equal(early['webhook-id'], later['webhook-id']);
  assert.notEqual(early['webhook-signature'], later['webhook-signature']);
});

test('answers count by their status, then by what they say', async (t) => {
  const { server, call } = await served(t);
  const answers = async (status, body = '', headers = {}) => {
    server.answer = (_, response) => response.writeHead(status, headers).end(body);
    const { kind, status: seen, message, gone, retryAfterMs, data } = await call();
    return [kind, seen, message, gone, retryAfterMs, data];
  };
  const json = JSON.stringify;
  assert.deepEqual(await answers(204), ['success', 204, undefined, undefined, undefined, undefined]);
  assert.deepEqual(await answers(200, 'plain text'), ['success', 200, undefined, undefined, undefined, undefined]);
  assert.deepEqual(await answers(200, json({ success: true, message: 'kept', data: { id: 1 } })), ['success', 200, 'kept', undefined, undefined, { id: 1 }]);
  assert.deepEqual((await answers(200, json({ success: false, message: 'not ours' }))).slice(0, 3), ['rejected', undefined, 'not ours']);
  assert.deepEqual((await answers(200, json({ success: false, status: 503 }), { 'retry-after': '7' })).slice(0, 5), ['retry', 503, undefined, undefined, 7_000]);
  for (const status of [408, 425, 429, 500, 502, 503, 504]) assert.deepEqual((await answers(status)).slice(0, 3), ['retry', status, `it answered ${status}`]);
  for (const status of [400, 401, 404, 422]) assert.deepEqual((await answers(status)).slice(0, 3), ['rejected', status, `it answered ${status}`]);
  assert.deepEqual(await answers(410), ['rejected', 410, 'its address is gone (410)', true, undefined, undefined]);
  assert.deepEqual((await answers(429, '', { 'retry-after': '120' })).slice(0, 5), ['retry', 429, 'it answered 429', undefined, 120_000]);
  assert.deepEqual((await answers(302, '', { location: 'https://127.0.0.1/' })).slice(0, 3), ['retry', 302, 'it answered 302; redirects are not followed']);
});

test('Retry-After is read as seconds and as a date, within a day', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  assert.equal(retryAfter('30', now), 30_000);
  assert.equal(retryAfter('Thu, 01 Jan 2026 00:02:00 GMT', now), 120_000);
  assert.equal(retryAfter('Wed, 31 Dec 2025 00:00:00 GMT', now), 0);
  assert.equal(retryAfter('99999999', now), 86_400_000);
  assert.equal(retryAfter('soon', now), undefined);
  assert.equal(retryAfter(undefined, now), undefined);
});

test('a server that hangs, breaks off or answers without end costs no more than its time', async (t) => {
  const { server, call } = await served(t);
  server.answer = () => {};
  assert.deepEqual(await call({}, { timeoutMs: 200 }).then(({ kind, status, message }) => [kind, status, message]), ['retry', 504, 'it did not end within 200 ms']);
  server.answer = (_, response) => response.socket.destroy();
  assert.equal((await call()).kind, 'retry');
  server.answer = (_, response) => {
    const send = () => {
      while (!response.destroyed && response.write('x'.repeat(65_536)));
      if (!response.destroyed) response.once('drain', send);
    };
    send();
  };
  assert.deepEqual(await call().then(({ kind, status }) => [kind, status]), ['success', 200]);
  const stop = new AbortController();
  server.answer = () => stop.abort();
  assert.deepEqual(await call({}, {}, stop.signal).then(({ kind, innocent }) => [kind, innocent]), ['retry', true]);
});

test('an address that leads to a private network is not connected to, however its name changes', async (t) => {
  const server = await partner(t, { secure: true });
  const secrets = [createSecret()];
  const at = (url, known) => new RemoteFunction({ url, secrets, settings: null, privateHosts: [], resolve: known ? names(known) : systemResolve, ca });
  for (const address of ['127.0.0.1', '10.0.0.8', '169.254.169.254', '::1', 'fd00::1', '::ffff:127.0.0.1']) {
    const remote = at(`https://partner.test:${server.port}/`, { 'partner.test': address });
    const { kind, message } = await remote.call(callOf('crm'), new AbortController().signal);
    assert.equal(kind, 'retry');
    assert.match(message, /^partner\.test leads to .*, which is no public address$/);
  }
  const local = at(`https://localhost:${server.port}/`);
  assert.match((await local.call(callOf('crm'), new AbortController().signal)).message, /no public address/);
  for (const url of ['https://127.0.0.1/', 'https://[::1]/', 'https://2130706433/']) assert.throws(() => at(url, {}), /no public address/, url);
  assert.throws(() => at('http://partner.test/', {}), /must begin with https:/);
  assert.throws(() => at('https://user:password@partner.test/', {}), { message: 'its url must hold no user name or password' });
  assert.equal(server.seen.length, 0);
});

test('remote functions stand in the configuration beside local ones, their secrets in the environment', async (t) => {
  const secret = createSecret();
  const server = await partner(t);
  const host = `127.0.0.1:${server.port}`;
  const crm = { url: `http://${host}/hook`, events: ['Order Completed', 'order.refunded'], secrets: [{ env: 'CRM_SECRET' }], privateHosts: [host], concurrency: 2 };
  const { functions, call } = await run(t, {}, { each: { crm }, env: { CRM_SECRET: secret } });
  assert.deepEqual(functions.problems, []);
  assert.deepEqual(functions.specs, [{ name: 'crm', kind: 'remote', events: ['order.completed', 'ecommerce.order.refunded'], url: crm.url, concurrency: 2 }]);
  assert.equal((await call('crm')).kind, 'success');
  assert.ok(new Webhook(secret).verify(server.seen[0].body, server.seen[0].headers));
});

test('of an answer that is too long to be read, a status of success is believed only when it is no JSON', async (t) => {
  for (const [type, kind] of [['application/json', 'rejected'], ['text/html', 'success']]) {
    const { call } = await served(t, { answer: (_request, response) => response.writeHead(200, { 'content-type': type }).end(JSON.stringify({ success: false, error: 'x'.repeat(70_000) })) });
    const outcome = await call();
    assert.equal(outcome.kind, kind);
    if (kind === 'rejected') assert.equal(outcome.message, 'its answer is longer than 65536 bytes');
  }
});
