// What the tests of the outbox share: a gateway in place of fetch, outboxes that end with the test, and what they report.
import type { EcomContext } from '../../src/events/commands.js';
import type { JsonObject } from '../../src/events/plain.js';
import { outbox, type Outbox, type OutboxOptions, type OutboxReceipt } from '../../src/cloud/outbox/index.js';
import { later, replace } from '../tracker/harness.js';

/** One event as the gateway gets it. */
export interface Sent {
  type: string;
  event: string;
  payload: JsonObject;
  context: EcomContext;
}

/** One request to the gateway. */
export interface SentRequest {
  url: string;
  init: RequestInit & { headers: Record<string, string> };
  sentAt: string;
  events: Sent[];
  ids: string[];
}

type Answer = (request: SentRequest) => Response | Promise<Response>;

const json = (body: unknown, init?: ResponseInit): Response => new Response(JSON.stringify(body), init);

/** A gateway's answer that says the same of each event. */
export const all =
  (status: string, more: object = {}): Answer =>
  ({ ids }) =>
    json({ results: ids.map((event_id) => ({ event_id, status, ...more })) });

/** An answer without results. */
export const fails =
  (status: number, headers: Record<string, string> = {}, body: unknown = {}): Answer =>
  () =>
    json(body, { status, headers });

export const noNetwork: Answer = () => Promise.reject(new TypeError('Failed to fetch'));

/** Never answers, as a page's fetch does until it is aborted. */
export const silent: Answer = () => new Promise(() => {});

/** The gateway of this test: what it got, and what it answers now. */
export interface Gateway {
  requests: SentRequest[];
  /** event_ids in the order they came, repeats too. */
  ids(): string[];
  answer: Answer;
  /** The request with that number, as soon as it is there. */
  request(number: number): Promise<SentRequest>;
}

/** Stands for the gateway until the test is over. */
export function openGateway(answer: Answer = all('accepted')): Gateway {
  const waiting: (() => void)[] = [];
  const gateway: Gateway = {
    requests: [],
    ids: () => gateway.requests.flatMap(({ ids }) => ids),
    answer,
    async request(number) {
      while (gateway.requests.length < number) await new Promise<void>((resolve) => waiting.push(resolve));
      return gateway.requests[number - 1]!;
    },
  };
  const value = (url: string, init: SentRequest['init']): Response | Promise<Response> => {
    const { sent_at, events } = JSON.parse(String(init.body)) as { sent_at: string; events: Sent[] };
    const request = { url, init, sentAt: sent_at, events, ids: events.map(({ context }) => context.event_id) };
    gateway.requests.push(request);
    waiting.splice(0).forEach((go) => go());
    return gateway.answer(request);
  };
  replace(window, 'fetch', { value, writable: true });
  return gateway;
}

let names = 0;

/** A name that no other test uses. */
export const newName = (): string => `test ${Date.now()} ${++names}`;

/** An outbox that ends with the test, and its queue too. */
export function openOutbox(options: Partial<OutboxOptions> = {}): Outbox {
  const name = options.name ?? newName();
  const made = outbox({ endpoint: '/v1/events', writeKey: 'key-1', delay: 1, ...options, name });
  later(() => {
    made.close();
    indexedDB.deleteDatabase(`ecom-outbox ${name}`);
  });
  return made;
}

export const contextOf = (event_id: string): EcomContext => ({
  event_id,
  timestamp: '2026-03-01T09:00:00.000Z',
  session_id: 'session',
  anonymous_id: 'visitor',
  page: { url: 'https://shop.example/', path: '/', title: 'Shop', referrer: '' },
  locale: 'ar',
  library: { name: 'ecom-events', version: '0.1.0' },
});

/** Tracks events with these ids, named `name`; resolves when they are stored. */
export const put = (box: Outbox, ids: string[], name = 'Product Viewed', payload: JsonObject = { product_id: '1' }): Promise<unknown> =>
  Promise.all(ids.map((id) => box.track(name, payload, contextOf(id))));

/** What outboxes of that name report from now on; `count(n)` resolves when it is that many. */
export function overhearOutbox(name: string): { receipts: OutboxReceipt[]; count(number: number): Promise<OutboxReceipt[]>; say(): string[] } {
  const receipts: OutboxReceipt[] = [];
  let arrived = (): void => {};
  const listener = ({ detail }: CustomEvent<{ destination: string; receipts: OutboxReceipt[] }>): void => {
    if (detail.destination === name) receipts.push(...detail.receipts);
    arrived();
  };
  document.addEventListener('ecom-outbox', listener);
  later(() => document.removeEventListener('ecom-outbox', listener));
  return {
    receipts,
    say: () => receipts.map(({ eventId, status, reason }) => [eventId, status, reason].filter(Boolean).join(' ')),
    async count(number) {
      while (receipts.length < number) await new Promise<void>((resolve) => (arrived = resolve));
      return receipts;
    },
  };
}

/** Sends until nothing is left or something stands in the way, and says how many wait then. */
export async function settle(box: Outbox): Promise<number> {
  await box.flush();
  return (await box.state()).waiting;
}
