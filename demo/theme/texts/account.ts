import type { Bilingual } from '../language.js';

/** Sign in, sign up, profile, orders. */
export const accountTexts = {
  title: { en: 'Your account', ar: 'حسابك' },
  hello: { en: 'Hello,', ar: 'أهلًا،' },
  signInTitle: { en: 'Sign in', ar: 'تسجيل الدخول' },
  signInText: { en: 'Any e-mail and any password will do.', ar: 'أي بريد وأي كلمة مرور.' },
  signUpTitle: { en: 'New here?', ar: 'جديد هنا؟' },
  signUpText: { en: 'It takes as long as a cup of coffee cools.', ar: 'لا يستغرق أكثر من فنجان قهوة.' },
  signIn: { en: 'Sign in', ar: 'دخول' },
  signUp: { en: 'Create an account', ar: 'أنشئ حسابًا' },
  signOut: { en: 'Sign out', ar: 'تسجيل الخروج' },
  email: { en: 'E-mail', ar: 'البريد الإلكتروني' },
  password: { en: 'Password', ar: 'كلمة المرور' },
  profile: { en: 'Profile', ar: 'الملف الشخصي' },
  save: { en: 'Save', ar: 'حفظ' },
  orders: { en: 'Orders', ar: 'الطلبات' },
  noOrders: { en: 'No orders yet.', ar: 'لا طلبات بعد.' },
} satisfies Record<string, Bilingual>;
