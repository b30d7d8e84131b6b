import type { Finding, Receipt } from '../../src/index.js';
import type { OutboxReceipt } from '../../src/cloud/outbox/index.js';

/** How a function took an event, as the server of this demo tells it. */
export interface FunctionRun {
  function: string;
  delivery_id: string;
  state: 'pending' | 'leased' | 'succeeded' | 'dead';
  attempts: number;
  reason?: string;
  /** What it answered last, how long that took, and what it wrote. */
  status?: number;
  message?: string;
  duration_ms?: number;
  logs: { level: string; text: string }[];
}

/** What is known of an event beyond this page. */
export interface CloudState {
  /** What the outbox has heard. */
  outbox?: OutboxReceipt['status'];
  findings?: Finding[];
  /** What the gateway has, and by which id. */
  way?: { event_id: string; withheld?: string; functions: FunctionRun[] };
}

const key = 'finjan-cloud';

/** Name of the outbox among the destinations. */
export const outboxName = 'cloud';

/** Waits between two questions, milliseconds: short after news, longer while nothing changes. */
const firstWait = 60;
const longestWait = 3000;

let states: Record<string, CloudState> = {};
let wait = firstWait;
let timer: ReturnType<typeof setTimeout> | undefined;
let asking = false;

/** Whether the events of this page also go to a gateway. */
export const hasGateway = (): boolean => !!document.querySelector('ecom-tracker[endpoint]');

export const cloudState = ({ context }: Receipt): CloudState => states[context.event_id] ?? {};

/** Begins to listen to the outbox; `changed` is called when something new is known. */
export function startCloud(changed: () => void): void {
  if (!hasGateway()) return;
  states = JSON.parse(sessionStorage.getItem(key) ?? '{}') as typeof states;
  document.addEventListener('ecom-outbox', ({ detail }) => {
    for (const { eventId, status, findings } of detail.receipts) states[eventId] = { ...states[eventId], outbox: status, ...(findings && { findings }) };
    wait = firstWait;
    changed();
  });
}

/** Whether the shopper does not agree: what waited is deleted. */
export const isWithdrawn = (): boolean => window.ecom!.consent.state.analytics === 'denied';

/** Whether more may become known of it: the outbox has got it, and not all functions are done. */
export function isUnderWay(receipt: Receipt): boolean {
  const { outbox, way } = cloudState(receipt);
  if (!receipt.deliveries.some(({ destination, status }) => destination === outboxName && (status === 'delivered' || status === 'running'))) return false;
  if (outbox === 'rejected' || outbox === 'dropped' || (!way && isWithdrawn())) return false;
  return !way || way.functions.some(({ state }) => state === 'pending' || state === 'leased');
}

/** Keeps what is known of these for the next page, and asks after those that are under way. */
export function follow(log: Receipt[], changed: () => void): void {
  if (!hasGateway()) return;
  const ids = new Set(log.map(({ context }) => context.event_id));
  states = Object.fromEntries(Object.entries(states).filter(([id]) => ids.has(id)));
  sessionStorage.setItem(key, JSON.stringify(states));
  clearTimeout(timer);
  const open = log.filter(isUnderWay).map(({ context }) => context.event_id);
  if (!open.length) wait = firstWait;
  else if (!asking) timer = setTimeout(() => void ask(open.slice(0, 30), changed), wait);
}

/** Asks the server of this demo, which asks the gateway: no key of it is in the page. */
async function ask(ids: string[], changed: () => void): Promise<void> {
  wait = Math.min(wait * 1.6, longestWait);
  asking = true;
  if (navigator.onLine && !document.hidden) {
    const query = new URLSearchParams(ids.map((id) => ['id', id]));
    const { events } = await fetch(`/cloud/events?${query}`)
      .then((response) => response.json() as Promise<{ events: NonNullable<CloudState['way']>[] }>)
      .catch(() => ({ events: [] }));
    for (const way of events) states[way.event_id] = { ...states[way.event_id], way };
  }
  asking = false;
  changed();
}
