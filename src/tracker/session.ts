import type { EcomContext } from '../events/commands.js';
import { newEventId } from '../events/event-id.js';
import { stored } from '../events/storage.js';

/** A session ends after half an hour without an event (the length GA4 and Salla use), in milliseconds. */
const sessionLength = 30 * 60_000;

/** How often the end of the session is written down again: storage is slow, a minute's slack is not. */
const writeEvery = 60_000;

/**
 * Who is here and since when: an id for the browser and one for the session, which slides. Both are shared
 * by the tabs of an origin through local storage; where that is shut, or the shopper has not agreed, they live in memory.
 */
export class Session {
  #id = '';
  #endsAt = 0;
  #writtenAt = 0;
  #visitor = '';
  #kept = true;

  /** Id of the session at `now` (epoch milliseconds), which this extends. */
  touch(now: number, own?: string): string {
    if (now >= this.#endsAt) {
      // Another tab may have a session that goes on; else a new one begins.
      const [endsAt, id] = this.#stored('session').split(' ');
      this.#id = id && Number(endsAt) > now ? id : (own ?? newEventId());
      this.#writtenAt = 0;
    }
    this.#endsAt = now + sessionLength;
    if (now - this.#writtenAt >= writeEvery) {
      this.#writtenAt = now;
      this.#write();
    }
    return this.#id;
  }

  /** Id of the browser. */
  get visitor(): string {
    return (this.#visitor ||= this.#stored('visitor') || this.#stored('visitor', newEventId()));
  }

  /**
   * Whether the ids may stay in the browser. Once they may, those that are there already go on, else those in memory are
   * written down: the answer is the id of the session in memory, and what both ids are instead. Once they may not, the next
   * ones are new.
   */
  keep(kept: boolean): [id: string, ids: Pick<EcomContext, 'session_id' | 'anonymous_id'>] | undefined {
    if (kept === this.#kept) return undefined;
    this.#kept = kept;
    const [visitor, id, now] = [this.#visitor, this.#id, Date.now()];
    const goesOn = kept && now < this.#endsAt;
    this.#endsAt = 0;
    this.#visitor = goesOn ? stored('visitor') || stored('visitor', visitor) : '';
    return goesOn ? [id, { session_id: this.touch(now, id), anonymous_id: this.#visitor }] : undefined;
  }

  /** Ends the session: whoever comes next is somebody else (Signed Out). */
  end(): void {
    this.#id = newEventId();
    // At once: signing out leads to another page, and other tabs go on.
    this.#write();
  }

  #write(): void {
    this.#stored('session', `${this.#endsAt} ${this.#id}`);
  }

  #stored(name: string, value?: string): string {
    return this.#kept ? stored(name, value) : (value ?? '');
  }
}
