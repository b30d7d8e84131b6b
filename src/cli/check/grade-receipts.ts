import { canonicalName } from '../../events/canonical-name.js';
import { isKind, type Entry, type ReceiptEntry } from './entries.js';
import { isEvent } from './expectation.js';
import { fieldTexts, type Fault } from './fault.js';
import type { Walk } from './journey.js';
import type { CheckOptions } from './options.js';

/** Without these an event cannot be weighed: what it cost, and of what it tells. */
const weighty = /(^|\.)(price|currency|value|total|revenue|products|product_id|order_id)$/;

/** What the receipts say: rejected, incomplete, late at a destination, failed there. */
export function gradeReceipts(walk: Walk, { late }: CheckOptions): Fault[] {
  const { entries } = walk.recording;
  const places = new Map(entries.flatMap((entry): [string, Entry][] => (isEvent(entry) ? [[entry.context.event_id, entry]] : entry.kind === 'rejected' ? [[entry.id, entry]] : [])));
  const pageOf = (id: string): string => new URL(places.get(id)?.url ?? 'about:/').pathname;
  // The last word on each event.
  const receipts = new Map(entries.filter(isKind('receipts')).flatMap((entry) => entry.receipts.map((receipt): [string, ReceiptEntry] => [receipt.id, receipt])));

  const rejected = entries.filter(isKind('rejected')).map(({ name, id, findings }): Fault => {
    const decisive = findings.filter(({ kind }) => kind === 'rejected');
    const shown = decisive.length ? decisive : findings;
    return {
      kind: 'invalid',
      severity: 'error',
      event: canonicalName(name),
      message: `${name} was rejected: ${fieldTexts(shown)}`,
      advice: 'Correct the field: what breaks its schema reaches nobody.',
      pages: [pageOf(id)],
      findings,
    };
  });

  const incomplete = [...receipts.values()].flatMap(({ id, name, findings }): Fault[] => {
    const lacking = findings.filter(({ kind }) => kind === 'missing' || kind === 'removed');
    if (!lacking.length || findings.some(({ kind }) => kind === 'rejected')) return [];
    const isWeighty = lacking.some(({ field }) => weighty.test(field));
    return [
      {
        kind: 'incomplete',
        severity: isWeighty ? 'error' : 'warning',
        event: name,
        message: `${name} lacks ${[...new Set(lacking.map(({ field, kind }) => `${field.replace(/\[\d+\]/, '[]')}${kind === 'removed' ? ' (removed, it was wrong)' : ''}`))].join(', ')}`,
        advice: 'Give the element, or the call, these fields: without them destinations get no amounts, or do not know the product.',
        pages: [pageOf(id)],
        findings: lacking,
      },
    ];
  });

  const deliveries = [...receipts.values()].flatMap(({ id, name, deliveries }) => deliveries.map((delivery) => ({ ...delivery, id, name })));
  const failed = deliveries.filter(({ status }) => status === 'failed');
  const reasons = new Set(failed.map(({ destination, error }) => `${destination} ${error}`));
  const failures = [...reasons].map((reason): Fault => {
    const group = failed.filter(({ destination, error }) => `${destination} ${error}` === reason);
    const { destination, error } = group[0]!;
    return {
      kind: 'failed',
      severity: 'error',
      message: `"${destination}" failed with ${error ?? 'an error'} on ${[...new Set(group.map(({ name }) => name))].join(', ')}`,
      advice: 'The console of the page has the error; the other destinations got their events.',
      pages: group.map(({ id }) => pageOf(id)),
      destination,
    };
  });

  /** What waits for the shopper's consent is not late. */
  const isWaiting = (index: number): boolean => {
    const { consent = {} } = walk.stretches.find(({ from, to }) => index >= from && index < to) ?? {};
    return Object.values(consent).some((state) => state !== 'granted');
  };
  const lateOnes = deliveries.flatMap(({ id, name, destination, status, at }): Fault[] => {
    const event = places.get(id);
    if (status !== 'delivered' || !at || !event || !isEvent(event) || isWaiting(entries.indexOf(event))) return [];
    const ms = at - Date.parse(event.context.timestamp);
    if (!(ms > late)) return [];
    return [
      {
        kind: 'late',
        severity: 'warning',
        event: name,
        message: `"${destination}" got ${name} after more than ${late / 1000} s`,
        advice: 'Register destinations early, by the head stub: those that come late miss shoppers who leave.',
        pages: [pageOf(id)],
        destination,
        ms,
      },
    ];
  });
  return [...rejected, ...incomplete, ...failures, ...lateOnes];
}
