import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { bundleHarness } from './bundle.js';
import { createEgress, type Egress, type EgressRules } from './egress.js';
import { findWorkerd, workerdConfig } from './workerd.js';

/** Bounds of one process. */
export interface ProcessLimits {
  /** Resident memory at which it is ended, MB. */
  memoryMb: number;
  /** JavaScript heap, MB. */
  heapMb: number;
  /** How long it may take to start, ms. */
  startMs: number;
}

export const processLimits: ProcessLimits = { memoryMb: 320, heapMb: 128, startMs: 10_000 };

/** Memory that workerd reserves as writable without using it, MB; on top of it comes what it may use. */
const reservedMb = 640;
const pageBytes = 4096;
/** How often memory is looked at while calls are under way, ms. */
const watchMs = 50;
/** An answer longer than this is none, in bytes: the harness bounds honest ones far below. */
const maxAnswer = 1024 * 1024;
/** What of its error output is kept, in characters. */
const maxErrors = 4_000;

/** Why a process ended. */
export type EndCause = 'crash' | 'memory' | 'deadline' | 'stopped';

/** The process ended during a call. */
export class ProcessEnded extends Error {
  /** @param alone whether no other call was under way */
  constructor(
    readonly why: EndCause,
    readonly alone: boolean,
  ) {
    super(`the process ended: ${why}`);
  }
}

/** The call took longer than it has. */
export class DeadlinePassed extends Error {}

/** The answer is longer than any may be. */
export class AnswerTooLong extends Error {}

const files = ['config.capnp', 'harness.js', 'function.js', 'in.sock', 'out.sock'];

/**
 * A shell sets the limit of memory and becomes workerd. Beside it waits a second one that ends workerd and tidies up when our
 * process is gone, however it went: then the pipe closes without the word.
 */
const wrapper = `(read -r _ <&4 && exit 0; kill -9 $$; /bin/rm -f ${files.join(' ')}; /bin/rmdir "$PWD") 2>/dev/null & ulimit -d "$0" 2>/dev/null; exec "$@" 4<&-`;

