import type { EcomContext, PagePayload, TrackOptions } from '../events/commands.js';
import { newEventId } from '../events/event-id.js';
import type { Json, JsonObject } from '../events/plain.js';
import { isObject } from '../events/plain.js';
import { version } from '../version.js';
import type { Session } from './session.js';
import { readTable } from './table.js';
import type { TrackerOptions } from './tracker-options.js';

/** Query parameters that hold personal data or keys by their name; others by an `@` in their value. */
const privateParameter = /mail|phone|mobile|name|pass|token|secret|auth|signature|otp/i;

/** An address without what may be personal: no user info, no fragment, no private query parameters. */
export function scrubUrl(address: string): string {
  if (!URL.canParse(address)) return '';
  const url = new URL(address);
  url.username = url.password = url.hash = '';
  for (const [name, value] of [...url.searchParams]) {
    if (privateParameter.test(name) || value.includes('@')) url.searchParams.delete(name);
  }
  return url.href;
}

let pageOf: string | undefined;
let page: EcomContext['page'];

/** Where the shopper is; read anew when the address or the title changed. */
function currentPage(): EcomContext['page'] {
  const key = location.href + document.title;
  if (pageOf !== key) {
    pageOf = key;
    const url = scrubUrl(location.href);
    page = { url, path: location.pathname, title: document.title, referrer: scrubUrl(document.referrer) };
  }
  return page;
}

/** The context of an event that happens now, or happened when `given` says. */
export function makeContext(given: TrackOptions, options: TrackerOptions, session: Session): EcomContext {
  const now = Date.now();
  const context: EcomContext = {
    event_id: given.eventId || newEventId(),
    timestamp: given.timestamp ?? new Date(now).toISOString(),
    session_id: session.touch(now),
    anonymous_id: session.visitor,
    page: currentPage(),
    locale: document.documentElement.lang || navigator.language,
    library: { name: 'ecom-events', version },
  };
  if (options.storeId) context.store_id = options.storeId;
  if (options.scope) context.scope = options.scope;
  if (given.assumed) context.assumed = true;
  return context;
}

/** A page view's payload, completed from the document. */
export const completePage = (payload: JsonObject): JsonObject & PagePayload => ({
  ...currentPage(),
  ...payload,
});

/**
 * The currency of an event that came without one: that of all its products when they agree, else the one
 * the shop's theme declared. Nothing is assumed beyond that.
 */
export function findCurrency(event: string, payload: JsonObject, declared: string | undefined): string | undefined {
  if (payload.currency !== undefined || !readTable(event)?.fields.some((field) => field.name === 'currency')) return undefined;
  const products: Json[] = Array.isArray(payload.products) ? payload.products : [];
  const currencies = new Set(products.map((product) => (isObject(product) ? product.currency : undefined)));
  const [only] = currencies;
  return currencies.size === 1 && typeof only === 'string' ? only : declared;
}
