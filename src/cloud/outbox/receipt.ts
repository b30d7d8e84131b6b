import type { Finding } from '../../events/finding.js';

/** What became of one event of the outbox; it holds nothing of the payload. */
export interface OutboxReceipt {
  eventId: string;
  /** Name of the event. */
  event: string;
  /**
   * `accepted`: the gateway has it; `duplicate`: it had it already; `rejected`: it will never take it, see `findings`;
   * `dropped`: the outbox gave it up, see `reason`.
   */
  status: 'accepted' | 'duplicate' | 'rejected' | 'dropped';
  /** Why it was dropped: the queue was full, or it had waited for too long. */
  reason?: 'full' | 'expired';
  /** What the gateway found wrong, field by field. */
  findings?: Finding[];
  /** When that was known, milliseconds since 1970. */
  at: number;
}

/** Detail of `ecom-outbox`: what became of these events. */
export interface OutboxReport {
  /** Name of the outbox on the page: `cloud`. */
  destination: string;
  receipts: OutboxReceipt[];
}

declare global {
  interface GlobalEventHandlersEventMap {
    'ecom-outbox': CustomEvent<OutboxReport>;
  }
}
