import { canonicalName } from '../events/canonical-name.js';
import type { AnyEventName, DeviceModeTracker, EcomCommand, EcomListener, PagePayload, TrackArguments, TrackOptions } from '../events/commands.js';
import { findingText, type Finding, type Judge, type Verdict } from '../events/finding.js';
import { isObject, toPlain, type Json } from '../events/plain.js';
import { version } from '../version.js';
import { copy, copyReceipt, Destination } from './destination.js';
import { currentPage, findCurrency, makeContext } from './enrich.js';
import { judgePlain } from './judge.js';
import type { Platform } from './platform.js';
import type { HistoryEntry, Receipt } from './receipt.js';
import { Schedule, turn } from './schedule.js';
import { Session } from './session.js';
import type { TrackerApi } from './tracker-api.js';
import type { TrackerOptions } from './tracker-options.js';

/** Events that are kept for late callbacks and for reading; older ones that everybody has got are let go. */
const kept = 1000;

/**
 * The pipeline of the page: names, repairs, judges, enriches and records each event, then hands it to
 * every destination. There is one on a page, at `window.ecom`; see `install.ts`.
 */
export class Tracker implements TrackerApi {
  readonly version = version;
  /** The buffer of a second copy of this script must not listen again. */
  readonly listening = true;
  readonly options: TrackerOptions = {};
  readonly platforms: Record<string, Platform | undefined> = {};
  readonly ready: Promise<TrackerApi>;

  #setReady!: (tracker: TrackerApi) => void;
  /** Events that came before `start()`, still to enter. */
  #waiting?: (() => void)[] = [];
  #log: Receipt[] = [];
  /** Number of the first event of `#log`. */
  #first = 0;
  #ids = new Set<string>();
  /** What wants to know that a registered callback has taken an event. */
  #onDelivered = new WeakMap<Receipt, () => void>();
  #destinations: Destination[] = [];
  /** Where a callback stood that was unregistered: back again, it goes on there and gets nothing twice. */
  #left = new Map<string, number>();
  #listeners = 0;
  #judges = new Map<string, Judge>();
  #session = new Session();
  #schedule = new Schedule((finish) => this.#work(finish));
  #working = false;
  /** Whose turn it is. */
  #turn = 0;

