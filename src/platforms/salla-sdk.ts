import type { JsonObject } from '../events/plain.js';
import type { TrackOptions } from '../events/commands.js';

/** What Salla's engine calls for each event; unlike ours, `page` is required and there is no context. */
export interface SallaTracker {
  name: string;
  track(eventName: string, payload: JsonObject): unknown;
  page?(payload: JsonObject): unknown;
}

/** An answer of the store's API, as far as it is read here. */
export interface SallaResponse {
  data?: { cart?: SallaCart };
}

/** The cart inside an answer. */
export interface SallaCart {
  id?: string | number;
  total?: number;
  discount?: number;
  items?: { id: string | number; product_id: string | number; product_name?: string; product_price?: number; quantity?: number }[];
}

/** The part of the Twilight SDK (`window.Salla`, `@salla.sa/twilight` 2.14) that the platform uses. */
export interface SallaSdk {
  /** The SDK's event bus; the stand-in has none, which tells the two apart. */
  event: object;
  onReady(callback?: () => void): Promise<unknown>;
  storage: { get(key: string): unknown };
  config: { currency(): { code?: string } | undefined };
  analytics: {
    registerTracker(tracker: SallaTracker): void;
    customTrackers?: SallaTracker[];
  };
  cart: {
    addItem(item: FormData | { id?: string; quantity?: number }): Promise<SallaResponse>;
    deleteItem(itemId?: string): Promise<SallaResponse>;
    updateItem(item: { id?: string; quantity?: number }): Promise<SallaResponse>;
    addCoupon(code: string): Promise<SallaResponse>;
    deleteCoupon(code?: string): Promise<SallaResponse>;
    submit(): Promise<unknown>;
  };
  auth: { logout(): Promise<void> };
  wishlist: {
    add(productId?: string): Promise<SallaResponse | undefined>;
    remove(productId?: string): Promise<SallaResponse | undefined>;
  };
}

/** Salla's global by its two names; the SDK fills whichever object it finds there. */
export const sallaPage = globalThis as unknown as { Salla?: object; salla?: object };

/** The SDK when it is on the page and complete. */
export function sallaSdk(): SallaSdk | undefined {
  const sdk = sallaPage.Salla as Partial<SallaSdk> | undefined;
  return sdk?.event && sdk.analytics ? (sdk as SallaSdk) : undefined;
}

/** Salla's engine keeps the id of an event inside its payload; here it is beside it. */
export function splitEventId(payload: unknown): [payload: JsonObject, options: TrackOptions] {
  const { event_id, ...rest } = (payload ?? {}) as JsonObject;
  return [rest, typeof event_id === 'string' ? { eventId: event_id } : {}];
}
