import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../clock.js';
import type { Sender } from '../ingest/incoming.js';
import { originAllowed, type Key, type KeyRing } from '../keys/key-ring.js';
import { networkOf } from '../keys/network.js';
import { Rates } from '../keys/rate.js';
import { SignatureCheck } from '../keys/signature.js';
import { findKey, readSignature } from './credentials.js';
import { HttpError } from './errors.js';

/** Which API a request uses: of ours, servers sign. */
export type Api = 'native' | 'sdk';

/** Ids of signed requests become ids of events. */
const goodRequestId = /^[\w:-]{8,100}$/;

/** A request costs as much as the events in it, and one for each so many bytes: what is refused once it was read was not free. */
const bytesOfOne = 8 * 1024;

/** What requests that say to be signed by a key may cost a minute, from one network, as long as their signatures are not known to be right. */
const unprovenPerMinute = 3_000;

/** What is counted under one name. */
type Account = readonly [name: string, perMinute: number];

/** Who may send how much: asked before a body is read, and again of what it holds. */
export class Gate {
  #rates = new Rates();
  #signatures = new SignatureCheck();

  constructor(
    private readonly ring: KeyRing,
    private readonly clock: Clock,
  ) {}

  /** The key of a request, which may send now: it has cost one, whatever becomes of it. @throws HttpError 401, 403, 429 */
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
    const accounts = accountsOf(key, request);
    const unproven = unprovenOf(key, request);
    this.#refuseWithout(1, unproven ? [...accounts, ...unproven] : accounts);
    this.#spend(unproven ?? accounts, 1);
    return key;
  }

  /**
   * The sender of a request whose body is there. What the body costs is paid before anything is made of it.
   *
   * @returns also what was paid
   * @throws HttpError 401 for a signature that is missing, wrong or old, 409 for one whose id had another body, 429 when others that
   * came at the same time used up what there was
   */
  sender(request: FastifyRequest, key: Key, api: Api, body: Buffer): { sender: Sender; paid: number } {
    const cost = Math.max(1, Math.ceil(body.length / bytesOfOne));
    const accounts = accountsOf(key, request);
    const unproven = unprovenOf(key, request);
    this.#refuseWithout(0, accounts);
    this.#spend(unproven ?? accounts, cost - 1);
    const sender = this.#senderOf(request, key, api, body);
    if (unproven) {
      this.#spend(unproven, -cost);
      this.#spend(accounts, cost);
    }
    return { sender, paid: cost };
  }

  /** Notes what a request costs besides what it paid already; it is taken whole. */
  charge(request: FastifyRequest, key: Key, amount: number): void {
    this.#spend(accountsOf(key, request), Math.max(0, amount));
  }

  #senderOf(request: FastifyRequest, { config, secrets }: Key, api: Api, body: Buffer): Sender {
    if (config.kind === 'browser') return { key: config, source: 'browser' };
    if (config.kind === 'admin') throw new HttpError(401, 'key', 'an admin key sends no events');
    const given = readSignature(request);
    if (!given) {
      if (config.signed ?? api === 'native') throw new HttpError(401, 'signature', `requests of the key ${config.id} have to be signed`);
      return { key: config, source: 'server' };
    }
    if (!secrets.length) throw new HttpError(401, 'signature', `of the key ${config.id} only a hash is known: its signatures cannot be checked`);
    if (!goodRequestId.test(given.id)) throw new HttpError(401, 'signature', 'webhook-id: expected 8 to 100 letters, digits, dashes or underscores');
    const refusal = this.#signatures.check(config.id, secrets, given, body, this.clock.now() / 1000);
    if (refusal === 'time') throw new HttpError(401, 'signature', 'webhook-timestamp: expected a time of the last 5 minutes');
    if (refusal === 'replay') throw new HttpError(409, 'replay', 'webhook-id: expected a new one, got that of another body');
    if (refusal) throw new HttpError(401, 'signature', 'the signature is wrong');
    return { key: config, source: 'server', requestId: `${config.id}:${given.id}` };
  }

  #refuseWithout(least: number, accounts: readonly Account[]): void {
    for (const [name, perMinute] of accounts) {
      const wait = this.#rates.wait(name, perMinute, this.clock.now(), least);
      if (wait) throw new HttpError(429, 'rate', 'too many events', Math.ceil(wait / 1000));
    }
  }

  #spend(accounts: readonly Account[], amount: number): void {
    for (const [name, perMinute] of accounts) this.#rates.spend(name, perMinute, amount, this.clock.now());
  }

  #key(request: FastifyRequest): Key {
    const signed = readSignature(request);
    // A signed request names its key; the secret stays at home.
    const named = signed && this.ring.byId(signed.key);
    const key = named?.config.kind === 'server' ? named : findKey(request, this.ring);
    if (!key) throw new HttpError(401, 'key', 'the write key is missing or unknown');
    return key;
  }
}

/** Where what a key sends is counted. */
function accountsOf({ config }: Key, { ip }: FastifyRequest): Account[] {
  if (config.kind === 'admin') return [];
  const all: Account = [`key ${config.id}`, config.ratePerMinute];
  return config.kind === 'browser' ? [all, [`key ${config.id} ${networkOf(ip)}`, config.ratePerMinutePerAddress]] : [all];
}

/**
 * Where a signed request is counted until its signature is known to be right; `undefined` for one that is not signed. Who signs wrongly
 * uses up nothing of what the key may send: its id is no secret.
 */
const unprovenOf = ({ config }: Key, request: FastifyRequest): Account[] | undefined =>
  config.kind === 'server' && readSignature(request) ? [[`unproven ${config.id} ${networkOf(request.ip)}`, unprovenPerMinute]] : undefined;

/** Lets the page read the answer. */
export function allowOrigin(reply: FastifyReply, origin: string): void {
  reply.header('access-control-allow-origin', origin).header('vary', 'origin').header('access-control-expose-headers', 'retry-after');
}