  constructor() {
    this.ready = new Promise((resolve) => (this.#setReady = resolve));
  }

  start(): void {
    for (const enter of this.#waiting ?? []) attempt(enter);
    this.#waiting = undefined;
    this.#setReady(this);
  }

  configure(options: Partial<TrackerOptions>): void {
    Object.assign(this.options, options);
  }

  use(platform: Platform): () => void {
    const { name } = platform;
    if (this.platforms[name]) return () => {};
    this.platforms[name] = platform;
    const detach = platform.attach(this);
    return () => {
      delete this.platforms[name];
      detach();
    };
  }

  define(name: string, judge: Judge): void {
    this.#judges.set(name, judge);
  }

  track<Name extends AnyEventName>(name: Name, ...payloadAndOptions: TrackArguments<Name>): void;
  track(name: string, payload?: unknown, options?: TrackOptions): void {
    this.#take('track', name, payload, options);
  }

  page(payload?: PagePayload, options?: TrackOptions): void {
    this.#take('page', 'page', payload, options);
  }

  register(tracker: DeviceModeTracker): boolean {
    const name = tracker?.name;
    let trouble = '';
    if (!name || typeof name !== 'string') trouble = 'it has no name';
    else if (typeof tracker.track !== 'function') trouble = 'it has no track function';
    else if (this.#find(name)) trouble = 'the name is taken';
    if (trouble) console.error(`ecom-events: tracker "${name}" is refused: ${trouble}`);
    else {
      this.#add(
        new Destination(name, (action, eventName, payload, context) =>
          action === 'page' ? tracker.page?.(payload, context) : tracker.track(eventName, payload, context),
          '*',
          (receipt) => attempt(() => this.#onDelivered.get(receipt)?.()),
        ),
      );
    }
    return !trouble;
  }

  unregister(name: string): boolean {
    const gone = this.#find(name);
    if (gone) this.#left.set(name, gone.next);
    this.#destinations = this.#destinations.filter((destination) => destination !== gone);
    return !!gone;
  }

  on(name: string, listener: EcomListener): () => void {
    const own = `on(${name}) ${++this.#listeners}`;
    this.#add(new Destination(own, (_action, ...event) => listener(...event), canonicalName(name)));
    return () => void this.unregister(own);
  }

  get history(): HistoryEntry[] {
    return this.receipts().filter(({ status }) => status === 'accepted');
  }

  receipts(): Receipt[] {
    return this.#log.map((receipt, index) =>
      copyReceipt(receipt, this.#destinations.filter((destination) => destination.next <= this.#first + index && destination.wants(receipt))),
    );
  }

  push(...commands: EcomCommand[]): void {
    for (const command of commands) {
      attempt(() => {
        // The head stub may push `arguments`, which is no array.
        const [method, ...values]: [EcomCommand[0], ...unknown[]] = Array.from(command) as EcomCommand;
        (this[method] as (...values: unknown[]) => unknown)(...values);
      });
    }
  }

  /** The door: whatever a page passes, it is copied and goes on, or is told about; nothing is thrown back. */
  #take(action: Receipt['action'], name: string, payload: unknown, options?: TrackOptions): void {
    attempt(() => {
      const given = { ...options, timestamp: options?.timestamp ?? new Date().toISOString() };
      const event = String(name);
      const data = toPlain(payload);
      const enter = (): void => this.#enter(action, event, data, given);
      if (this.#waiting) this.#waiting.push(enter);
      else enter();
    });
  }

  #enter(action: Receipt['action'], name: string, data: Json | undefined, given: TrackOptions): void {
    const eventName = canonicalName(name);
    const { debug, inspect } = this.options;
    // Copied before it is repaired in place.
    const before = (debug || inspect) && { name, payload: copy(data) ?? null };
    const { ok, payload, findings } = action === 'page' ? judgePage(data) : this.#judge(eventName, data);
    const context = makeContext(given, this.options, this.#session);
    const status = this.#ids.has(context.event_id) ? 'duplicate' : ok ? 'accepted' : 'rejected';
    const receipt: Receipt = { action, eventName, payload, context, status, findings, deliveries: [], ...(before && { given: before }) };
    this.#ids.add(context.event_id);
    if (given.onDelivered) this.#onDelivered.set(receipt, given.onDelivered);
    this.#log.push(receipt);
    if (status === 'rejected') this.#reject(receipt, given);
    if (debug) say(receipt);
    if (inspect) document.dispatchEvent(new CustomEvent('ecom-recorded', { detail: { eventId: context.event_id, eventName, status: receipt.status }, bubbles: true }));
    if (eventName === 'Signed Out') this.#session.end();
    this.#schedule.ask();
  }

  #judge(eventName: string, data: Json | undefined): Verdict {
    const verdict = (this.#judges.get(eventName) ?? judgePlain)(eventName, data);
    const { payload } = verdict;
    const currency = payload.currency === undefined && findCurrency(eventName, payload, this.options.currency);
    if (currency) {
      payload.currency = currency;
      verdict.findings = verdict.findings.filter(({ field, kind }) => field !== 'currency' || kind !== 'missing');
    }
    if (this.options.strict) verdict.ok &&= !verdict.findings.some(isTrouble);
    return verdict;
  }

  #reject(receipt: Receipt, { onRejected }: TrackOptions): void {
    const { findings, context } = receipt;
    if (this.options.invalid === 'deliver') {
      receipt.status = 'accepted';
      context.invalid = true;
    } else attempt(() => onRejected?.());
    const reason = findings.find(({ kind }) => kind === 'rejected') ?? findings.find(isTrouble)!;
    const detail: EcomInvalid = { ...reason, eventId: context.event_id, findings: copy(findings) };
    document.dispatchEvent(new CustomEvent('ecom-invalid', { detail, bubbles: true }));
  }

  #find(name: string): Destination | undefined {
    return this.#destinations.find((destination) => destination.name === name);
  }

  #add(destination: Destination): void {
    destination.next = this.#left.get(destination.name) ?? 0;
    this.#destinations.push(destination);
    this.#schedule.ask();
  }

  /** One turn of deliveries; with `finish`, all of them. Says whether some are left. */
  #work(finish: boolean): boolean {
    // A callback that reports an event while it is called waits for the next turn like everybody.
    if (this.#working) return true;
    this.#working = true;
    const left = this.#deliver(this.#first + this.#log.length, finish);
    this.#working = false;
    this.#forget();
    return left;
  }

  /**
   * Delivers what came before event number `end`: one event to each destination in turn, so that a slow one
   * or one that catches up keeps nobody waiting for longer than a call. Says whether the turn was too short.
   */
  #deliver(end: number, finish: boolean): boolean {
    const start = performance.now();
    for (let idle = 0; idle < this.#destinations.length; idle++) {
      const destination = this.#destinations[this.#turn % this.#destinations.length]!;
      if (destination.next < end) {
        if (!finish && performance.now() - start > turn) return true;
        idle = -1;
        destination.next = Math.max(destination.next, this.#first) + 1;
        const receipt = this.#log[destination.next - 1 - this.#first]!;
        // What a callback throws may throw by itself when it is looked at.
        if (destination.wants(receipt)) attempt(() => destination.deliver(receipt));
      }
      this.#turn++;
    }
    return false;
  }

  /** Lets old events go, once everybody has got them. */
  #forget(): void {
    const got = Math.min(this.#first + this.#log.length - kept, ...this.#destinations.map(({ next }) => next));
    for (; this.#first < got; this.#first++) this.#ids.delete(this.#log.shift()!.context.event_id);
  }
}

/** Does what a page asked for; nothing is thrown back into the page. */
function attempt(act: () => unknown): void {
  try {
    act();
  } catch (error) {
    console.error('ecom-events: a command failed', error);
  }
}

/** Detail of `ecom-invalid`: the field that decided, and all that was found. */
export interface EcomInvalid extends Finding {
  eventId: string;
  findings: Finding[];
}

declare global {
  interface GlobalEventHandlersEventMap {
    'ecom-invalid': CustomEvent<EcomInvalid>;
  }
}

const isTrouble = ({ kind }: Finding): boolean => kind !== 'repaired';

/** A page view is any object, completed from the document. */
const judgePage = (data: Json | undefined): Verdict => ({
  ok: true,
  payload: { ...currentPage(), ...(isObject(data) && data) },
  findings: [],
});

/** What happened, without the payload: a console is a log, and logs hold no personal data. */
const say = ({ eventName, status, findings }: Receipt): void =>
  console[findings.some(isTrouble) ? 'warn' : 'info'](`ecom-events: ${eventName} ${status}`, ...findings.map(findingText));
