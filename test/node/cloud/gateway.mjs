// A gateway for tests: with keys, a store in a new folder, and a runner whose functions are given.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { parseConfig, startGateway } from '../../../dist/src/cloud/gateway/index.js';

export const secret = `whsec_${Buffer.from('a secret of the server in tests!').toString('base64')}`;
export const adminSecret = 'admin-secret-of-the-tests';
export const origin = 'https://shop.example';

export const keys = [
  { id: 'browser1', kind: 'browser', origins: [origin, 'https://*.shop.example'] },
  { id: 'server1', kind: 'server', secrets: [secret] },
  { id: 'admin1', kind: 'admin', secrets: [adminSecret] },
];

/** A folder that is removed after the test. */
export function folder(context) {
  const path = mkdtempSync(join(tmpdir(), 'ecom-events-gateway-'));
  context.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

export const success = (more = {}) => ({ kind: 'success', status: 200, logs: [], requests: [], durationMs: 1, ...more });
export const failure = (more = {}) => ({ kind: 'retry', status: 500, message: 'down', logs: [], requests: [], durationMs: 1, ...more });

/** A runner that keeps its calls; `answer` says how each ends. */
export function fakeRunner(answer = () => success()) {
  const calls = [];
  const waiting = new Set();
  return {
    calls,
    closed: false,
    async call(call, signal) {
      calls.push(call);
      for (const look of waiting) look();
      return answer(call, signal);
    },
    async close() {
      this.closed = true;
    },
    /** Resolves when as many calls were made as asked for, with them. */
    until(count) {
      return new Promise((resolve) => {
        const look = () => {
          if (calls.length < count) return;
          waiting.delete(look);
          resolve(calls);
        };
        waiting.add(look);
        look();
      });
    },
  };
}

/** Starts a gateway; it stops with the test. */
export async function start(context, { config = {}, specs = [{ name: 'all', kind: 'local', events: ['*'] }], runner = fakeRunner(), directory = folder(context), ...parts } = {}) {
  const lines = [];
  const log = (level, message, fields) => lines.push({ level, message, ...fields });
  const whole = parseConfig({ merchant: { id: 'm1' }, port: 0, store: 'file:events.db', keys, drainMs: 2000, ...config }, directory);
  const gateway = await startGateway(whole, { runner, specs, log, env: {}, ...parts });
  context.after(() => gateway.stop());
  const fetchFrom = (path, init) => fetch(`${gateway.url}${path}`, init);
  /** Posts JSON, or a body as it is, as a page with the browser key. */
  const send = (body, headers = {}, path = '/v1/events') =>
    fetchFrom(path, { method: 'POST', headers: { 'x-write-key': 'browser1', origin, 'content-type': 'application/json', ...headers }, body: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body) });
  /** Posts JSON as a server that signs. */
  const sendSigned = (body, { id = `msg_${Math.random().toString(36).slice(2)}`, at = new Date(), with: used = secret, headers = {} } = {}) => {
    const text = JSON.stringify(body);
    const signed = { 'webhook-id': id, 'webhook-timestamp': String(Math.floor(at / 1000)), 'webhook-signature': new Webhook(used).sign(id, at, text) };
    return fetchFrom('/v1/events', { method: 'POST', headers: { 'x-write-key': 'server1', 'content-type': 'application/json', ...signed, ...headers }, body: text });
  };
  const admin = async (path, body) => {
    const init = { headers: { authorization: `Bearer ${adminSecret}` }, ...(body && { method: 'POST', body: JSON.stringify(body) }) };
    return (await fetchFrom(`/admin/api${path}`, init)).json();
  };
  return { gateway, runner, lines, directory, fetch: fetchFrom, send, sendSigned, admin };
}

/** An event as a page sends it. */
export const event = (name, payload, context = {}, more = {}) => ({
  type: 'track',
  event: name,
  payload,
  context: { event_id: crypto.randomUUID(), timestamp: new Date().toISOString(), session_id: 's1', anonymous_id: 'a1', ...context },
  ...more,
});

export const viewed = (more = {}, context = {}) => event('Product Viewed', { product_id: '7', price: 35, currency: 'SAR', name: 'Mug', ...more }, context);

/** Asks again until the answer is true; the error of the last try when it never is. */
export async function eventually(check, ms = 10_000) {
  const end = Date.now() + ms;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
