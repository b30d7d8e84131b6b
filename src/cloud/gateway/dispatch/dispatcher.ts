import type { FunctionSpec } from '../runner/runner.js';
import { FunctionQueue, type QueueParts } from './function-queue.js';

/** How often it looks for what became due, or came in by another gateway, ms. */
const pollEvery = 250;

/** Leases whose owner never came back are given up this often, ms. */
const releaseEvery = 5_000;

/** Calls the functions with what is due, each by a queue of its own. */
export class Dispatcher {
  #queues = new Map<string, FunctionQueue>();
  #off = (): void => {};
  #releasedAt = 0;
  #polling: Promise<void> | undefined;
  #stopped = false;

  constructor(private readonly parts: QueueParts) {}

  /** Takes over what functions there are; a changed one keeps its circuit and its calls. */
  use(specs: readonly FunctionSpec[]): void {
    for (const spec of specs) {
      const queue = this.#queues.get(spec.name);
      if (queue) queue.spec = spec;
      else this.#queues.set(spec.name, new FunctionQueue(spec, this.parts));
    }
    const names = new Set(specs.map(({ name }) => name));
    for (const [name, queue] of this.#queues) {
      if (names.has(name)) continue;
      this.#queues.delete(name);
      void queue.stop(0);
    }
  }

  /** Begins to call. */
  start(): void {
    void this.poll();
  }

  /** Something is due now for these functions. */
  notify(names: Iterable<string>): void {
    if (this.#stopped) return;
    for (const name of names) this.#queues.get(name)?.wake();
  }

  /** Calls under way, and whether the circuit holds it back. */
  state(name: string): { active: number; circuitOpen: boolean } {
    const queue = this.#queues.get(name);
    return { active: queue?.active ?? 0, circuitOpen: queue?.circuit.isOpen ?? false };
  }

  /** Looks for what is due, then again after a while. */
  poll(): Promise<void> {
    this.#polling ??= this.#look().finally(() => {
      this.#polling = undefined;
      if (!this.#stopped) this.#off = this.parts.clock.after(pollEvery, () => void this.poll());
    });
    return this.#polling;
  }

  async #look(): Promise<void> {
    const { store, clock, failed } = this.parts;
    try {
      const now = clock.now();
      if (now - this.#releasedAt >= releaseEvery) {
        this.#releasedAt = now;
        await store.release({ endedBefore: now });
      }
      this.notify(this.#queues.keys());
    } catch (error) {
      failed(error);
    }
  }

  /** Ends: begins no more calls, waits for those under way for so long, gives the leases up. */
  async stop(drainMs: number): Promise<void> {
    this.#stopped = true;
    this.#off();
    await this.#polling;
    this.#off();
    await Promise.all([...this.#queues.values()].map((queue) => queue.stop(drainMs)));
    await this.parts.store.release({ owner: this.parts.owner });
  }
}
