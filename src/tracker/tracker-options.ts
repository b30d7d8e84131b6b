/** What a theme may set, as attributes of `<ecom-tracker>` or by `ecom.configure({...})`. */
export interface TrackerOptions {
  /** Says in the console what happens to each event. */
  debug?: boolean;
  /** An inspector is open: receipts keep what the page gave, and the document hears of each event that enters. */
  inspect?: boolean;
  /** Treats every warning (a missing or removed field) as an error; for a theme's tests. */
  strict?: boolean;
  /** What happens to an event that breaks its schema: kept as rejected (the default), or delivered marked `invalid`. */
  invalid?: 'reject' | 'deliver';
  /** What elements do when nobody answers their request; absent: each request's own default. */
  unanswered?: 'assume' | 'ignore';
  /** Currency of the shop's prices, ISO 4217, for events that carry amounts without one. Never guessed. */
  currency?: string;
  /** Id of the store, for the context. */
  storeId?: string;
  /** Market or branch of the store, for the context. */
  scope?: string;
  /**
   * What the shopper agreed to when the page begins: `pending`, `granted`, `denied`, or the categories that are granted,
   * `analytics marketing`. Absent, with `consentRegion` absent too: the shop needs no consent.
   */
  consent?: string;
  /** Where the shopper is, `SA` or `US-CA`: what holds there until they have decided. */
  consentRegion?: string;
}
