import { GroupCommit } from '../group-commit.js';
import type { Appended, Finish, Store } from '../store.js';
import { toRow, type NewRow } from './append.js';
import { openFile } from './sqlite-file.js';
import { openThread } from './thread.js';

/** How a store is opened. */
export interface StoreOptions {
  /** By a gateway, which leases from it; else by a command, beside one. */
  serve?: boolean;
  /** Told of each synced commit: requests in it, and ms. */
  committed?: (size: number, ms: number) => void;
  /** Told when it has ended by itself: it takes nothing any more. */
  lost?: (error: Error) => void;
}

/** A store in one file, for one gateway, in a thread of its own. Commands may have it open at the same time. */
export async function openSqlite(path: string, { serve = false, committed, lost }: StoreOptions = {}): Promise<Store> {
  const file = serve ? await openThread(path, lost) : await openFile(path, false);
  const appending = new GroupCommit<readonly NewRow[], Appended[]>((requests) => file.append(requests), committed);
  const finishing = new GroupCommit<Finish, boolean>((finishes) => file.finish(finishes));
  return {
    ...file,
    kind: 'sqlite',
    append: async (entries) => appending.add(entries.map(toRow)),
    finish: (finish) => finishing.add(finish),
    async close() {
      await Promise.all([appending.idle(), finishing.idle()]);
      await file.close();
    },
  };
}
