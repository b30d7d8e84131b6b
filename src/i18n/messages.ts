/** One thing that elements say to shoppers, in the languages that are complete. */
export interface Message {
  /** Name for `addStrings`. */
  readonly key: string;
  readonly en: string;
  readonly ar: string;
  /** Other languages a theme wrote into it. */
  readonly [language: string]: string | undefined;
}

// One constant each, so that an element carries only its own. `{}` stands for a number.
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
export const results: Message = { key: 'results', en: 'Results: {}', ar: 'عدد النتائج: {}' };
export const share: Message = { key: 'share', en: 'Share', ar: 'مشاركة' };
export const shared: Message = { key: 'shared', en: 'Shared', ar: 'تمت المشاركة' };
export const copied: Message = { key: 'copied', en: 'Link copied', ar: 'نُسخ الرابط' };
export const reviewed: Message = { key: 'reviewed', en: 'Thank you for your review', ar: 'شكرًا على تقييمك' };
export const couponApplied: Message = { key: 'couponApplied', en: 'Coupon applied', ar: 'طُبّقت القسيمة' };
export const couponRemoved: Message = { key: 'couponRemoved', en: 'Coupon removed', ar: 'أُزيلت القسيمة' };
export const couponDenied: Message = { key: 'couponDenied', en: 'This coupon cannot be used', ar: 'لا يمكن استخدام هذه القسيمة' };
export const checkout: Message = { key: 'checkout', en: 'Check out', ar: 'إتمام الشراء' };
export const checkoutStarted: Message = { key: 'checkoutStarted', en: 'Going to checkout', ar: 'جارٍ الانتقال إلى إتمام الشراء' };
export const stepCompleted: Message = { key: 'stepCompleted', en: 'Step completed', ar: 'اكتملت الخطوة' };
export const paid: Message = { key: 'paid', en: 'Payment accepted', ar: 'قُبلت عملية الدفع' };
export const paymentFailed: Message = { key: 'paymentFailed', en: 'The payment did not go through', ar: 'لم تتم عملية الدفع' };
export const signedIn: Message = { key: 'signedIn', en: 'Signed in', ar: 'تم تسجيل الدخول' };
export const signedUp: Message = { key: 'signedUp', en: 'Account created', ar: 'أُنشئ الحساب' };
export const profileUpdated: Message = { key: 'profileUpdated', en: 'Profile saved', ar: 'حُفظ الملف الشخصي' };
export const signOut: Message = { key: 'signOut', en: 'Sign out', ar: 'تسجيل الخروج' };
export const signedOut: Message = { key: 'signedOut', en: 'Signed out', ar: 'تم تسجيل الخروج' };
