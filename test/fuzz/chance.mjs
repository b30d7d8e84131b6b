// Chance that comes again: the same seed makes the same choices.

/** Choices of a seed (mulberry32). */
export function chanceOf(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const chance = {
    next,
    /** Whole numbers from 0 until before `end`. */
    below: (end) => Math.floor(next() * end),
    pick: (list) => list[Math.floor(next() * list.length)],
    /** True so often, from 0 to 1. */
    is: (part) => next() < part,
    text: (length, signs = 'abcdefghijklmnopqrstuvwxyz0123456789') => Array.from({ length }, () => signs[Math.floor(next() * signs.length)]).join(''),
    /** One of the choices, each as often as its weight says. */
    weighted(choices) {
      let left = next() * choices.reduce((sum, [weight]) => sum + weight, 0);
      return choices.find(([weight]) => (left -= weight) < 0)[1];
    },
  };
  return chance;
}

/** The seed of one request of a run: it can be made again alone. */
export const seedOf = (seed, index) => Math.imul(seed ^ Math.imul(index + 1, 0x9e3779b1), 0x85ebca6b) >>> 0;
