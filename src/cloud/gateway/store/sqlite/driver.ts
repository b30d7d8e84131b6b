/** A value of a row. */
export type Value = string | number | null;

/** A prepared statement: the calls that `node:sqlite` and `libsql` share. */
export interface Statement {
  run(...values: Value[]): { changes: number | bigint; lastInsertRowid: number | bigint };
  get(...values: Value[]): unknown;
  all(...values: Value[]): unknown[];
}

/** A connection, likewise. */
export interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

type Constructor = new (file: string) => Database;

/** Opens a file, made when it is not there, with Node's own SQLite where it has one, else with the package `libsql`. */
export async function openDatabase(file: string): Promise<Database> {
  const Opened = ownDatabase() ?? (await packagedDatabase());
  return new Opened(file);
}

/** Which of the two is used, for `doctor`. */
export const databaseDriver = (): 'node:sqlite' | 'libsql' => (ownDatabase() ? 'node:sqlite' : 'libsql');

/** The types of Node 20 know nothing of it. Asked for at run time, it needs no bundler's consent. */
function ownDatabase(): Constructor | undefined {
  const own = process.getBuiltinModule?.('node:sqlite') as { DatabaseSync?: Constructor } | undefined;
  return own?.DatabaseSync;
}

async function packagedDatabase(): Promise<Constructor> {
  try {
    return (await import('libsql')).default as unknown as Constructor;
  } catch (error) {
    const message = `the SQLite store needs Node 22.13 or newer, or the package libsql (npm install libsql); this is Node ${process.versions.node}`;
    throw new Error(message, { cause: error });
  }
}
