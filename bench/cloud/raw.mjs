// What SQLite itself does with the rows that a gateway has stored: the same tables, settings and disk, nothing else around.
import { openDatabase } from '../../dist/src/cloud/gateway/store/sqlite/driver.js';
import { prepareDatabase } from '../../dist/src/cloud/gateway/store/sqlite/schema.js';

const columns = ['merchant', 'event_id', 'name', 'type', 'source', 'key', 'received', 'occurred', 'user', 'anonymous', 'session', 'kept', 'body'];

/** Rows of the newest events of a store and of their deliveries. */
export async function readRows(file, count) {
  const database = await openDatabase(file);
  try {
    const events = database.prepare(`SELECT ${columns.join()} FROM events ORDER BY seq DESC LIMIT ?`).all(count).map((row) => columns.map((name) => row[name]));
    const functions = database.prepare('SELECT DISTINCT function FROM deliveries').all().map((row) => row.function);
    return { events, functions };
  } finally {
    database.close();
  }
}

/** Inserts rows, so many events and their deliveries a synced transaction; ms. */
export async function insertRaw(file, { events, functions }, perTransaction) {
  const database = await openDatabase(file);
  try {
    prepareDatabase(database);
    const insert = database.prepare(`INSERT INTO events (${columns.join()}) VALUES (${columns.map(() => '?').join()}) ON CONFLICT DO NOTHING`);
    const deliver = database.prepare('INSERT INTO deliveries (event, function, state, attempts, attempts_before, due, updated, lane) VALUES (?, ?, 0, 0, 0, ?, ?, NULL)');
    const began = performance.now();
    for (let at = 0; at < events.length; at += perTransaction) {
      database.exec('BEGIN IMMEDIATE');
      for (let row = at; row < Math.min(at + perTransaction, events.length); row++) {
        const { lastInsertRowid } = insert.run(...events[row]);
        for (const name of functions) deliver.run(Number(lastInsertRowid), name, events[row][6], events[row][6]);
      }
      database.exec('COMMIT');
    }
    return performance.now() - began;
  } finally {
    database.close();
  }
}

/** Parses a body so often; ms. */
export function parseBodies(times, body) {
  let read = 0;
  const began = performance.now();
  for (let time = 0; time < times; time++) read += JSON.parse(body).events.length;
  const ms = performance.now() - began;
  if (!read) throw new Error('nothing was read');
  return ms;
}
