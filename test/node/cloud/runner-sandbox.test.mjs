// The sandbox of App Functions, tried as an attacker would: each attempt is contained, and the other functions go on.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { root } from '../../../scripts/run.mjs';
import { isPublicAddress } from '../../../dist/src/cloud/gateway/runner/address.js';
import { isAllowed } from '../../../dist/src/cloud/gateway/runner/egress.js';
import { callOf, ca, folderOf, names, partner, run } from './functions.mjs';
import { eventually } from './gateway.mjs';

/** Beside each attacker: it must go on. */
const bystander = { 'bystander.ts': `export default () => ({ success: true, data: 'well' });` };
const well = async (call) => assert.equal((await call('bystander')).data, 'well');

/** A function that runs what its event carries; no string becomes code in the sandbox, so the attempts stand in its file. */
const attempts = (bodies) => ({
  ...bystander,
  'attack.ts': `const attempts: any = {\n${Object.entries(bodies).map(([name, body]) => `${name}: async (data: any, context: any) => { ${body} }`).join(',\n')}\n};
export default async (context: any) => {
  const { attempt } = context.payload.data;
  try { return { success: true, data: await attempts[attempt](context.payload.data, context) ?? null }; }
  catch (error: any) { return { success: false, status: 403, message: String(error?.message ?? error) }; }
};`,
});

test('there is no file system, no process, no environment, no code from strings', async (t) => {
  process.env.ECOM_TEST_SECRET = 'of the gateway';
  t.after(() => delete process.env.ECOM_TEST_SECRET);
  const { call } = await run(t, attempts({
    module: `return Object.keys(await import(data.module));`,
    disk: `return (await fetch('file:///etc/passwd')).text();`,
    code: `return (0, eval)('1 + 1');`,
    func: `return new Function('return 1')();`,
    constructed: `return (async () => {}).constructor('return 1')();`,
    wasm: `return String(await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])));`,
    globals: `return ['process', 'require', 'module', 'Deno', 'Bun', 'Buffer'].filter((name) => name in globalThis);`,
    env: `const { env } = await import(data.modules[0]); const other = await import(data.modules[1]); return [env, other.env];`,
    escape: `return [this, globalThis.constructor, console.log.constructor].map((it: any) => { try { return it?.constructor?.('return process')(); } catch (error) { return 'no'; } });`,
  }));
  for (const module of ['node:fs', 'fs', 'node:fs/promises', 'node:child_process', 'node:net', 'node:worker_threads', 'node:vm', 'workerd:unsafe', 'file:///etc/passwd', './config.capnp', '../../../../etc/passwd']) {
    const { kind, message } = await call('attack', { attempt: 'module', module });
    assert.equal(kind, 'rejected', module);
    assert.match(message, /No such module/);
  }
  for (const attempt of ['disk', 'code', 'func', 'constructed', 'wasm']) {
    const { kind, status } = await call('attack', { attempt });
    assert.deepEqual([kind, status], ['rejected', 403], attempt);
  }
  assert.deepEqual((await call('attack', { attempt: 'globals' })).data, []);
  assert.deepEqual((await call('attack', { attempt: 'env', modules: ['node:process', 'cloudflare:workers'] })).data, [{}, {}]);
  assert.doesNotMatch(JSON.stringify(await call('attack', { attempt: 'escape' })), /of the gateway|pid/);
  await well(call);
});

