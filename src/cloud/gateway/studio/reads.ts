import { findByName } from '../names.js';
import { pseudonym } from '../ingest/personal.js';
import { findWays } from '../store/delivery-id.js';
import type { EventSource, ListedEvent, ListFilter, Store, StoredEvent, StoredRejected, Way } from '../store/store.js';
import type { EventWay, RejectedGroup, RejectedGroups, RejectedWay, Revealed, Row, Rows, RowsRequest, RowStatus } from './answers.js';

/** Rows that are asked for when nobody says how many, and the most. */
const pageSize = 50;
const maxPage = 200;

/** Rejected events that are looked at to group them, and how many at a time. */
const maxRejected = 5000;
const rejectedPage = 500;

/** What the Studio reads. */
export class StudioReads {
  constructor(
    private readonly store: Store,
    private readonly merchant: string,
  ) {}

  /** Events and rejected ones, the newest first. */
  async rows({ name, who, status, before, rejectedBefore, limit = pageSize }: RowsRequest): Promise<Rows> {
    const size = Math.max(1, Math.min(limit, maxPage));
    const known = who === undefined ? [] : await this.#rowsOf(who);
    if (known.length) return { rows: known.filter((row) => !status || row.status === status) };
    const shopper = who === undefined ? undefined : pseudonym(who);
    const cloudName = name === undefined ? undefined : findByName(name).cloudName || name;
    const filter = { name: cloudName, shopper, limit: size };
    const [events, rejected] = await Promise.all([
      status === 'rejected' ? [] : this.store.list({ ...filter, status: status as ListFilter['status'], before }),
      status && status !== 'rejected' ? [] : this.store.rejected({ ...filter, before: rejectedBefore }),
    ]);
    const all = merge(events.map(eventRow), rejected.map(rejectedRow)).slice(0, size);
    if (all.length < size) return { rows: all };
    const least = (ofKind: (row: Row) => boolean, fallback = Number.MAX_SAFE_INTEGER): number => Math.min(fallback, ...all.filter(ofKind).map(({ seq }) => seq));
    return { rows: all, next: { before: least((row) => !isRejected(row), before), rejectedBefore: least(isRejected, rejectedBefore) } };
  }

  /** An event's whole way. */
  async event(eventId: string, from?: EventSource): Promise<EventWay | undefined> {
    const event = await this.store.event(this.merchant, eventId, from);
    if (!event) return undefined;
    const other = event.source === 'server' ? 'browser' : 'server';
    const [ways, receipts, also] = await Promise.all([findWays(this.store, event), this.store.receipts(this.merchant, eventId), this.store.event(this.merchant, eventId, other)]);
    const { seq, name, type, source, key, receivedAt, occurredAt, findings } = event;
    return { event: { seq, eventId, name, type, source, key, receivedAt, occurredAt, findings, status: statusOf(event, countStates(ways)) }, ways, alsoFrom: also?.source, receipts };
  }

  async reveal(eventId: string, source?: EventSource): Promise<Revealed | undefined> {
    const event = await this.store.event(this.merchant, eventId, source);
    return event && { payload: event.payload, context: event.context, userId: event.userId, anonymousId: event.anonymousId, sessionId: event.sessionId };
  }

  async rejected(seq: number): Promise<RejectedWay | undefined> {
    const found = await this.#rejected(seq);
    if (!found) return undefined;
    const { eventId, name, type, source, key, receivedAt, findings } = found;
    return { rejected: { seq, eventId, name, type, source, key, receivedAt, findings } };
  }

  async revealRejected(seq: number): Promise<Revealed | undefined> {
    const found = await this.#rejected(seq);
    return found && { payload: found.payload, userId: found.userId, anonymousId: found.anonymousId };
  }

  /** The newest rejected events by the rule they broke, the most frequent first. */
  async rejectedGroups(): Promise<RejectedGroups> {
    const groups = new Map<string, RejectedGroup>();
    let before: number | undefined;
    let looked = 0;
    for (let more = true; more; ) {
      const page = await this.store.rejected({ before, limit: rejectedPage });
      for (const event of page) {
        const { event: name, field, expected, received } = event.findings.find(({ kind }) => kind === 'rejected') ?? event.findings[0] ?? { event: event.name, field: '', expected: '' };
        const key = JSON.stringify([name, field, expected]);
        const group = groups.get(key);
        const { seq, receivedAt, source } = event;
        if (group) group.count++;
        else groups.set(key, { event: name, field, expected, received, count: 1, latest: { seq, receivedAt, source } });
      }
      looked += page.length;
      before = page.at(-1)?.seq;
      more = page.length === rejectedPage;
      if (more && looked >= maxRejected) return { groups: sorted(groups), looked, more };
    }
    return { groups: sorted(groups), looked, more: false };
  }

  /** What a page and a server said under one id. */
  async #rowsOf(eventId: string): Promise<Row[]> {
    const sources = ['server', 'browser'] as const;
    const events = (await Promise.all(sources.map((source) => this.store.event(this.merchant, eventId, source)))).filter((event) => event !== undefined);
    return Promise.all(events.map(async (event) => eventRow({ ...event, findings: event.findings?.length ?? 0, deliveries: countStates(await findWays(this.store, event)) })));
  }

  async #rejected(seq: number): Promise<StoredRejected | undefined> {
    const [found] = await this.store.rejected({ before: seq + 1, limit: 1 });
    return found?.seq === seq ? found : undefined;
  }
}

const isRejected = ({ status }: Row): boolean => status === 'rejected';

/** Two lists as one by time, each in its own order, by which the next page is asked for. */
function merge(one: Row[], other: Row[]): Row[] {
  const merged: Row[] = [];
  while (one.length && other.length) merged.push((one[0]!.receivedAt >= other[0]!.receivedAt ? one : other).shift()!);
  return [...merged, ...one, ...other];
}

const sorted = (groups: ReadonlyMap<string, RejectedGroup>): RejectedGroup[] => [...groups.values()].sort((one, other) => other.count - one.count);

function countStates(ways: readonly Way[]): ListedEvent['deliveries'] {
  const counts = { pending: 0, leased: 0, succeeded: 0, dead: 0 };
  for (const { delivery } of ways) counts[delivery.state]++;
  return counts;
}

function statusOf({ erased, withheld }: Pick<StoredEvent, 'erased' | 'withheld'>, { pending, leased, succeeded, dead }: ListedEvent['deliveries']): RowStatus {
  if (erased) return 'erased';
  if (withheld) return 'withheld';
  return dead ? 'dead' : pending + leased ? 'waiting' : succeeded ? 'succeeded' : 'nobody';
}

function eventRow(event: ListedEvent): Row {
  const { seq, eventId, name, type, source, receivedAt, findings, deliveries: counts } = event;
  const deliveries = counts.pending + counts.leased + counts.succeeded + counts.dead;
  return { seq, eventId, name, type, source, receivedAt, findings, status: statusOf(event, counts), delivered: counts.succeeded, deliveries };
}

const rejectedRow = ({ seq, eventId, name, type, source, receivedAt, findings }: StoredRejected): Row => ({
  seq, eventId, name, type, source, receivedAt, findings: findings.length, status: 'rejected',
});
