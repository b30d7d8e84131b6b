import type { Clock } from '../clock.js';
import { withoutPersonal } from '../ingest/personal.js';
import { errorText } from '../log.js';
import type { FunctionCall, FunctionOutcome, FunctionSpec, Runner } from '../runner/runner.js';
import type { Claimed, Store } from '../store/store.js';
import { Circuit } from './circuit.js';
import { transition } from './transition.js';

/** What a function has to answer in when it says nothing else, ms. */
const defaultTimeout = 30_000;
/** Calls of one function at a time when it says nothing else. */
const defaultConcurrency = 4;
/** What a runner may need beyond a function's time before it is held to be dead, ms: it may have to start a process. */
const grace = 15_000;
/** A lease is longer than the longest call, ms. */
const leaseMargin = 30_000;
/** Of what a function answered and wrote, so many characters are kept. */
const maxKept = 8_000;

/** What a queue works with. */
export interface QueueParts {
  store: Store;
  runner: Runner;
  clock: Clock;
  /** Name of this process, by which its leases are known. */
  owner: string;
  random: () => number;
  /** Whether a function gets what is personal. */
  personalFor(name: string): boolean;
  /** Told of each call that ended, with the time from the event's arrival to its first call, ms. */
  called(spec: FunctionSpec, outcome: FunctionOutcome, waitedMs: number | undefined): void;
  /** Told when something other than a function failed. */
  failed(error: unknown): void;
}

/** Calls one function with what is due to it; what another does is none of its business. */
export class FunctionQueue {
  readonly circuit = new Circuit();
  /** Calls until their end is stored. */
  #running = new Set<Promise<void>>();
  /** Calls that the function works on. */
  #active = 0;
  #calls = new Set<AbortController>();
  #turn: Promise<void> | undefined;
  #again = false;
  #stopped = false;

  constructor(
    public spec: FunctionSpec,
    private readonly parts: QueueParts,
  ) {}

  /** Calls under way. */
  get active(): number {
    return this.#active;
  }

  /** Looks for what is due. While it looks, a further call makes it look once more. */
  wake(): void {
    this.#again = true;
    this.#turn ??= this.#takeTurns().finally(() => (this.#turn = undefined));
  }

  /** Begins no further calls; resolves when none is under way, or `drainMs` are over and the rest was cut off. */
  async stop(drainMs: number): Promise<void> {
    this.#stopped = true;
    await this.#turn;
    const cut = this.parts.clock.after(drainMs, () => {
      for (const call of this.#calls) call.abort();
    });
    await Promise.all(this.#running);
    cut();
  }

  async #takeTurns(): Promise<void> {
    while (this.#again && !this.#stopped) {
      // What else comes in with this turn of the event loop is looked for at once.
      await new Promise((resolve) => setImmediate(resolve));
      this.#again = false;
      const { clock, store, owner } = this.parts;
      const { name, timeoutMs = defaultTimeout, concurrency = defaultConcurrency } = this.spec;
      const now = clock.now();
      const limit = this.circuit.allowed(concurrency - this.#active, now);
      if (limit <= 0) return;
      try {
        const claimed = await store.claim({ function: name, limit, owner, now, until: now + timeoutMs + leaseMargin });
        for (const one of claimed) this.#begin(one, timeoutMs);
      } catch (error) {
        this.parts.failed(error);
      }
    }
  }

  #begin(claimed: Claimed, timeoutMs: number): void {
    this.circuit.began();
    this.#active++;
    const call = this.#call(claimed, timeoutMs).finally(() => {
      this.#running.delete(call);
      if (!this.#stopped) this.wake();
    });
    this.#running.add(call);
  }

  async #call(claimed: Claimed, timeoutMs: number): Promise<void> {
    const { store, clock, random, called, failed } = this.parts;
    const waited = claimed.delivery.attempts ? undefined : clock.now() - claimed.event.receivedAt;
    const outcome = await this.#run(claimed, timeoutMs);
    this.#active--;
    try {
      if (!outcome) {
        // Cut off by a stop: nobody knows how it ended, so it will be called again with the same id.
        await store.finish({ claimed, state: 'pending', due: clock.now(), reason: 'cut off by a stop' });
        return;
      }
      if (outcome.innocent) this.circuit.void();
      else this.circuit.ended(outcome.kind === 'retry', clock.now());
      // The function is free: what is next is fetched while this is stored.
      if (!outcome.gone && !this.#stopped) this.wake();
      const finish = transition({ claimed, outcome: bound(outcome), scheduleMs: this.spec.scheduleMs, now: clock.now(), chance: random() });
      if (outcome.gone) await store.pause(this.spec.name, 'its server answered that it is gone (410)', clock.now());
      await store.finish(finish);
      called(this.spec, outcome, waited);
    } catch (error) {
      // The lease runs out and the delivery is called again.
      failed(error);
    }
  }

  /** Calls it; a runner that throws or never answers counts as a failure. `undefined`: it was cut off. */
  async #run(claimed: Claimed, timeoutMs: number): Promise<FunctionOutcome | undefined> {
    const { clock, runner } = this.parts;
    const began = clock.now();
    const failure = (message: string): FunctionOutcome => ({ kind: 'retry', message, logs: [], requests: [], durationMs: clock.now() - began });
    const call = new AbortController();
    const late = `no answer after ${timeoutMs + grace} ms`;
    const off = clock.after(timeoutMs + grace, () => call.abort(late));
    this.#calls.add(call);
    const ended = new Promise<FunctionOutcome | undefined>((resolve) => {
      call.signal.addEventListener('abort', () => resolve(call.signal.reason === late ? failure(late) : undefined));
    });
    try {
      return await Promise.race([runner.call(this.#context(claimed, timeoutMs), call.signal), ended]);
    } catch (error) {
      return call.signal.aborted ? await ended : failure(errorText(error));
    } finally {
      off();
      this.#calls.delete(call);
    }
  }

  #context({ delivery, event }: Claimed, timeoutMs: number): FunctionCall {
    const personal = this.parts.personalFor(this.spec.name);
    const data = personal ? event.payload : withoutPersonal(event.type, event.payload);
    return {
      function: this.spec.name,
      delivery: { id: delivery.id, attempt: delivery.attempts + 1 },
      payload: { event: delivery.event, merchant: delivery.merchant, created_at: new Date(event.occurredAt).toISOString(), data },
      source: event.source,
      timeoutMs,
    };
  }
}

/** An outcome whose texts are no longer than is worth keeping. */
function bound(outcome: FunctionOutcome): FunctionOutcome {
  let left = maxKept;
  const logs = outcome.logs.flatMap((line) => {
    if (left <= 0) return [];
    const text = line.text.slice(0, left);
    left -= text.length;
    return [{ ...line, text }];
  });
  const short = <Value>(value: Value): Value | string => {
    const text = JSON.stringify(value) ?? '';
    return text.length > maxKept ? `${text.slice(0, maxKept)}…` : value;
  };
  return {
    ...outcome,
    logs,
    requests: outcome.requests.slice(0, 50),
    ...(outcome.message !== undefined && { message: outcome.message.slice(0, 1000) }),
    ...(outcome.data !== undefined && { data: short(outcome.data) }),
    ...(outcome.error !== undefined && { error: short(outcome.error) }),
  };
}
