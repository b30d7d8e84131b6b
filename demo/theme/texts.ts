import type { Bilingual } from './language.js';

const texts = {
  skip: { en: 'Skip to the content', ar: 'انتقل إلى المحتوى' },
  shop: { en: 'Finjan', ar: 'فنجان' },
  slogan: { en: 'Coffee, clay and calm', ar: 'قهوة وطين وسكينة' },
  navigation: { en: 'Shop', ar: 'المتجر' },
  home: { en: 'All things', ar: 'كل المنتجات' },
  wishlist: { en: 'Wishlist', ar: 'المفضلة' },
  cart: { en: 'Cart', ar: 'السلة' },
  otherLanguage: { en: 'العربية', ar: 'English' },
  heroTitle: { en: 'Coffee, slowly', ar: 'القهوة على مهل' },
  heroText: {
    en: 'Pots, cups and small things for the table, made by hands that take their time.',
    ar: 'دلال وفناجين وأشياء صغيرة للمائدة، صنعتها أيدٍ لا تستعجل.',
  },
  listTitle: { en: 'From the workshop', ar: 'من الورشة' },
  add: { en: 'Add to cart', ar: 'أضف إلى السلة' },
  choose: { en: 'Choose a glaze', ar: 'اختر اللون' },
  glaze: { en: 'Glaze', ar: 'اللون' },
  quantity: { en: 'Quantity', ar: 'الكمية' },
  keep: { en: 'Keep for later', ar: 'احفظه لوقت لاحق' },
  relatedTitle: { en: 'Goes well with it', ar: 'يليق به' },
  notFound: { en: 'There is no such product here', ar: 'لا يوجد هذا المنتج هنا' },
  back: { en: 'Back to the shop', ar: 'عودة إلى المتجر' },
  cartTitle: { en: 'Your cart', ar: 'سلتك' },
  cartEmpty: { en: 'Nothing in here yet. The coffee is still hot.', ar: 'لا شيء هنا بعد، والقهوة ما زالت ساخنة.' },
  less: { en: 'One less', ar: 'أنقص واحدًا' },
  more: { en: 'One more', ar: 'زد واحدًا' },
  remove: { en: 'Remove', ar: 'إزالة' },
  total: { en: 'Total', ar: 'المجموع' },
  checkout: { en: 'Check out', ar: 'إتمام الشراء' },
  checkoutTitle: { en: 'This is where the demo ends', ar: 'هنا تنتهي التجربة' },
  checkoutText: {
    en: 'Nothing was ordered, nothing was sent. Look at the list of events: a Checkout Started was reported.',
    ar: 'لم يُطلب شيء ولم يُرسل شيء. انظر إلى قائمة الأحداث: أُبلغ عن بدء إتمام الشراء.',
  },
  close: { en: 'Close', ar: 'إغلاق' },
  wishlistTitle: { en: 'Your wishlist', ar: 'مفضلتك' },
  wishlistEmpty: { en: 'No heart given yet.', ar: 'لم تختر شيئًا بعد.' },
  footer: {
    en: 'A demo shop: the products are drawings, the store lives in this browser.',
    ar: 'متجر للتجربة: المنتجات رسوم، والمتجر كله داخل هذا المتصفح.',
  },
  standalone: { en: 'The shortest page that works', ar: 'أقصر صفحة تعمل' },
} satisfies Record<string, Bilingual>;

export { texts };
