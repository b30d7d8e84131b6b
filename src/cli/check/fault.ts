import { findingText, type Finding } from '../../events/finding.js';

/** What can be wrong. */
export const faultKinds = {
  tracker: 'no tracker',
  undefined: 'undefined element',
  script: 'script not loaded',
  blocked: 'blocked by the content security policy',
  store: 'failed store',
  missing: 'missing',
  doubled: 'doubled',
  unprompted: 'unprompted',
  invalid: 'invalid',
  incomplete: 'incomplete',
  amounts: 'amounts that do not add up',
  currency: 'wrong currency',
  positions: 'positions',
  late: 'late',
  failed: 'failed destination',
  consent: 'consent ignored',
  console: 'error on the page',
} as const;

export type FaultKind = keyof typeof faultKinds;

/** One thing that is wrong with the tracking of a shop. No value of a payload is in it, but amounts and currencies. */
export interface Fault {
  kind: FaultKind;
  /** An error fails the check, a warning does with `--strict`. */
  severity: 'error' | 'warning';
  /** Name of the event, a vendor's for a vendor's. */
  event?: string;
  /** What is wrong, in words. */
  message: string;
  /** What to do about it. */
  advice: string;
  /** Paths of the pages where it was seen. */
  pages: string[];
  /** What was done when it was seen: the title of the stretch. */
  after?: string;
  /** Fields, as the tracker found them. */
  findings?: Finding[];
  /** Name of the destination, or of the vendor. */
  destination?: string;
  /** How long it took, in milliseconds. */
  ms?: number;
}

export const fieldTexts = (findings: Finding[]): string => findings.map((finding) => findingText(finding).replace(`${finding.event}: `, '')).join('; ');

/** Faults that are the same but for the page are one. */
export function merge(faults: Fault[]): Fault[] {
  const merged = new Map<string, Fault>();
  for (const fault of faults) {
    const key = JSON.stringify([fault.kind, fault.event, fault.message, fault.destination]);
    const same = merged.get(key);
    if (same) same.pages = [...new Set([...same.pages, ...fault.pages])];
    else merged.set(key, { ...fault, pages: [...new Set(fault.pages)] });
  }
  return [...merged.values()];
}
