import { ar } from './ar.js';
import { en, type Strings } from './en.js';

export type { Strings };

const languages: Record<string, Partial<Strings>> = { en, ar };

/** Adds a language, or changes strings of one: `addStrings('fr', { addToCart: 'Ajouter au panier' })`. */
export function addStrings(language: string, strings: Partial<Strings>): void {
  languages[language] = { ...languages[language], ...strings };
}

/** A string in `language` (BCP 47, `ar-SA` falls back to `ar`), else in English. */
export function translate(language: string, key: keyof Strings): string {
  const [base] = language.toLowerCase().split('-');
  return languages[language]?.[key] ?? languages[base!]?.[key] ?? en[key];
}
