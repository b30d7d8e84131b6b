import type { DeviceModeTracker } from '../events/commands.js';
import { type EventTable, loadScript, makeVendor, type Vendor, whenThere } from './shared/core.js';
import { pixelReaders, type PixelOptions } from './shared/content.js';
import type { UserData } from './user-data.js';

const addCart = 'ADD_CART item_ids item_category number_items price currency';

/** Snapchat's standard events: businesshelp.snapchat.com, docs.tealium.com/client-side-tags/snap-pixel-tag. */
export const snapchatEvents: EventTable = {
  'Signed In': 'LOGIN',
  'Signed Up': 'SIGN_UP sign_up_method=method',
  'Product Added': addCart,
  'Cart Shared': 'SHARE item_ids',
  'Checkout Started': 'START_CHECKOUT item_ids number_items price currency',
  'Payment Info Entered': 'ADD_BILLING payment_info_available:1 success:1 price currency item_ids',
  'Order Completed': 'PURCHASE transaction_id=order_id price currency item_ids item_category number_items',
  'Products Searched': 'SEARCH search_string=query',
  'Product List Viewed': 'LIST_VIEW item_ids item_category',
  'Product Viewed': 'VIEW_CONTENT item_ids item_category price currency',
  'Product Shared': 'SHARE item_ids',
  'Product Reviewed': 'RATE item_ids',
  'Product Added to Wishlist': 'ADD_TO_WISHLIST item_ids price currency',
  'Wishlist Product Added to Cart': addCart,
};

/** Snapchat's pixel, as far as it is called here. */
interface Snaptr {
  (...call: unknown[]): unknown;
  handleRequest?(...call: unknown[]): unknown;
  queue?: unknown[][];
}

const page = globalThis as unknown as { snaptr?: Snaptr | undefined };

/** What Snapchat may be told. */
export interface SnapchatOptions extends PixelOptions {
  /** The pixel is loaded where none is on the page. */
  pixelId?: string;
  /** Lets Snapchat know a shopper again: `userData()`. It needs the `pixelId`. */
  userData?: UserData;
}

/**
 * The Snap Pixel, by `snaptr('track', name, { client_dedup_id, … })`. It has no names of your own but `CUSTOM_EVENT_1`
 * to `CUSTOM_EVENT_5`, and no consent call: what it is not told, it does not know.
 *
 * ```ts
 * ecom.register(snapchat({ pixelId: '…', custom: { 'Product Removed': 'CUSTOM_EVENT_1 item_ids' } }));
 * ```
 */
export function snapchat(options: SnapchatOptions = {}): DeviceModeTracker {
  const { pixelId } = options;
  const whenPixel = whenThere(() => findPixel(pixelId));
  const identify = options.userData?.('', ({ email, phone }) =>
    pixelId && whenPixel((snaptr) => snaptr('init', pixelId, { user_hashed_email: email, user_hashed_phone_number: phone })),
  );
  const vendor: Vendor = {
    name: 'snapchat',
    events: snapchatEvents,
    naming: /^CUSTOM_EVENT_[1-5]$/,
    readers: pixelReaders(options),
    page: 'PAGE_VIEW',
    send(calls, eventName, payload) {
      identify?.(eventName, payload);
      if (!calls.length) return;
      return whenPixel((snaptr) => {
        for (const { name, params, id } of calls) snaptr('track', name, { ...params, client_dedup_id: id });
      });
    },
  };
  return makeVendor(vendor, options);
}

/** The page's pixel; with an id, made where there is none. */
function findPixel(id: string | undefined): Snaptr | undefined {
  if (id && !page.snaptr) {
    const call = (...parts: unknown[]): unknown => (snaptr.handleRequest ? snaptr.handleRequest(...parts) : snaptr.queue!.push(parts));
    const snaptr: Snaptr = (page.snaptr = Object.assign(call, { queue: [] }));
    snaptr('init', id);
    loadScript('https://sc-static.net/scevent.min.js');
  }
  return page.snaptr;
}
