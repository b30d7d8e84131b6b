// The commands of a cloud project, as they are typed.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openStore } from '../../../dist/src/cloud/gateway/store/open.js';
import { write } from './functions.mjs';
import { eventually } from './gateway.mjs';
import { ok, project } from './project.mjs';
import { accepted } from './store-conformance.mjs';

const outcome = { kind: 'retry', status: 500, message: 'down', logs: [{ level: 'warn', text: 'no answer', at: 1 }], requests: [{ method: 'POST', url: 'api.example/x', status: 500, durationMs: 3 }], durationMs: 4 };

test('keys are made, renewed and retired; their secrets stay out of the configuration', async (t) => {
  const { directory, run, config } = project(t);
  ok(await run('keys', 'create', '--kind', 'browser', '--origin', 'https://shop.example', '--id', 'web'));
  const made = ok(await run('keys', 'create', '--kind', 'server', '--id', 'srv'));
  const [secret] = made.match(/whsec_\S+/);
  const [admin] = ok(await run('keys', 'create', '--kind', 'admin', '--id', 'adm')).match(/whsec_\S+/);
  ok(await run('keys', 'rotate', 'srv'));
  ok(await run('keys', 'rotate', 'adm'));
  assert.deepEqual(config().keys[0], { id: 'web', kind: 'browser', origins: ['https://shop.example'] });
  assert.equal(config().keys[1].secrets.length, 2);
  assert.equal(config().keys[2].secretHash.length, 2);
  const secrets = join(directory, '.env');
  assert.ok(readFileSync(secrets, 'utf8').includes(secret));
  assert.equal(statSync(secrets).mode & 0o777, 0o600);
  for (const hidden of [secret, admin]) assert.ok(!JSON.stringify(config()).includes(hidden));
  for (const id of ['srv', 'adm']) {
    const { code, err } = await run('keys', 'rotate', id);
    assert.equal(code, 1);
    assert.match(err, new RegExp(`^${id} has two secrets already, and the older one may be in use: ecom-events keys retire ${id} first`));
  }
  assert.ok(readFileSync(secrets, 'utf8').includes(secret));
  const [newest, before] = config().keys[1].secrets;
  assert.match(ok(await run('keys', 'retire', 'srv')), new RegExp(`${before.env} is no longer in \\.env`));
  assert.deepEqual(config().keys[1].secrets, [newest]);
  const left = readFileSync(secrets, 'utf8');
  assert.match(left, new RegExp(`^${newest.env}=whsec_\\S+\n$`));
  assert.ok(!left.includes(secret));
  assert.equal(statSync(secrets).mode & 0o777, 0o600);
  const [hash] = config().keys[2].secretHash;
  ok(await run('keys', 'retire', 'adm'));
  assert.deepEqual(config().keys[2].secretHash, [hash]);
  assert.match(ok(await run('keys', 'list')), /web {2}browser {2}https:\/\/shop\.example/);
  for (const [args, expected] of [
    [['create', '--kind', 'browser'], /needs the origins/],
    [['create', '--kind', 'king'], /expected browser, server or admin/],
    [['create', '--kind', 'server', '--id', 'srv'], /srv is there twice/],
    [['rotate', 'nobody'], /there is no key nobody/],
    [['rotate', 'web'], /a browser key is public/],
    [['retire', 'srv'], /has one secret only/],
    [['dance'], /Usage/],
  ]) {
    const { code, err } = await run('keys', ...args);
    assert.equal(code, 1);
    assert.match(err, expected);
  }
});

test('a retired secret stays where something else uses it, and is told of where it is not in .env', async (t) => {
  const shared = { env: 'OLD' };
  const { directory, run, config } = project(t, {
    keys: [
      { id: 'srv', kind: 'server', secrets: [{ env: 'NEW' }, shared] },
      { id: 'adm', kind: 'admin', secrets: [{ env: 'ADMIN_OLD' }], secretHash: ['0'.repeat(64)] },
    ],
    functions: { each: { mail: { url: 'https://mail.example/', secrets: [shared] } } },
  });
  writeFileSync(join(directory, '.env'), 'NEW=n\nexport OLD=o\n');
  ok(await run('keys', 'retire', 'srv'));
  assert.deepEqual(config().keys[0].secrets, [{ env: 'NEW' }]);
  assert.equal(readFileSync(join(directory, '.env'), 'utf8'), 'NEW=n\nexport OLD=o\n');
  assert.match(ok(await run('keys', 'retire', 'adm')), /ADMIN_OLD is not in \.env: take it out of the environment/);
  assert.deepEqual(config().keys[1], { id: 'adm', kind: 'admin', secretHash: ['0'.repeat(64)] });
});