test('nothing private is reached: by name, by address however it is written, by redirect, by a name that changes, past fetch', async (t) => {
  let touched = 0;
  const inner = await partner(t, { answer: (_, response) => (touched++, response.end('inner secret')) });
  const outer = await partner(t, {
    secure: true,
    answer: ({ url }, response) => response.writeHead(302, { location: decodeURIComponent(url.slice(1)) }).end(),
  });
  const raw = createServer((socket) => (touched++, socket.end())).listen(0, '127.0.0.1');
  t.after(() => raw.close());
  await new Promise((resolve) => raw.once('listening', resolve));
  const { call } = await run(t, attempts({
    get: `const response = await fetch(data.url, data.init); return response.text();`,
    socket: `const { connect } = await import(data.module); const socket = connect(data.address); await socket.opened; return 'open';`,
    upgrade: `const response = await fetch(data.url, { headers: { Upgrade: 'websocket' } }); return response.webSocket ? 'open' : response.text();`,
    header: `return (await fetch(data.url, { headers: { host: 'inner.test', 'x-ecom-call': 'made-up', 'x-forwarded-for': '127.0.0.1', connection: 'keep-alive, x' } })).text();`,
  }), {
    each: { attack: { egress: ['*', 'http://*', `*:${inner.port}`, `http://*:${inner.port}`, `*:${outer.port}`], privateHosts: [`partner.test:${outer.port}`] } },
    ca,
    resolve: names({ 'partner.test': '127.0.0.1', 'inner.test': '127.0.0.1', 'ten.test': '10.1.2.3', 'six.test': 'fd00::1', 'rebinding.test': ['93.184.216.34', '127.0.0.1'], localhost: '127.0.0.1', 'metadata.google.internal': '169.254.169.254' }),
    limits: { startMs: 10_000 },
  });
  const refused = async (attempt, data) => {
    const outcome = await call('attack', { attempt, ...data }, { timeoutMs: 3_000 });
    assert.notEqual(outcome.kind, 'success', JSON.stringify(data));
    assert.ok(outcome.requests.some(({ refused: reason }) => reason), JSON.stringify([data, outcome]));
    return outcome;
  };
  const hosts = [
    'localhost', 'inner.test', 'ten.test', 'six.test', 'metadata.google.internal', '127.0.0.1', '127.1', '2130706433', '0x7f000001', '0177.0.0.1', '0', '0.0.0.0',
    '10.0.0.1', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '168.63.129.16', '[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[fe80::1]',
    '[fd00:ec2::254]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]',
  ];
  for (const host of hosts) {
    const { message } = await refused('get', { url: `http://${host}:${inner.port}/` });
    assert.match(message, /no public address|no such name/, host);
  }
  for (const location of [`http://127.0.0.1:${inner.port}/`, `http://inner.test:${inner.port}/`, `http://[::1]:${inner.port}/`, `https://169.254.169.254:${inner.port}/latest/meta-data`]) {
    const { requests } = await refused('get', { url: `https://partner.test:${outer.port}/${encodeURIComponent(location)}` });
    assert.equal(requests[0].status, 302, location);
    assert.equal(requests.length, 2, location);
  }
  // The first answer is public and leads nowhere from here; what it says the second time is judged anew.
  await call('attack', { attempt: 'get', url: `http://rebinding.test:${inner.port}/` }, { timeoutMs: 300 });
  assert.match((await refused('get', { url: `http://rebinding.test:${inner.port}/` })).message, /rebinding\.test leads to 127\.0\.0\.1/);
  for (const address of [`127.0.0.1:${raw.address().port}`, `localhost:${raw.address().port}`]) await refused('socket', { module: 'cloudflare:sockets', address });
  await refused('upgrade', { url: `http://inner.test:${inner.port}/` });
  await refused('header', { url: `http://inner.test:${inner.port}/` });
  assert.equal(touched, 0);
  await well(call);
});

test('hosts that are not listed are refused, and the message says how to list them', async (t) => {
  const { call } = await run(t, attempts({ get: `return (await fetch(data.url)).text();` }), { each: { attack: { egress: ['api.example.com'] } } });
  for (const url of ['https://other.example/', 'http://api.example.com/', 'https://api.example.com:8443/', 'https://api.example.com.evil.example/', 'https://api.example.com@evil.example/']) {
    const { kind, message, requests } = await call('attack', { attempt: 'get', url });
    assert.equal(kind, 'rejected');
    assert.match(message, /is not among the hosts this function may reach; list it under "egress" in the configuration/);
    assert.ok(requests[0].refused);
  }
  assert.deepEqual((await call('attack', { attempt: 'get', url: 'https://evil.example/a/b?token=secret#x' })).requests.map(({ url }) => url), ['evil.example/a/b']);
});

