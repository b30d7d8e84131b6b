import type { ClientBase } from 'pg';

/**
 * Numbers of the locks that gateways tell each other by, in a space of their own: `migrate`, that one makes the tables;
 * `append`, that events are coming in; from `owner` on, that an owner of leases is alive.
 */
export const locks = { space: 0x65636f6d, migrate: 0, append: 1, owners: 0x65636f77 } as const;

/*
 * As in SQLite, the indexes of deliveries hold only what is not final, so that none of them grows with the log; what changes
 * much is tidied often. Events have numbers of the order of arrival, which several gateways share.
 */
const tables = `
CREATE SEQUENCE ecom_events.arrival;
CREATE TABLE ecom_events.events (
  seq bigint PRIMARY KEY,
  merchant text NOT NULL, event_id text NOT NULL,
  name text NOT NULL, type text NOT NULL, source text NOT NULL, key text NOT NULL,
  received bigint NOT NULL, occurred bigint NOT NULL,
  "user" text, anonymous text, session text,
  kept smallint NOT NULL, body text NOT NULL,
  UNIQUE (merchant, event_id)
);
CREATE INDEX events_received ON ecom_events.events (received, seq);
CREATE TABLE ecom_events.deliveries (
  event bigint NOT NULL, function text NOT NULL,
  state smallint NOT NULL, attempts integer NOT NULL, attempts_before integer NOT NULL,
  due bigint NOT NULL, updated bigint NOT NULL,
  owner text, until bigint, lane text, reason text,
  PRIMARY KEY (event, function)
) WITH (autovacuum_vacuum_scale_factor = 0.02);
CREATE INDEX deliveries_due ON ecom_events.deliveries (function, due, event) WHERE state = 0;
CREATE INDEX deliveries_leased ON ecom_events.deliveries (function, owner, until) WHERE state = 1;
CREATE INDEX deliveries_dead ON ecom_events.deliveries (function, event) WHERE state = 3;
CREATE INDEX deliveries_lane ON ecom_events.deliveries (function, lane, event) WHERE lane IS NOT NULL AND state < 2;
CREATE TABLE ecom_events.attempts (
  event bigint NOT NULL, function text NOT NULL, number integer NOT NULL, at bigint NOT NULL, outcome text NOT NULL,
  PRIMARY KEY (event, function, number)
);
CREATE TABLE ecom_events.rejected (
  seq bigint PRIMARY KEY,
  merchant text NOT NULL, event_id text NOT NULL,
  name text NOT NULL, type text NOT NULL, source text NOT NULL, key text NOT NULL,
  received bigint NOT NULL, "user" text, anonymous text, body text NOT NULL,
  UNIQUE (merchant, event_id)
);
CREATE INDEX rejected_received ON ecom_events.rejected (received, seq);
CREATE TABLE ecom_events.paused (function text PRIMARY KEY, reason text, at bigint NOT NULL);
CREATE TABLE ecom_events.meta (version integer NOT NULL);
INSERT INTO ecom_events.meta VALUES (0);
`;

const receipts = `
CREATE TABLE ecom_events.receipts (
  event bigint NOT NULL, destination text NOT NULL, status smallint NOT NULL, reason text, at bigint NOT NULL,
  PRIMARY KEY (event, destination)
);
`;

/* What a page says under an id must not keep out what the server says under the same: each has its own ids. */
const idsOfSources = ['events', 'rejected']
  .map((table) => `ALTER TABLE ecom_events.${table} DROP CONSTRAINT ${table}_merchant_event_id_key, ADD UNIQUE (merchant, event_id, source);\n`)
  .join('');

/** What each version of the tables adds to the one before. */
const versions = [tables, receipts, idsOfSources];

/** Makes the tables of a database that has none, or those that it lacks. Gateways that start together wait for the first. */
export async function migrate(client: ClientBase): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1, $2)', [locks.space, locks.migrate]);
    await makeTables(client);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

async function makeTables(client: ClientBase): Promise<void> {
  const look = `SELECT to_regnamespace('ecom_events') IS NOT NULL AS schema, to_regclass('ecom_events.meta') IS NOT NULL AS tables`;
  const { rows: [there] } = await client.query<{ schema: boolean; tables: boolean }>(look);
  // A role that may not make a schema can be given one.
  if (!there!.schema) await client.query('CREATE SCHEMA ecom_events');
  const { rows: [found] } = there!.tables ? await client.query<{ version: number }>('SELECT version FROM ecom_events.meta') : { rows: [{ version: 0 }] };
  const version = versions.length;
  if (!found || found.version > version) throw new Error(`it was written by a newer ecom-events (tables ${found?.version}, this one knows ${version})`);
  if (found.version === version) return;
  await client.query(versions.slice(found.version).join(''));
  await client.query('UPDATE ecom_events.meta SET version = $1', [version]);
}
