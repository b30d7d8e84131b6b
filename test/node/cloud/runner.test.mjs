// App Functions as their authors write them: found, bundled, called, and how their answers count.
import assert from 'node:assert/strict';
import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { callOf, folderOf, names, partner, run, write } from './functions.mjs';
import { eventually } from './gateway.mjs';
import { createRunner } from '../../../dist/src/cloud/gateway/runner/index.js';

/** A project in the form of Salla's starter kit: one map, a file for each handler, types of a package that is not there. */
const starter = {
  'app/src/index.ts': `import { loggedIn } from './functions/logged-in';
import { created } from './functions/created';
import type { Events } from '@salla.sa/app-functions-types';

const events = {
  'order.created': created,
  'customer.login': loggedIn,
  'product.added': async (context: unknown) => Resp.success().setData({ context })
} satisfies Events;

export default events;
`,
  'app/src/functions/created.ts': `import type { FunctionResponse, Order } from '@salla.sa/app-functions-types';
export const created = (context: Order): FunctionResponse => {
  const order = context.payload.data;
  console.info('order created', order.id);
  if (!order.items?.length) {
    console.error('nothing was ordered');
    return { success: false, status: 400, message: 'Empty order', error: { fields: { items: ['one item or more'] }, message: 'There are no items.' } };
  }
  return { success: true, status: 200, message: \`Order \${order.reference_id} received\`, data: { orderId: order.id } };
};
`,
  'app/src/functions/logged-in.ts': `import { Customer, FunctionResponse } from '@salla.sa/app-functions-types';
export const loggedIn = (context: Customer): FunctionResponse => ({ success: true, data: { id: context.payload.data.id } });
`,
};

const event = (name, data) => ({ payload: { event: name, merchant: '1234', created_at: '2026-01-01T00:00:00.000Z', data } });

test("a project in the form of Salla's starter runs unchanged: a map from event names to functions", async (t) => {
  const { functions, call } = await run(t, starter, { each: { app: { settings: { verify_url: 'https://x.example' } } } });
  assert.deepEqual(functions.problems, []);
  assert.deepEqual(functions.specs.map(({ name, kind, events }) => ({ name, kind, events })), [
    { name: 'app', kind: 'local', events: ['order.created', 'customer.login', 'product.added'] },
  ]);
  const good = await call('app', {}, event('order.created', { id: 9, reference_id: 50, items: [{ id: 1 }] }));
  assert.deepEqual([good.kind, good.status, good.message, good.data], ['success', 200, 'Order 50 received', { orderId: 9 }]);
  assert.deepEqual(good.logs.map(({ level, text }) => [level, text]), [['info', 'order created 9']]);
  const bad = await call('app', {}, event('order.created', { id: 9, items: [] }));
  assert.deepEqual([bad.kind, bad.status, bad.message, bad.error.fields], ['rejected', 400, 'Empty order', { items: ['one item or more'] }]);
  assert.equal((await call('app', {}, event('customer.login', { id: 7 }))).data.id, 7);
  const { data } = await call('app', { product_id: '7' }, { delivery: { id: 'd-1', attempt: 3 }, source: 'server' });
  assert.deepEqual(data.context, {
    payload: { event: 'product.added', merchant: '1234', created_at: '2026-01-01T00:00:00.000Z', data: { product_id: '7' } },
    settings: { verify_url: 'https://x.example' },
    merchant: { id: '1234' },
    delivery: { id: 'd-1', attempt: 3 },
    source: 'server',
  });
});

test("a file per event in the form of Salla's portal runs unchanged: a default export, Resp as a global", async (t) => {
  const { functions, call } = await run(t, {
    'order.completed.ts': `export default async (context: OrderCompletedContext): Promise<Resp> => {
  try {
    const { payload, settings, merchant } = context;
    console.log("Order completed", payload.data);
    if (!settings?.apiKey) return Resp.error().setMessage("no apiKey in the settings").setStatus(422);
    return Resp.success().setData({ order: payload.data.order_id, merchant: merchant.id });
  } catch (error) {
    return Resp.error().setMessage(error instanceof Error ? error.message : "unknown").setStatus(500);
  }
};
`,
    'product-added.js': `export default async ({ payload }) => ({ success: true, data: payload.event });`,
    'product-added.crm.mts': `export default () => Resp.success().setMessage('crm').setStatus(201);`,
    'several.ts': `export const eventName = ['Product Viewed', 'product.clicked']; export default ({ payload }: any) => Resp.success().setData({ of: payload.event });`,
    'gift-wrapped.ts': `export default () => ({ success: true });`,
  });
  assert.deepEqual(functions.problems, []);
  assert.deepEqual(functions.specs.map(({ name, events }) => [name, ...events]), [
    ['gift-wrapped', 'gift.wrapped'],
    ['order.completed', 'order.completed'],
    ['product-added', 'product.added'],
    ['product-added.crm', 'product.added'],
    ['several', 'product.viewed', 'product.clicked'],
  ]);
  const refused = await call('order.completed', { order_id: '1' });
  assert.deepEqual([refused.kind, refused.status, refused.message], ['rejected', 422, 'no apiKey in the settings']);
  assert.equal((await call('product-added')).data, 'product.added');
  const crm = await call('product-added.crm');
  assert.deepEqual([crm.kind, crm.status, crm.message], ['success', 201, 'crm']);
});

