// One PostgreSQL for the tests of a file, and a new database in it for each of them.
import { after, before } from 'node:test';
import pg from 'pg';
import { startPostgres } from '../../../scripts/postgres.mjs';

let count = 0;

/** Call it once, at the top of the file. */
export function postgresForTests(options) {
  let server;
  before(async () => {
    server = await startPostgres(options);
  });
  after(() => server?.stop());
  /** A connection of the test's own, which ends with it. */
  const connect = async (context, address) => {
    const client = new pg.Client({ connectionString: address });
    client.on('error', () => {});
    await client.connect();
    context.after(() => client.end());
    return client;
  };
  return {
    connect,
    /** The address of a new, empty database. */
    async database() {
      const name = `test_${++count}`;
      const client = new pg.Client({ connectionString: server.address() });
      await client.connect();
      await client.query(`CREATE DATABASE ${name}`);
      await client.end();
      return server.address(name);
    },
    get server() {
      return server;
    },
  };
}
