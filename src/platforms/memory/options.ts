import type { EcomPayload } from '../../events/payloads.js';

/** What the store does with a request: says yes, says no, breaks, never answers, or does as if it were not there. */
export type MemoryMood = 'confirm' | 'deny' | 'fail' | 'hang' | 'absent';

/** What a coupon takes off: a part of what the lines cost, a fixed amount, or both together; never more than they cost. */
export interface MemoryCoupon {
  /** Per cent, e.g. 10; rounded to what the currency has decimals for. */
  percent?: number;
  /** In major units. */
  amount?: number;
  /** What the lines must cost; below it the coupon is refused, and one in force takes nothing off meanwhile. */
  minTotal?: number;
  /** Name for the shopper. */
  name?: string;
  /** It was valid once. */
  expired?: boolean;
}

/** Why a way of paying fails; all but `reason` go into Payment Failed. */
export interface MemoryRefusal {
  /** E.g. `insufficient_funds`. */
  reason_code: string;
  /** Why, in the shopper's language: it is shown. */
  reason?: string;
  /** Payment provider. */
  gateway?: string;
  /** Kind of reason, e.g. `declined`. */
  error_type?: string;
  /** HTTP status of its answer. */
  http_status?: number;
  /** Names of the refused fields. */
  error_fields?: string[];
}

/** How a store in the page behaves. All of it may be changed at any time. */
export interface MemoryOptions {
  /** E-mail addresses with an account, besides those that signed up here; anybody may sign in when absent. */
  accounts?: string[];
  /** Coupons by code, which a shopper may type in small letters. An order takes one: a second is refused until it is removed. */
  coupons?: Record<string, MemoryCoupon>;
  /** Currency of the cart, ISO 4217; that of what is in it when absent. */
  currency?: string;
  /** How long an answer takes, in milliseconds. */
  delay?: number;
  /** What it does with every request. */
  mood?: MemoryMood;
  /** What it does with the next request only. */
  next?: MemoryMood;
  /** What comes of a payment, by the way of paying; the others succeed. */
  payments?: Record<string, 'confirm' | MemoryRefusal>;
  /** What shipping costs, by its way; the others cost nothing that is known. */
  shipping?: Record<string, number>;
  /** Units there are of a product, by its id; the others never run out. */
  stock?: Record<string, number>;
  /** Where in `localStorage` the store is kept, for a shop of several pages; absent: it ends with the page. */
  storageKey?: string;
}

/** A cart, with the coupon in force; its `value` is what the lines cost less the `discount`. */
export type MemoryCart = EcomPayload<'Cart Updated'> & { coupon?: string };

/** An order: the payload of its Order Completed. */
export type MemoryOrder = EcomPayload<'Order Completed'>;

/** Who has signed in. There are no passwords. */
export interface MemoryAccount {
  first_name?: string;
  last_name?: string;
  email?: string;
  mobile?: string;
  type: 'user';
}
