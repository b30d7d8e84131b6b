/** A name with dots between its words, `gift-wrapped` → `gift.wrapped`: what events of a shop's own are called in Cloud Mode. `*`, which stands for all, stays. */
export const dotted = (name: string): string =>
  name === '*' ? name : name.trim().toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '.').replace(/^\.|\.$/g, '');
