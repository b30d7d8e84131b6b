// The store in PostgreSQL: what every store holds to, and what several gateways over one database need.
import assert from 'node:assert/strict';
import { fork, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { startPostgres } from '../../../scripts/postgres.mjs';
import { root } from '../../../scripts/run.mjs';
import { GroupCommit } from '../../../dist/src/cloud/gateway/store/group-commit.js';
import { Database } from '../../../dist/src/cloud/gateway/store/postgres/database.js';
import { listEventsBriefly } from '../../../dist/src/cloud/gateway/store/postgres/list.js';
import { countNames, listDeliveries, listEvents, walkFunnel } from '../../../dist/src/cloud/gateway/store/postgres/reading.js';
import { chunk } from '../../../dist/src/cloud/gateway/store/postgres/walk.js';
import { openStore } from '../../../dist/src/cloud/gateway/store/open.js';
import { eventually, folder } from './gateway.mjs';
import { postgresForTests } from './postgres.mjs';
import { accepted, conformance } from './store-conformance.mjs';

const postgres = postgresForTests();
const addresses = new WeakMap();

async function openAt(context, address) {
  const store = await openStore(address, '/', { serve: true });
  addresses.set(store, { address, context });
  let open = true;
  const { close } = store;
  store.close = async () => {
    if (open) await close();
    open = false;
  };
  context.after(() => store.close());
  return store;
}

const open = async (context) => openAt(context, await postgres.database());

async function reopen(store) {
  const { address, context } = addresses.get(store);
  await store.close();
  return openAt(context, address);
}

conformance('PostgreSQL', { open, reopen });

const claim = (store, more = {}) => store.claim({ function: 'f', limit: 10, owner: 'o1', now: 1000, until: 5000, ...more });
const idsOf = (claimed) => claimed.map(({ delivery }) => delivery.eventId);
const success = { kind: 'success', status: 200, logs: [], requests: [], durationMs: 1 };
const finish = (store, claimed) => store.finish({ claimed, state: 'succeeded', due: 2000, attempt: { number: claimed.delivery.attempts + 1, at: 2000, outcome: success } });

/** Some stores over one new database, as of gateways that start at the same time. */
async function gateways(context, count) {
  const address = await postgres.database();
  return { address, stores: await Promise.all(Array.from({ length: count }, () => openAt(context, address))) };
}

test('gateways that start together make the tables once; a later start changes nothing', async (t) => {
  const { address, stores } = await gateways(t, 5);
  await stores[0].append([accepted({ eventId: 'x' })]);
  await openAt(t, address);
  for (const store of stores) assert.equal((await store.event('m1', 'x')).eventId, 'x');
});

test('tables of a newer version are left alone', async (t) => {
  const { address, stores } = await gateways(t, 1);
  await stores[0].close();
  const client = await postgres.connect(t, address);
  await client.query('UPDATE ecom_events.meta SET version = 99');
  await assert.rejects(() => openStore(address, '/'), { message: 'the PostgreSQL store cannot be used: it was written by a newer ecom-events (tables 99, this one knows 3)' });
});

test('tables of an earlier version are changed, with what is in them', async (t) => {
  const { address, stores } = await gateways(t, 1);
  await stores[0].append([accepted({ eventId: 'x' })]);
  await stores[0].close();
  const client = await postgres.connect(t, address);
  for (const table of ['events', 'rejected'])
    await client.query(`ALTER TABLE ecom_events.${table} DROP CONSTRAINT ${table}_merchant_event_id_source_key, ADD UNIQUE (merchant, event_id)`);
  await client.query('UPDATE ecom_events.meta SET version = 2');
  const store = await openAt(t, address);
  assert.deepEqual(await store.append([accepted({ eventId: 'x' }), accepted({ eventId: 'x', source: 'server' })]), ['duplicate', 'accepted']);
});

test('it keeps to a schema of its own, which somebody else may have made for it, whatever the address sets', async (t) => {
  const address = await postgres.database();
  const client = await postgres.connect(t, address);
  await client.query(`CREATE TABLE events (mine text); CREATE SCHEMA ecom_events; CREATE ROLE shop LOGIN; GRANT ALL ON SCHEMA ecom_events TO shop`);
  const store = await openAt(t, `${address.replace('ecom@', 'shop@')}?options=-c%20search_path%3Dnowhere`);
  await store.append([accepted()]);
  assert.equal((await store.events({})).length, 1);
  const { rows } = await client.query('SELECT count(*) AS count FROM events');
  assert.equal(rows[0].count, '0');
});

test('gateways that lease at the same time share what is due: each delivery has one owner', async (t) => {
  const { stores } = await gateways(t, 4);
  await stores[0].append(Array.from({ length: 400 }, () => accepted()));
  const taken = await Promise.all(
    stores.map(async (store, index) => {
      const own = [];
      for (;;) {
        const claimed = await claim(store, { owner: `o${index}`, limit: 7 });
        // Nothing may also mean that others were just at all of it.
        if (!claimed.length && !(await store.functions())[0].counts.pending) return own;
        own.push(...claimed);
      }
    }),
  );
  const all = taken.flat();
  assert.equal(all.length, 400);
  assert.equal(new Set(idsOf(all)).size, 400);
  const ends = await Promise.all(all.map((claimed, index) => finish(stores[index % 4], claimed)));
  assert.ok(ends.every((done) => done));
});

test('an ordered function gets one shopper’s events in order, whichever gateway calls it', async (t) => {
  const { stores } = await gateways(t, 3);
  const shoppers = ['A', 'B', 'C', 'D', 'E'];
  for (let step = 0; step < 8; step++) await stores[step % 3].append(shoppers.map((lane) => accepted({ eventId: `${lane}${step}`, deliveries: [{ function: 'f', lane }] })));
  const order = [];
  const underWay = new Set();
  await Promise.all(
    stores.map(async (store, index) => {
      while (order.length < 40) {
        for (const claimed of await claim(store, { owner: `o${index}`, limit: 3 })) {
          const lane = claimed.delivery.eventId[0];
          assert.ok(!underWay.has(lane), 'one at a time');
          underWay.add(lane);
          order.push(claimed.delivery.eventId);
          await new Promise((resolve) => setImmediate(resolve));
          underWay.delete(lane);
          await finish(store, claimed);
        }
      }
    }),
  );
  for (const lane of shoppers) assert.deepEqual(order.filter((id) => id.startsWith(lane)), Array.from({ length: 8 }, (_, step) => `${lane}${step}`));
});

test('the same events, sent to two gateways in different orders, are stored once, and neither waits for the other for ever', async (t) => {
  const { stores } = await gateways(t, 2);
  const ids = Array.from({ length: 200 }, (_, index) => `same${index}`);
  const batch = (order) => order.map((eventId) => accepted({ eventId }));
  for (let round = 0; round < 5; round++) {
    const own = ids.map((id) => `${id}.${round}`);
    const answers = await Promise.all([stores[0].append(batch(own)), stores[1].append(batch(own.toReversed()))]);
    assert.equal(answers.flat().filter((status) => status === 'accepted').length, 200);
    assert.equal(answers.flat().filter((status) => status === 'duplicate').length, 200);
  }
  assert.equal((await stores[0].functions())[0].counts.pending, 1000);
});

test('who reads on from a place misses nothing that another gateway is just storing', async (t) => {
  const { address, stores: [store] } = await gateways(t, 1);
  await store.append([accepted({ eventId: 'a' })]);
  const [{ seq }] = await store.events({ after: 0 });
  // A gateway in the middle of its commit: it has its number, and nobody can see the event yet.
  const slow = await postgres.connect(t, address);
  await slow.query(`BEGIN; SELECT pg_advisory_xact_lock_shared(${0x65636f6d}, 1);
    INSERT INTO ecom_events.events (seq, merchant, event_id, name, type, source, key, received, occurred, kept, body)
    VALUES (nextval('ecom_events.arrival'), 'm1', 'slow', 'n', 'track', 'browser', 'k', 1, 1, 0, '{"payload":{},"context":{}}')`);
  await store.append([accepted({ eventId: 'quick' })]);
  const reading = store.events({ after: seq });
  await slow.query('COMMIT');
  assert.deepEqual((await reading).map(({ eventId }) => eventId), ['slow', 'quick']);
});

test('no statement of an operator’s looks at more than a piece of the log', async (t) => {
  const { address, stores: [store] } = await gateways(t, 1);
  const connection = await postgres.connect(t, address);
  await store.append([accepted({ eventId: 'first' })]);
  // As after many events that came twice.
  await connection.query(`SELECT setval('ecom_events.arrival', ${3 * chunk})`);
  await store.append([accepted({ eventId: 'last' })]);
  const database = await Database.open(address);
  t.after(() => database.close());
  const { query } = database;
  let spans = [];
  database.query = (text, values, ...more) => {
    if (/ (seq|d\.event) >= \$1/.test(text)) spans.push(values[1] - values[0]);
    return query.call(database, text, values, ...more);
  };
  for (const look of [() => listEvents(database, { name: 'none' }), () => listEvents(database, { shopper: 'nobody', after: 0 }), () => listEventsBriefly(database, { status: 'dead' }), () => listDeliveries(database, { function: 'none' }), () => listDeliveries(database, { state: 'succeeded' })]) {
    spans = [];
    assert.deepEqual(await look(), []);
    assert.equal(spans.length, 4);
    assert.ok(spans.every((span) => span <= chunk), String(spans));
  }
});

test('sums over a span of time are made of parts of it', async (t) => {
  const { address, stores: [store] } = await gateways(t, 1);
  const part = (receivedAt) => Array.from({ length: chunk }, (_, index) => accepted({ receivedAt: receivedAt + (index % 7), sessionId: `s${index % 3}` }));
  await store.append(part(2000));
  await store.append([...part(2003), accepted({ receivedAt: 2020, sessionId: 's3' }), accepted({ receivedAt: 2021, sessionId: 's4' })]);
  const database = await Database.open(address);
  t.after(() => database.close());
  const { query } = database;
  const asked = [];
  database.query = (text, ...more) => {
    asked.push(text);
    return query.call(database, text, ...more);
  };
  assert.deepEqual(await countNames(database, 2000, 2021), [{ name: 'product.viewed', events: 2 * chunk + 1, browser: 2 * chunk + 1, server: 0, withheld: 0, sessions: 4 }]);
  assert.equal(asked.filter((text) => text.includes('GROUP BY')).length, 3);
  assert.deepEqual(await walkFunnel(database, ['product.viewed'], 2000, 2021), [{ name: 'product.viewed', sessions: 4 }]);
});

test('what a gateway that was killed had leased is taken over long before the leases end, and no other’s', async (t) => {
  const { address, stores: [alive, other] } = await gateways(t, 2);
  const child = fork(join(import.meta.dirname, 'lease-and-die.mjs'), [address, '/']);
  const [leased] = await new Promise((resolve) => child.once('message', resolve));
  await alive.append([accepted({ eventId: 'held' })]);
  assert.deepEqual(idsOf(await claim(alive, { owner: 'alive', until: 9_999_999_999_999 })), ['held']);
  assert.equal(await other.release({ endedBefore: 5000 }), 0, 'both are alive');
  const ended = new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
  child.kill('SIGKILL');
  assert.equal(await ended, 'SIGKILL');
  assert.equal(await other.release({ endedBefore: 5000 }), 0, 'its connection may only have broken');
  await eventually(async () => assert.equal(await other.release({ endedBefore: 5000 }), 1), 30_000);
  const [claimed] = await claim(other, { owner: 'o2', until: 9_999_999_999_999 });
  assert.equal(claimed.delivery.id, leased);
  assert.equal((await alive.way('m1', 'held'))[0].delivery.state, 'leased');
});

test('an owner whose connection broke is there again by itself', async (t) => {
  const { address, stores: [store] } = await gateways(t, 1);
  await store.append([accepted()]);
  await claim(store, { owner: 'o1' });
  const client = await postgres.connect(t, address);
  const holders = async () => (await client.query(`SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND classid = ${0x65636f77}::oid`)).rows.map(({ pid }) => pid);
  const [before] = await holders();
  await client.query('SELECT pg_terminate_backend($1)', [before]);
  await eventually(async () => {
    const [now, ...more] = await holders();
    assert.ok(now && now !== before);
    assert.deepEqual(more, []);
  });
});

test('over a crash of the database nothing that was answered is lost, and work goes on by itself', async (t) => {
  const server = await startPostgres();
  t.after(() => server.stop());
  const store = await openAt(t, server.address());
  await store.append([accepted({ eventId: 'before' })]);
  const [claimed] = await claim(store);
  await server.kill();
  const answers = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => store.append([accepted({ eventId: `down${index}` })])));
  assert.ok(answers.every(({ status, reason }) => status === 'rejected' && /^PostgreSQL: /.test(reason.message)));
  await assert.rejects(() => store.ready(), /^Error: PostgreSQL: /);
  await server.start();
  await store.ready();
  assert.deepEqual(await store.append([accepted({ eventId: 'before' }), accepted({ eventId: 'after' })]), ['duplicate', 'accepted']);
  // The lease may be lost with the database; then the delivery is due as before.
  assert.equal((await claim(store, { owner: 'o2' })).length + (await finish(store, claimed)), 2);
});

