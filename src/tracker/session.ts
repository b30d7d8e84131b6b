import { newEventId } from '../events/event-id.js';

/** A session ends after half an hour without an event (the length GA4 and Salla use), in milliseconds. */
const sessionLength = 30 * 60_000;

/** How often the end of the session is written down again: storage is slow, a minute's slack is not. */
const writeEvery = 60_000;

const sessionKey = 'ecom.session';
const visitorKey = 'ecom.visitor';

/**
 * Who is here and since when: an id for the browser and one for the session, which slides. Both are shared
 * by the tabs of an origin through local storage; where that is shut, they live in memory.
 */
export class Session {
  #id = '';
  #endsAt = 0;
  #writtenAt = 0;
  #visitor?: string;

  /** Id of the session at `now` (epoch milliseconds), which this extends. */
  touch(now: number): string {
    if (now >= this.#endsAt) this.#resume(now);
    this.#endsAt = now + sessionLength;
    if (now - this.#writtenAt >= writeEvery) {
      this.#writtenAt = now;
      write(sessionKey, `${this.#endsAt}.${this.#id}`);
    }
    return this.#id;
  }

  /** Id of the browser. */
  get visitor(): string {
    if (!this.#visitor) {
      this.#visitor = read(visitorKey) || newEventId();
      write(visitorKey, this.#visitor);
    }
    return this.#visitor;
  }

  /** Ends the session: whoever comes next is somebody else (Signed Out). */
  end(): void {
    this.#id = newEventId();
    this.#writtenAt = 0;
  }

  /** Another tab may have a session that goes on; else a new one begins. */
  #resume(now: number): void {
    const [endsAt, id] = read(sessionKey).split('.');
    this.#id = id && Number(endsAt) > now ? id : newEventId();
    this.#writtenAt = 0;
  }
}

// A sandboxed frame or a browser setting makes the mere access throw; what could not be kept lives in memory.
function read(key: string): string {
  try {
    return localStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Full or shut.
  }
}
