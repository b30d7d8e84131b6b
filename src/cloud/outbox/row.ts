/** How much the queue holds, and for how long. */
export interface Limits {
  /** Events that wait at most. */
  maxEvents: number;
  /** What they take together, bytes of JSON. */
  maxBytes: number;
  /** Days after which an event is given up. */
  days: number;
  /** The same for one about an order. */
  orderDays: number;
}

/**
 * Where a row stands in the queue, and all that has to be known of it without reading it: when it was stored
 * (milliseconds since 1970), a number of its own, its bytes, and whether it is about an order. The oldest sorts first.
 */
export type Key = [at: number, id: number, bytes: number, order: 0 | 1];

/** One event as it waits, or what became of some at the other destinations of the page. */
export interface Row {
  key: Key;
  eventId: string;
  /** Name of the event; empty when it is none. */
  event: string;
  /** The event as JSON, as it is sent. */
  text: string;
}

const day = 86_400_000;

/** The keys of what has waited for too long. */
export const outdated = (keys: Key[], { days, orderDays }: Limits, now: number): Key[] =>
  keys.filter(([at, , , order]) => now - at > (order ? orderDays : days) * day);

/** The keys of what has to go so that the rest fits: the oldest first, and what is about an order only after all else. */
export function overflow(keys: Key[], { maxEvents, maxBytes }: Limits): Key[] {
  let count = keys.length;
  let bytes = sizeOf(keys);
  const first = [...keys].sort((one, other) => one[3] - other[3]);
  return first.filter((key) => {
    if (count <= maxEvents && bytes <= maxBytes) return false;
    count--;
    bytes -= key[2];
    return true;
  });
}

/** The first of the keys that fit into one request together; a single one always does. */
export function pack(keys: Key[], maxBytes: number, maxEvents: number): Key[] {
  let bytes = 0;
  const end = keys.findIndex((key, index) => index >= maxEvents || ((bytes += key[2] + 1) > maxBytes && index > 0));
  return end < 0 ? keys : keys.slice(0, end);
}

/** Bytes of all of them. */
export const sizeOf = (keys: Key[]): number => keys.reduce((bytes, key) => bytes + key[2], 0);
