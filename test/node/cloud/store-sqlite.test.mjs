// The store in a file: what every store holds to, and what is only its own.
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openStore } from '../../../dist/src/cloud/gateway/store/open.js';
import { prepareDatabase } from '../../../dist/src/cloud/gateway/store/sqlite/schema.js';
import { readInPieces } from '../../../dist/src/cloud/gateway/store/pieces.js';
import { extentOf, listDeliveries } from '../../../dist/src/cloud/gateway/store/sqlite/reading.js';
import { ofShopper } from '../../../dist/src/cloud/gateway/store/sqlite/upkeep.js';
import { openDatabase } from '../../../dist/src/cloud/gateway/store/sqlite/driver.js';
import { folder } from './gateway.mjs';
import { accepted, conformance } from './store-conformance.mjs';

const places = new WeakMap();

async function open(context, directory = folder(context), options = {}) {
  const store = await openStore('file:data/events.db', directory, options);
  places.set(store, { directory, context });
  let open = true;
  const { close } = store;
  store.close = async () => {
    if (open) await close();
    open = false;
  };
  context.after(() => store.close());
  return store;
}

async function reopen(store) {
  const { directory, context } = places.get(store);
  await store.close();
  return open(context, directory);
}

conformance('SQLite', { open, reopen });

test('a second gateway is refused a file that one has open; a command is not', async (t) => {
  const directory = folder(t);
  const first = await open(t, directory, { serve: true });
  await assert.rejects(() => open(t, directory, { serve: true }), /another gateway has the store .* open; several need PostgreSQL/);
  const beside = await open(t, directory);
  await first.append([accepted({ eventId: 'x' })]);
  assert.equal((await beside.events({})).length, 1);
  await first.close();
  await (await open(t, directory, { serve: true })).close();
});

test('a gateway that starts gives up what a dead one had leased', async (t) => {
  const directory = folder(t);
  const script = join(import.meta.dirname, 'lease-and-die.mjs');
  const child = fork(script, ['file:data/events.db', directory]);
  const [leased] = await new Promise((resolve) => child.once('message', (message) => resolve(message)));
  const ended = new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
  child.kill('SIGKILL');
  assert.equal(await ended, 'SIGKILL');
  const store = await open(t, directory, { serve: true });
  const [claimed] = await store.claim({ function: 'f', limit: 1, owner: 'o2', now: 1000, until: 5000 });
  assert.equal(claimed.delivery.id, leased);
});

test('a backup is whole and can be opened as a store', async (t) => {
  const directory = folder(t);
  const store = await open(t, directory);
  await store.append([accepted({ eventId: 'a' }), accepted({ eventId: 'b' })]);
  await store.backup(join(directory, 'copy.db'));
  await store.append([accepted({ eventId: 'c' })]);
  const copy = await openStore('file:copy.db', directory);
  assert.deepEqual((await copy.events({ after: 0 })).map(({ eventId }) => eventId), ['a', 'b']);
  assert.equal((await copy.claim({ function: 'f', limit: 9, owner: 'o', now: 1000, until: 2000 })).length, 2);
  await copy.close();
});

test('what was erased is in none of its files', async (t) => {
  const directory = folder(t);
  const store = await open(t, directory);
  await store.append([accepted({ userId: 'u1', payload: { name: 'a-name-to-be-forgotten' } })]);
  await store.erase('m1', 'u1');
  await store.close();
  for (const file of readdirSync(join(directory, 'data'))) {
    assert.doesNotMatch(readFileSync(join(directory, 'data', file), 'latin1'), /a-name-to-be-forgotten/, file);
  }
  assert.ok(existsSync(join(directory, 'data/events.db')));
});

test('another kind of address is refused without telling the address', async () => {
  await assert.rejects(() => openStore('mysql://user:password@host/db', '/'), { message: 'store: expected file:<path> or postgres://…, got an address that begins with mysql:' });
});

test('a file of the first version gets the tables it lacks and keeps what it has', async (t) => {
  const directory = folder(t);
  const first = await open(t, directory);
  await first.append([accepted({ eventId: 'x' })]);
  await first.close();
  const database = await openDatabase(join(directory, 'data/events.db'));
  database.exec('DROP TABLE receipts; PRAGMA user_version = 1');
  database.close();
  const second = await open(t, directory);
  assert.equal(await second.receive('m1', [{ eventId: 'x', destination: 'ga4', status: 'delivered' }], 1), 1);
});

