import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Appended, Finish, Store } from '../store.js';
import { holdAlone } from './alone.js';
import { appendAll, type NewRow } from './append.js';
import { Connection } from './connection.js';
import { claimDue, finishAll, releaseLeases } from './leases.js';
import { listEventsBriefly } from './list.js';
import { countNames, findEvent, findWay, listDeliveries, listEvents, listFunctions, listRejected, walkFunnel } from './reading.js';
import { findReceipts, keepReceipts, reconcileName } from './receipts.js';
import { eraseShopper, expireBefore } from './upkeep.js';

/** What is done with the file of a store, by the thread that has it open. What may be repeated is given together. */
export interface SqliteFile extends Omit<Store, 'append' | 'finish' | 'kind'> {
  /** Stores what came in some requests in one synced commit. */
  append(requests: readonly (readonly NewRow[])[]): Promise<Appended[][]>;
  /** Ends leases in one commit. */
  finish(finishes: readonly Finish[]): Promise<boolean[]>;
}

/** Opens the file. @param serve by a gateway, which leases from it; else by a command, beside one */
export async function openFile(file: string, serve: boolean): Promise<SqliteFile> {
  // What shoppers did is for nobody else on this machine.
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const letGo = serve ? await holdAlone(file) : undefined;
  const connection = await Connection.open(file);
  if (serve) releaseLeases(connection, undefined);
  /** Changes of the operators' are rare and synced. */
  const change = (text: string, ...values: (string | number | null)[]): number =>
    connection.write(true, () => Number(connection.sql(text).run(...values).changes));

  return {
    append: async (requests) => appendAll(connection, requests),
    claim: async (request) => claimDue(connection, request),
    finish: async (finishes) => finishAll(connection, finishes, Date.now()),
    release: async (which) => releaseLeases(connection, which),

    way: async (merchant, eventId) => findWay(connection, merchant, eventId),
    deliveries: (filter) => listDeliveries(connection, filter),
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

    event: async (merchant, eventId, source) => findEvent(connection, merchant, eventId, source),
    events: (filter) => listEvents(connection, filter),
    rejected: (filter) => listRejected(connection, filter),
    list: (filter) => listEventsBriefly(connection, filter),
    counts: (from, to) => countNames(connection, from, to),
    funnel: (names, from, to, by) => walkFunnel(connection, names, from, to, by),

    receive: async (merchant, receipts, now) => keepReceipts(connection, merchant, receipts, now),
    receipts: async (merchant, eventId) => findReceipts(connection, merchant, eventId),
    reconcile: (name, from, to) => reconcileName(connection, name, from, to),

    erase: (merchant, id) => eraseShopper(connection, merchant, id),
    expire: (before, functions) => expireBefore(connection, before, functions),
    backup: async (target) => void connection.sql('VACUUM INTO ?').run(target),
    // A commit that changes nothing, and still needs the file to take one.
    ready: async () => void change('DELETE FROM paused WHERE function IS NULL'),
    async close() {
      connection.close();
      letGo?.();
    },
  };
}
