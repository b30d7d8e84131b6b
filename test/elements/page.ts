// A page of its own for each test: a fresh tracker, what it delivered, and a store that answers as the test says.
import { expect, fixture, nextFrame } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';
import { ReactiveElement } from '@lit/reactive-element';
import type { EcomContext } from '../../src/events/commands.js';
import type { EcomAnswer, EcomRequestEvent, EcomRequestHandler, EcomRequestName } from '../../src/events/ecom-request-event.js';
import type { JsonObject } from '../../src/events/plain.js';
import { Tracker } from '../../src/tracker/tracker.js';

export { can, needs } from '../engines.js';

/** An event as a callback got it. */
export interface Fact {
  name: string;
  payload: JsonObject;
  context: EcomContext;
}

/** A request that the store of the test has taken on and answers when the test wants. */
export interface OpenRequest<Name extends EcomRequestName = EcomRequestName> {
  detail: EcomRequestEvent<Name>['detail'];
  signal: AbortSignal;
  confirm(answer?: EcomAnswer<Name>): void;
  deny(reason?: string): void;
  fail(error?: Error): void;
}

let undo: (() => unknown)[] = [];
let facts: Fact[] = [];
let arrived = (): void => {};

/** The tracker of this test's page. */
export const tracker = (): Tracker => window.ecom as unknown as Tracker;

/** A page whose tracker delivers; its first callback is ours. Call it in `beforeEach`, `closePage` in `afterEach`. */
export function openPage(): void {
  const page = window as { ecom?: unknown };
  // What an earlier test's page owes its callback is not of this one.
  forgetOrders();
  page.ecom = new Tracker();
  listenTo(tracker());
  tracker().start();
}

/** Removes the orders that pages of earlier tests owe their callbacks. */
function forgetOrders(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith('ecom.orders.')) localStorage.removeItem(key);
}

/** A page with no tracker: what happens waits at `window.ecom`. */
export function openBarePage(): void {
  delete (window as { ecom?: unknown }).ecom;
  facts = [];
}

/** Collects what a tracker delivers from now on. */
export function listenTo(target: Pick<Tracker, 'register'>): void {
  // What an earlier test's tracker still delivers is not of this test.
  const mine: Fact[] = (facts = []);
  const take = (name: string, payload: JsonObject, context: EcomContext): void => {
    mine.push({ name, payload, context });
    arrived();
  };
  target.register({ name: 'test', track: take, page: (payload, context) => take('page', payload, context) });
}

/** Ends what the test has begun. What it put on the page goes by itself. */
export async function closePage(): Promise<void> {
  const ends = undo.map((end) => end());
  undo = [];
  delete (window as { ecom?: unknown }).ecom;
  const { documentElement } = document;
  documentElement.lang = '';
  documentElement.dir = '';
  await Promise.all(ends);
}

/** To do when the test is over. */
export const later = (end: () => unknown): void => void undo.push(end);

/** Listens, until the test is over. */
export function listen(target: EventTarget, type: string, listener: (event: never) => void, options: AddEventListenerOptions = {}): void {
  const stop = new AbortController();
  later(() => stop.abort());
  target.addEventListener(type, listener as EventListener, { ...options, signal: stop.signal });
}

/** Puts markup on the page and waits until its elements are drawn. */
export async function mount<Root extends Element = HTMLElement>(html: string): Promise<Root> {
  const root = await fixture<Root>(html);
  await drawn(root);
  return root;
}

/** Waits until all elements in `root` are drawn. */
export async function drawn(root: Element = document.body): Promise<void> {
  for (const element of [root, ...root.querySelectorAll('*')]) if (element instanceof ReactiveElement) await element.updateComplete;
}

/** The next fact that was delivered, oldest first. */
export async function nextFact(): Promise<Fact> {
  while (!facts.length) await new Promise<void>((resolve) => (arrived = resolve));
  return facts.shift()!;
}

/** The next fact of that name: where a list may report itself before, on a slow machine. */
export async function nextFactNamed(name: string): Promise<Fact> {
  for (;;) {
    const fact = await nextFact();
    if (fact.name === name) return fact;
  }
}

/** What has been reported until now and not been looked at. */
export async function rest(): Promise<Fact[]> {
  // Whatever had been decided has been said by then.
  await nextFrame();
  const marker = `marker ${Math.random()}`;
  tracker().track(marker);
  const found: Fact[] = [];
  for (let fact = await nextFact(); fact.name !== marker; fact = await nextFact()) found.push(fact);
  return found;
}

/** The names of what has been reported until now and not been looked at. */
export const restNames = async (): Promise<string[]> => (await rest()).map(({ name }) => name);

/** Fails when something was reported that the test has not looked at. */
export async function nothingElse(): Promise<void> {
  expect(await restNames()).to.deep.equal([]);
}

/** Answers each request of that name with what `handler` says. Returns the requests so far. */
export function answer<Name extends EcomRequestName>(name: Name, handler: EcomRequestHandler<Name>): EcomRequestEvent<Name>[] {
  const events: EcomRequestEvent<Name>[] = [];
  listen(document, `ecom-${name}-request`, (event: EcomRequestEvent<Name>) => {
    events.push(event);
    event.intercept(handler);
  });
  return events;
}

