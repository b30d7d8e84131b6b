import type { ConsentChange } from './consent.js';
import type { EcomPayload, EcomEventName } from './payloads.js';
import type { JsonObject } from './plain.js';
import type { Judge } from './finding.js';

/** A name with a typed payload, which editors offer, or any other. */
export type AnyEventName = EcomEventName | (string & {});

/** What follows the name in `track`: the payload of that name, needed when it has fields that are; anything for a name that nobody declared. */
export type TrackArguments<Name extends string> = [Name] extends [EcomEventName]
  ? Record<string, never> extends EcomPayload<Name>
    ? [payload?: EcomPayload<Name>, options?: TrackOptions]
    : [payload: EcomPayload<Name>, options?: TrackOptions]
  : [payload?: unknown, options?: TrackOptions];

/** What is known when an event enters the pipeline besides its payload. */
export interface TrackOptions {
  /** UUID of the fact when it already has one; a second event with the same id is dropped as a duplicate. */
  eventId?: string;
  /** When it happened, ISO 8601; now when absent. */
  timestamp?: string;
  /** Nobody confirmed it: there was no store to ask. */
  assumed?: boolean;
  /** Called when a registered callback has taken it, each time. */
  onDelivered?: () => void;
  /** Called when it broke its schema and goes nowhere. */
  onRejected?: () => void;
}

/** Facts about one event, given to every callback; snake_case because it travels to partners. */
export interface EcomContext {
  event_id: string;
  /** When it happened, ISO 8601. */
  timestamp: string;
  session_id: string;
  anonymous_id: string;
  /** Where it happened; addresses are without query parameters that may hold personal data. */
  page: { url: string; path: string; title: string; referrer: string };
  /** Language of the page, BCP 47. */
  locale: string;
  library: { name: string; version: string };
  /** Id of the store, when the theme gave one. */
  store_id?: string | undefined;
  /** Market or branch of the store, when the theme gave one. */
  scope?: string | undefined;
  /** Nobody confirmed it: there was no store to ask. */
  assumed?: boolean | undefined;
  /** What the shopper had agreed to when it happened; absent where nobody asks. */
  consent?: Readonly<ConsentState> | undefined;
  /** What the shopper agrees to now that it is delivered, where that is something else. */
  consent_at_delivery?: Readonly<ConsentState> | undefined;
  /** It broke its schema and is delivered because the tracker says `invalid="deliver"`. */
  invalid?: boolean | undefined;
}

/** What a shopper agrees to, part by part; what is `necessary` needs no consent. */
export type ConsentCategory = 'necessary' | 'analytics' | 'marketing' | 'personalisation';

/** What the shopper has said; `pending` until then. `necessary` is always granted. */
export type ConsentState = Record<ConsentCategory, 'granted' | 'denied' | 'pending'>;

/** Payload of a page view; what is absent is taken from the document. */
export interface PagePayload {
  name?: string;
  category?: string;
  url?: string;
  path?: string;
  title?: string;
  referrer?: string;
  [key: string]: unknown;
}

/**
 * A device-mode callback: a partner's code that gets every event in the shopper's browser. An object
 * written for Salla's device mode fits as it is. What it does to a payload harms nobody else; what it
 * throws or never resolves stays its own.
 */
export interface DeviceModeTracker {
  /** Unique on the page; the first one of a name wins. */
  name: string;
  /** Called once for each event, after the next paint, with a copy of the payload. */
  track(eventName: string, payload: JsonObject, context: EcomContext): unknown;
  /** Called once for each page view. */
  page?(payload: JsonObject, context: EcomContext): unknown;
  /** What the shopper must have agreed to before it gets an event; `marketing`, the strictest, when it does not say. */
  category?: ConsentCategory;
  /** A promise that is open for longer than this has failed, in milliseconds; 10,000 when absent. */
  timeout?: number;
  /**
   * What failed is offered again: it knows an event that comes twice by its `event_id`. Not what it throws a `DOMException` named
   * `DataError` for: that it would never take. False when absent.
   */
  retry?: boolean;
  /**
   * The vendor's own consent call: whether its category is granted, as soon as that is known, and at each change of what the
   * shopper agrees to.
   */
  consent?(granted: boolean, state: Readonly<ConsentState>): unknown;
}

/** Called for each event of one name (`'page'`: page views), or for all (`'*'`). */
export type EcomListener<Name extends string = string> = (
  eventName: string,
  payload: Name extends EcomEventName ? EcomPayload<Name> : JsonObject,
  context: EcomContext,
) => unknown;

/** How a listener hears. */
export interface ListenOptions {
  /** What the shopper has to agree to before it hears of anything; `necessary` when absent: the theme's own code. */
  category?: ConsentCategory;
}

/** What a page may say before the script is there: `(window.ecom = window.ecom || []).push([...])`. */
export type EcomCommand =
  | ['track', name: string, payload?: unknown, options?: TrackOptions]
  | ['page', payload?: PagePayload, options?: TrackOptions]
  | ['register', tracker: DeviceModeTracker]
  | ['unregister', name: string]
  | ['on', name: string, listener: EcomListener, options?: ListenOptions]
  | ['consent', change: ConsentChange]
  | ['define', name: string, judge: Judge]
  | ['configure', options: object]
  | ['use', platform: object | string]
  | ['provide', name: string, make: () => object];
