import { createHmac, randomBytes } from 'node:crypto';

const prefix = 'whsec_';

/** A new secret, as Standard Webhooks writes them. */
export const createSecret = (): string => prefix + randomBytes(32).toString('base64');

/**
 * The bytes of a secret.
 *
 * @throws when it is none: it never says what came
 */
export function secretBytes(secret: string): Buffer {
  const text = secret.startsWith(prefix) ? secret.slice(prefix.length) : secret;
  const bytes = Buffer.from(text, 'base64');
  if (!/^[A-Za-z0-9+/]+=*$/.test(text) || bytes.length < 16) throw new TypeError(`a secret is ${prefix} and 24 bytes or more in base64`);
  return bytes;
}

/**
 * The three headers of Standard Webhooks 1.0. With several secrets, as while one is replaced, there is a signature of each: a
 * receiver that knows one of them is content.
 */
export function signedHeaders(secrets: readonly string[], id: string, body: string, now = Date.now()): Record<string, string> {
  const timestamp = String(Math.floor(now / 1000));
  const signatures = secrets.map((secret) => `v1,${createHmac('sha256', secretBytes(secret)).update(`${id}.${timestamp}.${body}`).digest('base64')}`);
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
