import { kept } from '../rows.js';
import { storable } from '../storable.js';
import type { Erased } from '../store.js';
import { pause, type Connection } from './connection.js';
import { firstSince } from './reading.js';

/** Rows that are changed in one commit: others wait for it. */
const chunk = 2000;

/** Tables whose rows belong to an event. */
const ofEvents = ['attempts', 'deliveries', 'receipts'];

/** Calls `work` with one piece of a table after the other, until before `end`; the sum of what it answers. */
async function inPieces(connection: Connection, table: 'events' | 'rejected', end: number | undefined, work: (from: number, to: number) => number): Promise<number> {
  const { least, most } = connection.sql(`SELECT min(seq) AS least, max(seq) AS most FROM ${table}`).get() as { least: number | null; most: number | null };
  if (least === null || most === null) return 0;
  const last = Math.min(end ?? most + 1, most + 1);
  let sum = 0;
  for (let from = least; from < last; from += chunk) {
    sum += connection.write(true, () => work(from, Math.min(from + chunk, last)));
    await pause();
  }
  return sum;
}

/** Removes events that are final, with all that belongs to them, and rejected ones. */
export async function expireBefore(connection: Connection, before: number): Promise<number> {
  const removable = `SELECT seq FROM events WHERE seq >= ? AND seq < ? AND NOT EXISTS (SELECT 1 FROM deliveries WHERE event = seq AND state < 2)`;
  const events = await inPieces(connection, 'events', firstSince(connection, before), (from, to) => {
    for (const table of ofEvents) connection.sql(`DELETE FROM ${table} WHERE event IN (${removable})`).run(from, to);
    return Number(connection.sql(`DELETE FROM events WHERE seq IN (${removable})`).run(from, to).changes);
  });
  const rejected = await inPieces(connection, 'rejected', undefined, (from, to) =>
    Number(connection.sql('DELETE FROM rejected WHERE seq >= ? AND seq < ? AND received < ?').run(from, to, before).changes),
  );
  return events + rejected;
}

/** Forgets a shopper. The rows stay, emptied, so that a repeated event is known and every event is accounted for. */
export async function eraseShopper(connection: Connection, merchant: string, given: string): Promise<Erased> {
  const id = storable(given);
  const ids = new Set([id]);
  await inPieces(connection, 'events', undefined, (from, to) => {
    const text = 'SELECT DISTINCT anonymous FROM events WHERE seq >= ? AND seq < ? AND merchant = ? AND user = ? AND anonymous IS NOT NULL';
    const rows = connection.sql(text).all(from, to, merchant, id) as { anonymous: string }[];
    for (const { anonymous } of rows) ids.add(anonymous);
    return 0;
  });
  const list = JSON.stringify([...ids]);
  const whose = `seq >= ? AND seq < ? AND merchant = ? AND (user IN (SELECT value FROM json_each(?)) OR anonymous IN (SELECT value FROM json_each(?)))`;
  const events = await inPieces(connection, 'events', undefined, (from, to) => {
    const rows = connection.sql(`SELECT seq FROM events WHERE ${whose}`).all(from, to, merchant, list, list) as { seq: number }[];
    for (const { seq } of rows) {
      for (const table of ofEvents) connection.sql(`DELETE FROM ${table} WHERE event = ?`).run(seq);
      const empty = `UPDATE events SET user = NULL, anonymous = NULL, session = NULL, kept = ${kept.erased}, body = '{"payload":{},"context":{}}' WHERE seq = ?`;
      connection.sql(empty).run(seq);
    }
    return rows.length;
  });
  const rejected = await inPieces(connection, 'rejected', undefined, (from, to) =>
    Number(connection.sql(`DELETE FROM rejected WHERE ${whose}`).run(from, to, merchant, list, list).changes),
  );
  // The log of writes holds the old pages until it is written back.
  connection.sql('PRAGMA wal_checkpoint(TRUNCATE)').all();
  return { events, rejected };
}
