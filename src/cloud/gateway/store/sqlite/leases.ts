import { claimColumns, states, toClaimed, type ClaimRow } from '../rows.js';
import type { Claimed, ClaimRequest, Finish } from '../store.js';
import type { Connection } from './connection.js';

const selectDue = `SELECT ${claimColumns}
  FROM deliveries d INDEXED BY deliveries_due JOIN events e ON e.seq = d.event
  WHERE d.state = 0 AND d.function = ? AND d.due <= ?
    AND (d.lane IS NULL OR NOT EXISTS (
      SELECT 1 FROM deliveries o WHERE o.function = d.function AND o.lane = d.lane AND o.lane IS NOT NULL AND o.state < 2 AND o.event < d.event))
  ORDER BY d.due, d.event LIMIT ?`;
const isDue = 'SELECT 1 FROM deliveries INDEXED BY deliveries_due WHERE state = 0 AND function = ? AND due <= ? LIMIT 1';
const isPaused = 'SELECT 1 FROM paused WHERE function = ?';
const lease = `UPDATE deliveries SET state = 1, owner = ?, until = ?, updated = ? WHERE event = ? AND function = ? AND state = 0`;
const end = `UPDATE deliveries SET state = ?, attempts = ?, due = ?, updated = ?, reason = ?, owner = NULL, until = NULL
  WHERE event = ? AND function = ? AND state = 1 AND owner = ? AND until = ?`;
const insertAttempt = `INSERT OR REPLACE INTO attempts (event, function, number, at, outcome) VALUES (?, ?, ?, ?, ?)`;

/** Leases due deliveries. A lease that is lost with the machine costs nothing: it is given up at the next start anyway. */
export function claimDue(connection: Connection, { function: name, limit, owner, now, until }: ClaimRequest): Claimed[] {
  // Nothing is due most of the time; then there is nothing to lock. Asked for apart: what waits for a paused function is not walked.
  if (connection.sql(isPaused).get(name) || !connection.sql(isDue).get(name, now)) return [];
  return connection.write(false, () =>
    (connection.sql(selectDue).all(name, now, limit) as ClaimRow[]).map((row) => {
      connection.sql(lease).run(owner, until, now, row.event, name);
      return toClaimed(row, owner, until);
    }),
  );
}

/** Ends leases. Their outcomes need no sync of their own: one that is lost costs a second call with the same id. */
export const finishAll = (connection: Connection, finishes: readonly Finish[], now: number): boolean[] =>
  connection.write(false, () =>
    finishes.map(({ claimed: { delivery, owner, until }, state, due, reason, attempt }) => {
      const attempts = delivery.attempts + (attempt ? 1 : 0);
      const { seq, function: name } = delivery;
      const { changes } = connection.sql(end).run(states.indexOf(state), attempts, due, now, reason ?? null, seq, name, owner, until);
      if (!changes) return false;
      if (attempt) connection.sql(insertAttempt).run(seq, name, attempt.number, attempt.at, JSON.stringify(attempt.outcome));
      return true;
    }),
  );

/** Gives leases up: of an owner, ended before a time, or all. */
export function releaseLeases(connection: Connection, which: { owner: string } | { endedBefore: number } | undefined): number {
  const [where, value] = !which ? ['?', 1] : 'owner' in which ? ['owner = ?', which.owner] : ['until < ?', which.endedBefore];
  const set = 'UPDATE deliveries SET state = 0, owner = NULL, until = NULL WHERE state = 1 AND';
  return connection.write(false, () => Number(connection.sql(`${set} ${where}`).run(value!).changes));
}
