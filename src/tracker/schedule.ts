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
  /** Runs the turn that is asked for. */
  #asked?: () => void;
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
    // Whichever comes first; then it is over for the other one.
    const run = (): void => {
      if (this.#asked !== run) return;
      this.#asked = undefined;
      if (this.#work(false)) this.ask();
    };
    this.#asked = run;
    // In a task of its own: the frame that is being made is painted before it.
    requestAnimationFrame(() => setTimeout(run));
    setTimeout(run, withoutPaint);
  }

  get #hidden(): boolean {
    return this.#leaving || document.hidden;
  }
}
