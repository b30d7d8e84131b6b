import type { OutboxReceipt } from './receipt.js';
import type { Key, Row } from './row.js';

/** What the tabs of an origin, and its next pages, have to know of one another. */
export interface State {
  /** No request before that, milliseconds since 1970. */
  until: number;
  /** The server asked for that by Retry-After; a network that is back does not end it. */
  asked?: boolean;
  /** Requests that failed one after the other. */
  failures: number;
  /** Status of the last of them; 0 when there was no answer. */
  status?: number;
  /** Address and key that failed: with others it is tried at once. */
  target?: string;
  /** Who sends, and until when nobody else may; used where the browser has no locks. */
  owner?: number;
  lease?: number;
  /** What the gateway will never take, the newest last. */
  rejected: OutboxReceipt[];
}

/** What a transaction may do. Whatever it asks for first, it gets first. */
export interface Box {
  /** Keys of all rows, oldest first. */
  keys(): Promise<Key[]>;
  get(key: Key): Promise<Row | undefined>;
  put(row: Row): void;
  remove(key: Key): void;
  state(): Promise<State>;
  setState(state: State): void;
}

/** Runs `work` in a transaction of its own and resolves when what it did is kept. `strict` waits for the disk itself. */
export type Transact = <Result>(work: (box: Box) => Promise<Result>, strict?: boolean) => Promise<Result>;

export interface Store {
  transact: Transact;
  /** Deletes everything. */
  clear(): Promise<void>;
  /** Whether events outlive the page; unknown before the first transaction. */
  readonly lasts: boolean;
}

const table = 'rows';
const stateKey = 'state';
const nothing = (): State => ({ until: 0, failures: 0, rejected: [] });

/**
 * After this many milliseconds a database that neither opens nor fails is taken for shut. Chromium needs ten seconds after a page
 * that was left while it made the database.
 */
const patience = 12_000;

/**
 * The queue under that name, in IndexedDB, shared by all pages of the origin. Where that is shut (a private window,
 * storage switched off, a full disk), in memory: `onShut` is called then, once.
 */
export function openStore(name: string, onShut: () => void): Store {
  let database: Promise<IDBDatabase> | undefined;
  let opened: IDBDatabase | undefined;
  let memory: Box | undefined;

  const close = (): void => {
    opened?.close();
    database = opened = undefined;
  };

  async function inDatabase<Result>(work: (box: Box) => Promise<Result>, strict?: boolean): Promise<Result> {
    // Without a turn in between when it is open: a page that is being left has none to give.
    const transaction = (opened ??= await (database ??= open(name, close))).transaction(table, 'readwrite', { durability: strict ? 'strict' : 'relaxed' });
    const kept = new Promise<unknown>((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    // It may fail while the work goes on.
    kept.catch(() => {});
    const result = await work(boxOf(transaction.objectStore(table)));
    transaction.commit();
    await kept;
    return result;
  }

  return {
    async transact(work, strict) {
      for (let attempt = 0; attempt < 2 && !memory; attempt++) {
        try {
          return await inDatabase(work, strict);
        } catch (error) {
          // The shopper may have cleared the site's data: a second try opens it anew. What is late says nothing.
          close();
          if (!error) break;
        }
      }
      if (!memory) onShut();
      return work((memory ??= memoryBox()));
    },
    async clear() {
      close();
      memory &&= memoryBox();
      try {
        await settled(indexedDB.deleteDatabase(name));
      } catch {
        // There is none, then.
      }
    },
    get lasts() {
      return !memory;
    },
  };
}

async function open(name: string, close: () => void): Promise<IDBDatabase> {
  const request = indexedDB.open(name);
  request.onupgradeneeded = () => request.result.createObjectStore(table);
  let timer;
  const late = new Promise<never>((_, reject) => (timer = setTimeout(reject, patience)));
  const database = await Promise.race([settled(request), late]);
  clearTimeout(timer);
  // Somebody deletes it, here or in another tab, or the browser has taken it away.
  database.onversionchange = database.onclose = close;
  return database;
}

const settled = <Result>(request: IDBRequest<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const boxOf = (rows: IDBObjectStore): Box => ({
  // Lists sort after the one key that is a word.
  keys: () => settled(rows.getAllKeys(IDBKeyRange.lowerBound([]))) as Promise<unknown> as Promise<Key[]>,
  get: (key) => settled(rows.get(key)),
  put: (row) => void rows.put(row, row.key),
  remove: (key) => void rows.delete(key),
  state: async () => (await settled(rows.get(stateKey))) ?? nothing(),
  setState: (state) => void rows.put(state, stateKey),
});

function memoryBox(): Box {
  const rows = new Map<number, Row>();
  let state = nothing();
  return {
    keys: async () => [...rows.values()].map(({ key }) => key),
    get: async ([, id]) => rows.get(id),
    put: (row) => void rows.set(row.key[1], row),
    remove: ([, id]) => void rows.delete(id),
    state: async () => state,
    setState: (next) => void (state = next),
  };
}
