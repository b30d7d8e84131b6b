/** On the page under one name for all copies of these scripts: what pushes of ours look like is nothing but a push. */
const key = Symbol.for('ecom-events.ours');

const page = globalThis as unknown as { [key]?: WeakSet<object> };

/** Marks what a destination of ours hands to a page's queue, and returns it: who reads that queue reports it not again. */
export function ours<Push extends object>(push: Push): Push {
  (page[key] ??= new WeakSet()).add(push);
  return push;
}

/** Whether a destination of ours has handed it over. */
export const isOurs = (push: unknown): boolean => !!page[key]?.has(push as object);
