import type { PersonalDataOptions } from '../../destinations/shared/without-personal.js';
import type { DeviceModeTracker, EcomContext } from '../../events/commands.js';
import type { JsonObject } from '../../events/plain.js';
import type { OutboxReceipt } from './receipt.js';
import type { Limits } from './row.js';

/** Where events go, and how many may wait on the way. */
export interface OutboxOptions extends PersonalDataOptions, Partial<Limits> {
  /** Address of the gateway that takes events: https, or on this machine. */
  endpoint: string;
  /** The browser key that the gateway gave the shop; it is public. */
  writeKey?: string | undefined;
  /** Name of the outbox on the page, and of its queue; needed when there are two. */
  name?: string;
  /** What the shopper has to agree to before anything is kept or sent. */
  category?: 'necessary' | 'analytics' | 'marketing' | 'personalisation';
  /** For how long events are gathered before they are sent, milliseconds. */
  delay?: number;
  /** Whether the gateway is told what became of each event at the other destinations of the page; default yes. */
  receipts?: boolean;
}

/** What is in an outbox, without payloads. */
export interface OutboxState {
  /** Events that wait. */
  waiting: number;
  /** What they take, bytes. */
  bytes: number;
  /** Whether they outlive the page. */
  lasts: boolean;
  /** No request before that, milliseconds since 1970; absent when nothing stands in the way. */
  retryAt?: number;
  /** HTTP status of the last failure; 0 when nobody answered. */
  failedWith?: number;
  /** What the gateway will never take, also on earlier pages; the newest last, bounded. */
  rejected: OutboxReceipt[];
}

/** The page's side of Cloud Mode, as a destination. */
export interface Outbox extends DeviceModeTracker {
  readonly category: NonNullable<OutboxOptions['category']>;
  /** Resolves when the event is stored. */
  track(eventName: string, payload: JsonObject, context: EcomContext): Promise<void>;
  /** Resolves when the page view is stored. */
  page(payload: JsonObject, context: EcomContext): Promise<void>;
  /** What the shopper says: a withdrawal deletes all that waits, here and in the other tabs. Pending is no withdrawal. */
  consent(granted: boolean, state?: Readonly<Record<string, unknown>>): Promise<void>;
  /** Sends what waits; resolves when it has been tried. */
  flush(): Promise<void>;
  /** What is in it now. */
  state(): Promise<OutboxState>;
  /** What became of events while this page was open, oldest first; bounded. */
  receipts(): OutboxReceipt[];
  /** Ends it on this page; what waits goes from the next one. */
  close(): void;
}
