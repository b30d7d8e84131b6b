// The page's side of Cloud Mode: `ecom-events/outbox`.
export { outbox } from './outbox.js';
export type { Outbox, OutboxOptions, OutboxState } from './api.js';
export type { OutboxReceipt, OutboxReport } from './receipt.js';
