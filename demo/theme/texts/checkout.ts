import type { Bilingual } from '../language.js';

/** From the address to the thanks. */
export const checkoutTexts = {
  title: { en: 'Checkout', ar: 'إتمام الشراء' },
  steps: { en: 'Steps', ar: 'الخطوات' },
  address: { en: 'Address', ar: 'العنوان' },
  shipping: { en: 'Shipping', ar: 'الشحن' },
  payment: { en: 'Payment', ar: 'الدفع' },
  done: { en: 'done', ar: 'اكتملت' },
  change: { en: 'Change', ar: 'تعديل' },
  firstName: { en: 'First name', ar: 'الاسم الأول' },
  lastName: { en: 'Last name', ar: 'اسم العائلة' },
  street: { en: 'Street and number', ar: 'الشارع والرقم' },
  city: { en: 'City', ar: 'المدينة' },
  mobile: { en: 'Mobile', ar: 'الجوال' },
  toShipping: { en: 'Continue to shipping', ar: 'متابعة إلى الشحن' },
  toPayment: { en: 'Continue to payment', ar: 'متابعة إلى الدفع' },
  pay: { en: 'Pay', ar: 'ادفع' },
  method: { en: 'How do you want to pay?', ar: 'كيف تود الدفع؟' },
  card: { en: 'Card', ar: 'البطاقة' },
  cardHint: { en: 'This is a demo: write any digits, no real card.', ar: 'هذه تجربة: اكتب أي أرقام، لا بطاقة حقيقية.' },
  number: { en: 'Card number', ar: 'رقم البطاقة' },
  expiry: { en: 'Valid until', ar: 'صالحة حتى' },
  code: { en: 'Security code', ar: 'رمز الأمان' },
  declined: { en: 'The bank has declined this card. Please take another one.', ar: 'رفض البنك هذه البطاقة. جرّب بطاقة أخرى.' },
  expired: { en: 'This card has expired: look at the date.', ar: 'انتهت صلاحية هذه البطاقة: راجع التاريخ.' },
  empty: { en: 'There is nothing to pay: your cart is empty.', ar: 'لا شيء للدفع: سلتك فارغة.' },
  thanks: { en: 'Thank you for your order', ar: 'شكرًا على طلبك' },
  order: { en: 'Order', ar: 'الطلب' },
  orderText: { en: 'We are packing it with straw already. Nothing was charged: this is a demo.', ar: 'بدأنا تغليفه بالقش. لم يُخصم شيء: هذه تجربة.' },
  noOrder: { en: 'There is no such order', ar: 'لا يوجد هذا الطلب' },
} satisfies Record<string, Bilingual>;

export interface Choice {
  id: string;
  name: Bilingual;
  text: Bilingual;
}

/** The ways to get an order, with the name the store knows them by. */
export const shippingTexts: Choice[] = [
  { id: 'standard', name: { en: 'By post', ar: 'بالبريد' }, text: { en: 'in three to five days', ar: 'خلال ثلاثة إلى خمسة أيام' } },
  { id: 'express', name: { en: 'By courier', ar: 'بالمندوب' }, text: { en: 'tomorrow before noon', ar: 'غدًا قبل الظهر' } },
  { id: 'pickup', name: { en: 'Pick up in Riyadh', ar: 'استلام من الرياض' }, text: { en: 'from ten in the morning', ar: 'من العاشرة صباحًا' } },
];

/** The ways to pay; two of the cards are refused. */
export const paymentTexts: Choice[] = [
  { id: 'card', name: { en: 'Card', ar: 'بطاقة' }, text: { en: 'mada, Visa, Mastercard', ar: 'مدى، فيزا، ماستركارد' } },
  { id: 'declined_card', name: { en: 'Test card that is declined', ar: 'بطاقة اختبار تُرفض' }, text: { en: 'the bank says no', ar: 'يرفضها البنك' } },
  { id: 'expired_card', name: { en: 'Test card that has expired', ar: 'بطاقة اختبار منتهية' }, text: { en: 'one field is refused', ar: 'يُرفض حقل واحد' } },
  { id: 'cod', name: { en: 'Cash at the door', ar: 'نقدًا عند الباب' }, text: { en: 'when it arrives', ar: 'عند الوصول' } },
];
