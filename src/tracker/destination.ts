import { toPlain, type JsonObject } from '../events/plain.js';
import type { ConsentCategory, ConsentState } from '../events/consent.js';
import type { EcomContext } from '../events/commands.js';
import type { Delivery, HistoryEntry, Receipt } from './receipt.js';

/** A promise that is open for longer than this has failed, in milliseconds. */
const patience = 10_000;

/** Tries of an event where another one does no harm; they come 1, 5 and 25 seconds after the last. */
const tries = 4;
const wait = (attempts: number): number => 1_000 * 5 ** (attempts - 1);

/** Name of the error that says: what is offered is at fault, and another try would do no good. */
const final = 'DataError';

/** After so many failures in a row nothing is offered for a while: the circuit is open. */
const tolerated = 5;

/** That while, in milliseconds; it doubles each time a single event that is offered then fails too, up to ten minutes. */
const pause = (failures: number): number => Math.min(30_000 * 2 ** (failures - tolerated), 600_000);

/** What a destination does with an event; payload and context are its own to change. */
export type Deliver = (action: HistoryEntry['action'], eventName: string, payload: JsonObject, context: EcomContext) => unknown;

/** What is known of a destination. */
export interface DestinationInit {
  callback: Deliver;
  /** What the shopper has to agree to. */
  category: ConsentCategory;
  /** Name of the only event it gets; absent: all. */
  wanted?: string;
  /** A promise that is open for longer has failed, in milliseconds. */
  timeout?: number;
  /** Whether what failed is offered again. */
  retry?: boolean;
  /** Called for each event that it has taken, has failed for good on, or does not get; and for each that it is free again after. */
  settled?: (receipt: Receipt, delivery: Delivery) => void;
  /** Called when it can go on in so many milliseconds. */
  wake?: (wait: number) => void;
  /** Its own consent call. */
  consent?: (granted: boolean, state: Readonly<ConsentState>) => unknown;
}

/** One try of an event at a destination. */
interface Call {
  receipt: Receipt;
  delivery: Delivery;
  timer?: ReturnType<typeof setTimeout>;
}

/**
 * What gets each event of the log once, in order, however late it comes and whatever the others do. Its callback may become
 * another one: what it has got, and what waits for another try, stays as it is.
 */
export class Destination implements DestinationInit {
  readonly name: string;
  /** Number of the next event it gets, counted from the first one of the page. */
  next = 0;
  declare readonly callback: Deliver;
  declare readonly category: DestinationInit['category'];
  declare readonly wanted: DestinationInit['wanted'];
  declare readonly timeout: DestinationInit['timeout'];
  declare readonly retry: DestinationInit['retry'];
  declare readonly settled: DestinationInit['settled'];
  declare readonly wake: DestinationInit['wake'];
  declare readonly consent: DestinationInit['consent'];
  /** Calls whose promise is open. */
  #open = new Set<Call>();
  /** What failed and is offered again, oldest first. */
  #again: Call[] = [];
  /** Failures in a row. */
  #failures = 0;
  /** Nothing is offered before, in milliseconds since 1970. */
  #resumesAt = 0;
  /** The orders that it has been told of. */
  #orders = new Set<unknown>();

  constructor(name: string) {
    this.name = name;
  }

  /** Whether it is code of the theme that listens, and nobody who is owed anything. */
  get isListener(): boolean {
    return !this.settled;
  }

  /** Whether it is to get this event. */
  wants({ status, eventName, only = this.name }: Receipt): boolean {
    return status === 'accepted' && only === this.name && (this.wanted ?? eventName) === eventName;
  }

  /** Whether something waits for another try. */
  get retries(): boolean {
    return !!this.#again.length;
  }

