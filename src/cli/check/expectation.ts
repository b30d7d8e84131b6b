import { canonicalName } from '../../events/canonical-name.js';
import type { JsonObject } from '../../events/plain.js';
import { isKind, type Entry, type EntryOf } from './entries.js';
import type { ActName } from './options.js';

/** Fields by which one event is known from others of its name: ids and numbers. */
export type Fields = Record<string, string | number | undefined>;

/** An event that must follow. */
export interface Expectation {
  /** Its name; one of several where the shop may choose. */
  names: string[];
  /** Fields that it must have, with these values. */
  fields?: Fields;
  /** What it comes from, in words: `the click on a product`. */
  after: string;
}

/** A part of the walk: the shopper does something, perhaps comes to another page, and all of that is recorded. */
export interface Stretch {
  /** `open`, `reload`, or what was done. */
  act: ActName | 'open' | 'reload';
  /** The same in words. */
  title: string;
  /** Path of the page where it began. */
  page: string;
  /** Number of its first entry, and of the first one that is no longer of it. */
  from: number;
  to: number;
  expectations: Expectation[];
  /** Names that may come too. */
  mayCause: string[];
  /** What the shopper had consented to when it began. */
  consent?: Record<string, string>;
}

type EventEntry = EntryOf<'event'>;

export const isEvent = isKind('event');

/** Whether an event is the one that is expected. */
export const isMet = ({ names, fields = {} }: Expectation, { name, payload }: EventEntry): boolean =>
  names.some((wanted) => canonicalName(wanted) === name) && !differingField(fields, payload);

/** Name of the first field that is another one than was expected. */
export const differingField = (fields: Fields, payload: JsonObject): string | undefined =>
  Object.keys(fields).find((field) => fields[field] !== undefined && JSON.stringify(payload[field] ?? null).replaceAll('"', '') !== String(fields[field]));

/** The first event that meets the expectation and is not taken for another one. */
export function findMet(expectation: Expectation, entries: Entry[], taken: Set<EventEntry> = new Set()): EventEntry | undefined {
  return entries.filter(isEvent).find((event) => !taken.has(event) && isMet(expectation, event));
}

/** Whether what came in its stead was rejected. */
export const isRejected = ({ names }: Expectation, entries: Entry[]): boolean =>
  entries.filter(isKind('rejected')).some(({ name }) => names.some((wanted) => canonicalName(wanted) === name));

/** Whether the store has said no, or failed, so that nothing is to be reported. */
export const isRefused = ({ after }: Expectation, entries: Entry[]): 'denied' | 'failed' | undefined => {
  if (after.endsWith(' was opened')) return undefined;
  const last = entries.filter(isKind('answer')).at(-1)?.outcome;
  return last === 'denied' || last === 'failed' ? last : undefined;
};
