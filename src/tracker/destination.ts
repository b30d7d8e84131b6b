import { toPlain, type JsonObject } from '../events/plain.js';
import type { ConsentCategory, ConsentState } from '../events/consent.js';
import type { EcomContext } from '../events/commands.js';
import type { Delivery, HistoryEntry, Receipt } from './receipt.js';

/** A callback whose promise is open for longer than this is taken for hung, in milliseconds. */
const patience = 10_000;

/** What a destination does with an event; payload and context are its own to change. */
export type Deliver = (action: HistoryEntry['action'], eventName: string, payload: JsonObject, context: EcomContext) => unknown;

/** What else is known of a destination. */
export interface DestinationInit {
  /** What the shopper has to agree to. */
  category: ConsentCategory;
  /** Name of the only event it gets; absent: all. */
  wanted?: string;
  /** Called for each event that it has taken. */
  delivered?: (receipt: Receipt) => void;
  /** Its own consent call. */
  consent?: (granted: boolean, state: Readonly<ConsentState>) => unknown;
}

/** What gets each event of the log once, in order, however late it comes and whatever the others do. */
export class Destination implements DestinationInit {
  readonly name: string;
  /** Number of the next event it gets, counted from the first one of the page. */
  next = 0;
  declare readonly category: ConsentCategory;
  declare readonly wanted: DestinationInit['wanted'];
  declare readonly delivered: DestinationInit['delivered'];
  declare readonly consent: DestinationInit['consent'];
  readonly #deliver: Deliver;

  constructor(name: string, deliver: Deliver, init: DestinationInit) {
    this.name = name;
    this.#deliver = deliver;
    Object.assign(this, init);
  }

  /** Whether it is to get this event. */
  wants({ status, eventName }: Receipt): boolean {
    return status === 'accepted' && (this.wanted ?? eventName) === eventName;
  }

  /** An event that it does not get: the shopper does not agree. */
  drop({ deliveries }: Receipt): void {
    deliveries.push({ destination: this.name, status: 'dropped', reason: 'consent', category: this.category, at: Date.now() });
  }

  /** Calls the callback; whatever it does stays in here, and on the receipt. `consent` is what the shopper agrees to now. */
  deliver(receipt: Receipt, consent?: ConsentState): void {
    const { action, eventName, payload, context, deliveries } = receipt;
    const delivery: Delivery = { destination: this.name, status: 'running', category: this.category, at: Date.now() };
    const taken = (): void => {
      delivery.status = 'delivered';
      this.delivered?.(receipt);
    };
    const failed = (error: unknown): void => {
      delivery.status = 'failed';
      delivery.error = error instanceof Error ? error.name : 'Error';
      console.error(`ecom-events: "${this.name}" failed on ${eventName}`, error);
    };
    deliveries.push(delivery);
    const start = performance.now();
    try {
      const answer = this.#deliver(action, eventName, copy(payload), {
        ...context,
        page: { ...context.page },
        library: { ...context.library },
        consent_at_delivery: consent === context.consent ? undefined : consent,
      }) as PromiseLike<unknown> | undefined;
      if (typeof answer?.then === 'function') answer.then(taken, failed);
      else taken();
    } catch (error) {
      failed(error);
    }
    delivery.durationMs = performance.now() - start;
  }
}

/** A copy of data that is plain already. */
export const copy = <Data>(data: Data): Data => toPlain(data) as Data;

/** The receipt as of now, as a copy: with the deliveries that wait, and those that hang named so. */
export function copyReceipt(receipt: Receipt, waiting: Delivery[]): Receipt {
  const now = { ...receipt };
  // Part by part: the payload alone may be as large as a copy may get.
  for (const key in now) (now as Record<string, unknown>)[key] = copy(receipt[key as keyof Receipt]);
  for (const delivery of now.deliveries) {
    if (delivery.status !== 'running' || Date.now() - delivery.at! < patience) continue;
    delivery.status = 'failed';
    delivery.error = 'TimeoutError';
  }
  now.deliveries.push(...waiting);
  return now;
}
