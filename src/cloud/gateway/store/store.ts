import type { Finding } from '../../../events/finding.js';
import type { Json, JsonObject } from '../../../events/plain.js';
import type { FunctionOutcome } from '../runner/runner.js';

/** Where an event came from; what `server` says of an order counts as true. */
export type EventSource = 'browser' | 'server';

/** What every event and every rejected one carries. */
interface Received {
  merchant: string;
  /** The sender's id of the fact, unique for the merchant. */
  eventId: string;
  /** Name in Cloud Mode: `product.added`. */
  name: string;
  type: 'track' | 'page' | 'identify';
  source: EventSource;
  /** Id of the key it came with. */
  key: string;
  /** When it came, epoch milliseconds. */
  receivedAt: number;
  /** Ids of who did it, for order, sums and erasure; none without consent. */
  userId?: string | undefined;
  anonymousId?: string | undefined;
}

/** An event as it is to be stored. */
export interface NewEvent extends Received {
  /** When it happened, epoch milliseconds. */
  occurredAt: number;
  sessionId?: string | undefined;
  payload: JsonObject;
  context: JsonObject;
  /** What was repaired or is missing. */
  findings?: Finding[] | undefined;
  /** Nobody may get it and nothing of it is kept but that it was. */
  withheld?: 'consent' | undefined;
  /** Functions it goes to; `lane` where those of one shopper have an order. */
  deliveries: { function: string; lane?: string | undefined }[];
}

/** An event that nobody gets, kept to be looked at. */
export interface RejectedEvent extends Received {
  findings: Finding[];
  /** What came, as far as it could be kept. */
  payload?: Json | undefined;
}

/** One thing to store. */
export type Entry = { event: NewEvent; rejected?: undefined } | { rejected: RejectedEvent; event?: undefined };

/** What became of an entry: `duplicate`: this merchant's event with this id is there already. */
export type Appended = 'accepted' | 'duplicate' | 'rejected';

/** An event as it is stored. */
export interface StoredEvent extends Omit<NewEvent, 'deliveries'> {
  /** Its place in the order of arrival. */
  seq: number;
  /** Who did it asked to be forgotten. */
  erased: boolean;
}

/** `pending`: due at `due`; `leased`: being called by `owner` until `until`; the others are final. */
export type DeliveryState = 'pending' | 'leased' | 'succeeded' | 'dead';

/** One event's way to one function. */
export interface Delivery {
  /** Made from merchant, event id and function: the same at each attempt. */
  id: string;
  /** Place of the event in the order of arrival. */
  seq: number;
  merchant: string;
  eventId: string;
  source: EventSource;
  event: string;
  function: string;
  state: DeliveryState;
  /** Calls that ended. */
  attempts: number;
  /** When the next call is due, epoch milliseconds. */
  due: number;
  /** Why it is dead, or waits. */
  reason?: string | undefined;
  /** When its state last changed, epoch milliseconds. */
  updatedAt: number;
}

/** A leased delivery: what a call needs, and the token without which its end is not taken. */
export interface Claimed {
  delivery: Delivery;
  /** Attempts before the last replay: the schedule counts from there. */
  attemptsBefore: number;
  owner: string;
  until: number;
  event: { type: NewEvent['type']; occurredAt: number; receivedAt: number; source: EventSource; payload: JsonObject };
}

/** How one call ended, as it is kept. */
export interface Attempt {
  /** The first is 1. */
  number: number;
  at: number;
  outcome: FunctionOutcome;
}

/** A delivery with its attempts. */
export interface Way {
  delivery: Delivery;
  attempts: Attempt[];
}

/** The end of a lease. */
export interface Finish {
  claimed: Claimed;
  state: 'succeeded' | 'dead' | 'pending';
  /** For `pending`: when to call again. */
  due: number;
  reason?: string | undefined;
  /** The call that ended; none when it costs no attempt. */
  attempt?: Attempt | undefined;
}

/** What to claim: due deliveries of one function, oldest first. */
export interface ClaimRequest {
  function: string;
  limit: number;
  owner: string;
  now: number;
  until: number;
}

/** A function as the store knows it: whether it is paused, and how many deliveries are in which state. */
export interface FunctionState {
  function: string;
  paused: boolean;
  reason?: string | undefined;
  counts: Record<Exclude<DeliveryState, 'succeeded'>, number>;
  /** When the oldest waiting delivery became due. */
  oldestDue?: number | undefined;
}

/** Which deliveries are meant. */
export interface DeliveryFilter {
  function?: string | undefined;
  state?: DeliveryState | undefined;
  /** Only before this place in the order of arrival, for the next page. */
  before?: number | undefined;
  limit?: number | undefined;
}

/** Which events are meant: the newest first, or with `after` those that came later, oldest first. */
export interface EventFilter {
  name?: string | undefined;
  /** Id of a user, a browser or a session. */
  shopper?: string | undefined;
  before?: number | undefined;
  after?: number | undefined;
  limit?: number | undefined;
}

/** Which events are listed, the newest first. */
export interface ListFilter extends Omit<EventFilter, 'after'> {
  /**
   * `waiting`: some delivery is not final; `dead`: some is a dead letter; `succeeded`: there are deliveries and all succeeded;
   * `withheld`: nobody may get it.
   */
  status?: 'waiting' | 'dead' | 'succeeded' | 'withheld' | undefined;
}

