import { kept } from '../rows.js';
import { storable } from '../storable.js';
import type { Appended, Entry } from '../store.js';
import type { Connection } from './connection.js';
import type { Value } from './driver.js';

/** An entry as it is written: values of its row, and of its deliveries' (function, lane); a rejected one has none. */
export type NewRow = [values: Value[], deliveries: Value[] | undefined];

const insertEvent = `INSERT INTO events (merchant, event_id, name, type, source, key, received, occurred, user, anonymous, session, kept, body)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`;
const insertDelivery = `INSERT INTO deliveries (event, function, state, attempts, attempts_before, due, updated, lane)
  VALUES (?, ?, 0, 0, 0, ?, ?, ?)`;
const insertRejected = `INSERT INTO rejected (merchant, event_id, name, type, source, key, received, user, anonymous, body)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`;

/** Place of the time of arrival in the values of an event. */
const receivedAt = 6;

export function toRow({ event, rejected }: Entry): NewRow {
  const { merchant, eventId, name, type, source, key, receivedAt: received, userId = null, anonymousId = null } = event ?? rejected;
  if (!event) {
    const body = JSON.stringify({ findings: rejected.findings, payload: rejected.payload });
    return [[merchant, eventId, name, type, source, key, received, storable(userId), storable(anonymousId), body], undefined];
  }
  const { occurredAt, sessionId = null, withheld, payload, context, findings, deliveries } = event;
  const body = JSON.stringify({ payload, context, findings });
  return [
    [merchant, eventId, name, type, source, key, received, occurredAt, storable(userId), storable(anonymousId), storable(sessionId), withheld ? kept.withheld : kept.whole, body],
    deliveries.flatMap(({ function: to, lane = null }) => [to, storable(lane)]),
  ];
}

/** Stores what came in some requests in one synced commit. */
export const appendAll = (connection: Connection, requests: readonly (readonly NewRow[])[]): Appended[][] =>
  connection.write(true, () => requests.map((rows) => rows.map((row) => append(connection, row))));

function append(connection: Connection, [values, deliveries]: NewRow): Appended {
  if (!deliveries) {
    connection.sql(insertRejected).run(...values);
    return 'rejected';
  }
  const { changes, lastInsertRowid } = connection.sql(insertEvent).run(...values);
  if (!changes) return 'duplicate';
  const received = values[receivedAt]!;
  for (let at = 0; at < deliveries.length; at += 2) {
    connection.sql(insertDelivery).run(Number(lastInsertRowid), deliveries[at]!, received, received, deliveries[at + 1]!);
  }
  return 'accepted';
}
