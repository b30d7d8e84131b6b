/** Assistive technology hears of news after this many milliseconds, once for all of them. */
const quiet = 2000;

/** Gathers what happens into one sentence now and then, so that a live region does not talk all the time. */
export class News {
  /** The last sentence. */
  text = '';
  readonly #changed: () => void;
  #timer?: ReturnType<typeof setTimeout> | undefined;

  /** `changed` is called for each new sentence. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Something has happened; `sentence` says what there is then. */
  come(sentence: () => string): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const text = sentence();
      if (text === this.text) return;
      this.text = text;
      this.#changed();
    }, quiet);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.text = '';
  }
}
