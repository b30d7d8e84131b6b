import { DoubleReports, type DoubleReport } from './double-reports/detector.js';
import { isOpen, makeEntries, type Entry } from './entry.js';
import { makeRecording, type PageState } from './recording.js';
import { consentOf, inspectTracker, trackerOf } from './tracker.js';
import { Watch } from './watch.js';

/** What is known of the page's events while somebody looks; between `stop` and `start` nothing is kept, heard or timed. */
export class Observation {
  /** The events that are shown, oldest first. */
  entries: readonly Entry[] = [];
  doubles: readonly DoubleReport[] = [];
  readonly #changed: () => void;
  readonly #watch = new Watch(() => this.#look());
  readonly #reports = new DoubleReports(() => this.#watch.soon());
  /** Events that are not shown any more. */
  #cleared = new Set<string>();
  #paused = false;
  #endTracker?: (() => void) | undefined;

  /** `changed` is called when there is something else to see. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  start(): void {
    if (this.#watch.isOn) return;
    this.#reports.start();
    this.#watch.start();
  }

  stop(): void {
    if (!this.#watch.isOn) return;
    this.#watch.stop();
    this.#reports.stop();
    this.#endTracker?.();
    this.#endTracker = undefined;
    this.entries = [];
    this.doubles = [];
  }

  /** What is shown stays as it is; what happens meanwhile is shown when it goes on. */
  get paused(): boolean {
    return this.#paused;
  }

  set paused(paused: boolean) {
    this.#paused = paused;
    this.#watch.soon();
  }

  /** Forgets what there is; the tracker keeps it. */
  clear(): void {
    // What the tracker has forgotten need not be remembered here.
    this.#cleared = new Set(makeEntries(trackerOf()?.receipts() ?? [], []).map(({ id }) => id));
    this.#reports.clear();
    this.entries = [];
    this.doubles = [];
  }

  get page(): PageState {
    const tracker = trackerOf();
    return { version: tracker?.version ?? '', platforms: Object.keys(tracker?.platforms ?? {}), options: tracker?.options ?? {}, consent: consentOf(tracker) };
  }

  /** What is shown, as JSON without personal data. */
  recording(): string {
    return JSON.stringify(makeRecording(this.entries.map(({ receipt }) => receipt), this.doubles, this.page), null, 2);
  }

  /** Reads what there is. Says whether something is still on its way. */
  #look(): boolean {
    const tracker = trackerOf();
    this.#reports.look();
    // A script may still bring one.
    if (!tracker) return true;
    this.#endTracker ??= inspectTracker(tracker);
    if (this.#paused) return false;
    const receipts = tracker.receipts();
    this.doubles = this.#reports.find(receipts).filter(({ event }) => !event || !this.#cleared.has(event.id));
    this.entries = makeEntries(receipts, this.doubles).filter(({ id }) => !this.#cleared.has(id));
    this.#changed();
    return this.entries.some(isOpen);
  }
}
