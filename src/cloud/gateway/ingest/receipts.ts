import { describeValue, type Finding } from '../../../events/finding.js';
import type { Json } from '../../../events/plain.js';
import type { PageReceipt } from '../store/store.js';

/** More than a page gathers. */
const most = 200;

const goodId = /^[^\p{Cc}\p{Cs}]{1,128}$/u;
const goodName = /^[^\p{Cc}\p{Cs}]{1,64}$/u;
/** A word of ours or the name of an error: no text, which could hold anything. */
const goodReason = /^\w{1,40}$/;
const statuses: readonly unknown[] = ['delivered', 'failed', 'dropped'];

/** How many receipts are in it: each costs as much as an event. */
export const countReceipts = (receipts: unknown): number => (Array.isArray(receipts) ? Math.max(receipts.length, 1) : 1);

/** Reads `[event_id, destination, status, reason?]` of each receipt; what is wrong with the first that is none. */
export function readReceipts(receipts: unknown): { receipts: PageReceipt[] } | { finding: Finding } {
  if (!Array.isArray(receipts) || receipts.length > most) return { finding: say('receipts', `a list of ${most} receipts at most`, receipts) };
  const read: PageReceipt[] = [];
  for (const [index, receipt] of receipts.entries()) {
    const [eventId, destination, status, reason] = (Array.isArray(receipt) ? receipt : []) as unknown[];
    const field = `receipts[${index}]`;
    if (typeof eventId !== 'string' || !goodId.test(eventId)) return { finding: say(`${field}[0]`, 'the id of an event', eventId) };
    if (typeof destination !== 'string' || !goodName.test(destination)) return { finding: say(`${field}[1]`, 'the name of a destination', destination) };
    if (!statuses.includes(status)) return { finding: say(`${field}[2]`, 'delivered, failed or dropped', status) };
    read.push({
      eventId,
      destination,
      status: status as PageReceipt['status'],
      reason: typeof reason === 'string' && goodReason.test(reason) ? reason : undefined,
    });
  }
  return { receipts: read };
}

const say = (field: string, expected: string, value: unknown): Finding => ({
  kind: 'rejected',
  event: 'receipts',
  field,
  expected,
  received: describeValue(value as Json),
});
