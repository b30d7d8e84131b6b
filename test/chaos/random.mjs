// Chance that can be had again: what a seed decides is the same in each run, when it happens is not.

/** Numbers from 0 until before 1, of a seed (mulberry32), and what is made of them. */
export function randomOf(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    /** A whole number from `least` to `most`. */
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    /** True in so many of 1 cases. */
    chance: (share) => next() < share,
    one: (list) => list[Math.floor(next() * list.length)],
    /** Another source of chance, on which this one's further use has no influence. */
    branch: () => randomOf(Math.floor(next() * 2 ** 32)),
  };
}

export const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
