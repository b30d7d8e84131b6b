import { createHash } from 'node:crypto';
import type { Store, Way } from './store.js';

/** Hashes of merchant and function; there are few of them. */
const marks = new Map<string, string>();

function markOf(merchant: string, name: string): string {
  const key = `${merchant}\n${name}`;
  let mark = marks.get(key);
  if (!mark) marks.set(key, (mark = createHash('sha256').update(key).digest('hex').slice(0, 12)));
  return mark;
}

/**
 * The id of an event's way to a function, the same at each attempt, in any process, after any restart. Made of letters,
 * digits and `_-:~`, so that it fits into a header and a signature. The event's id can be read from it.
 */
export const deliveryId = (merchant: string, eventId: string, name: string): string =>
  `dlv_${markOf(merchant, name)}_${eventId.replace(/[^\w:-]/gu, (sign) => Buffer.from(sign).toString('hex').replace(/../g, '~$&'))}`;

/** The event's id in a delivery's; `undefined` for what is none. */
const eventIdOf = (id: string): string | undefined =>
  /^dlv_[0-9a-f]{12}_(.+)$/.exec(id)?.[1]?.replace(/(~[0-9a-f]{2})+/g, (bytes) => Buffer.from(bytes.replaceAll('~', ''), 'hex').toString());

/** The delivery of this id, with its attempts. */
export async function findDelivery(store: Pick<Store, 'way'>, merchant: string, id: string): Promise<Way | undefined> {
  const eventId = eventIdOf(id);
  const ways = eventId === undefined ? [] : await store.way(merchant, eventId);
  return ways.find(({ delivery }) => delivery.id === id);
}
