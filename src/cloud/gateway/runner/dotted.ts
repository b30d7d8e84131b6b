/** A name with dots between its words, `gift-wrapped` → `gift.wrapped`: what events of a shop's own are called in Cloud Mode. */
export const dotted = (name: string): string =>
  name.trim().toLowerCase().replace(/[^\p{L}\p{N}*]+/gu, '.').replace(/^\.|\.$/g, '');
