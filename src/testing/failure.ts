import { findingText } from '../events/finding.js';
import type { EventLog } from './event-log.js';
import { differences, show } from './matching.js';

/**
 * What a failed expectation throws. It carries what Mocha, Vitest, Jest and Playwright look for to show a difference. Its
 * text holds values of payloads: those of a test.
 */
export class EventAssertionError extends Error {
  override readonly name = 'AssertionError';
  readonly code = 'ERR_ASSERTION';

  constructor(
    message: string,
    readonly expected?: unknown,
    readonly actual?: unknown,
  ) {
    super(message);
  }

  /** Whether the two can be compared, line by line. */
  get showDiff(): boolean {
    return this.actual !== undefined;
  }
}

/** Events of which the differing fields are told; the others are named. */
const toldInFull = 3;

/** The error that says what came instead of what was wanted. */
export function failure(headline: string, log: EventLog, wanted?: string, expected?: unknown, hints: string[] = []): EventAssertionError {
  const same = log.events.filter(({ name }) => name === wanted);
  const others = log.names.filter((name) => name !== wanted);
  const lines = [
    ...(expected === undefined ? [] : [`expected: ${wanted} ${show(expected)}`]),
    ...same.slice(-toldInFull).flatMap(({ payload }) => [`came, but differs: ${wanted}`, ...differences(expected, payload).map((line) => `  ${line}`)]),
    ...(others.length ? [`came: ${others.join(', ')}`] : same.length ? [] : ['nothing came']),
    ...log.rejected.flatMap(({ name, findings }) => [`rejected: ${name}`, ...findings.map((finding) => `  ${findingText(finding)}`)]),
    ...(log.elsewhere.length ? [`came, but not from this element: ${log.elsewhere.join(', ')}`] : []),
    ...hints,
  ];
  return new EventAssertionError([headline, ...lines.map((line) => `  ${line}`)].join('\n'), expected, same.at(-1)?.payload);
}
