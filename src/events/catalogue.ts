import type * as z from 'zod';
import { accountEvents } from './catalogue/account.js';
import { cartCheckoutEvents } from './catalogue/cart-checkout.js';
import { productEvents } from './catalogue/product.js';
import { promotionCouponEvents } from './catalogue/promotion-coupon.js';
import { wishlistEvents } from './catalogue/wishlist.js';
import { domEventName } from './names.js';
import type { CatalogueEventName } from './payloads.js';
import type { JsonObject } from './plain.js';

/** The five families of the catalogue. */
export type EventFamily = 'account' | 'cart-checkout' | 'product' | 'promotion-coupon' | 'wishlist';

/** What the catalogue says of one event. */
export interface EventDefinition {
  /** The one name that travels to destinations, e.g. `Product Added`. */
  name: CatalogueEventName;
  family: EventFamily;
  /** DOM type of the fact, e.g. `ecom-product-added`. */
  domName: string;
  /** Name in Cloud Mode, e.g. `product.added`. */
  cloudName: string;
  /**
   * Other names it is known by. Spellings that differ in case, spaces, dots, dashes or underscores, or
   * put the verb first (`Added Product`), need no entry: `canonicalName` knows them by rule.
   */
  aliases: readonly string[];
  /** When it happens, in one sentence. */
  description: string;
  /** The payload. `safeParse` repairs values; `judgeWithZod` also respells names and weighs levels. */
  schema: z.ZodObject;
  /** A payload as it should be. */
  example: JsonObject;
}

/** A definition as it is written: names that follow from `name` are left out. */
export type EventEntry = Pick<EventDefinition, 'name' | 'description' | 'schema' | 'example'> &
  Partial<Pick<EventDefinition, 'cloudName' | 'aliases'>>;

const define =
  (family: EventFamily) =>
  (entry: EventEntry): EventDefinition => ({
    family,
    domName: domEventName(entry.name),
    cloudName: entry.name.toLowerCase().replaceAll(' ', '.'),
    aliases: [],
    ...entry,
  });

/** The 35 events of a shop. Names and fields: Segment's ecommerce specification, version 2, and what Salla added to it. */
export const catalogue: readonly EventDefinition[] = [
  ...accountEvents.map(define('account')),
  ...cartCheckoutEvents.map(define('cart-checkout')),
  ...productEvents.map(define('product')),
  ...promotionCouponEvents.map(define('promotion-coupon')),
  ...wishlistEvents.map(define('wishlist')),
];
