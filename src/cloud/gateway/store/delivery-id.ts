import { createHash } from 'node:crypto';
import type { EventSource, Store, StoredEvent, Way } from './store.js';

/** Hashes of merchant, function and source; there are few of them. */
const marks = new Map<string, string>();

function markOf(merchant: string, source: EventSource, name: string): string {
  const key = `${merchant}\n${name}${source === 'server' ? '\nserver' : ''}`;
  let mark = marks.get(key);
  if (!mark) marks.set(key, (mark = createHash('sha256').update(key).digest('hex').slice(0, 12)));
  return mark;
}

/**
 * The id of an event's way to a function, the same at each attempt, in any process, after any restart. Made of letters,
 * digits and `_-:~`, so that it fits into a header and a signature. The event's id can be read from it. What a server says has another
 * one than what a page says under the same event id: who has handled the page's word has not handled the server's.
 */
export const deliveryId = (merchant: string, source: EventSource, eventId: string, name: string): string =>
  `dlv_${markOf(merchant, source, name)}_${eventId.replace(/[^\w:-]/gu, (sign) => Buffer.from(sign).toString('hex').replace(/../g, '~$&'))}`;

/** The event's id in a delivery's; `undefined` for what is none. */
const eventIdOf = (id: string): string | undefined =>
  /^dlv_[0-9a-f]{12}_(.+)$/.exec(id)?.[1]?.replace(/(~[0-9a-f]{2})+/g, (bytes) => Buffer.from(bytes.replaceAll('~', ''), 'hex').toString());

/** The ways of one event. */
export const findWays = async (store: Pick<Store, 'way'>, { merchant, eventId, seq }: Pick<StoredEvent, 'merchant' | 'eventId' | 'seq'>): Promise<Way[]> =>
  (await store.way(merchant, eventId)).filter(({ delivery }) => delivery.seq === seq);

/** The delivery of this id, with its attempts. */
export async function findDelivery(store: Pick<Store, 'way'>, merchant: string, id: string): Promise<Way | undefined> {
  const eventId = eventIdOf(id);
  const ways = eventId === undefined ? [] : await store.way(merchant, eventId);
  return ways.find(({ delivery }) => delivery.id === id);
}
