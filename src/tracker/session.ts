import { newEventId } from '../events/event-id.js';

/** A session ends after half an hour without an event (the length GA4 and Salla use), in milliseconds. */
const sessionLength = 30 * 60_000;

/** How often the end of the session is written down again: storage is slow, a minute's slack is not. */
const writeEvery = 60_000;

/**
 * Who is here and since when: an id for the browser and one for the session, which slides. Both are shared
 * by the tabs of an origin through local storage; where that is shut, they live in memory.
 */
export class Session {
  #id = '';
  #endsAt = 0;
  #writtenAt = 0;
  #visitor = '';

  /** Id of the session at `now` (epoch milliseconds), which this extends. */
  touch(now: number): string {
    if (now >= this.#endsAt) {
      // Another tab may have a session that goes on; else a new one begins.
      const [endsAt, id] = stored('session').split(' ');
      this.#id = id && Number(endsAt) > now ? id : newEventId();
      this.#writtenAt = 0;
    }
    this.#endsAt = now + sessionLength;
    if (now - this.#writtenAt >= writeEvery) {
      this.#writtenAt = now;
      stored('session', `${this.#endsAt} ${this.#id}`);
    }
    return this.#id;
  }

  /** Id of the browser. */
  get visitor(): string {
    return (this.#visitor ||= stored('visitor') || stored('visitor', newEventId()));
  }

  /** Ends the session: whoever comes next is somebody else (Signed Out). */
  end(): void {
    this.#id = newEventId();
    // At once: signing out leads to another page, and other tabs go on.
    stored('session', `${this.#endsAt} ${this.#id}`);
  }
}

/** What is stored under a name of ours, after writing `value` when one is given. */
function stored(name: string, value = ''): string {
  try {
    if (value) localStorage.setItem(`ecom.${name}`, value);
    return localStorage.getItem(`ecom.${name}`) ?? '';
  } catch {
    // A sandboxed frame or a browser setting makes the mere access throw; or it is full.
    return value;
  }
}
