/** What names of ours begin with, in storage and of locks: an origin has one of each for all its scripts. */
export const prefix = 'ecom.';

/** What is stored under a name of ours, after writing `value` when one is given; an empty one removes it. */
export function stored(name: string, value?: string): string {
  try {
    if (value) localStorage.setItem(prefix + name, value);
    else if (value === '') localStorage.removeItem(prefix + name);
    return localStorage.getItem(prefix + name) ?? '';
  } catch {
    // A sandboxed frame or a browser setting makes the mere access throw; or it is full.
    return value ?? '';
  }
}

/** Removes all that is stored under names that match. */
export function clearStored(names: RegExp): void {
  try {
    for (const key of Object.keys(localStorage)) if (names.test(key)) localStorage.removeItem(key);
  } catch {
    // Where nothing can be read, nothing was written.
  }
}