test('other work goes on while something rare is looked for', async (t) => {
  const store = await open(t);
  await store.append(Array.from({ length: 12_000 }, () => accepted()));
  for (const look of [() => store.events({ name: 'none' }), () => store.events({ shopper: 'nobody', after: 0 }), () => store.list({ name: 'none' }), () => store.deliveries({ function: 'none' })]) {
    let turns = 0;
    const turn = () => {
      turns++;
      next = setImmediate(turn);
    };
    let next = setImmediate(turn);
    assert.deepEqual(await look(), []);
    clearImmediate(next);
    assert.ok(turns >= 2, `${turns} turns`);
  }
});

test('pieces are read from either end, without gap or overlap, until enough is found', async () => {
  const read = async (look) => {
    const asked = [];
    const found = await readInPieces(look, async ({ first, end }, size) => {
      asked.push([first, end, size]);
      return [first, end - 1].slice(0, size);
    });
    return { asked, found };
  };
  assert.deepEqual(await read({ first: 3, end: 14, chunk: 5, size: 5 }), { asked: [[9, 14, 5], [4, 9, 3], [3, 4, 1]], found: [9, 13, 4, 8, 3] });
  assert.deepEqual(await read({ first: 3, end: 14, chunk: 5, size: 3, forward: true }), { asked: [[3, 8, 3], [8, 13, 1]], found: [3, 7, 8] });
  assert.deepEqual(await read({ first: 3, end: 3, chunk: 5, size: 3 }), { asked: [], found: [] });
});

test('where the log begins and ends, and what is dead, is found by an index', async (t) => {
  const database = await openDatabase(join(folder(t), 'plans.db'));
  prepareDatabase(database);
  const plans = [];
  /** Keeps how a statement finds its rows. */
  const sql = (text) => {
    const values = Array.from(text.matchAll(/\?/g), () => 1);
    plans.push(database.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...values).map(({ detail }) => detail).join('; '));
    return database.prepare(text);
  };
  for (const table of ['events', 'rejected', 'deliveries']) assert.deepEqual(extentOf({ sql }, table), { first: 0, end: 0 });
  for (const plan of plans) assert.doesNotMatch(plan, /SCAN (events|rejected|deliveries)/);
  plans.length = 0;
  for (const more of [{}, { before: 9 }, { function: 'f' }, { function: 'f', before: 9 }]) await listDeliveries({ sql }, { state: 'dead', ...more });
  for (const plan of plans) assert.match(plan, /^CO-ROUTINE n; (SCAN|SEARCH) deliveries USING COVERING INDEX deliveries_dead.*SCAN n; SEARCH d USING PRIMARY KEY .*; SEARCH e USING INTEGER PRIMARY KEY/);
  assert.equal(plans.length, 4);
  database.close();
});

test('what a shopper did is looked for once through the log, however many pieces it is read in', async (t) => {
  const database = await openDatabase(join(folder(t), 'plans.db'));
  prepareDatabase(database);
  for (const text of Object.values(ofShopper)) {
    const plan = database.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...Array.from(text.matchAll(/\?/g), () => 1));
    assert.match(plan[0].detail, /^SEARCH \w+ USING INTEGER PRIMARY KEY \(rowid>\? AND rowid<\?\)/);
  }
  database.close();
});

test('tables of an earlier version are changed, with what is in them, and the order of arrival goes on', async (t) => {
  const directory = folder(t);
  const store = await open(t, directory);
  await store.append([accepted({ eventId: 'x', userId: 'u1' }), accepted({ eventId: 'y' })]);
  await store.close();
  const file = join(directory, 'data/events.db');
  const database = await openDatabase(file);
  const unique = (table, columns) => {
    const { sql } = database.prepare('SELECT sql FROM sqlite_master WHERE name = ?').get(table);
    database.exec(sql.replace(/CREATE TABLE "?\w+"?/, 'CREATE TABLE old').replace(/UNIQUE \(.*\)/, `UNIQUE (${columns})`));
    database.exec(`INSERT INTO old SELECT * FROM ${table}; DROP TABLE ${table}; ALTER TABLE old RENAME TO ${table}`);
  };
  for (const table of ['events', 'rejected']) unique(table, 'merchant, event_id');
  database.exec('PRAGMA user_version = 2');
  database.close();
  const again = await open(t, directory);
  assert.deepEqual(await again.append([accepted({ eventId: 'x' }), accepted({ eventId: 'x', source: 'server' })]), ['duplicate', 'accepted']);
  assert.deepEqual((await again.events({ after: 0 })).map(({ eventId, source }) => [eventId, source]), [['x', 'browser'], ['y', 'browser'], ['x', 'server']]);
  assert.equal((await again.event('m1', 'x', 'browser')).userId, 'u1');
});
