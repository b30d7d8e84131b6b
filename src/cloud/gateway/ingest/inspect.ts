/** Deeper than any payload of the catalogue. */
const maxDepth = 20;

/** More values than a list of thousands of products has. */
const maxValues = 50_000;

/** Keys that reach a prototype when a careless receiver merges the payload into its own objects. */
const refused = new Set(['__proto__', 'constructor', 'prototype']);

/** What must not be inside an event, and where it is. */
export interface Fault {
  field: string;
  expected: string;
}

/** The first thing in a value that nobody should have to carry: a key that is refused, a depth or number of values beyond all use. */
export function inspect(value: unknown): Fault | undefined {
  const path: string[] = [];
  let values = 0;
  /** What is expected, at the place in `path`, where something else is. */
  const look = (at: object): string | undefined => {
    if (path.length > maxDepth) return `at most ${maxDepth} levels`;
    for (const key of Object.keys(at)) {
      if (refused.has(key)) return `no key named ${key}`;
      if (++values > maxValues) return `at most ${maxValues} values`;
      const inside = (at as Record<string, unknown>)[key];
      if (typeof inside !== 'object' || inside === null) continue;
      path.push(Array.isArray(at) ? `[${key}]` : key);
      const expected = look(inside);
      if (expected) return expected;
      path.pop();
    }
    return undefined;
  };
  const expected = typeof value === 'object' && value !== null ? look(value) : undefined;
  return expected === undefined ? undefined : { field: pathText(path), expected };
}

const pathText = (path: readonly string[]): string =>
  path.reduce((at, key) => at + (key.startsWith('[') ? key : `${at && '.'}${key.slice(0, 40)}`), '');