test('serve takes what send sends; tail prints it; it stops in order', async (t) => {
  const { begin, run, serve } = project(t);
  ok(await run('keys', 'create', '--kind', 'server', '--id', 'srv'));
  const { url, ...served } = await serve();
  const tail = begin('tail', '--payload');
  await eventually(() => assert.match(tail.output.err, /events from now on/));
  const send = (...args) => run('send', ...args, '--url', url);
  assert.match(ok(await send('Order Completed', '--payload', '{"order_id":"1","total":5}', '--id', 'ev-1')), /^ev-1 accepted/);
  assert.match(ok(await send('Order Completed', '--payload', '{"order_id":"1","total":5}', '--id', 'ev-1')), /^ev-1 duplicate/);
  const wrong = await send('Order Completed', '--payload', "{order_id:'1'}");
  assert.equal(wrong.code, 1);
  assert.match(wrong.err, /^--payload: expected JSON, as '\{ "order_id": "50" \}'; /);
  assert.match((await send('Order Completed', '--file', 'nowhere.json')).err, /^nowhere\.json: ENOENT/);
  const refused = await send('Order Completed');
  assert.equal(refused.code, 1);
  assert.match(refused.out, /rejected\n {2}Order Completed: order_id rejected/);
  await eventually(() => assert.match(tail.output.out, /server {3}order\.completed {2}ev-1 {2}\{"order_id":"1","total":5\}/));
  tail.child.kill();
  const second = await run('serve');
  assert.match(second.err, /another gateway has the store/);
  served.child.kill('SIGTERM');
  const { code, out } = await served.ended;
  assert.equal(code, 0);
  assert.match(out, /"message":"stopped"/);
  const away = await send('Order Completed');
  assert.equal(away.code, 1);
  assert.equal(away.err, `no gateway answers at ${url} (ECONNREFUSED); start it with: ecom-events serve\n`);
  assert.match((await run('send', 'Order Completed', '--url', 'here')).err, /^--url: expected an address, as http:\/\/127\.0\.0\.1:8787, not here/);
});

test('who reads what export and tail write may stop reading', async (t) => {
  const { begin, directory } = project(t);
  const store = await openStore('file:data/events.db', directory);
  const text = 'x'.repeat(1000);
  await store.append(Array.from({ length: 2000 }, (_, index) => accepted({ eventId: `ev-${index}`, payload: { text } })));
  const exporting = begin('export');
  exporting.child.stdout.once('data', () => exporting.child.stdout.destroy());
  const { code, err } = await exporting.ended;
  assert.deepEqual([code, err], [0, '']);
  const tail = begin('tail');
  await eventually(() => assert.match(tail.output.err, /events from now on/));
  tail.child.stdout.destroy();
  await store.append([accepted({ eventId: 'late' })]);
  assert.deepEqual([(await tail.ended).code, tail.output.err], [0, 'events from now on; Ctrl+C ends it\n']);
  await store.close();
});

test('deliveries, dead letters, functions, export, erase and backup work on the store', async (t) => {
  const { directory, run } = project(t, { functions: { each: { crm: { url: 'https://crm.example/' } } } });
  const store = await openStore('file:data/events.db', directory);
  await store.append([accepted({ eventId: 'ev-1', userId: 'u1' }), accepted({ eventId: 'ev-2' })]);
  const [claimed] = await store.claim({ function: 'f', limit: 1, owner: 'o', now: 1000, until: 2000 });
  await store.finish({ claimed, state: 'dead', due: 0, reason: 'failed 10 times', attempt: { number: 1, at: 1500, outcome } });
  await store.close();
  const { id } = claimed.delivery;

  assert.match(ok(await run('deliveries', 'list')), /pending .*\n.*dead +1 +f +product\.viewed +dlv_/);
  assert.match(ok(await run('deliveries', 'show', id)), /1\. 1970-01-01 00:00:01 {2}retry 500 {2}4 ms {2}down\n {3}warn: no answer\n {3}POST api\.example\/x → 500 in 3 ms/);
  assert.match(ok(await run('dlq', 'list')), /failed 10 times/);
  assert.match(ok(await run('functions', 'pause', 'f')), /f is paused/);
  assert.match(ok(await run('functions', 'status')), /f +paused: paused by hand +1 +0 +1/);
  ok(await run('functions', 'resume', 'f'));
  mkdirSync(join(directory, 'functions'));
  writeFileSync(join(directory, 'functions/order-completed.ts'), '');
  for (const action of ['pause', 'resume']) {
    const { code, err } = await run('functions', action, 'nosuch');
    assert.deepEqual([code, err], [1, 'there is no function nosuch; there are: crm, f, order-completed\n']);
  }
  assert.match(ok(await run('functions', 'status')), /^function +state.*\nf +active[^\n]*\n$/);
  assert.match(ok(await run('deliveries', 'retry', id)), /will be called again/);
  assert.match(ok(await run('deliveries', 'retry', id)), /is no dead letter/);
  assert.match(ok(await run('dlq', 'replay')), /^0 will/);
  assert.match(ok(await run('dlq', 'purge')), /^0 removed/);
  assert.match(ok(await run('backup', 'copy.db')), /copy\.db: 2 events, 2 deliveries, 0 rejected/);
  assert.match((await run('backup', 'copy.db')).err, /is there already/);
  writeFileSync(join(directory, 'broken.db'), 'not a database at all'.repeat(500));
  assert.match((await run('backup', '--check', 'broken.db')).err, /is no backup of a store, or damaged/);
  assert.match(ok(await run('erase', '--user', 'u1')), /^1 events emptied/);
  const lines = ok(await run('export')).trim().split('\n').map((line) => JSON.parse(line));
  assert.deepEqual(lines.map(({ eventId, erased }) => [eventId, erased]), [['ev-1', true], ['ev-2', false]]);
  assert.equal(ok(await run('export', '--after', String(lines[0].seq))).trim().split('\n').length, 1);
  assert.equal(ok(await run('export', '--rejected')), '');
  assert.match((await run('deliveries', 'show', 'dlv_x')).err, /there is no delivery dlv_x/);
});

