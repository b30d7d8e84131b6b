export { installTracker } from './install.js';
export { Tracker, type EcomInvalid } from './tracker.js';
export type { Delivery, HistoryEntry, Receipt } from './receipt.js';
export type { Platform } from './platform.js';
export type { TrackerApi } from './tracker-api.js';
export type { TrackerOptions } from './tracker-options.js';
