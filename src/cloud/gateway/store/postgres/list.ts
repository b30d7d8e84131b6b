import { spanOf } from '../pieces.js';
import { kept, pageOf, toListed, type EventRow, type StateCount } from '../rows.js';
import type { ListedEvent, ListFilter } from '../store.js';
import type { Database } from './database.js';
import { isOf } from './reading.js';
import { conditionsOf, extentOf, lookFor } from './walk.js';

const anyDelivery = 'EXISTS (SELECT 1 FROM ecom_events.deliveries d WHERE d.event = e.seq AND d.state';

/** Conditions for what became of an event. */
const became: Record<NonNullable<ListFilter['status']>, string> = {
  waiting: `${anyDelivery} < 2)`,
  dead: `${anyDelivery} = 3)`,
  succeeded: `${anyDelivery} = 2) AND NOT ${anyDelivery} <> 2)`,
  withheld: `kept = ${kept.withheld}`,
};

const counts = `(SELECT json_agg(json_build_object('state', state, 'count', count))
  FROM (SELECT state, count(*) AS count FROM ecom_events.deliveries d WHERE d.event = e.seq GROUP BY state) AS states)`;

/** Events and how their deliveries are, the newest first. */
export async function listEventsBriefly(database: Database, { name, shopper, status, before, limit }: ListFilter): Promise<ListedEvent[]> {
  const { more, values } = conditionsOf([['name = ?', name], [isOf, shopper]]);
  const text = `SELECT *, ${counts} AS counts FROM ecom_events.events e WHERE seq >= $1 AND seq < $2${more}${status ? ` AND ${became[status]}` : ''} ORDER BY seq DESC LIMIT $3`;
  const span = spanOf(await extentOf(database, 'events'), { before });
  const rows = await lookFor<EventRow & { counts: StateCount[] | null }>(database, text, values, { ...span, size: pageOf(limit) });
  return rows.map((row) => toListed(row, row.counts ?? []));
}
