import type { Language } from './texts.js';

const keyName = 'ecom-studio.key';
const languageName = 'ecom-studio.language';

/** Where the browser keeps nothing, it ends with the page. */
function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/** The admin key, in this tab only. */
export const keptKey = {
  get: (): string | undefined => attempt(() => sessionStorage.getItem(keyName)) ?? undefined,
  set: (key: string): unknown => attempt(() => sessionStorage.setItem(keyName, key)),
  clear: (): unknown => attempt(() => sessionStorage.removeItem(keyName)),
};

export const keptLanguage = {
  get: (): Language => {
    const kept = attempt(() => localStorage.getItem(languageName)) ?? navigator.language;
    return kept.startsWith('ar') ? 'ar' : 'en';
  },
  set: (language: Language): unknown => attempt(() => localStorage.setItem(languageName, language)),
};
