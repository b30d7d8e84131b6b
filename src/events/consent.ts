import type { ConsentCategory, ConsentState } from './commands.js';

export type { ConsentCategory, ConsentState };

/** `pending`: the shopper has not been asked, or has not answered. */
export type ConsentStatus = ConsentState[ConsentCategory];

/**
 * What the shopper has said: one word for all categories (`granted`, `denied`, `pending`), the names of those that are
 * granted, the others being denied (`analytics marketing`), or what changed, by category.
 */
export type ConsentChange = ConsentStatus | (string & {}) | { readonly [Category in ConsentCategory]?: ConsentStatus | boolean };

/** The shopper's consent, at `ecom.consent`. */
export interface ConsentApi {
  /** What holds now. */
  readonly state: Readonly<ConsentState>;
  /** Whether anybody has said anything; where nobody does, the shop needs no consent. */
  readonly asked: boolean;
  /** What the shopper themselves has decided, as far as this page was told. */
  readonly decided: Readonly<Partial<ConsentState>>;
  /** Says what the shopper has decided. It holds at once: for what waits, for what is queued, and for what is stored. */
  update(change: ConsentChange): void;
}
