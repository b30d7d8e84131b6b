import type {} from '../../src/index.js';
import type { MemoryMood, MemoryOptions, MemoryPlatform, MemoryRefusal } from '../../src/platforms/memory.js';
import { currency, products } from './catalogue.js';
import { say, type Bilingual } from './language.js';
import { checkoutTexts } from './texts/checkout.js';

/** How the demo's store behaves, by the name in the list of the panel. */
export const behaviours = {
  normal: { mood: 'confirm', delay: 150 },
  slow: { mood: 'confirm', delay: 2500 },
  deny: { mood: 'deny', delay: 150 },
  fail: { mood: 'fail', delay: 150 },
  hang: { mood: 'hang', delay: 0 },
  absent: { mood: 'absent', delay: 0 },
} satisfies Record<string, { mood: MemoryMood; delay: number }>;

export type Behaviour = keyof typeof behaviours;

/** What each way of shipping costs. */
export const shipping = { standard: 20, express: 45, pickup: 0 };

/** Codes to try: one that works, one for large carts, one that is too old. */
export const coupons = {
  FINJAN10: { percent: 10, name: 'First order' },
  GUESTS50: { amount: 50, minTotal: 400, name: 'Guests at eight' },
  EID2024: { percent: 20, expired: true },
};

/** Why a card is refused, in the language the page is in by then. */
const refusal = (reason: Bilingual, codes: MemoryRefusal): MemoryRefusal => ({
  gateway: 'demo',
  ...codes,
  get reason() {
    return say(reason);
  },
});

const options: MemoryOptions = {
  currency,
  storageKey: 'finjan-store',
  stock: Object.fromEntries(products.flatMap(({ id, stock }) => (stock === undefined ? [] : [[id, stock]]))),
  coupons,
  shipping,
  payments: {
    card: 'confirm',
    cod: 'confirm',
    declined_card: refusal(checkoutTexts.declined, { reason_code: 'insufficient_funds', error_type: 'declined', http_status: 402 }),
    expired_card: refusal(checkoutTexts.expired, { reason_code: 'expired_card', error_type: 'invalid', http_status: 422, error_fields: ['card_expiry'] }),
  },
};

const key = 'finjan-behaviour';

/** The store that memory.js has put on the page. */
export const store = (): MemoryPlatform => window.ecom!.platforms.memory as MemoryPlatform;

export const behaviour = (): Behaviour => {
  const kept = sessionStorage.getItem(key) ?? '';
  return kept in behaviours ? (kept as Behaviour) : 'normal';
};

/** Changes how the store behaves, on this page and the next ones of the visit. */
export function setBehaviour(to: Behaviour): void {
  sessionStorage.setItem(key, to);
  Object.assign(store(), behaviours[to]);
}

/** Gives the store its shelves and its memory; to be called before anything is read from it. */
export function startStore(): void {
  Object.assign(store(), options);
  setBehaviour(behaviour());
}
