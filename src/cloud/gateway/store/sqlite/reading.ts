import { deliveryColumns, kept, ofSource, pageOf, states, toDelivery, toEvent, toRejected, type DeliveryRow, type EventRow } from '../rows.js';
import type { Attempt, Delivery, DeliveryFilter, EventFilter, EventSource, FunctionState, FunnelStep, NameCount, StoredEvent, StoredRejected, Walker, Way } from '../store.js';
import { pause, type Connection } from './connection.js';
import type { Value } from './driver.js';

/** Rows that are read at a time where many are. */
export const chunk = 5000;

/** Conditions that were given, joined; their values. */
function whereOf(conditions: readonly (readonly [string, Value | undefined])[]): { where: string; values: Value[] } {
  const given = conditions.filter((condition): condition is readonly [string, Value] => condition[1] !== undefined);
  return { where: given.length ? `WHERE ${given.map(([text]) => text).join(' AND ')}` : '', values: given.map(([, value]) => value) };
}

export const findEvent = (connection: Connection, merchant: string, eventId: string, source?: EventSource): StoredEvent | undefined => {
  const rows = connection.sql('SELECT * FROM events WHERE merchant = ? AND event_id = ?').all(merchant, eventId) as EventRow[];
  const row = ofSource(rows, source);
  return row && toEvent(row);
};

/** Whose an event is, by the id of a user, a browser or a session. */
export const isOf = '? IN (user, anonymous, session)';

function page(connection: Connection, table: 'events' | 'rejected', { name, shopper, before, after, limit }: EventFilter): EventRow[] {
  const whose = table === 'events' ? isOf : isOf.replace(', session', '');
  const { where, values } = whereOf([['name = ?', name], [whose, shopper], ['seq < ?', before], ['seq > ?', after]]);
  const order = after === undefined ? 'DESC' : 'ASC';
  return connection.sql(`SELECT * FROM ${table} ${where} ORDER BY seq ${order} LIMIT ?`).all(...values, pageOf(limit)) as EventRow[];
}

export const listEvents = (connection: Connection, filter: EventFilter): StoredEvent[] => page(connection, 'events', filter).map(toEvent);

export const listRejected = (connection: Connection, filter: EventFilter): StoredRejected[] => page(connection, 'rejected', filter).map(toRejected);

export function listDeliveries(connection: Connection, { function: name, state, before, limit }: DeliveryFilter): Delivery[] {
  const { where, values } = whereOf([['d.function = ?', name], ['d.event < ?', before]]);
  // As text, since the index of dead letters is for that condition only.
  const inState = state ? `${where ? `${where} AND` : 'WHERE'} d.state = ${states.indexOf(state)}` : where;
  const text = `SELECT ${deliveryColumns} FROM deliveries d JOIN events e ON e.seq = d.event ${inState} ORDER BY d.event DESC, d.function LIMIT ?`;
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
  const { least, most } = connection.sql('SELECT min(seq) AS least, max(seq) AS most FROM events').get() as { least: number | null; most: number | null };
  if (least === null || most === null) return 0;
  let low = least;
  let high = most + 1;
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
