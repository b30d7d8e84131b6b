// `ecom-events functions …`, as it is typed in a project.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../../scripts/run.mjs';
import { catalogue } from '../../../dist/src/events/catalogue.js';
import { folderOf, partner, write } from './functions.mjs';

const cli = join(root, 'dist/src/cli/ecom-events.js');

/** A project in a new folder, and a way to type commands in it. */
function project(t, files = {}) {
  const folder = folderOf(t, files);
  const type = (...args) =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, [cli, 'functions', ...args], { cwd: folder });
      let out = '';
      let err = '';
      child.stdout.on('data', (part) => (out += part));
      child.stderr.on('data', (part) => (err += part));
      child.once('close', (code) => resolve({ code, out, err }));
    });
  return { folder, type };
}

test('a new function is written for an event, by any of its names, and runs in a preview at once', async (t) => {
  const { folder, type } = project(t);
  const made = await type('new', 'Product Added');
  assert.equal(made.code, 0, made.err);
  assert.equal(made.out.split('\n')[0], 'functions/product-added.ts is there. Try it:');
  assert.match(readFileSync(join(folder, 'functions/product-added.ts'), 'utf8'), /AppFunction<'Product Added'>/);
  const shown = await type('preview', 'product.added', 'functions/product-added.ts');
  assert.equal(shown.code, 0, shown.err);
  assert.match(shown.out, /^success \(200\) in [\d.]+ ms\n\ndata\n\{\}\n\nlogs\n {2}log {3}product\.added preview-[\w-]+\n$/);
  const again = await type('new', 'product.added');
  assert.equal(again.code, 1);
  assert.match(again.err, /product-added\.ts is there already/);
  assert.match((await type('new', 'product.vanished')).err, /"product\.vanished" is no event of the catalogue; expected one such as product\.added/);
  assert.match((await type('new', 'product.added', '--name', '../x')).err, /is no name for a function/);
});

test('a new function of each event names that event', async (t) => {
  const { type } = project(t);
  const events = ['Order Refunded', 'Product Added to Wishlist', 'Wishlist Product Added to Cart'];
  for (const event of events) assert.equal((await type('new', event, '--js')).code, 0);
  await type('new', 'cart.viewed', '--name', 'baskets');
  const { out, code, err } = await type('list');
  assert.equal(code, 0, err);
  for (const event of [...events, 'Cart Viewed']) assert.ok(out.includes(catalogue.find(({ name }) => name === event).cloudName), out);
  assert.match(out, /baskets +local +cart\.viewed +reaches no host/);
});

test('a preview shows result, logs, time and requests, with the given fixture and settings', async (t) => {
  const server = await partner(t);
  const host = `127.0.0.1:${server.port}`;
  const { type } = project(t, {
    'ecom-events.config.json': JSON.stringify({ merchant: { id: '1' }, functions: { each: { x: { privateHosts: [host], settings: { list: 'configured' } } } } }),
    'functions/x.ts': `export const eventName = 'Product Added';
export default async ({ payload, settings }: any) => {
  console.warn('for', settings.list);
  await fetch('http://${host}/added?id=1', { method: 'POST' });
  try { await fetch('https://other.example/'); } catch {}
  return Resp.success().setData({ got: payload.data.product_id ?? payload.data, at: payload.created_at }).setMessage('sent');
};`,
    'data.json': JSON.stringify({ product_id: '9', quantity: 1 }),
    'payload.json': JSON.stringify({ event: 'product.added', merchant: 7, created_at: '2026-02-02T00:00:00Z', data: { product_id: '10' } }),
    'settings.json': JSON.stringify({ list: 'given' }),
  });
  const allow = ['--egress', `http://${host}`];
  const first = await type('preview', 'product.added', 'functions/x.ts', '--fixture', 'data.json', '--settings', 'settings.json', ...allow);
  assert.equal(first.code, 0, first.err);
  assert.match(first.out, /^success \(200\) in [\d.]+ ms: sent\n/);
  assert.match(first.out, /"got": "9"/);
  assert.match(first.out, / {2}warn {2}for given\n/);
  assert.match(first.out, new RegExp(`  POST ${host}/added 200 in \\d+ ms\n`));
  assert.match(first.out, / {2}GET other\.example\/ refused: https:\/\/other\.example is not among the hosts this function may reach/);
  assert.match(first.err, /^$/);
  const whole = await type('preview', 'functions/x.ts', '--event', 'payload.json', '--json', ...allow);
  const outcome = JSON.parse(whole.out);
  assert.deepEqual([outcome.kind, outcome.data, outcome.logs[0].text], ['success', { got: '10', at: '2026-02-02T00:00:00Z' }, 'for configured']);
  const named = await type('preview', 'functions/x.ts', '--event', 'product.added', '--json', ...allow);
  assert.equal(JSON.parse(named.out).data.got, catalogue.find(({ name }) => name === 'Product Added').example.product_id);
});

