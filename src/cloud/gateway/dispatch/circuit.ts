/** So many failures in a row open it. */
const threshold = 5;

/** How long it stays open at first and at most, ms. */
const firstPause = 5_000;
const maxPause = 5 * 60_000;

/**
 * Stops calling a function that fails at each call: what is due waits without losing attempts. Then one call tries whether it
 * is well again; each one that fails doubles the wait.
 */
export class Circuit {
  #failures = 0;
  #openUntil = 0;
  #pause = firstPause;
  #trying = false;

  /** How many calls may begin now, of `free` ones. */
  allowed(free: number, now: number): number {
    if (!this.isOpen) return free;
    return now >= this.#openUntil && !this.#trying ? Math.min(1, free) : 0;
  }

  /** Whether it holds calls back. */
  get isOpen(): boolean {
    return this.#failures >= threshold;
  }

  /** A call begins. */
  began(): void {
    if (this.isOpen) this.#trying = true;
  }

  /** A call ended. */
  ended(failed: boolean, now: number): void {
    if (!failed) {
      this.#failures = 0;
      this.#pause = firstPause;
      this.#trying = false;
      return;
    }
    const wasOpen = this.isOpen;
    this.#failures++;
    if (!this.isOpen || (wasOpen && !this.#trying)) return;
    if (wasOpen) this.#pause = Math.min(this.#pause * 2, maxPause);
    this.#trying = false;
    this.#openUntil = now + this.#pause;
  }

  /** A call ended and says nothing of the function. */
  void(): void {
    this.#trying = false;
  }
}
