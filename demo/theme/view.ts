import type { TemplateResult } from 'lit';
import type { Bilingual } from './language.js';
import type { Place } from './links.js';

/** One view of the shop: a page of the multi-page shop, a route of the single-page one. */
export interface View {
  /** Its place in addresses: `/cart.html` and `/app/cart`. */
  place: Place;
  /** Name of the page in events, untranslated. */
  page: string;
  title(): Bilingual;
  /** What stands in `<main>`; drawn anew whenever something has changed. */
  main(): TemplateResult;
  /** The shopper comes here: the view begins anew, from what the address says. */
  enter?(): void;
}
