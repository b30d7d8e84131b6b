import { readAnswer, silence, type Answer } from './answer.js';
import type { Row } from './row.js';

/** A request without an answer has failed after that many milliseconds. */
export const patience = 10_000;

/** Posts these to the gateway. @param keepalive whether the request goes on when the page is left; browsers let 64 kB do so */
export async function post(target: string, rows: readonly Row[], keepalive: boolean): Promise<Answer> {
  const body = `{"sent_at":"${new Date().toISOString()}","events":[${rows.map(({ text }) => text).join()}]}`;
  try {
    return await readAnswer(
      // As a form could send it, so that no browser asks first: a page that is left has no time for the answer.
      await fetch(target, { method: 'POST', body, credentials: 'omit', keepalive, signal: AbortSignal.timeout(patience) }),
    );
  } catch {
    return silence;
  }
}

/** The whole address, with the key. @throws TypeError when what is sent could be read on the way */
export function targetOf(endpoint: string, writeKey?: string): string {
  const url = new URL(endpoint, location.href);
  const { protocol, hostname, origin, searchParams } = url;
  if (protocol !== 'https:' && origin !== location.origin && !/^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)) {
    throw new TypeError('endpoint: events are sent over https only');
  }
  if (writeKey) searchParams.set('writeKey', writeKey);
  return url.href;
}
