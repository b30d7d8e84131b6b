import { fileURLToPath } from 'node:url';
import { resolve } from 'node:path';
import type { Store } from './store.js';
import { openPostgres } from './postgres/postgres-store.js';
import { openSqlite, type StoreOptions } from './sqlite/sqlite-store.js';

/**
 * Opens the store of an address: `file:` with a path, from `folder` when it is relative, or `postgres://`.
 *
 * @throws for another kind of address, and when the file or the database cannot be opened
 */
export async function openStore(address: string, folder: string, options: StoreOptions = {}): Promise<Store> {
  const path = storeFile(address, folder);
  if (path !== undefined) return openSqlite(path, options);
  if (/^postgres(ql)?:\/\//.test(address)) return openPostgres(address, options);
  throw new Error(`store: expected file:<path> or postgres://…, got an address that begins with ${address.split(':', 1)[0]}:`);
}

/** The file of a store that is one. */
export function storeFile(address: string, folder: string): string | undefined {
  if (!address.startsWith('file:')) return undefined;
  return address.startsWith('file:///') ? fileURLToPath(address) : resolve(folder, address.slice('file:'.length));
}
