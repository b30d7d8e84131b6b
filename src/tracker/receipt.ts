import type { ConsentCategory } from '../events/consent.js';
import type { EcomContext } from '../events/commands.js';
import type { Finding } from '../events/finding.js';
import type { JsonObject } from '../events/plain.js';

/** What became of one event at one destination. */
export interface Delivery {
  destination: string;
  /**
   * `waiting`: its turn has not come; `running`: called, its promise is open; `delivered`: it returned;
   * `failed`: it threw, rejected, or did not resolve in ten seconds; `dropped`: it was not called and will not be.
   */
  status: 'waiting' | 'running' | 'delivered' | 'failed' | 'dropped';
  /** Why it waits, or was dropped. `consent`: the shopper has not agreed yet, or does not. */
  reason?: 'consent';
  /** What the shopper has to agree to. */
  category?: ConsentCategory;
  /** When the callback was called, milliseconds since 1970. */
  at?: number;
  /** Main-thread time of the call, milliseconds. */
  durationMs?: number;
  /** Why it failed: the name of the error, not its text, which may hold personal data. */
  error?: string;
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
}