/** One workerd with one function. */
export class SandboxProcess {
  /** Resolves with the cause when it has ended. */
  readonly ended: Promise<EndCause>;
  #cause: EndCause = 'crash';
  #isOver = false;
  #underWay = 0;
  /** Calls that were under way when it ended. */
  #lost = 0;
  #watch: NodeJS.Timeout | undefined;
  readonly #awaitIdle: (() => void)[] = [];
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 512 });

  private constructor(
    readonly folder: string,
    readonly egress: Egress,
    readonly child: ChildProcess,
    readonly limits: ProcessLimits,
    private readonly errors: () => string,
  ) {
    this.ended = new Promise((resolve) => {
      const over = (): void => {
        if (this.#isOver) return;
        this.#isOver = true;
        this.#lost = this.#underWay;
        clearInterval(this.#watch);
        // The word for the shell that waits; then nobody reads any more.
        (child.stdio[4] as Writable).end('over\n');
        this.#agent.destroy();
        egress.close();
        rmSync(folder, { recursive: true, force: true });
        resolve(this.#cause);
      };
      // The second: it could not even be started.
      child.once('exit', over).once('error', over);
    });
  }

  /**
   * Starts one.
   *
   * @throws with what workerd says of the code
   */
  static async start(code: string, rules: EgressRules, limits: ProcessLimits): Promise<SandboxProcess> {
    const workerd = findWorkerd();
    const harness = await bundleHarness();
    const folder = mkdtempSync(join(tmpdir(), 'ecom-function-'));
    const written = { 'config.capnp': workerdConfig(limits.heapMb), 'harness.js': harness, 'function.js': code };
    for (const [name, text] of Object.entries(written)) writeFileSync(join(folder, name), text, { mode: 0o600 });
    const egress = createEgress(rules);
    await egress.listen(join(folder, 'out.sock'));
    const limit = String((reservedMb + limits.memoryMb) * 1024);
    const child = spawn('/bin/sh', ['-c', wrapper, limit, workerd, 'serve', 'config.capnp', '--control-fd=3'], {
      cwd: folder,
      env: {},
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    });
    let errors = '';
    child.stderr?.on('data', (part: Buffer) => {
      if (errors.length < maxErrors) errors += part.toString().slice(0, maxErrors);
    });
    for (const stream of child.stdio) stream?.on('error', () => {});
    const sandbox = new SandboxProcess(folder, egress, child, limits, () => errors);
    await sandbox.#listening();
    return sandbox;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  get underWay(): number {
    return this.#underWay;
  }

  /** Resolves when no call is under way. */
  idle(): Promise<void> {
    return this.#underWay ? new Promise((resolve) => this.#awaitIdle.push(resolve)) : Promise.resolve();
  }

  async #listening(): Promise<void> {
    const late = setTimeout(() => this.#end('deadline'), this.limits.startMs);
    const heard = new Promise<undefined>((resolve) => this.child.stdio[3]?.once('data', () => resolve(undefined)));
    const cause = await Promise.race([heard, this.ended]);
    clearTimeout(late);
    if (cause === 'deadline') throw new Error(`it was not ready within ${this.limits.startMs} ms`);
    if (cause) throw new Error(startError(this.errors()));
  }

  /**
   * One request to the harness. A signal ends the waiting for it, not what its code does: that is looked after until it ends, or its
   * deadline passes.
   *
   * @throws ProcessEnded, DeadlinePassed (it was alone in its process, which is ended: its code does not give the thread back),
   *   AnswerTooLong, the signal's reason
   */
  async ask(body: object | undefined, deadlineMs: number, signal?: AbortSignal): Promise<string> {
    signal?.throwIfAborted();
    const answer = this.#askWatched(body, deadlineMs);
    if (!signal) return answer;
    const cut = new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }));
    return Promise.race([answer, cut]);
  }

  async #askWatched(body: object | undefined, deadlineMs: number): Promise<string> {
    this.#underWay++;
    this.#watch ??= setInterval(() => this.#look(), watchMs).unref();
    let second: NodeJS.Timeout | undefined;
    // An answer may be waiting to be read when our own thread was busy: it gets one more turn.
    const first = setTimeout(() => {
      second = setTimeout(() => this.#end('deadline'), 50);
    }, deadlineMs);
    try {
      return await this.#exchange(body);
    } catch (error) {
      if (error instanceof AnswerTooLong) throw error;
      // A connection breaks just before the process is known to be over.
      const cause = await Promise.race([this.ended, new Promise<undefined>((resolve) => setTimeout(resolve, 2_000, undefined).unref())]);
      const alone = this.#lost <= 1;
      // Of several that shared the thread nobody knows which one kept it.
      if (cause === 'deadline' && alone) throw new DeadlinePassed();
      throw new ProcessEnded(cause ?? 'crash', alone);
    } finally {
      clearTimeout(first);
      clearTimeout(second);
      if (!--this.#underWay) {
        clearInterval(this.#watch);
        this.#watch = undefined;
        for (const tell of this.#awaitIdle.splice(0)) tell();
      }
    }
  }

  #exchange(body: object | undefined): Promise<string> {
    return new Promise((resolve, reject) => {
      const outgoing = request({ socketPath: join(this.folder, 'in.sock'), path: '/', method: body ? 'POST' : 'GET', agent: this.#agent }, (answer) => {
        const parts: Buffer[] = [];
        let size = 0;
        answer.on('data', (part: Buffer) => {
          parts.push(part);
          size += part.length;
          if (size > maxAnswer) answer.destroy(new AnswerTooLong());
        });
        answer.once('error', reject).once('end', () => resolve(Buffer.concat(parts).toString()));
      });
      outgoing.once('error', reject).end(body && JSON.stringify(body));
    });
  }

  /** Ends it when it holds too much memory; where there is no /proc, only the limits of heap and data are there. */
  #look(): void {
    try {
      const pages = Number(readFileSync(`/proc/${this.child.pid}/statm`, 'utf8').split(' ')[1]);
      if ((pages * pageBytes) / 1024 ** 2 > this.limits.memoryMb) this.#end('memory');
    } catch {
      // Not Linux, or gone.
    }
  }

  #end(cause: EndCause): void {
    if (this.#isOver) return;
    this.#cause = cause;
    this.child.kill('SIGKILL');
  }

  /** Ends it; calls under way are lost. */
  async stop(): Promise<void> {
    this.#end('stopped');
    await this.ended;
  }
}

/** The lines of workerd that concern the author. */
function startError(errors: string): string {
  const lines = errors.split('\n').filter((line) => line.trim() && !/^(stack:|\*\*\*)|service function: $|\bNOSENTRY\b/.test(line));
  return lines.map((line) => line.replace(/^service function: /, '').replace(/^.*?\.c\+\+:\d+: /, '')).slice(0, 8).join('\n').slice(0, 1_000) || 'workerd ended at once';
}
