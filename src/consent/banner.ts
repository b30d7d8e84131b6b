import { ecomQueue } from '../events/buffer.js';
import type { ConsentApi, ConsentCategory, ConsentChange } from '../events/consent.js';

/**
 * Follows a banner that tells of the shopper's decision by an event: `read` makes of it what they agreed to, or nothing where
 * it is about something else. Returns what ends it.
 *
 * ```ts
 * fromEvent(document, 'shop:consent', ({ detail }) => ({ analytics: detail.statistics, marketing: detail.ads }));
 * ```
 */
export function fromEvent(target: EventTarget, type: string, read: (event: CustomEvent) => ConsentChange | undefined): () => void {
  const hear = (event: Event): void => tell(read(event as CustomEvent));
  target.addEventListener(type, hear);
  return () => target.removeEventListener(type, hear);
}

/** Tells the tracker, whether it is there yet or not. */
const tell = (change: ConsentChange | undefined): void => void (change && ecomQueue().push(['consent', change]));

/** Where somebody is asked, all is pending until they answer, or until the theme says what the page begins with. */
export function beginPending(): void {
  const { consent } = ecomQueue() as { consent?: ConsentApi };
  if (!consent?.asked) ecomQueue().push(['configure', { consentRegion: '' }]);
}

/** What a banner says of its own categories: the names of the accepted ones, or whether each is. */
export type Said = readonly string[] | Readonly<Record<string, unknown>>;

/** Which of the banner's categories each of ours needs: all that are named, separated by spaces. */
export type Means = Readonly<Record<Exclude<ConsentCategory, 'necessary'>, string>>;

/** What is known of one banner. */
export interface Banner {
  /** Where its events are dispatched, and their names. */
  on: 'window' | 'document';
  events: string;
  means: Means;
  /** What it says, of the event's `detail` where there is one, and whether the shopper has answered; nothing where it says nothing yet. */
  read(detail?: unknown): { said: Said; answered: boolean } | undefined;
  /** For one that tells without events, or has to be loaded: calls `changed` when something may have changed. */
  watch?(changed: (detail?: unknown) => void): void;
}

/** The parts of the banners' objects that are looked at. */
interface BannerPage {
  Cookiebot?: { consent: Record<string, unknown>; hasResponse: boolean };
  OneTrust?: { IsAlertBoxClosed?(): boolean };
  OnetrustActiveGroups?: string;
  getCkyConsent?(): { categories: Record<string, unknown>; isUserActionCompleted: boolean };
  Shopify?: { customerPrivacy?: ShopifyPrivacy; loadFeatures?(features: object[], loaded: (error?: unknown) => void): void };
  __tcfapi?(command: 'addEventListener', version: 2, heard: (data: TcData, success: boolean) => void): void;
}

interface ShopifyPrivacy {
  analyticsProcessingAllowed(): boolean;
  marketingAllowed(): boolean;
  preferencesProcessingAllowed(): boolean;
  /** `yes`, `no`, or empty where the visitor has said nothing. */
  currentVisitorConsent(): Record<string, string>;
}

interface TcData {
  eventStatus?: string;
  gdprApplies?: boolean;
  purpose?: { consents?: Record<string, boolean> };
}

const page = globalThis as BannerPage;

