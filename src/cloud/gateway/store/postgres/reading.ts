import { deliveryColumns, kept, ofSource, pageOf, states, toDelivery, toEvent, toRejected, type DeliveryRow, type EventRow } from '../rows.js';
import type { Attempt, Delivery, DeliveryFilter, EventFilter, EventSource, FunctionState, FunnelStep, NameCount, StoredEvent, StoredRejected, Walker, Way } from '../store.js';
import type { Database, Value } from './database.js';
import { locks } from './schema.js';

/** Conditions that were given, joined; their values, of which `?` becomes the number. */
export function whereOf(conditions: readonly (readonly [string, Value | undefined])[]): { where: string; values: Value[] } {
  const given = conditions.filter((condition): condition is readonly [string, Value] => condition[1] !== undefined);
  const texts = given.map(([text], index) => text.replace('?', `$${index + 1}`));
  return { where: texts.length ? `WHERE ${texts.join(' AND ')}` : '', values: given.map(([, value]) => value) };
}

export async function findEvent(database: Database, merchant: string, eventId: string, source?: EventSource): Promise<StoredEvent | undefined> {
  const rows = await database.query<EventRow>('SELECT * FROM ecom_events.events WHERE merchant = $1 AND event_id = $2', [merchant, eventId]);
  const row = ofSource(rows, source);
  return row && toEvent(row);
}

/**
 * The last place in the order of arrival before which nothing can appear any more: waits for what is just being stored, which has
 * its numbers already. Both statements are one transaction, which lets go of the lock at once.
 */
const settled = `SELECT pg_advisory_xact_lock(${locks.space}, ${locks.append}); SELECT last_value AS last FROM ecom_events.arrival`;

/** Whose an event is, by the id of a user, a browser or a session. */
export const isOf = '? IN ("user", anonymous, session)';

async function page(database: Database, table: 'events' | 'rejected', { name, shopper, before, after, limit }: EventFilter): Promise<EventRow[]> {
  const whose = table === 'events' ? isOf : isOf.replace(', session', '');
  const last = after === undefined ? undefined : (await database.script<{ last: number }>(settled))[0]!.last;
  const { where, values } = whereOf([['name = ?', name], [whose, shopper], ['seq < ?', before], ['seq > ?', after], ['seq <= ?', last]]);
  const order = after === undefined ? 'DESC' : 'ASC';
  return database.query(`SELECT * FROM ecom_events.${table} ${where} ORDER BY seq ${order} LIMIT ${pageOf(limit)}`, values);
}

export const listEvents = async (database: Database, filter: EventFilter): Promise<StoredEvent[]> => (await page(database, 'events', filter)).map(toEvent);

export const listRejected = async (database: Database, filter: EventFilter): Promise<StoredRejected[]> => (await page(database, 'rejected', filter)).map(toRejected);

export async function listDeliveries(database: Database, { function: name, state, before, limit }: DeliveryFilter): Promise<Delivery[]> {
  const { where, values } = whereOf([['d.function = ?', name], ['d.event < ?', before]]);
  // As text, since the index of dead letters is for that condition only.
  const inState = state ? `${where ? `${where} AND` : 'WHERE'} d.state = ${states.indexOf(state)}` : where;
  const text = `SELECT ${deliveryColumns} FROM ecom_events.deliveries d JOIN ecom_events.events e ON e.seq = d.event
    ${inState} ORDER BY d.event DESC, d.function LIMIT ${pageOf(limit)}`;
  return (await database.query<DeliveryRow>(text, values)).map(toDelivery);
}

const ofEvent = `SELECT ${deliveryColumns}, (SELECT json_agg(json_build_object('number', number, 'at', at, 'outcome', outcome) ORDER BY number)
    FROM ecom_events.attempts a WHERE a.event = d.event AND a.function = d.function) AS made
  FROM ecom_events.events e JOIN ecom_events.deliveries d ON d.event = e.seq WHERE e.merchant = $1 AND e.event_id = $2 ORDER BY e.source DESC, d.function`;

/** The ways of what is known by this id to each function. */
export async function findWay(database: Database, merchant: string, eventId: string): Promise<Way[]> {
  const rows = await database.query<DeliveryRow & { made: { number: number; at: number; outcome: string }[] | null }>(ofEvent, [merchant, eventId]);
  return rows.map((row) => ({
    delivery: toDelivery(row),
    attempts: (row.made ?? []).map((attempt) => ({ ...attempt, outcome: JSON.parse(attempt.outcome) as Attempt['outcome'] })),
  }));
}

/** Counts of what is not final and of dead letters, each from the index that holds only these. */
const functionCounts = `
  SELECT function, 0 AS state, count(*) AS count, min(due) AS oldest FROM ecom_events.deliveries WHERE state = 0 GROUP BY function
  UNION ALL SELECT function, 1, count(*), NULL FROM ecom_events.deliveries WHERE state = 1 GROUP BY function
  UNION ALL SELECT function, 3, count(*), NULL FROM ecom_events.deliveries WHERE state = 3 GROUP BY function`;

export async function listFunctions(database: Database): Promise<FunctionState[]> {
  const found = new Map<string, FunctionState>();
  const of = (name: string): FunctionState => {
    let state = found.get(name);
    if (!state) found.set(name, (state = { function: name, paused: false, counts: { pending: 0, leased: 0, dead: 0 } }));
    return state;
  };
  const rows = await database.query<{ function: string; state: number; count: number; oldest: number | null }>(functionCounts);
  for (const { function: name, state, count, oldest } of rows) {
    const entry = of(name);
    entry.counts[states[state] as 'pending'] = count;
    if (oldest !== null) entry.oldestDue = oldest;
  }
  const paused = await database.query<{ function: string; reason: string | null }>('SELECT function, reason FROM ecom_events.paused');
  for (const { function: name, reason } of paused) Object.assign(of(name), { paused: true, reason: reason ?? undefined });
  return [...found.values()].sort((one, other) => (one.function < other.function ? -1 : 1));
}

const namesIn = `SELECT name, count(*) AS events, count(DISTINCT session) AS sessions, count(*) FILTER (WHERE source = 'browser') AS browser,
    count(*) FILTER (WHERE source = 'server') AS server, count(*) FILTER (WHERE kept = ${kept.withheld}) AS withheld
  FROM ecom_events.events WHERE received >= $1 AND received < $2 GROUP BY name`;

export const countNames = (database: Database, from: number, to: number): Promise<NameCount[]> => database.query<NameCount>(namesIn, [from, to]);

/** Who walks, as a column. */
const walkers: Record<Walker, string> = { session: 'session', shopper: 'coalesce("user", anonymous)' };

const stepsIn = (who: string): string => `SELECT done, count(*) AS sessions FROM (
    SELECT bit_or(1 << (array_position($3::text[], name) - 1)) AS done FROM ecom_events.events
    WHERE received >= $1 AND received < $2 AND name = ANY($3) AND ${who} IS NOT NULL GROUP BY ${who}
  ) AS walks GROUP BY done`;

/** Who walks is at a step when they did it and all before it; in which order is not asked, since clocks and queues differ. */
export async function walkFunnel(database: Database, names: readonly string[], from: number, to: number, by: Walker = 'session'): Promise<FunnelStep[]> {
  const walks = await database.query<{ done: number; sessions: number }>(stepsIn(walkers[by]), [from, to, names]);
  return names.map((name, step) => {
    const all = (1 << (step + 1)) - 1;
    return { name, sessions: walks.reduce((sum, { done, sessions }) => sum + ((done & all) === all ? sessions : 0), 0) };
  });
}
