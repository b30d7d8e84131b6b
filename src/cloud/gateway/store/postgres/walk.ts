import { readInPieces, type Look, type Span } from '../pieces.js';
import type { Database, Value } from './database.js';

/** Places, or events, that one statement looks at where many are. */
export const chunk = 10_000;

/** Where each table has the place in the order of arrival. */
const places = { events: 'seq', rejected: 'seq', deliveries: 'event' } as const;

/** All places of a table that there are. */
export async function extentOf(database: Database, table: keyof typeof places): Promise<Span> {
  const text = `SELECT min(${places[table]}) AS first, max(${places[table]}) AS last FROM ecom_events.${table}`;
  const [{ first, last }] = (await database.query<{ first: number | null; last: number | null }>(text)) as [{ first: number | null; last: number | null }];
  return first === null || last === null ? { first: 0, end: 0 } : { first, end: last + 1 };
}

/** Looks for rows by a statement that is given the ends of a piece as `$1` and `$2`, how many are wanted as `$3`, and then these values. */
export const lookFor = <Row>(database: Database, text: string, values: readonly Value[], look: Omit<Look, 'chunk'>): Promise<Row[]> =>
  readInPieces({ ...look, chunk }, ({ first, end }, size) => database.query<Row>(text, [first, end, size, ...values]));

/** Conditions that were given, each to be added to others; their values, of which `?` becomes the number, from `$<first>` on. */
export function conditionsOf(conditions: readonly (readonly [string, Value | undefined])[], first = 4): { more: string; values: Value[] } {
  const given = conditions.filter((condition): condition is readonly [string, Value] => condition[1] !== undefined);
  return { more: given.map(([text], index) => ` AND ${text.replace('?', `$${index + first}`)}`).join(''), values: given.map(([, value]) => value) };
}

/** The last event of the next part of a walk. */
const partEnd = `SELECT received, seq FROM ecom_events.events WHERE received < $1 AND (received, seq) > ($2, $3) ORDER BY received, seq OFFSET ${chunk - 1} LIMIT 1`;

/** The condition of a statement that sums up a part of a walk. */
export const inPart = '(received, seq) > ($1, $2) AND (received, seq) <= ($3, $4)';

/** Walks over the events of a span of time by a statement that sums up a part of them. */
export async function walk<Row>(database: Database, text: string, values: readonly Value[], from: number, to: number, take: (row: Row) => void): Promise<void> {
  for (let [received, seq] = [from, -1]; ; ) {
    const [end] = await database.query<{ received: number; seq: number }>(partEnd, [to, received, seq]);
    const rows = await database.query<Row>(text, [received, seq, ...(end ? [end.received, end.seq] : [to, -1]), ...values]);
    rows.forEach(take);
    if (!end) return;
    ({ received, seq } = end);
  }
}
