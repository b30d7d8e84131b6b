import type { Message } from './messages.js';

export type { Message };

type Strings = Record<string, Record<string, string> | undefined>;

/** What themes have added, by language in small letters and key; a page with a classic script has written it before. */
const added: Strings = { ...(globalThis as { ecomStrings?: Strings }).ecomStrings };

/**
 * Adds a language, or changes strings of one: `addStrings('fr', { addToCart: 'Ajouter au panier' })`. A page that loads
 * `ecom.js` says the same, before it is loaded, with `ecomStrings = { fr: { addToCart: 'Ajouter au panier' } }`.
 */
export function addStrings(language: string, strings: Record<string, string>): void {
  added[language.toLowerCase()] = { ...added[language.toLowerCase()], ...strings };
}

/** The message in `language` (BCP 47; `ar-SA` falls back to `ar`), else in English. */
export function translate(language: string, message: Message): string {
  for (const name of [language.toLowerCase(), language.split('-', 1)[0]!.toLowerCase()]) {
    const text = added[name]?.[message.key] ?? message[name];
    if (text && name !== 'key') return text;
  }
  return message.en;
}
