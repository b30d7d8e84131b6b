import { spanOf } from '../pieces.js';
import { kept, pageOf, toListed, type EventRow, type StateCount } from '../rows.js';
import type { ListedEvent, ListFilter } from '../store.js';
import type { Connection } from './connection.js';
import { conditionsOf, extentOf, isOf, lookFor } from './reading.js';

const anyDelivery = 'EXISTS (SELECT 1 FROM deliveries WHERE event = seq AND state';

/** Conditions for what became of an event. */
const became: Record<NonNullable<ListFilter['status']>, string> = {
  waiting: `${anyDelivery} < 2)`,
  dead: `${anyDelivery} = 3)`,
  succeeded: `${anyDelivery} = 2) AND NOT ${anyDelivery} <> 2)`,
  withheld: `kept = ${kept.withheld}`,
};

const counts = 'SELECT state, count(*) AS count FROM deliveries WHERE event = ? GROUP BY state';

/** Events and how their deliveries are, the newest first. */
export async function listEventsBriefly(connection: Connection, { name, shopper, status, before, limit }: ListFilter): Promise<ListedEvent[]> {
  const { more, values } = conditionsOf([['name = ?', name], [isOf, shopper]]);
  const text = `SELECT * FROM events WHERE seq >= ? AND seq < ?${more}${status ? ` AND ${became[status]}` : ''} ORDER BY seq DESC LIMIT ?`;
  const rows = await lookFor<EventRow>(connection, text, values, { ...spanOf(extentOf(connection, 'events'), { before }), size: pageOf(limit) });
  return rows.map((row) => toListed(row, connection.sql(counts).all(row.seq) as StateCount[]));
}
