import type { Bilingual } from '../language.js';

/** The page of a product. */
export const productTexts = {
  glaze: { en: 'Glaze', ar: 'اللون' },
  quantity: { en: 'Quantity', ar: 'الكمية' },
  share: { en: 'Share', ar: 'مشاركة' },
  copy: { en: 'Copy link', ar: 'نسخ الرابط' },
  shareText: { en: 'Look what I found at Finjan', ar: 'انظر ماذا وجدت في فنجان' },
  email: { en: 'E-mail', ar: 'بريد' },
  relatedTitle: { en: 'Goes well with it', ar: 'يليق به' },
  notFound: { en: 'There is no such product here', ar: 'لا يوجد هذا المنتج هنا' },
  reviews: { en: 'Reviews', ar: 'التقييمات' },
  ratings: { en: 'ratings', ar: 'تقييمًا' },
  you: { en: 'You', ar: 'أنت' },
  write: { en: 'Write a review', ar: 'اكتب تقييمًا' },
  yourRating: { en: 'Your rating', ar: 'تقييمك' },
  yourReview: { en: 'Your review', ar: 'رأيك' },
  reviewHint: { en: 'How does it pour, how does it feel?', ar: 'كيف يصب؟ وكيف ملمسه؟' },
  send: { en: 'Send the review', ar: 'أرسل التقييم' },
} satisfies Record<string, Bilingual>;
