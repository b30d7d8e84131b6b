import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { GroupCommit } from '../group-commit.js';
import type { Appended, Entry, Finish, Store } from '../store.js';
import { holdAlone } from './alone.js';
import { appendAll } from './append.js';
import { Connection } from './connection.js';
import { claimDue, finishAll, releaseLeases } from './leases.js';
import { listEventsBriefly } from './list.js';
import { countNames, findEvent, findWay, listDeliveries, listEvents, listFunctions, listRejected, walkFunnel } from './reading.js';
import { findReceipts, keepReceipts, reconcileName } from './receipts.js';
import { eraseShopper, expireBefore } from './upkeep.js';

/** How a store is opened. */
export interface StoreOptions {
  /** By a gateway, which leases from it; else by a command, beside one. */
  serve?: boolean;
  /** Told of each synced commit: requests in it, and ms. */
  committed?: (size: number, ms: number) => void;
}

/** A store in one file, for one gateway. Commands may have it open at the same time. */
export async function openSqlite(file: string, { serve, committed }: StoreOptions = {}): Promise<Store> {
  // What shoppers did is for nobody else on this machine.
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const letGo = serve ? await holdAlone(file) : undefined;
  const connection = await Connection.open(file);
  if (serve) releaseLeases(connection, undefined);
  const appending = new GroupCommit<readonly Entry[], Appended[]>((requests) => appendAll(connection, requests), committed);
  const finishing = new GroupCommit<Finish, boolean>((finishes) => finishAll(connection, finishes, Date.now()));
  /** Changes of the operators' are rare and synced. */
  const change = (text: string, ...values: (string | number | null)[]): number =>
    connection.write(true, () => Number(connection.sql(text).run(...values).changes));

  return {
    kind: 'sqlite',
    append: (entries) => appending.add(entries),
    claim: async (request) => claimDue(connection, request),
    finish: (finish) => finishing.add(finish),
    release: async (which) => releaseLeases(connection, which),

    way: async (merchant, eventId) => findWay(connection, merchant, eventId),
    deliveries: async (filter) => listDeliveries(connection, filter),
    async replay({ delivery, function: name }, now) {
      const set = `UPDATE deliveries SET state = 0, attempts_before = attempts, due = ?, updated = ?, reason = NULL WHERE state = 3`;
      if (delivery) return change(`${set} AND event = ? AND function = ?`, now, now, delivery.seq, delivery.function);
      return name === undefined ? change(set, now, now) : change(`${set} AND function = ?`, now, now, name);
    },
    async purge({ function: name }) {
      const dead = `SELECT event, function FROM deliveries WHERE state = 3${name === undefined ? '' : ' AND function = ?'}`;
      const values = name === undefined ? [] : [name];
      return connection.write(true, () => {
        connection.sql(`DELETE FROM attempts WHERE (event, function) IN (${dead})`).run(...values);
        return Number(connection.sql(`DELETE FROM deliveries WHERE (event, function) IN (${dead})`).run(...values).changes);
      });
    },
    pause: async (name, reason, now) => void change('INSERT OR REPLACE INTO paused (function, reason, at) VALUES (?, ?, ?)', name, reason ?? null, now),
    resume: async (name) => void change('DELETE FROM paused WHERE function = ?', name),
    functions: async () => listFunctions(connection),

    event: async (merchant, eventId) => findEvent(connection, merchant, eventId),
    events: async (filter) => listEvents(connection, filter),
    rejected: async (filter) => listRejected(connection, filter),
    list: (filter) => listEventsBriefly(connection, filter),
    counts: (from, to) => countNames(connection, from, to),
    funnel: (names, from, to, by) => walkFunnel(connection, names, from, to, by),

    receive: async (merchant, receipts, now) => keepReceipts(connection, merchant, receipts, now),
    receipts: async (merchant, eventId) => findReceipts(connection, merchant, eventId),
    reconcile: (name, from, to) => reconcileName(connection, name, from, to),

    erase: (merchant, id) => eraseShopper(connection, merchant, id),
    expire: (before) => expireBefore(connection, before),
    backup: async (target) => void connection.sql('VACUUM INTO ?').run(target),
    // A commit that changes nothing, and still needs the file to take one.
    ready: async () => void change('DELETE FROM paused WHERE function IS NULL'),
    async close() {
      await Promise.all([appending.idle(), finishing.idle()]);
      connection.close();
      letGo?.();
    },
  };
}
