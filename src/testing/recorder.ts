import { canonicalName } from '../events/canonical-name.js';
import type { EcomEvent } from '../events/ecom-event.js';
import { eventNames } from '../events/event-names.generated.js';
import { domEventName } from '../events/names.js';
import { installTracker } from '../tracker/install.js';
import type { Receipt } from '../tracker/receipt.js';
import type { TrackerApi } from '../tracker/tracker-api.js';
import { EventLog, type RecordedEvent, type RejectedEvent } from './event-log.js';
import type { Recording } from './expectations.js';

/** What `recordEvents()` is told. */
export interface RecordOptions {
  /** Names of own events that an element may emit; those of the catalogue are known. */
  custom?: readonly string[];
}

/** Records what happens on a page from now on, in a test that runs in this page. */
export class EventRecorder extends EventLog implements Recording {
  readonly #tracker: TrackerApi;
  readonly #end = new AbortController();
  /** Events of which one knows that they passed the element; absent: all count. */
  readonly #passed?: Set<string>;
  /** What is recorded when it turns out that it passed the element. */
  readonly #elsewhere = new Map<string, () => void>();
  /** What has been before: a new listener gets the history of the page. */
  readonly #before: ReadonlyMap<string, Receipt>;
  readonly #got = new Set<string>();
  readonly #off: () => void;

  constructor(target: EventTarget = document, { custom = [] }: RecordOptions = {}) {
    super();
    this.#tracker = installTracker();
    this.#tracker.start();
    this.#before = new Map(this.#tracker.receipts().map((receipt) => [receipt.context.event_id, receipt]));
    if (target instanceof Element) {
      this.#passed = new Set();
      this.#watch(target, [...eventNames, 'page', ...custom]);
    }
    addEventListener(
      'ecom-invalid',
      ({ detail: { event: name, eventId, findings } }) => this.#take(name, eventId, () => this.addRejected({ name, eventId, findings } satisfies RejectedEvent)),
      { capture: true, signal: this.#end.signal },
    );
    this.#off = this.#tracker.on('*', (name, payload, context) => {
      this.#got.add(context.event_id);
      if (this.#before.has(context.event_id)) return;
      this.#take(name, context.event_id, () => this.add({ name, payload, context } satisfies RecordedEvent));
    });
  }

  override stop(): void {
    this.#off();
    this.#end.abort();
    super.stop();
  }

  async settled(): Promise<void> {
    const accepted = this.#tracker.history.map(({ context }) => context.event_id);
    while (!this.#end.signal.aborted && accepted.some((id) => !this.#got.has(id))) await new Promise((resolve) => setTimeout(resolve, 10));
  }

  hints(name: string): string[] {
    if (window.ecom !== this.#tracker) return ['the tracker of the page was replaced meanwhile: call freshPage() before the test, not in it'];
    const earlier = [...this.#before.values()].findLast((receipt) => receipt.eventName === name);
    if (!earlier) return [];
    const age = Date.now() - Date.parse(earlier.context.timestamp);
    return [`one came ${age} ms before: begin to expect it first, and give what makes it happen as the last argument`];
  }

  /** Writes it down, now or when the element turns out to be on its way. */
  #take(name: string, id: string, write: () => void): void {
    if (!this.#passed || this.#passed.has(id)) return write();
    this.#elsewhere.set(id, write);
    this.elsewhere.push(name);
  }

  #watch(target: Element, names: string[]): void {
    // Where the element leaves the page (a line of a cart), its events come from the nearest ancestor that stays.
    const way = ancestors(target);
    const listener = (event: Event & Partial<EcomEvent>): void => {
      const from = way.find(({ isConnected }) => isConnected);
      if (!from || !event.composedPath().includes(from)) return;
      const name = event.type === 'ecom-page' ? 'page' : canonicalName(event.eventName ?? event.type);
      // An event of the theme's own making has no id: it is the one that the tracker has just noted.
      const id = event.eventId ?? this.#tracker.receipts().findLast(({ eventName }) => eventName === name)?.context.event_id;
      if (id) this.#pass(name, id);
    };
    for (const name of names) addEventListener(domEventName(name), listener, { capture: true, signal: this.#end.signal });
  }

  #pass(name: string, id: string): void {
    this.#passed!.add(id);
    const write = this.#elsewhere.get(id);
    if (!write) return;
    this.#elsewhere.delete(id);
    this.elsewhere.splice(this.elsewhere.lastIndexOf(name), 1);
    write();
  }
}

/** An element and all around it, out of shadow roots too. */
function ancestors(element: Element): Element[] {
  const parent = element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host;
  return [element, ...(parent ? ancestors(parent) : [])];
}
