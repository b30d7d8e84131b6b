/** One thing that elements say to shoppers, in the languages that are complete. */
export interface Message {
  /** Name for `addStrings`. */
  readonly key: string;
  readonly en: string;
  readonly ar: string;
  /** Other languages a theme wrote into it. */
  readonly [language: string]: string | undefined;
}

// One constant each, so that an element carries only its own.
export const addToCart: Message = { key: 'addToCart', en: 'Add to cart', ar: 'أضف إلى السلة' };
export const addToWishlist: Message = { key: 'addToWishlist', en: 'Add to wishlist', ar: 'أضف إلى المفضلة' };
export const wait: Message = { key: 'wait', en: 'One moment…', ar: 'لحظة من فضلك…' };
export const added: Message = { key: 'added', en: 'Added to cart', ar: 'أُضيف إلى السلة' };
export const removed: Message = { key: 'removed', en: 'Removed from cart', ar: 'أُزيل من السلة' };
export const updated: Message = { key: 'updated', en: 'Cart updated', ar: 'حُدّثت السلة' };
export const wishlistAdded: Message = { key: 'wishlistAdded', en: 'Added to wishlist', ar: 'أُضيف إلى المفضلة' };
export const wishlistRemoved: Message = { key: 'wishlistRemoved', en: 'Removed from wishlist', ar: 'أُزيل من المفضلة' };
export const denied: Message = { key: 'denied', en: 'This is not possible right now', ar: 'هذا غير ممكن الآن' };
export const failed: Message = { key: 'failed', en: 'That did not work. Please try again.', ar: 'لم تنجح العملية. حاول مرة أخرى.' };
