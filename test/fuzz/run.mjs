// A fuzz run: a gateway as it is served, in a process of its own, gets requests over sockets, most of them broken in some way.
// It must not end, nor answer 5xx; every honest request among them is taken; what it says to have accepted is there, and is
// right by the catalogue's own schemas; its memory stays bounded.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/run.mjs';
import { chanceOf } from './chance.mjs';
import { adminSecret, makeRequest, origin, secret } from './requests.mjs';
import { judgeStore } from './stored.mjs';

/** How much more memory it may take at the end than when it had warmed up. */
export const memoryLimit = 1.6;

/** The largest body that the gateway takes; of a larger one it need not read all. */
const bodyBytes = 4 * 1024 * 1024;

/** Nobody waits longer for an answer, ms. */
const patience = 30_000;
/** An operator's walk over the log, while requests come as fast as they can, takes its time, ms. */
const longPatience = 300_000;

const sinkEvents = ['*', 'identify'];

/** Starts a gateway whose one function takes everything and is paused, so that all of an event is kept. */
async function serve() {
  const directory = mkdtempSync(join(tmpdir(), 'ecom-fuzz-'));
  mkdirSync(join(directory, 'functions'));
  const config = {
    merchant: { id: 'm1' },
    port: 0,
    store: 'file:events.db',
    keys: [
      { id: 'browser1', kind: 'browser', origins: [origin], ratePerMinute: 1e9, ratePerMinutePerAddress: 1e9 },
      { id: 'server1', kind: 'server', secrets: [secret], ratePerMinute: 1e9 },
      { id: 'admin1', kind: 'admin', secrets: [adminSecret] },
    ],
    functions: { each: { sink: { url: 'https://sink.example/', secrets: [secret], events: sinkEvents, personalData: true } } },
    limits: { bodyBytes, requestMs: 3_000 },
  };
  writeFileSync(join(directory, 'ecom-events.config.json'), JSON.stringify(config));
  const child = spawn(process.execPath, [join(root, 'dist/src/cli/ecom-events.js'), 'serve'], { cwd: directory, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { out: '', err: '' };
  child.stderr.setEncoding('utf8').on('data', (text) => (output.err += text));
  let ended = false;
  const end = new Promise((resolve) => child.once('exit', (code, signal) => resolve((ended = `${code ?? signal}`))));
  const url = await new Promise((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output.out = (output.out + text).slice(-100_000);
      const found = /"url":"([^"]+)"/.exec(output.out);
      if (found) resolve(found[1]);
    });
    void end.then((code) => reject(new Error(`the gateway ended (${code}): ${output.err}`)));
  });
  const headers = { authorization: `Bearer ${adminSecret}`, connection: 'close' };
  await fetch(`${url}/admin/api/functions/sink/pause`, { method: 'POST', headers });
  const metrics = async () => (await fetch(`${url}/metrics`, { headers })).text();
  return {
    file: join(directory, 'events.db'),
    port: Number(new URL(url).port),
    output,
    get ended() {
      return ended;
    },
    /** Bytes it takes and bytes of its heap. */
    async memory() {
      const text = await metrics();
      const read = (name) => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)[1]);
      return { rss: read('process_resident_memory_bytes'), heap: read('nodejs_heap_size_used_bytes') };
    },
    async stop() {
      child.kill('SIGTERM');
      return end;
    },
    remove() {
      child.kill('SIGKILL');
      rmSync(directory, { recursive: true });
    },
  };
}

/** A client's connection, opened when it is needed. */
function client(port) {
  let socket;
  let got = Buffer.alloc(0);
  let tell = () => {};
  const open = () =>
    new Promise((resolve, reject) => {
      got = Buffer.alloc(0);
      const own = connect(port, '127.0.0.1').setNoDelay(true);
      socket = own;
      own.once('connect', resolve).once('error', reject);
      own.on('data', (part) => {
        got = got.length ? Buffer.concat([got, part]) : part;
        tell();
      });
      own.on('error', () => {}).on('close', () => {
        if (socket === own) socket = undefined;
        tell();
      });
    });
  const close = () => {
    socket?.destroy();
    socket = undefined;
  };
  return {
    close,
    /** Sends bytes; the answer, `'closed'` when there came none, `'left'` when nobody waited for it. */
    async send(bytes, { leave = false, last = false, kind }) {
      if (!socket || socket.destroyed) await open();
      const own = socket;
      own.write(bytes);
      if (leave) {
        await new Promise((resolve) => setImmediate(resolve));
        close();
        return 'left';
      }
      const answer = await new Promise((resolve) => {
        const timer = setTimeout(() => resolve('late'), kind === 'admin' ? longPatience : patience);
        tell = () => {
          const read = readAnswer(got);
          if (!read && socket === own) return;
          clearTimeout(timer);
          tell = () => {};
          got = Buffer.alloc(0);
          resolve(read ?? 'closed');
        };
        tell();
      });
      if (last || answer.close || answer === 'late') close();
      return answer;
    },
  };
}

