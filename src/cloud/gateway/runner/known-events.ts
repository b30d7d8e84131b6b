import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isObject } from '../../../events/plain.js';
import type { FunctionSpec } from './runner.js';

/**
 * Which events each function takes, over restarts: what names its events in its code cannot be asked while it cannot start, and what
 * comes meanwhile is to wait for it.
 */
export class KnownEvents {
  #known: Record<string, string[]> = {};

  /** @param file where it is kept; nowhere when absent */
  constructor(private readonly file: string | undefined) {
    if (!file) return;
    try {
      const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
      if (isObject(read)) for (const [name, events] of Object.entries(read)) if (Array.isArray(events)) this.#known[name] = events.filter((event) => typeof event === 'string');
    } catch {
      // Not there yet, or nothing that can be read: what runs says it again.
    }
  }

  of(name: string): string[] | undefined {
    return Object.hasOwn(this.#known, name) ? this.#known[name] : undefined;
  }

  /** Keeps what these take; those that are not among them are gone. */
  keep(specs: readonly Pick<FunctionSpec, 'name' | 'events'>[]): void {
    const next = Object.fromEntries(specs.map(({ name, events }) => [name, events]));
    if (!this.file || JSON.stringify(next) === JSON.stringify(this.#known)) return;
    this.#known = next;
    try {
      mkdirSync(dirname(this.file), { recursive: true, mode: 0o700 });
      writeFileSync(`${this.file}.new`, JSON.stringify(next, null, 2));
      renameSync(`${this.file}.new`, this.file);
    } catch {
      // A folder that cannot be written to: it is known as long as the process lives.
    }
  }
}
