import type { Client } from 'pg';
import type { Database } from './database.js';
import { locks } from './schema.js';

/** So long an owner may be away before its leases are given up, ms: its connection may only have broken. */
const grace = 5_000;

const awayOwners = `SELECT owner FROM (SELECT DISTINCT owner FROM ecom_events.deliveries WHERE state = 1) o
  WHERE pg_try_advisory_xact_lock(${locks.owners}, hashtext(owner))`;

/**
 * Tells other gateways that the owner of leases is alive, by a lock that lasts as long as a connection: when the process dies, the
 * database lets go of it at once, and nobody waits until the leases end.
 */
export class Presence {
  #held = new Map<string, Promise<Client>>();
  /** Owners that are away, and since when. */
  #away = new Map<string, number>();
  #closed = false;

  constructor(
    private readonly database: Database,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Is there as `owner` from now on. */
  async hold(owner: string): Promise<void> {
    let held = this.#held.get(owner);
    if (!held) {
      held = this.#connect(owner);
      this.#held.set(owner, held);
      held.catch(() => this.#held.delete(owner));
    }
    await held;
  }

  /** Owners of leases that have been away for long enough. */
  async away(): Promise<string[]> {
    const found = await this.database.query<{ owner: string }>(awayOwners);
    const now = this.now();
    const since = found.map(({ owner }): [string, number] => [owner, this.#away.get(owner) ?? now]);
    this.#away = new Map(since);
    return since.filter(([owner, at]) => now - at >= grace && !this.#held.has(owner)).map(([owner]) => owner);
  }

  async close(): Promise<void> {
    this.#closed = true;
    const held = [...this.#held.values()];
    this.#held.clear();
    // One that could not be had needs no end.
    await Promise.allSettled(held.map(async (client) => (await client).end()));
  }

  async #connect(owner: string): Promise<Client> {
    const client = this.database.client();
    const lost = (): void => {
      if (this.#closed || !this.#held.delete(owner)) return;
      // At once: others are waiting to take over what we are at.
      this.hold(owner).catch(() => {});
    };
    client.on('error', () => {});
    await client.connect();
    try {
      await client.query('SELECT pg_advisory_lock_shared($1, hashtext($2))', [locks.owners, owner]);
    } catch (error) {
      await client.end().catch(() => {});
      throw error;
    }
    client.once('end', lost);
    return client;
  }
}
