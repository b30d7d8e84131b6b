import type { EcomPayload, CatalogueEventName } from './payloads.js';

/** The fact that follows when a request is confirmed; its payload is what the request asks with. */
export interface EcomRequests {
  'product-add': 'Product Added';
  'product-remove': 'Product Removed';
  'cart-update': 'Cart Updated';
  'coupon-apply': 'Coupon Applied';
  'coupon-remove': 'Coupon Removed';
  'wishlist-add': 'Product Added to Wishlist';
  'wishlist-remove': 'Product Removed from Wishlist';
  'search': 'Products Searched';
  'list-filter': 'Product List Filtered';
  'list-sort': 'Product List Sorted';
  'review-submit': 'Product Reviewed';
  'share': 'Product Shared' | 'Cart Shared';
  'checkout-start': 'Checkout Started';
  'checkout-step': 'Checkout Step Completed';
  'payment-submit': 'Payment Info Entered';
  'sign-in': 'Signed In';
  'sign-up': 'Signed Up';
  'sign-out': 'Signed Out';
  'profile-update': 'User Profile Updated';
}

/** Name of a request, e.g. `product-add`; its DOM type is `ecom-product-add-request`. */
export type EcomRequestName = keyof EcomRequests;

/** The changed line that `cart-update` asks for: `quantity` is what the line shall have, in units. */
export interface CartLineChange {
  cart_item_id?: string;
  product_id?: string;
  quantity: number;
}

/** What a request asks with: what is known so far of the fact's payload. */
export type EcomRequestDetail<Name extends EcomRequestName> =
  Partial<EcomPayload<EcomRequests[Name] & CatalogueEventName>> & (Name extends 'cart-update' ? CartLineChange : Name extends 'product-remove' ? Partial<CartLineChange> : unknown);

/**
 * The store said yes: confirmed fields are merged into the payload; `cart` is the whole cart as it is now, `total_results`
 * the number of products on all pages of a list.
 */
export type EcomConfirmation<Name extends EcomRequestName> = Partial<EcomRequestDetail<Name>> & {
  cart?: EcomPayload<'Cart Updated'>;
  total_results?: number;
  denied?: never;
  reportedBy?: never;
};

/** The store said no. */
export interface EcomDenial {
  denied: true;
  /** Why, in the shopper's language: it is shown. */
  reason?: string;
  /** Why, for the numbers: `expired`, `insufficient_funds`, … */
  reason_code?: string;
  /** What else the fact about it should say, e.g. `{ gateway: 'moyasar', error_fields: ['number'] }`. */
  fields?: Partial<EcomPayload<'Coupon Denied' | 'Payment Failed'>>;
  /** The platform's own engine reports the denial: no fact about it is emitted here. */
  reportedBy?: 'platform';
}

/** The store said yes, and the platform's own engine reports the fact: no second one is emitted here. */
export interface EcomReported {
  reportedBy: 'platform';
  denied?: never;
}

/** What a handler may resolve with; nothing at all confirms what was asked. */
export type EcomAnswer<Name extends EcomRequestName> = EcomConfirmation<Name> | EcomDenial | EcomReported | undefined | void;

/** Asks the store; `signal` is aborted when the asking element leaves the page. */
export type EcomRequestHandler<Name extends EcomRequestName> = (context: {
  signal: AbortSignal;
}) => Promise<EcomAnswer<Name>> | EcomAnswer<Name>;

/**
 * Asks the store to act. It bubbles, crosses shadow roots and can be cancelled. One listener answers,
 * synchronously: `event.intercept(async ({ signal }) => confirmedFields)`. `preventDefault()` calls the
 * action off. When nobody intercepts, the native submit or navigation goes on.
 */
export class EcomRequestEvent<Name extends EcomRequestName = EcomRequestName> extends CustomEvent<EcomRequestDetail<Name>> {
  /** Name of the request, e.g. `product-add`. */
  readonly requestName: Name;
  /** Aborted when the asking element leaves the page. */
  readonly signal: AbortSignal;
  #handler?: EcomRequestHandler<Name>;

  constructor(requestName: Name, detail: EcomRequestDetail<Name>, signal: AbortSignal = new AbortController().signal) {
    super(`ecom-${requestName}-request`, { detail, bubbles: true, composed: true, cancelable: true });
    this.requestName = requestName;
    this.signal = signal;
  }

  /** Whether somebody has taken it on: a second listener leaves it alone. */
  get intercepted(): boolean {
    return !!this.#handler;
  }

  /**
   * Takes the request on. The handler runs after all listeners have seen the event, unless one of them
   * called `preventDefault()`.
   * @throws DOMException `InvalidStateError` when it is already taken, or its dispatch is over.
   */
  intercept(handler: EcomRequestHandler<Name>): void {
    if (this.#handler) throw new DOMException(`${this.type}: already intercepted`, 'InvalidStateError');
    if (!this.eventPhase) throw new DOMException(`${this.type}: too late to intercept`, 'InvalidStateError');
    this.#handler = handler;
  }

  /** Runs the handler. For the element that asked, once the dispatch is over. */
  async answer(): Promise<EcomAnswer<Name>> {
    return this.#handler?.({ signal: this.signal });
  }
}

/** DOM type → event, for every request. */
export type EcomRequestEventMap = {
  [Name in EcomRequestName as `ecom-${Name}-request`]: EcomRequestEvent<Name>;
};

declare global {
  interface GlobalEventHandlersEventMap extends EcomRequestEventMap {}
}
