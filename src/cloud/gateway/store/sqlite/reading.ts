import { readInPieces, spanOf, type Look, type Span } from '../pieces.js';
import { deliveryColumns, indexes, kept, ofSource, pageOf, states, toDelivery, toEvent, toRejected, type DeliveryRow, type EventRow } from '../rows.js';
import type { Attempt, Delivery, DeliveryFilter, EventFilter, EventSource, FunctionState, FunnelStep, NameCount, StoredEvent, StoredRejected, Walker, Way } from '../store.js';
import { pause, type Connection } from './connection.js';
import type { Value } from './driver.js';

/** Rows that are read at a time where many are. */
export const chunk = 5000;

/** Conditions that were given, each to be added to others; their values. */
export function conditionsOf(conditions: readonly (readonly [string, Value | undefined])[]): { more: string; values: Value[] } {
  const given = conditions.filter((condition): condition is readonly [string, Value] => condition[1] !== undefined);
  return { more: given.map(([text]) => ` AND ${text}`).join(''), values: given.map(([, value]) => value) };
}

/** Where each table has the place in the order of arrival. */
const places = { events: 'seq', rejected: 'seq', deliveries: 'event' } as const;

/** All places of a table that there are. The least and the largest, each asked for by itself, stand at the ends of an index. */
export function extentOf(connection: Connection, table: keyof typeof places): Span {
  const of = (which: 'min' | 'max'): string => `(SELECT ${which}(${places[table]}) FROM ${table})`;
  const { first, last } = connection.sql(`SELECT ${of('min')} AS first, ${of('max')} AS last`).get() as { first: number | null; last: number | null };
  return first === null || last === null ? { first: 0, end: 0 } : { first, end: last + 1 };
}

/** Looks for rows by a statement that is given the ends of a piece, these values, and how many are wanted. */
export const lookFor = <Row>(connection: Connection, text: string, values: readonly Value[], look: Omit<Look, 'chunk'>): Promise<Row[]> =>
  readInPieces({ ...look, chunk }, async ({ first, end }, size) => {
    const rows = connection.sql(text).all(first, end, ...values, size) as Row[];
    await pause();
    return rows;
  });

export const findEvent = (connection: Connection, merchant: string, eventId: string, source?: EventSource): StoredEvent | undefined => {
  const rows = connection.sql('SELECT * FROM events WHERE merchant = ? AND event_id = ?').all(merchant, eventId) as EventRow[];
  const row = ofSource(rows, source);
  return row && toEvent(row);
};

/** Whose an event is, by the id of a user, a browser or a session. */
export const isOf = '? IN (user, anonymous, session)';

function page(connection: Connection, table: 'events' | 'rejected', { name, shopper, before, after, limit }: EventFilter): Promise<EventRow[]> {
  const whose = table === 'events' ? isOf : isOf.replace(', session', '');
  const { more, values } = conditionsOf([['name = ?', name], [whose, shopper]]);
  const forward = after !== undefined;
  const text = `SELECT * FROM ${table} WHERE seq >= ? AND seq < ?${more} ORDER BY seq ${forward ? 'ASC' : 'DESC'} LIMIT ?`;
  return lookFor(connection, text, values, { ...spanOf(extentOf(connection, table), { before, after }), size: pageOf(limit), forward });
}

export const listEvents = async (connection: Connection, filter: EventFilter): Promise<StoredEvent[]> => (await page(connection, 'events', filter)).map(toEvent);

export const listRejected = async (connection: Connection, filter: EventFilter): Promise<StoredRejected[]> => (await page(connection, 'rejected', filter)).map(toRejected);

export async function listDeliveries(connection: Connection, filter: DeliveryFilter): Promise<Delivery[]> {
  const { function: name, state, before, limit } = filter;
  const index = state && indexes[state];
  if (index) return listIndexed(connection, index, filter);
  const { more, values } = conditionsOf([['d.function = ?', name], ['d.state = ?', state && states.indexOf(state)]]);
  const text = `SELECT ${deliveryColumns} FROM deliveries d JOIN events e ON e.seq = d.event
    WHERE d.event >= ? AND d.event < ?${more} ORDER BY d.event DESC, d.function LIMIT ?`;
  return (await lookFor<DeliveryRow>(connection, text, values, { ...spanOf(extentOf(connection, 'deliveries'), { before }), size: pageOf(limit) })).map(toDelivery);
}

/** Those of a state that has an index, which is for the state as text only. The newest are found in it alone, however many it holds. */
function listIndexed(connection: Connection, index: string, { function: name, state, before, limit }: DeliveryFilter): Delivery[] {
  const { more, values } = conditionsOf([['function = ?', name], ['event < ?', before]]);
  const newest = `SELECT event, function FROM deliveries INDEXED BY ${index} WHERE state = ${states.indexOf(state!)}${more} ORDER BY event DESC, function LIMIT ?`;
  const text = `SELECT ${deliveryColumns} FROM (${newest}) AS n CROSS JOIN deliveries d ON d.event = n.event AND d.function = n.function
    CROSS JOIN events e ON e.seq = d.event ORDER BY d.event DESC, d.function`;
  return (connection.sql(text).all(...values, pageOf(limit)) as DeliveryRow[]).map(toDelivery);
}

