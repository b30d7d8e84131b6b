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
  let values = 0;
  const look = (at: unknown, path: string, depth: number): Fault | undefined => {
    if (typeof at !== 'object' || at === null) return undefined;
    if (depth > maxDepth) return { field: path, expected: `at most ${maxDepth} levels` };
    const entries: [string, unknown][] = Object.entries(at);
    if ((values += entries.length) > maxValues) return { field: '', expected: `at most ${maxValues} values` };
    for (const [key, inside] of entries) {
      if (refused.has(key)) return { field: path, expected: `no key named ${key}` };
      const fault = look(inside, Array.isArray(at) ? `${path}[${key}]` : path ? `${path}.${key.slice(0, 40)}` : key.slice(0, 40), depth + 1);
      if (fault) return fault;
    }
    return undefined;
  };
  return look(value, '', 0);
}