test('a statement whose connection breaks is repeated: the request succeeds', async (t) => {
  const { address, stores: [store] } = await gateways(t, 1);
  await store.append([accepted({ eventId: 'a' })]);
  const client = await postgres.connect(t, address);
  await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()');
  assert.deepEqual(await store.append([accepted({ eventId: 'b' })]), ['accepted']);
  const [claimed] = await eventually(async () => {
    const found = await claim(store);
    assert.ok(found.length);
    return found;
  });
  await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()');
  assert.equal(await finish(store, claimed), true);
});

test('requests whose commit failed for want of a connection all fail at once', async () => {
  let commits = 0;
  const group = new GroupCommit(() => Promise.reject(new Error(`down ${++commits}`)), undefined, () => false);
  const answers = await Promise.allSettled([group.add(1), group.add(2), group.add(3)]);
  assert.deepEqual(answers.map(({ reason }) => reason.message), ['down 1', 'down 1', 'down 1']);
});

test('what was erased leaves no event to call with, and no attempt, while calls end', async (t) => {
  const { stores: [store, other] } = await gateways(t, 2);
  await store.append(Array.from({ length: 300 }, (_, index) => accepted({ eventId: `u${index}`, userId: 'u1' })));
  const claimed = await claim(store, { limit: 300 });
  const [erased] = await Promise.all([other.erase('m1', 'u1'), ...claimed.map((one) => finish(store, one))]);
  assert.equal(erased.events, 300);
  for (const { delivery } of claimed) assert.deepEqual(await store.way('m1', delivery.eventId), []);
  assert.equal((await store.event('m1', 'u7')).erased, true);
});

