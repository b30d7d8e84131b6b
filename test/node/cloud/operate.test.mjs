// A gateway as its operators have it: a process, its log, its metrics, its end, its shoppers who want to be forgotten, its backups.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { catalogue } from '../../../dist/src/events/catalogue.js';
import { openStore } from '../../../dist/src/cloud/gateway/store/open.js';
import { write } from './functions.mjs';
import { adminSecret, event, eventually, failure, fakeRunner, keys, origin, secret, start, viewed } from './gateway.mjs';
import { ok, project } from './project.mjs';

const canary = 'canary-7f3a';
const email = `${canary}@example.com`;

/** A value whose every text is, or begins with, what must be found nowhere else. */
function withCanaries(value) {
  if (typeof value === 'string') return value.length === 3 || /^\w+:\/\//.test(value) ? value : `${canary} ${value}`;
  if (Array.isArray(value)) return value.map(withCanaries);
  return value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([name, inside]) => [name, withCanaries(inside)])) : value;
}

/** Reads what Prometheus would: names, labels and numbers of a text. @throws at the first line that is none */
function readMetrics(text) {
  const label = /^([a-zA-Z_]\w*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/;
  return text.split('\n').flatMap((line) => {
    if (!line || /^# (HELP [a-zA-Z_:]\w* .*|TYPE [a-zA-Z_:]\w* (counter|gauge|histogram|summary|untyped))$/.test(line)) return [];
    const [, name, given = '', value] = /^([a-zA-Z_:]\w*)(?:\{(.*)\})? (-?(?:[\d.]+(?:e[+-]?\d+)?|\+?Inf|NaN))$/.exec(line) ?? assert.fail(line);
    const labels = {};
    for (let left = given; left; ) {
      const [whole, key, inside] = label.exec(left) ?? assert.fail(line);
      labels[key] = inside;
      left = left.slice(whole.length);
    }
    return [{ name, labels, value: Number(value.replace('Inf', 'Infinity')) }];
  });
}

const metricsOf = async ({ fetch }) => (await fetch('/metrics', { headers: { authorization: `Bearer ${adminSecret}` } })).text();

test('nothing of any field of any event is in log, metrics or errors, whatever becomes of it', async (t) => {
  const runner = fakeRunner(({ payload }) => {
    if (payload.event.startsWith('order')) throw new Error(`could not write ${JSON.stringify(payload)}`);
    return failure({ message: JSON.stringify(payload).slice(0, 500), logs: [{ level: 'error', text: JSON.stringify(payload), at: 1 }] });
  });
  const g = await start(t, { runner, specs: [{ name: 'all', kind: 'local', events: ['*', 'identify'], scheduleMs: [0] }], config: { personalData: true } });
  const context = { user_id: email, anonymous_id: `${canary}-a`, session_id: `${canary}-s`, traits: { email }, page: { url: `https://shop.example/?q=${canary}`, title: canary }, locale: canary };
  const answers = [];
  const post = async (request) => {
    const response = await request;
    answers.push(`${JSON.stringify([...response.headers])} ${await response.text()}`);
  };
  const native = catalogue.flatMap(({ name, example }) => {
    const right = withCanaries(example);
    const wrong = Object.fromEntries(Object.keys(example).map((field) => [field, { [canary]: canary }]));
    return [right, wrong, { ...right, price: canary, products: canary, total: canary }, { ...right, constructor: canary }].map((payload) => event(name, payload, context));
  });
  await post(g.sendSigned({ events: native }));
  await post(g.send({ events: native.map((one) => ({ ...one, context: { ...one.context, event_id: crypto.randomUUID() } })) }));
  const segment = catalogue.map(({ name, example }) => ({ type: 'track', event: name, properties: withCanaries(example), userId: email, messageId: crypto.randomUUID(), context }));
  const basic = { authorization: `Basic ${btoa(`${secret}:`)}` };
  await post(g.fetch('/v1/batch', { method: 'POST', headers: basic, body: JSON.stringify({ batch: [...segment, { type: 'identify', traits: { email, name: canary }, userId: email }, { type: canary }] }) }));
  for (const body of [`{"a":"${canary}`, `"${canary}"`, JSON.stringify({ events: canary })]) await post(g.send(body));
  await post(g.fetch(`/v1/${canary}?email=${email}`, { headers: { cookie: canary, 'x-write-key': canary } }));
  const { append } = g.gateway.store;
  g.gateway.store.append = () => Promise.reject(new Error('UNIQUE constraint failed: events.merchant'));
  await post(g.send(viewed({ name: canary })));
  g.gateway.store.append = append;
  await eventually(async () => assert.ok((await g.admin('/functions')).functions.some(({ counts }) => counts.dead > 0)));
  await eventually(() => assert.ok(g.lines.some(({ message }) => message === 'a call failed')));
  // That they were taken at all, and that a function got them.
  assert.ok(runner.calls.some(({ payload }) => JSON.stringify(payload).includes(canary)));
  for (const [where, text] of Object.entries({ log: JSON.stringify(g.lines), metrics: await metricsOf(g), answers: answers.join('\n') })) assert.ok(!text.includes(canary), `${where}: ${text.slice(Math.max(0, text.indexOf(canary) - 200), text.indexOf(canary) + 50)}`);
});

test('metrics are what Prometheus reads, with functions of any name', async (t) => {
  const odd = 'a "quoted"\\ name\nof two lines';
  const g = await start(t, { specs: [{ name: odd, kind: 'local', events: ['*'] }] });
  await g.send({ events: [viewed(), viewed()] });
  await g.runner.until(2);
  const read = await eventually(async () => {
    const found = readMetrics(await metricsOf(g));
    assert.equal(found.find(({ name, labels }) => name === 'ecom_calls_total' && labels.outcome === 'success')?.value, 2);
    return found;
  });
  assert.equal(read.find(({ name }) => name === 'ecom_calls_total').labels.function, 'a \\"quoted\\"\\\\ name\\nof two lines');
  assert.ok(read.find(({ name }) => name === 'process_resident_memory_bytes').value > 1e6);
  const buckets = read.filter(({ name, labels }) => name === 'ecom_accept_to_call_seconds_bucket' && labels.function);
  assert.deepEqual([buckets.at(-1).labels.le, buckets.at(-1).value], ['+Inf', 2]);
});

test('a reader of the log who goes away takes nothing along', async (t) => {
  const { serve } = project(t, { keys });
  const { url, child } = await serve();
  child.stdout.destroy();
  child.stderr.destroy();
  assert.equal((await fetch(`${url}/admin/api/erase`, { method: 'POST', headers: { authorization: `Bearer ${adminSecret}` }, body: '{"user":"u1"}' })).status, 200);
  assert.equal((await view(url, 'first')).status, 200);
  const exited = new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)));
  child.kill('SIGTERM');
  assert.equal(await exited, 0);
});

