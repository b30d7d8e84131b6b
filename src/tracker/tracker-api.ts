import type { AnyEventName, DeviceModeTracker, EcomCommand, EcomListener, ListenOptions, PagePayload, TrackArguments, TrackOptions } from '../events/commands.js';
import type { ConsentApi } from '../events/consent.js';
import type { EcomEventName } from '../events/payloads.js';
import type { Judge } from '../events/finding.js';
import type { Platform } from './platform.js';
import type { HistoryEntry, Receipt } from './receipt.js';
import type { TrackerOptions } from './tracker-options.js';

/** What stands at `window.ecom` once the script is there: the tracker, for themes and partners. */
export interface TrackerApi {
  /** Version of the script that made it. */
  readonly version: string;
  /** Resolves when the tracker has started to deliver. */
  readonly ready: Promise<TrackerApi>;
  /** The events so far, oldest first, as copies; bounded. */
  readonly history: HistoryEntry[];
  /** The options in force. */
  readonly options: Readonly<TrackerOptions>;
  /** What the shopper agreed to, per category of destinations. */
  readonly consent: ConsentApi;
  /** Registers a device-mode callback; it gets the history first. False (and a message) when it is refused. */
  register(tracker: DeviceModeTracker): boolean;
  /** Stops calling the callback of that name. */
  unregister(name: string): boolean;
  /** Calls `listener` for each event of that name (any spelling), or for all (`'*'`). Returns what ends it. */
  on<Name extends EcomEventName | '*' | 'page'>(name: Name, listener: EcomListener<Name>, options?: ListenOptions): () => void;
  on(name: string, listener: EcomListener, options?: ListenOptions): () => void;
  /** Reports an event. Never throws; what became of it stands in `receipts()`. */
  track<Name extends AnyEventName>(name: Name, ...payloadAndOptions: TrackArguments<Name>): void;
  /** Reports a page view. Never throws. */
  page(payload?: PagePayload, options?: TrackOptions): void;
  /** What became of each event: what was repaired, warned of or rejected, and each delivery. Bounded. */
  receipts(): Receipt[];
  /** Judges the custom events of that name; `defineEvent` makes the judge from a schema. */
  define(name: string, judge: Judge): void;
  /** Changes options; unknown ones are ignored. */
  configure(options: Partial<TrackerOptions>): void;
  /** The attached storefront platforms by name, e.g. the one that `<ecom-tracker platform>` made. */
  readonly platforms: Readonly<Record<string, Platform | undefined>>;
  /** Attaches a storefront platform, or the one that a script provides by that name, now or later. Returns what detaches it. */
  use(platform: Platform | string): () => void;
  /** Makes the platform of that name when somebody wants to use it; `salla.js` says so of Salla's. */
  provide(name: string, make: () => Platform): void;
  /** Starts to deliver; until then events wait. `<ecom-tracker>` and `tracker.js` call it. */
  start(): void;
  /** Runs commands of the head stub. */
  push(...commands: EcomCommand[]): void;
}

/** Whether a script has already put its tracker there. */
export const isTracker = (candidate: unknown): candidate is TrackerApi =>
  typeof (candidate as Partial<TrackerApi> | undefined)?.receipts === 'function';
