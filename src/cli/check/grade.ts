import { gradeAmounts } from './grade-amounts.js';
import { gradeEvents } from './grade-events.js';
import { gradePages } from './grade-pages.js';
import { gradeReceipts } from './grade-receipts.js';
import { gradeVendors } from './grade-vendors.js';
import { faultKinds, merge, type Fault } from './fault.js';
import type { Walk } from './journey.js';
import type { CheckOptions } from './options.js';

const kinds = Object.keys(faultKinds);

/** All that is wrong, the worst first; without what the shop knows already. */
export function grade(walk: Walk, options: CheckOptions): Fault[] {
  const faults = [gradePages(walk), gradeEvents(walk, options), gradeReceipts(walk, options), gradeAmounts(walk), gradeVendors(walk)].flat();
  const isKnown = ({ kind, event }: Fault): boolean => options.ignore.some((known) => known === kind || known === `${kind}:${event}`);
  const order = ({ kind, severity }: Fault): number => kinds.indexOf(kind) + (severity === 'error' ? 0 : kinds.length);
  return merge(faults.filter((fault) => !isKnown(fault))).sort((one, other) => order(one) - order(other));
}