const slow = "export default ({ payload }) => new Promise((done) => setTimeout(() => done({ success: true, data: payload.data.product_id }), 700));\n";
const local = { functions: { each: { 'product-viewed': { concurrency: 1 } } } };

/** Sends views of a product to a gateway as a page does. */
const view = (url, ...ids) =>
  fetch(`${url}/v1/events`, { method: 'POST', headers: { 'x-write-key': 'browser1', origin }, body: JSON.stringify({ events: ids.map((id) => viewed({ product_id: id }, { event_id: id })) }) });
const stateOf = async (store, id) => {
  const [{ delivery, attempts }] = await store.way('m1', id);
  return [delivery.state, attempts.length, attempts[0]?.outcome.data];
};

/** Starts a gateway with a slow function, ends it while that works on the first of two events; what is in its store then. */
async function ended(t, drainMs) {
  const { directory, serve } = project(t, { keys, drainMs, ...local });
  write(directory, { 'functions/product-viewed.js': slow });
  const served = await serve();
  assert.equal((await view(served.url, 'first', 'second')).status, 200);
  const headers = { authorization: `Bearer ${adminSecret}` };
  await eventually(async () => assert.equal((await (await fetch(`${served.url}/admin/api/deliveries?state=leased`, { headers })).json()).deliveries.length, 1));
  served.child.kill('SIGTERM');
  const { code, out } = await served.ended;
  assert.equal(code, 0);
  assert.match(out, /"message":"stopped"/);
  const store = await openStore('file:data/events.db', directory);
  t.after(() => store.close());
  return store;
}

test('told to end, it waits for a function under way and begins no other', async (t) => {
  const store = await ended(t, 10_000);
  assert.deepEqual(await stateOf(store, 'first'), ['succeeded', 1, 'first']);
  assert.deepEqual(await stateOf(store, 'second'), ['pending', 0, undefined]);
});

test('what it cannot wait for is returned and has lost no attempt', async (t) => {
  const store = await ended(t, 0);
  assert.deepEqual(await stateOf(store, 'first'), ['pending', 0, undefined]);
  assert.deepEqual(await stateOf(store, 'second'), ['pending', 0, undefined]);
});

