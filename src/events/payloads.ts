import type * as z from 'zod';
import type * as account from './schemas/account.js';
import type * as cart from './schemas/cart-checkout.js';
import type { productItem } from './schemas/product-item.js';
import type * as product from './schemas/product.js';
import type * as promotion from './schemas/promotion-coupon.js';
import type * as wishlist from './schemas/wishlist.js';
import type { Json } from './plain.js';

/**
 * The data a schema lets through, as an author writes it. Unknown fields pass at run time, but not the
 * compiler: there they are typing mistakes more often than intentions.
 */
type Known<Value> = unknown extends Value
  ? Json
  : Value extends readonly (infer Item)[]
    ? Known<Item>[]
    : Value extends object
      ? [NamedKeys<Value>] extends [never]
        ? { [Key in keyof Value]: Known<Value[Key]> }
        : { [Key in keyof Value as string extends Key ? never : Key]: Known<Value[Key]> }
      : Value;

/** The keys written in a schema; `never` for an object with free keys only. */
type NamedKeys<Value> = keyof { [Key in keyof Value as string extends Key ? never : Key]: 0 };

type Payload<Schema extends z.ZodType> = Known<z.output<Schema>>;

/**
 * Event name → payload type. Open: your own events join by declaration merging, see `defineEvent`.
 *
 * ```ts
 * declare module 'ecom-events' {
 *   interface EcomEventPayloads { 'Size Guide Opened': { product_id: string } }
 * }
 * ```
 */
export interface EcomEventPayloads extends CataloguePayloads {}

interface CataloguePayloads {
  'Signed In': Payload<typeof account.signedIn>;
  'Signed Up': Payload<typeof account.signedUp>;
  'Signed Out': Record<string, never>;
  'User Profile Updated': Payload<typeof account.userProfileUpdated>;
  'Product Added': Payload<typeof cart.productAdded>;
  'Product Removed': Payload<typeof cart.productRemoved>;
  'Cart Viewed': Payload<typeof cart.cartViewed>;
  'Cart Updated': Payload<typeof cart.cartUpdated>;
  'Cart Shared': Payload<typeof cart.cartShared>;
  'Checkout Started': Payload<typeof cart.checkoutStarted>;
  'Checkout Step Viewed': Payload<typeof cart.checkoutStepViewed>;
  'Checkout Step Completed': Payload<typeof cart.checkoutStepCompleted>;
  'Payment Info Entered': Payload<typeof cart.paymentInfoEntered>;
  'Payment Failed': Payload<typeof cart.paymentFailed>;
  'Order Completed': Payload<typeof cart.orderCompleted>;
  'Order Updated': Payload<typeof cart.orderUpdated>;
  'Order Refunded': Payload<typeof cart.orderRefunded>;
  'Order Cancelled': Payload<typeof cart.orderCancelled>;
  'Products Searched': Payload<typeof product.productsSearched>;
  'Product List Viewed': Payload<typeof product.productListViewed>;
  'Product List Filtered': Payload<typeof product.productListFiltered>;
  'Product List Sorted': Payload<typeof product.productListSorted>;
  'Product Viewed': Payload<typeof product.productViewed>;
  'Product Clicked': Payload<typeof product.productClicked>;
  'Product Shared': Payload<typeof product.productShared>;
  'Product Reviewed': Payload<typeof product.productReviewed>;
  'Promotion Viewed': Payload<typeof promotion.promotionViewed>;
  'Promotion Clicked': Payload<typeof promotion.promotionClicked>;
  'Coupon Entered': Payload<typeof promotion.couponEntered>;
  'Coupon Applied': Payload<typeof promotion.couponApplied>;
  'Coupon Denied': Payload<typeof promotion.couponDenied>;
  'Coupon Removed': Payload<typeof promotion.couponRemoved>;
  'Product Added to Wishlist': Payload<typeof wishlist.productAddedToWishlist>;
  'Product Removed from Wishlist': Payload<typeof wishlist.productRemovedFromWishlist>;
  'Wishlist Product Added to Cart': Payload<typeof wishlist.wishlistProductAddedToCart>;
}

/** The 35 names of the catalogue. */
export type CatalogueEventName = keyof CataloguePayloads;

/** Every name with a typed payload: the catalogue and what was merged into `EcomEventPayloads`. */
export type EcomEventName = Extract<keyof EcomEventPayloads, string>;

/** Payload of one event: `EcomPayload<'Product Added'>`. */
export type EcomPayload<Name extends EcomEventName> = EcomEventPayloads[Name];

/** One product in a list, a cart or an order. */
export type ProductItem = Payload<typeof productItem>;
