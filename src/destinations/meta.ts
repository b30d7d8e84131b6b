import type { DeviceModeTracker } from '../events/commands.js';
import { type EventTable, loadScript, makeVendor, type Vendor, whenThere } from './shared/core.js';
import { pixelReaders, type PixelOptions } from './shared/content.js';
import type { UserData } from './user-data.js';

const addToCart = 'AddToCart content_ids content_type contents currency value';

/**
 * Meta's standard events: developers.facebook.com/docs/meta-pixel/reference. There is none for a list, a refund or
 * what leaves the cart, and none is made up.
 */
export const metaEvents: EventTable = {
  'Signed Up': 'CompleteRegistration currency value status',
  'Product Added': addToCart,
  'Checkout Started': 'InitiateCheckout content_ids contents currency num_items value',
  'Payment Info Entered': 'AddPaymentInfo content_ids contents currency value',
  'Order Completed': 'Purchase currency value content_ids content_type contents num_items',
  'Products Searched': 'Search search_string=query content_ids content_type contents currency value',
  'Product Viewed': 'ViewContent content_ids content_type contents content_name content_category currency value',
  'Product Added to Wishlist': 'AddToWishlist content_ids contents currency value',
  'Wishlist Product Added to Cart': addToCart,
};

/** Fields of one of Meta's `contents`. */
export const metaItems = 'id quantity item_price';

/** Meta's pixel, as far as it is called here. */
interface Fbq {
  (...call: unknown[]): unknown;
  callMethod?(...call: unknown[]): unknown;
  queue: ArrayLike<unknown>[];
  push?: Fbq;
  loaded?: boolean;
  version?: string;
  disablePushState?: boolean;
  getState?(): { pixels: { id: string }[] };
}

const page = globalThis as unknown as { fbq?: Fbq | undefined; _fbq?: Fbq | undefined };

/** What Meta may be told. */
export interface MetaOptions extends PixelOptions {
  /** Events go to this pixel only, and it is loaded where it is not on the page. Absent: all pixels of the page get them. */
  pixelId?: string;
  /** Lets Meta know a shopper again: `userData()`. It needs the `pixelId`. */
  userData?: UserData;
}

/**
 * The Meta Pixel, by `fbq('track', name, params, { eventID })`; with a `pixelId`, which may not be the only one on the
 * page, by `trackSingle`. Events of your own go by `trackCustom`.
 *
 * ```ts
 * ecom.register(meta({ pixelId: '1234567890', ids: 'wc_post_id_{id}', custom: { 'Product Removed': 'RemoveFromCart content_ids' } }));
 * ```
 */
export function meta(options: MetaOptions = {}): DeviceModeTracker {
  const { pixelId } = options;
  const whenPixel = whenThere(() => findPixel(pixelId));
  const identify = options.userData?.('', ({ email, phone }) => pixelId && whenPixel((fbq) => fbq('init', pixelId, { em: email, ph: phone })));
  const vendor: Vendor = {
    name: 'meta',
    events: metaEvents,
    naming: /^.{1,50}$/,
    readers: pixelReaders(options, metaItems),
    page: 'PageView',
    // developers.facebook.com/docs/meta-pixel/implementation/gdpr
    consent: (granted) => page.fbq?.('consent', granted ? 'grant' : 'revoke'),
    send(calls, eventName, payload) {
      identify?.(eventName, payload);
      if (!calls.length) return;
      return whenPixel((fbq) => {
        for (const { name, params, id, custom } of calls) {
          const call = [`track${pixelId ? 'Single' : ''}${custom ? 'Custom' : ''}`, ...(pixelId ? [pixelId] : [])];
          fbq(...call, name, params, { eventID: id });
        }
      });
    },
  };
  return makeVendor(vendor, options);
}

/** The page's pixel; with an id, one that knows it. */
function findPixel(id: string | undefined): Fbq | undefined {
  if (!id) return page.fbq;
  if (!page.fbq) {
    const call = (...parts: unknown[]): unknown => (fbq.callMethod ? fbq.callMethod(...parts) : fbq.queue.push(parts));
    // Page views come from the tracker, also where the address changes without a page.
    const fbq: Fbq = Object.assign(call, { loaded: true, version: '2.0', queue: [], disablePushState: true });
    fbq.push = page.fbq = page._fbq = fbq;
    loadScript('https://connect.facebook.net/en_US/fbevents.js');
  }
  const known = page.fbq.getState?.().pixels.some((pixel) => pixel.id === id);
  if (!known && !page.fbq.queue?.some((call) => call[0] === 'init' && call[1] === id)) page.fbq('init', id);
  return page.fbq;
}