test('a shopper who is forgotten is in no file of the store: not as event, delivery, attempt, dead letter, lane or rejected', async (t) => {
  const answer = ({ payload }) => (payload.data.product_id === 'dead' ? failure({ message: canary, logs: [{ level: 'log', text: JSON.stringify(payload), at: 1 }] }) : { ...failure(), kind: 'success', data: payload.data });
  const specs = [{ name: 'all', kind: 'local', events: ['*'], scheduleMs: [0], ordered: true }];
  const g = await start(t, { specs, runner: fakeRunner(answer), config: { personalData: true } });
  const who = { user_id: `${canary}-user`, anonymous_id: `${canary}-browser` };
  await g.sendSigned({ events: [viewed({ product_id: 'dead', name: canary }, { ...who, event_id: 'dead' }), viewed({ name: canary }, who), viewed({ name: canary, price: canary }, who), viewed({ name: 'kept' }, { event_id: 'other', anonymous_id: 'a2' })] });
  // From before the shopper signed in.
  await g.send(viewed({ name: canary }, { anonymous_id: `${canary}-browser` }));
  await eventually(async () => assert.equal((await g.admin('/deliveries?state=succeeded')).deliveries.length, 3));
  assert.equal((await g.admin('/dlq')).deliveries.length, 1);
  const files = () => readdirSync(g.directory).filter((name) => name.startsWith('events.db')).map((name) => [name, readFileSync(join(g.directory, name), 'latin1')]);
  assert.ok(files().some(([, text]) => text.includes(canary)));
  assert.deepEqual(await g.admin('/erase', { user: `${canary}-user` }), { events: 3, rejected: 1 });
  assert.equal((await g.admin('/dlq')).deliveries.length, 0);
  assert.equal((await g.admin('/events/dead')).event.erased, true);
  assert.equal((await g.admin('/events/other')).event.payload.name, 'kept');
  for (const [name, text] of files()) assert.ok(!text.includes(canary), name);
  assert.deepEqual((await (await g.sendSigned(viewed({ name: canary }, { ...who, event_id: 'dead' }))).json()).results.map(({ status }) => status), ['duplicate']);
  assert.ok(!JSON.stringify(await g.admin('/events')).includes(canary), 'what is repeated is known and not kept again');
});

test('a shopper is forgotten while a function works on an event: how that ends is not kept', async (t) => {
  let end;
  const g = await start(t, { runner: fakeRunner(() => new Promise((resolve) => (end = () => resolve({ ...failure({ message: canary }), kind: 'success', data: canary })))) });
  await g.send(viewed({}, { event_id: 'ev-1', user_id: 'u1' }));
  await g.runner.until(1);
  await g.admin('/erase', { user: 'u1' });
  end();
  await g.gateway.stop();
  const store = await openStore('file:events.db', g.directory);
  t.after(() => store.close());
  assert.deepEqual(await store.way('m1', 'ev-1'), []);
  assert.ok(!readFileSync(join(g.directory, 'events.db'), 'latin1').includes(canary));
});

test('a backup of a gateway that runs is restored: what it knew is known, what waited is called, what came later is aside', async (t) => {
  const { directory, run, serve } = project(t, { keys });
  write(directory, { 'functions/product-viewed.js': 'export default () => ({ success: false, status: 500 });\n' });
  const served = await serve();
  const headers = { authorization: `Bearer ${adminSecret}` };
  const ask = async ({ url }, path) => (await fetch(`${url}/admin/api${path}`, { headers })).json();
  await view(served.url, 'first');
  assert.match(ok(await run('backup', 'copy.db')), /copy\.db: 1 events, 1 deliveries, 0 rejected/);
  await view(served.url, 'later');
  assert.match((await run('backup', '--restore', 'copy.db')).err, /another gateway has the store/);
  // As a machine that dies: its log of writes is left behind.
  served.child.kill('SIGKILL');
  await served.ended;
  assert.ok(readdirSync(join(directory, 'data')).includes('events.db-wal'));
  writeFileSync(join(directory, 'broken.db'), 'not a database at all'.repeat(500));
  assert.match((await run('backup', '--restore', 'broken.db')).err, /is no backup of a store, or damaged/);
  const [, aside] = ok(await run('backup', '--restore', 'copy.db')).match(/events\.db: 1 events, 1 deliveries, 0 rejected; what was there is .*\/(events\.db\.before-\w+)\n/);
  write(directory, { 'functions/product-viewed.js': 'export default () => ({ success: true });\n' });
  const again = await serve();
  const known = (await (await view(again.url, 'first', 'later')).json()).results.map(({ status }) => status);
  assert.deepEqual(known, ['duplicate', 'accepted']);
  await eventually(async () => assert.equal((await ask(again, '/deliveries?state=succeeded')).deliveries.length, 2));
  const before = await openStore(`file:data/${aside}`, directory);
  assert.deepEqual((await before.events({ after: 0 })).map(({ eventId }) => eventId), ['first', 'later']);
  await before.close();
});

