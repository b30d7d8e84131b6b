// The server of the demo shop: files of dist-demo/ and the drop-in scripts, under the strict content security
// policy that a shop may have.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { root } from './run.mjs';

export const policy =
  "default-src 'self'; style-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

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
  const dropIn = /^\/(ecom|tracker|memory|inspector)\.js(\.map)?$/.test(name);
  const file = join(root, dropIn ? 'dist' : 'dist-demo', name);
  const found = await stat(file).catch(() => undefined);
  if (found?.isDirectory()) return path.endsWith('/') ? fileOf(`${path}index.html`) : undefined;
  // The single-page shop has one document for all its routes.
  if (!found && /^\/app\/[^.]+$/.test(name)) return fileOf('/app/index.html');
  return found && file;
}

/** Serves the shop, to this machine only; resolves with the server when it listens. Port 0 takes a free one. */
export function serveDemo(port) {
  const server = createServer(async ({ url, method }, response) => {
    response.setHeader('content-security-policy', policy);
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('cache-control', 'no-cache');
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
    else createReadStream(file).pipe(response);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, 'localhost', () => resolve(server));
  });
}
