import { expect } from '@open-wc/testing';
import { EcomRequestEvent, type EcomRequestDetail, type EcomRequestName } from '../../src/events/ecom-request-event.js';
import { memory, type MemoryOptions, type MemoryPlatform } from '../../src/platforms/memory.js';
import type { TrackerApi } from '../../src/tracker/tracker-api.js';

export const mug = { product_id: '1', name: 'Mug', price: 35, currency: 'SAR' };

/** Where the stores of these tests are kept, when they are. */
export const key = 'ecom-test-store';

/** Detaches the store of this test. */
export let undo: () => void = () => {};

/** A store that answers on this page until another one is opened. */
export function open(options?: MemoryOptions): MemoryPlatform {
  const store = memory(options);
  undo();
  undo = store.attach({} as TrackerApi);
  return store;
}

/** For `afterEach`: no store, nothing kept, and an English page. */
export function closeStore(): void {
  undo();
  localStorage.removeItem(key);
  document.documentElement.lang = 'en';
}

/** Asks as an element does. */
export async function ask<Name extends EcomRequestName>(name: Name, detail: EcomRequestDetail<Name>, signal?: AbortSignal): Promise<Record<string, unknown>> {
  const event = new EcomRequestEvent<Name>(name, detail, signal);
  document.body.dispatchEvent(event);
  expect(event.intercepted, `${name} is intercepted`).to.equal(true);
  return { ...(await event.answer()) };
}
