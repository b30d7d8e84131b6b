import type { JsonObject } from '../../../events/plain.js';
import type { EventSource, MissedReason, Reconciled, StoredReceipt } from './store.js';

/** Ids of events that are named for a reason. */
const examples = 5;

/** One event of which the server knows, with what pages said of it. */
export interface Known {
  eventId: string;
  source: EventSource;
  payload: JsonObject;
  receipts: readonly Omit<StoredReceipt, 'at'>[];
}

/** One thing that happened: an event, or an order, which the page and the shop's server may have told of by events of their own. */
interface Fact {
  eventId: string;
  fromPage: boolean;
  /** Destination → why it was not got; `undefined`: it was. */
  ends: Map<string, MissedReason | undefined>;
}

/** Adds up what destinations of the page got of what the server knows. */
export class Reconciliation {
  #facts = new Map<string, Fact>();
  #destinations = new Set<string>();

  add({ eventId, source, payload, receipts }: Known): void {
    const { order_id: order } = payload;
    const key = typeof order === 'string' || typeof order === 'number' ? `order ${order}` : `event ${eventId}`;
    let fact = this.#facts.get(key);
    if (!fact) this.#facts.set(key, (fact = { eventId, fromPage: false, ends: new Map() }));
    fact.fromPage ||= source === 'browser';
    for (const receipt of receipts) {
      const { destination } = receipt;
      this.#destinations.add(destination);
      // Got once is got.
      if (fact.ends.has(destination) && !fact.ends.get(destination)) continue;
      fact.ends.set(destination, reasonOf(receipt));
    }
  }

  result(): Reconciled {
    const facts = [...this.#facts.values()];
    const destinations = [...this.#destinations].sort().map((destination) => {
      const missed = new Map<MissedReason, { count: number; eventIds: string[] }>();
      for (const { eventId, ends } of facts) {
        const reason = ends.has(destination) ? ends.get(destination) : 'silent';
        if (!reason) continue;
        let entry = missed.get(reason);
        if (!entry) missed.set(reason, (entry = { count: 0, eventIds: [] }));
        entry.count++;
        if (entry.eventIds.length < examples) entry.eventIds.push(eventId);
      }
      const reasons = [...missed].map(([reason, entry]) => ({ reason, ...entry })).sort((one, other) => other.count - one.count);
      return { destination, delivered: facts.length - reasons.reduce((sum, { count }) => sum + count, 0), missed: reasons };
    });
    return { known: facts.length, fromPages: facts.filter(({ fromPage }) => fromPage).length, destinations };
  }
}

/** Errors by which a destination says that its vendor's script or server could not be reached. */
const blocked = ['NotFoundError', 'NetworkError'];

/** Why it was not got; a duplicate had been got before. */
function reasonOf({ status, reason = '' }: Omit<StoredReceipt, 'at'>): MissedReason | undefined {
  if (status === 'delivered' || reason === 'duplicate') return undefined;
  if (status === 'dropped') return reason === 'consent' ? 'consent' : 'failed';
  return blocked.includes(reason) ? 'blocked' : reason === 'TimeoutError' ? 'timeout' : 'failed';
}
