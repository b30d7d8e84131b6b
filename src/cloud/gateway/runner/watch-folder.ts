import { existsSync, watch, type FSWatcher } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Tells of each change in a folder and below. While the folder is not there, it is waited for; that it came, or went, is a
 * change too. What it returns ends that.
 */
export function watchFolder(folder: string, changed: () => void): () => void {
  let watcher: FSWatcher | undefined;
  let closed = false;

  const begin = (): void => {
    watcher?.close();
    if (closed) return;
    const place = nearest(folder);
    watcher = place === folder ? watch(folder, { recursive: true }, inside) : watch(place, (_, name) => above(place, name));
    // A folder that goes while it is begun to be watched: from where it was up.
    watcher.on('error', begin);
    // It may have come in between.
    if (place !== nearest(folder)) arrive();
  };
  const inside = (): void => {
    if (!existsSync(folder)) begin();
    changed();
  };
  /** A change where the next folder on the way down is missing. */
  const above = (place: string, name: string | null): void => {
    if (name !== null && !join(folder, '/').startsWith(join(place, name, '/'))) return;
    if (nearest(folder) !== place) arrive();
  };
  const arrive = (): void => {
    begin();
    if (existsSync(folder)) changed();
  };

  begin();
  return () => {
    closed = true;
    watcher?.close();
  };
}

/** The folder, or the one above it that is there. */
function nearest(folder: string): string {
  return existsSync(folder) || basename(folder) === '' ? folder : nearest(dirname(folder));
}
