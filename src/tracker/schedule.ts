/** How long one turn may hold the main thread before it lets the page go first, in milliseconds. */
export const turn = 8;

/** A page that does not paint (an off-screen frame) gets its deliveries after this many milliseconds. */
const withoutPaint = 500;

/**
 * When deliveries run: after the next paint, so that no callback stands between a click and what the
 * shopper sees of it; or at once when the page is being hidden, since it may never come back.
 */
export class Schedule {
  #work: (finish: boolean) => boolean;
  #asked = false;
  #hiding = false;
  #channel?: MessageChannel;
  #timer?: ReturnType<typeof setTimeout>;

  /**
   * `work(finish)` does one turn of what there is to do and says whether more is left; with `finish` it
   * does everything.
   */
  constructor(work: (finish: boolean) => boolean) {
    this.#work = work;
    addEventListener('pagehide', () => this.#hide(true), true);
    addEventListener('pageshow', () => (this.#hiding = false), true);
    document.addEventListener('visibilitychange', () => this.#hide(document.hidden), true);
  }

  /** There is something to do. */
  ask(): void {
    if (this.#hiding || document.hidden) {
      this.#work(true);
    } else if (!this.#asked) {
      this.#asked = true;
      const afterPaint = (): void => {
        clearTimeout(this.#timer);
        cancelAnimationFrame(frame);
        this.#later();
      };
      const frame = requestAnimationFrame(afterPaint);
      this.#timer = setTimeout(afterPaint, withoutPaint);
    }
  }

  /** In a task of its own: the frame that is being made is painted before it. */
  #later(): void {
    if (!this.#channel) {
      this.#channel = new MessageChannel();
      this.#channel.port1.onmessage = () => {
        this.#asked = false;
        if (this.#work(false)) {
          this.#asked = true;
          this.#later();
        }
      };
    }
    this.#channel.port2.postMessage(0);
  }

  #hide(hiding: boolean): void {
    this.#hiding = hiding;
    if (hiding) this.#work(true);
  }
}
