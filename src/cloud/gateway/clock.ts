/** Time as the gateway reads it; tests have one that they move. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls `then` after so many milliseconds; the function it returns calls that off. */
  after(ms: number, then: () => void): () => void;
}

/** The machine's. What waits keeps no process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, then) {
    // A longer wait than a timer can hold is cut: whoever waits looks at the time when called.
    const timer = setTimeout(then, Math.min(ms, 2 ** 31 - 1)).unref();
    return () => clearTimeout(timer);
  },
};
