import { findingText, type Finding } from '../../../events/finding.js';
import type { Clock } from '../clock.js';
import type { Appended, Entry, Store } from '../store/store.js';
import { admit, type AdmitRules } from './admit.js';
import type { Incoming, Sender } from './incoming.js';
import { readReceipts } from './receipts.js';

/** What became of one event, for its sender. */
export interface IngestResult {
  event_id: string;
  /** `duplicate`: it was there already, which is as good as accepted. */
  status: Appended;
  /** What was repaired, missing, removed or wrong. */
  findings?: (Finding & { message: string })[];
  /** It was counted and forgotten: its shopper agreed to nothing that may have it. */
  withheld?: 'consent';
}

/** Told of each event that was stored. */
export type Ingested = (entry: Entry, status: Appended) => void;

/** Takes events in: judges each and stores all of them at once. */
export class Ingest {
  constructor(
    private readonly store: Pick<Store, 'append' | 'receive'>,
    private readonly rules: AdmitRules,
    private readonly clock: Clock,
    private readonly ingested: Ingested,
  ) {}

  /**
   * What became of each.
   *
   * @param bytes of the request that holds them
   * @throws when the store does not take them; then none is in it
   */
  async take(incoming: readonly Incoming[], sender: Sender, bytes: number): Promise<IngestResult[]> {
    const now = this.clock.now();
    const entries = incoming.map((event, index) => (isReport(event) ? undefined : admit(event, sender, this.rules, { index, now, bytes })));
    const events = entries.filter((entry) => entry !== undefined);
    const stored = events.length ? await this.store.append(events) : [];
    let next = 0;
    const results = entries.map((entry, index): IngestResult | undefined => {
      if (!entry) return undefined;
      const status = stored[next++]!;
      this.ingested(entry, status);
      return answer(entry, status, incoming[index]!.eventId);
    });
    // Those it speaks of may have come with it.
    return Promise.all(results.map(async (result, index) => result ?? this.#takeReport(incoming[index]!, now)));
  }

  /** Keeps what a page says of its destinations. */
  async #takeReport({ eventId, receipts }: Incoming, now: number): Promise<IngestResult> {
    const id = typeof eventId === 'string' ? eventId : '';
    const read = readReceipts(receipts);
    if ('finding' in read) return { event_id: id, status: 'rejected', findings: [{ ...read.finding, message: findingText(read.finding) }] };
    await this.store.receive(this.rules.merchant, read.receipts, now);
    return { event_id: id, status: 'accepted' };
  }
}

/** Whether it is no event, but says what became of some. */
const isReport = ({ receipts }: Incoming): boolean => receipts !== undefined;

/** The answer names the event as its sender did, also when that was no id. */
function answer({ event, rejected }: Entry, status: Appended, sentId: unknown): IngestResult {
  const { eventId, findings } = event ?? rejected;
  return {
    event_id: typeof sentId === 'string' ? sentId : eventId,
    status,
    ...(findings && { findings: findings.map((finding) => ({ ...finding, message: findingText(finding) })) }),
    ...(event?.withheld && { withheld: event.withheld }),
  };
}
