import type { EcomAnswer, EcomRequestEvent, EcomRequestName } from '../events/ecom-request-event.js';
import { accountActions } from './memory/account.js';
import { cartActions, readCart } from './memory/cart.js';
import { checkoutActions } from './memory/checkout.js';
import { couponActions } from './memory/coupons.js';
import type { MemoryAccount, MemoryCart, MemoryMood, MemoryOptions, MemoryOrder } from './memory/options.js';
import { copy, emptyState, makeId, openStore, type Actions, type Asked } from './memory/state.js';
import { wishlistActions } from './memory/wishlist.js';
import type { Platform } from './platform.js';

export type { MemoryAccount, MemoryCart, MemoryCoupon, MemoryMood, MemoryOptions, MemoryOrder, MemoryRefusal } from './memory/options.js';

/** A store in the page, and what is in it; all that is read is a copy. */
export interface MemoryPlatform extends Platform, MemoryOptions {
  /** The cart as it is now. */
  readonly cart: MemoryCart;
  /** Ids of the products on the wishlist, the oldest first. */
  readonly wishlist: readonly string[];
  /** The last order: the payload of its Order Completed. */
  readonly order: MemoryOrder | undefined;
  /** All orders, the oldest first. */
  readonly orders: readonly MemoryOrder[];
  /** Who has signed in. */
  readonly account: MemoryAccount | undefined;
  /** Forgets all that is in it: cart, wishlist, orders, accounts. */
  clear(): void;
}

/**
 * A store in the page: for demos, for tests, and for a theme's developer without a back end. It answers the
 * requests about cart, wishlist, coupons, reviews, checkout, payment and account, unless the theme did; it can be
 * slow, say no, break and hang. Search, filters, sorting and sharing are left to the theme and the browser.
 *
 * ```ts
 * const store = memory({ delay: 300, stock: { mug: 2 }, coupons: { WELCOME: { percent: 10 } } });
 * ecom.use(store); // without modules: memory.js beside ecom.js; either way it stands at ecom.platforms.memory
 * store.next = 'deny';
 * ```
 */
export function memory(options: MemoryOptions = {}): MemoryPlatform {
  async function answer(name: EcomRequestName, asked: Asked, signal: AbortSignal, mood?: MemoryMood): Promise<EcomAnswer<EcomRequestName>> {
    await new Promise<void>((resolve, reject) => {
      const leave = (): void => reject(signal.reason as Error);
      if (signal.aborted) leave();
      signal.addEventListener('abort', leave);
      if (mood !== 'hang') setTimeout(resolve, platform.delay);
    });
    if (mood === 'fail') throw new Error('the store failed');
    if (mood === 'deny') return { denied: true, reason_code: 'denied' };
    store.load();
    const said = actions[name]!(asked);
    store.save();
    return said;
  }

  const platform: MemoryPlatform = {
    ...options,
    name: 'memory',
    get cart() {
      store.load();
      return readCart(store);
    },
    get wishlist() {
      return [...store.load().wishlist];
    },
    get order() {
      return platform.orders.at(-1);
    },
    get orders() {
      return copy(store.load().orders);
    },
    get account() {
      return copy(store.load().account);
    },
    clear() {
      store.state = emptyState();
      store.save();
    },
    attach() {
      const stop = new AbortController();
      for (const name in actions) {
        // At the window, on the way up: the theme comes first.
        const listener = (event: EcomRequestEvent): void => {
          const mood = platform.next ?? platform.mood;
          if (event.intercepted || event.defaultPrevented) return;
          platform.next = undefined;
          if (mood === 'absent') return;
          const asked = { ...event.detail } as Asked;
          event.intercept(({ signal }) => answer(name as EcomRequestName, asked, signal, mood));
        };
        addEventListener(`ecom-${name}-request` as 'ecom-product-add-request', listener, { signal: stop.signal });
      }
      return () => stop.abort();
    },
  };
  // The platform itself holds the options: they may be changed.
  const store = openStore(platform);
  const actions: Actions = {
    ...cartActions(store),
    ...wishlistActions(store),
    ...couponActions(store),
    ...checkoutActions(store),
    ...accountActions(store),
    'review-submit': () => ({ review_id: makeId('review') }),
  };
  return platform;
}
