import { isObject, type Json, type JsonObject } from '../../../events/plain.js';

/** What a shopper agreed to when the event happened; `undefined`: nobody asked, as in a shop without a gate and on a server. */
export type Consent = Readonly<Record<string, boolean>> | undefined;

/** What a context says of consent: at delivery, which the shopper may have waited with, else when it happened. */
export const consentIn = ({ consent, consent_at_delivery: later }: JsonObject): Json | undefined => later ?? consent;

/**
 * Reads the snapshot of an event: ours (`{ analytics: 'granted' }`), or Segment's (`{ categoryPreferences: { analytics: true } }`).
 * What cannot be read grants nothing.
 */
export function readConsent(consent: Json | undefined): Consent {
  if (consent === undefined || consent === null) return undefined;
  const categories = isObject(consent) ? (consent.categoryPreferences ?? consent) : {};
  if (!isObject(categories)) return {};
  return Object.fromEntries(Object.entries(categories).map(([name, value]) => [name, value === 'granted' || value === true]));
}

/** Whether something of this category may have the event. */
export const isGranted = (consent: Consent, category: string): boolean => category === 'necessary' || !consent || consent[category] === true;

/** Whether the shopper agreed to anything beyond what is necessary. */
export const grantsAnything = (consent: Consent): boolean => !consent || Object.keys(consent).some((name) => name !== 'necessary' && consent[name]);
