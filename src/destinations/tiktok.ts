import type { DeviceModeTracker } from '../events/commands.js';
import { type EventTable, loadScript, makeVendor, type Vendor, whenThere } from './shared/core.js';
import { pixelReaders, type PixelOptions } from './shared/content.js';
import type { UserData } from './user-data.js';

const product = 'content_type content_ids contents quantity description currency value';

/**
 * TikTok's standard events: ads.tiktok.com/help/article/supported-standard-events. A step of the checkout is none:
 * others count a payment for each.
 */
export const tiktokEvents: EventTable = {
  'Signed Up': 'CompleteRegistration',
  'Product Added': `AddToCart ${product}`,
  'Checkout Started': 'InitiateCheckout content_type content_ids contents quantity currency value',
  'Payment Info Entered': 'AddPaymentInfo contents currency value',
  'Order Completed': `Purchase ${product}`,
  'Products Searched': 'Search search_string=query',
  'Product Viewed': `ViewContent ${product}`,
  'Product Added to Wishlist': 'AddToWishlist contents currency value',
  'Wishlist Product Added to Cart': `AddToCart ${product}`,
};

/** Fields of one of TikTok's `contents`; the price is that of one unit. */
export const tiktokItems = 'content_id content_name=name content_category brand price quantity';

/** Currencies of the region that TikTok does not list: ads.tiktok.com/help/article/about-parameters. */
const unlisted = ['JOD', 'IQD', 'TND', 'LBP'];

/** TikTok's pixel, as far as it is called here: an array until its script is there. */
interface Ttq {
  track(name: string, params: object, options: { event_id: string }): void;
  page(): void;
  identify(user: object): void;
  grantConsent?(): void;
  holdConsent?(): void;
  revokeConsent?(): void;
  load?(id: string): void;
  _i?: Record<string, unknown>;
}

const page = globalThis as unknown as { ttq?: Ttq | undefined; TiktokAnalyticsObject?: string };

/** What TikTok may be told. */
export interface TiktokOptions extends PixelOptions {
  /** The pixel is loaded where it is not on the page. */
  pixelId?: string;
  /** Lets TikTok know a shopper again: `userData()`. */
  userData?: UserData;
  /** TikTok's name for an order, as your server reports it too: older accounts count another one than `Purchase`. */
  orderEvent?: 'Purchase' | 'CompletePayment' | 'PlaceAnOrder';
}

/**
 * The TikTok Pixel, by `ttq.track(name, params, { event_id })`, page views by `ttq.page()`.
 *
 * ```ts
 * ecom.register(tiktok({ pixelId: 'C1ABCDEFGHIJ' }));
 * ```
 */
export function tiktok(options: TiktokOptions = {}): DeviceModeTracker {
  const { pixelId, orderEvent = 'Purchase', category = 'marketing' } = options;
  const whenPixel = whenThere(() => findPixel(pixelId));
  const identify = options.userData?.('+', ({ email, phone }) => whenPixel((ttq) => ttq.identify({ email, phone_number: phone })));
  const readers = pixelReaders(options, tiktokItems);
  const vendor: Vendor = {
    name: 'tiktok',
    events: { ...tiktokEvents, 'Order Completed': `${orderEvent} ${product}` },
    naming: /^.{1,50}$/,
    readers: {
      ...readers,
      currency(_, { currency, note }) {
        if (currency && unlisted.includes(currency)) note(`TikTok does not list ${currency}`);
        return currency;
      },
    },
    page: 'page',
    consent(granted, state) {
      const { ttq } = page;
      if (granted) ttq?.grantConsent?.();
      else if (state[category] === 'pending') ttq?.holdConsent?.();
      else ttq?.revokeConsent?.();
    },
    send(calls, eventName, payload) {
      identify?.(eventName, payload);
      if (!calls.length) return;
      return whenPixel((ttq) => {
        for (const { name, params, id } of calls) {
          if (eventName === 'page') ttq.page();
          else ttq.track(name, params, { event_id: id });
        }
      });
    },
  };
  return makeVendor(vendor, options);
}

/** What TikTok's script takes over from the array that keeps calls for it. */
const methods = 'page track identify instances debug on off once ready alias group enableCookie disableCookie holdConsent revokeConsent grantConsent';

/** The page's pixel; with an id, one that has loaded it. */
function findPixel(id: string | undefined): Ttq | undefined {
  if (!id) return page.ttq;
  if (!page.ttq) {
    const address = 'https://analytics.tiktok.com/i18n/pixel/events.js';
    const keepCalls = (queue: Record<string, unknown> & unknown[]): object => {
      for (const method of methods.split(' ')) queue[method] = (...call: unknown[]) => queue.push([method, ...call]);
      return queue;
    };
    const queue = Object.assign([], { _i: { [id]: Object.assign([], { _u: address }) }, _t: { [id]: Date.now() }, _o: { [id]: {} } });
    page.TiktokAnalyticsObject = 'ttq';
    page.ttq = keepCalls(queue as never) as Ttq;
    Object.assign(page.ttq, { instance: (pixel: string) => keepCalls((queue._i[pixel] ?? []) as never) });
    loadScript(`${address}?sdkid=${encodeURIComponent(id)}&lib=ttq`);
  }
  if (!page.ttq._i?.[id]) page.ttq.load?.(id);
  return page.ttq;
}