test('the list of hosts is read as it is written', () => {
  const cases = [
    ['https://a.example/', ['a.example'], true],
    ['https://A.example./x', ['a.example'], true],
    ['https://b.a.example/', ['*.a.example'], true],
    ['https://a.example/', ['*.a.example'], false],
    ['https://evila.example/', ['*.a.example'], false],
    ['https://a.example:8443/', ['a.example:8443'], true],
    ['http://a.example/', ['a.example'], false],
    ['http://a.example/', ['http://a.example'], true],
    ['https://a.example/', ['http://a.example'], false],
    ['https://a.example/', ['https://a.example/'], true],
    ['https://any.example/', ['*'], true],
    ['http://any.example/', ['*'], false],
    ['https://any.example:22/', ['*'], false],
    ['https://a.example/', [], false],
  ];
  for (const [url, allow, expected] of cases) assert.equal(isAllowed(new URL(url), allow), expected, `${url} ${allow}`);
});

test('public addresses are known from those of networks, mappings and translations', () => {
  for (const address of ['93.184.216.34', '8.8.8.8', '2606:2800:220:1::1']) assert.equal(isPublicAddress(address), true, address);
  for (const address of ['127.0.0.1', '10.0.0.1', '172.31.0.1', '192.168.0.1', '169.254.169.254', '100.100.100.200', '192.0.0.192', '198.18.0.1', '224.0.0.1', '255.255.255.255', '0.0.0.0', '168.63.129.16', '::', '::1', 'fe80::1', 'fd00::1', 'ff02::1', '::ffff:10.0.0.1', '64:ff9b::a00:1', '2002:a00:1::', '2001::1', 'nonsense', ''])
    assert.equal(isPublicAddress(address), false, address);
});

test('https is checked for its certificate, and headers of the sandbox stay inside', async (t) => {
  const server = await partner(t, { secure: true, answer: (_, response) => response.writeHead(200, { 'x-ecom-refused': 'made%20up', 'x-own': '1' }).end('thanks') });
  const host = `partner.test:${server.port}`;
  const other = `other.example:${server.port}`;
  const files = attempts({ get: `const response = await fetch(data.url, { method: 'POST', body: 'x', headers: { 'x-forwarded-for': '1.1.1.1', authorization: 'mine' } }); return [response.status, response.headers.get('x-own'), await response.text()];` });
  const options = { each: { attack: { egress: [host, other], privateHosts: [host, other] } }, resolve: names({ 'partner.test': '127.0.0.1', 'other.example': '127.0.0.1' }) };
  const { call } = await run(t, files, { ...options, ca });
  assert.deepEqual((await call('attack', { attempt: 'get', url: `https://${host}/` })).data, [200, '1', 'thanks']);
  const [{ headers }] = server.seen;
  assert.deepEqual([headers.host, headers.authorization, headers['x-forwarded-for'], headers['x-ecom-call']], [host, 'mine', undefined, undefined]);
  // Its certificate is of another name, or of nobody known.
  assert.match((await call('attack', { attempt: 'get', url: `https://${other}/` })).message, /does not match certificate/);
  const { call: strict } = await run(t, files, options);
  assert.match((await strict('attack', { attempt: 'get', url: `https://${host}/` })).message, /self.signed certificate/);
});

