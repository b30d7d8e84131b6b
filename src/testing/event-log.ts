import { canonicalName } from '../events/canonical-name.js';
import type { EcomContext } from '../events/commands.js';
import type { Finding } from '../events/finding.js';
import type { EcomEventName, EcomPayload } from '../events/payloads.js';
import type { JsonObject } from '../events/plain.js';
import { failure } from './failure.js';

/** How long a test waits when it does not say, in milliseconds: below the two seconds after which Mocha ends a test without a word. */
export const patience = 1500;

/** An event as a callback gets it; a page view is called `page`. */
export interface RecordedEvent<Name extends string = string> {
  name: Name;
  payload: Name extends EcomEventName ? EcomPayload<Name> : JsonObject;
  context: EcomContext;
}

/** An event that broke its schema and went nowhere. */
export interface RejectedEvent {
  name: string;
  eventId: string;
  findings: Finding[];
}

/** How long to wait, in milliseconds. */
export interface WaitOptions {
  timeout?: number;
}

/** What happens, as a list that grows and can be waited for. */
export class EventLog {
  /** What has been recorded, oldest first. */
  readonly events: RecordedEvent[] = [];
  /** What broke its schema meanwhile. */
  readonly rejected: RejectedEvent[] = [];
  /** What a recorder of one element noticed of others. */
  readonly elsewhere: string[] = [];
  /** How many of `events` have been asked for by `next()`. */
  #read = 0;
  #stopped = false;
  readonly #waiting = new Set<() => void>();

  /** Names of what has been recorded, oldest first: `['page', 'Product Viewed']`. */
  get names(): string[] {
    return this.events.map(({ name }) => name);
  }

  /**
   * The next event that `next()` has not returned yet; with a name (in any spelling) the next of that name, and what came
   * before it is passed over. Rejects when none came in time.
   */
  next<Name extends EcomEventName>(name: Name, options?: WaitOptions): Promise<RecordedEvent<Name>>;
  next(name?: string, options?: WaitOptions): Promise<RecordedEvent>;
  async next(name?: string, { timeout = patience }: WaitOptions = {}): Promise<RecordedEvent> {
    const wanted = name && canonicalName(name);
    const at = await this.until(() => {
      const index = this.events.findIndex((event, index) => index >= this.#read && (!wanted || event.name === wanted));
      return index < 0 ? undefined : { index };
    }, timeout);
    if (!at) throw failure(`no ${wanted ?? 'event'} came within ${timeout} ms`, this, wanted);
    this.#read = at.index + 1;
    return this.events[at.index]!;
  }

  /** Forgets what has been recorded. */
  clear(): void {
    for (const list of [this.events, this.rejected, this.elsewhere]) list.length = 0;
    this.#read = 0;
  }

  /** Ends what waits: nothing more will come. */
  stop(): void {
    this.#stopped = true;
    this.#wake();
  }

  /** Each event that `next()` has not returned, as it comes, until `stop()`. */
  async *[Symbol.asyncIterator](): AsyncGenerator<RecordedEvent, void, void> {
    while (await this.until(() => this.events.length > this.#read)) yield this.events[this.#read++]!;
  }

  /** @internal What `look` finds as soon as it finds something; nothing once the time is up, or nothing more will come. */
  until<Found>(look: () => Found, timeout = Infinity): Promise<Found | undefined> {
    return new Promise((resolve) => {
      const settle = (found?: Found): void => {
        clearTimeout(timer);
        this.#waiting.delete(again);
        resolve(found);
      };
      const again = (): void => {
        const found = look();
        if (found || this.#stopped) settle(found || undefined);
      };
      const timer = timeout < Infinity ? setTimeout(settle, timeout) : undefined;
      this.#waiting.add(again);
      again();
    });
  }

  /** @internal */
  add(event: RecordedEvent): void {
    this.events.push(event);
    this.#wake();
  }

  /** @internal */
  addRejected(event: RejectedEvent): void {
    this.rejected.push(event);
    this.#wake();
  }

  #wake(): void {
    for (const again of [...this.#waiting]) again();
  }
}
