/** While something is on its way it is looked at again after this many milliseconds: an open promise ends without a word. */
const again = 1000;

/** What is looked at may cost this part of the main thread. */
const share = 0.1;

/** What the tracker says on the document when something has changed. */
const news = ['ecom-recorded', 'ecom-receipt', 'ecom-invalid', 'ecom-consent'];

/**
 * Calls `look` when there is news of events: once for all of a frame, and the longer it takes, the less often. `look` says
 * whether something is still on its way.
 */
export class Watch {
  readonly #look: () => boolean;
  #asked?: object | undefined;
  #timer?: ReturnType<typeof setTimeout>;
  /** Not before, milliseconds of `performance.now()`. */
  #rest = 0;
  /** When it is looked at next. */
  #due = Infinity;

  constructor(look: () => boolean) {
    this.#look = look;
  }

  get isOn(): boolean {
    return !!this.#asked;
  }

  start(): void {
    if (this.#asked) return;
    this.#asked = {};
    for (const type of news) document.addEventListener(type, this.soon);
    this.soon();
  }

  stop(): void {
    this.#asked = undefined;
    clearTimeout(this.#timer);
    this.#due = Infinity;
    for (const type of news) document.removeEventListener(type, this.soon);
  }

  /** There is news. */
  readonly soon = (): void => this.#in(0);

  #in(wait: number): void {
    const at = Math.max(performance.now() + wait, this.#rest);
    if (!this.#asked || at >= this.#due) return;
    clearTimeout(this.#timer);
    this.#due = at;
    const turn = this.#asked;
    this.#timer = setTimeout(() => requestAnimationFrame(() => turn === this.#asked && this.#run()), at - performance.now());
  }

  #run(): void {
    const start = performance.now();
    this.#due = Infinity;
    const isOpen = this.#look();
    const end = performance.now();
    this.#rest = end + (end - start) / share;
    if (isOpen) this.#in(again);
  }
}
