import type { AnyEventName, EcomContext } from '../events/commands.js';
import type { EcomEventName, EcomPayload } from '../events/payloads.js';
import type { JsonObject } from '../events/plain.js';

/**
 * What a listener is told besides the payload. Session and visitor are known where our tracker runs; they are absent in a
 * bundle without it, on a Salla store that has none either.
 */
export interface ListenerContext extends Omit<EcomContext, 'session_id' | 'anonymous_id'>, Partial<Pick<EcomContext, 'session_id' | 'anonymous_id'>> {
  /** Name in the catalogue, a custom name, or `page`. */
  event_name: string;
}

/** The payload of that name: the catalogue's or a declared one; plain JSON for any other, page views and `'*'` included. */
export type ListenerPayload<Name extends string> = Name extends EcomEventName ? EcomPayload<Name> : JsonObject;

/** Called for each event; what it throws, or a promise of it rejects with, is reported under the name of its file. */
export type ListenerRun<Name extends string = string> = (payload: ListenerPayload<Name>, context: ListenerContext) => unknown;

/** What `defineListener` returns: the default export of a listener file. */
export interface DefinedListener<Name extends string = string> {
  readonly eventName: Name;
  readonly run: ListenerRun<Name>;
}

/**
 * A listener, as the default export of a file in `listeners/`, which the Vite plugin `ecomListeners()` collects. `eventName` is
 * a name of the catalogue in any spelling, a custom name, `'page'` for page views or `'*'` for all.
 *
 * ```ts
 * export default defineListener('Product Added', (payload, context) => {
 *   vendor.push(payload.product_id, context.event_id);
 * });
 * ```
 */
export const defineListener = <Name extends AnyEventName>(eventName: Name, run: ListenerRun<Name>): DefinedListener<Name> => ({ eventName, run });
