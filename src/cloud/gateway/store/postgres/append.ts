import { kept } from '../rows.js';
import type { Appended, Entry, NewEvent, RejectedEvent } from '../store.js';
import { storable } from '../storable.js';
import type { Database } from './database.js';
import { locks } from './schema.js';

const received = 'merchant text, event_id text, name text, type text, source text, key text, received bigint, "user" text, anonymous text, body text';

/*
 * One statement for all that came: so it needs one way there and back, and its transaction never waits for us.
 *
 * - The lock tells who reads on from a place that numbers may be given which are not there to be read yet.
 * - Numbers are given in the order of the requests; rows are written in the order of their ids, so that two gateways which got
 *   the same events do not wait for each other in a circle.
 */
const insertAll = `
WITH gate AS MATERIALIZED (SELECT pg_advisory_xact_lock_shared(${locks.space}, ${locks.append})),
input AS MATERIALIZED (
  SELECT nextval('ecom_events.arrival') AS seq, i.*
  FROM (SELECT i.* FROM gate, json_to_recordset($1) AS i(ord int, ${received}, occurred bigint, session text, kept int) ORDER BY i.ord) i
),
accepted AS (
  INSERT INTO ecom_events.events (seq, merchant, event_id, name, type, source, key, received, occurred, "user", anonymous, session, kept, body)
  SELECT seq, merchant, event_id, name, type, source, key, received, occurred, "user", anonymous, session, kept, body FROM input
  ORDER BY merchant, event_id, source ON CONFLICT DO NOTHING RETURNING seq
),
delivered AS (
  INSERT INTO ecom_events.deliveries (event, function, state, attempts, attempts_before, due, updated, lane)
  SELECT i.seq, d.function, 0, 0, 0, i.received, i.received, d.lane
  FROM accepted JOIN input i USING (seq) JOIN json_to_recordset($2) AS d(ord int, function text, lane text) USING (ord)
),
refused AS (
  INSERT INTO ecom_events.rejected (seq, merchant, event_id, name, type, source, key, received, "user", anonymous, body)
  SELECT nextval('ecom_events.arrival'), r.merchant, r.event_id, r.name, r.type, r.source, r.key, r.received, r."user", r.anonymous, r.body
  FROM (SELECT r.* FROM gate, json_to_recordset($3) AS r(${received}) ORDER BY r.merchant, r.event_id, r.source) r ON CONFLICT DO NOTHING
)
SELECT ord FROM accepted JOIN input USING (seq)`;

/** Stores what came in some requests in one synced commit. */
export async function appendAll(database: Database, requests: (readonly Entry[])[]): Promise<Appended[][]> {
  const events: ReturnType<typeof eventRow>[] = [];
  const deliveries: { ord: number; function: string; lane?: string | undefined }[] = [];
  const rejected: ReturnType<typeof receivedRow>[] = [];
  const seen = new Set<string>();
  let ord = 0;
  for (const { event, rejected: refused } of requests.flat()) {
    ord++;
    if (refused) {
      const { findings, payload } = refused;
      rejected.push(receivedRow(refused, { findings, payload }));
      continue;
    }
    const row = eventRow(event, ord);
    // Of those that came twice, the first counts.
    const id = JSON.stringify([row.merchant, row.event_id, row.source]);
    if (seen.has(id)) continue;
    seen.add(id);
    events.push(row);
    for (const { function: name, lane } of event.deliveries) deliveries.push({ ord, function: name, lane: storable(lane) });
  }
  const values = [events, deliveries, rejected].map((rows) => JSON.stringify(rows));
  const accepted = new Set((await database.query<{ ord: number }>(insertAll, values, { synced: true, repeatable: true })).map((row) => row.ord));
  ord = 0;
  return requests.map((entries) => entries.map((entry) => (ord++, entry.rejected ? 'rejected' : accepted.has(ord) ? 'accepted' : 'duplicate')));
}

const receivedRow = (event: Omit<RejectedEvent, 'findings' | 'payload'>, body: object) => ({
  merchant: event.merchant,
  event_id: storable(event.eventId),
  name: storable(event.name),
  type: event.type,
  source: event.source,
  key: event.key,
  received: event.receivedAt,
  user: storable(event.userId),
  anonymous: storable(event.anonymousId),
  body: JSON.stringify(body),
});

const eventRow = (event: NewEvent, ord: number) => ({
  ...receivedRow(event, { payload: event.payload, context: event.context, findings: event.findings }),
  ord,
  occurred: event.occurredAt,
  session: storable(event.sessionId),
  kept: event.withheld ? kept.withheld : kept.whole,
});
