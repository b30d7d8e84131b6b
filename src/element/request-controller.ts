import type { ReactiveController, ReactiveControllerHost } from '@lit/reactive-element';
import { ecomQueue } from '../events/buffer.js';
import { EcomRequestEvent, type EcomAnswer, type EcomRequestDetail, type EcomRequestName } from '../events/ecom-request-event.js';
import { isObject } from '../events/plain.js';
import { denied, failed, wait, type Message } from '../i18n/messages.js';
import { composedAncestors } from './composed-tree.js';
import { create } from './dom.js';
import type { LocaleController } from './locale-controller.js';

/** What an element does when nobody answers: it takes the action for done, or leaves it to the next page. */
export type Unanswered = 'assume' | 'ignore';

/**
 * What came of a request. `fields` are the confirmed ones, or what the fact about a denial says (`reason`,
 * `reason_code`, …); `reported`: the platform reports that denial; `ancestors` are those at the time of the question.
 * The fact that follows is emitted with it.
 */
export type Outcome =
  | { kind: 'confirmed' | 'assumed'; fields: Record<string, unknown>; ancestors: Element[]; assumed?: boolean }
  | { kind: 'denied'; fields: Record<string, unknown>; reported: boolean; ancestors: Element[] }
  | { kind: 'reported' | 'prevented' | 'ignored' | 'failed' | 'busy' };

/** Whether a fact follows: the store confirmed, or there was none to ask. */
export const isDone = (outcome: Outcome): outcome is Outcome & { kind: 'confirmed' | 'assumed' } =>
  outcome.kind === 'confirmed' || outcome.kind === 'assumed';

/** How an element asks, and what it says afterwards. */
export interface RequestOptions {
  /** What follows when nobody answers, unless the element or the tracker says otherwise. */
  unanswered: Unanswered;
  /** The click or submit behind it: goes on natively when nobody answers, is cancelled when somebody does. */
  native?: Event;
  /** Said when it is confirmed; a function is told the confirmed fields. */
  done: Message | ((fields: Record<string, unknown>) => Message);
  /** Said when it is denied without a reason. */
  denied?: Message;
  /** Called once it is asked and nobody has called it off, before there is an answer. */
  asked?: () => void;
  /**
   * What the element does itself when nobody else answers (it shares, it copies): that then is the answer, and a fact
   * unless unanswered requests are none. Called at once, within the shopper's click; it may take as long as the shopper.
   */
  otherwise?: () => Promise<Record<string, unknown>>;
}

/** An element that asks the store. */
type Host = ReactiveControllerHost & HTMLElement & { unanswered?: Unanswered; timeout?: number };

/** A store that has not answered by then has failed for the shopper, in milliseconds. */
const defaultTimeout = 20_000;

/**
 * Asks the store for an element: dispatches the request, waits for the answer, and knows what the shopper
 * must see of it. A fact follows if and only if the store confirmed, however late, or nobody was there to ask.
 */
export class RequestController implements ReactiveController {
  /** A request is open: the button is busy, another click does nothing. */
  pending = false;
  /** Tells the outcome, politely, to screen readers and, when it is bad news, to everyone. */
  readonly status = create('span', { part: 'status', class: 'status', role: 'status' });
  readonly #host: Host;
  readonly #locale: LocaleController;
  /** What was said last, with the number in it, and whether it is bad news. */
  #said: Message | string = '';
  #count?: number;
  #bad = false;
  /** The text that stands for what was said last. */
  #written?: string;
  #abort?: AbortController;

  constructor(host: Host, locale: LocaleController) {
    this.#host = host;
    this.#locale = locale;
    host.addController(this);
  }

