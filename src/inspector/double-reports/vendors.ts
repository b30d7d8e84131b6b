import { canonicalName } from '../../events/canonical-name.js';
import { ga4Events, ga4OwnEvents } from '../../destinations/ga4.js';
import { metaEvents } from '../../destinations/meta.js';
import type { EventTable } from '../../destinations/shared/rows.js';
import { snapchatEvents } from '../../destinations/snapchat.js';
import { tiktokEvents } from '../../destinations/tiktok.js';

/** Whoever is told of a shop's events by a function in the page. */
export interface Vendor {
  name: 'Google' | 'Meta' | 'TikTok' | 'Snapchat' | 'analytics';
  /** Destinations of ours that speak to it, by the names they have unless the shop gives others. */
  destinations: RegExp;
  /** Our events that a name of the vendor's stands for; none for a name that means nothing here. */
  meaning(name: string): readonly string[];
}

/** Vendor's name → events of the catalogue, from the destinations' own tables. */
function meanings(tables: EventTable[], others: [name: string, event: string][]): Vendor['meaning'] {
  const found = new Map<string, string[]>();
  const rows = tables.flatMap((table) => Object.entries(table).map(([event, row]): [string, string] => [row.split(' ')[0]!, event]));
  for (const [name, event] of [...rows, ...others]) found.set(name, [...(found.get(name) ?? []), event]);
  return (name) => withCart(found.get(name) ?? []);
}

/** A change of the cart may stand for what went in or out of it. */
const withCart = (events: readonly string[]): readonly string[] =>
  events.some((event) => event === 'Product Added' || event === 'Product Removed') ? [...events, 'Cart Updated'] : events;

export const google: Vendor = {
  name: 'Google',
  destinations: /ga4|gtm|google/i,
  // What Google Analytics reports by itself has names of its own, too.
  meaning: meanings([ga4Events, ga4OwnEvents], [['page_view', 'page'], ['view_search_results', 'Products Searched']]),
};

export const meta: Vendor = {
  name: 'Meta',
  destinations: /meta|facebook/i,
  meaning: meanings([metaEvents], [['PageView', 'page']]),
};

export const tiktok: Vendor = {
  name: 'TikTok',
  destinations: /tiktok/i,
  meaning: meanings([tiktokEvents], [['page', 'page'], ['CompletePayment', 'Order Completed'], ['PlaceAnOrder', 'Order Completed']]),
};

export const snapchat: Vendor = {
  name: 'Snapchat',
  destinations: /snap/i,
  meaning: meanings([snapchatEvents], [['PAGE_VIEW', 'page']]),
};

/** Segment's, RudderStack's and Jitsu's: they have the names of the catalogue, in one spelling or another. */
export const analytics: Vendor = {
  name: 'analytics',
  destinations: /analytics|segment|rudder|jitsu/i,
  meaning: (name) => withCart([canonicalName(name)]),
};