test('an answer counts by its status; what a function throws is tried again; what is no answer is final and said', async (t) => {
  const { call } = await run(t, {
    'product-added.ts': `export default ({ payload: { data } }: any) => {
  if (data.throw) throw new RangeError(data.throw);
  const cycle: any = {}; cycle.self = cycle;
  return data.cycle ? { success: true, data: cycle } : data.huge ? { success: true, data: 'x'.repeat(100_000) } : data.answer;
};`,
  });
  const kinds = async (data) => {
    const { kind, status, message } = await call('product-added', data);
    return [kind, status, message];
  };
  const answer = (given) => kinds({ answer: given });
  for (const status of [408, 425, 429, 500, 503]) assert.deepEqual(await answer({ success: false, status }), ['retry', status, undefined]);
  for (const status of [400, 404, 409, 422]) assert.deepEqual(await answer({ success: false, status, error: 'no' }), ['rejected', status, 'no']);
  assert.deepEqual(await answer({ success: false, error: { message: 'why' } }), ['rejected', undefined, 'why']);
  assert.deepEqual(await answer({ success: true, status: 'odd' }), ['success', 200, undefined]);
  assert.deepEqual(await kinds({ throw: 'too far' }), ['retry', 500, 'RangeError: too far']);
  assert.deepEqual(await kinds({}), ['rejected', undefined, 'it returned undefined; expected { success: true } or false, or what Resp builds']);
  assert.deepEqual((await answer('done')).slice(0, 2), ['rejected', undefined]);
  assert.match((await kinds({ cycle: true }))[2], /^data is no JSON: /);
  const huge = await call('product-added', { huge: true });
  assert.deepEqual([huge.kind, huge.data], ['success', undefined]);
  assert.match(huge.message, /data of 100002 characters was left out; 64000 is the limit/);
});

test('a function imports files of its folder, and nothing else', async (t) => {
  const outside = folderOf(t, { 'secret.json': '{"key":"1"}' });
  const files = {
    '_shared/price.ts': `import names from './names.json'; export const label: string = names.sar;`,
    '_shared/names.json': `{ "sar": "SAR" }`,
    'good.ts': `import { label } from './_shared/price'; import { Resp as Answer } from 'ecom-events/functions'; import type { A } from 'left-pad';
export default (): A => Answer.success().setData({ label });`,
    'package.ts': `import pad from 'left-pad'; export default () => pad;`,
    'node.ts': `import { readFileSync } from 'node:fs'; export default () => readFileSync('/etc/passwd');`,
    'outside.ts': `import secret from '${'../'.repeat(2)}${outside.slice(1)}/secret.json'; export default () => secret;`,
    'absolute.ts': `import secret from '${outside}/secret.json'; export default () => secret;`,
    'link.ts': `import secret from './linked.json'; export default () => secret;`,
    'syntax.ts': `export default () => {;`,
    'nothing.ts': `export const x = 1;`,
    'throws.ts': `throw new Error('at once');`,
    'spoken.ts': `export default { 'Added Product': () => ({ success: true }) };`,
  };
  const folder = folderOf(t, files);
  symlinkSync(join(outside, 'secret.json'), join(folder, 'linked.json'));
  const functions = await createRunner({ folder });
  t.after(() => functions.runner.close());
  const problems = Object.fromEntries(functions.problems.map(({ function: name, message }) => [name, message]));
  assert.match(problems.package, /^package\.ts:1: "left-pad" cannot be imported: a function imports only files of its folder/);
  assert.match(problems.node, /^node\.ts:1: "node:fs" cannot be imported/);
  assert.match(problems.absolute, /cannot be imported/);
  assert.match(problems.outside, /is outside of |Could not resolve/);
  assert.match(problems.link, /"\.\/linked\.json" is outside of /);
  assert.match(problems.syntax, /^syntax\.ts:1: /);
  assert.equal(problems.nothing, 'its default export is neither a function nor a map from event names to functions');
  assert.match(problems.throws, /at once/);
  assert.equal(problems.spoken, '"Added Product" of its map is no cloud name; write product.added');
  // None of them hinders the good one.
  assert.deepEqual(functions.specs.map(({ name }) => name), ['good']);
  assert.deepEqual((await functions.runner.call(callOf('good'), new AbortController().signal)).data, { label: 'SAR' });
});

