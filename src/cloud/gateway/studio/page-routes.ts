import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { HttpError } from '../http/errors.js';

/** Where the build puts the page, beside the modules. */
const folder = new URL(/* @vite-ignore */ '../../../../studio/', import.meta.url);

const files = [
  ['', 'index.html', 'text/html; charset=utf-8'],
  ['/studio.js', 'studio.js', 'text/javascript; charset=utf-8'],
  ['/studio.css', 'studio.css', 'text/css; charset=utf-8'],
  ['/icon.svg', 'icon.svg', 'image/svg+xml'],
] as const;

/** The page loads its own script and style, talks to its own gateway, and makes markup of no text. */
const policy = [
  `default-src 'none'`, `script-src 'self'`, `style-src 'self'`, `connect-src 'self'`, `img-src 'self'`,
  `base-uri 'none'`, `form-action 'none'`, `frame-ancestors 'none'`, `require-trusted-types-for 'script'`, 'trusted-types lit-html',
].join('; ');

const headers = {
  'content-security-policy': policy,
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'x-frame-options': 'DENY',
  // It is asked for anew each time, and sent only when it has changed.
  'cache-control': 'no-cache',
};

/** A file of the page, and what tells it from an older one. @throws HttpError 404 in a checkout that was not built */
function readPart(file: string): { body: Buffer; tag: string } {
  try {
    const body = readFileSync(new URL(file, folder));
    return { body, tag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` };
  } catch {
    throw new HttpError(404, 'not_found', 'the Studio is not there: it comes with npm run build');
  }
}

/** The Studio's page, under `/studio`; who may see what it shows, the admin API decides. */
export function pageRoutes() {
  return async (app: FastifyInstance): Promise<void> => {
    for (const [path, file, type] of files) {
      let read: ReturnType<typeof readPart> | undefined;
      app.get(`/studio${path}`, async (request: FastifyRequest, reply: FastifyReply) => {
        const { body, tag } = (read ??= readPart(file));
        void reply.headers(headers).header('etag', tag);
        return request.headers['if-none-match'] === tag ? reply.code(304).send() : reply.type(type).send(body);
      });
    }
    // Addresses in the page are relative to the one without a slash, whatever stands in front of the gateway.
    app.get('/studio/', async (_request, reply) => reply.redirect('../studio', 308));
  };
}
