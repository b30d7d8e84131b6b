import { newEventId } from './event-id.js';
import { domEventName, type DomEventName } from './names.js';
import type { EcomEventName, EcomPayload } from './payloads.js';

/** What is known of a fact besides its payload. */
export interface EcomEventInit {
  /** UUID; made here when absent. The same in every destination, the gateway and the function. */
  eventId?: string;
  /** When it happened, ISO 8601; now when absent. */
  timestamp?: string;
  /** Nobody confirmed it: there was no store to ask (see `unanswered`). */
  assumed?: boolean;
  /** Called when a registered callback has taken it, each time. */
  onDelivered?: () => void;
  /** Called when it broke its schema and goes nowhere. */
  onRejected?: () => void;
}

/** The payload of that name: the catalogue's or a declared one; any object for a custom name nobody declared. */
export type EcomDetail<Name extends string> = Name extends EcomEventName ? EcomPayload<Name> : object;

/**
 * A fact: something that happened in the shop, as a DOM event. Its type is `ecom-` and the name in
 * kebab case, its `detail` the payload of the catalogue. It bubbles, crosses shadow roots and cannot be
 * cancelled: it has already happened.
 *
 * ```js
 * document.addEventListener('ecom-product-added', (event) => console.log(event.detail.price));
 * button.dispatchEvent(new EcomEvent('Product Added', { product_id: '1', price: 35, currency: 'SAR' }));
 * ```
 */
export class EcomEvent<Name extends string = EcomEventName> extends CustomEvent<EcomDetail<Name>> {
  /** Name in the catalogue, e.g. `Product Added`. */
  readonly eventName: Name;
  /** UUID of the fact, made once, here. */
  readonly eventId: string;
  /** When it happened, ISO 8601. */
  readonly timestamp: string;
  /** Nobody confirmed it: there was no store to ask. */
  readonly assumed: boolean;
  /** Called when a registered callback has taken it. */
  readonly onDelivered?: () => void;
  /** Called when it broke its schema and goes nowhere. */
  readonly onRejected?: () => void;

  constructor(eventName: Name, payload: EcomDetail<Name>, init: EcomEventInit = {}) {
    super(domEventName(eventName), { detail: payload, bubbles: true, composed: true });
    this.eventName = eventName;
    this.eventId = init.eventId ?? newEventId();
    this.timestamp = init.timestamp ?? new Date().toISOString();
    this.assumed = init.assumed ?? false;
    if (init.onDelivered) this.onDelivered = init.onDelivered;
    if (init.onRejected) this.onRejected = init.onRejected;
  }
}

/** DOM type → event, for every fact of the catalogue and those that were declared. */
export type EcomEventMap = { [Name in EcomEventName as DomEventName<Name>]: EcomEvent<Name> };

declare global {
  // An element, the document and the window take their typed listeners from this map.
  interface GlobalEventHandlersEventMap extends EcomEventMap {}
}
