import { doneOnce } from '../element/done-once.js';
import type { EcomContext, TrackOptions } from '../events/commands.js';
import type { EcomRequestName, EcomRequests } from '../events/ecom-request-event.js';
import { newEventId } from '../events/event-id.js';
import { isObject, type JsonObject } from '../events/plain.js';
import type { TrackerApi } from '../tracker/tracker-api.js';
import { textOf } from './text.js';

/** How long a source's report waits for the one of an element, which the store has confirmed, in milliseconds. */
export const wait = 1000;

/** How long it waits while an element asks the store for that very action. */
const patience = 10_000;

/** Two reports of one action come this close to one another, in milliseconds. */
const together = 5000;

/** Reports that are remembered; one that is older has long been compared. */
const kept = 200;

/** A source's report as it is handed over. */
export interface SourceReport {
  /** Who reports: two reports by one are two actions, those by two of the same action are one. */
  by: string;
  name: string;
  payload: JsonObject;
  /** When it happened, in milliseconds since 1970. */
  at: number;
  /** Where that is not known but by its end: since when it may have happened. */
  since?: number;
  options?: TrackOptions;
}

interface Waiting extends SourceReport {
  keys: string[];
  /** Who else has reported it meanwhile. */
  used: Set<string>;
  timer?: ReturnType<typeof setTimeout>;
}

/** What the page was told of an action, by whomever. */
interface Told {
  /** The source; nobody for elements, a theme's `track()` and platforms. */
  by?: string;
  name: string;
  keys: string[];
  at: number;
  used: Set<string>;
}

/** The facts that follow from the requests of elements; the compiler sees that none is missing. */
const asks: { readonly [Name in EcomRequestName]: EcomRequests[Name] } = {
  'product-add': 'Product Added',
  'product-remove': 'Product Removed',
  'cart-update': 'Cart Updated',
  'coupon-apply': 'Coupon Applied',
  'coupon-remove': 'Coupon Removed',
  'wishlist-add': 'Product Added to Wishlist',
  'wishlist-remove': 'Product Removed from Wishlist',
  search: 'Products Searched',
  'list-filter': 'Product List Filtered',
  'list-sort': 'Product List Sorted',
  'review-submit': 'Product Reviewed',
  share: 'Product Shared',
  'checkout-start': 'Checkout Started',
  'checkout-step': 'Checkout Step Completed',
  'payment-submit': 'Payment Info Entered',
  'sign-in': 'Signed In',
  'sign-up': 'Signed Up',
  'sign-out': 'Signed Out',
  'profile-update': 'User Profile Updated',
};

/** By which fields two reports of a name are of the same thing: one that agrees is enough. By none: there is one such thing. */
const sameBy: [names: RegExp, fields: string][] = [
  [/^Product List/, 'list_id list_name products'],
  [/^Product |^Wishlist/, 'product_id variant_id sku'],
  [/^Products/, 'query'],
  [/^Promotion/, 'promotion_id name'],
  [/^Order/, 'order_id'],
  [/^Coupon/, 'coupon_id'],
];

/** What two reports of the same action have in common: at least one of these. */
export function keysOf(name: string, payload: JsonObject): string[] {
  const kind = name.startsWith('Wishlist') ? 'Product Added' : name;
  const fields = sameBy.find(([names]) => names.test(name))?.[1].split(' ') ?? [];
  const keys = fields.flatMap((field) => {
    const value = payload[field];
    const text = Array.isArray(value) ? value.map((product) => textOf(isObject(product) ? product.product_id : undefined)).join() : textOf(value);
    return text ? `${kind} ${text}` : [];
  });
  const changes = name === 'Cart Updated' && Array.isArray(payload.changes) ? payload.changes.filter(isObject) : [];
  const moves = changes.map(({ product_id, delta }) => `Product ${Number(delta) < 0 ? 'Removed' : 'Added'} ${textOf(product_id)}`);
  return keys.length ? keys : [kind, ...moves];
}

const trackers = new WeakMap<TrackerApi, SameAction>();

/** The one of a tracker, for all its sources. */
export function sameAction(tracker: TrackerApi): SameAction {
  const known = trackers.get(tracker) ?? new SameAction(tracker);
  trackers.set(tracker, known);
  return known;
}

/**
 * Lets sources report only what nobody else reports. Whoever is first, an element's report is the better one: the store
 * has confirmed it. So a source's own waits for `wait` ms, and as long as an element asks the store for the same, up to
 * `patience`; it goes out with the time at which it happened, and at once when the page is left. An order that was
 * reported is never reported again, on later pages neither.
 */
export class SameAction {
  readonly #tracker: TrackerApi;
  #waiting: Waiting[] = [];
  #told: Told[] = [];
  #asked: { keys: string[]; at: number }[] = [];
  /** Ids of what was heard of, and of what sources have reported. */
  #heard = new Set<string>();
  #leaving = false;
  /** Sources that are attached. */
  #users = 0;
  #stop = new AbortController();

