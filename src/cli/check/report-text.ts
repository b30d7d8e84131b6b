import { faultKinds, type Fault } from './fault.js';
import type { TimedEvent } from './grade-events.js';
import type { Report } from './report.js';

const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;

/** The report for people: what was done, what is wrong and what to do about it, and the verdict in the last line. */
export function reportText(report: Report): string {
  const { url, steps, skipped, pages, vendors, faults, errors, warnings, passed, browser, durationMs } = report;
  const events = steps.reduce((total, step) => total + step.events.length, 0);
  const tracker = report.tracker ? `tracker ${report.tracker}` : 'no tracker';
  return [
    `${url}`,
    `${count(pages.length, 'page')}, ${count(steps.length, 'step')}, ${count(events, 'event')} in ${Math.round(durationMs / 1000)} s; ${tracker}, ${browser}`,
    '',
    ...steps.map(({ title, events }) => `  ${title}${events.length ? `: ${events.map(eventText).join(', ')}` : ''}`),
    ...(skipped.length ? ['', ...skipped.map(({ act, why }) => `  not done: ${act} (${why})`)] : []),
    ...vendorTexts(vendors),
    ...faultTexts(faults),
    '',
    `${passed ? 'passed' : 'failed'}: ${count(errors, 'error')}, ${count(warnings, 'warning')}`,
  ].join('\n');
}

const eventText = ({ name, ms, status }: TimedEvent): string => `${name} ${status === 'rejected' ? '(rejected)' : `(${ms} ms)`}`;

function vendorTexts(vendors: Report['vendors']): string[] {
  const lines = Object.entries(vendors).map(([form, names]) => {
    const told = Object.entries(names).map(([name, times]) => (times > 1 ? `${name} ×${times}` : name));
    return `  ${form}: ${told.join(', ')}`;
  });
  return lines.length ? ['', ...lines] : [];
}

/** Each kind under a heading, each fault with where it was and what to do. */
function faultTexts(faults: Fault[]): string[] {
  const kinds = [...new Set(faults.map(({ kind }) => kind))];
  return kinds.flatMap((kind) => {
    const title = faultKinds[kind];
    const texts = faults
      .filter((fault) => fault.kind === kind)
      .flatMap(({ severity, message, pages, after, advice }) => [
        `  ${severity === 'error' ? '✗' : '!'} ${message}`,
        `      on ${pages.join(', ')}${after && !after.startsWith('open ') ? `, after: ${after}` : ''}`,
        `      → ${advice}`,
      ]);
    return ['', `${title[0]!.toUpperCase()}${title.slice(1)}`, ...texts];
  });
}