test('the configuration says what a file does not: events, hosts, settings from the environment, limits', async (t) => {
  const { functions, call } = await run(t, { 'x.ts': `export default ({ settings }: any) => ({ success: true, data: settings });` }, {
    env: { CRM_KEY: 'k-1' },
    each: { x: { events: ['Cart Viewed', '*'], egress: ['crm.example'], timeoutMs: 900, concurrency: 2, ordered: true, category: 'marketing', settings: { key: { env: 'CRM_KEY' }, deep: [{ env: 'CRM_KEY' }], plain: 1 } } },
  });
  const [spec] = functions.specs;
  assert.deepEqual({ ...spec, settings: undefined }, { name: 'x', kind: 'local', events: ['cart.viewed', '*'], egress: ['crm.example'], timeoutMs: 900, concurrency: 2, ordered: true, category: 'marketing', settings: undefined });
  // What is shown of it holds no secret.
  assert.deepEqual(spec.settings.key, { env: 'CRM_KEY' });
  assert.deepEqual((await call('x')).data, { key: 'k-1', deep: ['k-1'], plain: 1 });
});

test('what the configuration names and is not there is told of', async (t) => {
  const each = {
    gone: {},
    both: { url: 'https://x.example', events: ['*'], secrets: ['whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQ='] },
    unset: { settings: { key: { env: 'NOT_THERE' } } },
    plain: { url: 'http://x.example/hook', events: ['*'], secrets: ['whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQ='] },
    eventless: { url: 'https://x.example/hook', secrets: ['whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQ='] },
    unsigned: { url: 'https://x.example/hook', events: ['*'] },
    weak: { url: 'https://x.example/hook', events: ['*'], secrets: ['my very own secret'] },
    inner: { url: 'https://169.254.169.254/latest', events: ['*'], secrets: ['whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQ='] },
  };
  const { functions } = await run(t, { 'both.ts': 'export default () => ({ success: true })', 'unset.ts': 'export default () => ({ success: true })' }, { each, env: {} });
  const problems = Object.fromEntries(functions.problems.map(({ function: name, message }) => [name, message]));
  assert.match(problems.gone, /^it has neither a url nor a file in /);
  assert.equal(problems.both, 'it has a url and a file; one of them must go');
  assert.equal(problems.unset, 'the environment has no NOT_THERE');
  assert.equal(problems.plain, 'its url must begin with https://, not http://x.example');
  assert.equal(problems.eventless, 'it has a url and no events; list them, or "*"');
  assert.equal(problems.unsigned, 'it has a url and no secrets to sign with');
  assert.equal(problems.weak, 'a secret is whsec_ and 24 bytes or more in base64');
  assert.equal(problems.inner, '169.254.169.254 is no public address');
  // What comes for those that say what they take waits until they are put right.
  assert.deepEqual(functions.specs.map(({ name }) => name), ['inner', 'plain', 'unsigned', 'weak']);
  assert.deepEqual(functions.unknown, ['unset']);
});

test('calls run side by side, each with its own console and requests', async (t) => {
  const server = await partner(t);
  const host = `partner.test:${server.port}`;
  const { call } = await run(t, {
    'product-added.ts': `export default async ({ payload: { data } }: any) => {
  console.log('begin', data.n);
  await fetch('http://${host}/' + data.n + '?secret=1', { method: 'POST', body: 'n=' + data.n });
  console.log('end', data.n);
  return { success: true };
};`,
  }, { each: { 'product-added': { egress: [`http://${host}`], privateHosts: [host] } }, resolve: names({ 'partner.test': '127.0.0.1' }) });
  const outcomes = await Promise.all(Array.from({ length: 20 }, (_, n) => call('product-added', { n }, { delivery: { id: `d-${n}`, attempt: 1 } })));
  for (const [n, { kind, logs, requests }] of outcomes.entries()) {
    assert.equal(kind, 'success');
    assert.deepEqual(logs.map(({ text }) => text), [`begin ${n}`, `end ${n}`]);
    assert.deepEqual(requests.map(({ method, url, status }) => [method, url, status]), [['POST', `${host}/${n}`, 200]]);
  }
  // By this a receiver knows a repeated delivery.
  for (const { url, headers, body } of server.seen) {
    const n = /\d+/.exec(url)[0];
    assert.deepEqual([headers['idempotency-key'], body, headers['x-ecom-call']], [`d-${n}`, `n=${n}`, undefined]);
  }
});

