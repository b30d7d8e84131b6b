import type { Bilingual } from '../language.js';

/** The cart, and the sums of cart, checkout and order. */
export const cartTexts = {
  title: { en: 'Your cart', ar: 'سلتك' },
  empty: { en: 'Nothing in here yet. The coffee is still hot.', ar: 'لا شيء هنا بعد، والقهوة ما زالت ساخنة.' },
  less: { en: 'One less', ar: 'أنقص واحدًا' },
  more: { en: 'One more', ar: 'زد واحدًا' },
  remove: { en: 'Remove', ar: 'إزالة' },
  summary: { en: 'Summary', ar: 'الملخص' },
  sum: { en: 'Things', ar: 'المنتجات' },
  discount: { en: 'Discount', ar: 'الخصم' },
  shipping: { en: 'Shipping', ar: 'الشحن' },
  shippingLater: { en: 'chosen at checkout', ar: 'يُختار عند الدفع' },
  free: { en: 'free', ar: 'مجانًا' },
  total: { en: 'Total', ar: 'المجموع' },
  checkout: { en: 'Check out', ar: 'إتمام الشراء' },
  coupon: { en: 'Coupon code', ar: 'رمز القسيمة' },
  apply: { en: 'Apply', ar: 'تطبيق' },
  applied: { en: 'Coupon', ar: 'القسيمة' },
  removeCoupon: { en: 'Remove the coupon', ar: 'إزالة القسيمة' },
  share: { en: 'Copy a link to this cart', ar: 'انسخ رابط هذه السلة' },
  shared: { en: 'Somebody chose this for you', ar: 'أحدهم اختار لك هذا' },
} satisfies Record<string, Bilingual>;