  constructor(tracker: TrackerApi) {
    this.#tracker = tracker;
  }

  /** A source is attached. Returns what lets it go. */
  use(): () => void {
    if (!this.#users++) this.#listen();
    return () => {
      if (--this.#users) return;
      this.#flush();
      this.#stop.abort();
    };
  }

  #listen(): void {
    const { signal } = (this.#stop = new AbortController());
    const end = this.#tracker.on('*', (name, payload, context) => this.#hear(name, payload, context));
    signal.addEventListener('abort', end);
    for (const [request, name] of Object.entries(asks)) {
      const hear = (event: Event): void => {
        const { detail } = event as CustomEvent<unknown>;
        // A changed quantity is one way or the other.
        const names = name === 'Cart Updated' ? ['Product Added', 'Product Removed'] : [name];
        this.#forgetAsked();
        if (isObject(detail)) this.#asked.push({ keys: names.flatMap((one) => keysOf(one, detail)), at: Date.now() });
      };
      addEventListener(`ecom-${request}-request`, hear, { signal, capture: true });
    }
    for (const type of ['pagehide', 'pageshow', 'visibilitychange']) {
      addEventListener(
        type,
        () => {
          this.#leaving = type === 'pagehide';
          if (this.#leaving || document.hidden) this.#flush();
        },
        { signal, capture: true },
      );
    }
  }

  /** Reports an action, unless somebody else has or does. */
  report(report: SourceReport): void {
    const mine: Waiting = { ...report, keys: keysOf(report.name, report.payload), used: new Set() };
    for (const other of [...this.#told, ...this.#waiting]) if (take(other, mine)) return;
    this.#waiting.push(mine);
    if (this.#leaving || document.hidden) this.#flush();
    else mine.timer = setTimeout(() => this.#end(mine), wait);
  }

  /** An action was reported, by whomever. */
  #hear(name: string, payload: JsonObject, { event_id, timestamp }: EcomContext): void {
    if (this.#heard.has(event_id)) return;
    this.#know(event_id);
    const told = { name, keys: keysOf(name, payload), at: Date.parse(timestamp), used: new Set<string>() };
    this.#asked = this.#asked.filter(({ keys }) => !meet(keys, told.keys));
    this.#remember(told);
    for (const mine of [...this.#waiting]) if (take(told, mine)) this.#drop(mine);
  }

  #remember(told: Told): void {
    this.#told.push(told);
    if (this.#told.length > kept) this.#told.shift();
  }

  #drop(mine: Waiting): void {
    clearTimeout(mine.timer);
    this.#waiting = this.#waiting.filter((other) => other !== mine);
  }

  /** The time of a report is over. */
  #end(mine: Waiting): void {
    this.#forgetAsked();
    if (!this.#leaving && this.#asked.some(({ keys }) => meet(keys, mine.keys))) {
      clearTimeout(mine.timer);
      mine.timer = setTimeout(() => this.#end(mine), wait);
      return;
    }
    this.#drop(mine);
    const { by, name, payload, keys, at, used, options } = mine;
    const eventId = options?.eventId ?? newEventId();
    this.#know(eventId);
    this.#remember({ by, name, keys, at, used });
    const send = (done: TrackOptions): void => this.#tracker.track(name, payload, { timestamp: new Date(at).toISOString(), ...options, eventId, ...done });
    if (name === 'Order Completed' && payload.order_id) doneOnce('order', textOf(payload.order_id), send);
    else send({});
  }

  /** What was asked so long ago that no answer comes any more. */
  #forgetAsked(): void {
    this.#asked = this.#asked.filter(({ at }) => Date.now() - at < patience);
  }

  #know(eventId: string): void {
    this.#heard.add(eventId);
    // More than the tracker itself remembers.
    if (this.#heard.size > 2000) for (const oldest of [...this.#heard].slice(0, 1000)) this.#heard.delete(oldest);
  }

  /** All that waits goes out, in order. There is no time to be told what the tracker has been told: it is asked. */
  #flush(): void {
    for (const { eventName, payload, context } of this.#waiting.length ? this.#tracker.history : []) this.#hear(eventName, payload, context);
    for (const mine of [...this.#waiting]) this.#end(mine);
  }
}

const meet = (some: string[], others: string[]): boolean => some.some((key) => others.includes(key));

/** Whether a source's report is of an action that the other one has told of; then it has told of it for that source. */
function take(other: Told | Waiting, mine: Waiting): boolean {
  if (other.by === mine.by) return false;
  const left = other.keys.filter((key) => !other.used.has(`${mine.by} ${key}`));
  // An order's number never comes again, however late.
  const isNear = mine.name.startsWith('Order ') || (other.at >= (mine.since ?? mine.at) - together && other.at <= mine.at + patience);
  if (!isNear || !meet(left, mine.keys)) return false;
  for (const key of mine.keys) other.used.add(`${mine.by} ${key}`);
  return true;
}
