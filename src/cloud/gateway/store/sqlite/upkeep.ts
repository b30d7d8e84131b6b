import { kept } from '../rows.js';
import { storable } from '../storable.js';
import type { Erased } from '../store.js';
import { pause, type Connection } from './connection.js';
import { extentOf, firstSince } from './reading.js';

/** Rows that are changed in one commit: others wait for it. */
const chunk = 2000;

/** Tables whose rows belong to an event. */
const ofEvents = ['attempts', 'deliveries', 'receipts'];

/** Calls `work` with one piece of a table after the other, letting others in between, until before `end`; the sum of what it answers. */
async function inPieces(connection: Connection, table: 'events' | 'rejected', end: number | undefined, work: (from: number, to: number) => number): Promise<number> {
  const extent = extentOf(connection, table);
  const last = Math.min(end ?? extent.end, extent.end);
  let sum = 0;
  for (let from = extent.first; from < last; from += chunk) {
    sum += work(from, Math.min(from + chunk, last));
    await pause();
  }
  return sum;
}

/** Removes events that wait for none of these functions, with all that belongs to them, and rejected ones. */
export async function expireBefore(connection: Connection, before: number, functions: readonly string[]): Promise<number> {
  const waits = 'SELECT 1 FROM deliveries WHERE event = seq AND state < 2 AND function IN (SELECT value FROM json_each(?))';
  const removable = `SELECT seq FROM events WHERE seq >= ? AND seq < ? AND NOT EXISTS (${waits})`;
  const known = JSON.stringify(functions);
  const events = await inPieces(connection, 'events', firstSince(connection, before), (from, to) =>
    connection.write(true, () => {
      for (const table of ofEvents) connection.sql(`DELETE FROM ${table} WHERE event IN (${removable})`).run(from, to, known);
      return Number(connection.sql(`DELETE FROM events WHERE seq IN (${removable})`).run(from, to, known).changes);
    }),
  );
  const rejected = await inPieces(connection, 'rejected', undefined, (from, to) =>
    connection.write(true, () => Number(connection.sql('DELETE FROM rejected WHERE seq >= ? AND seq < ? AND received < ?').run(from, to, before).changes)),
  );
  return events + rejected;
}

/** Takes all that an event holds. */
function empty(connection: Connection, seq: number): void {
  for (const table of ofEvents) connection.sql(`DELETE FROM ${table} WHERE event = ?`).run(seq);
  connection.sql(`UPDATE events SET user = NULL, anonymous = NULL, session = NULL, kept = ${kept.erased}, body = '{"payload":{},"context":{}}' WHERE seq = ?`).run(seq);
}

const whose = 'seq >= ? AND seq < ? AND merchant = ? AND (user IN (SELECT value FROM json_each(?)) OR anonymous IN (SELECT value FROM json_each(?)))';

/** What is asked of a piece, by `seq`: left to itself SQLite takes the index of ids, and goes through all of a merchant's events for each piece. */
export const ofShopper = {
  browsers: 'SELECT DISTINCT anonymous FROM events NOT INDEXED WHERE seq >= ? AND seq < ? AND merchant = ? AND user = ? AND anonymous IS NOT NULL',
  events: `SELECT seq FROM events NOT INDEXED WHERE ${whose}`,
  rejected: `SELECT seq FROM rejected NOT INDEXED WHERE ${whose}`,
};

/** Forgets a shopper. The rows stay, emptied, so that a repeated event is known and every event is accounted for. */
export async function eraseShopper(connection: Connection, merchant: string, given: string): Promise<Erased> {
  const id = storable(given);
  const ids = new Set([id]);
  await inPieces(connection, 'events', undefined, (from, to) => {
    for (const { anonymous } of connection.sql(ofShopper.browsers).all(from, to, merchant, id) as { anonymous: string }[]) ids.add(anonymous);
    return 0;
  });
  const list = JSON.stringify([...ids]);
  /** Does it with all of theirs. Most pieces hold nothing: only what does is written, and waited for until it is on the disk. */
  const each = (table: 'events' | 'rejected', work: (seq: number) => void): Promise<number> =>
    inPieces(connection, table, undefined, (from, to) => {
      const rows = connection.sql(ofShopper[table]).all(from, to, merchant, list, list) as { seq: number }[];
      if (rows.length) connection.write(true, () => rows.forEach(({ seq }) => work(seq)));
      return rows.length;
    });
  const events = await each('events', (seq) => empty(connection, seq));
  const rejected = await each('rejected', (seq) => connection.sql('DELETE FROM rejected WHERE seq = ?').run(seq));
  // The log of writes holds the old pages until it is written back.
  connection.sql('PRAGMA wal_checkpoint(TRUNCATE)').all();
  return { events, rejected };
}
