import type { CartLineChange, EcomAnswer, EcomDenial, EcomRequestEvent, EcomRequestName } from '../events/ecom-request-event.js';
import type { EcomPayload, ProductItem } from '../events/payloads.js';
import type { Platform } from './platform.js';

/** What the store does with a request: says yes, says no, breaks, never answers, or does as if it were not there. */
export type MemoryMood = 'confirm' | 'deny' | 'fail' | 'hang' | 'absent';

/** How a store in the page behaves. All of it may be changed at any time. */
export interface MemoryOptions {
  /** Currency of the cart, ISO 4217; that of what is in it when absent. */
  currency?: string;
  /** How long an answer takes, in milliseconds. */
  delay?: number;
  /** What it does with every request. */
  mood?: MemoryMood;
  /** What it does with the next request only. */
  next?: MemoryMood;
  /** Units there are of a product, by its id; the others never run out. */
  stock?: Record<string, number>;
  /** Where in `localStorage` the store is kept, for a shop of several pages; absent: it ends with the page. */
  storageKey?: string;
}

/** A store in the page, and what is in it. */
export interface MemoryPlatform extends Platform, MemoryOptions {
  /** The cart as it is now, as a copy. */
  readonly cart: EcomPayload<'Cart Updated'>;
  /** Ids of the products on the wishlist, the oldest first. */
  readonly wishlist: readonly string[];
  /** Empties cart and wishlist. */
  clear(): void;
}

/** What elements ask with, as far as it is read here. */
type Asked = Partial<ProductItem> & Partial<CartLineChange> & { list_id?: string };

/** What is kept; a line has `cart_item_id`, `price` and `quantity`. */
interface State {
  lines: ProductItem[];
  wishlist: string[];
}

const cart_id = 'cart-1';
const wishlist_id = 'wishlist-1';

/** An amount without the dust of binary fractions; no currency has more than three decimals. */
const amount = (value: number): number => +value.toFixed(3);

/** What the shopper is told when `left` units are too few. */
const soldOut = (left: number): EcomDenial => ({
  denied: true,
  reason: document.documentElement.lang.startsWith('ar') ? `المتوفر من هذا المنتج: ${left}` : `Only ${left} of this in stock`,
  reason_code: 'out_of_stock',
});

/**
 * A store in the page: for demos, for tests, and for a theme's developer without a back end. It answers the
 * requests about cart and wishlist, unless the theme did; it can be slow, say no, break and hang.
 *
 * ```ts
 * const store = memory({ delay: 300, stock: { mug: 2 } });
 * ecom.use(store); // or <ecom-tracker platform="memory">, then it stands at ecom.platforms.memory
 * store.next = 'deny';
 * ```
 */
export function memory(options: MemoryOptions = {}): MemoryPlatform {
  const empty = (): State => ({ lines: [], wishlist: [] });
  let state = empty();

  /** Read anew each time: another page, or tab, of the shop may have written. */
  function load(): State {
    if (platform.storageKey) {
      try {
        state = { ...empty(), ...(JSON.parse(localStorage.getItem(platform.storageKey) ?? '{}') as Partial<State>) };
      } catch {
        // Not allowed, or not ours: what is in memory stays.
      }
    }
    return state;
  }

  function save(): void {
    try {
      if (platform.storageKey) localStorage.setItem(platform.storageKey, JSON.stringify(state));
    } catch {
      // Full or not allowed: it ends with the page.
    }
  }

  function readCart(): EcomPayload<'Cart Updated'> {
    const products = load().lines.map((line) => ({ ...line }));
    const value = amount(products.reduce((sum, { price = 0, quantity = 0 }) => sum + price * quantity, 0));
    return { cart_id, currency: platform.currency ?? products[0]?.currency, value, products };
  }

  /** The line that is meant: by its own id, else by product and variant. */
  const findLine = ({ cart_item_id, product_id, variant }: Asked): ProductItem | undefined =>
    state.lines.find((line) => (cart_item_id ? line.cart_item_id === cart_item_id : line.product_id === product_id && line.variant === variant));

  /** Why a product cannot be had that often: all its variants come from one shelf. */
  function shortage({ product_id = '' }: Asked, more: number): EcomDenial | undefined {
    const stock = platform.stock?.[product_id] ?? Infinity;
    const taken = state.lines.reduce((sum, line) => sum + (line.product_id === product_id ? line.quantity! : 0), 0);
    return more > 0 && taken + more > stock ? soldOut(stock) : undefined;
  }

  const remove = (gone: ProductItem): void => void (state.lines = state.lines.filter((line) => line !== gone));
  const isDenial = (line: ProductItem | EcomDenial): line is EcomDenial => 'denied' in line;
  const lineOrDenial = (asked: Asked): ProductItem | EcomDenial => findLine(asked) ?? { denied: true, reason_code: 'not_found' };

  /** What each request does. They run without a pause, so that two at once do not see a half-done change. */
  const actions: { [Name in EcomRequestName]?: (asked: Asked) => EcomAnswer<Name> } = {
    'product-add'(asked) {
      // Where it stood in a list is no part of a cart line.
      const { product_id = '', price = 0, quantity = 1, variant, position: _, list_id: __, ...rest } = asked;
      const currency = asked.currency ?? platform.currency;
      const denial = shortage(asked, quantity);
      if (denial) return denial;
      const cart_item_id = `line-${product_id}${variant ? `-${variant}` : ''}`;
      let line = findLine({ cart_item_id });
      if (!line) state.lines.push((line = { ...rest, product_id, variant, cart_item_id, quantity: 0 }));
      Object.assign(line, { price, currency, quantity: line.quantity! + quantity });
      return { cart_id, cart_item_id, price, quantity, currency, value: amount(price * quantity), cart: readBack() };
    },
    'product-remove'(asked) {
      const line = lineOrDenial(asked);
      if (isDenial(line)) return line;
      remove(line);
      return { ...line, cart_id, cart: readBack() };
    },
    'cart-update'(asked) {
      const { quantity = 0 } = asked;
      const line = lineOrDenial(asked);
      if (isDenial(line)) return line;
      const denial = shortage(line, quantity - line.quantity!);
      if (denial) return denial;
      if (quantity > 0) line.quantity = quantity;
      else remove(line);
      return { cart_id, cart: readBack() };
    },
    'wishlist-add'({ product_id = '' }) {
      if (!state.wishlist.includes(product_id)) state.wishlist.push(product_id);
      save();
      return { wishlist_id };
    },
    'wishlist-remove'({ product_id = '' }) {
      state.wishlist = state.wishlist.filter((id) => id !== product_id);
      save();
      return { wishlist_id };
    },
  };

  function readBack(): EcomPayload<'Cart Updated'> {
    save();
    return readCart();
  }

  async function answer(name: EcomRequestName, asked: Asked, signal: AbortSignal, mood?: MemoryMood): Promise<EcomAnswer<EcomRequestName>> {
    await new Promise<void>((resolve, reject) => {
      const leave = (): void => reject(signal.reason as Error);
      if (signal.aborted) leave();
      signal.addEventListener('abort', leave);
      if (mood !== 'hang') setTimeout(resolve, platform.delay);
    });
    if (mood === 'fail') throw new Error('the store failed');
    if (mood === 'deny') return { denied: true, reason_code: 'denied' };
    load();
    return actions[name]!(asked);
  }

  const platform: MemoryPlatform = {
    ...options,
    name: 'memory',
    get cart() {
      return readCart();
    },
    get wishlist() {
      return [...load().wishlist];
    },
    clear() {
      state = empty();
      save();
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
  return platform;
}
