import { fileURLToPath } from 'node:url';
import { resolve } from 'node:path';
import type { Store } from './store.js';
import { openSqlite, type StoreOptions } from './sqlite/sqlite-store.js';

/**
 * Opens the store of an address: `file:` with a path, from `folder` when it is relative.
 *
 * @throws for another kind of address, and when the file cannot be opened
 */
export async function openStore(address: string, folder: string, options: StoreOptions = {}): Promise<Store> {
  const path = storeFile(address, folder);
  if (path !== undefined) return openSqlite(path, options);
  throw new Error(`store: expected file:<path>, got an address that begins with ${address.split(':', 1)[0]}:`);
}

/** The file of a store that is one. */
export function storeFile(address: string, folder: string): string | undefined {
  if (!address.startsWith('file:')) return undefined;
  return address.startsWith('file:///') ? fileURLToPath(address) : resolve(folder, address.slice('file:'.length));
}
