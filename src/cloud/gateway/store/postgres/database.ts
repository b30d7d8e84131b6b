import { setTimeout as wait } from 'node:timers/promises';
import type { Client, Pool, PoolConfig } from 'pg';
import { migrate } from './schema.js';

/** A value of a statement. */
export type Value = string | number | null | readonly string[] | readonly number[];

/** How one statement is run. */
export interface QueryOptions {
  /** On the disk before it answers; else with a later commit that is. */
  synced?: boolean;
  /** It may be run again when nobody knows whether it was done, since then it changes nothing more. */
  repeatable?: boolean;
  /** It may take longer than anybody waits, ms. */
  timeoutMs?: number;
}

/** Connections of one gateway: for what is synced, and for all else. */
const size = { synced: 3, loose: 6 };
const connectMs = 5_000;
/** An answer that takes longer is none: the connection is given up. */
const queryMs = 30_000;
/** Of every session. The server is to notice soon when a gateway's machine is gone. */
const session = '-c jit=off -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3';
/** Waits before the repetitions of a statement whose connection broke, ms. */
const repetitions = [20, 200, 1000];

/** What another transaction is to blame for: deadlock, serialization. */
const conflicts = ['40P01', '40001'];
/** Of the server: it stops, starts, has no connection left. */
const disconnected = /^(08...|57P0[123]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|ENOENT)$/;

/** The package's own errors have no code. */
const disconnectedText = /^(Connection terminated|Query read timeout|timeout exceeded when trying to connect|Client has encountered a connection error)/;

const codeOf = (error: unknown): string => {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : '';
};

/** Whether the connection is to blame, so that another request would fail just as well. */
const isDisconnected = (error: unknown): boolean => disconnected.test(codeOf(error)) || disconnectedText.test((error as Error).message);

/** Whether what was to be stored is to blame: a value that is too large, missing, or none of its type. */
export const isFaultOfData = (error: unknown): boolean => /^(22|23|54)/.test(codeOf(error) || codeOf((error as Error).cause));

const areTexts = (value: Value): value is readonly string[] => Array.isArray(value) && typeof value[0] === 'string';
const withoutNul = (text: string): string => text.replaceAll('\0', '\ufffd');

/** A value as PostgreSQL can read it; what a search holds beyond that finds nothing. */
const readable = (value: Value): Value => (typeof value === 'string' ? withoutNul(value) : areTexts(value) ? value.map(withoutNul) : value);

/** The package, which only those need who have such a store. */
async function load() {
  try {
    return (await import('pg')).default;
  } catch (error) {
    throw new Error('the PostgreSQL store needs the package pg: npm install pg', { cause: error });
  }
}

/** The address with settings of the session, beside those that it has. */
function withSettings(address: string, settings: string): string {
  const [, theirs = ''] = /[?&]options=([^&#]*)/.exec(address) ?? [];
  return `${address}${address.includes('?') ? '&' : '?'}options=${theirs}%20${encodeURIComponent(settings)}`;
}

/** What went wrong, without the values that it went wrong with. */
function reason(error: unknown): string {
  const { message, errors } = error as Error & { errors?: Error[] };
  if (isFaultOfData(error)) return `a value cannot be stored (${codeOf(error)})`;
  return message || errors?.[0]?.message || codeOf(error) || 'it does not answer';
}

/** The connections to one database, with statements prepared once on each. */
export class Database {
  #names = new Map<string, string>();
  #closed = false;

  private constructor(
    private readonly synced: Pool,
    private readonly loose: Pool,
    private readonly makeClient: () => Client,
  ) {}

  /** Connects and makes the tables. @throws when the database is not to be had */
  static async open(address: string): Promise<Database> {
    const pg = await load();
    const types = new pg.TypeOverrides();
    // Whole numbers of 8 bytes are times, counts and places in the log, far below 2⁵³.
    types.setTypeParser(pg.types.builtins.INT8, Number);
    const config = (sync: 'on' | 'off', max?: number): PoolConfig => ({
      connectionString: withSettings(address, `-c synchronous_commit=${sync} ${session}`),
      application_name: 'ecom-events',
      connectionTimeoutMillis: connectMs,
      query_timeout: queryMs,
      keepAlive: true,
      types,
      ...(max && { max }),
    });
    const pools = [new pg.Pool(config('on', size.synced)), new pg.Pool(config('off', size.loose))] as const;
    // One that breaks while nobody uses it is replaced at its next use.
    for (const pool of pools) pool.on('error', () => {});
    const database = new Database(...pools, () => new pg.Client(config('on')));
    try {
      const client = await pools[0].connect();
      try {
        await migrate(client);
      } finally {
        client.release();
      }
    } catch (error) {
      await database.close();
      throw new Error(`the PostgreSQL store cannot be used: ${reason(error)}`, { cause: error });
    }
    return database;
  }

  /** A connection beside the others, not yet open. */
  client(): Client {
    return this.makeClient();
  }

  /** Runs one statement, which is done whole or not at all. */
  async query<Row>(text: string, values: readonly Value[] = [], { synced, repeatable, timeoutMs }: QueryOptions = {}): Promise<Row[]> {
    const pool = synced ? this.synced : this.loose;
    let name = this.#names.get(text);
    if (!name) this.#names.set(text, (name = `ecom_${this.#names.size}`));
    const config = { name, text, values: values.map(readable), ...(timeoutMs && { query_timeout: timeoutMs }) };
    for (let again = 0; ; again++) {
      try {
        return (await pool.query(config)).rows as Row[];
      } catch (error) {
        const broken = isDisconnected(error);
        const pause = repetitions[again];
        if (pause === undefined || this.#closed || !(conflicts.includes(codeOf(error)) || (broken && repeatable))) {
          throw new Error(`PostgreSQL: ${reason(error)}`, { cause: error });
        }
        await wait(pause);
      }
    }
  }

  /** Runs some statements without values in one transaction; rows of the last one. */
  async script<Row>(text: string): Promise<Row[]> {
    const results = (await this.loose.query(text)) as unknown as { rows: Row[] }[];
    return results.at(-1)!.rows;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([this.synced.end(), this.loose.end()]);
  }
}