test('each further request of a call to one address has a key of its own, which all attempts share; a repeated one keeps its key', async (t) => {
  const server = await partner(t);
  const host = `partner.test:${server.port}`;
  const { call } = await run(t, {
    'product-added.ts': `export default async () => {
  const post = (path: string, body: string, headers = {}) => fetch('http://${host}' + path, { method: 'POST', body, headers });
  await post('/a', '1'); await post('/a', '2'); await post('/a', '1'); await post('/b', '1');
  await post('/b', '1', { 'Idempotency-Key': 'mine' });
  await fetch('http://${host}/c');
  return { success: true };
};`,
  }, { each: { 'product-added': { egress: [`http://${host}`], privateHosts: [host] } }, resolve: names({ 'partner.test': '127.0.0.1' }) });
  const keys = [];
  for (const attempt of [1, 2]) {
    assert.equal((await call('product-added', {}, { delivery: { id: 'd', attempt } })).kind, 'success');
    keys.push(server.seen.splice(0).map(({ headers }) => headers['idempotency-key']));
  }
  assert.deepEqual(keys[0], ['d', 'd-2', 'd', 'd', 'mine', undefined]);
  assert.deepEqual(keys[1], keys[0]);
});

test('a changed file is taken over at once: calls under way end on the version they began on, a broken version changes nothing', async (t) => {
  const version = (n) => `export default async ({ payload: { data } }: any) => {
  if (data.wait) await new Promise((resolve) => setTimeout(resolve, data.wait));
  return { success: true, data: ${n} };
};`;
  const { folder, functions, call } = await run(t, { 'product-added.ts': version(1), 'other.ts': version(1) }, { watch: true });
  const changed = () => new Promise((resolve) => functions.onChange(resolve));
  const slow = call('product-added', { wait: 1_500 });
  assert.equal((await call('product-added')).data, 1);
  const [, second] = await Promise.all([write(folder, { 'product-added.ts': version(2) }), changed()]);
  assert.deepEqual(second.map(({ name }) => name), ['other', 'product-added']);
  assert.equal((await call('product-added')).data, 2);
  assert.equal((await slow).data, 1);
  await Promise.all([write(folder, { 'product-added.ts': 'export default (' }), changed()]);
  assert.match(functions.problems[0].message, /product-added\.ts:1/);
  assert.equal((await call('product-added')).data, 2);
  const [, specs] = await Promise.all([write(folder, { 'cart-viewed.ts': version(3) }), changed()]);
  assert.deepEqual(specs.map(({ name }) => name), ['cart-viewed', 'other', 'product-added']);
  await Promise.all([rmSync(join(folder, 'other.ts')), changed()]);
  assert.deepEqual(functions.specs.map(({ name }) => name), ['cart-viewed', 'product-added']);
});

test('a folder that is not there has no functions; when it comes, goes and comes again, so do they', async (t) => {
  const place = folderOf(t);
  const folder = join(place, 'shop/functions');
  const functions = await createRunner({ folder, watch: true });
  t.after(() => functions.runner.close());
  assert.deepEqual([functions.specs, functions.problems], [[], []]);
  const changed = (count) => new Promise((resolve) => functions.onChange((specs) => specs.length === count && resolve(specs)));
  const code = 'export default () => ({ success: true });';
  const [, specs] = await Promise.all([write(folder, { 'product-added.ts': code }), changed(1)]);
  assert.deepEqual(specs.map(({ name }) => name), ['product-added']);
  assert.equal((await functions.runner.call(callOf('product-added'), new AbortController().signal)).kind, 'success');
  await Promise.all([write(folder, { 'cart-viewed.ts': code }), changed(2)]);
  await Promise.all([rmSync(join(place, 'shop'), { recursive: true }), changed(0)]);
  await Promise.all([write(folder, { 'cart-viewed.ts': code }), changed(1)]);
});

test('a function that cannot be built keeps its place when its file says of which event it is: deliveries wait for the next version', async (t) => {
  const { functions, call } = await run(t, { 'product-added.ts': 'export default (' });
  assert.deepEqual(functions.specs.map(({ name, events }) => [name, ...events]), [['product-added', 'product.added']]);
  const { kind, message } = await call('product-added');
  assert.equal(kind, 'retry');
  assert.match(message, /it cannot run: product-added\.ts:1/);
});

