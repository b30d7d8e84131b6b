import type { ConsentApi, ConsentCategory, ConsentChange, ConsentState, ConsentStatus } from '../events/consent.js';
import { regionDefault } from './consent-regions.js';
import { stored } from './storage.js';
import type { TrackerOptions } from './tracker-options.js';

/** What a shopper is asked about. */
export const optional = ['analytics', 'marketing', 'personalisation'] as const;

/** The state in which all of it is the same. */
const all = (status: ConsentStatus): ConsentState => ({ necessary: 'granted', analytics: status, marketing: status, personalisation: status });

/** All categories, in words. */
export const categories = Object.keys(all('granted')).join(', ');

/** After this many milliseconds a remembered decision is asked for anew: half a year, as regulators want it. */
const rememberedFor = 180 * 24 * 60 * 60_000;

/**
 * What the shopper agreed to, per category. A page begins with what its theme says, or its region, and goes by the
 * shopper's own decisions as soon as there are some; where nobody says anything, the shop needs no consent.
 */
export class Consent implements ConsentApi {
  state: Readonly<ConsentState> = all('granted');
  /** Whether anybody has said anything. */
  asked = false;
  readonly #changed: (before: Readonly<ConsentState>) => void;
  /** What the page began with. */
  #first: Partial<ConsentState> = {};
  /** The theme's word, as it was last. */
  #word: string | undefined;
  #decided: Partial<ConsentState> = {};
  #remembers = false;

  /** `changed` is called after each change, before anybody else hears of it. */
  constructor(changed: (before: Readonly<ConsentState>) => void) {
    this.#changed = changed;
  }

  /** Takes what the theme says: its first word is what the page begins with, each other one a decision. */
  configure({ consent, consentRegion, consentRemember }: TrackerOptions): void {
    if (consent == null && consentRegion == null && !consentRemember) return;
    if (consentRemember && !this.#remembers) {
      // What this page was told already is newer than what an earlier one was.
      this.#remembers = true;
      const decided = this.#decided;
      this.#decided = recall();
      this.#decide(decided);
      // In another tab; or on another page, before the shopper came back to this one.
      for (const type of ['storage', 'pageshow']) addEventListener(type, () => this.#recall());
    }
    if (consent != null && consent !== this.#word) {
      const said = readConsent(consent);
      if (this.#word == null) this.#first = said;
      else this.#decide(said);
      this.#word = consent;
    } else if (this.#word == null && consentRegion != null) this.#first = regionDefault(consentRegion);
    this.#settle();
  }

  update(change: ConsentChange): void {
    this.#decide(readConsent(change));
    this.#settle();
  }

  #recall(): void {
    Object.assign(this.#decided, recall());
    this.#settle();
  }

  #decide(said: Partial<ConsentState>): void {
    Object.assign(this.#decided, said);
    if (this.#remembers && Object.keys(said).length) stored('consent', JSON.stringify([Date.now(), this.#decided]));
  }

  /** What holds now; says so when that is something else than before, or the first that is said. */
  #settle(): void {
    const before = this.state;
    const now: ConsentState = { ...before, ...this.#first, ...this.#decided };
    if (this.asked && optional.every((category) => now[category] === before[category])) return;
    this.asked = true;
    this.state = Object.freeze(now);
    this.#changed(before);
    document.dispatchEvent(new CustomEvent('ecom-consent', { detail: now, bubbles: true }));
  }
}

/** What is remembered of an earlier page; nonsense, and what is too old, is nothing. */
function recall(): Partial<ConsentState> {
  try {
    const [at, decided] = JSON.parse(stored('consent')) as [number, ConsentChange];
    if (Date.now() - at < rememberedFor) return readConsent(decided);
  } catch {
    // There is none.
  }
  return {};
}

/** The categories that were said something of; tells the console what it does not understand. */
export function readConsent(said: unknown): Partial<ConsentState> {
  const words = typeof said === 'string' ? said.split(/[\s,]+/).filter(Boolean).map(nameOf) : [];
  const [word] = words;
  if (words.length === 1 && isStatus(word)) return all(word);
  const read: Partial<ConsentState> = {};
  if (typeof said === 'string') {
    // A word that nobody knows must open nothing, nor close for good.
    const known = words.filter(isCategory);
    for (const category of optional) read[category] = known.includes(category) ? 'granted' : known.length ? 'denied' : 'pending';
    for (const name of words) if (!isCategory(name)) refuse(`"${name}"`);
    return read;
  }
  for (const [key, value] of Object.entries(said ?? {})) {
    const name = nameOf(key);
    const status: unknown = typeof value === 'boolean' ? (value ? 'granted' : 'denied') : value;
    if (!isCategory(name)) refuse(`"${name}"`);
    else if (!isStatus(status)) refuse(`a ${typeof value} as ${name}`);
    else if (name !== 'necessary') read[name] = status;
  }
  return read;
}

/** Either spelling. */
const nameOf = (word: string): string => word.toLowerCase().replace('ization', 'isation');

const isStatus = (word: unknown): word is ConsentStatus => word === 'granted' || word === 'denied' || word === 'pending';

/** Whether it is the name of a category. */
export const isCategory = (name: unknown): name is ConsentCategory => Object.hasOwn(all('granted'), name as string);

const refuse = (what: string): void =>
  console.error(`ecom-events: consent is granted, denied or pending, for ${categories}; ${what} is neither`);

declare global {
  interface GlobalEventHandlersEventMap {
    /** On the document: what the shopper agreed to has changed. */
    'ecom-consent': CustomEvent<ConsentState>;
  }
}