/** Well-known banners, from what their makers document. */
export const banners = {
  // cookiebot.com/en/developer: events at the window, `Cookiebot.consent` and `hasResponse`.
  cookiebot: {
    on: 'window',
    events: 'CookiebotOnConsentReady CookiebotOnAccept CookiebotOnDecline',
    means: { analytics: 'statistics', marketing: 'marketing', personalisation: 'preferences' },
    read: () => page.Cookiebot && { said: page.Cookiebot.consent, answered: page.Cookiebot.hasResponse },
  },
  // developer.onetrust.com/onetrust/docs/javascript-events-guide: at each load and change, `detail` lists the active groups;
  // C0002 performance, C0003 functional, C0004 targeting, C0005 social media. `IsAlertBoxClosed()`: the shopper has answered.
  onetrust: {
    on: 'window',
    events: 'OneTrustGroupsUpdated',
    means: { analytics: 'C0002', marketing: 'C0004', personalisation: 'C0003' },
    read(detail) {
      const said = Array.isArray(detail) ? (detail as string[]) : page.OnetrustActiveGroups?.split(',');
      return said && { said, answered: !!page.OneTrust?.IsAlertBoxClosed?.() };
    },
  },
  // usercentrics.com/docs/web/features/v2/events_v2, and its successor: a window event, whose name the shop chooses in
  // Usercentrics' own settings (there `ucEvent`); the names of the categories are the shop's, too.
  usercentrics: {
    on: 'window',
    events: 'ucEvent',
    means: { analytics: 'statistics', marketing: 'marketing', personalisation: 'functional' },
    read(detail) {
      const { event, type, ucCategory } = { ...(detail as { event?: string; type?: string; ucCategory?: Said }) };
      return event === 'consent_status' && ucCategory ? { said: ucCategory, answered: type?.toLowerCase() === 'explicit' } : undefined;
    },
  },
  // cookieyes.com/documentation/events-on-cookie-banner-load, …/retrieving-consent-data-using-api-getckyconsent, and
  // …/events-on-consent-update: `cookieyes_consent_update` with `detail.accepted`.
  cookieyes: {
    on: 'document',
    events: 'cookieyes_banner_load cookieyes_consent_update',
    means: { analytics: 'analytics', marketing: 'advertisement', personalisation: 'functional' },
    read(detail) {
      const { accepted, categories, isUserActionCompleted } = { ...((detail ?? page.getCkyConsent?.()) as Partial<Record<string, Said>>) };
      if (accepted) return { said: accepted, answered: true };
      return categories && { said: categories, answered: !!isUserActionCompleted };
    },
  },
  // shopify.dev/docs/api/customer-privacy: `visitorConsentCollected` on the document; what is allowed where nobody has
  // answered goes by the region, as the merchant has set it.
  shopify: {
    on: 'document',
    events: 'visitorConsentCollected',
    means: { analytics: 'analyticsAllowed', marketing: 'marketingAllowed saleOfDataAllowed', personalisation: 'preferencesAllowed' },
    read(detail) {
      if (detail) return { said: { saleOfDataAllowed: true, ...detail }, answered: true };
      const privacy = page.Shopify?.customerPrivacy;
      return (
        privacy && {
          said: {
            analyticsAllowed: privacy.analyticsProcessingAllowed(),
            marketingAllowed: privacy.marketingAllowed(),
            saleOfDataAllowed: true,
            preferencesAllowed: privacy.preferencesProcessingAllowed(),
          },
          answered: Object.values(privacy.currentVisitorConsent()).some(Boolean),
        }
      );
    },
    watch(changed) {
      const { Shopify } = page;
      if (!Shopify?.customerPrivacy) Shopify?.loadFeatures?.([{ name: 'consent-tracking-api', version: '0.1' }], (error) => error || changed());
    },
  },
  // IAB Europe's framework, github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework, CMP API v2:
  // purposes 1 storage, 2 to 4 and 7 advertising, 5 and 6 content, 8 measuring of content. Consent counts, legitimate
  // interest does not; which vendors may have it, only their own code knows.
  tcf: {
    on: 'window',
    events: '',
    means: { analytics: '1 8', marketing: '1 2 3 4 7', personalisation: '1 5 6' },
    read(data) {
      const { eventStatus, gdprApplies, purpose } = { ...(data as TcData) };
      const said = purpose?.consents;
      return said && gdprApplies ? { said, answered: eventStatus === 'tcloaded' || eventStatus === 'useractioncomplete' } : undefined;
    },
    watch(changed) {
      const begin = (): unknown => page.__tcfapi?.('addEventListener', 2, (data, success) => success && changed(data));
      if (page.__tcfapi) begin();
      else addEventListener('load', begin, { once: true });
    },
  },
} satisfies Record<string, Banner>;

/** How a banner is followed. */
export interface BannerOptions {
  /** The names of the banner's events, where the shop has chosen others. */
  events?: string;
  /** What of ours needs which of the banner's categories, where the shop has others: `{ analytics: 'functional' }`. */
  means?: Partial<Means>;
}

/**
 * Follows a well-known banner, or one that is described alike, from now on; what it knows already counts. What the shopper
 * has not ticked is denied once they have answered; before, it is left as it is. Returns what ends it.
 */
export function followBanner(banner: keyof typeof banners | Banner, options: BannerOptions = {}): () => void {
  const known: Banner | undefined = typeof banner === 'string' ? banners[banner] : banner;
  if (!known) {
    console.error(`ecom-events: there is no banner "${banner as string}"; there are ${Object.keys(banners).join(', ')}`);
    return () => {};
  }
  beginPending();
  const means = { ...known.means, ...options.means };
  let isOn = true;
  const change = (detail?: unknown): ConsentChange | undefined => {
    const { said, answered } = known.read(detail ?? undefined) ?? {};
    if (!isOn || !said) return undefined;
    const isTicked = (name: string): boolean => (Array.isArray(said) ? said.includes(name) : (said as Record<string, unknown>)[name] === true);
    const ours = Object.entries(means).map(([category, names]) => [category, names.split(' ').every(isTicked)] as const);
    const clear = ours.filter(([, granted]) => granted || answered);
    return clear.length ? Object.fromEntries(clear) : undefined;
  };
  const target = known.on === 'window' ? window : document;
  const ends = (options.events ?? known.events).split(' ').filter(Boolean).map((type) => fromEvent(target, type, ({ detail }) => change(detail)));
  tell(change());
  known.watch?.((detail) => tell(change(detail)));
  return () => {
    isOn = false;
    for (const end of ends) end();
  };
}
