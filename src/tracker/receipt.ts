import type { ConsentCategory, EcomContext } from '../events/commands.js';
import type { Finding } from '../events/finding.js';
import type { Json, JsonObject } from '../events/plain.js';

/** What became of one event at one destination. */
export interface Delivery {
  destination: string;
  /**
   * `waiting`: its turn has not come; `running`: called, its promise is open; `delivered`: it returned;
   * `failed`: it threw, rejected, or did not resolve in time; `dropped`: it is not to get this event.
   */
  status: 'waiting' | 'running' | 'delivered' | 'failed' | 'dropped';
  /**
   * Why it waits: for `consent`, for another try (`retry`), for a destination that failed too often to go on (`circuit`),
   * or for the answer to the event before it (`turn`); absent: it is called in a moment. Why it was dropped: no `consent`, or a `duplicate`.
   */
  reason?: 'consent' | 'retry' | 'circuit' | 'turn' | 'duplicate';
  /** What the destination needs consent for. */
  category?: ConsentCategory;
  /** Calls so far, this one included. */
  attempts?: number;
  /** When the callback was called last, milliseconds since 1970. */
  at?: number;
  /** Main-thread time of that call, milliseconds. */
  durationMs?: number;
  /** Why it failed: the name of the error, not its text, which may hold personal data. */
  error?: string;
  /** What the destination says that it sent, in its vendor's words; only destinations of ours say so. */
  sent?: { name: string; params?: JsonObject }[];
  /** What the destination says that it did without. */
  notes?: string[];
}

/** One event as it was delivered. */
export interface HistoryEntry {
  action: 'track' | 'page';
  /** Name in the catalogue, a custom name, or `page`. */
  eventName: string;
  /** The payload after repair. */
  payload: JsonObject;
  context: EcomContext;
}

/** What became of one event: readable by the page, the inspector and a theme's tests. */
export interface Receipt extends HistoryEntry {
  /** `rejected` and `duplicate` ones are not delivered. */
  status: 'accepted' | 'rejected' | 'duplicate';
  /** Repairs, warnings and errors, field by field. */
  findings: Finding[];
  deliveries: Delivery[];
  /** The one destination that gets it: an order of an earlier page, which the others have got. */
  only?: string;
  /** Tells who reported it that a registered callback has taken it; copies are without it. */
  onDelivered?: () => void;
  /** What the page gave, before any repair; only while an inspector is open. */
  given?: { name: string; payload: Json };
}
