import { withoutPersonal } from '../../destinations/shared/without-personal.js';
import type { EcomContext } from '../../events/commands.js';
import type { JsonObject } from '../../events/plain.js';
import { isPrerendering } from '../../events/prerendering.js';
import { backoff, isStuck, longestWait, type Result } from './answer.js';
import type { Outbox, OutboxOptions } from './api.js';
import { gatherEnds } from './elsewhere.js';
import { exclusively, hasLocks } from './one-tab.js';
import type { OutboxReceipt, OutboxReport } from './receipt.js';
import { patience, post, targetOf } from './request.js';
import { outdated, overflow, pack, sizeOf, type Key, type Row } from './row.js';
import { openStore, type Box } from './store.js';

/** The most that goes into one request, bytes: browsers let 64 kB outlive a page. */
const maxRequest = 60_000;
const maxBatch = 100;

/** What is not stored after that many milliseconds is sent before. */
const storePatience = 2500;

/** An event larger than that is none; bytes. */
const maxEvent = 128_000;

/** How long after the first sign of another tab's event this one looks after it, milliseconds. */
const standIn = 5000;

/** Receipts that are kept, of the page and of what was rejected. */
const maxReceipts = 200;
const maxRejected = 50;

/**
 * Sends each event to the gateway, through a queue that outlives page, browser and network: what is stored is sent later,
 * with its `event_id` and time, until the gateway has answered for it. By the id it knows what comes twice.
 *
 * ```ts
 * ecom.register(outbox({ endpoint: 'https://shop.example/v1/events', writeKey: 'browser-key' }));
 * ```
 */
