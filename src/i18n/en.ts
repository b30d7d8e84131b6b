/** What elements say to shoppers; `{…}` is filled in. */
export const en = {
  addToCart: 'Add to cart',
  addToWishlist: 'Add to wishlist',
  wait: 'One moment…',
  added: 'Added to cart',
  removed: 'Removed from cart',
  updated: 'Cart updated',
  wishlistAdded: 'Added to wishlist',
  wishlistRemoved: 'Removed from wishlist',
  denied: 'This is not possible right now',
  failed: 'That did not work. Please try again.',
};

/** The strings of one language. */
export type Strings = typeof en;
