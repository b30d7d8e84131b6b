// Stand-ins for the vendors' globals: each has the call signature of the vendor's own, refuses what that would not
// take, and keeps what it was called with.
import { expect } from '@open-wc/testing';
import type { DeviceModeTracker, EcomContext } from '../../src/events/commands.js';
import type { JsonObject } from '../../src/events/plain.js';
import { replace } from '../tracker/harness.js';

/** Calls of a vendor's global, with the name of what was called first where it has several functions. */
export type Calls = unknown[][];

/** When the first event of a test happens. */
export const start = Date.parse('2026-03-01T09:00:00.000Z');

export const contextOf = (event_id: string, at = start): EcomContext => ({
  event_id,
  timestamp: new Date(at).toISOString(),
  session_id: 'session',
  anonymous_id: 'visitor',
  page: { url: 'https://shop.example/', path: '/', title: 'Shop', referrer: '' },
  locale: 'ar',
  library: { name: 'ecom-events', version: '0.1.0' },
});

/** An event: its name, its payload, and how many milliseconds after the first it comes. */
export type Event = [name: string, payload: JsonObject, after?: number];

/** Delivers events as the tracker does, each as a copy and with an id of its own: `e-1`, `e-2`, … */
export async function play(tracker: DeviceModeTracker, ...events: Event[]): Promise<void> {
  for (const [index, [name, payload, after = 0]] of events.entries()) {
    const context = contextOf(`e-${index + 1}`, start + after);
    const copy = structuredClone(payload);
    await (name === 'page' ? tracker.page!(copy, context) : tracker.track(name, copy, context));
  }
}

/** Puts a global on the page until the test is over. */
export const setGlobal = (name: string, value: unknown): void => replace(window, name, { value, writable: true });

const isScalar = (value: unknown): boolean => typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);

/** Parameters: plain, without what is empty; lists hold strings or objects of scalars. */
function checkParams(params: unknown): void {
  expect(params).to.be.an('object');
  for (const [name, value] of Object.entries(params as object)) {
    const values = (Array.isArray(value) ? value : [value]) as unknown[];
    for (const one of values.flatMap((item) => (typeof item === 'object' ? Object.values(item as object) : [item]))) {
      expect(isScalar(one) && one !== '', `${name} is a scalar`).to.equal(true);
    }
  }
}

/** `gtag`: developers.google.com/gtagjs/reference/api. */
export function recordGtag(): Calls {
  const calls: Calls = [];
  setGlobal('gtag', (command: string, name: unknown, params?: unknown) => {
    if (command === 'event') {
      expect(name).to.match(/^[a-z]\w{0,39}$/i);
      checkParams(params);
      expect(Object.keys(params as object).length).to.be.at.most(25);
    } else expect(command).to.equal('set');
    calls.push(params === undefined ? [command, name] : [command, name, params]);
  });
  return calls;
}

/** `dataLayer`, an array. */
export function recordDataLayer(): Calls {
  const calls: Calls = [];
  setGlobal('dataLayer', { push: (entry: object) => void calls.push([entry]) });
  return calls;
}

const metaStandard =
  'AddPaymentInfo AddToCart AddToWishlist CompleteRegistration Contact CustomizeProduct Donate FindLocation InitiateCheckout Lead PageView Purchase Schedule Search StartTrial SubmitApplication Subscribe ViewContent';

/** `fbq`: developers.facebook.com/docs/meta-pixel/reference. */
export function recordFbq(): Calls {
  const calls: Calls = [];
  setGlobal('fbq', (...call: unknown[]) => {
    calls.push(call);
    if (call[0] === 'init') return;
    const single = String(call[0]).startsWith('trackSingle') ? 1 : 0;
    const [command, name, params, options] = [call[0], ...call.slice(1 + single)] as [string, string, object, { eventID: string }];
    expect(command).to.match(/^track(Single)?(Custom)?$/);
    expect(metaStandard.split(' ').includes(name)).to.equal(!command.endsWith('Custom'));
    checkParams(params);
    expect(options.eventID).to.be.a('string');
    expect(call.length).to.equal(4 + single);
  });
  return calls;
}

/** `ttq`: its functions are called on it. */
export function recordTtq(): Calls {
  const calls: Calls = [];
  const record =
    (method: string) =>
    (...call: unknown[]): void => {
      calls.push([method, ...call]);
      if (method !== 'track') return;
      expect(call.length).to.equal(3);
      checkParams(call[1]);
      expect(call[2]).to.have.keys('event_id');
    };
  setGlobal('ttq', Object.fromEntries(['track', 'page', 'identify'].map((method) => [method, record(method)])));
  return calls;
}

const snapStandard =
  'PURCHASE SAVE START_CHECKOUT ADD_CART VIEW_CONTENT ADD_BILLING SIGN_UP SEARCH PAGE_VIEW SUBSCRIBE AD_CLICK AD_VIEW COMPLETE_TUTORIAL LEVEL_COMPLETE INVITE LOGIN SHARE RESERVE ACHIEVEMENT_UNLOCKED ADD_TO_WISHLIST SPENT_CREDITS RATE START_TRIAL LIST_VIEW CUSTOM_EVENT_1 CUSTOM_EVENT_2 CUSTOM_EVENT_3 CUSTOM_EVENT_4 CUSTOM_EVENT_5';

/** `snaptr`: developers.snap.com. */
export function recordSnaptr(): Calls {
  const calls: Calls = [];
  setGlobal('snaptr', (...call: unknown[]) => {
    calls.push(call);
    if (call[0] === 'init') return;
    expect(call[0]).to.equal('track');
    expect(snapStandard.split(' ')).to.include(call[1]);
    checkParams(call[2]);
    expect(call.length).to.equal(3);
  });
  return calls;
}
