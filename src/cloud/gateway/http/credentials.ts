import type { FastifyRequest } from 'fastify';
import type { Key, KeyRing } from '../keys/key-ring.js';

const header = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === 'string' && value ? value : undefined;
};

/** What a request says its key is, in the order it is looked for: `X-Write-Key`, `Bearer`, the name of `Basic`, `?writeKey=`. */
function givenKeys(request: FastifyRequest): string[] {
  const [scheme, value = ''] = (header(request, 'authorization') ?? '').split(/\s+/, 2);
  const basic = scheme?.toLowerCase() === 'basic' ? Buffer.from(value, 'base64').toString() : undefined;
  const { writeKey, write_key: other } = request.query as Record<string, unknown>;
  const given = [
    header(request, 'x-write-key'),
    scheme?.toLowerCase() === 'bearer' ? value : undefined,
    // Segment's has an empty password; a secret holds no colon.
    basic?.replace(/:$/, ''),
    typeof writeKey === 'string' ? writeKey : undefined,
    typeof other === 'string' ? other : undefined,
  ];
  return given.filter((key): key is string => !!key && key.length <= 512);
}

/** The key whose id (browser) or secret (server) a request carries; Jitsu's way is `id:secret`. */
export function findKey(request: FastifyRequest, ring: KeyRing): Key | undefined {
  for (const given of givenKeys(request)) {
    const named = ring.byId(given);
    if (named?.config.kind === 'browser') return named;
    const [id, secret] = given.split(/:(.*)/s, 2);
    const key = ring.bySecret(given, 'server') ?? (secret ? ring.bySecret(secret, 'server') : undefined);
    if (key) return key;
    const browser = id && secret !== undefined ? ring.byId(id) : undefined;
    if (browser?.config.kind === 'browser') return browser;
  }
  return undefined;
}

/** The secret of `Authorization: Bearer`. */
function bearerOf(request: FastifyRequest): string | undefined {
  const [scheme, secret] = (header(request, 'authorization') ?? '').split(/\s+/, 2);
  return scheme?.toLowerCase() === 'bearer' ? secret : undefined;
}

/** Whether a request says that it has a key for operators. */
export const hasBearer = (request: FastifyRequest): boolean => !!bearerOf(request);

/** The admin key of a request, by `Authorization: Bearer`. */
export function findAdmin(request: FastifyRequest, ring: KeyRing): Key | undefined {
  const secret = bearerOf(request);
  return secret ? ring.bySecret(secret, 'admin') : undefined;
}

/** The signature of a request and the key it names, if it has one. */
export function readSignature(request: FastifyRequest): { key: string; id: string; timestamp: string; signature: string } | undefined {
  const signature = header(request, 'webhook-signature');
  if (signature === undefined) return undefined;
  return { key: header(request, 'x-write-key') ?? '', id: header(request, 'webhook-id') ?? '', timestamp: header(request, 'webhook-timestamp') ?? '', signature };
}
