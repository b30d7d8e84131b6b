import type { FunctionOutcome } from './runner/runner.js';
import type { CallRates } from './studio/answers.js';

/** What is looked at: so many parts of so many ms. */
const parts = 30;
const partMs = 10_000;

/** Times of calls that are kept in a part; of more, each has the same chance to be among them. */
const samples = 500;

interface Part {
  /** Its number since 1970. */
  number: number;
  calls: number;
  failed: number;
  durations: number[];
  waits: number[];
  waited: number;
}

/** What calls were like in the last five minutes, by function, in bounded memory. */
export class RecentCalls {
  #functions = new Map<string, Part[]>();

  constructor(private readonly random: () => number) {}

  add(name: string, { kind, innocent, durationMs }: FunctionOutcome, waitedMs: number | undefined, now: number): void {
    // That another one crashed says nothing of this one.
    if (innocent) return;
    let all = this.#functions.get(name);
    if (!all) this.#functions.set(name, (all = []));
    const number = Math.floor(now / partMs);
    let part = all.at(-1);
    if (part?.number !== number) {
      all.push((part = { number, calls: 0, failed: 0, durations: [], waits: [], waited: 0 }));
      while (all[0]!.number <= number - parts) all.shift();
    }
    this.#sample(part.durations, durationMs, part.calls++);
    if (kind !== 'success') part.failed++;
    if (waitedMs !== undefined) this.#sample(part.waits, waitedMs, part.waited++);
  }

  of(name: string, now: number): CallRates {
    const number = Math.floor(now / partMs);
    const recent = (this.#functions.get(name) ?? []).filter((part) => part.number > number - parts && part.number <= number);
    const sum = (read: (part: Part) => number): number => recent.reduce((total, part) => total + read(part), 0);
    const durations = recent.flatMap((part) => part.durations).sort((one, other) => one - other);
    const waits = recent.flatMap((part) => part.waits).sort((one, other) => one - other);
    return {
      calls: sum((part) => part.calls),
      failed: sum((part) => part.failed),
      spanMs: parts * partMs,
      p50: quantile(durations, 0.5),
      p99: quantile(durations, 0.99),
      waitP99: quantile(waits, 0.99),
      parts: Array.from({ length: parts }, (_, index) => {
        const { calls = 0, failed = 0 } = recent.find((part) => part.number === number - parts + 1 + index) ?? {};
        return { calls, failed };
      }),
    };
  }

  #sample(kept: number[], value: number, seen: number): void {
    if (kept.length < samples) return void kept.push(value);
    const place = Math.floor(this.random() * (seen + 1));
    if (place < samples) kept[place] = value;
  }
}

/** The value that this share of a sorted list does not exceed. */
const quantile = (sorted: readonly number[], share: number): number | undefined => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
