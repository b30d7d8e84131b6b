import type { ConsentCategory } from '../events/consent.js';
import type { DeviceModeTracker, EcomContext } from '../events/commands.js';
import type { JsonObject } from '../events/plain.js';
import { withoutPersonal, type PersonalDataOptions } from './shared/without-personal.js';

/** Where events are posted to, and how. */
export interface HttpOptions extends PersonalDataOptions {
  /** Address that takes them: https, or of the page's own server. */
  url: string;
  /** Name of the destination on the page; needed when there are two of a kind. */
  name?: string;
  /** What the shopper has to agree to; `marketing` when absent, since nobody here knows who gets it. */
  category?: ConsentCategory;
  /** Further headers, such as a key that may be public. */
  headers?: Readonly<Record<string, string>>;
  /** Whether cookies go along, as `fetch` has it. */
  credentials?: RequestCredentials;
  /** Whether what failed is sent again, since the server knows an event by its id; `true` when absent. */
  retry?: boolean;
  /** The body of one event, as JSON; the event itself when absent, nothing is sent for `undefined`. */
  body?: (event: HttpEvent) => object | undefined;
}

/** One event as it is posted. */
export interface HttpEvent {
  type: 'track' | 'page';
  event: string;
  payload: JsonObject;
  context: EcomContext;
}

/** What the browser sends for a page that is being left, in bytes of all requests together; more than that it refuses. */
const maxKept = 60_000;

/** What is on its way of that, of all addresses: it is the page that the browser counts for. */
let flying = 0;

/** After this many milliseconds without an answer the delivery has failed. */
const patience = 9_000;

/**
 * Any server: each event is posted as JSON, also while the page is being left. It has the event's `event_id`, by which
 * the server knows one that comes twice; so it is sent up to four times, one after the other, unless the server has refused
 * it (a status of 400 to 499, but 408, 425 and 429). The delivery has failed when the answer is no success.
 *
 * ```ts
 * ecom.register(http({ url: '/events', body: ({ event, payload }) => ({ name: event, ...payload }) }));
 * ```
 */
export function http(options: HttpOptions): DeviceModeTracker {
  const { url, name = 'http', category = 'marketing', headers, credentials, retry = true, body = (event: HttpEvent): object => event } = options;
  const address = (): string => {
    const { protocol, origin, href } = new URL(url, location.href);
    if (protocol !== 'https:' && origin !== location.origin) throw new TypeError('events are sent over https only');
    return href;
  };
  async function post(event: HttpEvent): Promise<void> {
    const data = body({ ...event, payload: withoutPersonal(event.payload, options) });
    if (!data) return;
    const text = JSON.stringify(data);
    const size = new TextEncoder().encode(text).length;
    const keepalive = flying + size < maxKept;
    const request: RequestInit = {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: text,
      keepalive,
      signal: AbortSignal.timeout(patience),
      ...(credentials && { credentials }),
    };
    const kept = keepalive ? size : 0;
    flying += kept;
    const { ok, status } = await fetch(address(), request).finally(() => (flying -= kept));
    const isRefused = status >= 400 && status < 500 && ![408, 425, 429].includes(status);
    if (!ok) throw new DOMException(`the server answered ${status}`, isRefused ? 'DataError' : 'NetworkError');
  }
  return {
    name,
    category,
    retry,
    track: (event, payload, context) => post({ type: 'track', event, payload, context }),
    page: (payload, context) => post({ type: 'page', event: 'page', payload, context }),
  };
}
