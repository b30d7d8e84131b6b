/** How long one turn may hold the main thread before it lets the page go first, in milliseconds. */
export const turn = 8;

/** A page that does not paint (an off-screen frame) gets its deliveries after this many milliseconds. */
const withoutPaint = 500;

/**
 * When deliveries run: after the next paint, so that no callback stands between a click and what the
 * shopper sees of it; or at once when the page is being hidden, since it may never come back.
 */
export class Schedule {
  readonly #work: (finish: boolean) => boolean;
  /** Stands for the turn that is asked for. */
  #asked?: object;
  #timer?: ReturnType<typeof setTimeout>;
  #leaving = false;

  /**
   * `work(finish)` does one turn of what there is to do and says whether more is left; with `finish` it
   * does everything.
   */
  constructor(work: (finish: boolean) => boolean) {
    this.#work = work;
    for (const type of ['pagehide', 'pageshow', 'visibilitychange']) {
      addEventListener(
        type,
        () => {
          this.#leaving = type === 'pagehide';
          if (this.#hidden) work(true);
        },
        true,
      );
    }
  }

  /** There is something to do. */
  ask(): void {
    // Something is left only of a callback that reports while it is called: that waits, or it could go on for ever.
    if ((this.#hidden && !this.#work(true)) || this.#asked) return;
    this.#asked = {};
    // In a task of its own: the frame that is being made is painted before it.
    requestAnimationFrame(() => setTimeout(() => this.#run()));
    this.#watch();
  }

  #run(): void {
    this.#asked = undefined;
    if (this.#work(false)) this.ask();
  }

  /** One timer for many turns: it steps in for a frame that has not come since it was set. */
  #watch(): void {
    const turn = this.#asked;
    if (this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#asked === turn) this.#run();
      else if (this.#asked) this.#watch();
    }, withoutPaint);
  }

  get #hidden(): boolean {
    return this.#leaving || document.hidden;
  }
}
