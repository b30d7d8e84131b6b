import type {} from '../../src/index.js';
import type { MemoryMood, MemoryPlatform } from '../../src/platforms/memory.js';
import { products } from './catalogue.js';

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
  const stock = products.flatMap(({ id, stock }) => (stock === undefined ? [] : [[id, stock]]));
  Object.assign(store(), { currency: 'SAR', storageKey: 'finjan-store', stock: Object.fromEntries(stock) });
  setBehaviour(behaviour());
}
