// The page's side of Cloud Mode: `ecom-events/outbox`.
export { outbox, type Outbox, type OutboxOptions, type OutboxState } from './outbox.js';
export type { OutboxReceipt, OutboxReport } from './receipt.js';