const ofEvent = `SELECT ${deliveryColumns} FROM events e JOIN deliveries d ON d.event = e.seq WHERE e.merchant = ? AND e.event_id = ? ORDER BY e.source DESC, d.function`;
const attemptsOf = 'SELECT number, at, outcome FROM attempts WHERE event = ? AND function = ? ORDER BY number';

/** The ways of what is known by this id to each function. */
export const findWay = (connection: Connection, merchant: string, eventId: string): Way[] =>
  (connection.sql(ofEvent).all(merchant, eventId) as DeliveryRow[]).map((row) => {
    const attempts = connection.sql(attemptsOf).all(row.event, row.function) as { number: number; at: number; outcome: string }[];
    return { delivery: toDelivery(row), attempts: attempts.map((attempt) => ({ ...attempt, outcome: JSON.parse(attempt.outcome) as Attempt['outcome'] })) };
  });

/** Counts of what is not final and of dead letters, each from the index that holds only these. */
const functionCounts = `
  SELECT function, 0 AS state, count(*) AS count, min(due) AS oldest FROM deliveries INDEXED BY deliveries_due WHERE state = 0 GROUP BY function
  UNION ALL SELECT function, 1, count(*), NULL FROM deliveries INDEXED BY deliveries_leased WHERE state = 1 GROUP BY function
  UNION ALL SELECT function, 3, count(*), NULL FROM deliveries INDEXED BY deliveries_dead WHERE state = 3 GROUP BY function`;

export function listFunctions(connection: Connection): FunctionState[] {
  const found = new Map<string, FunctionState>();
  const of = (name: string): FunctionState => {
    let state = found.get(name);
    if (!state) found.set(name, (state = { function: name, paused: false, counts: { pending: 0, leased: 0, dead: 0 } }));
    return state;
  };
  const rows = connection.sql(functionCounts).all() as { function: string; state: number; count: number; oldest: number | null }[];
  for (const { function: name, state, count, oldest } of rows) {
    const entry = of(name);
    entry.counts[states[state] as 'pending'] = count;
    if (oldest !== null) entry.oldestDue = oldest;
  }
  const paused = connection.sql('SELECT function, reason FROM paused').all() as { function: string; reason: string | null }[];
  for (const { function: name, reason } of paused) Object.assign(of(name), { paused: true, reason: reason ?? undefined });
  return [...found.values()].sort((one, other) => (one.function < other.function ? -1 : 1));
}

/** The first event in the order of arrival that came at `time` or later: as they come in order, by halving. */
export function firstSince(connection: Connection, time: number): number {
  let { first: low, end: high } = extentOf(connection, 'events');
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const row = connection.sql('SELECT received FROM events WHERE seq >= ? ORDER BY seq LIMIT 1').get(middle) as { received: number } | undefined;
    if (row && row.received < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Walks over the events of a span of time in pieces, between which other work goes on. */
export async function walk<Row>(connection: Connection, columns: string, from: number, to: number, take: (row: Row) => void): Promise<void> {
  const end = firstSince(connection, to);
  for (let seq = firstSince(connection, from); seq < end; seq += chunk) {
    const rows = connection.sql(`SELECT ${columns} FROM events WHERE seq >= ? AND seq < ?`).all(seq, Math.min(seq + chunk, end)) as Row[];
    rows.forEach(take);
    await pause();
  }
}

export async function countNames(connection: Connection, from: number, to: number): Promise<NameCount[]> {
  const found = new Map<string, NameCount & { seen: Set<string> }>();
  await walk<Pick<EventRow, 'name' | 'source' | 'session' | 'kept'>>(connection, 'name, source, session, kept', from, to, (row) => {
    let entry = found.get(row.name);
    if (!entry) found.set(row.name, (entry = { name: row.name, events: 0, sessions: 0, browser: 0, server: 0, withheld: 0, seen: new Set() }));
    entry.events++;
    entry[row.source]++;
    if (row.kept === kept.withheld) entry.withheld++;
    if (row.session) entry.seen.add(row.session);
  });
  return [...found.values()].map(({ seen, ...entry }) => ({ ...entry, sessions: seen.size }));
}

/** Who walks is at a step when they did it and all before it; in which order is not asked, since clocks and queues differ. */
export async function walkFunnel(connection: Connection, names: readonly string[], from: number, to: number, by: Walker = 'session'): Promise<FunnelStep[]> {
  const done = new Map<string, number>();
  const who = by === 'session' ? 'session' : 'coalesce(user, anonymous)';
  await walk<{ name: string; who: string | null }>(connection, `name, ${who} AS who`, from, to, (row) => {
    const step = names.indexOf(row.name);
    if (step >= 0 && row.who) done.set(row.who, (done.get(row.who) ?? 0) | (1 << step));
  });
  return names.map((name, step) => {
    const all = (1 << (step + 1)) - 1;
    return { name, sessions: [...done.values()].filter((steps) => (steps & all) === all).length };
  });
}
