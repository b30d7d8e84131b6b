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
  /** The vendor's code sent it by itself: nobody was seen to call it. */
  automatic?: true;
  /** Which of the vendor's pixels or properties, where it says so. */
  pixel?: string | undefined;
}

/** A report of a call: what is kept of its parameters is what is needed to tell what it was about. */
export function reportOf(vendor: Vendor, by: string, name: unknown, params: unknown, eventId?: unknown, at?: number): VendorReport | undefined {
  if (typeof name !== 'string') return undefined;
  const plain = toPlain(params) as Json | undefined;
  return { vendor, by, name, at, eventId: typeof eventId === 'string' ? eventId : undefined, things: thingsIn(plain), fingerprint: fingerprint(plain ?? {}) };
}
