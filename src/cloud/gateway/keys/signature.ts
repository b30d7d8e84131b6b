import { createHmac } from 'node:crypto';
import { digest, sameBytes } from './secrets.js';

/** How far a request's time may be from ours, in seconds. */
const window = 300;

/** The key inside a secret: base64 after `whsec_`, else its bytes. */
const keyOf = (secret: string): Buffer =>
  secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret);

/** Signature of a request, of Standard Webhooks: `v1,` and the HMAC-SHA256 of `id.timestamp.body`. */
export const sign = (secret: string, id: string, timestamp: number, body: string | Buffer): string =>
  `v1,${createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.`).update(body).digest('base64')}`;

/** What a signed request carries besides its body. */
export interface SignedHeaders {
  id: string;
  /** Seconds since 1970. */
  timestamp: string;
  /** One signature or more, with spaces between. */
  signature: string;
}

/** Why a signed request is refused. */
export type Refusal = 'signature' | 'time' | 'replay';

/** Requests that are remembered at most; the one that came longest ago is forgotten first, and is then old within minutes. */
const most = 100_000;

/** A request that came, and when it is forgotten (seconds). */
interface Known {
  body: Buffer;
  until: number;
}

/** Checks signed requests, and knows each again for as long as its time is right. */
export class SignatureCheck {
  /** By key and id, the oldest first. */
  #known = new Map<string, Known>();

  constructor(private readonly remembered = most) {}

  /**
   * Checks a request with the secrets of its key; `undefined` when it is right. One that comes again with the same body is: a sender
   * whose answer was lost repeats it. With another body it is a replay of its id.
   *
   * @param key whose it is; each has ids of its own
   * @param now seconds since 1970
   */
  check(key: string, secrets: readonly string[], { id, timestamp, signature }: SignedHeaders, body: Buffer, now: number): Refusal | undefined {
    const time = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) : NaN;
    const given = signature.split(' ').slice(0, 8).map((text) => Buffer.from(text));
    const expected = secrets.map((secret) => Buffer.from(sign(secret, id, time, body)));
    // All are compared, so that the time says nothing of which one it was.
    const right = expected.flatMap((one) => given.map((other) => sameBytes(one, other))).includes(true);
    if (!right) return 'signature';
    if (!(Math.abs(now - time) <= window)) return 'time';
    return this.#isReplay(`${key} ${id}`, digest(body), now) ? 'replay' : undefined;
  }

  #isReplay(name: string, body: Buffer, now: number): boolean {
    const known = this.#known.get(name);
    if (known && known.until > now && !sameBytes(known.body, body)) return true;
    // What came again is as young as its repetition.
    this.#known.delete(name);
    this.#known.set(name, { body, until: now + 2 * window });
    for (const [old, { until }] of this.#known) {
      if (until > now && this.#known.size <= this.remembered) break;
      this.#known.delete(old);
    }
    return false;
  }
}
