import { version } from '../../version.js';
import type { Fault } from './fault.js';
import { timesOf, type TimedEvent } from './grade-events.js';
import { countVendors } from './grade-vendors.js';
import type { Walk } from './journey.js';
import type { CheckOptions } from './options.js';

/** What a check found, as `--json` prints it. Fields may be added; none is taken away without another `schema`. */
export interface Report {
  schema: 1;
  /** Version of this tool, of the browser, and of the tracker that was found. */
  version: string;
  browser: string;
  tracker?: string;
  url: string;
  /** When it began, ISO 8601, and how long it took. */
  startedAt: string;
  durationMs: number;
  passed: boolean;
  errors: number;
  warnings: number;
  faults: Fault[];
  /** What was done, in order, with the events that followed. */
  steps: { act: string; title: string; page: string; events: TimedEvent[] }[];
  /** What was not done, and why. */
  skipped: Walk['skipped'];
  /** The pages that were seen, in order. */
  pages: { path: string; title: string; tracker: string }[];
  /** By what vendors were told of what, and how often. */
  vendors: Record<string, Record<string, number>>;
}

export function makeReport(walk: Walk, faults: Fault[], options: CheckOptions, browser: string, startedAt: number): Report {
  const errors = faults.filter(({ severity }) => severity === 'error').length;
  const { entries } = walk.recording;
  return {
    schema: 1,
    version,
    browser,
    tracker: walk.visits.find(({ survey }) => survey.version)?.survey.version,
    url: options.url,
    startedAt: new Date(startedAt).toISOString(),
    durationMs: Date.now() - startedAt,
    passed: !errors && !(options.strict && faults.length),
    errors,
    warnings: faults.length - errors,
    faults,
    steps: walk.stretches.map(({ act, title, page, from, to }) => ({ act, title, page, events: timesOf(entries.slice(from, to), walk.visits) })),
    skipped: walk.skipped,
    pages: walk.visits.map(({ path, survey: { title, tracker } }) => ({ path, title, tracker })),
    vendors: countVendors(entries),
  };
}

