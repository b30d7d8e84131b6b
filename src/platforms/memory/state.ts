import type { CartLineChange, EcomAnswer, EcomDenial, EcomRequestName } from '../../events/ecom-request-event.js';
import type { EcomPayload, ProductItem } from '../../events/payloads.js';
import type { MemoryAccount, MemoryOptions, MemoryOrder } from './options.js';

/** What elements ask with, as far as it is read here. */
export type Asked = Partial<ProductItem> &
  Partial<CartLineChange> &
  Partial<EcomPayload<'Checkout Step Completed'>> &
  Pick<Partial<EcomPayload<'Coupon Applied'>>, 'coupon_id'> &
  Omit<Partial<MemoryAccount>, 'type'> & { list_id?: string };

/** What each request does. They run without a pause, so that two at once do not see a half-done change. */
export type Actions = { [Name in EcomRequestName]?: (asked: Asked) => EcomAnswer<Name> };

/** What is kept; a line has `cart_item_id`, `price` and `quantity`. */
export interface State {
  lines: ProductItem[];
  wishlist: string[];
  /** Code of the coupon in force. */
  coupon?: string;
  /** The checkout that goes on until it is paid. */
  checkout?: { checkout_id: string; shipping_method?: string };
  orders: MemoryOrder[];
  /** Who has signed in. */
  account?: MemoryAccount;
  /** Who has signed up here. */
  accounts: MemoryAccount[];
}

/** What the parts of the store share. */
export interface Store {
  readonly options: MemoryOptions;
  state: State;
  /** Reads what is kept, anew each time: another page, or tab, of the shop may have written. */
  load(): State;
  save(): void;
}

export const emptyState = (): State => ({ lines: [], wishlist: [], orders: [], accounts: [] });

/** The state in the page, and in `localStorage` when the options name a place. */
export function openStore(options: MemoryOptions): Store {
  const store: Store = {
    options,
    state: emptyState(),
    load() {
      if (options.storageKey) {
        try {
          store.state = { ...emptyState(), ...(JSON.parse(localStorage.getItem(options.storageKey) ?? '{}') as Partial<State>) };
        } catch {
          // Not allowed, or not ours: what is in memory stays.
        }
      }
      return store.state;
    },
    save() {
      try {
        if (options.storageKey) localStorage.setItem(options.storageKey, JSON.stringify(store.state));
      } catch {
        // Full or not allowed: it ends with the page.
      }
    },
  };
  return store;
}

/** Data of the store's own, which a caller may change; fields without a value are absent. */
export const copy = <Value>(value: Value): Value => (value === undefined ? value : (JSON.parse(JSON.stringify(value)) as Value));

/** An amount without the dust of binary fractions; no currency has more than three decimals. */
export const amount = (value: number, decimals = 3): number => Math.round(Number((value * 10 ** decimals).toFixed(3))) / 10 ** decimals;

/** An id that no other page or visit has given: an order is reported once for ever by its id. */
export const makeId = (kind: string): string => `${kind}-${Math.random().toString(36).slice(2, 10)}`;

/** Whether two texts that a shopper typed mean the same. */
export const isSame = (one = '', other = ''): boolean => !!one && one.trim().toLowerCase() === other.trim().toLowerCase();

/** What the shopper is told, in the language of the page. */
export const say = (en: string, ar: string): string => (document.documentElement.lang.startsWith('ar') ? ar : en);

/** The store's no. */
export const no = (reason_code: string, reason?: string): EcomDenial => ({ denied: true, ...(reason && { reason }), reason_code });
