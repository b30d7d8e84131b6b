import type { Receipt } from '../../tracker/receipt.js';
import { CallListener } from './calls.js';
import { findDoubles, type DoubleReport } from './find.js';
import type { VendorReport } from './report.js';
import { listenToRequests } from './requests.js';

export type { DoubleReport, VendorReport };

/** Reports that are kept: more than happen around the events that are still shown. */
const kept = 1000;

/**
 * Notices who else tells vendors of what our destinations tell them: a second snippet, a theme's own pixel, what a vendor
 * sends by itself. It listens only between `start` and `stop`, which puts back all that it has touched.
 */
export class DoubleReports {
  #reports: VendorReport[] = [];
  readonly #calls = new CallListener((report) => this.#keep(report));
  #endRequests?: (() => void) | undefined;
  readonly #heard: () => void;

  /** `heard` is called for each report of anybody's. */
  constructor(heard: () => void = () => {}) {
    this.#heard = heard;
  }

  start(): void {
    this.#calls.look();
    this.#endRequests ??= listenToRequests((report) => this.#keep(report));
  }

  stop(): void {
    this.#calls.stop();
    this.#endRequests?.();
    this.#endRequests = undefined;
    this.#reports = [];
  }

  /** Listens to vendors that have come in the meantime. */
  look(): void {
    if (this.#endRequests) this.#calls.look();
  }

  /** Forgets what was reported until now. */
  clear(): void {
    this.#reports = [];
  }

  find(receipts: readonly Receipt[]): DoubleReport[] {
    return findDoubles(receipts, this.#reports);
  }

  #keep(report: VendorReport): void {
    if (this.#reports.length >= kept) this.#reports.shift();
    this.#reports.push(report);
    this.#heard();
  }
}
