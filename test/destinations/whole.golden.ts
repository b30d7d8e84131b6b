import type { CatalogueEventName } from '../../src/events/payloads.js';

/**
 * What an `analytics` object, an app, a server and the console get: every event with its payload as it is, but for these
 * fields of the examples, which are personal.
 */
export const leftOut: Partial<Record<CatalogueEventName, string[]>> = {
  'Signed Up': ['first_name'],
  'Product Reviewed': ['review_body'],
};
