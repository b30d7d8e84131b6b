import { toPlain, type Json } from '../../events/plain.js';
import { fingerprint, thingsIn, type Things } from './things.js';
import type { Vendor } from './vendors.js';

/** One event as a vendor was told of it, by whomever, as it was seen on the page. */
export interface VendorReport {
  vendor: Vendor;
  /** The function that was called, e.g. `gtag`, or where it was sent by the vendor's own code: `facebook.com`. */
  by: string;
  /** The vendor's name of the event. */
  name: string;
  /** When, milliseconds since 1970; absent for what happened on this page before anybody looked. */
  at?: number | undefined;
  /** The id by which the vendor knows the same event from another side. */
  eventId?: string | undefined;
  /** What it is about. */
  things?: Things | undefined;
  /** Its parameters as a text that is the same for the same parameters. */
  fingerprint: string;
  /** A request of the vendor's code: by itself, unless somebody was seen to call it. */
  automatic?: true;
  /** A request of before anybody listened: who called for it, if anybody did, is not known. */
  early?: true;
  /** Which of the vendor's pixels or properties alone gets it, where it says so. */
  pixel?: string | undefined;
}

/** A report of a call: what is kept of its parameters is what is needed to tell what it was about. */
export function reportOf(vendor: Vendor, by: string, name: unknown, params: unknown, eventId?: unknown, at?: number, pixel?: unknown): VendorReport | undefined {
  if (typeof name !== 'string') return undefined;
  const plain = toPlain(params) as Json | undefined;
  const report = { vendor, by, name, at, eventId: textOf(eventId), pixel: textOf(pixel) };
  return { ...report, things: thingsIn(plain), fingerprint: fingerprint(plain ?? {}) };
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined);

/** Whether both may have reached one account of their vendor: what names none goes to all. */
export const mayMeet = (one: string | undefined, other: string | undefined): boolean => one === undefined || other === undefined || one === other;
