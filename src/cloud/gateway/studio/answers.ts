import type { Finding } from '../../../events/finding.js';
import type { Json, JsonObject } from '../../../events/plain.js';
import type { Attempt, Delivery, EventSource, FunctionState, FunnelStep, ListedEvent, Reconciled, StoredEvent, StoredReceipt } from '../store/store.js';

// What the API under `/admin/api/studio` takes and answers: types and limits only, which the page shares.

/** What became of an event, in one word. */
export type RowStatus = 'waiting' | 'dead' | 'succeeded' | 'nobody' | 'withheld' | 'erased' | 'rejected';

/** The words by which events are chosen. */
export const rowFilters = ['waiting', 'succeeded', 'dead', 'withheld', 'rejected'] as const;

/** A span of more days is not summed up: it would be read whole. */
export const maxSpanDays = 62;

/** The same in ms; on one of the days clocks may be put back. */
export const maxSpan = maxSpanDays * 86_400_000 + 3_600_000;

/** One line of the list of events: nothing of what an event says, nothing of who did it. */
export interface Row extends Omit<ListedEvent, 'withheld' | 'erased' | 'deliveries'> {
  status: RowStatus;
  /** Deliveries that succeeded, of all; none of a rejected one. */
  delivered?: number;
  deliveries?: number;
}

/** A page of the list; `next` is what comes before it, to be asked for as it is. */
export interface Rows {
  rows: Row[];
  next?: { before: number; rejectedBefore: number } | undefined;
}

/** What is asked of the list. It travels in a body: an address would stand in the logs of what is between, with a shopper's id. */
export interface RowsRequest {
  name?: string | undefined;
  /** Id of an event, a user, a browser or a session. */
  who?: string | undefined;
  status?: (typeof rowFilters)[number] | undefined;
  before?: number | undefined;
  rejectedBefore?: number | undefined;
  limit?: number | undefined;
}

/** One event's whole way, without payload. */
export interface EventWay {
  event: Pick<StoredEvent, 'seq' | 'eventId' | 'name' | 'type' | 'source' | 'key' | 'receivedAt' | 'occurredAt' | 'findings'> & { status: RowStatus };
  ways: { delivery: Delivery; attempts: Attempt[] }[];
  /** Who else used its id: a page and a server may both tell of one thing. */
  alsoFrom?: StoredEvent['source'] | undefined;
  /** What the page's own destinations made of it. */
  receipts: StoredReceipt[];
}

/** A rejected event, without payload. */
export interface RejectedWay {
  rejected: Pick<StoredEvent, 'seq' | 'eventId' | 'name' | 'type' | 'source' | 'key' | 'receivedAt'> & { findings: Finding[] };
}

/** What an event says and who did it, asked for on purpose. */
export interface Revealed {
  payload: Json | undefined;
  context?: JsonObject | undefined;
  userId?: string | undefined;
  anonymousId?: string | undefined;
  sessionId?: string | undefined;
}

/** Rejected events that broke the same rule. */
export interface RejectedGroup extends Pick<Finding, 'event' | 'field' | 'expected'> {
  count: number;
  /** What came, of the newest. */
  received?: string | undefined;
  latest: { seq: number; receivedAt: number; source: EventSource };
}

export interface RejectedGroups {
  groups: RejectedGroup[];
  /** How many were looked at, newest first. */
  looked: number;
  /** Whether there are older ones. */
  more: boolean;
}

/** What calls of one function were like in the last minutes, as this process saw it. */
export interface CallRates {
  calls: number;
  failed: number;
  /** Length of what is summed up, ms. */
  spanMs: number;
  /** How long calls took, ms; none without calls. */
  p50?: number | undefined;
  p99?: number | undefined;
  /** From the arrival of an event to its first call, ms. */
  waitP99?: number | undefined;
  /** Parts of that time, the oldest first. */
  parts: { calls: number; failed: number }[];
}

export interface FunctionRow extends FunctionState {
  active?: number;
  circuitOpen?: boolean;
  events?: string[];
  rates?: CallRates;
}

/** Whose gateway it is. */
export interface StudioSession {
  merchant: string;
  version: string;
  retentionDays: number;
  /** Cloud names of the catalogue. */
  names: string[];
}

export interface FunctionRows {
  functions: FunctionRow[];
}
export interface Funnel {
  steps: FunnelStep[];
}
export interface DeadLetters {
  deliveries: Delivery[];
}
export type { Attempt, Delivery, FunnelStep, Reconciled };
