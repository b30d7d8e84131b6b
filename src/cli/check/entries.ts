import type { EcomContext } from '../../events/commands.js';
import type { Finding } from '../../events/finding.js';
import type { JsonObject } from '../../events/plain.js';

/** A vendor whose calls and requests are known. */
export type Vendor = 'google' | 'meta' | 'tiktok' | 'snapchat';

/** What became of an event, as its receipt has it; without the payload. */
export interface ReceiptEntry {
  id: string;
  name: string;
  findings: Finding[];
  deliveries: { destination: string; status: string; at?: number; error?: string }[];
}

/** What the page tells of itself. */
export type PageEntry =
  /** A document begins. */
  | { kind: 'document' }
  /** The shopper acted: the last of these comes before what follows from it. */
  | { kind: 'act' }
  /** An event that the tracker delivers; `context.timestamp` is when it happened. */
  | { kind: 'event'; name: string; payload: JsonObject; context: EcomContext }
  | { kind: 'rejected'; name: string; id: string; findings: Finding[] }
  /** The store was asked, and said: `none` where nobody answers. */
  | { kind: 'answer'; request: string; outcome: 'confirmed' | 'denied' | 'failed' | 'none' }
  | { kind: 'receipts'; receipts: ReceiptEntry[] }
  /** A call to a vendor's function; `form` is which, `key` what tells two of one name apart. */
  | { kind: 'call'; vendor: Vendor; form: string; name: string; key: string; consent?: Record<string, string> }
  | { kind: 'violation'; directive: string; blocked: string; source: string };

/** What is seen from outside of the page. */
export type OutsideEntry =
  /** A request to a vendor that reports an event; `cookieless` are those that are allowed without consent. */
  | { kind: 'beacon'; vendor: Vendor; name: string; key: string; cookieless?: boolean }
  /** What the console, or an exception, says. */
  | { kind: 'error'; text: string; source: string }
  /** A script that did not load. */
  | { kind: 'script'; address: string; reason: string };

/** Where and when: milliseconds since 1970, the address without its query's values, and the number of the document. */
export interface Circumstances {
  at: number;
  url: string;
  doc: string;
}

export type Entry = (PageEntry | OutsideEntry) & Circumstances;

/** The entries of one kind. */
export type EntryOf<Kind extends Entry['kind']> = Extract<Entry, { kind: Kind }>;

export const isKind =
  <Kind extends Entry['kind']>(kind: Kind) =>
  (entry: Entry): entry is EntryOf<Kind> =>
    entry.kind === kind;
