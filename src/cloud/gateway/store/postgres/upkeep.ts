import { kept } from '../rows.js';
import { storable } from '../storable.js';
import type { Erased } from '../store.js';
import type { Database, Value } from './database.js';

/** Rows that are changed in one transaction: others wait for them. */
const chunk = 2000;

/** A statement over the whole log may take so long, ms. */
const timeoutMs = 60 * 60_000;

/** Removes what came before a time, oldest first, in pieces, by a statement that tells of each removed row when it came. */
async function inPieces(database: Database, text: string, before: number, ...more: Value[]): Promise<number> {
  let [received, seq] = [-1, -1];
  for (let sum = 0; ; ) {
    const rows = await database.query<{ received: number; seq: number; gone: boolean }>(text, [before, received, seq, chunk, ...more], { timeoutMs });
    sum += rows.length;
    const last = rows.at(-1);
    if (!last) return sum;
    ({ received, seq } = last);
  }
}

/** What another gateway is just removing, or somebody changes, is passed over. */
const expireEvents = `
WITH old AS MATERIALIZED (
  SELECT seq, received FROM ecom_events.events e
  WHERE received < $1 AND (received, seq) > ($2, $3) AND NOT EXISTS (SELECT 1 FROM ecom_events.deliveries d WHERE d.event = e.seq AND d.state < 2 AND d.function = ANY($5))
  ORDER BY received, seq LIMIT $4 FOR UPDATE SKIP LOCKED
),
attempts AS (DELETE FROM ecom_events.attempts a USING old WHERE a.event = old.seq),
deliveries AS (DELETE FROM ecom_events.deliveries d USING old WHERE d.event = old.seq),
receipts AS (DELETE FROM ecom_events.receipts r USING old WHERE r.event = old.seq),
events AS (DELETE FROM ecom_events.events e USING old WHERE e.seq = old.seq RETURNING e.seq, e.received)
SELECT seq, received FROM events ORDER BY received, seq`;

const expireRejected = `
WITH old AS MATERIALIZED (
  SELECT seq FROM ecom_events.rejected WHERE received < $1 AND (received, seq) > ($2, $3) ORDER BY received, seq LIMIT $4 FOR UPDATE SKIP LOCKED
),
gone AS (DELETE FROM ecom_events.rejected r USING old WHERE r.seq = old.seq RETURNING r.seq, r.received)
SELECT seq, received FROM gone ORDER BY received, seq`;

/** Removes events that wait for none of these functions, with all that belongs to them, and rejected ones. Several gateways may do so at once. */
export const expireBefore = async (database: Database, before: number, functions: readonly string[]): Promise<number> =>
  (await inPieces(database, expireEvents, before, [...functions])) + (await inPieces(database, expireRejected, before));

const browsersOf = 'SELECT DISTINCT anonymous FROM ecom_events.events WHERE merchant = $1 AND "user" = $2 AND anonymous IS NOT NULL';
const whose = 'merchant = $1 AND ("user" = ANY($2) OR anonymous = ANY($2))';

/**
 * Forgets a shopper. The rows stay, emptied, so that a repeated event is known and every event is accounted for. What was in them
 * can be read no more; its space is written over after the next `VACUUM`, which PostgreSQL runs by itself.
 */
export async function eraseShopper(database: Database, merchant: string, id: string): Promise<Erased> {
  const long = { synced: true, timeoutMs };
  const change = async (text: string, values: Value[]): Promise<number> => {
    const [{ count } = { count: 0 }] = await database.query<{ count: number }>(`WITH gone AS (${text} RETURNING 1) SELECT count(*) AS count FROM gone`, values, long);
    return count;
  };
  const browsers = await database.query<{ anonymous: string }>(browsersOf, [merchant, storable(id)], { timeoutMs });
  const ids = [storable(id), ...browsers.map(({ anonymous }) => anonymous)];
  const found = await database.query<{ seq: number }>(`SELECT seq FROM ecom_events.events WHERE ${whose} ORDER BY seq`, [merchant, ids], { timeoutMs });
  for (let from = 0; from < found.length; from += chunk) {
    const seqs = found.slice(from, from + chunk).map(({ seq }) => seq);
    // In this order nobody is called with an emptied event; and the end of a call that is just being stored is waited for, and what it
    // leaves removed then.
    for (const table of ['deliveries', 'attempts', 'receipts']) await change(`DELETE FROM ecom_events.${table} WHERE event = ANY($1)`, [seqs]);
    const empty = `UPDATE ecom_events.events SET "user" = NULL, anonymous = NULL, session = NULL, kept = ${kept.erased}, body = '{"payload":{},"context":{}}'`;
    await change(`${empty} WHERE seq = ANY($1)`, [seqs]);
  }
  return { events: found.length, rejected: await change(`DELETE FROM ecom_events.rejected WHERE ${whose}`, [merchant, ids]) };
}