/** An event in a list: what became of it, and nothing of what it says or of who did it. */
export interface ListedEvent extends Pick<StoredEvent, 'seq' | 'eventId' | 'name' | 'type' | 'source' | 'receivedAt' | 'withheld' | 'erased'> {
  /** How many things were found with it. */
  findings: number;
  /** How many deliveries are in which state. */
  deliveries: Record<DeliveryState, number>;
}

/** What a page says became of an event at one of its own destinations. */
export interface PageReceipt {
  eventId: string;
  /** Name of the destination on the page: `ga4`. */
  destination: string;
  status: 'delivered' | 'failed' | 'dropped';
  /** Why not: `consent`, `duplicate`, or the name of an error. */
  reason?: string | undefined;
}

/** The same as it is stored. */
export interface StoredReceipt extends Omit<PageReceipt, 'eventId'> {
  /** When it came, epoch milliseconds. */
  at: number;
}

/** Of one event no more destinations than that are kept. */
export const maxDestinations = 40;

/** A rejected event as it is stored. */
export interface StoredRejected extends RejectedEvent {
  seq: number;
}

/** Events of one name in a span of time: how many, of how many sessions, from where. */
export interface NameCount {
  name: string;
  events: number;
  sessions: number;
  browser: number;
  server: number;
  withheld: number;
}

/** Who walks a funnel: a session, or a shopper, which is the user where one is known and else the browser. */
export type Walker = 'session' | 'shopper';

/** How far a funnel was walked: sessions, or shoppers, that did this step and all before it. */
export interface FunnelStep {
  name: string;
  sessions: number;
}

/** Why a destination of the page did not get something; `silent`: no page ever said. */
export type MissedReason = 'consent' | 'blocked' | 'timeout' | 'failed' | 'silent';

/** What the server knows to have happened against what the pages' destinations got. Things are events, or orders by their ids. */
export interface Reconciled {
  /** Things the server knows. */
  known: number;
  /** Those of which a page told it. */
  fromPages: number;
  destinations: {
    destination: string;
    delivered: number;
    /** What it did not get by reason, the most first, with the ids of some events. */
    missed: { reason: MissedReason; count: number; eventIds: string[] }[];
  }[];
}

/** What erasing removed. */
export interface Erased {
  events: number;
  rejected: number;
}

/**
 * What is durable: events, their deliveries, rejected events, paused functions. All of it happens or none; what `append`
 * answered stays, whatever dies. Many gateways may use one where the database allows it.
 */
export interface Store {
  readonly kind: 'sqlite' | 'postgres';
  /** Stores what came in one request, with those that come at the same time in one commit, synced to the disk. */
  append(entries: readonly Entry[]): Promise<Appended[]>;
  /** Leases due deliveries of a function that is not paused; in a lane only the oldest one that is not final. */
  claim(request: ClaimRequest): Promise<Claimed[]>;
  /** Ends leases; false for each that was no longer held. */
  finish(finish: Finish): Promise<boolean>;
  /** Gives up the leases of an owner, or those that ended before a time; how many. */
  release(which: { owner: string } | { endedBefore: number }): Promise<number>;

  /** The ways to each function, of what a page and of what a server said under this id. */
  way(merchant: string, eventId: string): Promise<Way[]>;
  /** Newest first. */
  deliveries(filter: DeliveryFilter): Promise<Delivery[]>;
  /** Dead letters back to `pending`, with a schedule that starts anew: one, those of a function, or all; how many. */
  replay(which: { delivery?: Delivery | undefined; function?: string | undefined }, now: number): Promise<number>;
  /** Removes dead letters, of a function or all; how many. */
  purge(which: { function?: string | undefined }): Promise<number>;
  pause(name: string, reason: string | undefined, now: number): Promise<void>;
  resume(name: string): Promise<void>;
  /** Every function that has deliveries or is paused. */
  functions(): Promise<FunctionState[]>;

  /** What is known by this id: of a page's word and a server's, the server's when no source is named. */
  event(merchant: string, eventId: string, source?: EventSource): Promise<StoredEvent | undefined>;
  events(filter: EventFilter): Promise<StoredEvent[]>;
  rejected(filter: EventFilter): Promise<StoredRejected[]>;
  /** Newest first, without payloads. */
  list(filter: ListFilter): Promise<ListedEvent[]>;
  /** Sums by name of what came from `from` until before `to`, epoch milliseconds. */
  counts(from: number, to: number): Promise<NameCount[]>;
  funnel(names: readonly string[], from: number, to: number, by?: Walker): Promise<FunnelStep[]>;

  /**
   * Keeps what pages say of events that are there and were not erased, one a destination: of a second one the newer, unless it was
   * delivered; how many were kept. What is not yet on the disk when the machine dies is not there.
   */
  receive(merchant: string, receipts: readonly PageReceipt[], now: number): Promise<number>;
  /** What pages said of one event, by destination. */
  receipts(merchant: string, eventId: string): Promise<StoredReceipt[]>;
  /** Events of one name that came from `from` until before `to`, against what pages said of them. */
  reconcile(name: string, from: number, to: number): Promise<Reconciled>;

  /** Forgets a shopper, by user or browser id, with the browsers that the user was seen in. That events were stays known. */
  erase(merchant: string, id: string): Promise<Erased>;
  /**
   * Removes what came before `before` and waits for none of these functions, and rejected events of that time; how many rows.
   * What waits for one that is gone would else stay for ever.
   */
  expire(before: number, functions: readonly string[]): Promise<number>;
  /** Writes a whole copy to a new file. */
  backup(file: string): Promise<void>;
  /** Whether it answers and can be written to. */
  ready(): Promise<void>;
  close(): Promise<void>;
}
