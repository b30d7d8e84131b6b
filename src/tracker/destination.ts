import { toPlain, type JsonObject } from '../events/plain.js';
import type { Delivery, HistoryEntry, Receipt } from './receipt.js';

/** A callback whose promise is open for longer than this is taken for hung, in milliseconds. */
const patience = 10_000;

/** What gets each event of the log once, in order, however late it comes and whatever the others do. */
export class Destination {
  readonly name: string;
  /** Number of the next event it gets, counted from the first one of the page. */
  next = 0;
  readonly #call: (entry: HistoryEntry) => unknown;

  /** `call` gets a copy of the event that is its own to change. */
  constructor(name: string, call: (entry: HistoryEntry) => unknown) {
    this.name = name;
    this.#call = call;
  }

  /** Calls the callback; whatever it does stays in here, and on the receipt. */
  deliver(receipt: Receipt): void {
    const delivery: Delivery = { destination: this.name, status: 'delivered', at: new Date().toISOString() };
    const failed = (error: unknown): void => {
      delivery.status = 'failed';
      delivery.error = error instanceof Error ? error.name : 'Error';
      console.error(`ecom-events: "${this.name}" failed on ${receipt.eventName}`, error);
    };
    receipt.deliveries.push(delivery);
    const start = performance.now();
    try {
      const answer = this.#call(copyEntry(receipt)) as PromiseLike<unknown> | undefined;
      if (typeof answer?.then === 'function') {
        delivery.status = 'running';
        answer.then(() => (delivery.status = 'delivered'), failed);
      }
    } catch (error) {
      failed(error);
    }
    delivery.durationMs = performance.now() - start;
  }
}

/** The event of a receipt, sharing no object with it. */
export const copyEntry = ({ action, eventName, payload, context }: Receipt): HistoryEntry => ({
  action,
  eventName,
  payload: toPlain(payload) as JsonObject,
  context: { ...context, page: { ...context.page }, library: { ...context.library } },
});

/** The receipt as of now, as a copy: with the deliveries that wait, and those that hang named so. */
export function copyReceipt(receipt: Receipt, waiting: string[]): Receipt {
  const made = receipt.deliveries.map((delivery): Delivery => {
    const hangs = delivery.status === 'running' && Date.now() - Date.parse(delivery.at!) > patience;
    return hangs ? { ...delivery, status: 'failed', error: 'TimeoutError' } : { ...delivery };
  });
  return {
    ...copyEntry(receipt),
    status: receipt.status,
    findings: receipt.findings.map((finding) => ({ ...finding })),
    deliveries: made.concat(waiting.map((destination) => ({ destination, status: 'waiting' }))),
  };
}
