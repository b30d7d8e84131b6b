import type { ConsentApi, ConsentCategory, ConsentChange, ConsentState, ConsentStatus } from '../events/consent.js';
import { announce } from './announce.js';
import { regionDefault } from './consent-regions.js';
import type { TrackerOptions } from './tracker-options.js';

/** What a shopper is asked about. */
export const optional = ['analytics', 'marketing', 'personalisation'] as const;

export const categories: readonly ConsentCategory[] = ['necessary', ...optional];

/** The state in which all is the same, but for what is necessary. */
const all = (status: ConsentStatus): ConsentState =>
  ({ ...Object.fromEntries(categories.map((category) => [category, status])), necessary: 'granted' }) as ConsentState;

/**
 * What the shopper agreed to, per category. A page begins with what its theme says, or its region, and goes by the
 * shopper's own decisions as soon as there are some; where nobody says anything, the shop needs no consent.
 */
export class Consent implements ConsentApi {
  state: Readonly<ConsentState> = all('granted');
  asked = false;
  decided: Readonly<Partial<ConsentState>> = {};
  readonly #changed: (before: Readonly<ConsentState>) => void;
  /** What holds where the shopper has not decided. */
  #first: Partial<ConsentState> = {};

  /** `changed` is called after each change, before anybody else hears of it. */
  constructor(changed: (before: Readonly<ConsentState>) => void) {
    this.#changed = changed;
  }

  /** Takes what the theme says: it holds where the shopper has not decided. */
  configure({ consent, consentRegion }: TrackerOptions): void {
    if (consent == null && consentRegion == null) return;
    this.#first = readConsent(consent ?? regionDefault(consentRegion!));
    this.#settle();
  }

  update(change: ConsentChange): void {
    this.#settle({ ...this.decided, ...readConsent(change) });
  }

  /** What holds now; says so when that or what was decided is something else than before, or the first that is said. */
  #settle(decided = this.decided): void {
    const before = this.state;
    const now: ConsentState = { ...before, ...this.#first, ...decided, necessary: 'granted' };
    if (this.asked && optional.every((category) => now[category] === before[category] && decided[category] === this.decided[category])) return;
    this.asked = true;
    this.decided = decided;
    this.state = Object.freeze(now);
    this.#changed(before);
    announce('ecom-consent', now);
  }
}

/** The categories that were said something of; tells the console what it does not understand. */
export function readConsent(said: unknown): Partial<ConsentState> {
  if (typeof said === 'string') {
    const words = said.split(/[\s,]+/).filter(Boolean);
    const word = words[0] ?? 'pending';
    // Such a word says something alone; among others nobody knows what, and nothing is granted.
    said = isStatus(word) && !words[1] ? all(word) : { ...all('denied'), ...Object.fromEntries(words.map((name) => [name, !words.some(isStatus)])) };
  }
  const read: Partial<ConsentState> = {};
  for (const [key, value] of Object.entries(said ?? {})) {
    // Either spelling.
    const name = key.toLowerCase().replace('z', 's') as ConsentCategory;
    const status = { true: 'granted', false: 'denied' }[String(value)] ?? value;
    if (categories.includes(name) && isStatus(status)) read[name] = status;
    else console.error(`ecom-events: consent "${key}": expected granted, denied or pending for ${categories.join(', ')}; got ${typeof value}`);
  }
  return read;
}

const isStatus = (word: unknown): word is ConsentStatus => ['granted', 'denied', 'pending'].includes(word as string);
