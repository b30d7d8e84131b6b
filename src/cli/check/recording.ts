import type { Page } from 'puppeteer-core';
import { watchBeacons } from './beacons.js';
import type { Entry, OutsideEntry } from './entries.js';
import { line, spyScript } from './spy.js';

/** Which requests must be over before a page is at rest. */
const awaited = new Set(['document', 'script', 'xhr', 'fetch', 'stylesheet']);

/** A request that is open for longer (a socket in disguise) is not waited for, in milliseconds. */
const longest = 4000;

/** All that is seen of a shop, in the order in which it was heard. */
export class Recording {
  readonly entries: Entry[] = [];
  #lastAt = Date.now();
  readonly #open = new Map<unknown, number>();
  #page!: Page;

  /** Begins to record a page, before it opens anything. */
  async start(page: Page, send: boolean): Promise<void> {
    this.#page = page;
    const heard = new Set<string>();
    await page.exposeFunction(line, (text: string) => {
      if (heard.has(text)) return;
      heard.add(text);
      const entry = JSON.parse(text) as Entry;
      this.entries.push(entry);
      // What was asked for, and what says that a document is there, is no unrest.
      if (entry.kind !== 'receipts') this.#lastAt = Date.now();
    });
    await page.evaluateOnNewDocument(spyScript);
    await watchBeacons(page, send, (beacon) => this.note(beacon));
    page.on('console', (message) => {
      if (message.type() !== 'error') return;
      const { url = '' } = message.location();
      this.note({ kind: 'error', text: message.text(), source: url });
    });
    page.on('pageerror', (error) => this.note({ kind: 'error', text: String(error), source: (error as Error | undefined)?.stack ?? '' }));
    page.on('request', (request) => awaited.has(request.resourceType()) && this.#open.set(request, Date.now()));
    page.on('requestfinished', (request) => this.#open.delete(request));
    page.on('requestfailed', (request) => {
      this.#open.delete(request);
      // A page that is left gives its requests up.
      if (request.resourceType() === 'script' && request.failure()?.errorText !== 'net::ERR_ABORTED') this.#lost(request.url(), request.failure()?.errorText ?? 'failed');
    });
    page.on('response', (response) => {
      if (response.status() >= 400 && response.request().resourceType() === 'script') this.#lost(response.url(), `status ${response.status()}`);
    });
  }

  /** Notes what was seen from outside of the page, now. */
  note(entry: OutsideEntry): void {
    const { origin, pathname } = new URL(this.#page.url().startsWith('http') ? this.#page.url() : 'about://blank');
    this.entries.push({ ...entry, at: Date.now(), url: origin + pathname, doc: '' });
  }

  /** Whether nothing has happened for that many milliseconds, and nothing is being loaded. */
  isQuiet(for_: number): boolean {
    const now = Date.now();
    return now - this.#lastAt >= for_ && ![...this.#open.values()].some((since) => now - since < longest);
  }

  #lost(address: string, reason: string): void {
    this.note({ kind: 'script', address, reason });
  }
}
