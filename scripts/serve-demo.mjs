// The server of the demo shop: files of dist-demo/ and the drop-in scripts, under the strict content security
// policy that a shop may have. With a gateway its pages name that one, as a theme would, and may ask what became of an event there.
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { dropIns, root } from './run.mjs';

const policy =
  "default-src 'self'; style-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

/** The policy of a shop whose events also go to a gateway. */
const policyWith = (cloud) => (cloud ? `${policy}; connect-src 'self' ${cloud.url}` : policy);

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** The file for the path of a request; undefined for what is none of ours. */
async function fileOf(path) {
  const name = normalize(path);
  const dropIn = dropIns.some((script) => name === `/${script}.js` || name === `/${script}.js.map`);
  const file = join(root, dropIn ? 'dist' : 'dist-demo', name);
  const found = await stat(file).catch(() => undefined);
  if (found?.isDirectory()) return path.endsWith('/') ? fileOf(`${path}index.html`) : undefined;
  // The single-page shop has one document for all its routes.
  if (!found && /^\/app\/[^.]+$/.test(name)) return fileOf('/app/index.html');
  return found && file;
}

/** A page of the shop whose tracker sends to the gateway too. */
const withGateway = (page, { url, writeKey }) => page.replace('<ecom-tracker platform=', `<ecom-tracker endpoint="${url}/v1/events" write-key="${writeKey}" platform=`);

/** More is not asked of in one request. */
const maxAsked = 50;

/** What became of the events that an address names, as far as the gateway has them; for the list beside the shop. */
async function waysOf(cloud, { searchParams }) {
  const ids = searchParams.getAll('id').slice(0, maxAsked);
  const ways = await Promise.all(ids.map((id) => cloud?.way(id)));
  return { events: ways.filter(Boolean) };
}

/**
 * Serves the shop, to this machine only; resolves with the server when it listens. Port 0 takes a free one. `parts.cloud` is its
 * gateway, when it has one.
 */
export function serveDemo(port, parts = {}) {
  const server = createServer(async ({ url, method }, response) => {
    const { cloud } = parts;
    response.setHeader('content-security-policy', policyWith(cloud));
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('cache-control', 'no-cache');
    if (url.startsWith('/cloud/events?')) {
      const ways = await waysOf(cloud, new URL(url, 'http://localhost')).catch(() => ({ events: [] }));
      response.setHeader('content-type', types['.json']).end(JSON.stringify(ways));
      return;
    }
    let file;
    try {
      // A path cannot leave the folders: URL resolves the dots, and what is encoded is decoded before normalize().
      file = await fileOf(decodeURIComponent(new URL(url, 'http://localhost').pathname));
    } catch {
      // No valid address: not found.
    }
    if (!file) {
      const empty = url === '/favicon.ico';
      response.writeHead(empty ? 204 : 404, { 'content-type': 'text/plain' }).end(empty ? undefined : 'Not found');
      return;
    }
    response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
    if (method === 'HEAD') response.end();
    else if (cloud && extname(file) === '.html') response.end(withGateway(await readFile(file, 'utf8'), cloud));
    else createReadStream(file).pipe(response);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, 'localhost', () => resolve(server));
  });
}
