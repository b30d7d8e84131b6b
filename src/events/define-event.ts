import { collect, ecomQueue } from './buffer.js';
import type { TrackOptions } from './commands.js';
import type { Judge } from './finding.js';
import { judgeCustom } from './judge-custom.js';
import { domEventName } from './names.js';
import type { StandardSchema } from './standard-schema.js';

/** A custom event that has a schema. */
export interface DefinedEvent<Payload> {
  /** The name as it was given. */
  readonly name: string;
  /** DOM type, e.g. `ecom-gift-wrapped`; dispatched anywhere in the document, it is collected. */
  readonly domName: string;
  /** Reports it; before the tracker is there, it waits. */
  track(payload: Payload, options?: TrackOptions): void;
}

/**
 * Gives a custom event a schema: any Standard Schema that answers at once. An event that breaks it is
 * rejected like one of the catalogue. For typed `track` and DOM listeners add, once:
 *
 * ```ts
 * declare module 'ecom-events' {
 *   interface EcomEventPayloads { 'Gift Wrapped': { product_id: string; paper?: string } }
 * }
 * ```
 */
export function defineEvent<Payload>(name: string, schema: StandardSchema<Payload>): DefinedEvent<Payload> {
  const domName = domEventName(name);
  const judge: Judge = (event, data) => judgeCustom(event, data, schema);
  ecomQueue().push(['define', name, judge]);
  if (typeof window !== 'undefined') addEventListener(domName, (event) => collect(event, name), true);
  return {
    name,
    domName,
    track: (payload, options) => void ecomQueue().push(['track', name, payload, options]),
  };
}
