import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { holdAlone } from './alone.js';
import { checkBackup, type BackupFound } from './check-backup.js';

/** What belongs to the file of a store: a log of writes that was left over would be taken for the backup's. */
const parts = ['', '-wal', '-shm'];

/**
 * Puts a backup where the store is. What was there stays beside it, under the name that comes back.
 *
 * @throws when the backup is damaged, and while a gateway has the store open
 */
export async function restoreBackup(backup: string, file: string): Promise<BackupFound & { aside?: string }> {
  const found = await checkBackup(backup);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const letGo = await holdAlone(file);
  try {
    const copy = `${file}.restoring`;
    copyFileSync(backup, copy);
    const aside = `${file}.before-${new Date().toISOString().replace(/\W/g, '')}`;
    const there = parts.filter((part) => existsSync(file + part));
    for (const part of there) renameSync(file + part, aside + part);
    renameSync(copy, file);
    return { ...found, ...(there.length && { aside }) };
  } finally {
    letGo();
  }
}