test('what is older than its days goes, with its deliveries, attempts and rejected ones; what still waits stays', async (t) => {
  const g = await start(t, { runner: fakeRunner(({ payload }) => (payload.data.product_id === 'waits' ? failure() : { ...failure(), kind: 'success' })) });
  await g.sendSigned({ events: [viewed({}, { event_id: 'done' }), viewed({ product_id: 'waits' }, { event_id: 'waits' }), viewed({ price: 'x' })] });
  await eventually(async () => assert.equal((await g.admin('/deliveries?state=succeeded')).deliveries.length, 1));
  assert.equal(await g.gateway.store.expire(Date.now() + 1, ['all']), 2);
  assert.deepEqual((await g.admin('/events')).events.map(({ eventId }) => eventId), ['waits']);
  assert.deepEqual((await g.admin('/rejected')).rejected, []);
  assert.equal((await g.admin('/deliveries')).deliveries.length, 1);
});

test('an export is what is stored, line by line, also while it runs, and goes on where it ended', async (t) => {
  const { run, serve } = project(t, { keys });
  const { url } = await serve();
  await view(url, ...Array.from({ length: 900 }, (_, at) => `e${at}`));
  await view(url, ...Array.from({ length: 900 }, (_, at) => `f${at}`));
  const read = (text) => text.trim().split('\n').map((line) => JSON.parse(line));
  const lines = read(ok(await run('export')));
  assert.equal(new Set(lines.map(({ eventId }) => eventId)).size, 1_800);
  await view(url, 'last');
  assert.deepEqual(read(ok(await run('export', '--after', String(lines.at(-1).seq)))).map(({ eventId }) => eventId), ['last']);
});

test('a gateway that does not know what a function takes is not ready until it does', async (t) => {
  const { directory, serve } = project(t);
  write(directory, { 'functions/several.js': 'export default (' });
  const { url, output } = await serve();
  const ready = async () => (await fetch(`${url}/readyz`)).status;
  assert.equal(await ready(), 503);
  await eventually(() => assert.match(output.out, /it is not ready.*nobody knows which events these take, and they cannot run: several/));
  write(directory, { 'functions/several.js': `export const eventName = 'product.viewed'; export default () => ({ success: true });` });
  await eventually(async () => assert.equal(await ready(), 200));
});

test('a function that takes a misspelt event is told of, one of the shop’s own events is not', async (t) => {
  const { directory, run, serve } = project(t, { functions: { each: { a: { events: ['order.complete', 'gift.wrapped', 'Product Aded'] } } } });
  write(directory, { 'functions/a.js': 'export default () => ({ success: true });\n' });
  const { err } = await run('functions', 'list');
  assert.equal(err, 'a: order.complete is no event of the catalogue; is order.completed meant?\na: product.aded is no event of the catalogue; is product.added meant?\n');
  const { output } = await serve();
  assert.deepEqual([...output.out.matchAll(/"event":"([^"]*)","meant":"([^"]*)"/g)].map(([, ...names]) => names), [['order.complete', 'order.completed'], ['product.aded', 'product.added']]);
});

test('a gateway whose store has ended ends too, and says so: somebody has to start it again', async (t) => {
  const { directory, serve } = project(t);
  const script = join(directory, 'end-threads.mjs');
  writeFileSync(script, `import threads from 'node:worker_threads';
    import { syncBuiltinESMExports } from 'node:module';
    const { Worker } = threads;
    threads.Worker = class extends Worker { constructor(...given) { super(...given); process.once('SIGUSR2', () => this.terminate()); } };
    syncBuiltinESMExports();`);
  const { NODE_OPTIONS } = process.env;
  process.env.NODE_OPTIONS = `--import ${script}`;
  const served = await serve().finally(() => (NODE_OPTIONS === undefined ? delete process.env.NODE_OPTIONS : (process.env.NODE_OPTIONS = NODE_OPTIONS)));
  served.child.kill('SIGUSR2');
  const { code, out } = await served.ended;
  assert.equal(code, 1);
  assert.match(out, /"level":"error".*the store ended, and with it the gateway/);
});

test('doctor says of a healthy project that all is well, also while its gateway runs', async (t) => {
  const { run, serve } = project(t, { keys });
  const before = ok(await run('doctor'));
  assert.match(before, /ok {2}store +\S*events\.db will be made/);
  await serve();
  const out = ok(await run('doctor'));
  assert.match(out, /ok {2}keys +1 browser, 1 server, 1 admin/);
  assert.match(out, /ok {2}store +sqlite, can be written to/);
  assert.doesNotMatch(out, /^no /m);
  for (const hidden of [secret, adminSecret]) assert.ok(!out.includes(hidden));
});
