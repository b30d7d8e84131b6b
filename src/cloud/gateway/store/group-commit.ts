/** A request that waits for the commit it will be part of. */
interface Waiting<Request, Result> {
  request: Request;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/** No commit holds more requests: the last one of it would wait long. */
const most = 1000;

/**
 * Requests that come at the same time share one commit. When it fails and one of them may be to blame, each gets a commit of its
 * own, so that this one fails alone.
 */
export class GroupCommit<Request, Result> {
  #waiting: Waiting<Request, Result>[] = [];
  #running: Promise<void> | undefined;

  /**
   * @param commit stores all of them or, throwing, none; answers in their order
   * @param done is told how many requests a commit held and how long it took, ms
   * @param blames whether an error may be one request's fault; else all of them fail with it
   */
  constructor(
    private readonly commit: (requests: Request[]) => Result[] | Promise<Result[]>,
    private readonly done: (size: number, ms: number) => void = () => {},
    private readonly blames: (error: unknown) => boolean = () => true,
  ) {}

  /** Resolves when the commit is done. */
  add(request: Request): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    // What this turn of the event loop still reads comes along.
    await new Promise((resolve) => setImmediate(resolve));
    for (let group = this.#begin(); group; ) {
      const outcome = await group.outcome;
      // Who came meanwhile is on the way to the disk before these are answered.
      const next = this.#begin();
      await this.#answer(group.requests, outcome);
      group = next ?? this.#begin();
    }
    this.#running = undefined;
  }

  /** Begins a commit of those that wait. */
  #begin(): { requests: Waiting<Request, Result>[]; outcome: Promise<Result[] | Failed> } | undefined {
    const requests = this.#waiting.splice(0, most);
    return requests.length ? { requests, outcome: this.#try(requests) } : undefined;
  }

  async #try(group: Waiting<Request, Result>[]): Promise<Result[] | Failed> {
    const began = performance.now();
    try {
      const results = await this.commit(group.map(({ request }) => request));
      this.done(group.length, performance.now() - began);
      return results;
    } catch (error) {
      return new Failed(error);
    }
  }

  async #answer(group: Waiting<Request, Result>[], outcome: Result[] | Failed): Promise<void> {
    if (!(outcome instanceof Failed)) group.forEach(({ resolve }, index) => resolve(outcome[index]!));
    else if (group.length === 1 || !this.blames(outcome.error)) group.forEach(({ reject }) => reject(outcome.error));
    else for (const waiting of group) await this.#answer([waiting], await this.#try([waiting]));
  }
}

/** A commit that failed. */
class Failed {
  constructor(readonly error: unknown) {}
}