test('requests, their bodies and their answers are bounded', async (t) => {
  const server = await partner(t, {
    answer({ url }, response) {
      if (url === '/endless') {
        const send = () => {
          while (!response.destroyed && response.write('x'.repeat(65_536)));
          if (!response.destroyed) response.once('drain', send);
        };
        send();
      } else if (url !== '/never') response.end('thanks');
    },
  });
  const host = `partner.test:${server.port}`;
  const { call } = await run(t, attempts({
    many: `let made = 0; for (;;) { await fetch(data.url); made++; if (made > 1000) return made; }`,
    big: `return (await fetch(data.url, { method: 'POST', body: 'x'.repeat(3_000_000) })).status;`,
    endless: `return (await (await fetch(data.url + 'endless')).text()).length;`,
    never: `return (await fetch(data.url + 'never')).status;`,
  }), { each: { attack: { egress: [`http://${host}`], privateHosts: [host] } }, resolve: names({ 'partner.test': '127.0.0.1' }), limits: { responseBytes: 1_000_000 } });
  const url = `http://${host}/`;
  const many = await call('attack', { attempt: 'many', url });
  assert.match(many.message, /a call may make 50 requests/);
  assert.equal(many.requests.length, 51);
  assert.equal(server.seen.length, 50);
  assert.match((await call('attack', { attempt: 'big', url })).message, /a request may have 1048576 bytes/);
  assert.notEqual((await call('attack', { attempt: 'endless', url })).kind, 'success');
  const never = await call('attack', { attempt: 'never', url }, { timeoutMs: 300 });
  assert.deepEqual([never.kind, never.status, never.message], ['retry', 504, 'it did not end within 300 ms']);
  await well(call);
});

test('an endless loop is ended; calls beside it cost no attempt and go through afterwards', async (t) => {
  const { call } = await run(t, {
    ...bystander,
    'attack.ts': `export default async ({ payload: { data } }: any) => {
  if (data.loop) for (;;);
  if (data.chain) for (;;) await null;
  if (data.wait) await new Promise((resolve) => setTimeout(resolve, data.wait));
  return { success: true };
};`,
  });
  for (const data of [{ loop: true }, { chain: true }]) {
    const beside = { delivery: { id: `beside-${JSON.stringify(data)}`, attempt: 1 }, timeoutMs: 20_000 };
    const loop = { delivery: { id: `loop-${JSON.stringify(data)}`, attempt: 1 }, timeoutMs: 400 };
    const [looping, innocent, other] = await Promise.all([call('attack', data, loop), call('attack', { wait: 5_000 }, beside), call('bystander')]);
    assert.deepEqual([looping.kind, looping.innocent, innocent.kind, innocent.innocent], ['retry', true, 'retry', true], 'nobody knows yet whose fault it was');
    assert.equal(other.data, 'well');
    const [again, good] = await Promise.all([call('attack', data, loop), call('attack', { wait: 10 }, beside)]);
    assert.deepEqual([again.kind, again.status, again.innocent], ['retry', 504, undefined]);
    assert.equal(good.kind, 'success');
  }
  await well(call);
});

test('loops that begin and end together with a good call leave it its attempts, and it is through while they are tried', async (t) => {
  const { call } = await run(t, { 'attack.ts': `export default ({ payload: { data } }: any) => {
  if (data.loop) for (;;);
  return { success: true };
};` });
  const of = (id, timeoutMs) => ({ delivery: { id, attempt: 1 }, timeoutMs });
  const loops = ['1', '2', '3', '4', '5'];
  // A call that loops keeps the thread: those after it have not even begun.
  const first = await Promise.all([...loops.map((id) => call('attack', { loop: true }, of(id, 300))), call('attack', {}, of('good', 300))]);
  assert.deepEqual(first.map(({ innocent }) => innocent), Array(6).fill(true));
  const looping = loops.map((id) => call('attack', { loop: true }, of(id, 1_500)));
  await eventually(async () => assert.equal((await call('attack', {}, of('good', 1_500))).kind, 'success'));
  const ended = await Promise.all(looping);
  assert.deepEqual(ended.map(({ status, innocent }) => [status, innocent]), [...Array(3).fill([504, undefined]), ...Array(2).fill([503, true])], 'three at a time');
});

