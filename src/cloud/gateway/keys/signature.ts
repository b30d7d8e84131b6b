import { createHmac } from 'node:crypto';
import { sameBytes } from './secrets.js';

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

/** Knows signed requests again for as long as their time is right. */
export class SignatureCheck {
  /** Ids that were taken, and when they are forgotten (seconds); the oldest first. */
  #seen = new Map<string, number>();

  /**
   * Checks a request with the secrets of its key; `undefined` when it is right.
   *
   * @param now seconds since 1970
   */
  check(secrets: readonly string[], { id, timestamp, signature }: SignedHeaders, body: Buffer, now: number): Refusal | undefined {
    const time = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) : NaN;
    const given = signature.split(' ').slice(0, 8).map((text) => Buffer.from(text));
    const expected = secrets.map((secret) => Buffer.from(sign(secret, id, time, body)));
    // All are compared, so that the time says nothing of which one it was.
    const right = expected.flatMap((one) => given.map((other) => sameBytes(one, other))).includes(true);
    if (!right) return 'signature';
    if (!(Math.abs(now - time) <= window)) return 'time';
    return this.#seen.has(id) ? 'replay' : undefined;
  }

  /** Notes a request that was taken. One that failed may come again. */
  taken(id: string, now: number): void {
    for (const [old, until] of this.#seen) {
      if (until > now) break;
      this.#seen.delete(old);
    }
    this.#seen.set(id, now + 2 * window);
  }
}
