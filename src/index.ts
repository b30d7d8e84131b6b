// The package's main entry: types and events, the tracker, the platforms. Elements have entries of their own.
export * from './events/index.js';
export * from './tracker/index.js';
export * from './platforms/index.js';
export { addStrings, type Message } from './i18n/index.js';
export { version } from './version.js';
