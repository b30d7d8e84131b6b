// What the tests of App Functions share: a folder of functions that is run, and servers of partners they talk to.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../../../scripts/run.mjs';
import { createRunner } from '../../../dist/src/cloud/gateway/runner/index.js';

const fixtures = join(root, 'test/fixtures/cloud');
export const ca = readFileSync(join(fixtures, 'partner.crt'), 'utf8');
const key = readFileSync(join(fixtures, 'partner.key'), 'utf8');

/** Writes files, path → text, under a folder. */
export function write(folder, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** A new folder with these files, gone after the test. */
export function folderOf(context, files = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'ecom-functions-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  write(folder, files);
  return folder;
}

let deliveries = 0;

/** A call of a function, as dispatch makes it. */
export const callOf = (name, data = {}, more = {}) => ({
  function: name,
  delivery: { id: `delivery-${++deliveries}`, attempt: 1 },
  payload: { event: 'product.added', merchant: '1234', created_at: '2026-01-01T00:00:00.000Z', data },
  source: 'browser',
  timeoutMs: 5_000,
  ...more,
});

/** Runs a folder with these files until the test ends. */
export async function run(context, files, { each = {}, ...options } = {}) {
  const folder = folderOf(context, files);
  const functions = await createRunner({ folder, config: { functions: { each } }, ...options });
  context.after(() => functions.runner.close());
  const call = (name, data, more) => functions.runner.call(callOf(name, data, more), new AbortController().signal);
  return { folder, functions, call };
}

/** A server of a partner; keeps the requests it gets. `answer` may be changed. */
export async function partner(context, { secure = false, answer = (_, response) => response.end('thanks') } = {}) {
  const seen = [];
  const server = { answer };
  const handle = (request, response) => {
    const parts = [];
    request.on('data', (part) => parts.push(part)).on('end', () => {
      const got = { method: request.method, url: request.url, headers: request.headers, body: Buffer.concat(parts).toString() };
      seen.push(got);
      server.answer(got, response);
    });
  };
  const listener = secure ? createHttpsServer({ key, cert: ca }, handle) : createServer(handle);
  await new Promise((resolve) => listener.listen(0, '127.0.0.1', resolve));
  context.after(() => {
    listener.closeAllConnections();
    listener.close();
  });
  return Object.assign(server, { seen, port: listener.address().port });
}

/** A resolver that knows these names only; a list is answered one after the other. */
export function names(known) {
  const left = structuredClone(known);
  return (host, done) => {
    const found = Array.isArray(left[host]) ? (left[host].length > 1 ? left[host].shift() : left[host][0]) : left[host];
    const addresses = found === undefined ? [] : [{ address: found, family: found.includes(':') ? 6 : 4 }];
    setImmediate(() => (found === undefined ? done(new Error(`no such name: ${host}`), []) : done(null, addresses)));
  };
}
