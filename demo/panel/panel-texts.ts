import type { Behaviour } from '../theme/store.js';
import type { Bilingual } from '../theme/language.js';

export const panelTexts = {
  title: { en: 'What this page reports', ar: 'ما تُبلغ عنه هذه الصفحة' },
  drawer: { en: 'Events', ar: 'الأحداث' },
  store: { en: 'The store', ar: 'المتجر' },
  breakIt: { en: 'Break “Demo analytics”', ar: 'عطّل «Demo analytics»' },
  wrong: { en: 'Report a wrong event', ar: 'أبلغ عن حدث خاطئ' },
  clear: { en: 'Clear the list', ar: 'أفرغ القائمة' },
  afresh: { en: 'Start afresh', ar: 'ابدأ من جديد' },
  list: { en: 'Events, newest first', ar: 'الأحداث، الأحدث أولًا' },
  nothing: { en: 'Nothing yet. Do something in the shop.', ar: 'لا شيء بعد. تصفح المتجر.' },
  assumed: { en: 'assumed: nobody was there to answer', ar: 'مفترض: لم يكن هناك من يجيب' },
  rejected: { en: 'rejected', ar: 'مرفوض' },
  duplicate: { en: 'duplicate', ar: 'مكرر' },
  waiting: { en: 'waiting', ar: 'ينتظر' },
  running: { en: 'running', ar: 'قيد التنفيذ' },
  failed: { en: 'failed', ar: 'فشل' },
  dropped: { en: 'dropped: no consent', ar: 'أُسقط: لا موافقة' },
  nobody: { en: 'delivered to nobody', ar: 'لم يُسلّم لأحد' },
  findings: { en: 'Noticed', ar: 'ملاحظات' },
  payload: { en: 'Payload', ar: 'البيانات' },
} satisfies Record<string, Bilingual>;

export const behaviourTexts: Record<Behaviour, Bilingual> = {
  normal: { en: 'answers', ar: 'يجيب' },
  slow: { en: 'is slow', ar: 'بطيء' },
  deny: { en: 'says no', ar: 'يرفض' },
  fail: { en: 'fails', ar: 'يتعطل' },
  hang: { en: 'never answers', ar: 'لا يجيب أبدًا' },
  absent: { en: 'is not there', ar: 'غير موجود' },
};
