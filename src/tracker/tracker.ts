import { canonicalName } from '../events/canonical-name.js';
import type { AnyEventName, DeviceModeTracker, EcomCommand, EcomListener, ListenOptions, PagePayload, TrackArguments, TrackOptions } from '../events/commands.js';
import type { ConsentCategory, ConsentChange, ConsentState, ConsentStatus } from '../events/consent.js';
import { findingText, type Finding, type Judge, type Verdict } from '../events/finding.js';
import { isObject, toPlain, type Json } from '../events/plain.js';
import { isPrerendering } from '../events/prerendering.js';
import { clearStored } from '../events/storage.js';
import { version } from '../version.js';
import { announce } from './announce.js';
import { categories, Consent, optional } from './consent.js';
import { copy, copyReceipt, Destination, isDelivered, orderOf, type DestinationInit } from './destination.js';
import { currentPage, findCurrency, makeContext } from './enrich.js';
import { judgePlain, readCurrency } from './judge.js';
import { keepOrders, readOrders, type Order } from './order-again.js';
import type { Platform } from './platform.js';
import type { Delivery, HistoryEntry, Receipt } from './receipt.js';
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
  readonly consent = new Consent((before) => this.#takeConsent(before));
  readonly ready: Promise<TrackerApi>;

  /** Platforms that scripts provide, and those that were asked for before they came. */
  #provided = new Map<string, () => Platform>();
  #wanted = new Map<string, () => void>();
  #setReady!: (tracker: TrackerApi) => void;
  /** Events that came before `start()`, still to enter. */
  #waiting?: (() => void)[] = [];
  #log: Receipt[] = [];
  /** Number of the first event of `#log`. */
  #first = 0;
  #ids = new Set<string>();
  /** The orders of this page, by their ids. */
  #orders = new Map<unknown, Receipt>();
  #destinations: Destination[] = [];
  /** Callbacks that were unregistered: one that is back goes on where it stood, and gets nothing twice. */
  #left = new Map<string, Destination>();
  #listeners = 0;
  #judges = new Map<string, Judge>();
  #session = new Session();
  /** Category → number of the first event that those of it may get: what came before, the shopper did not agree to. */
  #purged: Partial<Record<ConsentCategory, number>> = {};
  #schedule = new Schedule((finish) => this.#work(finish));
  #working = false;
  /** Whose turn it is. */
  #turn = 0;

  constructor() {
    this.ready = new Promise((resolve) => (this.#setReady = resolve));
  }

  start(): void {
    // A page that the browser makes in advance has no shopper: what happens there has happened when it is shown, if ever.
    if (isPrerendering()) return addEventListener('prerenderingchange', () => this.start(), true);
    for (const enter of this.#waiting ?? []) attempt(enter);
    this.#waiting = undefined;
    this.#setReady(this);
    this.#schedule.ask();
  }

  configure(options: Partial<TrackerOptions>): void {
    Object.assign(this.options, options);
    const { currency } = options;
    if (currency) {
      this.options.currency = readCurrency(currency);
      if (!readCurrency(currency)) console.error(`ecom-events: currency "${currency}": expected an ISO 4217 currency code`);
    }
    this.consent.configure(this.options);
  }

  use(wanted: Platform | string): () => void {
    const platform = typeof wanted === 'string' ? this.#provided.get(wanted)?.() : wanted;
    if (!platform) {
      let end = (): void => void this.#wanted.delete(wanted as string);
      this.#wanted.set(wanted as string, () => (end = this.use(wanted)));
      return () => end();
    }
    const { name } = platform;
    if (this.platforms[name]) return () => {};
    const detach = platform.attach(this);
    this.platforms[name] = platform;
    return () => {
      delete this.platforms[name];
      detach();
    };
  }

  provide(name: string, make: () => Platform): void {
    this.#provided.set(name, make);
    this.#wanted.get(name)?.();
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
    const { name, category = 'marketing', timeout, retry } = tracker ?? {};
    let trouble = '';
    if (!name || typeof name !== 'string') trouble = 'it has no name';
    else if (typeof tracker.track !== 'function') trouble = 'it has no track function';
    else if (!categories.includes(category)) trouble = `its category is none of ${categories.join(', ')}`;
    else if (this.#find(name)) trouble = 'the name is taken';
    if (trouble) console.error(`ecom-events: tracker "${name}" is refused: ${trouble}`);
    else {
      this.#add(name, {
        callback: (action, eventName, payload, context) => (action === 'page' ? tracker.page?.(payload, context) : tracker.track(eventName, payload, context)),
        category,
        timeout,
        retry,
        settled: (receipt, delivery) => this.#settle(receipt, delivery),
        wake: (wait) => void setTimeout(() => this.#schedule.ask(), wait),
        consent: (granted, state) => tracker.consent?.(granted, state),
      });
    }
    return !trouble;
  }

  unregister(name: string): boolean {
    const gone = this.#find(name);
    if (gone && !gone.isListener) this.#left.set(name, gone);
    this.#destinations = this.#destinations.filter((destination) => destination !== gone);
    return !!gone;
  }

  on(name: string, listener: EcomListener, { category = 'necessary' }: ListenOptions = {}): () => void {
    const own = `on(${name}) ${++this.#listeners}`;
    this.#add(own, { callback: (_action, ...event) => listener(...event), category, wanted: name === '*' ? undefined : canonicalName(name) });
    return () => void this.unregister(own);
  }

  get history(): HistoryEntry[] {
    return this.receipts().filter(({ status }) => status === 'accepted');
  }

  receipts(): Receipt[] {
    return this.#log.map((receipt, index) =>
      copyReceipt(
        receipt,
        this.#destinations
          .filter((destination) => destination.next <= this.#first + index && destination.wants(receipt))
          .map((destination): Delivery => {
            const { name, category } = destination;
            const reason = this.#state[category] === 'pending' ? 'consent' : destination.holds();
            return { destination: name, status: 'waiting', category, ...(reason && { reason }) };
          }),
      ),
    );
  }

  push(...commands: EcomCommand[]): void {
    for (const command of commands) {
      attempt(() => {
        // The head stub may push `arguments`, which is no array.
        const [method, ...values]: [EcomCommand[0], ...unknown[]] = Array.from(command) as EcomCommand;
        if (method === 'consent') this.consent.update(...(values as [ConsentChange]));
        else (this[method] as (...values: unknown[]) => unknown)(...values);
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
    const before = inspect && { name, payload: copy(data) ?? null };
    const { ok, payload, findings } = action === 'page' ? judgePage(data) : this.#judge(eventName, data);
    const context = makeContext(given, this.options, this.#session, this.#asked);
    const receipt: Receipt = { action, eventName, payload, context, status: ok ? 'accepted' : 'rejected', findings, deliveries: [] };
    const order = ok && orderOf(receipt);
    const known = order ? this.#orders.get(order) : undefined;
    if (known || this.#ids.has(context.event_id)) receipt.status = 'duplicate';
    else if (order) this.#orders.set(order, receipt);
    this.#hear(known || receipt, given);
    this.#log.push(receipt);
    // One that was rejected may come again when it has been put right.
    if (receipt.status === 'rejected') this.#reject(receipt, given);
    else this.#ids.add(context.event_id);
    if (debug) say(receipt);
    if (before) {
      receipt.given = before;
      announce('ecom-recorded', { eventId: context.event_id });
    }
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
    announce('ecom-invalid', { ...reason, findings: copy(findings), eventId: context.event_id });
  }

  /** Whoever reports an order is told when it is delivered, also who reports it a second time. */
  #hear(receipt: Receipt, { onDelivered }: TrackOptions): void {
    if (!onDelivered) return;
    const other = receipt.onDelivered;
    receipt.onDelivered = () => {
      attempt(() => other?.());
      onDelivered();
    };
    if (receipt.deliveries.some(isDelivered)) attempt(onDelivered);
  }

  /** An event has reached its end at a destination, or waits for another try. */
  #settle(receipt: Receipt, delivery: Delivery): void {
    if (isDelivered(delivery)) attempt(() => receipt.onDelivered?.());
    if (orderOf(receipt)) this.#keepOrders();
    if (delivery.status !== 'waiting') {
      const sent = delivery.sent?.map(({ name }) => ({ name }));
      announce('ecom-receipt', { eventName: receipt.eventName, eventId: receipt.context.event_id, delivery: copy({ ...delivery, sent }) });
    }
    // Whoever waited for this answer goes on; within a turn everybody has theirs.
    if (!this.#working) this.#schedule.ask();
  }

  /** What earlier pages owe this destination, as soon as the shopper agrees that it is read. */
  #offerAgain(destination: Destination): void {
    const { name, category, isListener } = destination;
    if (isListener || this.#state[category] !== 'granted') return;
    for (const [payload, context] of this.#readOrders(destination)) {
      this.#log.push({ action: 'track', eventName: 'Order Completed', payload, context, status: 'accepted', findings: [], deliveries: [], only: name });
    }
  }

  /** The orders that are kept for a destination by others than this page: by earlier ones, and in other tabs. */
  #readOrders(destination: Destination): Order[] {
    return readOrders(destination.name).filter(([, { event_id }]) => !this.#log.some((receipt) => receipt.context.event_id === event_id && destination.wants(receipt)));
  }

  /** Keeps for the next page the orders that destinations have not taken, as far as the shopper agrees. */
  #keepOrders(): void {
    for (const destination of this.#destinations) {
      const { name, category, isListener } = destination;
      if (isListener || this.#state[category] === 'pending') continue;
      const owed = this.#log.filter((receipt) => orderOf(receipt) && destination.wants(receipt) && destination.owes(receipt));
      const mine = owed.map(({ payload, context }): Order => [payload, context]);
      keepOrders(name, this.#state[category] === 'granted' ? [...this.#readOrders(destination), ...mine] : []);
    }
  }

  #find(name: string): Destination | undefined {
    return this.#destinations.find((destination) => destination.name === name);
  }

  #add(name: string, init: DestinationInit): void {
    const destination = Object.assign(this.#left.get(name) ?? new Destination(name), init);
    this.#destinations.push(destination);
    // The shopper has said no while it was away.
    if (destination.next <= this.#purged[destination.category]!) destination.dropRetries();
    this.#offerAgain(destination);
    if (this.#asked && this.#state[destination.category] !== 'pending') this.#tell(destination);
    this.#schedule.ask();
  }

  /** One turn of deliveries; with `finish`, all of them. Says whether some are left. */
  #work(finish: boolean): boolean {
    // A callback that reports an event while it is called waits for the next turn like everybody.
    if (this.#working || this.#waiting) return this.#working;
    this.#working = true;
    const left = this.#deliver(this.#first + this.#log.length, finish);
    this.#working = false;
    this.#forget();
    // The page may never come back.
    if (finish && this.#log.some(orderOf)) this.#keepOrders();
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
      if ((destination.next < end || destination.retries) && this.#gate(destination) !== 'pending' && !destination.holds(finish)) {
        if (!finish && performance.now() - start > turn) return true;
        idle = -1;
        this.#advance(destination);
      }
      this.#turn++;
    }
    return false;
  }

  /** The next event is got, or dropped. */
  #advance(destination: Destination): void {
    if (destination.retries) return attempt(() => destination.offerAgain(this.#asked));
    const isDenied = this.#gate(destination) === 'denied';
    destination.next = Math.max(destination.next, this.#first) + 1;
    const receipt = this.#log[destination.next - 1 - this.#first]!;
    if (!destination.wants(receipt)) return;
    if (isDenied) destination.drop(receipt);
    // What a callback throws may throw by itself when it is looked at.
    else attempt(() => destination.deliver(receipt, this.#asked));
  }

  /** What the shopper says to the next event of a destination. */
  #gate({ category, next }: Destination): ConsentStatus {
    return next < this.#purged[category]! ? 'denied' : this.#state[category];
  }

  get #state(): Readonly<ConsentState> {
    return this.consent.state;
  }

  /** What the shopper agrees to, where anybody asks. */
  get #asked(): Readonly<ConsentState> | undefined {
    return this.consent.asked ? this.#state : undefined;
  }

  /** Makes a vendor's own consent call. */
  #tell({ category, consent }: Destination): void {
    attempt(() => consent?.(this.#state[category] === 'granted', this.#state));
  }

  /** The shopper has decided, or changed their mind: it holds at once, for what waits, what is stored and what vendors do. */
  #takeConsent(before: Readonly<ConsentState>): void {
    const state = this.#state;
    const end = this.#first + this.#log.length;
    for (const category of optional) if (state[category] === 'denied' || before[category] === 'denied') this.#purged[category] = end;
    const all = optional.map((category) => state[category]).join();
    const [id, ids] = this.#session.keep(all.includes('granted')) ?? [];
    for (const { context } of this.#log) if (context.session_id === id) Object.assign(context, ids);
    // What was reported once is not reported again to whom it was necessary to.
    if (all === 'denied,denied,denied') clearStored(this.#destinations.some(({ category }) => category === 'necessary') ? /^ecom\.(?!done)/ : /^ecom\./);
    for (const destination of this.#destinations) {
      const { category } = destination;
      if (state[category] !== 'pending' || before[category] !== 'pending') this.#tell(destination);
      if (state[category] === 'denied') destination.dropRetries();
      while (destination.next < end && this.#gate(destination) === 'denied') this.#advance(destination);
      if (before[category] !== state[category]) this.#offerAgain(destination);
    }
    this.#keepOrders();
    this.#schedule.ask();
  }

  /** Lets old events go, once everybody has got them who may and can. */
  #forget(): void {
    const reached = this.#destinations.map((destination) => (this.#gate(destination) === 'pending' || destination.holds() === 'circuit' ? Infinity : destination.next));
    const got = Math.min(this.#first + this.#log.length - kept, ...reached);
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
