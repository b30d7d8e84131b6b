import type { Page } from 'puppeteer-core';
import { acts, paymentIsNext, type Plan } from './acts.js';
import { findMet, isEvent, isRefused, isRejected, type Expectation, type Fields, type Stretch } from './expectation.js';
import { Hands } from './hands.js';
import type { ActName, CheckOptions, Role } from './options.js';
import { Recording } from './recording.js';
import { surveyScript, type Survey } from './survey.js';

/** A page is at rest when nothing has happened for this long, in milliseconds: a second report of an action comes within it. */
const rest = 500;

/** How often we look, in milliseconds. */
const look = 25;

/** A page that the journey came to. */
export interface Visit {
  path: string;
  survey: Survey;
  /** When the page was there, milliseconds since 1970; nothing for a part of a single-page app. */
  loadedAt?: number;
}

/** What was done and seen: all that the grades are made of. */
export interface Walk {
  stretches: Stretch[];
  visits: Visit[];
  skipped: { act: ActName; why: string }[];
  recording: Recording;
}

/** What the page is, as the shopper knows it who went there. */
interface Arrival {
  role?: Role | 'order';
  productId?: string;
}

/** Walks a shop as a shopper would. */
export class Journey implements Walk {
  readonly stretches: Stretch[] = [];
  readonly visits: Visit[] = [];
  readonly skipped: Walk['skipped'] = [];
  readonly recording = new Recording();
  readonly #page: Page;
  readonly #hands: Hands;
  readonly #options: CheckOptions;
  /** Where the lists are that were seen, to come back to. */
  #listPage?: string;
  /** The page that was opened first. */
  #home = '';

  constructor(page: Page, options: CheckOptions) {
    this.#page = page;
    this.#options = options;
    this.#hands = new Hands(page, options.fill);
  }

