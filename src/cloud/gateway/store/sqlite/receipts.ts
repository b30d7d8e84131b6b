import type { JsonObject } from '../../../../events/plain.js';
import { Reconciliation } from '../reconciliation.js';
import { ends, kept, toReceipt, type EventRow, type ReceiptRow } from '../rows.js';
import { maxDestinations, type PageReceipt, type Reconciled, type StoredReceipt } from '../store.js';
import { pause, type Connection } from './connection.js';
import { chunk, firstSince } from './reading.js';

/** Who has got it has got it. Where the server has told of it too, it is kept with the page's own event. */
const insert = `INSERT INTO receipts (event, destination, status, reason, at)
  SELECT seq, ?, ?, ?, ? FROM events WHERE merchant = ? AND event_id = ? AND kept <> ${kept.erased}
    AND (SELECT count(*) FROM receipts WHERE event = seq AND destination <> ?) < ${maxDestinations}
    ORDER BY source LIMIT 1
  ON CONFLICT (event, destination) DO UPDATE SET status = excluded.status, reason = excluded.reason, at = excluded.at WHERE receipts.status <> 0`;

/** Keeps what pages say. */
export const keepReceipts = (connection: Connection, merchant: string, receipts: readonly PageReceipt[], now: number): number =>
  connection.write(false, () =>
    receipts.reduce((sum, { eventId, destination, status, reason = null }) => {
      const { changes } = connection.sql(insert).run(destination, ends.indexOf(status), reason, now, merchant, eventId, destination);
      return sum + Number(changes);
    }, 0),
  );

const ofEvent = 'SELECT r.* FROM events e JOIN receipts r ON r.event = e.seq WHERE e.merchant = ? AND e.event_id = ? ORDER BY r.destination';

export const findReceipts = (connection: Connection, merchant: string, eventId: string): StoredReceipt[] =>
  (connection.sql(ofEvent).all(merchant, eventId) as ReceiptRow[]).map(toReceipt);

const eventsOfName = 'SELECT seq, event_id, source, body FROM events WHERE seq >= ? AND seq < ? AND name = ?';
const receiptsOfName = 'SELECT r.* FROM receipts r JOIN events e ON e.seq = r.event WHERE r.event >= ? AND r.event < ? AND e.name = ?';

/** Reads in pieces, between which other work goes on. */
export async function reconcileName(connection: Connection, name: string, from: number, to: number): Promise<Reconciled> {
  const reconciliation = new Reconciliation();
  const end = firstSince(connection, to);
  for (let seq = firstSince(connection, from); seq < end; seq += chunk) {
    const span = [seq, Math.min(seq + chunk, end), name] as const;
    const receipts = new Map<number, StoredReceipt[]>();
    for (const row of connection.sql(receiptsOfName).all(...span) as ReceiptRow[]) {
      receipts.set(row.event, [...(receipts.get(row.event) ?? []), toReceipt(row)]);
    }
    const events = connection.sql(eventsOfName).all(...span) as Pick<EventRow, 'seq' | 'event_id' | 'source' | 'body'>[];
    for (const { seq: event, event_id: eventId, source, body } of events) {
      const { payload } = JSON.parse(body) as { payload: JsonObject };
      reconciliation.add({ eventId, source, payload, receipts: receipts.get(event) ?? [] });
    }
    await pause();
  }
  return reconciliation.result();
}
