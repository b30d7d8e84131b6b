import { randomBytes } from 'node:crypto';
import { isObject, type JsonObject } from '../../../events/plain.js';
import { dotted } from '../dotted.js';
import { cloudNameOf } from '../names.js';
import { egressCall, type EgressRules } from './egress.js';
import { emptyOutcome, lateText, outcomeOfSandbox } from './outcome.js';
import type { FunctionCall, FunctionOutcome } from './runner.js';
import { AnswerTooLong, DeadlinePassed, ProcessEnded, SandboxProcess, type EndCause, type ProcessLimits } from './sandbox-process.js';

/** What a function needs besides its code. */
export interface LocalOptions {
  rules: EgressRules;
  limits: ProcessLimits;
  settings: JsonObject | null;
}

/** Longer than the harness's own clock, which ends what merely waits; only a loop gets here, ms. */
const grace = 250;
const firstPause = 100;
const longestPause = 30_000;
/** Deliveries kept in mind as possible causes of a crash, and how many of them are tried alone at a time. */
const maxSuspects = 1_000;
const maxAlone = 3;

/** A call waits for a pause that is no longer than this, ms. */
const shortPause = 1_000;

/** It does not run now, and when it is tried again, ms. */
class NotRunning extends Error {
  /** @param innocent whether this call had no part in it */
  constructor(
    message: string,
    readonly retryAfterMs: number,
    readonly innocent: boolean,
  ) {
    super(message);
  }
}

/** A process that is there again after it ended, sooner or later: each failure in a row doubles the pause. */
class Lane {
  #running: SandboxProcess | undefined;
  #starting: Promise<SandboxProcess> | undefined;
  #isClosed = false;
  #failures = 0;
  #notBefore = 0;

  constructor(
    private readonly code: string,
    private readonly options: LocalOptions,
  ) {}

