import { openDatabase } from './driver.js';

/**
 * Makes sure that one process at a time has the store to itself: what it leased and did not finish is nobody's after it died.
 * The system lets go of it with the process, however that ends. The function it returns gives it up.
 */
export async function holdAlone(file: string): Promise<() => void> {
  const database = await openDatabase(`${file}-owner`);
  try {
    database.exec('PRAGMA busy_timeout = 0');
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    throw new Error(`another gateway has the store ${file} open; several need PostgreSQL`, { cause: error });
  }
  return () => database.close();
}
