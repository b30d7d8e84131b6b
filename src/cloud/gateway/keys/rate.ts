/** Addresses and keys that are remembered at most; the one that was seen longest ago goes first. */
const most = 50_000;

interface Bucket {
  /** What may still be spent; below zero after a large request. */
  left: number;
  at: number;
}

/** How much each key and each address may send: a minute's worth at once, then as it comes back. */
export class Rates {
  #buckets = new Map<string, Bucket>();

  /** Milliseconds to wait until so much is left under this name; 0: it is. */
  wait(name: string, perMinute: number, now: number, least = 1): number {
    const { left } = this.#refill(name, perMinute, now);
    return left >= least ? 0 : Math.ceil(((least - left) / perMinute) * 60_000);
  }

  /** Notes that so much was sent, more than is left too: it is paid back by waiting. */
  spend(name: string, perMinute: number, amount: number, now: number): void {
    this.#refill(name, perMinute, now).left -= amount;
  }

  #refill(name: string, perMinute: number, now: number): Bucket {
    const known = this.#buckets.get(name);
    const bucket = known ?? { left: perMinute, at: now };
    bucket.left = Math.min(perMinute, bucket.left + (Math.max(0, now - bucket.at) / 60_000) * perMinute);
    bucket.at = now;
    this.#buckets.delete(name);
    this.#buckets.set(name, bucket);
    if (this.#buckets.size > most) this.#buckets.delete(this.#buckets.keys().next().value!);
    return bucket;
  }
}
