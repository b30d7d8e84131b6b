import { openDatabase, type Database, type Statement } from './driver.js';
import { prepareDatabase } from './schema.js';

/** The one connection of a store, with its statements prepared once. */
export class Connection {
  #statements = new Map<string, Statement>();
  #synced = true;

  private constructor(readonly database: Database) {}

  static async open(file: string): Promise<Connection> {
    const database = await openDatabase(file);
    prepareDatabase(database);
    return new Connection(database);
  }

  /** The statement of this text. */
  sql(text: string): Statement {
    let statement = this.#statements.get(text);
    if (!statement) this.#statements.set(text, (statement = this.database.prepare(text)));
    return statement;
  }

  /**
   * All that `work` writes, or none of it.
   *
   * @param synced on the disk before this returns; else with the next commit that is. What dies with the process is neither.
   */
  write<Result>(synced: boolean, work: () => Result): Result {
    if (synced !== this.#synced) {
      this.database.exec(`PRAGMA synchronous = ${synced ? 'FULL' : 'NORMAL'}`);
      this.#synced = synced;
    }
    this.database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.database.exec('COMMIT');
      return result;
    } catch (error) {
      this.database.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.#statements.clear();
    this.database.close();
  }
}

/** Lets other work of the process run between two pieces of a long one. */
export const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
