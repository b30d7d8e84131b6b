import type { DeviceModeTracker } from '../events/commands.js';
import { ours } from '../events/ours.js';
import { loadScript, makeVendor, type Vendor, whenThere } from './shared/core.js';
import { consentMode, type ConsentLayer } from './shared/google-consent.js';
import { ga4Events, ga4Name, ga4OwnEvents, ga4PageView, ga4Readers, ga4Chooser, type Ga4Options } from './shared/ga4-events.js';
import type { UserData } from './user-data.js';

export { ga4Events, ga4OwnEvents };

/** Google's tag, as far as it is called here. */
interface Gtag {
  (command: 'event', name: string, params: object): void;
  (command: 'set', name: string | object, params?: object): void;
  (command: 'config', id: string, params: object): void;
  (command: 'js', now: Date): void;
}

const page = globalThis as unknown as { gtag?: Gtag | undefined; dataLayer?: (ArrayLike<unknown> | null | undefined)[] | undefined };

/** What Google Analytics 4 may be told. */
export interface GtagOptions extends Ga4Options {
  /** `G-…`: events go to this one only, and the tag is loaded where it is not on the page. Absent: the page's own tag gets them. */
  measurementId?: string;
  /** Lets Google know a shopper again: `userData()`. */
  userData?: UserData;
}

/**
 * Google Analytics 4, by `gtag('event', name, params)`. It uses the tag that is on the page, or loads it at the first
 * event when it is given a `measurementId`; then page views come from the tracker alone (`send_page_view: false`).
 * Users are not known to it: Signed Out takes a user's id off all the same. The shopper agrees to `analytics`; consent mode is
 * told what they say to the rest, and nothing of a user goes to Google without `marketing`.
 *
 * ```ts
 * ecom.register(ga4({ measurementId: 'G-1A2B3C4D5E', ids: 'sku' }));
 * ```
 */
export function ga4(options: GtagOptions = {}): DeviceModeTracker {
  const { measurementId } = options;
  const mode = consentMode();
  const whenTag = whenThere(() => findTag(measurementId, mode.begin));
  const identify = options.userData?.('+', ({ email, phone }) =>
    whenTag((gtag) => gtag('set', 'user_data', { sha256_email_address: email, sha256_phone_number: phone })),
  );
  const vendor: Vendor = {
    name: 'ga4',
    category: 'analytics',
    events: ga4Events,
    naming: ga4Name,
    choose: ga4Chooser(options),
    readers: ga4Readers(options),
    page: ga4PageView,
    consent: (_, state) => mode.take(state, page.gtag && page.dataLayer),
    send(calls, eventName, payload) {
      if (mode.allowsAds()) identify?.(eventName, payload);
      const isProfile = eventName === 'User Profile Updated' && payload.type;
      const isLeaving = eventName === 'Signed Out';
      if (!calls.length && !isProfile && !isLeaving) return;
      return whenTag((gtag) => {
        for (const { name, params } of calls) gtag('event', name, ours(measurementId ? { ...params, send_to: measurementId } : params));
        if (isProfile) gtag('set', 'user_properties', { user_type: payload.type });
        if (isLeaving) gtag('set', { user_id: null });
      });
    },
  };
  return makeVendor(vendor, options);
}

/** The page's tag; with an id, one that knows it. A function alone says little: it may be there for consent only. */
function findTag(id: string | undefined, begin: (dataLayer: ConsentLayer) => void): Gtag | undefined {
  if (!id) return page.gtag;
  const dataLayer = (page.dataLayer ??= []);
  // Google's tag wants `arguments`, not an array.
  page.gtag ??= function () {
    dataLayer.push(arguments);
  } as Gtag;
  if (!dataLayer.some((entry) => entry?.[0] === 'config' && entry[1] === id)) {
    begin(dataLayer);
    page.gtag('js', new Date());
    page.gtag('config', id, { send_page_view: false });
  }
  const address = 'https://www.googletagmanager.com/gtag/js';
  if (!document.querySelector(`script[src^="${address}"]`)) loadScript(`${address}?id=${encodeURIComponent(id)}`);
  return page.gtag;
}
