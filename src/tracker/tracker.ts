import { canonicalName } from '../events/canonical-name.js';
import type { DeviceModeTracker, EcomCommand, EcomListener, PagePayload, TrackOptions } from '../events/commands.js';
import { findingText, type Finding, type Verdict } from '../events/finding.js';
import { isObject, toPlain, type Json } from '../events/plain.js';
import type { StandardSchema } from '../events/standard-schema.js';
import { version } from '../version.js';
import { copyEntry, copyReceipt, Destination } from './destination.js';
import { completePage, findCurrency, makeContext } from './enrich.js';
import { judgeCustom } from './judge-custom.js';
import { judgePlain } from './judge.js';
import type { Platform } from './platform.js';
import type { HistoryEntry, Receipt } from './receipt.js';
import { Schedule, turn } from './schedule.js';
import { Session } from './session.js';
import type { TrackerApi } from './tracker-api.js';
import { defaultOptions, type TrackerOptions } from './tracker-options.js';

/** Events that are kept for late callbacks and for reading; older ones that everybody has got are let go. */
const kept = 1000;

/** Passes over what callbacks report while the page is being hidden; a callback that always reports must not hold it. */
const lastPasses = 5;

/** An event that has entered and waits for the tracker to start. */
interface Waiting {
  action: 'track' | 'page';
  name: string;
  payload: Json | undefined;
  given: TrackOptions;
}

/**
 * The pipeline of the page: names, repairs, judges, enriches and records each event, then hands it to
 * every destination. There is one on a page, at `window.ecom`; see `install.ts`.
 */
export class Tracker implements TrackerApi {
  readonly version = version;
  /** The buffer of a second copy of this script must not listen again. */
  readonly listening = true;
  readonly ready: Promise<TrackerApi>;
  readonly options: TrackerOptions = { ...defaultOptions };
  readonly platforms: Record<string, Platform | undefined> = {};

  #setReady!: (tracker: TrackerApi) => void;
  #waiting?: Waiting[] = [];
  #log: Receipt[] = [];
  /** Number of the first event of `#log`. */
  #first = 0;
  #ids = new Set<string>();
  #destinations: Destination[] = [];
  /** Where a callback stood that was unregistered: back again, it goes on there and gets nothing twice. */
  #left = new Map<string, number>();
  #listeners = 0;
  #platforms = new Map<string, () => void>();
  #schemas = new Map<string, StandardSchema>();
  #session = new Session();
  #schedule = new Schedule((finish) => this.#work(finish));
  #working = false;
  /** Whose turn it is. */
  #turn = 0;

  constructor() {
    this.ready = new Promise((resolve) => (this.#setReady = resolve));
  }

  start(): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.forEach((event) => this.#enter(event));
    this.#setReady(this);
  }

  configure(options: Partial<TrackerOptions>): void {
    Object.assign(this.options, options);
  }

  use(platform: Platform): () => void {
    const known = this.#platforms.get(platform.name);
    if (known) return known;
    const detach = platform.attach(this);
    const undo = (): void => {
      this.#platforms.delete(platform.name);
      delete this.platforms[platform.name];
      detach();
    };
    this.#platforms.set(platform.name, undo);
    this.platforms[platform.name] = platform;
    return undo;
  }

  define(name: string, schema: StandardSchema): void {
    this.#schemas.set(canonicalName(name), schema);
  }

  track(name: string, payload?: unknown, options?: TrackOptions): void {
    this.#take('track', name, payload, options);
  }

  page(payload?: PagePayload, options?: TrackOptions): void {
    this.#take('page', 'page', payload, options);
  }

  register(tracker: DeviceModeTracker): boolean {
    const name = tracker?.name;
    let trouble = '';
    if (typeof name !== 'string' || !name) trouble = 'its name is not a string';
    else if (typeof tracker.track !== 'function') trouble = 'its track is not a function';
    else if (this.#destinations.some((known) => known.name === name)) trouble = 'the name is taken';
    if (trouble) {
      console.error(`ecom-events: tracker "${String(name)}" is refused: ${trouble}`);
      return false;
    }
    this.#add(name, ({ action, eventName, payload, context }) =>
      action === 'page' ? tracker.page?.(payload, context) : tracker.track(eventName, payload, context),
    );
    return true;
  }

  unregister(name: string): boolean {
    const index = this.#destinations.findIndex((known) => known.name === name);
    if (index < 0) return false;
    const [gone] = this.#destinations.splice(index, 1);
    this.#left.set(name, gone!.next);
    return true;
  }

  on(name: string, listener: EcomListener): () => void {
    const wanted = canonicalName(name);
    const own = `on(${name}) ${++this.#listeners}`;
    this.#add(own, ({ eventName, payload, context }) => {
      if (name === '*' || eventName === wanted) return listener(eventName, payload, context);
    });
    return () => void this.unregister(own);
  }

  get history(): HistoryEntry[] {
    return this.#log.filter(isDelivered).map(copyEntry);
  }

