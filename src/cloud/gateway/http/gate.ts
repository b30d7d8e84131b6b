import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../clock.js';
import type { Sender } from '../ingest/incoming.js';
import { originAllowed, type Key, type KeyRing } from '../keys/key-ring.js';
import { Rates } from '../keys/rate.js';
import { SignatureCheck } from '../keys/signature.js';
import { findKey, readSignature } from './credentials.js';
import { HttpError } from './errors.js';

/** Which API a request uses: of ours, servers sign. */
export type Api = 'native' | 'sdk';

/** Ids of signed requests become ids of events. */
const goodRequestId = /^[\w:-]{8,100}$/;

/** Who may send how much: asked before a body is read, and again of what it holds. */
export class Gate {
  #rates = new Rates();
  #signatures = new SignatureCheck();

  constructor(
    private readonly ring: KeyRing,
    private readonly clock: Clock,
  ) {}

  /** The key of a request, which may send now. @throws HttpError 401, 403, 429 */
  admit(request: FastifyRequest, reply: FastifyReply): Key {
    const { origin } = request.headers;
    // A page may read why it is refused, as far as it may know that it is heard.
    if (origin && this.ring.allows(origin)) allowOrigin(reply, origin);
    const key = this.#key(request);
    if (key.config.kind === 'browser') {
      if (!originAllowed(key.config.origins, origin ?? '')) throw new HttpError(403, 'origin', `the key ${key.config.id} is not for this origin`);
    } else if (origin) {
      throw new HttpError(403, 'origin', 'a server key has no place in a page: use a browser key');
    }
    for (const [name, perMinute] of this.#limits(key, request.ip)) {
      const wait = this.#rates.wait(name, perMinute, this.clock.now());
      if (wait) throw new HttpError(429, 'rate', 'too many events', Math.ceil(wait / 1000));
    }
    return key;
  }

  /** The sender of a request whose body is there. @throws HttpError 401 for a signature that is missing, wrong, old or known */
  sender(request: FastifyRequest, { config, secrets }: Key, api: Api, body: Buffer): Sender {
    if (config.kind === 'browser') return { key: config, source: 'browser' };
    if (config.kind === 'admin') throw new HttpError(401, 'key', 'an admin key sends no events');
    const given = readSignature(request);
    if (!given) {
      if (config.signed ?? api === 'native') throw new HttpError(401, 'signature', `requests of the key ${config.id} have to be signed`);
      return { key: config, source: 'server' };
    }
    if (!secrets.length) throw new HttpError(401, 'signature', `of the key ${config.id} only a hash is known: its signatures cannot be checked`);
    if (!goodRequestId.test(given.id)) throw new HttpError(401, 'signature', 'webhook-id: expected 8 to 100 letters, digits, dashes or underscores');
    const refusal = this.#signatures.check(secrets, given, body, this.clock.now() / 1000);
    if (refusal === 'time') throw new HttpError(401, 'signature', 'webhook-timestamp: expected a time of the last 5 minutes');
    if (refusal === 'replay') throw new HttpError(409, 'replay', 'this request was taken already');
    if (refusal) throw new HttpError(401, 'signature', 'the signature is wrong');
    return { key: config, source: 'server', requestId: given.id };
  }

  /** Notes what was taken. */
  taken(request: FastifyRequest, key: Key, { requestId }: Sender, events: number): void {
    const now = this.clock.now();
    for (const [name, perMinute] of this.#limits(key, request.ip)) this.#rates.spend(name, perMinute, events, now);
    if (requestId !== undefined) this.#signatures.taken(requestId, now / 1000);
  }

  #key(request: FastifyRequest): Key {
    const signed = readSignature(request);
    // A signed request names its key; the secret stays at home.
    const named = signed && this.ring.byId(signed.key);
    const key = named?.config.kind === 'server' ? named : findKey(request, this.ring);
    if (!key) throw new HttpError(401, 'key', 'the write key is missing or unknown');
    return key;
  }

  #limits({ config }: Key, address: string): [name: string, perMinute: number][] {
    if (config.kind === 'admin') return [];
    const all: [string, number] = [`key ${config.id}`, config.ratePerMinute];
    return config.kind === 'browser' ? [all, [`key ${config.id} ${address}`, config.ratePerMinutePerAddress]] : [all];
  }
}

/** Lets the page read the answer. */
export function allowOrigin(reply: FastifyReply, origin: string): void {
  reply.header('access-control-allow-origin', origin).header('vary', 'origin').header('access-control-expose-headers', 'retry-after');
}
