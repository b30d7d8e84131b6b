import { GroupCommit } from '../group-commit.js';
import type { Appended, Entry, Finish, Store } from '../store.js';
import { appendAll } from './append.js';
import { Database, isFaultOfData, type Value } from './database.js';
import { claimDue, finishAll, releaseLeases } from './leases.js';
import { listEventsBriefly } from './list.js';
import { Presence } from './presence.js';
import { countNames, findEvent, findWay, listDeliveries, listEvents, listFunctions, listRejected, walkFunnel } from './reading.js';
import { findReceipts, keepReceipts, reconcileName } from './receipts.js';
import { eraseShopper, expireBefore } from './upkeep.js';

/** Leases end by the clocks of gateways: one that differs by more than this takes from others too early, or too late, ms. */
const maxDrift = 10_000;

/** How a store is opened. */
export interface PostgresOptions {
  /** Told of each synced commit: requests in it, and ms. */
  committed?: (size: number, ms: number) => void;
}

/** A store in a PostgreSQL database, for any number of gateways. */
export async function openPostgres(address: string, { committed }: PostgresOptions = {}): Promise<Store> {
  const database = await Database.open(address);
  const presence = new Presence(database);
  // Only a value can be to blame for the failure of a commit that others were in; without a connection all fail at once.
  const appending = new GroupCommit<readonly Entry[], Appended[]>((requests) => appendAll(database, requests), committed, isFaultOfData);
  const finishing = new GroupCommit<Finish, boolean>((finishes) => finishAll(database, finishes, Date.now()), undefined, isFaultOfData);
  /** Changes of the operators' are rare and synced; how many rows they changed. */
  const change = async (text: string, ...values: Value[]): Promise<number> => {
    const [{ count } = { count: 0 }] = await database.query<{ count: number }>(`WITH changed AS (${text} RETURNING 1) SELECT count(*) AS count FROM changed`, values, { synced: true });
    return count;
  };

  return {
    kind: 'postgres',
    append: (entries) => appending.add(entries),
    async claim(request) {
      await presence.hold(request.owner);
      return claimDue(database, request);
    },
    finish: (finish) => finishing.add(finish),
    async release(which) {
      if ('owner' in which) return releaseLeases(database, { owners: [which.owner] });
      const away = await presence.away();
      return (away.length ? await releaseLeases(database, { owners: away }) : 0) + (await releaseLeases(database, which));
    },

    way: (merchant, eventId) => findWay(database, merchant, eventId),
    deliveries: (filter) => listDeliveries(database, filter),
    replay({ delivery, function: name }, now) {
      const set = 'UPDATE ecom_events.deliveries SET state = 0, attempts_before = attempts, due = $1, updated = $1, reason = NULL WHERE state = 3';
      if (delivery) return change(`${set} AND event = $2 AND function = $3`, now, delivery.seq, delivery.function);
      return name === undefined ? change(set, now) : change(`${set} AND function = $2`, now, name);
    },
    async purge({ function: name }) {
      const dead = `DELETE FROM ecom_events.deliveries WHERE state = 3${name === undefined ? '' : ' AND function = $1'} RETURNING event, function`;
      const text = `WITH dead AS (${dead}), attempts AS (DELETE FROM ecom_events.attempts a USING dead WHERE a.event = dead.event AND a.function = dead.function)
        SELECT count(*) AS count FROM dead`;
      const [{ count } = { count: 0 }] = await database.query<{ count: number }>(text, name === undefined ? [] : [name], { synced: true });
      return count;
    },
    async pause(name, reason, now) {
      const set = 'ON CONFLICT (function) DO UPDATE SET reason = excluded.reason, at = excluded.at';
      await change(`INSERT INTO ecom_events.paused (function, reason, at) VALUES ($1, $2, $3) ${set}`, name, reason ?? null, now);
    },
    resume: async (name) => void (await change('DELETE FROM ecom_events.paused WHERE function = $1', name)),
    functions: () => listFunctions(database),

    event: (merchant, eventId, source) => findEvent(database, merchant, eventId, source),
    events: (filter) => listEvents(database, filter),
    rejected: (filter) => listRejected(database, filter),
    list: (filter) => listEventsBriefly(database, filter),
    counts: (from, to) => countNames(database, from, to),
    funnel: (names, from, to, by) => walkFunnel(database, names, from, to, by),

    receive: (merchant, receipts, now) => keepReceipts(database, merchant, receipts, now),
    receipts: (merchant, eventId) => findReceipts(database, merchant, eventId),
    reconcile: (name, from, to) => reconcileName(database, name, from, to),

    erase: (merchant, id) => eraseShopper(database, merchant, id),
    expire: (before, functions) => expireBefore(database, before, functions),
    async backup() {
      throw new Error('a PostgreSQL store is backed up with its own tools: pg_dump --schema=ecom_events --format=custom --file=<file> <address>');
    },
    async ready() {
      // A change of nothing, which needs a database that takes changes.
      await change('DELETE FROM ecom_events.paused WHERE function IS NULL');
      const [{ now }] = (await database.query<{ now: number }>('SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now')) as [{ now: number }];
      const drift = Math.abs(Date.now() - now);
      if (drift > maxDrift) throw new Error(`the clock of this machine is ${Math.round(drift / 1000)} s away from that of PostgreSQL`);
    },
    async close() {
      await Promise.all([appending.idle(), finishing.idle()]);
      await presence.close();
      await database.close();
    },
  };
}
