// Chance that comes again: the same seed makes the same choices.

/** Choices of one request of a run (sfc32, whose states of two requests never meet): it can be made again alone. */
export function chanceOf(seed, index) {
  let [a, b, c, counter] = [seed | 0, index | 0, 0x9e3779b9 | 0, 1];
  const next = () => {
    const sum = (((a + b) | 0) + counter++) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let turn = 0; turn < 12; turn++) next();
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
