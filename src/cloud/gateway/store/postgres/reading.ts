import { spanOf } from '../pieces.js';
import { deliveryColumns, indexes, kept, ofSource, pageOf, states, toDelivery, toEvent, toRejected, type DeliveryRow, type EventRow } from '../rows.js';
import type { Attempt, Delivery, DeliveryFilter, EventFilter, EventSource, FunctionState, FunnelStep, NameCount, StoredEvent, StoredRejected, Walker, Way } from '../store.js';
import type { Database } from './database.js';
import { locks } from './schema.js';
import { conditionsOf, extentOf, inPart, lookFor, walk } from './walk.js';

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
  const forward = after !== undefined;
  const last = forward ? (await database.script<{ last: number }>(settled))[0]!.last : Infinity;
  const { more, values } = conditionsOf([['name = ?', name], [whose, shopper]]);
  const text = `SELECT * FROM ecom_events.${table} WHERE seq >= $1 AND seq < $2${more} ORDER BY seq ${forward ? 'ASC' : 'DESC'} LIMIT $3`;
  const span = spanOf(await extentOf(database, table), { before: Math.min(before ?? Infinity, last + 1), after });
  return lookFor(database, text, values, { ...span, size: pageOf(limit), forward });
}

export const listEvents = async (database: Database, filter: EventFilter): Promise<StoredEvent[]> => (await page(database, 'events', filter)).map(toEvent);

export const listRejected = async (database: Database, filter: EventFilter): Promise<StoredRejected[]> => (await page(database, 'rejected', filter)).map(toRejected);

const deliveriesWhere = `SELECT ${deliveryColumns} FROM ecom_events.deliveries d JOIN ecom_events.events e ON e.seq = d.event WHERE`;
const newestFirst = 'ORDER BY d.event DESC, d.function LIMIT';

export async function listDeliveries(database: Database, filter: DeliveryFilter): Promise<Delivery[]> {
  const { function: name, state, before, limit } = filter;
  if (state && indexes[state]) return listIndexed(database, filter);
  const { more, values } = conditionsOf([['d.function = ?', name], ['d.state = ?', state && states.indexOf(state)]]);
  const text = `${deliveriesWhere} d.event >= $1 AND d.event < $2${more} ${newestFirst} $3`;
  const span = spanOf(await extentOf(database, 'deliveries'), { before });
  return (await lookFor<DeliveryRow>(database, text, values, { ...span, size: pageOf(limit) })).map(toDelivery);
}

/** Those of a state that has an index, which is for the state as text only. */
async function listIndexed(database: Database, { function: name, state, before, limit }: DeliveryFilter): Promise<Delivery[]> {
  const { more, values } = conditionsOf([['d.function = ?', name], ['d.event < ?', before]], 2);
  const text = `${deliveriesWhere} d.state = ${states.indexOf(state!)}${more} ${newestFirst} $1`;
  return (await database.query<DeliveryRow>(text, [pageOf(limit), ...values])).map(toDelivery);
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

const namesIn = `SELECT name, count(*) AS events, array_agg(DISTINCT session) FILTER (WHERE session IS NOT NULL) AS seen,
    count(*) FILTER (WHERE source = 'browser') AS browser, count(*) FILTER (WHERE source = 'server') AS server,
    count(*) FILTER (WHERE kept = ${kept.withheld}) AS withheld
  FROM ecom_events.events WHERE ${inPart} GROUP BY name`;

export async function countNames(database: Database, from: number, to: number): Promise<NameCount[]> {
  const found = new Map<string, Omit<NameCount, 'sessions'> & { sessions: Set<string> }>();
  await walk<Omit<NameCount, 'sessions'> & { seen: string[] | null }>(database, namesIn, [], from, to, ({ seen, ...part }) => {
    const sums = found.get(part.name);
    if (!sums) return void found.set(part.name, { ...part, sessions: new Set(seen) });
    for (const of of ['events', 'browser', 'server', 'withheld'] as const) sums[of] += part[of];
    for (const session of seen ?? []) sums.sessions.add(session);
  });
  return [...found.values()].map(({ sessions, ...sums }) => ({ ...sums, sessions: sessions.size }));
}

/** Who walks, as a column. */
const walkers: Record<Walker, string> = { session: 'session', shopper: 'coalesce("user", anonymous)' };

const stepsIn = (who: string): string => `SELECT ${who} AS who, bit_or(1 << (array_position($5::text[], name) - 1)) AS done
  FROM ecom_events.events WHERE ${inPart} AND name = ANY($5) AND ${who} IS NOT NULL GROUP BY ${who}`;

/** Who walks is at a step when they did it and all before it; in which order is not asked, since clocks and queues differ. */
export async function walkFunnel(database: Database, names: readonly string[], from: number, to: number, by: Walker = 'session'): Promise<FunnelStep[]> {
  const walks = new Map<string, number>();
  await walk<{ who: string; done: number }>(database, stepsIn(walkers[by]), [names], from, to, ({ who, done }) => walks.set(who, (walks.get(who) ?? 0) | done));
  return names.map((name, step) => {
    const all = (1 << (step + 1)) - 1;
    return { name, sessions: [...walks.values()].filter((done) => (done & all) === all).length };
  });
}