  receipts(): Receipt[] {
    return this.#log.map((receipt, index) => {
      const waiting = isDelivered(receipt) ? this.#destinations.filter(({ next }) => next <= this.#first + index) : [];
      return copyReceipt(receipt, waiting.map(({ name }) => name));
    });
  }

  push(...commands: EcomCommand[]): void {
    for (const command of commands) {
      try {
        const [method, ...rest] = Array.from(command) as [EcomCommand[0], ...never[]];
        if (!['track', 'page', 'register', 'unregister', 'on', 'define', 'configure'].includes(method)) {
          console.error(`ecom-events: there is no command "${method}"`);
        } else {
          (this[method] as (...values: unknown[]) => unknown)(...rest);
        }
      } catch (error) {
        console.error('ecom-events: a command failed', error);
      }
    }
  }

  /** The door: whatever a page passes, it is copied and goes on, or is told about; nothing is thrown back. */
  #take(action: Waiting['action'], name: string, payload: unknown, options: TrackOptions = {}): void {
    try {
      const given = { ...options, timestamp: options.timestamp ?? new Date().toISOString() };
      const event: Waiting = { action, name: String(name), payload: toPlain(payload), given };
      if (!this.#waiting) this.#enter(event);
      else if (this.#waiting.length < kept) this.#waiting.push(event);
    } catch (error) {
      console.error('ecom-events: an event could not be taken', error);
    }
  }

  #enter({ action, name, payload, given }: Waiting): void {
    const eventName = action === 'page' ? name : canonicalName(name);
    const context = makeContext(given, this.options, this.#session);
    const verdict = action === 'page' ? judgePage(payload) : this.#judge(eventName, payload);
    const receipt: Receipt = {
      action,
      eventName,
      payload: verdict.payload,
      context,
      status: verdict.ok ? 'accepted' : 'rejected',
      findings: verdict.findings,
      deliveries: [],
    };
    if (this.#ids.has(context.event_id)) receipt.status = 'duplicate';
    this.#ids.add(context.event_id);
    if (receipt.status === 'rejected') this.#reject(receipt);
    if (this.options.debug) say(receipt);
    this.#log.push(receipt);
    if (eventName === 'Signed Out') this.#session.end();
    if (this.#destinations.length) this.#schedule.ask();
  }

  #judge(eventName: string, payload: Json | undefined): Verdict {
    const schema = this.#schemas.get(eventName);
    const verdict = schema ? judgeCustom(eventName, payload, schema) : judgePlain(eventName, payload);
    const currency = findCurrency(eventName, verdict.payload, this.options.currency);
    if (currency) {
      verdict.payload.currency = currency;
      verdict.findings = verdict.findings.filter(({ field }) => field !== 'currency');
    }
    if (this.options.strict && verdict.findings.some(({ kind }) => kind !== 'repaired')) verdict.ok = false;
    return verdict;
  }

  #reject(receipt: Receipt): void {
    if (this.options.invalid === 'deliver') {
      receipt.status = 'accepted';
      receipt.context.invalid = true;
    }
    const finding = receipt.findings.find(({ kind }) => kind === 'rejected') ?? receipt.findings.find(({ kind }) => kind !== 'repaired')!;
    const detail: EcomInvalid = { ...finding, eventId: receipt.context.event_id, findings: receipt.findings.map((one) => ({ ...one })) };
    document.dispatchEvent(new CustomEvent('ecom-invalid', { detail, bubbles: true }));
  }

  #add(name: string, call: (entry: HistoryEntry) => unknown): void {
    const destination = new Destination(name, call);
    destination.next = this.#left.get(name) ?? 0;
    this.#destinations.push(destination);
    if (this.#log.length) this.#schedule.ask();
  }

  /** One turn of deliveries; with `finish`, all of them. Says whether some are left. */
  #work(finish: boolean): boolean {
    // A callback that reports an event while it is called waits for the next turn like everybody.
    if (this.#working) return false;
    this.#working = true;
    let left = false;
    for (let pass = 0; pass < (finish ? lastPasses : 1) && !left; pass++) left = this.#deliverUntil(this.#end, finish);
    this.#working = false;
    this.#forget();
    return left;
  }

  /**
   * Delivers what came before event number `end`: one event to each destination in turn, so that a slow one
   * or one that catches up keeps nobody waiting for longer than a call. Says whether the turn was too short.
   */
  #deliverUntil(end: number, finish: boolean): boolean {
    const start = performance.now();
    for (let idle = 0; idle < this.#destinations.length; ) {
      const destination = this.#destinations[this.#turn++ % this.#destinations.length]!;
      if (destination.next >= end) {
        idle++;
        continue;
      }
      if (!finish && performance.now() - start > turn) {
        this.#turn--;
        return true;
      }
      idle = 0;
      destination.next = Math.max(destination.next, this.#first);
      const receipt = this.#log[destination.next++ - this.#first]!;
      if (isDelivered(receipt)) destination.deliver(receipt);
    }
    return false;
  }

  /** Number that the next event will have. */
  get #end(): number {
    return this.#first + this.#log.length;
  }

  /** Lets old events go, once everybody has got them. */
  #forget(): void {
    const got = Math.min(...this.#destinations.map(({ next }) => next)) - this.#first;
    const surplus = Math.min(this.#log.length - kept, got);
    if (surplus <= 0) return;
    for (const { context } of this.#log.splice(0, surplus)) this.#ids.delete(context.event_id);
    this.#first += surplus;
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

const isDelivered = (receipt: Receipt): boolean => receipt.status === 'accepted';

const judgePage = (payload: Json | undefined): Verdict => ({
  ok: true,
  payload: completePage(isObject(payload) ? payload : {}),
  findings: [],
});

function say({ eventName, status, findings, payload }: Receipt): void {
  console.debug(`ecom-events: ${eventName} ${status}`, payload);
  for (const finding of findings) console[finding.kind === 'repaired' ? 'debug' : 'warn'](`ecom-events: ${findingText(finding)}`);
}
