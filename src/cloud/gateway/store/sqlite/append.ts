import { kept } from '../rows.js';
import { storable } from '../storable.js';
import type { Appended, Entry, NewEvent, RejectedEvent } from '../store.js';
import type { Connection } from './connection.js';

const insertEvent = `INSERT INTO events (merchant, event_id, name, type, source, key, received, occurred, user, anonymous, session, kept, body)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`;
const insertDelivery = `INSERT INTO deliveries (event, function, state, attempts, attempts_before, due, updated, lane)
  VALUES (?, ?, 0, 0, 0, ?, ?, ?)`;
const insertRejected = `INSERT INTO rejected (merchant, event_id, name, type, source, key, received, user, anonymous, body)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`;

/** Stores what came in some requests in one synced commit. */
export function appendAll(connection: Connection, requests: (readonly Entry[])[]): Appended[][] {
  return connection.write(true, () =>
    requests.map((entries) =>
      entries.map(({ event, rejected }) => (event ? appendEvent(connection, event) : appendRejected(connection, rejected))),
    ),
  );
}

function appendEvent(connection: Connection, event: NewEvent): Appended {
  const { payload, context, findings, withheld, deliveries, receivedAt } = event;
  const { changes, lastInsertRowid } = connection
    .sql(insertEvent)
    .run(
      event.merchant,
      event.eventId,
      event.name,
      event.type,
      event.source,
      event.key,
      receivedAt,
      event.occurredAt,
      storable(event.userId) ?? null,
      storable(event.anonymousId) ?? null,
      storable(event.sessionId) ?? null,
      withheld ? kept.withheld : kept.whole,
      JSON.stringify({ payload, context, findings }),
    );
  if (!changes) return 'duplicate';
  const seq = Number(lastInsertRowid);
  for (const { function: name, lane } of deliveries) connection.sql(insertDelivery).run(seq, name, receivedAt, receivedAt, storable(lane) ?? null);
  return 'accepted';
}

function appendRejected(connection: Connection, event: RejectedEvent): Appended {
  const { merchant, eventId, name, type, source, key, receivedAt, userId = null, anonymousId = null, findings, payload } = event;
  const body = JSON.stringify({ findings, payload });
  connection.sql(insertRejected).run(merchant, eventId, name, type, source, key, receivedAt, storable(userId), storable(anonymousId), body);
  return 'rejected';
}
