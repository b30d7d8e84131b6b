import type { EcomContext } from '../events/commands.js';
import { isObject, type JsonObject } from '../events/plain.js';
import { stored } from '../events/storage.js';

/** An order as it was reported. */
export type Order = [payload: JsonObject, context: EcomContext];

/** After so many milliseconds nobody takes an order any more: a week is what vendors accept. */
const maxAge = 7 * 24 * 60 * 60_000;

const nameOf = (destination: string): string => `orders.${destination}`;

/** The orders that earlier pages owe a destination. Whatever else may stand there is nothing. */
export function readOrders(destination: string): Order[] {
  try {
    const orders = JSON.parse(stored(nameOf(destination)) || '[]') as Order[];
    return orders.filter(([payload, { event_id, timestamp }]) => isObject(payload) && event_id && Date.now() - Date.parse(timestamp) < maxAge);
  } catch {
    return [];
  }
}

/** Keeps the orders that are owed to a destination for the next page, and no others. */
export function keepOrders(destination: string, orders: Order[]): void {
  stored(nameOf(destination), orders.length ? JSON.stringify(orders) : '');
}