  /** Why it takes nothing now; nothing when it does. A page that is left waits for no answer. */
  holds(isLeaving?: boolean): Delivery['reason'] {
    const isBroken = this.#failures >= tolerated;
    if (Date.now() < this.#resumesAt) return isBroken ? 'circuit' : 'retry';
    return !isLeaving && this.#open.size && (isBroken || this.retry) ? 'turn' : undefined;
  }

  /** Whether an order should be offered to it on the next page. */
  owes({ deliveries }: Receipt): boolean {
    const status = deliveries.find(({ destination }) => destination === this.name)?.status ?? 'waiting';
    return status === 'waiting' || status === 'failed' || (status === 'running' && !!this.retry);
  }

  /** An event that it does not get. */
  drop(receipt: Receipt, reason: Delivery['reason'] = 'consent', delivery = this.#begin(receipt)): void {
    Object.assign(delivery, { status: 'dropped', reason });
    this.settled?.(receipt, delivery);
  }

  /** Gives up what waits for another try: the shopper does not agree any more. */
  dropRetries(): void {
    for (const { receipt, delivery } of this.#again.splice(0)) this.drop(receipt, 'consent', delivery);
  }

  /** What is said of an event on its way. */
  #begin({ deliveries }: Receipt): Delivery {
    const delivery: Delivery = { destination: this.name, category: this.category, status: 'running', at: Date.now() };
    deliveries.push(delivery);
    return delivery;
  }

  /** Offers again what failed. `consent` is what the shopper agrees to now. */
  offerAgain(consent?: ConsentState): void {
    this.#call({ ...this.#again.shift()! }, consent);
  }

  /** Offers an event for the first time. `consent` is what the shopper agrees to now. */
  deliver(receipt: Receipt, consent?: ConsentState): void {
    const order = orderOf(receipt);
    if (order && this.#orders.has(order)) return this.drop(receipt, 'duplicate');
    if (order) this.#orders.add(order);
    this.#call({ receipt, delivery: this.#begin(receipt) }, consent);
  }

  /** Calls the callback; whatever it does stays in here, and on the receipt. */
  #call(call: Call, consent?: ConsentState): void {
    const { receipt, delivery } = call;
    const { action, eventName, payload, context } = receipt;
    delivery.status = 'running';
    delete delivery.reason;
    delivery.at = Date.now();
    delivery.attempts = (delivery.attempts ?? 0) + 1;
    this.#open.add(call);
    const start = performance.now();
    try {
      const answer = this.callback(action, eventName, copy(payload), {
        ...copy(context),
        consent_at_delivery: consent === context.consent ? undefined : consent,
      }) as PromiseLike<unknown> | undefined;
      if (typeof answer?.then === 'function') {
        call.timer = setTimeout(() => this.#fail(call, new DOMException('no answer', 'TimeoutError')), this.timeout ?? patience);
        answer.then(
          (report) => this.#take(call, report),
          (error) => this.#fail(call, error),
        );
      } else this.#take(call, answer);
    } catch (error) {
      this.#fail(call, error);
    }
    delivery.durationMs = performance.now() - start;
  }

  /** It has taken the event, perhaps later than it had time for. */
  #take(call: Call, report: unknown): void {
    const { receipt, delivery } = call;
    this.#close(call);
    if (isDelivered(delivery)) return;
    this.#again = this.#again.filter((other) => other.delivery !== delivery);
    this.#failures = this.#resumesAt = 0;
    delivery.status = 'delivered';
    delete delivery.reason;
    delete delivery.error;
    const { sent, notes } = (toPlain(report) ?? {}) as Pick<Delivery, 'sent' | 'notes'>;
    if (Array.isArray(sent)) delivery.sent = sent;
    if (Array.isArray(notes)) delivery.notes = notes;
    this.settled?.(receipt, delivery);
  }

  #fail(call: Call, error: unknown): void {
    const { receipt, delivery } = call;
    // It had its time, or an earlier try has done meanwhile.
    if (!this.#close(call) || isDelivered(delivery)) return;
    const { eventName } = receipt;
    delivery.error = error instanceof Error ? error.name : 'Error';
    // One that fails for ever is no news.
    if (++this.#failures <= tolerated) console.error(`ecom-events: "${this.name}" failed on ${eventName}`, error);
    let rest = this.#failures < tolerated ? 0 : pause(this.#failures);
    delivery.status = 'failed';
    if (this.retry && delivery.error !== final && delivery.attempts! < tries) {
      Object.assign(delivery, { status: 'waiting', reason: 'retry' });
      rest ||= wait(delivery.attempts!);
      this.#again.push(call);
    } else this.#orders.delete(orderOf(receipt));
    if (rest) {
      this.#resumesAt = Date.now() + rest;
      this.wake?.(rest);
    }
    this.settled?.(receipt, delivery);
  }

  /** The call has ended; false when it had. */
  #close(call: Call): boolean {
    clearTimeout(call.timer);
    return this.#open.delete(call);
  }
}

/** Whether a destination has taken an event. */
export const isDelivered = ({ status }: Delivery): boolean => status === 'delivered';

/** A copy of data that is plain already. */
export const copy = toPlain as <Data>(data: Data) => Data;

/** The receipt as of now, as a copy: with the deliveries that wait. */
export function copyReceipt(receipt: Receipt, waiting: Delivery[]): Receipt {
  const now = { ...receipt };
  // Part by part: the payload alone may be as large as a copy may get.
  for (const key in now) (now as Record<string, unknown>)[key] = copy(receipt[key as keyof Receipt]);
  now.deliveries.push(...waiting);
  return now;
}

/** The id of the order that an event completes: of all events, this one must never count twice. */
export const orderOf = ({ eventName, payload }: HistoryEntry): unknown => eventName === 'Order Completed' && payload.order_id;