test('a loop whose call was given up is ended all the same, and its next one is not punished for it', async (t) => {
  const { functions, call } = await run(t, { 'attack.ts': `export default ({ payload: { data } }: any) => {
  if (data.loop) for (;;);
  return { success: true };
};` });
  const stop = new AbortController();
  const looping = functions.runner.call({ ...callOf('attack', { loop: true }), timeoutMs: 600 }, stop.signal);
  setImmediate(() => stop.abort());
  assert.equal((await looping).innocent, true);
  const next = { delivery: { id: 'next', attempt: 1 }, timeoutMs: 20_000 };
  const outcome = await call('attack', {}, next);
  const { kind } = outcome.innocent ? await call('attack', {}, next) : outcome;
  assert.equal(kind, 'success');
});

test('a memory bomb is ended, on the heap and beside it; of calls that shared a crash the guilty one is found', async (t) => {
  const { call } = await run(t, {
    ...bystander,
    'attack.ts': `export default async ({ payload: { data } }: any) => {
  const kept: any[] = [];
  if (data.heap) for (;;) kept.push({ a: [Math.random()] });
  if (data.buffers) for (;;) kept.push(new Uint8Array(16_000_000).fill(1));
  if (data.text) { let text = 'x'; for (;;) { text += text; kept.push(text.replaceAll('x', 'xy')); } }
  if (data.wait) await new Promise((resolve) => setTimeout(resolve, data.wait));
  return { success: true };
};`,
  });
  for (const data of [{ heap: true }, { buffers: true }]) {
    const { kind, innocent } = await call('attack', data, { timeoutMs: 20_000 });
    assert.deepEqual([kind, innocent], ['retry', undefined], JSON.stringify(data));
  }
  assert.notEqual((await call('attack', { text: true }, { timeoutMs: 20_000 })).kind, 'success');
  const guilty = { delivery: { id: 'guilty', attempt: 1 }, timeoutMs: 20_000 };
  const beside = { delivery: { id: 'beside', attempt: 1 }, timeoutMs: 20_000 };
  const shared = await Promise.all([call('attack', { wait: 10_000 }, beside), call('attack', { buffers: true }, guilty)]);
  assert.deepEqual(shared.map(({ innocent }) => innocent), [true, true]);
  const again = await Promise.all([call('attack', { wait: 10 }, beside), call('attack', { buffers: true }, guilty)]);
  assert.deepEqual(again.map(({ kind, innocent }) => [kind, innocent]), [['success', undefined], ['retry', undefined]]);
  await well(call);
});

test('a flood of logs and a huge answer are cut', async (t) => {
  const { call } = await run(t, {
    ...bystander,
    'attack.ts': `export default ({ payload: { data } }: any) => {
  if (data.lines) for (let line = 0; line < data.lines; line++) console.log('line', line);
  if (data.long) console.log('x'.repeat(data.long));
  if (data.odd) { const cycle: any = {}; cycle.self = cycle; console.log(cycle, null, undefined, 1n, Symbol('s'), () => 1, new Proxy({}, { get() { throw 1; } })); }
  if (data.forge) Response.json = (() => new Response('y'.repeat(data.forge))) as any;
  return { success: true, data: 'x'.repeat(data.answer ?? 0) };
};`,
  });
  const flood = await call('attack', { lines: 100_000 });
  assert.equal(flood.kind, 'success');
  assert.equal(flood.logs.length, 201);
  assert.equal(flood.logs.at(-1).text, '99800 more lines were left out');
  assert.equal((await call('attack', { long: 1_000_000 })).logs[0].text.length, 2_000);
  assert.equal((await call('attack', { odd: true })).kind, 'success');
  assert.deepEqual((await call('attack', { answer: 10_000_000 })).data, undefined);
  // Code that takes over the harness around it harms itself only.
  assert.deepEqual((await call('attack', { forge: 50_000_000 })).message, 'its answer is too long');
  assert.deepEqual((await call('attack', { forge: 10 })).message, 'it answered something that is no answer');
  await well(call);
});