/** Takes each request of that name on; the test answers. The list grows with each request. */
export function hold<Name extends EcomRequestName>(name: Name): OpenRequest<Name>[] {
  const open: OpenRequest<Name>[] = [];
  listen(document, `ecom-${name}-request`, (event: EcomRequestEvent<Name>) =>
    event.intercept(
      ({ signal }) =>
        new Promise<EcomAnswer<Name>>((resolve, reject) => {
          const deny = (reason?: string): void => resolve({ denied: true, reason });
          open.push({ detail: event.detail, signal, confirm: resolve, deny, fail: (error = new Error('store')) => reject(error) });
        }),
    ),
  );
  return open;
}

/** Hears the requests of that name and answers none. */
export function overhear<Name extends EcomRequestName>(name: Name): EcomRequestEvent<Name>[] {
  const events: EcomRequestEvent<Name>[] = [];
  listen(document, `ecom-${name}-request`, (event: EcomRequestEvent<Name>) => void events.push(event));
  return events;
}

/** Switches forced colours on, until the test is over. */
export async function forceColors(): Promise<void> {
  const force = (value: 'active' | 'none'): Promise<unknown> => executeServerCommand('forced-colors', value);
  await force('active');
  later(() => force('none'));
}

/** What the console is told until the test is over; the tests' own log stays clean. */
export function overhearConsole(method: 'error' | 'warn' | 'info'): string[] {
  const said: string[] = [];
  const original = console[method];
  console[method] = (...values: unknown[]): void => void said.push(values.map(String).join(' '));
  later(() => (console[method] = original));
  return said;
}

/** The button in an element's shadow root. */
export const buttonOf = (element: Element): HTMLButtonElement => element.shadowRoot!.querySelector('button')!;

/** What an element tells the shopper. */
export const statusOf = (element: Element): HTMLElement => element.shadowRoot!.querySelector('[role="status"]')!;

/** Whether everybody sees it, not only screen readers. */
export const isSeen = (element: HTMLElement): boolean => !!element.textContent && getComputedStyle(element).clipPath === 'none';

/** What has been answered is shown. */
export async function shown(element: Element): Promise<HTMLElement> {
  await nextFrame();
  await drawn(element);
  return statusOf(element);
}

/** Keeps what the tests send from leading to another page. */
export function stay(): void {
  listen(window, 'submit', (event: Event) => event.preventDefault());
  listen(window, 'click', (event: Event) => event.target instanceof HTMLAnchorElement && event.preventDefault());
}

/** A click, as a mouse makes it. False when it was cancelled. */
export const clickWith = (target: Element, init: MouseEventInit = {}): boolean =>
  target.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, cancelable: true, detail: 1, ...init }));

/** Two clicks, as a mouse makes them of a double click. */
export function doubleClick(target: Element): void {
  clickWith(target);
  clickWith(target, { detail: 2 });
}

/** A clock for a page's `setTimeout`, which the test moves on until it is over; what waits for less than `from` milliseconds runs as ever. */
export function stopTheClock(from = 0, page: Window = window): { pass(milliseconds: number): void; running(): number } {
  const timers = new Map<number, { at: number; run: () => void }>();
  let [now, last] = [0, 1e6];
  const { setTimeout: set, clearTimeout: clear } = page;
  page.setTimeout = ((run: (...values: unknown[]) => void, wait = 0, ...values: unknown[]) => {
    if (wait < from) return set.call(page, run, wait, ...values);
    timers.set(++last, { at: now + wait, run: () => run(...values) });
    return last;
  }) as typeof setTimeout;
  page.clearTimeout = (timer) => {
    if (!timers.delete(timer as number)) clear.call(page, timer);
  };
  later(() => Object.assign(page, { setTimeout: set, clearTimeout: clear }));
  return {
    pass(milliseconds) {
      now += milliseconds;
      for (const [timer, { at, run }] of timers) if (at <= now && timers.delete(timer)) run();
    },
    running: () => timers.size,
  };
}

/** A mug in attributes. */
export const mug = 'product-id="1" name="Mug" price="35" currency="SAR"';

/**
 * Begins the next navigation, as a return from the back/forward cache does. The document's history stays as it is: WebKit
 * refuses more than a hundred `pushState` in ten seconds.
 */
export const turnPage = (): boolean => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));

let pages = 0;

/** Moves on within the document, as a router does, and waits until the engine has noticed. */
export async function navigate(to = `?page=${++pages}`): Promise<void> {
  const { navigation } = window as { navigation?: EventTarget };
  const done = navigation ? new Promise((resolve) => navigation.addEventListener('navigatesuccess', resolve, { once: true })) : undefined;
  // The test runner's own parameters stay.
  const url = new URL(location.href);
  new URLSearchParams(to.split('?')[1]).forEach((value, name) => url.searchParams.set(name, value));
  history.pushState(null, '', url);
  await (done ?? nextFrame());
}
