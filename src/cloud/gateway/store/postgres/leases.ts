import { claimColumns, states, toClaimed, type ClaimRow } from '../rows.js';
import type { Claimed, ClaimRequest, Finish } from '../store.js';
import { storable } from '../storable.js';
import type { Database } from './database.js';

/*
 * What another gateway is just leasing is passed over. Of a lane only the oldest that is not final may be taken, and that one is
 * seen by everybody until its end is stored: whoever dies, the next one waits.
 */
const leaseDue = `
WITH ready AS MATERIALIZED (
  SELECT d.event FROM ecom_events.deliveries d
  WHERE d.state = 0 AND d.function = $1 AND d.due <= $2 AND NOT EXISTS (SELECT 1 FROM ecom_events.paused WHERE function = $1)
    AND (d.lane IS NULL OR NOT EXISTS (
      SELECT 1 FROM ecom_events.deliveries o WHERE o.function = d.function AND o.lane = d.lane AND o.lane IS NOT NULL AND o.state < 2 AND o.event < d.event))
  ORDER BY d.due, d.event LIMIT $3 FOR UPDATE OF d SKIP LOCKED
)
UPDATE ecom_events.deliveries d SET state = 1, owner = $4, until = $5, updated = $2
FROM ready JOIN ecom_events.events e ON e.seq = ready.event
WHERE d.event = ready.event AND d.function = $1 RETURNING ${claimColumns}`;

const endAll = `
WITH input AS MATERIALIZED (
  SELECT * FROM json_to_recordset($1) AS f(ord int, event bigint, function text, owner text, until bigint, state int, attempts int, due bigint,
    reason text, number int, at bigint, outcome text)
),
ended AS (
  UPDATE ecom_events.deliveries d SET state = f.state, attempts = f.attempts, due = f.due, updated = $2, reason = f.reason, owner = NULL, until = NULL
  FROM input f WHERE d.event = f.event AND d.function = f.function AND d.state = 1 AND d.owner = f.owner AND d.until = f.until RETURNING f.ord
),
attempted AS (
  INSERT INTO ecom_events.attempts (event, function, number, at, outcome)
  SELECT event, function, number, at, outcome FROM ended JOIN input USING (ord) WHERE number IS NOT NULL
  ON CONFLICT (event, function, number) DO UPDATE SET at = excluded.at, outcome = excluded.outcome
)
SELECT ord FROM ended`;

const giveUp = 'WITH given AS (UPDATE ecom_events.deliveries SET state = 0, owner = NULL, until = NULL WHERE state = 1 AND';
const counted = 'RETURNING 1) SELECT count(*) AS count FROM given';

/** Leases due deliveries. One that is lost with the database costs nothing: then they are due as before. */
export async function claimDue(database: Database, { function: name, limit, owner, now, until }: ClaimRequest): Promise<Claimed[]> {
  const rows = await database.query<ClaimRow>(leaseDue, [name, now, limit, owner, until]);
  return rows.sort((one, other) => one.due - other.due || one.event - other.event).map((row) => toClaimed(row, owner, until));
}

/** Ends leases. Their outcomes need no sync of their own: one that is lost costs a second call with the same id. */
export async function finishAll(database: Database, finishes: Finish[], now: number): Promise<boolean[]> {
  const rows = finishes.map(({ claimed: { delivery, owner, until }, state, due, reason, attempt }, ord) => ({
    ord, event: delivery.seq, function: delivery.function, owner, until, state: states.indexOf(state), attempts: delivery.attempts + (attempt ? 1 : 0), due,
    reason: storable(reason), number: attempt?.number, at: attempt?.at, outcome: attempt && JSON.stringify(attempt.outcome),
  }));
  const ended = new Set((await database.query<{ ord: number }>(endAll, [JSON.stringify(rows), now], { repeatable: true })).map(({ ord }) => ord));
  return finishes.map((_, ord) => ended.has(ord));
}

/** Gives leases up: of owners, or ended before a time. */
export async function releaseLeases(database: Database, which: { owners: readonly string[] } | { endedBefore: number }): Promise<number> {
  const [where, value] = 'owners' in which ? ['owner = ANY($1)', which.owners] : ['until < $1', which.endedBefore];
  const [{ count } = { count: 0 }] = await database.query<{ count: number }>(`${giveUp} ${where} ${counted}`, [value]);
  return count;
}
