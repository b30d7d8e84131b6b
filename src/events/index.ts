export * from './payloads.js';
export * from './commands.js';
export type { ConsentApi, ConsentChange, ConsentStatus } from './consent.js';
export { EcomEvent, type EcomDetail, type EcomEventInit, type EcomEventMap } from './ecom-event.js';
export { EcomPageEvent } from './ecom-page-event.js';
export {
  EcomRequestEvent,
  type CartLineChange,
  type EcomAnswer,
  type EcomConfirmation,
  type EcomDenial,
  type EcomReported,
  type EcomRequestDetail,
  type EcomRequestEventMap,
  type EcomRequestHandler,
  type EcomRequestName,
  type EcomRequests,
} from './ecom-request-event.js';
export { defineEvent, type DefinedEvent } from './define-event.js';
export { findingText, type Finding, type Verdict } from './finding.js';
export { canonicalName } from './canonical-name.js';
export { domEventName } from './names.js';
export type { StandardIssue, StandardResult, StandardSchema } from './standard-schema.js';
export type { Json, JsonObject } from './plain.js';