test('a call that is stopped from outside costs no attempt', async (t) => {
  const stop = new AbortController();
  const server = await partner(t, { answer: () => stop.abort() });
  const host = `127.0.0.1:${server.port}`;
  const files = { 'product-added.ts': `export default () => fetch('http://${host}/');` };
  const { functions } = await run(t, files, { each: { 'product-added': { egress: [`http://${host}`], privateHosts: [host] } } });
  const ended = functions.runner.call(callOf('product-added'), stop.signal);
  const { kind, innocent } = await ended;
  assert.deepEqual([kind, innocent], ['retry', true]);
});

test('a function that cannot start is tried again; what it takes is known over a restart, so nothing that comes for it is lost', async (t) => {
  const folder = folderOf(t);
  const knownEvents = join(folderOf(t), 'data/functions.json');
  const files = (code) => write(folder, { 'several.ts': code });
  const good = `export const eventName = ['product.viewed', 'gift.wrapped']; export default () => ({ success: true });`;
  files(good);
  const first = await createRunner({ folder, knownEvents });
  await first.runner.close();
  files('export default (');
  const second = await createRunner({ folder, knownEvents });
  t.after(() => second.runner.close());
  assert.deepEqual(second.specs.map(({ name, events }) => [name, ...events]), [['several', 'product.viewed', 'gift.wrapped']]);
  const call = () => second.runner.call(callOf('several'), new AbortController().signal);
  const { innocent, retryAfterMs, message } = await call();
  assert.deepEqual([innocent, retryAfterMs], [true, 10_000]);
  assert.match(message, /it cannot run: several\.ts:1/);
  const again = new Promise((resolve) => second.onChange(resolve));
  files(good);
  await again;
  assert.deepEqual(second.problems, []);
  assert.equal((await call()).kind, 'success');
});

test('a start that fails for a passing reason is made up for', async (t) => {
  const folder = folderOf(t, { 'product-added.ts': 'export default () => ({ success: true });' });
  const limits = { startMs: 1 };
  const functions = await createRunner({ folder, limits });
  t.after(() => functions.runner.close());
  assert.match(functions.problems[0].message, /it was not ready within 1 ms/);
  assert.deepEqual(functions.specs.map(({ name }) => name), ['product-added']);
  const again = new Promise((resolve) => functions.onChange(resolve));
  limits.startMs = 10_000;
  await again;
  assert.deepEqual(functions.problems, []);
});

test('a function of which nobody knows what it takes is told of, and its guess is not kept; a remote one keeps its place', async (t) => {
  const folder = folderOf(t, { 'several.ts': 'export default (', 'product-added.ts': 'export default (' });
  const knownEvents = join(folderOf(t), 'data/functions.json');
  const each = { hook: { url: 'https://partner.example/', events: ['order.completed'], secrets: [{ env: 'NOT_SET' }] }, nothing: {}, silent: { url: 'https://partner.example/' } };
  const functions = await createRunner({ folder, knownEvents, env: {}, config: { functions: { each } } });
  t.after(() => functions.runner.close());
  assert.deepEqual(functions.unknown, ['product-added', 'several']);
  assert.deepEqual(functions.specs.map(({ name, kind, events }) => [name, kind, ...events]), [['hook', 'remote', 'order.completed'], ['product-added', 'local', 'product.added']]);
  assert.deepEqual(functions.problems.map(({ function: name }) => name), ['hook', 'nothing', 'product-added', 'several', 'silent']);
  assert.deepEqual(JSON.parse(readFileSync(knownEvents, 'utf8')), { hook: ['order.completed'] });
  const again = new Promise((resolve) => functions.onChange(resolve));
  write(folder, { 'several.ts': `export const eventName = 'product.viewed'; export default () => ({ success: true });` });
  await again;
  assert.deepEqual(functions.unknown, ['product-added']);
});

test('a folder that cannot be read any more is told of; what runs goes on', async (t) => {
  const folder = folderOf(t, { 'product-added.ts': 'export default () => ({ success: true });' });
  const functions = await createRunner({ folder, watch: true });
  t.after(() => functions.runner.close());
  const changed = () => new Promise((resolve) => functions.onChange(resolve));
  rmSync(folder, { recursive: true });
  const told = changed();
  writeFileSync(folder, 'a file where the folder was');
  await told;
  await eventually(() => assert.match(functions.problems[0]?.message ?? '', /ENOTDIR/));
  assert.equal((await functions.runner.call(callOf('product-added'), new AbortController().signal)).kind, 'success');
});
