import type { KeyConfig } from '../config.js';
import type { EventSource } from '../store/store.js';

/** One event as a client sent it, whichever API it used; nothing of it is checked. */
export interface Incoming {
  type: unknown;
  event?: unknown;
  payload: unknown;
  context: unknown;
  eventId?: unknown;
  timestamp?: unknown;
  /** When it was sent, by the clock that its timestamp is of. */
  sentAt?: unknown;
  userId?: unknown;
  anonymousId?: unknown;
  sessionId?: unknown;
  /** It is no event, but says what became of some at destinations of the page. */
  receipts?: unknown;
}

/** Who sent it. */
export interface Sender {
  key: Exclude<KeyConfig, { kind: 'admin' }>;
  /** What a server says counts as true. */
  source: EventSource;
  /** Id of the request when it is signed, after that of its key: events without an id get theirs from it. */
  requestId?: string | undefined;
}
