import type { Bilingual } from '../language.js';

/** Lists of products: cards, results, filters, order. */
export const listTexts = {
  add: { en: 'Add to cart', ar: 'أضف إلى السلة' },
  choose: { en: 'Choose a glaze', ar: 'اختر اللون' },
  keep: { en: 'Keep for later', ar: 'احفظه لوقت لاحق' },
  was: { en: 'before', ar: 'سابقًا' },
  sale: { en: 'Sale', ar: 'تخفيض' },
  stars: { en: 'out of 5 stars', ar: 'من 5 نجوم' },
  resultsFor: { en: 'Results for', ar: 'نتائج البحث عن' },
  found: { en: 'things found', ar: 'من المنتجات' },
  filters: { en: 'Filters', ar: 'تصفية' },
  kind: { en: 'Kind', ar: 'النوع' },
  price: { en: 'Price', ar: 'السعر' },
  anyPrice: { en: 'Any price', ar: 'كل الأسعار' },
  below: { en: 'below', ar: 'أقل من' },
  from: { en: 'from', ar: 'من' },
  clear: { en: 'Clear the filters', ar: 'إلغاء التصفية' },
  sort: { en: 'Sort by', ar: 'ترتيب' },
  nothing: { en: 'Nothing here fits. Try another word, or fewer filters.', ar: 'لا شيء هنا يناسب. جرّب كلمة أخرى أو تصفية أقل.' },
  wishlistTitle: { en: 'Your wishlist', ar: 'مفضلتك' },
  wishlistEmpty: { en: 'No heart given yet.', ar: 'لم تختر شيئًا بعد.' },
} satisfies Record<string, Bilingual>;

/** The ways to sort, by the value of their option. */
export const sortTexts: Record<string, Bilingual> = {
  'featured': { en: 'Our choice', ar: 'اختيارنا' },
  'price:asc': { en: 'Price, low to high', ar: 'السعر من الأقل' },
  'price:desc': { en: 'Price, high to low', ar: 'السعر من الأعلى' },
  'rating:desc': { en: 'Best rated', ar: 'الأعلى تقييمًا' },
  'name:asc': { en: 'Name', ar: 'الاسم' },
};
