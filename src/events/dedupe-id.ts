import type { EcomContext } from './commands.js';
import type { JsonObject } from './plain.js';

/**
 * The id by which a receiver knows that two reports are of the same fact. For orders it is made of the shop's own
 * ids, so that a browser and a server that never talk agree, and so does a thank-you page that is loaded twice;
 * for all else it is the event's UUID.
 */
export function dedupeId(eventName: string, { order_id, refund_id }: JsonObject, { event_id }: EcomContext): string {
  if (order_id && eventName === 'Order Completed') return `purchase:${String(order_id)}`;
  if (order_id && refund_id && eventName === 'Order Refunded') return `refund:${String(order_id)}:${String(refund_id)}`;
  return event_id;
}
