// Stores with long logs, and what one more event costs in them.
import { randomUUID } from 'node:crypto';
import { openStore } from '../../dist/src/cloud/gateway/store/open.js';
import { openDatabase } from '../../dist/src/cloud/gateway/store/sqlite/driver.js';
import { prepareDatabase } from '../../dist/src/cloud/gateway/store/sqlite/schema.js';
import { batch, eventOf } from './events.mjs';

/** Events of one turn, and requests that are under way at a time. */
const events = 5_000;
const together = 16;

const outcome = JSON.stringify({ kind: 'success', status: 200, logs: [], requests: [], durationMs: 1 });

/** Makes the file of a store whose events are all delivered; their ids are random, as a page's are. */
export async function fill(file, count) {
  const database = await openDatabase(file);
  prepareDatabase(database);
  database.exec('PRAGMA synchronous = OFF');
  const { payload, context } = eventOf(0, randomUUID());
  const body = JSON.stringify({ payload, context });
  const series = 'WITH RECURSIVE n(x) AS (SELECT ? UNION ALL SELECT x + 1 FROM n WHERE x < ?)';
  const began = Date.now() - 86_400_000;
  const insert = database.prepare(`${series} INSERT INTO events (merchant, event_id, name, type, source, key, received, occurred, user, anonymous, session, kept, body)
    SELECT 'bench', lower(hex(randomblob(16))), 'product.viewed', 'track', 'browser', 'bench', ${began} + x, ${began} + x, NULL, 'a1', 's1', 0, ? FROM n`);
  const deliver = database.prepare(`${series} INSERT INTO deliveries (event, function, state, attempts, attempts_before, due, updated) SELECT x, 'count', 2, 1, 0, ${began}, ${began} FROM n`);
  const attempt = database.prepare(`${series} INSERT INTO attempts (event, function, number, at, outcome) SELECT x, 'count', 1, ${began}, ? FROM n`);
  for (let from = 1; from <= count; from += 50_000) {
    const to = Math.min(from + 49_999, count);
    database.exec('BEGIN IMMEDIATE');
    insert.run(from, to, body);
    deliver.run(from, to);
    attempt.run(from, to, outcome);
    database.exec('COMMIT');
  }
  database.close();
}

/** Opens it. `step` stores, claims and finishes some more events, as a gateway does, and tells what each cost, µs. */
export async function turn(file) {
  const store = await openStore(`file:${file}`, '/', { serve: true });
  const entry = () => {
    const now = Date.now();
    const { payload, context } = eventOf(0, randomUUID());
    const ids = { eventId: context.event_id, anonymousId: 'a1', sessionId: 's1' };
    return { event: { merchant: 'bench', name: 'product.viewed', type: 'track', source: 'browser', key: 'bench', receivedAt: now, occurredAt: now, ...ids, payload, context, deliveries: [{ function: 'count' }] } };
  };
  async function step() {
    const requests = Array.from({ length: events / batch }, () => Array.from({ length: batch }, entry));
    const began = performance.now();
    await Promise.all(
      Array.from({ length: together }, async () => {
        for (let request = requests.pop(); request; request = requests.pop()) await store.append(request);
      }),
    );
    for (let left = events; left > 0; ) {
      const now = Date.now();
      const claimed = await store.claim({ function: 'count', limit: together, owner: 'o', now, until: now + 60_000 });
      await Promise.all(claimed.map((one) => store.finish({ claimed: one, state: 'succeeded', due: now, attempt: { number: 1, at: now, outcome: JSON.parse(outcome) } })));
      left -= claimed.length;
    }
    return ((performance.now() - began) / events) * 1000;
  }
  return { step, close: () => store.close() };
}