test('a preview fails as the function does, and says what the gateway would reject', async (t) => {
  const { type } = project(t, {
    'functions/x.ts': `export const eventName = '*'; export default ({ payload: { data } }: any) => { if (data.throw) throw new Error('broke'); return Resp.error().setStatus(422).setMessage('no'); };`,
    'functions/broken.ts': 'export default (',
    'functions/package.ts': `import x from 'left-pad'; export default x;`,
    'throw.json': '{ "throw": true, "product_id": "1" }',
    'wrong.json': '{ "quantity": "many" }',
    'text.json': '"text"',
  });
  const rejected = await type('preview', 'product.added', 'functions/x.ts');
  assert.deepEqual([rejected.code, rejected.out.split(' in ')[0]], [1, 'rejected, final (422)']);
  const threw = await type('preview', 'product.added', 'functions/x.ts', '--fixture', 'throw.json');
  assert.equal(threw.code, 1);
  assert.match(threw.out, /^failed, would be tried again \(500\) in [\d.]+ ms: Error: broke\n/);
  assert.match((await type('preview', 'product.added', 'functions/x.ts', '--fixture', 'wrong.json')).err, /The gateway would reject this product\.added:\n {2}product_id: /);
  assert.match((await type('preview', 'product.added', 'functions/broken.ts')).err, /functions\/broken\.ts: broken\.ts:1: /);
  assert.match((await type('preview', 'product.added', 'functions/package.ts')).err, /"left-pad" cannot be imported/);
  assert.match((await type('preview', 'product.added', 'functions/x.ts', '--fixture', 'text.json')).err, /text\.json: expected a JSON object/);
  assert.match((await type('preview', 'product.added', 'functions/none.ts')).err, /there is no .*none\.ts/);
  assert.match((await type('preview', 'gift.wrapped', 'functions/x.ts')).err, /no event of the catalogue, so there is no example of it; give its data with --fixture/);
  assert.match((await type('preview')).err, /^Usage: /);
  assert.match((await type('vanish')).err, /^Usage: /);
});

test('build bundles every function and fails for one that cannot be', async (t) => {
  const { folder, type } = project(t, { 'functions/x.ts': `import { one } from './_one'; export default () => Resp.success().setData({ one });`, 'functions/_one.ts': `export const one: number = 1;` });
  const built = await type('build', '--out', 'out');
  assert.equal(built.code, 0, built.err);
  assert.match(built.out, /^x: \d+ bytes\n$/);
  assert.deepEqual(readdirSync(join(folder, 'out')), ['x.js']);
  assert.doesNotMatch(readFileSync(join(folder, 'out/x.js'), 'utf8'), /number|import/);
  write(folder, { 'functions/y.ts': 'export default (' });
  const { code, out, err } = await type('build');
  assert.equal(code, 1);
  assert.match(out, /^x: /);
  assert.match(err, /^y: y\.ts:1: /);
});

test('the sample functions of the demo run with the examples of the catalogue', async (t) => {
  const { type } = project(t);
  const samples = join(root, 'demo/functions');
  const added = await type('preview', 'product.added', join(samples, 'interest.ts'), '--json');
  assert.deepEqual([added.code, JSON.parse(added.out).data], [0, { product_id: '1846327032', points: 10 }]);
  const order = await type('preview', 'order.completed', join(samples, 'order-completed.ts'), '--json');
  assert.deepEqual([order.code, JSON.parse(order.out).data.order_id], [0, '204417']);
});
