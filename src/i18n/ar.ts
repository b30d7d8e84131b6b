import type { Strings } from './en.js';

export const ar: Strings = {
  addToCart: 'أضف إلى السلة',
  addToWishlist: 'أضف إلى المفضلة',
  wait: 'لحظة من فضلك…',
  added: 'أُضيف إلى السلة',
  removed: 'أُزيل من السلة',
  updated: 'حُدّثت السلة',
  wishlistAdded: 'أُضيف إلى المفضلة',
  wishlistRemoved: 'أُزيل من المفضلة',
  denied: 'هذا غير ممكن الآن',
  failed: 'لم تنجح العملية. حاول مرة أخرى.',
};
