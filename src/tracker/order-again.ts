import type { ConsentCategory, EcomContext } from '../events/commands.js';
import { isObject, type JsonObject } from '../events/plain.js';
import { stored } from './storage.js';

/** An order that a destination has not taken yet. */
export interface Offer {
  /** Name of the destination. */
  to: string;
  /** What it needs consent for. */
  category: ConsentCategory;
  /** Pages on which it has been offered. */
  tries: number;
  payload: JsonObject;
  context: EcomContext;
}

/** So many offers are kept; the oldest goes first. */
const most = 20;

/** After so many pages, or as many milliseconds, nobody takes it any more: a week is what vendors accept. */
const maxTries = 5;
const maxAge = 7 * 24 * 60 * 60_000;

/** What is owed from earlier pages. Whatever else may stand there is nothing. */
export function readOffers(): Offer[] {
  try {
    const offers = JSON.parse(stored('orders')) as Offer[];
    return offers.filter(({ to, tries, payload, context }) => to && isObject(payload) && tries < maxTries && Date.now() - Date.parse(context.timestamp) < maxAge);
  } catch {
    return [];
  }
}

/** Keeps these for the next page, and no others. */
export function keepOffers(offers: Offer[]): void {
  stored('orders', offers.length ? JSON.stringify(offers.slice(-most)) : '');
}
