// How long events waited for their function.
import { openDatabase } from '../../dist/src/cloud/gateway/store/sqlite/driver.js';

/** Of the newest events: milliseconds from their arrival to what the function answered, the time it began. */
export async function readWaits(file, count) {
  const database = await openDatabase(file);
  try {
    const rows = database.prepare('SELECT e.received, a.outcome FROM attempts a JOIN events e ON e.seq = a.event WHERE a.number = 1 ORDER BY a.event DESC LIMIT ?').all(count);
    return rows.map(({ received, outcome }) => JSON.parse(outcome).data - received);
  } finally {
    database.close();
  }
}
