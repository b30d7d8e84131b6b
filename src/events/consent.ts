/** What a receiver of events is there for. A shopper agrees to each by itself; `necessary` needs no agreement. */
export type ConsentCategory = 'necessary' | 'analytics' | 'marketing' | 'personalisation';

/** `pending`: the shopper has not been asked, or has not answered. */
export type ConsentStatus = 'granted' | 'denied' | 'pending';

/** What holds for each category; `necessary` is always granted. */
export type ConsentState = Record<ConsentCategory, ConsentStatus>;

/**
 * What the shopper has said: one word for all categories (`granted`, `denied`, `pending`), the names of those that are
 * granted, the others being denied (`analytics marketing`), or what changed, by category.
 */
export type ConsentChange = ConsentStatus | (string & {}) | { readonly [Category in ConsentCategory]?: ConsentStatus | boolean };

/** The shopper's consent, at `ecom.consent`. */
export interface ConsentApi {
  /** What holds now. */
  readonly state: Readonly<ConsentState>;
  /** Says what the shopper has decided. It holds at once: for what waits, for what is queued, and for what is stored. */
  update(change: ConsentChange): void;
}
