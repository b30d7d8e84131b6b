import type { Clock } from '../clock.js';
import { errorText, type Log } from '../log.js';

/** An answer is good for so long, ms: to find out is a write, and anybody may ask. */
const freshFor = 1000;

/** Whether the gateway takes events. Who asks from outside learns no more; why not is for the log. */
export class Readiness {
  #answer: Promise<boolean> | undefined;
  /** When the answer came; none yet while it is looked for. */
  #at: number | undefined;

  constructor(
    /** @throws while nothing is taken */
    private readonly check: () => Promise<void>,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** All who ask during one check, and soon after it, get the same answer. */
  isReady(): Promise<boolean> {
    // A clock that was put back does not keep an old answer.
    const stale = this.#at !== undefined && Math.abs(this.clock.now() - this.#at) >= freshFor;
    return !this.#answer || stale ? (this.#answer = this.#look()) : this.#answer;
  }

  async #look(): Promise<boolean> {
    this.#at = undefined;
    try {
      await this.check();
      return true;
    } catch (error) {
      this.log('warn', 'it is not ready', { error: errorText(error) });
      return false;
    } finally {
      this.#at = this.clock.now();
    }
  }
}