  /** @throws NotRunning, or ProcessEnded when it is closed */
  async process(): Promise<SandboxProcess> {
    if (this.#isClosed) throw new ProcessEnded('stopped', false);
    if (this.#running && !this.#running.isOver) return this.#running;
    const pause = this.#starting ? 0 : this.#notBefore - Date.now();
    if (pause > shortPause) throw new NotRunning('it failed just now and is started again later', pause, true);
    if (pause > 0) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      return this.process();
    }
    this.#starting ??= this.#start().finally(() => (this.#starting = undefined));
    return this.#starting;
  }

  async #start(): Promise<SandboxProcess> {
    try {
      const started = await SandboxProcess.start(this.code, this.options.rules, this.options.limits);
      void started.ended.then((cause) => this.#note(cause));
      this.#running = started;
      return started;
    } catch (error) {
      this.#note('crash');
      throw new NotRunning(error instanceof Error ? error.message : String(error), Math.max(0, this.#notBefore - Date.now()), false);
    }
  }

  /** A call went well: the next failure is the first again. */
  worked(): void {
    this.#failures = 0;
  }

  #note(cause: EndCause): void {
    if (cause === 'stopped') return;
    const pause = this.#failures++ ? Math.min(longestPause, firstPause * 2 ** (this.#failures - 2)) : 0;
    this.#notBefore = Date.now() + pause;
  }

  /** Ends it when the calls under way have ended, or at once. */
  async stop(atOnce: boolean): Promise<void> {
    this.#isClosed = true;
    await this.#starting?.catch(() => undefined);
    if (!atOnce) await this.#running?.idle();
    await this.#running?.stop();
  }
}

/** One version of a function, its processes, and what is known of calls that may have ended them. */
export class LocalFunction {
  readonly #main: Lane;
  /** Processes of calls that are tried alone. */
  readonly #alone = new Set<Lane>();
  /** Deliveries that were under way when a process crashed: each is tried again alone, so that the guilty one is found and no other pays. */
  readonly #suspects = new Set<string>();

  constructor(
    readonly code: string,
    private readonly options: LocalOptions,
  ) {
    this.#main = new Lane(code, options);
  }

  /**
   * Starts it and asks which events it names; undefined when it names none itself.
   *
   * @throws when the code cannot be started or used
   */
  async describe(): Promise<string[] | undefined> {
    const process = await this.#main.process();
    const answer: unknown = JSON.parse(await process.ask(undefined, this.options.limits.startMs));
    if (isObject(answer) && typeof answer.problem === 'string') throw new Error(answer.problem);
    const events = isObject(answer) && Array.isArray(answer.events) ? answer.events.filter((event) => typeof event === 'string') : undefined;
    const unusual = isObject(answer) && answer.isMap && events?.find((event) => dotted(event) !== cloudNameOf(event));
    if (unusual) throw new Error(`"${unusual}" of its map is no cloud name; write ${cloudNameOf(unusual)}`);
    return events;
  }

  async call(call: FunctionCall, signal: AbortSignal): Promise<FunctionOutcome> {
    if (!this.#suspects.has(call.delivery.id)) return this.#attempt(this.#main, call, signal);
    // It comes again soon: who waits here would wait for loops that take all their time, one after the other.
    if (this.#alone.size >= maxAlone) return emptyOutcome({ kind: 'retry', status: 503, message: 'it waits to be tried in a process of its own', innocent: true });
    const lane = new Lane(this.code, this.options);
    this.#alone.add(lane);
    try {
      return await this.#attempt(lane, call, signal);
    } finally {
      this.#alone.delete(lane);
      await lane.stop(true);
    }
  }

  async #attempt(lane: Lane, call: FunctionCall, signal: AbortSignal): Promise<FunctionOutcome> {
    const startedAt = performance.now();
    const done = new AbortController();
    const record = egressCall(call.delivery.id, done.signal);
    let part: FunctionOutcome;
    try {
      signal.throwIfAborted();
      const process = await lane.process();
      const token = randomBytes(16).toString('hex');
      const dismiss = process.egress.admit(token, record);
      try {
        const body = { context: this.#contextOf(call), token, timeoutMs: call.timeoutMs };
        part = outcomeOfSandbox(await process.ask(body, call.timeoutMs + grace, signal), call.timeoutMs);
        lane.worked();
        this.#suspects.delete(call.delivery.id);
      } finally {
        dismiss();
      }
    } catch (error) {
      part = this.#failure(error, call, signal);
    } finally {
      done.abort();
    }
    return { ...part, requests: record.requests, durationMs: Math.round((performance.now() - startedAt) * 10) / 10 };
  }

  #failure(error: unknown, call: FunctionCall, signal: AbortSignal): FunctionOutcome {
    if (signal.aborted) return emptyOutcome({ kind: 'retry', message: 'it was stopped', innocent: true });
    if (error instanceof NotRunning) {
      const { message, retryAfterMs, innocent } = error;
      return emptyOutcome({ kind: 'retry', status: 503, message, ...(retryAfterMs && { retryAfterMs }), ...(innocent && { innocent }) });
    }
    if (error instanceof DeadlinePassed) return emptyOutcome({ kind: 'retry', status: 504, message: `${lateText(call.timeoutMs)} and did not give way` });
    if (error instanceof AnswerTooLong) return emptyOutcome({ kind: 'rejected', message: 'its answer is too long' });
    if (!(error instanceof ProcessEnded)) return emptyOutcome({ kind: 'retry', status: 500, message: 'the sandbox did not answer' });
    if (error.why === 'stopped') return emptyOutcome({ kind: 'retry', message: 'it was stopped', innocent: true });
    const why = error.why === 'memory' ? 'it used more memory than it may' : 'its process ended';
    if (error.alone) return emptyOutcome({ kind: 'retry', status: 500, message: why });
    this.#suspect(call.delivery.id);
    return emptyOutcome({ kind: 'retry', status: 503, message: 'a call ended the process that it shared with others', innocent: true });
  }

  #suspect(id: string): void {
    this.#suspects.add(id);
    const [oldest] = this.#suspects;
    if (oldest !== undefined && this.#suspects.size > maxSuspects) this.#suspects.delete(oldest);
  }

  #contextOf({ payload, delivery, source }: FunctionCall): JsonObject {
    return { payload, settings: this.options.settings, merchant: { id: payload.merchant }, delivery, source };
  }

  /** Ends its processes: at once, or when the calls under way have ended. */
  async close(atOnce = true): Promise<void> {
    await Promise.all([this.#main, ...this.#alone].map((lane) => lane.stop(atOnce)));
  }
}
