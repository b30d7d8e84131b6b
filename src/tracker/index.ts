export { installTracker } from './install.js';
export type { EcomInvalid, EcomReceipt } from './announce.js';
export { Tracker } from './tracker.js';
export type { Delivery, HistoryEntry, Receipt } from './receipt.js';
export type { Platform } from './platform.js';
export type { TrackerApi } from './tracker-api.js';
export type { TrackerOptions } from './tracker-options.js';
