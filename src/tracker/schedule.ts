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
  /** Number of the turn that is asked for; 0 when none is. */
  #asked = 0;
  #turns = 0;
  #timer?: ReturnType<typeof setTimeout>;
  #hiding = false;

  /**
   * `work(finish)` does one turn of what there is to do and says whether more is left; with `finish` it
   * does everything.
   */
  constructor(work: (finish: boolean) => boolean) {
    this.#work = work;
    addEventListener('pagehide', () => this.#hide(true), true);
    addEventListener('pageshow', () => this.#hide(false), true);
    document.addEventListener('visibilitychange', () => this.#hide(document.hidden), true);
  }

  /** There is something to do. */
  ask(): void {
    if (this.#hiding || document.hidden) this.#work(true);
    else if (!this.#asked) {
      this.#asked = ++this.#turns;
      // In a task of its own: the frame that is being made is painted before it.
      requestAnimationFrame(() => setTimeout(() => this.#run()));
      this.#watch();
    }
  }

  #run(): void {
    this.#asked = 0;
    if (this.#work(false)) {
      this.#asked = ++this.#turns;
      setTimeout(() => this.#run());
    }
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

  #hide(hiding: boolean): void {
    this.#hiding = hiding;
    if (hiding) this.#work(true);
  }
}
