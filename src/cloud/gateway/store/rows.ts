import { deliveryId } from './delivery-id.js';
import type { Claimed, Delivery, DeliveryState, EventSource, ListedEvent, StoredEvent, StoredReceipt, StoredRejected } from './store.js';

/** Numbers of the states in a database; below 2 they are not final. */
export const states = ['pending', 'leased', 'succeeded', 'dead'] as const;

/** The index that holds the deliveries of a state and no others: of those that are not final, and of dead letters. */
export const indexes: Readonly<Record<DeliveryState, string | undefined>> = { pending: 'deliveries_due', leased: 'deliveries_leased', succeeded: undefined, dead: 'deliveries_dead' };

/** What is kept of an event: all, that it was (its shopper consented to nobody), that it was (forgotten). */
export const kept = { whole: 0, withheld: 1, erased: 2 } as const;

/** Numbers of what became of an event at a destination of the page. */
export const ends = ['delivered', 'failed', 'dropped'] as const;

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
  source: EventSource;
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
export const deliveryColumns = `d.event, e.merchant, e.event_id, e.source, e.name, d.function, d.state, d.attempts, d.attempts_before, d.due, d.updated, d.reason`;

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

/** Of what a page and a server said under one id, that of a source; the server's when no source is named. */
export const ofSource = <Row extends Pick<EventRow, 'source'>>(rows: readonly Row[], source?: EventSource): Row | undefined =>
  source ? rows.find((row) => row.source === source) : (rows.find((row) => row.source === 'server') ?? rows[0]);

export const toRejected = (row: Omit<EventRow, 'occurred' | 'session' | 'kept'>): StoredRejected => ({
  ...received(row),
  ...(JSON.parse(row.body) as Pick<StoredRejected, 'findings' | 'payload'>),
});

export const toDelivery = (row: DeliveryRow): Delivery => ({
  id: deliveryId(row.merchant, row.source, row.event_id, row.function),
  seq: row.event,
  merchant: row.merchant,
  eventId: row.event_id,
  source: row.source,
  event: row.name,
  function: row.function,
  state: states[row.state]!,
  attempts: row.attempts,
  due: row.due,
  reason: row.reason ?? undefined,
  updatedAt: row.updated,
});

/** A row of `deliveries` that was just leased, with what a call needs of its event. */
export type ClaimRow = DeliveryRow & Pick<EventRow, 'type' | 'received' | 'occurred' | 'body'>;

/** Columns of a `ClaimRow`. */
export const claimColumns = `${deliveryColumns}, e.type, e.received, e.occurred, e.body`;

export const toClaimed = (row: ClaimRow, owner: string, until: number): Claimed => ({
  delivery: { ...toDelivery(row), state: 'leased' },
  attemptsBefore: row.attempts_before,
  owner,
  until,
  event: { type: row.type, occurredAt: row.occurred, receivedAt: row.received, source: row.source, payload: (JSON.parse(row.body) as Pick<StoredEvent, 'payload'>).payload },
});

/** A row of `receipts`. */
export interface ReceiptRow {
  event: number;
  destination: string;
  status: number;
  reason: string | null;
  at: number;
}

export const toReceipt = ({ destination, status, reason, at }: ReceiptRow): StoredReceipt => ({ destination, status: ends[status]!, reason: reason ?? undefined, at });

/** How many deliveries of an event are in which state, as rows. */
export interface StateCount {
  state: number;
  count: number;
}

/** An event as it stands in a list. */
export function toListed(row: EventRow, counts: readonly StateCount[]): ListedEvent {
  const { seq, eventId, name, type, source, receivedAt, withheld, erased, findings = [] } = toEvent(row);
  const deliveries = { pending: 0, leased: 0, succeeded: 0, dead: 0 };
  for (const { state, count } of counts) deliveries[states[state]!] = count;
  return { seq, eventId, name, type, source, receivedAt, withheld, erased, findings: findings.length, deliveries };
}

/** A page that asks for no size. */
const pageSize = 100;
/** The largest page. */
const maxPage = 1000;

/** How many rows a page has that asks for so many. */
export const pageOf = (limit = pageSize): number => Math.max(1, Math.min(limit, maxPage));
