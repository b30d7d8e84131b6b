// ecom-events/testing/page: for tests in Node that drive a page in a browser (Playwright, Puppeteer).
import type { AnyEventName } from '../events/commands.js';
import { EventLog, type RecordedEvent, type WaitOptions } from './event-log.js';
import { waitForEvent, watchForNone, type Act, type Recording } from './expectations.js';
import { recordingScript, settlingScript, type PageMessage } from './in-page.js';
import type { ExpectedPayload } from './matching.js';

/** What is needed of a page of Playwright (`addInitScript`) or Puppeteer (`evaluateOnNewDocument`). */
export interface TestedPage {
  evaluate(script: string): Promise<unknown>;
  exposeFunction(name: string, callback: (message: string) => void): Promise<unknown>;
  addInitScript?(script: string): Promise<unknown>;
  evaluateOnNewDocument?(script: string): Promise<unknown>;
}

/** Under this name the page tells us. */
const send = 'ecomEventsTesting';

/** Who listens to a page, once it tells. */
const connected = new WeakMap<TestedPage, Promise<Set<PageRecorder>>>();

function connect(page: TestedPage): Promise<Set<PageRecorder>> {
  const known = connected.get(page) ?? connectFirst(page);
  connected.set(page, known);
  return known;
}

/** Has the page tell what happens, in the document it shows and all that follow. */
async function connectFirst(page: TestedPage): Promise<Set<PageRecorder>> {
  const recorders = new Set<PageRecorder>();
  const heard = new Set<string>();
  await page.exposeFunction(send, (text) => {
    if (heard.has(text)) return;
    heard.add(text);
    const message = JSON.parse(text) as PageMessage;
    for (const recorder of recorders) recorder.take(message);
  });
  const script = recordingScript(send);
  if (page.addInitScript) await page.addInitScript(script);
  else if (page.evaluateOnNewDocument) await page.evaluateOnNewDocument(script);
  else throw new TypeError('recordEvents: expected a page with addInitScript (Playwright) or evaluateOnNewDocument (Puppeteer), got neither');
  await page.evaluate(script);
  return recorders;
}

/** Records what happens on a page of Playwright or Puppeteer, over navigations. */
export class PageRecorder extends EventLog implements Recording {
  readonly #page: TestedPage;
  readonly #recorders: Set<PageRecorder>;

  /** @internal */
  constructor(page: TestedPage, recorders: Set<PageRecorder>) {
    super();
    this.#page = page;
    this.#recorders = recorders;
    recorders.add(this);
  }

  override stop(): void {
    this.#recorders.delete(this);
    super.stop();
  }

  async settled(): Promise<void> {
    await this.#settle();
  }

  async hints(): Promise<string[]> {
    return (await this.#settle()) === false ? ['the page has no tracker'] : [];
  }

  /** @internal */
  take(message: PageMessage): void {
    const { kind, ...event } = message;
    if (kind === 'event') this.add(event as RecordedEvent);
    else this.addRejected(event as Extract<PageMessage, { kind: 'rejected' }>);
  }

  /** False where there is no tracker; nothing where the page is just leaving. */
  #settle(): Promise<unknown> {
    return this.#page.evaluate(settlingScript(send)).catch(() => undefined);
  }
}

/** Records every event of the page from now on, also of the documents it goes to: best called before the first one is opened. */
export const recordEvents = async (page: TestedPage): Promise<PageRecorder> => new PageRecorder(page, await connect(page));

/**
 * Waits for an event of that name (in any spelling) with at least these fields. Give what makes it happen as the last
 * argument. `timeout` is how long it is waited for after the act, 5 seconds when absent.
 *
 * ```js
 * await expectEvent(page, 'Product Added', { quantity: 2 }, () => page.click('ecom-add-to-cart'));
 * ```
 *
 * @throws {EventAssertionError} when none came in time: says what came instead, which fields differ, what was rejected and why.
 */
export async function expectEvent<Name extends AnyEventName>(page: TestedPage, name: Name, expected?: ExpectedPayload<Name>, act?: Act, { timeout = 5000 }: WaitOptions = {}): Promise<RecordedEvent<Name>> {
  return waitForEvent(await recordEvents(page), name, expected, act, timeout);
}

/**
 * Watches that no event of that name happens on the page, also none that is rejected; `*` stands for any. `within` is how
 * long it is waited for after the act, 250 milliseconds when absent.
 *
 * @throws {EventAssertionError} when one did.
 */
export async function expectNoEvent(page: TestedPage, name: AnyEventName | '*', act?: Act, { within }: { within?: number } = {}): Promise<void> {
  return watchForNone(await recordEvents(page), name, act, within);
}

export { EventAssertionError } from './failure.js';
export type { RecordedEvent, RejectedEvent, WaitOptions } from './event-log.js';
export type { Act } from './expectations.js';
export type { Expected, ExpectedPayload, Matcher } from './matching.js';
