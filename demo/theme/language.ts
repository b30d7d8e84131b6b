/** The languages of the shop. */
export type Language = 'en' | 'ar';

/** A text in every language of the shop. */
export type Bilingual = Record<Language, string>;

const key = 'finjan-language';

/** The language the page is in. */
export const language = (): Language => (document.documentElement.lang === 'ar' ? 'ar' : 'en');

/** The text in the language the page is in. */
export const say = (text: Bilingual): string => text[language()];

/** Switches the page, and remembers it. The elements notice by themselves. */
export function setLanguage(to: Language): void {
  document.documentElement.lang = to;
  document.documentElement.dir = to === 'ar' ? 'rtl' : 'ltr';
  localStorage.setItem(key, to);
}

/** The language of the address (`?lang=ar`), else the one chosen last, else the browser's. */
export function startLanguage(): void {
  const wishes = [new URLSearchParams(location.search).get('lang'), localStorage.getItem(key), navigator.language.slice(0, 2)];
  setLanguage(wishes.find((wish): wish is Language => wish === 'ar' || wish === 'en') ?? 'en');
}

/** An amount as the shopper reads it; digits are those of the quantity fields in both languages. */
export const money = (amount: number, currency = 'SAR'): string =>
  new Intl.NumberFormat(language() === 'ar' ? 'ar-SA-u-nu-latn' : 'en', { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' }).format(amount);
