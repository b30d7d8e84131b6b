/** A request that waits for the commit it will be part of. */
interface Waiting<Request, Result> {
  request: Request;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/** No commit holds more requests: the last one of it would wait long. */
const most = 1000;

/**
 * Requests that come at the same time share one commit. When it fails, each of them gets a commit of its own, so that the
 * one that is to blame fails alone.
 */
export class GroupCommit<Request, Result> {
  #waiting: Waiting<Request, Result>[] = [];
  #running: Promise<void> | undefined;

  /**
   * @param commit stores all of them or, throwing, none; answers in their order
   * @param done is told how many requests a commit held and how long it took, ms
   */
  constructor(
    private readonly commit: (requests: Request[]) => Result[] | Promise<Result[]>,
    private readonly done: (size: number, ms: number) => void = () => {},
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
    while (this.#waiting.length) {
      // What this turn of the event loop still reads comes along.
      await new Promise((resolve) => setImmediate(resolve));
      await this.#commitAll(this.#waiting.splice(0, most));
    }
    this.#running = undefined;
  }

  async #commitAll(group: Waiting<Request, Result>[]): Promise<void> {
    const began = performance.now();
    try {
      const results = await this.commit(group.map(({ request }) => request));
      this.done(group.length, performance.now() - began);
      group.forEach(({ resolve }, index) => resolve(results[index]!));
    } catch (error) {
      if (group.length === 1) group[0]!.reject(error);
      else for (const waiting of group) await this.#commitAll([waiting]);
    }
  }
}