export function outbox(options: OutboxOptions): Outbox {
  const { endpoint, writeKey, name = 'cloud', category = 'analytics', delay = 200, maxEvents = 1000, maxBytes = 4_000_000, days = 7, orderDays = 30 } = options;
  const limits = { maxEvents, maxBytes, days, orderDays };
  const target = targetOf(endpoint, writeKey);
  const queue = `ecom-outbox ${name}`;
  const me = Math.random();
  const told = new Set<string>();
  const store = openStore(queue, () => warn('the browser stores nothing, events wait in memory and end with the page'));
  const receipts: OutboxReceipt[] = [];
  /** What this page has stored and knows no answer for: what it can still send when it is left. */
  const own = new Map<number, Row>();
  /** What is being sent, by its number. */
  const flying = new Map<number, Key>();
  const listening = new AbortController();
  let fresh: Row[] = [];
  let writing: Promise<void> | undefined;
  let draining: Promise<void> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let due = Infinity;
  let count = 0;
  /** Events that go into a request at most: fewer while one of them spoils it. */
  let most = maxBatch;
  /** The page is being left in this very turn; or it was left before this was loaded, and goes on for some milliseconds. */
  let leaving = document.hidden && !isPrerendering();
  // Unless it is a tab that was opened in the background.
  setTimeout(() => (leaving = false), storePatience);
  /** The last request had no answer: it may be that others have used up what the browser lets outlive a page. */
  let unheard = false;
  /** No request before that; what is stored decides. */
  let until = 0;
  /** Withdrawals so far: an answer to what was sent before the last one changes nothing. */
  let withdrawals = 0;
  let channel: BroadcastChannel | undefined;

  const elsewhere = gatherEnds(
    (destination) => destination !== name && consentTo(category) === 'granted',
    (receipts) => {
      const id = `receipts ${Math.random()}`;
      void keep('', id, { type: 'receipts', receipts, context: { event_id: id } });
    },
  );

  /** Says it in the console, once on a page. */
  function warn(text: string): void {
    if (!told.has(text)) console.warn(`ecom-events: ${name}: ${text}`);
    told.add(text);
  }

  /** These have left the queue. */
  function report(news: OutboxReceipt[]): void {
    if (!news.length) return;
    receipts.push(...news);
    receipts.splice(0, receipts.length - maxReceipts);
    const detail: OutboxReport = { destination: name, receipts: structuredClone(news) };
    document.dispatchEvent(new CustomEvent('ecom-outbox', { detail, bubbles: true }));
  }

  /** Tells of what was given up. */
  function giveUp(gone: Row[], reason: 'full' | 'expired'): void {
    const rows = gone.filter(isEvent);
    if (rows.length) warn(reason === 'full' ? 'the queue is full, the oldest events are dropped' : 'events that waited for too long are dropped');
    for (const { key } of gone) own.delete(key[1]);
    report(rows.map((row) => receiptOf(row, { status: 'dropped', reason })));
  }

  const take = (type: 'track' | 'page', event: string, payload: JsonObject, context: EcomContext): Promise<void> =>
    keep(event, context.event_id, { type, event, payload: withoutPersonal(payload, options), context });

  /** What is no event has no name. */
  function keep(event: string, eventId: string, data: object): Promise<void> {
    const text = JSON.stringify(data);
    const bytes = new TextEncoder().encode(text).length;
    if (bytes > maxEvent) return Promise.reject(new RangeError(`an event of ${bytes} bytes is too large`));
    const key: Key = [Date.now(), ++count + Math.random(), bytes, event.startsWith('Order ') ? 1 : 0];
    const row = { key, eventId, event, text };
    fresh.push(row);
    own.set(key[1], row);
    // More than a request takes is not sent while the page is left.
    if (own.size > maxBatch) own.delete(own.keys().next().value!);
    // All that comes in one turn is one transaction.
    return (writing ??= Promise.resolve().then(write));
  }

  async function write(): Promise<void> {
    const rows = fresh;
    fresh = [];
    writing = undefined;
    const strict = rows.some(({ key }) => key[3]);
    const dropped = store.transact(async (box) => {
      rows.forEach(box.put);
      // A page that is being left hears no answer any more.
      return leaving ? [] : remove(box, overflow(await box.keys(), limits));
    }, strict);
    if (leaving) leave();
    wake(delay);
    // A browser that is long in opening its store, as after a page that was left while it was made, keeps no event back.
    const late = setTimeout(leave, storePatience);
    giveUp(await dropped, 'full');
    clearTimeout(late);
    say([]);
  }

  /** The last chance of this page: sends its own events at once, whatever the other tabs do. */
  function leave(): void {
    if (mayNot() || until > Date.now()) return;
    let room = maxRequest - sizeOf([...flying.values()]);
    const rows = [...own.values()].filter(({ key }) => !flying.has(key[1]) && key[2] < room && (room -= key[2] + 1));
    if (rows.length) void send(rows).then(() => wake(delay));
  }

  /** Whether nothing may be sent now: the shopper has not agreed, or the browser says that it is offline. */
  const mayNot = (): boolean => consentTo(category) !== 'granted' || navigator.onLine === false;

  /** Sends in that many milliseconds, or before. */
  function wake(after: number): void {
    const at = Date.now() + after;
    if (at >= due) return;
    due = at;
    clearTimeout(timer);
    timer = setTimeout(() => void drain(), Math.min(after, longestWait));
  }

  /** Sends until nothing is left or something stands in the way. With `again`, a failure of ours does not. */
  async function drain(again?: boolean): Promise<void> {
    clearTimeout(timer);
    due = Infinity;
    // What has come while the last rows were claimed wants a look of its own.
    while (draining) await draining;
    if (listening.signal.aborted) return;
    if (consentTo(category) === 'denied') await withdraw();
    if (mayNot()) return;
    draining = sendAll(again).finally(() => (draining = undefined));
    await draining;
  }

  async function sendAll(again?: boolean): Promise<void> {
    for (let more = true; more; again = false) {
      await exclusively(queue, async () => {
        const { rows, wait } = await claim(again);
        more = rows.length > 0;
        if (more) await send(rows);
        if (wait) wake(wait);
      });
    }
  }

  /** The next rows to send; or how long to wait for it. */
  async function claim(again?: boolean): Promise<{ rows: Row[]; wait?: number }> {
    const { expired, ...claimed } = await store.transact(async (box) => {
      const now = Date.now();
      const state = await box.state();
      const keys = await box.keys();
      const expired = await remove(box, outdated(keys, limits, now));
      // A clock that was set back must not make it wait for ever.
      const wait = state.until - now > longestWait || state.target !== target || (again && !state.asked) ? 0 : state.until - now;
      until = wait + now;
      const busy = !hasLocks() && state.owner !== me && state.lease! > now ? state.lease! - now : 0;
      if (wait > 0 || busy) return { expired, rows: [], ...(keys.length && { wait: Math.max(wait, busy) }) };
      const next = pack(keys.filter((key) => !flying.has(key[1])), maxRequest, most);
      const rows = (await Promise.all(next.map(box.get))).filter((row) => row !== undefined);
      if (!hasLocks() && rows.length) box.setState({ ...state, owner: me, lease: now + 2 * patience });
      return { expired, rows };
    });
    giveUp(expired, 'expired');
    return claimed;
  }

  /** Sends these, and keeps what became of them. */
  async function send(rows: Row[]): Promise<void> {
    const before = withdrawals;
    for (const { key } of rows) flying.set(key[1], key);
    const size = sizeOf([...flying.values()]);
    const answer = await post(target, rows, size <= maxRequest && (!unheard || leaving));
    const land = (landed: Row[]): void => {
      for (const { key } of landed) flying.delete(key[1]);
    };
    if (withdrawals !== before) return land(rows);
    const { refused, status, retryAfter } = answer;
    // One event may spoil the request for all: each half gets its own.
    const split = (!!refused || status === 413) && rows.length > 1;
    const resultOf = ({ eventId }: Row): Result | undefined => (split ? undefined : (refused ?? answer.results.get(eventId)));
    const done = rows.filter(resultOf);
    // Those that are done are still in the store: until they are out of it, nobody sends them again.
    land(rows.filter((row) => !resultOf(row)));
    most = split ? Math.ceil(rows.length / 2) : done.length ? Math.min(2 * most, maxBatch) : most;
    if (isStuck(answer)) warn(`the gateway answers ${status}, events wait: are endpoint and write-key right?`);
    const news = done.filter(isEvent).map((row) => receiptOf(row, resultOf(row)!));
    const rejected = news.filter((receipt) => receipt.status === 'rejected');
    if (rejected.length) warn('the gateway has rejected events; the event ecom-outbox says which, and why');
    const failed = !split && !done.length;
    unheard = !status;
    await store.transact(async (box) => {
      const state = await box.state();
      for (const { key } of done) box.remove(key);
      const failures = failed ? state.failures + 1 : 0;
      const wait = retryAfter ?? (failed ? backoff(state.failures) : 0);
      until = wait && Date.now() + wait;
      box.setState({ until, asked: !!retryAfter, failures, status, target, rejected: [...state.rejected, ...rejected].slice(-maxRejected) });
    });
    land(done);
    for (const { key } of done) own.delete(key[1]);
    if (done.length) say(done.map(({ key }) => key[1]));
    report(news);
  }

  /** Tells the other tabs: that something waits, what is settled, or that all is withdrawn. */
  const say = (message: number[] | 'withdrawn'): void => channel?.postMessage(message);

  function hear({ data }: MessageEvent<number[] | 'withdrawn'>): void {
    if (data === 'withdrawn') {
      forget();
      // What is in the database is gone already.
      if (!store.lasts) void store.clear();
    } else if (data.length) for (const id of data) own.delete(id);
    // The tab that has stored it sends it, unless it is closed before.
    else wake(standIn * (1 + Math.random()));
  }

  function forget(): void {
    withdrawals++;
    fresh = [];
    elsewhere.forget();
    own.clear();
  }

  async function withdraw(): Promise<void> {
    forget();
    say('withdrawn');
    await store.clear();
  }

  function onPage(): void {
    // A page with an open channel may be kept from coming back.
    if (channel || typeof BroadcastChannel === 'undefined') return;
    channel = new BroadcastChannel(queue);
    channel.onmessage = hear;
  }

  const heard = { capture: true, signal: listening.signal };
  const on = (type: string, listener: () => void): void => addEventListener(type, listener, heard);
  /** What comes later in a hidden page is stored and sent in its turn: it is still there. */
  function hide(): void {
    leaving = true;
    setTimeout(() => (leaving = false));
    elsewhere.keep();
    leave();
  }

  function shut(): void {
    channel?.close();
    channel = undefined;
  }

  on('pagehide', () => {
    hide();
    shut();
  });
  on('pageshow', () => {
    onPage();
    wake(0);
  });
  on('visibilitychange', () => (document.hidden ? hide() : wake(0)));
  on('online', () => void drain(true));
  if (options.receipts !== false) addEventListener('ecom-receipt', (event) => elsewhere.hear(event.detail, leaving), heard);
  onPage();
  // What earlier pages have left, once this one is there.
  wake(1000);

  return {
    name,
    category,
    // It has its answer when the store has opened, or is known to be shut.
    timeout: 15_000,
    track: (event, payload, context) => take('track', event, payload, context),
    page: (payload, context) => take('page', 'page', payload, context),
    async consent(granted, state) {
      if (granted) return wake(0);
      if (state?.[category] !== 'pending') await withdraw();
    },
    async flush() {
      await writing;
      await drain(true);
    },
    async state() {
      const [keys, { until, status, rejected }] = await store.transact((box) => Promise.all([box.keys(), box.state()]));
      return { waiting: keys.length, bytes: sizeOf(keys), lasts: store.lasts, rejected, ...(until > Date.now() && { retryAt: until, failedWith: status! }) };
    },
    receipts: () => structuredClone(receipts),
    close() {
      listening.abort();
      clearTimeout(timer);
      shut();
    },
  };
}

const isEvent = ({ event }: Row): boolean => !!event;

const receiptOf = ({ eventId, event }: Row, result: Omit<OutboxReceipt, 'eventId' | 'event' | 'at'>): OutboxReceipt => ({ eventId, event, ...result, at: Date.now() });

/** What the shopper has said to that category; a page without a gate asks nobody. */
const consentTo = (category: string): unknown => (globalThis as Page).ecom?.consent?.state?.[category] ?? 'granted';

/** The part of the tracker that is looked at here. */
interface Page {
  ecom?: { consent?: { state?: Readonly<Record<string, unknown>> } };
}

/** Deletes these rows and returns what they were. */
async function remove(box: Box, keys: Key[]): Promise<Row[]> {
  const rows = await Promise.all(keys.map(box.get));
  keys.forEach(box.remove);
  return rows.filter((row) => row !== undefined);
}
