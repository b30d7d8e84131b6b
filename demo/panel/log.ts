import type { Receipt } from '../../src/index.js';

const key = 'finjan-events';
const clearedKey = 'finjan-events-cleared';

/** Events that are kept for the list. */
const kept = 80;

/** `on()` listeners, such as the panel's own, are no partners: they are not named as destinations. */
const isPartner = ({ destination }: { destination: string }): boolean => !destination.startsWith('on(');

/** The events of this visit, newest first: those of this page as they are now, those of earlier pages as they were left. */
export function readLog(): Receipt[] {
  const log = new Map(readKept().map((receipt) => [receipt.context.event_id, receipt]));
  for (const receipt of window.ecom!.receipts()) {
    log.set(receipt.context.event_id, { ...receipt, deliveries: receipt.deliveries.filter(isPartner) });
  }
  const cleared = sessionStorage.getItem(clearedKey) ?? '';
  const receipts = [...log.values()]
    .filter(({ context }) => context.timestamp > cleared)
    // Stable: events of one millisecond keep their order.
    .sort((one, other) => (one.context.timestamp < other.context.timestamp ? -1 : Number(one.context.timestamp > other.context.timestamp)))
    .slice(-kept);
  sessionStorage.setItem(key, JSON.stringify(receipts));
  return receipts.reverse();
}

const readKept = (): Receipt[] => JSON.parse(sessionStorage.getItem(key) ?? '[]') as Receipt[];

export const clearLog = (): void => sessionStorage.setItem(clearedKey, new Date().toISOString());

/** Whether something is still on its way to a partner. */
export const isOpen = ({ deliveries }: Receipt): boolean => deliveries.some(({ status }) => status === 'waiting' || status === 'running');
