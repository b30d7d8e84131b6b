import type { Entry, EntryOf, Vendor } from './entries.js';
import type { Fault } from './fault.js';
import type { Walk } from './journey.js';

const titles: Record<Vendor, string> = { google: 'Google', meta: 'Meta', tiktok: 'TikTok', snapchat: 'Snapchat' };

/** Names that stand for one action each; scrolls and timers may come as often as they like. */
const counted = new Set(
  (
    'page_view view_item view_item_list select_item add_to_cart remove_from_cart view_cart begin_checkout add_shipping_info add_payment_info purchase refund search ' +
    'view_promotion select_promotion add_to_wishlist sign_up login PageView ViewContent AddToCart InitiateCheckout AddPaymentInfo Purchase Search AddToWishlist ' +
    'CompleteRegistration CompletePayment PlaceAnOrder page PAGE_VIEW VIEW_CONTENT ADD_CART START_CHECKOUT ADD_BILLING PURCHASE SEARCH ADD_TO_WISHLIST SIGN_UP LIST_VIEW'
  ).split(' '),
);

/** Orders: also on another page they come once. */
const isOrder = (name: string): boolean => /^(purchase|CompletePayment|PlaceAnOrder)$/i.test(name);

type VendorEntry = EntryOf<'call'> | EntryOf<'beacon'>;

const isOfVendor = (entry: Entry): entry is VendorEntry => entry.kind === 'call' || entry.kind === 'beacon';

/** By what a vendor is told. */
const formOf = (entry: VendorEntry): string => (entry.kind === 'call' ? entry.form : 'request');

/** What reaches the vendors: twice, or against the shopper's will. */
export function gradeVendors({ stretches, recording: { entries } }: Walk): Fault[] {
  const known = new Set<string>();
  const faults: Fault[] = [];
  stretches.forEach(({ title, from, to, consent: before }, number) => {
    for (const entry of entries.slice(from, to).filter(isOfVendor)) {
      const { vendor, name, key, url } = entry;
      const form = formOf(entry);
      const fault = (kind: Fault['kind'], message: string, advice: string): unknown =>
        faults.push({ kind, severity: 'error', event: name, message, advice, pages: [new URL(url).pathname], after: title, destination: vendor });
      const identity = JSON.stringify([form, vendor, name, key, isOrder(name) ? null : [number, url]]);
      if (counted.has(name) && known.has(identity)) {
        const how = form === 'request' ? 'by a request' : `by ${form}`;
        fault('doubled', `${titles[vendor]} was told of ${name} twice ${how}`, 'Look for a second snippet, a tag manager, or a theme’s own pixel that reports it too.');
      }
      known.add(identity);
      const category = vendor === 'google' ? 'analytics' : 'marketing';
      const consent = (entry.kind === 'call' ? entry.consent : undefined) ?? before;
      const state = consent?.[category];
      // Google's calls stay in the page until its tag has consent; a request that says so carries no identifier.
      const isAllowed = entry.kind === 'call' ? vendor === 'google' : entry.cookieless;
      if (state && state !== 'granted' && !isAllowed) {
        fault('consent', `${titles[vendor]} was told of ${name} while consent for ${category} is ${state}`, 'Register the vendor as a destination of its category, and take its own snippet off the page.');
      }
    }
  });
  return faults;
}

/** How often each vendor was told of what, for the report. */
export function countVendors(entries: Entry[]): Record<string, Record<string, number>> {
  const counts: Record<string, Record<string, number>> = {};
  for (const entry of entries.filter(isOfVendor)) {
    const form = (counts[entry.kind === 'call' ? entry.form : `${entry.vendor} requests`] ??= {});
    form[entry.name] = (form[entry.name] ?? 0) + 1;
  }
  return counts;
}

