import type { Database } from './driver.js';

/*
 * A delivery is found by its event and function, which is where it lies: next to the newest ones. The other indexes hold only
 * what is not final, so that none of them grows with the log.
 */
const tables = `
CREATE TABLE events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  merchant TEXT NOT NULL, event_id TEXT NOT NULL,
  name TEXT NOT NULL, type TEXT NOT NULL, source TEXT NOT NULL, key TEXT NOT NULL,
  received INTEGER NOT NULL, occurred INTEGER NOT NULL,
  user TEXT, anonymous TEXT, session TEXT,
  kept INTEGER NOT NULL, body TEXT NOT NULL,
  UNIQUE (merchant, event_id)
);
CREATE TABLE deliveries (
  event INTEGER NOT NULL, function TEXT NOT NULL,
  state INTEGER NOT NULL, attempts INTEGER NOT NULL, attempts_before INTEGER NOT NULL,
  due INTEGER NOT NULL, updated INTEGER NOT NULL,
  owner TEXT, until INTEGER, lane TEXT, reason TEXT,
  PRIMARY KEY (event, function)
) WITHOUT ROWID;
CREATE INDEX deliveries_due ON deliveries (function, due, event) WHERE state = 0;
CREATE INDEX deliveries_leased ON deliveries (function, owner, until) WHERE state = 1;
CREATE INDEX deliveries_dead ON deliveries (function, event) WHERE state = 3;
CREATE INDEX deliveries_lane ON deliveries (function, lane, event) WHERE lane IS NOT NULL AND state < 2;
CREATE TABLE attempts (
  event INTEGER NOT NULL, function TEXT NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL, outcome TEXT NOT NULL,
  PRIMARY KEY (event, function, number)
) WITHOUT ROWID;
CREATE TABLE rejected (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  merchant TEXT NOT NULL, event_id TEXT NOT NULL,
  name TEXT NOT NULL, type TEXT NOT NULL, source TEXT NOT NULL, key TEXT NOT NULL,
  received INTEGER NOT NULL, user TEXT, anonymous TEXT, body TEXT NOT NULL,
  UNIQUE (merchant, event_id)
);
CREATE TABLE paused (function TEXT PRIMARY KEY, reason TEXT, at INTEGER NOT NULL);
`;

const receipts = `
CREATE TABLE receipts (
  event INTEGER NOT NULL, destination TEXT NOT NULL, status INTEGER NOT NULL, reason TEXT, at INTEGER NOT NULL,
  PRIMARY KEY (event, destination)
) WITHOUT ROWID;
`;

/* What a page says under an id must not keep out what the server says under the same: each has its own ids. SQLite takes no constraint away, so tables are copied. */
const idsOfSources = ['events', 'rejected']
  .map((table) => {
    const columns = { events: 'received INTEGER NOT NULL, occurred INTEGER NOT NULL, user TEXT, anonymous TEXT, session TEXT, kept INTEGER NOT NULL', rejected: 'received INTEGER NOT NULL, user TEXT, anonymous TEXT' }[table];
    return `
CREATE TABLE ${table}_new (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  merchant TEXT NOT NULL, event_id TEXT NOT NULL,
  name TEXT NOT NULL, type TEXT NOT NULL, source TEXT NOT NULL, key TEXT NOT NULL,
  ${columns}, body TEXT NOT NULL,
  UNIQUE (merchant, event_id, source)
);
INSERT INTO ${table}_new SELECT * FROM ${table};
DROP TABLE ${table};
ALTER TABLE ${table}_new RENAME TO ${table};
`;
  })
  .join('');

/** What each version of the tables adds to the one before. */
const versions = [tables, receipts, idsOfSources];

/** Sets up a connection, and the tables of a new file or those that an older one lacks. */
export function prepareDatabase(database: Database): void {
  database.exec('PRAGMA busy_timeout = 5000');
  database.exec('PRAGMA journal_mode = WAL');
  database.exec('PRAGMA synchronous = FULL');
  // Ids are random, so a commit touches pages all over the index: fewer checkpoints, and more of it in memory (64 MB).
  database.exec('PRAGMA wal_autocheckpoint = 8000');
  database.exec('PRAGMA cache_size = -65536');
  // What is removed or changed is overwritten, not only given up: who was forgotten is in no unused part of a page.
  database.exec('PRAGMA secure_delete = ON');
  const { user_version: found } = database.prepare('PRAGMA user_version').get() as { user_version: number };
  const version = versions.length;
  if (found > version) throw new Error(`the store was written by a newer ecom-events (tables ${found}, this one knows ${version})`);
  if (found === version) return;
  database.exec(`BEGIN IMMEDIATE; ${versions.slice(found).join('')} PRAGMA user_version = ${version}; COMMIT`);
}
