import { existsSync } from 'node:fs';
import { openDatabase } from './driver.js';

/** What a backup holds. */
export interface BackupFound {
  events: number;
  deliveries: number;
  rejected: number;
}

/** Reads a whole backup and counts what is in it. @throws when it is damaged, or none */
export async function checkBackup(file: string): Promise<BackupFound> {
  if (!existsSync(file)) throw new Error(`there is no ${file}`);
  const database = await openDatabase(file);
  try {
    const rows = database.prepare('PRAGMA integrity_check').all() as { integrity_check: string }[];
    if (rows[0]?.integrity_check !== 'ok') throw new Error(`${file} is damaged`);
    const count = (table: string): number => (database.prepare(`SELECT count(*) AS count FROM ${table}`).get() as { count: number }).count;
    return { events: count('events'), deliveries: count('deliveries'), rejected: count('rejected') };
  } catch (error) {
    throw new Error(`${file} is no backup of a store, or damaged`, { cause: error });
  } finally {
    database.close();
  }
}
