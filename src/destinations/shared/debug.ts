import { ecomQueue } from '../../events/buffer.js';

/** Says in the console, where the tracker does so too, what a destination does without; never a value. */
export function debug(destination: string, eventName: string, text: string): void {
  if (ecomQueue().options?.debug) console.info(`ecom-events: ${destination}: ${eventName}: ${text}`);
}