test("another function's settings, events and globals are out of reach", async (t) => {
  const { call } = await run(t, {
    'rich.ts': `globalThis.shared = 'rich'; const kept: any[] = []; export default (context: any) => { kept.push(context); (globalThis as any).last = context; return { success: true }; };`,
    ...attempts({
      look: `return JSON.stringify([(globalThis as any).shared, (globalThis as any).last, context.settings, Object.keys(globalThis)]);`,
      rewrite: `(globalThis as any).Resp.success = () => { throw new Error('taken'); }; JSON.stringify = (() => '{}') as any; return 1;`,
      cache: `return (await caches.default.match('https://rich.example/')) ?? 'none';`,
    }),
    'later.ts': `export default () => Resp.success().setData({ fine: JSON.stringify([1]) });`,
  }, { each: { rich: { settings: { key: 'secret of rich' } } } });
  await call('rich', { email: 'a@b.example' });
  const { data } = await call('attack', { attempt: 'look' });
  assert.doesNotMatch(data, /secret of rich|a@b\.example|rich"/);
  await call('attack', { attempt: 'rewrite' });
  assert.equal((await call('later')).data.fine, '[1]');
  assert.notEqual((await call('attack', { attempt: 'cache' })).kind, 'retry');
});

test('what a function leaves running after its answer cannot ask for anything', async (t) => {
  const server = await partner(t);
  const host = `partner.test:${server.port}`;
  const { call } = await run(t, {
    'attack.ts': `export default async () => { void (async () => { await new Promise((resolve) => setTimeout(resolve, 30)); await fetch('http://${host}/late'); })(); return { success: true }; };`,
    'later.ts': `export default async () => { await new Promise((resolve) => setTimeout(resolve, 200)); await fetch('http://${host}/own'); return { success: true }; };`,
  }, { each: { attack: { egress: [`http://${host}`], privateHosts: [host] }, later: { egress: [`http://${host}`], privateHosts: [host] } }, resolve: names({ 'partner.test': '127.0.0.1' }) });
  await call('attack');
  assert.equal((await call('later')).kind, 'success');
  assert.deepEqual(server.seen.map(({ url }) => url), ['/own']);
});

test('code that loops while it is loaded is ended, and the others are there', async (t) => {
  const { functions, call } = await run(t, { ...bystander, 'attack.ts': `for (;;);\nexport default () => ({ success: true });` }, { limits: { startMs: 700 } });
  assert.deepEqual(functions.problems, [{ function: 'attack', message: 'it was not ready within 700 ms' }]);
  await well(call);
});

test('no sandbox and nothing it wrote outlives the gateway, however that ended', { timeout: 30_000 }, async (t) => {
  const folder = folderOf(t, bystander);
  const script = join(folder, 'gateway.mjs');
  writeFileSync(script, `import { createRunner } from ${JSON.stringify(pathToFileURL(join(root, 'dist/src/cloud/gateway/runner/index.js')).href)};
const { specs } = await createRunner({ folder: ${JSON.stringify(folder)} });
console.log('ready', specs.length);
setInterval(() => {}, 1000);`);
  const gateway = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => gateway.stdout.once('data', resolve));
  const childrenOf = (pid) => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
  const sandboxes = childrenOf(gateway.pid).filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('workerd'));
  assert.equal(sandboxes.length, 1);
  const own = readlinkSync(`/proc/${sandboxes[0]}/cwd`);
  gateway.kill('SIGKILL');
  const lives = (pid) => {
    try {
      return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
    } catch {
      return false;
    }
  };
  // Either never ends when a promise is broken, which the test runner notices.
  while (sandboxes.some(lives) || existsSync(own)) await new Promise((resolve) => setTimeout(resolve, 20));
});