/** The first whole answer in some bytes: its status and its body. */
function readAnswer(bytes) {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = bytes.toString('latin1', 0, end);
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]);
  if (status === 100) return readAnswer(bytes.subarray(end + 4));
  const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
  // What answers a HEAD has no body, though a length; its connection is closed anyway.
  if (bytes.length < end + 4 + length && !/^x-head: /m.test(head)) return undefined;
  return { status, head, body: bytes.toString('utf8', end + 4, end + 4 + length), close: /^connection: close/im.test(head) };
}

/**
 * Runs it. What went wrong is in `faults`, each with the number of its request.
 *
 * @param only make and send this one request of the run, and say what it was
 */
export async function fuzz({ seed, count, connections = 24, only, say = () => {} }) {
  const gateway = await serve();
  const faults = [];
  const statuses = {};
  const acknowledged = new Set();
  const fault = (index, kind, what) => faults.length < 20 && faults.push(`request ${index} (${kind}): ${what}`);
  const memory = [];
  let next = only ?? 0;
  const end = only === undefined ? count : only + 1;

  /** What an answer must be. */
  function judge(index, { kind, expect, native, bytes, last, leave }, answer) {
    const status = answer.status ?? answer;
    const counts = (statuses[kind] ??= {});
    counts[status] = (counts[status] ?? 0) + 1;
    if (leave) return;
    if (answer === 'late') return fault(index, kind, 'no answer');
    if (answer === 'closed') return last || bytes.length > bodyBytes ? undefined : fault(index, kind, 'closed without an answer');
    if (!(status >= 200 && status < 500)) return fault(index, kind, `answered ${answer.head.split('\r\n', 1)[0]} ${answer.body.slice(0, 200)}`);
    if (expect && !expect.includes(status)) return fault(index, kind, `answered ${status}, expected ${expect.join(' or ')}: ${answer.body.slice(0, 200)}`);
    if (!native || status !== 200) return;
    const { results } = JSON.parse(answer.body);
    for (const { event_id, status: what } of results) if (what !== 'rejected') acknowledged.add(event_id);
    if (kind === 'honest' && results.some(({ status: what }) => what === 'rejected')) {
      // A browser may not send what only a server knows.
      const wrong = results.find(({ findings, status: what }) => what === 'rejected' && !findings.every(({ expected }) => expected === 'an event that this key may send'));
      if (wrong) fault(index, kind, `an honest event was rejected: ${JSON.stringify(wrong)}`);
    }
  }

  async function work() {
    const own = client(gateway.port);
    while (next < end && !gateway.ended) {
      const index = next++;
      const request = makeRequest(chanceOf(seed, index));
      if (only !== undefined) say(`${request.kind}:\n${request.bytes.toString('latin1').slice(0, 20_000)}\n`);
      try {
        judge(index, request, await own.send(request.bytes, request));
        if (request.again) judge(index, { ...request, ...request.again }, await own.send(request.again.bytes, request));
      } catch (error) {
        fault(index, request.kind, error.message);
        own.close();
      }
      // The first tenth is its warming up.
      if (index === Math.floor(count / 10) || index === count - 1) memory.push(await gateway.memory());
      if (index && index % Math.ceil(count / 10) === 0) say(`${index} requests`);
    }
    own.close();
  }

  try {
    await Promise.all(Array.from({ length: connections }, work));
    if (gateway.ended) fault(next, 'all', `the gateway ended (${gateway.ended}): ${gateway.output.err.slice(-2_000)}`);
    else {
      const code = await gateway.stop();
      if (code !== '0') fault(next, 'all', `it did not stop in order: ${code} ${gateway.output.err.slice(-2_000)}`);
    }
    const wrong = gateway.output.out.split('\n').filter((line) => line.includes('"level":"error"'));
    if (wrong.length) fault(next, 'all', `the log says ${wrong[0]}`);
    const stored = await judgeStore(gateway.file, acknowledged);
    faults.push(...stored.faults);
    return { faults, statuses, memory, sent: end - (only ?? 0), stored: stored.counts };
  } finally {
    gateway.remove();
  }
}
