import type { JsonObject } from '../../../../events/plain.js';
import { Reconciliation } from '../reconciliation.js';
import { ends, kept, toReceipt, type EventRow, type ReceiptRow } from '../rows.js';
import { maxDestinations, type PageReceipt, type Reconciled, type StoredReceipt } from '../store.js';
import type { Database } from './database.js';

/** Rows that are read at a time where many are. */
const chunk = 5000;

/** Who has got it has got it. Where the server has told of it too, it is kept with the page's own event. */
const insert = `WITH kept AS (
  INSERT INTO ecom_events.receipts (event, destination, status, reason, at)
  SELECT seq, $3::text, $4::smallint, $5::text, $6::bigint FROM ecom_events.events WHERE merchant = $1 AND event_id = $2 AND kept <> ${kept.erased}
    AND (SELECT count(*) FROM ecom_events.receipts r WHERE r.event = seq AND r.destination <> $3) < ${maxDestinations}
    ORDER BY source LIMIT 1
  ON CONFLICT (event, destination) DO UPDATE SET status = excluded.status, reason = excluded.reason, at = excluded.at WHERE receipts.status <> 0
  RETURNING 1
) SELECT count(*) AS count FROM kept`;

/** Keeps what pages say. */
export async function keepReceipts(database: Database, merchant: string, receipts: readonly PageReceipt[], now: number): Promise<number> {
  let sum = 0;
  for (const { eventId, destination, status, reason = null } of receipts) {
    const [{ count } = { count: 0 }] = await database.query<{ count: number }>(insert, [merchant, eventId, destination, ends.indexOf(status), reason, now]);
    sum += count;
  }
  return sum;
}

const ofEvent = `SELECT r.* FROM ecom_events.events e JOIN ecom_events.receipts r ON r.event = e.seq
  WHERE e.merchant = $1 AND e.event_id = $2 ORDER BY r.destination`;

export const findReceipts = async (database: Database, merchant: string, eventId: string): Promise<StoredReceipt[]> =>
  (await database.query<ReceiptRow>(ofEvent, [merchant, eventId])).map(toReceipt);

const ofName = `SELECT seq, event_id, source, body, received, (SELECT json_agg(r) FROM ecom_events.receipts r WHERE r.event = e.seq) AS receipts
  FROM ecom_events.events e WHERE name = $1 AND received < $2 AND (received, seq) > ($3, $4) ORDER BY received, seq LIMIT ${chunk}`;

/** Reads in pieces: a day of a large shop is more than belongs in memory at once. */
export async function reconcileName(database: Database, name: string, from: number, to: number): Promise<Reconciled> {
  const reconciliation = new Reconciliation();
  for (let [received, seq] = [from, -1]; ; ) {
    const rows = await database.query<Pick<EventRow, 'seq' | 'event_id' | 'source' | 'body' | 'received'> & { receipts: ReceiptRow[] | null }>(ofName, [name, to, received, seq]);
    for (const { event_id: eventId, source, body, receipts } of rows) {
      const { payload } = JSON.parse(body) as { payload: JsonObject };
      reconciliation.add({ eventId, source, payload, receipts: (receipts ?? []).map(toReceipt) });
    }
    const last = rows.at(-1);
    if (!last) return reconciliation.result();
    ({ received, seq } = last);
  }
}
