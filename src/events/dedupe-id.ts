import type { EcomContext } from './commands.js';
import type { JsonObject } from './plain.js';

/**
 * The id by which a receiver knows that two reports are of the same fact. For orders it is made of the shop's own
 * ids, so that a browser and a server that never talk agree, and so does a thank-you page that is loaded twice;
 * for all else it is the event's UUID.
 */
export function dedupeId(eventName: string, { order_id, refund_id }: JsonObject, { event_id }: EcomContext): string {
  if (eventName === 'Order Completed' && isId(order_id)) return `purchase:${order_id}`;
  if (eventName === 'Order Refunded' && isId(order_id) && isId(refund_id)) return `refund:${order_id}:${refund_id}`;
  return event_id;
}

const isId = (value: unknown): value is string | number => !!value && (typeof value === 'string' || typeof value === 'number');
