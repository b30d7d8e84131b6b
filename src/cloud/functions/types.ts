import type { EcomEventPayloads } from '../../events/payloads.js';
import type { JsonObject } from '../../events/plain.js';
import type { FunctionResponse } from './resp.js';

/** Names that do not follow from the event's own. */
interface OtherCloudNames {
  'Order Updated': 'ecommerce.order.updated';
  'Order Refunded': 'ecommerce.order.refunded';
  'Order Cancelled': 'ecommerce.order.cancelled';
}

type Dotted<Name extends string> = Name extends `${infer Head} ${infer Tail}` ? `${Lowercase<Head>}.${Dotted<Tail>}` : Lowercase<Name>;

/** `Product Added` → `product.added`, for the compiler. */
export type CloudName<Name extends string> = Name extends keyof OtherCloudNames ? OtherCloudNames[Name] : Dotted<Name>;

/** An event by its name or its cloud name. */
export type AnyEventName = keyof EcomEventPayloads | CloudName<keyof EcomEventPayloads>;

type DataOf<Name> = Name extends keyof EcomEventPayloads
  ? EcomEventPayloads[Name]
  : { [Key in keyof EcomEventPayloads]: Name extends CloudName<Key> ? EcomEventPayloads[Key] : never }[keyof EcomEventPayloads];

/** What a function is called with. */
export interface AppFunctionContext<Name extends AnyEventName = AnyEventName, Settings extends object = JsonObject> {
  payload: {
    /** Its cloud name, e.g. `product.added`. */
    event: Name extends keyof EcomEventPayloads ? CloudName<Name> : Name;
    /** Id of the shop. */
    merchant: string;
    /** When it happened, ISO 8601. */
    created_at: string;
    /** What the catalogue says of this event. */
    data: DataOf<Name>;
  };
  /** What the configuration gives this function; null when it gives nothing. */
  settings: Settings | null;
  merchant: { id: string };
  /** The id is the same for every attempt to deliver this event to this function. */
  delivery: { id: string; attempt: number };
  /** Who said that it happened. What a browser says may be made up. */
  source: 'browser' | 'server';
}

/** What a function may return. */
export type FunctionResult = FunctionResponse | Promise<FunctionResponse>;

/**
 * A function that runs when an event happens: the default export of its file.
 *
 * ```ts
 * const tell: AppFunction<'Product Added'> = async ({ payload }) => {
 *   await fetch('https://crm.example/added', { method: 'POST', body: JSON.stringify(payload.data) });
 *   return Resp.success();
 * };
 * export default tell;
 * ```
 */
export type AppFunction<Name extends AnyEventName = AnyEventName, Settings extends object = JsonObject> = (context: AppFunctionContext<Name, Settings>) => FunctionResult;

/** Functions of several events by their cloud names: the default export of one module. Other names are events of your own. */
export type AppFunctions = { [Name in CloudName<keyof EcomEventPayloads>]?: AppFunction<Name> };