test('a wrong command line says how it is right', async (t) => {
  const { run } = project(t);
  for (const args of [['deliveries'], ['deliveries', 'list', '--what'], ['dlq'], ['functions'], ['send'], ['erase'], ['backup'], ['export', '--after'], ['toString']]) {
    const { code, err } = await run(...args);
    assert.equal(code, 1, args.join(' '));
    assert.match(err, /Usage: ecom-events/, args.join(' '));
  }
  assert.match((await run('serve', '--port', 'x')).err, /--port: expected/);
  assert.match((await run('send', 'Signed Out')).err, /a server key with a secret is needed/);
  assert.match((await run('serve', '--store', 'mysql://x')).err, /store: expected file:<path>/);
  assert.match((await run('serve', '--config', 'none.json')).err, /there is no .*none\.json/);
});

test('doctor looks at all that a gateway needs, and names what is missing', async (t) => {
  const { run } = project(t, { keys: [{ id: 'server1', kind: 'server', secrets: [{ env: 'NOT_SET' }] }] });
  const { code, out } = await run('doctor');
  assert.equal(code, 1);
  assert.match(out, /no {2}keys +the environment variable NOT_SET/);
  assert.match(out, /ok {2}disk +fsync [\d.]+ ms, \d+ GB free/);
  assert.match(out, /ok {2}sandbox +workerd [\d.]+, runs in \d+ ms/);
  assert.match(out, /ok {2}functions +there is none/);
});

test('doctor starts each function, and says what is wrong with one in its author’s words only', async (t) => {
  const { directory, run } = project(t);
  write(directory, { 'functions/good.js': 'export default () => ({ success: true });', 'functions/bad.js': 'throw new Error("no key")' });
  const { code, out } = await run('doctor');
  assert.equal(code, 1);
  assert.match(out, /no {2}functions +bad: .*no key/);
  assert.doesNotMatch(out, /NOSENTRY|good:/);
});

test('dev takes a changed function over and shows what it says; serve does neither', async (t) => {
  const { directory, run, begin, serve } = project(t, { functions: { each: { hello: { events: ['*'] } } } });
  ok(await run('keys', 'create', '--kind', 'server', '--id', 'srv'));
  const says = (text) => write(directory, { 'functions/hello.js': `export default () => { console.log('${text}'); return { success: true }; };` });
  says('one');
  const send = async (url, id) => ok(await run('send', 'Gift Wrapped', '--payload', '{}', '--id', id, '--url', url));
  const dev = begin('dev');
  const { url } = await eventually(() => JSON.parse(dev.output.out.split('\n').find((line) => line.includes('listening'))), 60_000);
  await send(url, 'a');
  await eventually(() => assert.match(dev.output.out, /"message":"hello log: one"/));
  assert.match(dev.output.out, /"message":"called","function":"hello","kind":"success"/);
  says('two');
  await eventually(() => assert.match(dev.output.out, /functions changed/));
  await send(url, 'b');
  await eventually(() => assert.match(dev.output.out, /"message":"hello log: two"/));
  dev.child.kill('SIGTERM');
  await dev.ended;
  const served = await serve();
  says('three');
  await send(served.url, 'c');
  await eventually(async () => assert.match(ok(await run('deliveries', 'list')), /succeeded.*_c\n/));
  assert.doesNotMatch(served.output.out, /functions changed|hello log/);
});

test('every command says how it is used when asked, and does nothing then', async (t) => {
  const { run, directory } = project(t);
  const before = readdirSync(directory);
  const names = [...ok(await run('--help')).matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => [name]);
  assert.ok(names.length > 10, String(names));
  for (const name of ['new', 'list', 'build', 'preview', 'pause', 'resume', 'status']) names.push(['functions', name]);
  for (const name of names) assert.match(ok(await run(...name, '--help')), new RegExp(`^Usage: ecom-events ${name.join('.*')}`, 's'), String(name));
  assert.deepEqual(readdirSync(directory), before);
  const wrong = await run('tail', '--colour');
  assert.equal(wrong.code, 1);
  assert.match(wrong.err, /Unknown option '--colour'.*\nUsage: ecom-events tail/);
});
