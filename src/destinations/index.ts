// Ready device-mode callbacks, each with an entry of its own: `ecom-events/destinations/ga4`.
export { analytics, type AnalyticsObject, type AnalyticsOptions } from './analytics.js';
export { toConsole, type ConsoleOptions } from './console.js';
export { ga4, type GtagOptions } from './ga4.js';
export { gtm, type GtmOptions } from './gtm.js';
export { http, type HttpEvent, type HttpOptions } from './http.js';
export { meta, type MetaOptions } from './meta.js';
export { nativeApp, type NativeAppMessage, type NativeAppOptions } from './native-app.js';
export { snapchat, type SnapchatOptions } from './snapchat.js';
export { userData, type HashedUser, type UserData, type UserDataOptions } from './user-data.js';
export { tiktok, type TiktokOptions } from './tiktok.js';
export type { DestinationReport, EventTable, IdPolicy, Row, VendorCall } from './shared/core.js';
