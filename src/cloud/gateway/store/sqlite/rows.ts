import { deliveryId } from '../delivery-id.js';
import type { Delivery, StoredEvent, StoredRejected } from '../store.js';
import { kept, states } from './schema.js';

/** A row of `events`. */
export interface EventRow {
  seq: number;
  merchant: string;
  event_id: string;
  name: string;
  type: StoredEvent['type'];
  source: StoredEvent['source'];
  key: string;
  received: number;
  occurred: number;
  user: string | null;
  anonymous: string | null;
  session: string | null;
  kept: number;
  body: string;
}

/** A row of `deliveries`, with what is needed of its event. */
export interface DeliveryRow {
  event: number;
  merchant: string;
  event_id: string;
  name: string;
  function: string;
  state: number;
  attempts: number;
  attempts_before: number;
  due: number;
  updated: number;
  reason: string | null;
}

/** Columns of a `DeliveryRow`. */
export const deliveryColumns = `d.event, e.merchant, e.event_id, e.name, d.function, d.state, d.attempts, d.attempts_before, d.due, d.updated, d.reason`;

const received = (row: Omit<EventRow, 'occurred' | 'session' | 'kept'>) => ({
  seq: row.seq,
  merchant: row.merchant,
  eventId: row.event_id,
  name: row.name,
  type: row.type,
  source: row.source,
  key: row.key,
  receivedAt: row.received,
  userId: row.user ?? undefined,
  anonymousId: row.anonymous ?? undefined,
});

export const toEvent = (row: EventRow): StoredEvent => ({
  ...received(row),
  occurredAt: row.occurred,
  sessionId: row.session ?? undefined,
  withheld: row.kept === kept.withheld ? 'consent' : undefined,
  erased: row.kept === kept.erased,
  ...(JSON.parse(row.body) as Pick<StoredEvent, 'payload' | 'context' | 'findings'>),
});

export const toRejected = (row: Omit<EventRow, 'occurred' | 'session' | 'kept'>): StoredRejected => ({
  ...received(row),
  ...(JSON.parse(row.body) as Pick<StoredRejected, 'findings' | 'payload'>),
});

export const toDelivery = (row: DeliveryRow): Delivery => ({
  id: deliveryId(row.merchant, row.event_id, row.function),
  seq: row.event,
  merchant: row.merchant,
  eventId: row.event_id,
  event: row.name,
  function: row.function,
  state: states[row.state]!,
  attempts: row.attempts,
  due: row.due,
  reason: row.reason ?? undefined,
  updatedAt: row.updated,
});
