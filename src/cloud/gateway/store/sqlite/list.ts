import { kept, pageOf, toListed, type EventRow, type StateCount } from '../rows.js';
import type { ListedEvent, ListFilter } from '../store.js';
import { pause, type Connection } from './connection.js';
import type { Value } from './driver.js';
import { chunk, isOf } from './reading.js';

const anyDelivery = 'EXISTS (SELECT 1 FROM deliveries WHERE event = seq AND state';

/** Conditions for what became of an event. */
const became: Record<NonNullable<ListFilter['status']>, string> = {
  waiting: `${anyDelivery} < 2)`,
  dead: `${anyDelivery} = 3)`,
  succeeded: `${anyDelivery} = 2) AND NOT ${anyDelivery} <> 2)`,
  withheld: `kept = ${kept.withheld}`,
};

const counts = 'SELECT state, count(*) AS count FROM deliveries WHERE event = ? GROUP BY state';

/** Reads back from the newest in pieces, since what is asked for may be rare; other work goes on between them. */
export async function listEventsBriefly(connection: Connection, { name, shopper, status, before, limit }: ListFilter): Promise<ListedEvent[]> {
  const { least, most } = connection.sql('SELECT min(seq) AS least, max(seq) AS most FROM events').get() as { least: number | null; most: number | null };
  if (least === null || most === null) return [];
  const conditions = ['seq >= ? AND seq < ?', ...(name === undefined ? [] : ['name = ?']), ...(shopper === undefined ? [] : [isOf]), ...(status ? [became[status]] : [])];
  const values: Value[] = [name, shopper].filter((value) => value !== undefined);
  const text = `SELECT * FROM events WHERE ${conditions.join(' AND ')} ORDER BY seq DESC LIMIT ?`;
  const size = pageOf(limit);
  const found: ListedEvent[] = [];
  for (let end = Math.min(before ?? most + 1, most + 1); end > least && found.length < size; end -= chunk) {
    const rows = connection.sql(text).all(end - chunk, end, ...values, size - found.length) as EventRow[];
    found.push(...rows.map((row) => toListed(row, connection.sql(counts).all(row.seq) as StateCount[])));
    await pause();
  }
  return found;
}
