import type { ConsentState } from '../events/consent.js';
import type { EcomContext, TrackOptions } from '../events/commands.js';
import { newEventId } from '../events/event-id.js';
import { isObject, type JsonObject } from '../events/plain.js';
import { version } from '../version.js';
import type { Session } from './session.js';
import { readTable } from './table.js';
import type { TrackerOptions } from './tracker-options.js';

/** Query parameters that hold personal data or keys by their name; others by an `@` in their value. */
const privateParameter = /mail|phone|mobile|name|pass|token|secret|auth|otp/i;

/** An address without what may be personal: no fragment, no private query parameters, no e-mail address in its path. */
export function scrubUrl(address: string): string {
  if (!address) return '';
  const url = new URL(address);
  url.hash = '';
  url.pathname = url.pathname.replace(/[^/]+(@|%40)[^/]+/g, '-');
  for (const [name, value] of [...url.searchParams]) {
    if ((name !== 'campaign_name' && privateParameter.test(name)) || value.includes('@')) url.searchParams.delete(name);
  }
  return url.href;
}

let pageKey: string | undefined;
let page: EcomContext['page'];

/** Where the shopper is, shared by the events that happened there; read anew when the address or the title changed. */
export function currentPage(): EcomContext['page'] {
  const { title, referrer } = document;
  if (pageKey !== location.href + title) {
    pageKey = location.href + title;
    const url = scrubUrl(location.href);
    page = { url, path: new URL(url).pathname, title, referrer: scrubUrl(referrer) };
  }
  return page;
}

/** What is known of an event by where and when it happens, whoever is there. */
export const surroundings = (): Pick<EcomContext, 'page' | 'locale' | 'library'> => ({
  page: currentPage(),
  locale: document.documentElement.lang || navigator.language,
  library: { name: 'ecom-events', version },
});

/** The context of an event that happens now, or happened when `given` says. */
export function makeContext(given: TrackOptions, { storeId, scope }: TrackerOptions, session: Session, consent?: ConsentState): EcomContext {
  return {
    event_id: given.eventId || newEventId(),
    timestamp: given.timestamp!,
    session_id: session.touch(Date.now()),
    anonymous_id: session.visitor,
    ...surroundings(),
    store_id: storeId,
    scope,
    assumed: given.assumed || undefined,
    consent,
  };
}

/**
 * The currency of an event that came without one: that of all its products when they agree, else the one
 * the shop's theme declared. Nothing is assumed beyond that.
 */
export function findCurrency(event: string, { products }: JsonObject, declared?: string): string | undefined {
  if (!readTable(event)?.fields.some(({ name }) => name === 'currency')) return undefined;
  const [first, ...others] = Array.isArray(products) ? products.map((product) => isObject(product) && product.currency) : [];
  return typeof first === 'string' && others.every((other) => other === first) ? first : declared;
}