test('two gateways may remove what is too old at once', async (t) => {
  const { stores } = await gateways(t, 2);
  await stores[0].append(Array.from({ length: 5000 }, () => accepted({ deliveries: [] })));
  const removed = await Promise.all(stores.map((store) => store.expire(2000, ['f'])));
  assert.equal(removed[0] + removed[1], 5000);
});

test('a clock that is far from the database’s is told of before leases go wrong', async (t) => {
  const { stores: [store] } = await gateways(t, 1);
  const { now } = Date;
  t.mock.method(Date, 'now', () => now() - 60_000);
  await assert.rejects(() => store.ready(), { message: 'the clock of this machine is 60 s away from that of PostgreSQL' });
});

test('a backup is for its own tools, and it says so', async (t) => {
  const { stores: [store] } = await gateways(t, 1);
  await assert.rejects(() => store.backup('x'), /pg_dump --schema=ecom_events/);
});

test('a database that is not to be had is told of without its address', async () => {
  await assert.rejects(() => openStore('postgres://shop:a-secret@127.0.0.1:1/db', '/'), (error) => /^the PostgreSQL store cannot be used: /.test(error.message) && !error.message.includes('a-secret'));
  await assert.rejects(() => openStore('postgres://shop:a-secret@[/db', '/'), (error) => /cannot be used/.test(error.message) && !error.message.includes('a-secret'));
});

test('commands work on it: doctor, export, erase, backup', async (t) => {
  const { address, stores: [store] } = await gateways(t, 1);
  await store.append([accepted({ eventId: 'x', userId: 'u1' })]);
  const directory = folder(t);
  writeFileSync(join(directory, 'ecom-events.config.json'), JSON.stringify({ merchant: { id: 'm1' }, store: address, keys: [{ id: 'browser1', kind: 'browser', origins: ['*'] }] }));
  const run = (...args) => spawnSync(process.execPath, [join(root, 'dist/src/cli/ecom-events.js'), ...args], { cwd: directory, encoding: 'utf8' });
  assert.match(run('doctor').stdout, /postgres, can be written to/);
  assert.match(run('export').stdout, /"eventId":"x"/);
  assert.match(run('erase', '--user', 'u1').stdout, /1/);
  assert.equal((await store.event('m1', 'x')).erased, true);
  const backup = run('backup', 'copy');
  assert.equal(backup.status, 1);
  assert.match(backup.stderr, /pg_dump/);
});