  hostDisconnected(): void {
    // An element that is only moved is connected again at once.
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#abort?.abort();
    });
  }

  /** Asks, and resolves with the outcome; up to the dispatch it runs at once. Never rejects. */
  async ask<Name extends EcomRequestName>(name: Name, detail: EcomRequestDetail<Name>, options: RequestOptions): Promise<Outcome> {
    const { native } = options;
    if (this.pending) {
      native?.preventDefault();
      return { kind: 'busy' };
    }
    const host = this.#host;
    // A theme may have taken it away in the same click: then the question comes from the place it had.
    const from = host.isConnected ? host : native?.composedPath().find((at) => (at as Partial<Node>).isConnected);
    const ancestors = composedAncestors(host);
    const abort = (this.#abort = new AbortController());
    const event = new EcomRequestEvent(name, detail, abort.signal);
    from?.dispatchEvent(event);
    if (!from || event.defaultPrevented) {
      native?.preventDefault();
      return { kind: 'prevented' };
    }
    options.asked?.();
    const done = (fields: Record<string, unknown>): void => this.say(typeof options.done === 'function' ? options.done(fields) : options.done);
    const respond = event.intercepted ? () => event.answer() : options.otherwise;
    let ignored = false;
    if (!event.intercepted) {
      const { debug, unanswered = options.unanswered } = ecomQueue().options ?? {};
      if (debug) console.info(`ecom-events: nobody answered ${event.type}: no platform, no event.intercept()`);
      ignored = (host.unanswered ?? unanswered) === 'ignore';
    }
    if (!respond) {
      if (ignored) return { kind: 'ignored' };
      done({});
      return { kind: 'assumed', fields: {}, ancestors, assumed: true };
    }
    native?.preventDefault();
    this.pending = true;
    this.say(wait);
    const end = (): boolean => {
      clearTimeout(timer);
      // After a timeout the shopper may have asked again: the earlier answer must not speak for the later one.
      const mine = !this.#abort || this.#abort === abort;
      if (mine) this.pending = false;
      return mine;
    };
    const expire = (): void => {
      const error = new DOMException('no answer in time', 'TimeoutError');
      if (end()) this.#fail(name, error);
      this.#abort = undefined;
      abort.abort(error);
    };
    // Without a store there is nobody to wait for but the shopper.
    const timer = event.intercepted ? setTimeout(expire, host.timeout || defaultTimeout) : undefined;
    try {
      const answer = (await respond()) as EcomAnswer<EcomRequestName>;
      const mine = end();
      if (answer?.denied) {
        const { reason, reason_code, fields, reportedBy } = answer;
        if (mine) this.say(reason || options.denied || denied, { bad: true });
        return { kind: 'denied', fields: { reason, reason_code, ...fields }, reported: !!reportedBy, ancestors };
      }
      const fields = isObject(answer) ? { ...answer } : {};
      if (mine) done(fields);
      return answer?.reportedBy ? { kind: 'reported' } : ignored ? { kind: 'ignored' } : { kind: 'confirmed', fields, ancestors };
    } catch (error) {
      if (end()) {
        // An AbortError means that the shopper thought better of it: closed the sheet for sharing, or the store's dialog.
        if (!abort.signal.aborted && (error as Error | undefined)?.name !== 'AbortError') this.#fail(name, error);
        // What a handler throws when the element had left is no news; after a timeout the failure has been told.
        else if (this.#abort) this.say('');
      }
      return { kind: 'failed' };
    }
  }

  hostUpdated(): void {
    const said = this.#said;
    this.status.dataset.tone = this.#bad ? 'error' : '';
    const text = typeof said === 'object' ? this.#locale.text(said, this.#count) : said;
    // What is written is read out, the same text too.
    if (text !== this.#written) this.status.textContent = this.#written = text;
  }

  /** Says something in the status; `count` is the number in the message, `bad` news is seen by everyone. */
  say(said: Message | string, { count, bad = false }: { count?: number; bad?: boolean } = {}): void {
    this.#said = said;
    this.#count = count;
    this.#bad = bad;
    // The same outcome of another click is news.
    this.#written = undefined;
    this.#host.requestUpdate();
  }

  /** Local: for the theme, not for the tracker, since nothing happened. */
  #fail(request: EcomRequestName, error: unknown): void {
    this.say(failed, { bad: true });
    const detail: EcomRequestFailed = { request, error };
    this.#host.dispatchEvent(new CustomEvent('ecom-request-failed', { detail, bubbles: true, composed: true }));
  }
}

/** Detail of `ecom-request-failed`. */
export interface EcomRequestFailed {
  request: EcomRequestName;
  /** What the handler threw, or a `TimeoutError`. */
  error: unknown;
}

declare global {
  interface GlobalEventHandlersEventMap {
    'ecom-request-failed': CustomEvent<EcomRequestFailed>;
  }
}
