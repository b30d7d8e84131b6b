import type { Bilingual } from '../language.js';

/** What the shopper is asked. */
export const texts = {
  title: { en: 'Your privacy', ar: 'خصوصيتك' },
  question: {
    en: 'The shop works without any of this. What may we do besides? You can change your mind at any time, at the foot of each page.',
    ar: 'يعمل المتجر من دون أي من هذا. فماذا تسمح لنا به أيضًا؟ يمكنك تغيير رأيك في أي وقت من أسفل كل صفحة.',
  },
  necessary: { en: 'What the shop needs to work', ar: 'ما يلزم لعمل المتجر' },
  analytics: { en: 'Measure what is looked at', ar: 'قياس ما يُشاهَد' },
  personalisation: { en: 'Choose what is shown to you', ar: 'اختيار ما يُعرض عليك' },
  marketing: { en: 'Advertise, also elsewhere', ar: 'الإعلان، وخارج المتجر أيضًا' },
  all: { en: 'Allow all', ar: 'السماح بالكل' },
  none: { en: 'Allow none', ar: 'رفض الكل' },
  save: { en: 'Allow what is ticked', ar: 'السماح بما اخترت' },
} satisfies Record<string, Bilingual>;