  /** All of it; rejects when the first page cannot be opened. */
  async walk(): Promise<Walk> {
    await this.recording.start(this.#page, this.#options.send);
    await this.#open(this.#options.url, 'the first page');
    this.#home = this.#page.url();
    await this.#accept();
    for (const page of this.#options.pages) await this.#open(page);
    if (this.#options.pages.length) await this.#open(this.#home);
    for (const name of this.#options.journey) await this.#do(name);
    return this;
  }

  /** Clicks what a shop asks before all else. */
  async #accept(): Promise<void> {
    for (const selector of this.#options.click) {
      const button = await this.#hands.find(selector);
      if (!button) throw new Error(`${this.#options.url}: there is no ${selector} to click on`);
      await this.#stretch('open', `click on ${selector}`, {}, [], [], () => this.#hands.click(button));
    }
  }

  async #do(name: ActName): Promise<void> {
    const { places, order } = this.#options;
    if (name === 'order' && !order) return this.#skip(name, 'an order is placed only with --order');
    if (name === 'remove' && order) return this.#skip(name, 'the cart was ordered');
    if (name === 'list') return this.#goToList();
    if (name === 'cart') return this.#goToCart();
    if (name === 'checkout' && places.checkout && !(await this.#has('ecom-checkout:not([view])', name))) return this.#open(places.checkout, undefined, { role: 'checkout' });
    if (name === 'product' && places.product) return this.#open(places.product, undefined, { role: 'product' });
    if ((name === 'filter' || name === 'sort') && this.#listPage && this.#page.url() !== this.#listPage) await this.#open(this.#listPage);
    // A filter may have left nothing to click on.
    if (name === 'product' && !(await this.#has('ecom-product a[href]', name))) await this.#open(this.#listPage ?? this.#home);
    if (name === 'steps') return this.#steps();
    if (name === 'remove' && !(await this.#has('ecom-cart-item', name))) await this.#goToCart();
    const done = await this.#plan(name);
    if (name === 'order' && done) await this.#reload();
    // What is left in it is of an earlier visit.
    if (name === 'remove' && done) while ((await this.#has('ecom-cart-item [data-ecom=remove]', name)) && this.stretches.length < 60) await this.#plan(name);
  }

  /** Does one act where the page has something to do it on; says whether it did. */
  async #plan(name: ActName): Promise<boolean> {
    const survey = this.visits.at(-1)?.survey;
    const plan = await acts[name]!({ hands: this.#hands, options: this.#options, step: survey?.step, query: this.#query() });
    if (typeof plan === 'string') {
      this.#skip(name, plan);
      return false;
    }
    await this.#perform(name, plan);
    const stretch = this.stretches.at(-1)!;
    const entries = this.recording.entries.slice(stretch.from);
    const isDenied = stretch.expectations.some((expectation) => !findMet(expectation, entries) && isRefused(expectation, entries) === 'denied');
    if (isDenied) this.#skip(name, 'the store said no to it: say what it takes, e.g. with --pages product=/path');
    return !isDenied;
  }

  #perform(name: ActName, { title, leadsTo, productId, expectations, mayCause = [], act }: Plan): Promise<void> {
    return this.#stretch(name, title, { role: leadsTo, productId }, expectations, mayCause, act);
  }

  /** Each step that asks for something, until the one that asks for money. */
  async #steps(): Promise<void> {
    for (let done = 0; done < 8; done++) {
      const before = this.visits.at(-1)?.survey.step;
      if (!(await this.#plan('steps'))) {
        // That the payment comes next is no news.
        if (done && this.skipped.at(-1)?.why === paymentIsNext) this.skipped.pop();
        return;
      }
      this.visits.at(-1)!.survey = await this.#survey();
      if (this.visits.at(-1)!.survey.step === before) return;
    }
  }

  async #goToList(): Promise<void> {
    const { list } = this.#options.places;
    const isHere = await this.#has('ecom-product-list', 'list');
    const path = list ?? (isHere && (await this.#has('ecom-product-filters, ecom-product-sort', 'list')) ? undefined : await this.#findLink(/(categor|collection|aisle|shop|search|products|\/c\/)/i));
    if (path) await this.#open(path);
    else if (!isHere) this.#skip('list', 'no list of products was found: say where one is with --pages list=/path');
    if (await this.#has('ecom-product-list', 'list')) this.#listPage = this.#page.url();
  }

  async #goToCart(): Promise<void> {
    const { cart } = this.#options.places;
    // A link that a shopper would follow, so that a single-page app stays one.
    const link = cart ? undefined : await this.#link(/(^|[/_-])(cart|basket|bag|سلة)([/._-]|$)/i);
    if (link) await this.#stretch('cart', 'go to the cart', { role: 'cart' }, [], [], () => this.#hands.click(link));
    else if (cart) await this.#open(cart, 'the cart', { role: 'cart' }, 'cart');
    else this.#skip('cart', 'no link to the cart was found: say where it is with --pages cart=/path');
  }

  async #open(path: string, title = path, arrival: Arrival = {}, act: Stretch['act'] = 'open'): Promise<void> {
    const url = new URL(path, this.#home || this.#options.url).href;
    await this.#stretch(act, `open ${title}`, arrival, [], [], async () => {
      const response = await this.#page.goto(url, { waitUntil: 'domcontentloaded', timeout: 30_000 }).catch((error: unknown) => {
        throw new Error(`${url} cannot be opened: ${(error as Error).message.split('\n')[0]}`, { cause: error });
      });
      if (response && response.status() >= 400) throw new Error(`${url} cannot be opened: it answers with status ${response.status()}`);
    });
  }

  /** What was reported once for ever must not come again. */
  #reload(): Promise<void> {
    return this.#stretch('reload', 'load the page of the order again', { role: 'order' }, [], [], async () => {
      await this.#page.reload({ waitUntil: 'domcontentloaded' });
    });
  }

  #skip(act: ActName, why: string): void {
    this.skipped.push({ act, why });
  }

  /** Does something, and waits for what follows until the page is at rest. */
  async #stretch(act: Stretch['act'], title: string, arrival: Arrival, expectations: Expectation[], mayCause: string[], perform: () => Promise<unknown>): Promise<void> {
    const last = this.visits.at(-1);
    const stretch: Stretch = {
      act,
      title,
      page: last?.path ?? new URL(this.#options.url).pathname,
      from: this.recording.entries.length,
      to: Infinity,
      // Without a tracker nothing can come.
      expectations: last && last.survey.tracker !== 'running' ? [] : [...expectations],
      mayCause,
      consent: last?.survey.consent,
    };
    const previous = this.stretches.at(-1);
    if (previous) previous.to = stretch.from;
    this.stretches.push(stretch);
    await perform();
    // A shop that takes its time goes on when what is expected has come.
    for (let moves = 0; moves < 5; moves++) {
      await this.#calm();
      const survey = await this.#survey();
      const here = this.visits.at(-1)?.survey;
      const isElsewhere = survey.doc !== here?.doc || hasMovedOn(survey, here, arrival, act);
      if (isElsewhere) await this.#arrive(survey, stretch, arrival);
      else if (moves) break;
      else if (here) this.#stay(survey, stretch, here);
      await this.#await(stretch);
    }
    // A page that is left has said what its receipts are.
    const { receipts } = await this.#survey();
    this.recording.entries.push({ kind: 'receipts', receipts, at: Date.now(), url: this.#page.url(), doc: '' });
  }

  async #arrive(survey: Survey, stretch: Stretch, arrival: Arrival): Promise<void> {
    const isNew = survey.doc !== this.visits.at(-1)?.survey.doc;
    const path = new URL(survey.href).pathname;
    const loadedAt = isNew ? ((await this.#page.evaluate(() => performance.timeOrigin + performance.getEntriesByType('navigation').map((entry) => (entry as PerformanceNavigationTiming).domContentLoadedEventEnd)[0]!)) as number) : undefined;
    this.visits.push({ path, survey, loadedAt });
    stretch.consent = survey.consent ?? stretch.consent;
    if (stretch.act === 'open') stretch.page = path;
    if (survey.tracker !== 'running') return;
    const isReload = stretch.act === 'reload';
    const before = isNew ? undefined : this.visits.at(-2)?.survey;
    stretch.expectations.push(...expectOf(survey, before, isReload ? {} : arrival, this.#isOrdered(stretch)).map((expectation) => ({ ...expectation, after: `${path} was opened` })));
    if (isNew && survey.promotion && this.#options.journey.includes('promotion')) await this.#showPromotion(stretch, survey.promotion);
  }

  /** The page is the same, and may have gone on to the next step. */
  #stay(survey: Survey, stretch: Stretch, before: Survey): void {
    if (survey.step !== undefined && survey.step !== before.step) {
      stretch.expectations.push({ names: ['Checkout Step Viewed'], fields: { step: survey.step }, after: `step ${survey.step} was shown` });
    }
    this.visits.at(-1)!.survey = survey;
  }

  #isOrdered(stretch: Stretch): boolean {
    return this.recording.entries.slice(0, stretch.from).filter(isEvent).some(({ name }) => name === 'Order Completed');
  }

  /** A promotion counts as seen when a shopper has looked at it for a second: once in the walk. */
  async #showPromotion(stretch: Stretch, id: string): Promise<void> {
    const isExpected = this.stretches.some(({ expectations }) => expectations.some(({ names }) => names[0] === 'Promotion Viewed'));
    if (isExpected) return;
    stretch.expectations.push({ names: ['Promotion Viewed'], fields: { promotion_id: id }, after: `the promotion "${id}" was in view for a second` });
    await this.#page.bringToFront();
    await this.#page.$eval('ecom-promotion', (promotion) => promotion.scrollIntoView({ block: 'center', behavior: 'instant' }));
  }

  /** Waits until what is expected has come, or it is too late; then for what comes twice. */
  async #await({ from, expectations }: Stretch): Promise<void> {
    const end = Date.now() + this.#options.timeout;
    const isDone = (): boolean => {
      const entries = this.recording.entries.slice(from);
      return expectations.every((expectation) => findMet(expectation, entries) ?? (isRejected(expectation, entries) || isRefused(expectation, entries)));
    };
    while (!isDone() && Date.now() < end) await pause(look);
    await this.#calm();
  }

  /** Waits until the page is there and nothing happens, but not for ever. */
  async #calm(): Promise<void> {
    const end = Date.now() + this.#options.timeout;
    do await pause(look);
    while (Date.now() < end && !(this.recording.isQuiet(rest) && (await this.#isComplete())));
  }

  #isComplete(): Promise<boolean> {
    // Between two pages there is none to ask.
    return this.#page.evaluate(() => document.readyState === 'complete').catch(() => false);
  }

  async #survey(): Promise<Survey> {
    for (let tries = 0; ; tries++) {
      try {
        return (await this.#page.evaluate(surveyScript)) as Survey;
      } catch (error) {
        if (tries === 3) throw error;
        await this.#calm();
      }
    }
  }

  /** Whether the page has that, or what was given for the act. */
  async #has(selector: string, act: ActName): Promise<boolean> {
    return !!(await this.#hands.findFirst(this.#options.elements[act], selector));
  }

  async #link(pattern: RegExp) {
    const paths = await this.#page.$$eval('a[href]', (links) => (links as HTMLAnchorElement[]).map(({ href }) => href));
    const { origin } = new URL(this.#page.url());
    for (const href of paths) {
      if (!URL.canParse(href) || new URL(href).origin !== origin || !pattern.test(decodeURIComponent(new URL(href).pathname))) continue;
      const path = href.slice(origin.length);
      const link = await this.#hands.findFirst(`a[href=${JSON.stringify(path)}]`, `a[href=${JSON.stringify(href)}]`);
      if (link) return link;
    }
    return undefined;
  }

  async #findLink(pattern: RegExp): Promise<string | undefined> {
    return (await this.#link(pattern))?.evaluate((link) => (link as HTMLAnchorElement).href);
  }

  /** A word of a product that was seen. */
  #query(): string {
    if (this.#options.query) return this.#options.query;
    const names = this.recording.entries.filter(isEvent).flatMap(({ payload }) => [payload.name, ...((payload.products as { name?: string }[] | undefined) ?? []).map(({ name }) => name)]);
    const words = names.flatMap((name) => (typeof name === 'string' ? (name.match(/\p{L}{3,}/gu) ?? []) : []));
    return words[0] ?? 'a';
  }
}

/** Whether the shopper is elsewhere in the same document: a filter that is written into the address is no other page. */
function hasMovedOn(survey: Survey, { href }: Survey, { role }: Arrival, act: Stretch['act']): boolean {
  if (survey.href === href) return false;
  const leadsOn = !!role || act === 'search' || act === 'promotion' || act === 'open';
  return leadsOn || new URL(survey.href).pathname !== new URL(href).pathname;
}

/** What a page must report by itself; `before` is what the document showed until then: what stays is not reported again. */
function expectOf(survey: Survey, before: Survey | undefined, { role, productId }: Arrival, isOrdered: boolean): Expectation[] {
  const expectations: Expectation[] = [];
  const expect = (name: string, fields?: Fields): unknown => expectations.push({ names: [name], fields, after: '' });
  const { product, lists, step } = survey;
  if (survey.hasPage) expect('page');
  for (const list_id of lists) if (!before?.lists.includes(list_id)) expect('Product List Viewed', { list_id: list_id || undefined });
  if (role === 'product' || (product?.views && product.id !== before?.product?.id)) expect('Product Viewed', { product_id: productId ?? product?.id });
  if (role === 'cart' || (survey.isCart && !before?.isCart)) expect('Cart Viewed');
  if (step !== undefined && step !== before?.step) expect('Checkout Step Viewed', { step });
  if (survey.isOrder && !isOrdered) expect('Order Completed');
  return expectations;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
