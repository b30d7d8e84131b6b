import { ReactiveElement, type PropertyValues } from '@lit/reactive-element';
import type { AnyEventName, DeviceModeTracker, EcomListener, PagePayload, TrackArguments } from '../../src/events/commands.js';
import { installTracker } from '../../src/tracker/install.js';
import { loadBeside } from '../../src/tracker/load-beside.js';
import type { HistoryEntry, Receipt } from '../../src/tracker/receipt.js';
import type { TrackerApi } from '../../src/tracker/tracker-api.js';
import type { TrackerOptions } from '../../src/tracker/tracker-options.js';
import { usePlatform } from '../../src/tracker/use-platform.js';
import { version } from '../../src/version.js';

/**
 * Collects the events of the page and hands them to the registered device-mode callbacks. It shows nothing and
 * stands anywhere in the document, once. All of it is also at `window.ecom`.
 *
 * @tag ecom-tracker
 * @attr {boolean} debug - Says in the console what happens to each event.
 * @attr {boolean} strict - Treats every warning as an error; for a theme's tests.
 * @attr {'reject' | 'deliver'} invalid - What happens to an event that breaks its schema; default `reject`.
 * @attr {'assume' | 'ignore'} unanswered - What elements do when nobody answers their request; absent: each request's
 *   own default.
 * @attr {string} currency - Currency of the shop's prices, ISO 4217, for events that carry none.
 * @attr {string} store-id - Id of the store, for the context of each event.
 * @attr {string} scope - Market or branch of the store, for the context of each event.
 * @attr {string} consent - What the shopper agreed to when the page begins: `pending`, `granted`, `denied`, or the categories
 *   that are granted, `analytics marketing`; each later value is a decision. Absent, and `consent-region` too: the shop
 *   needs no consent.
 * @attr {string} consent-region - Where the shopper is, `SA` or `US-CA`: what holds there until they have decided.
 * @attr {'salla' | 'memory'} platform - The storefront that answers the elements' requests. Each comes with a script of its
 *   own beside `ecom.js`, `salla.js` or `memory.js`, or with a module that calls `ecom.use(salla())`.
 * @attr {'salla'} stand-in - The SDK to stand in for where it is absent, so that trackers made for it run; needs `salla.js`.
 * @attr {string} endpoint - Address of a gateway that gets each event too; needs `outbox.js` beside `ecom.js`.
 * @attr {string} write-key - The browser key for it. This and the next three stand in the tag from the start.
 * @attr {'necessary' | 'analytics' | 'marketing' | 'personalisation'} endpoint-category - What the shopper has to agree to before
 *   anything goes there; default `analytics`.
 * @attr {boolean} endpoint-personal-data - Sends names, addresses, numbers and what a shopper wrote there too.
 * @attr {'off'} endpoint-receipts - With `off`, nothing is told there of what became of events at the page's other destinations.
 * @fires ecom-consent - On the document: what the shopper agrees to has changed; its `detail` says for each category whether
 *   it is granted, denied or pending.
 * @fires ecom-invalid - On the document: an event was rejected; says which field, what was expected and what came.
 */
export class EcomTracker extends ReactiveElement {
  static readonly version = version;
  static override readonly properties = {
    debug: { type: Boolean },
    strict: { type: Boolean },
    invalid: {},
    unanswered: {},
    currency: {},
    storeId: { attribute: 'store-id' },
    scope: {},
    consent: {},
    consentRegion: { attribute: 'consent-region' },
    platform: {},
    standIn: { attribute: 'stand-in' },
    endpoint: {},
  };

  declare debug: boolean;
  declare strict: boolean;
  declare invalid?: TrackerOptions['invalid'];
  declare unanswered?: TrackerOptions['unanswered'];
  declare currency?: string;
  declare storeId?: string;
  declare scope?: string;
  /** What the shopper agreed to when the page begins; each later value is a decision. */
  declare consent?: string;
  /** Where the shopper is: what holds there until they have decided. */
  declare consentRegion?: string;
  /** The storefront that answers the elements' requests. */
  declare platform?: string;
  /** The SDK to stand in for where it is absent. */
  declare standIn?: string;
  /** Address of a gateway that gets each event too; the first one counts. */
  declare endpoint?: string;

  /** Resolves when events are being delivered. */
  get ready(): Promise<TrackerApi> {
    return installTracker().ready;
  }

  /** The events so far, oldest first, as copies. */
  get history(): HistoryEntry[] {
    return installTracker().history;
  }

  /** Registers a device-mode callback; it gets the history first. False (and a message) when it is refused. */
  register(tracker: DeviceModeTracker): boolean {
    return installTracker().register(tracker);
  }

  /** Stops calling the callback of that name. */
  unregister(name: string): boolean {
    return installTracker().unregister(name);
  }

  /** Calls `listener` for each event of that name, or for all (`'*'`). Returns what ends it. */
  on(name: string, listener: EcomListener): () => void {
    return installTracker().on(name, listener);
  }

  /** Reports an event. Never throws; what became of it stands in `receipts()`. */
  track<Name extends AnyEventName>(name: Name, ...payloadAndOptions: TrackArguments<Name>): void {
    installTracker().track(name, ...payloadAndOptions);
  }

  /** Reports a page view. Never throws. */
  page(payload?: PagePayload): void {
    installTracker().page(payload);
  }

  /** What became of each event. */
  receipts(): Receipt[] {
    return installTracker().receipts();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.hidden = true;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override update(changed: PropertyValues<this>): void {
    super.update(changed);
    const tracker = installTracker();
    // What the tag does not say is left as it is: `configure()` may have said it.
    tracker.configure(Object.fromEntries([...changed.keys()].map((name) => [name, this[name as keyof this] ?? undefined])));
    if (this.hasUpdated && changed.has('consent') && this.consent != null) tracker.consent.update(this.consent);
    if (changed.has('platform') && this.platform) usePlatform(tracker, this.platform);
    if (changed.has('standIn') && this.standIn) usePlatform(tracker, `${this.standIn}-stand-in`);
    if (changed.has('endpoint') && this.endpoint) loadBeside('outbox');
    tracker.start();
  }
}
