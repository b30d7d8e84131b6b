import type { Delivery, Receipt } from '../tracker/receipt.js';
import type { DoubleReport } from './double-reports/detector.js';

/** One event as the inspector lists it. */
export interface Entry {
  /** Its `event_id`; what comes again with the same one, a duplicate or an order of an earlier page, has a number after it. */
  id: string;
  receipt: Receipt;
  /** What became of it at each destination; listeners of the page's own code (`on()`) are none. */
  deliveries: Delivery[];
  doubles: DoubleReport[];
  /** Main-thread time of all destinations, milliseconds. */
  cost: number;
  /** Something is wrong with it: a theme's developer should look. */
  isTrouble: boolean;
}

/** Listeners of `on()` are the page's own code, no destination. */
const isDestination = ({ destination }: Delivery): boolean => !destination.startsWith('on(');

/** The events with what was noticed of each, oldest first. */
export function makeEntries(receipts: readonly Receipt[], doubles: readonly DoubleReport[]): Entry[] {
  const byEvent = new Map<string, DoubleReport[]>();
  for (const double of doubles) if (double.event) byEvent.set(double.event.id, [...(byEvent.get(double.event.id) ?? []), double]);
  const times = new Map<string, number>();
  return receipts.map((receipt) => {
    const { event_id } = receipt.context;
    const time = (times.get(event_id) ?? 0) + 1;
    times.set(event_id, time);
    return makeEntry(time > 1 ? `${event_id} ${time}` : event_id, receipt, receipt.status === 'accepted' && !receipt.only ? (byEvent.get(event_id) ?? []) : []);
  });
}

function makeEntry(id: string, receipt: Receipt, doubles: DoubleReport[]): Entry {
  const deliveries = receipt.deliveries.filter(isDestination);
  const isTrouble =
    receipt.status === 'rejected' || receipt.findings.some(({ kind }) => kind !== 'repaired') || doubles.some(isCounted) || deliveries.some(({ status }) => status === 'failed');
  const cost = deliveries.reduce((sum, { durationMs = 0 }) => sum + durationMs, 0);
  return { id, receipt, deliveries, doubles, cost, isTrouble };
}

/** Its vendor has it twice. */
export const isCounted = ({ counted }: DoubleReport): boolean => counted;

/** Whether something is still on its way. */
export const isOpen = ({ deliveries }: Entry): boolean => deliveries.some(({ status }) => status === 'waiting' || status === 'running');

/** What the list is narrowed down to. */
export interface Filter {
  text: string;
  status: StatusFilter;
  /** Name of a destination; empty for all. */
  destination: string;
}

export const statusFilters = ['all', 'problems', 'accepted', 'rejected', 'duplicate', 'repaired', 'delivered', 'waiting', 'dropped', 'failed', 'double'] as const;

export type StatusFilter = (typeof statusFilters)[number];

export const noFilter: Filter = { text: '', status: 'all', destination: '' };

/** Whether an event is listed. With a destination, its deliveries alone decide about what is waiting, dropped, failed, delivered. */
export function matches(entry: Entry, { text, status, destination }: Filter): boolean {
  const { receipt, doubles, isTrouble } = entry;
  const deliveries = entry.deliveries.filter((delivery) => !destination || delivery.destination === destination);
  if (destination && !deliveries.length) return false;
  if (text && !wordsOf(receipt).includes(text.trim().toLowerCase())) return false;
  switch (status) {
    case 'all':
      return true;
    case 'problems':
      return isTrouble;
    case 'accepted':
    case 'rejected':
    case 'duplicate':
      return receipt.status === status;
    case 'repaired':
      return receipt.findings.length > 0;
    case 'double':
      return doubles.length > 0;
    case 'waiting':
      return deliveries.some((delivery) => delivery.status === 'waiting' || delivery.status === 'running');
    default:
      return deliveries.some((delivery) => delivery.status === status);
  }
}

const wordsOf = ({ eventName, given, payload, context }: Receipt): string =>
  `${eventName} ${given?.name ?? ''} ${context.event_id} ${JSON.stringify(payload)}`.toLowerCase();

/** What one destination got, and what it cost. */
export interface Cost {
  destination: string;
  category?: Delivery['category'];
  delivered: number;
  waiting: number;
  failed: number;
  dropped: number;
  /** Main-thread time, milliseconds: of all calls, and of the longest. */
  total: number;
  worst: number;
  calls: number;
}

/** What each destination got and cost, in the order of their names on the events. */
export function costsOf(entries: readonly Entry[]): Cost[] {
  const costs = new Map<string, Cost>();
  for (const { deliveries } of entries) {
    for (const { destination, status, category, durationMs } of deliveries) {
      const cost = costs.get(destination) ?? { destination, delivered: 0, waiting: 0, failed: 0, dropped: 0, total: 0, worst: 0, calls: 0 };
      costs.set(destination, cost);
      if (category) cost.category = category;
      cost[status === 'running' ? 'waiting' : status]++;
      if (durationMs === undefined) continue;
      cost.calls++;
      cost.total += durationMs;
      cost.worst = Math.max(cost.worst, durationMs);
    }
  }
  return [...costs.values()];
}
