// Written by `npm run generate` from the zod schemas; do not edit.

/** Names of all events of the catalogue: what an element has to know of it. */
export const eventNames: readonly string[] =
  /* @__PURE__ */ 'Signed In|Signed Up|Signed Out|User Profile Updated|Product Added|Product Removed|Cart Viewed|Cart Updated|Cart Shared|Checkout Started|Checkout Step Viewed|Checkout Step Completed|Payment Info Entered|Payment Failed|Order Completed|Order Updated|Order Refunded|Order Cancelled|Products Searched|Product List Viewed|Product List Filtered|Product List Sorted|Product Viewed|Product Clicked|Product Shared|Product Reviewed|Promotion Viewed|Promotion Clicked|Coupon Entered|Coupon Applied|Coupon Denied|Coupon Removed|Product Added to Wishlist|Product Removed from Wishlist|Wishlist Product Added to Cart'.split('|');
