export type { Platform } from '../tracker/platform.js';
