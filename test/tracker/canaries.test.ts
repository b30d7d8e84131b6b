// Personal data: a mark in every field of every event is where the shop has sent it and nowhere else: not in the console, in
// an error, in what a receipt says besides the event itself, nor at a destination whose category is not granted.
import { expect } from '@open-wc/testing';
import { analytics } from '../../src/destinations/analytics.js';
import { toConsole } from '../../src/destinations/console.js';
import { ga4 } from '../../src/destinations/ga4.js';
import { gtm } from '../../src/destinations/gtm.js';
import { http } from '../../src/destinations/http.js';
import { meta } from '../../src/destinations/meta.js';
import { nativeApp } from '../../src/destinations/native-app.js';
import { snapchat } from '../../src/destinations/snapchat.js';
import { tiktok } from '../../src/destinations/tiktok.js';
import { userData } from '../../src/destinations/user-data.js';
import type { DeviceModeTracker } from '../../src/events/commands.js';
import type { ConsentCategory } from '../../src/events/consent.js';
import { eventNames } from '../../src/events/event-names.generated.js';
import type { JsonObject } from '../../src/events/plain.js';
import { readSubTable, readTable, type Field, type Table } from '../../src/tracker/table.js';
import type { EcomInvalid } from '../../src/tracker/announce.js';
import { asked, partners } from './consent-harness.js';
import { later, partner, replace, settled, startTracker } from './harness.js';

/** In no text by accident. */
const mark = 'canary-5d1f';
let marks = 0;
const canary = (): string => `${mark}-${++marks}`;

/** A payload with a mark in every field; `right`: as far as an event of that kind is still accepted. */
function plant({ fields }: Table, right: boolean): JsonObject {
  const value = (field: Field): unknown => {
    if (!right && field.kind !== '@') return field.kind === '' ? { [canary()]: canary() } : canary();
    const own: Record<string, () => unknown> = {
      '': canary,
      '[]': () => [canary()],
      '{}': () => ({ [canary()]: canary() }),
      '@': () => [plant(readSubTable(field), right)],
      '=': () => field.of.split(',')[0],
      '%': () => 'SAR',
    };
    return (own[field.kind] ?? ((): number => 7))();
  };
  return { ...Object.fromEntries(fields.map((field) => [field.name, value(field)])), [`unknown_${right}`]: canary() } as JsonObject;
}

/** Each event of the catalogue and one of the shop's own: rightly filled in, and wrong in every field. */
const facts = [...eventNames, 'Gift Wrapped'].flatMap((name) =>
  [true, false].map((right): [string, JsonObject] => [name, plant(readTable(name) ?? { fields: [] }, right)]),
);

/** What the console is told, errors with all they hold. */
function overhear(): unknown[] {
  const said: unknown[] = [];
  for (const method of ['log', 'info', 'warn', 'error', 'debug', 'trace', 'table', 'dir', 'group', 'groupCollapsed'] as const) {
    replace(console, method, { value: (...values: unknown[]) => void said.push(...values), writable: true });
  }
  return said;
}

const write = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => (inner instanceof Error ? `${inner} ${inner.stack}` : inner instanceof Node ? inner.nodeName : inner)) ?? '';

/** What the page's `ecom-…` events of the tracker say. */
function overhearEvents(): unknown[] {
  const details: unknown[] = [];
  for (const type of ['ecom-invalid', 'ecom-consent', 'ecom-receipt', 'ecom-recorded']) {
    const hear = (event: Event): unknown => details.push((event as CustomEvent<EcomInvalid>).detail);
    document.addEventListener(type, hear);
    later(() => document.removeEventListener(type, hear));
  }
  return details;
}

/** All of the shop's vendors, with globals that keep what they are called with. */
function makeVendors(): { all: DeviceModeTracker[]; calls: Record<string, unknown[]> } {
  const calls: Record<string, unknown[]> = {};
  const record = (name: string, extra: object = {}): void =>
    replace(window, name, { writable: true, value: Object.assign((...call: unknown[]) => void (calls[name] ??= []).push(call), extra) });
  const recordMethods = (name: string, ...methods: string[]): void =>
    replace(window, name, { writable: true, value: Object.fromEntries(methods.map((method) => [method, (...call: unknown[]) => void (calls[name] ??= []).push([method, ...call])])) });
  for (const name of ['gtag', 'fbq', 'snaptr']) record(name);
  recordMethods('ttq', 'track', 'page', 'identify');
  recordMethods('analytics', 'track', 'page');
  recordMethods('ReactNativeWebView', 'postMessage');
  recordMethods('dataLayer', 'push');
  replace(window, 'fetch', { writable: true, value: (...call: unknown[]) => ((calls.fetch ??= []).push(call), Promise.resolve(new Response())) });
  const user = { userData: userData() };
  const all = [ga4(user), gtm(), meta({ ...user, pixelId: '1' }), tiktok(user), snapchat({ ...user, pixelId: '1' }), analytics({ name: 'segment' }), nativeApp(), http({ url: '/events' })];
  return { all, calls };
}

beforeEach(() => localStorage.clear());
afterEach(() => localStorage.clear());

describe('personal data', () => {
  it('is in no log, error, event of the page or storage, and on a receipt only in the event itself', async () => {
    const said = overhear();
    const told = overhearEvents();
    const { all } = makeVendors();
    const tracker = startTracker({ debug: true });
    for (const each of all) tracker.register(each);
    tracker.register(partner('throws', ({ payload }) => { throw new TypeError(`not told: ${Object.keys(payload).length}`); }));
    tracker.register(partner('rejects', () => Promise.reject(new DOMException('no', 'NetworkError'))));
    for (const [name, payload] of facts) tracker.track(name, payload);
    await settled(tracker);
    const receipts = tracker.receipts();
    expect(receipts.map(({ status }) => status)).to.include('rejected').and.to.include('accepted');
    expect(write(receipts.map(({ payload }) => payload)), 'the marks were there').to.contain(mark);
    expect(said.length).to.be.above(facts.length);
    expect(told.length).to.be.above(10);
    // Besides the event itself: names, status, findings, deliveries, and the context. What an inspector exports has tests of its own.
    const rest = receipts.map(({ payload: _payload, ...receipt }) => ({ ...receipt, deliveries: receipt.deliveries.map(({ sent: _sent, ...delivery }) => delivery) }));
    // An order that a destination is still owed is the event itself, kept for that one.
    const stored = Object.fromEntries(Object.entries(localStorage).filter(([name]) => !name.startsWith('ecom.orders.')));
    for (const [where, what] of Object.entries({ console: said, events: told, receipts: rest, storage: [stored, { ...sessionStorage }], cookie: document.cookie })) {
      expect(write(what).includes(mark), where).to.equal(false);
    }
  });

  it('is not in the address of a page that a context carries', () => {
    history.replaceState(null, '', `${location.pathname}${location.search}${location.search ? '&' : '?'}email=${mark}&token=${mark}&q=${mark}%40example.com#${mark}`);
    later(() => history.replaceState(null, '', location.href.replace(/[?&]email=.*$/, '')));
    const tracker = startTracker();
    tracker.page();
    expect(write(tracker.receipts())).to.not.contain(mark);
  });

  for (const granted of [...asked, undefined]) {
    it(`is at destinations of ${granted ?? 'no category'} only, where no other is granted`, async () => {
      overhear();
      const { all, calls } = makeVendors();
      const tracker = startTracker({ consent: granted ?? 'denied' });
      const made = partners(tracker);
      for (const each of all) tracker.register(each);
      for (const [name, payload] of facts) tracker.track(name, payload);
      await settled(tracker);
      const reached = (Object.keys(made) as ConsentCategory[]).filter((category) => write(made[category].heard).includes(mark));
      expect(reached).to.deep.equal(granted ? ['necessary', ...[granted]] : ['necessary']);
      const vendors: Partial<Record<ConsentCategory, string[]>> = { analytics: ['gtag', 'analytics'], marketing: ['dataLayer', 'fbq', 'snaptr', 'ttq', 'fetch', 'ReactNativeWebView'] };
      expect(Object.keys(calls).filter((name) => write(calls[name]).includes(mark))).to.have.members(granted ? (vendors[granted] ?? []) : []);
    });
  }

  it('goes to none while it is pending', async () => {
    overhear();
    const { all, calls } = makeVendors();
    const tracker = startTracker({ consent: 'pending' });
    const made = partners(tracker);
    for (const each of all) tracker.register(each);
    for (const [name, payload] of facts) tracker.track(name, payload);
    const accepted = tracker.receipts().filter(({ status }) => status === 'accepted').length;
    while (made.necessary.heard.length < accepted) await new Promise(requestAnimationFrame);
    expect(calls).to.deep.equal({});
    for (const category of asked) expect(made[category].heard).to.deep.equal([]);
  });

  it('that says who the shopper is goes to a vendor as a hash, made once', async () => {
    const email = `${mark}@example.com`;
    const digests: string[] = [];
    const { digest } = crypto.subtle;
    replace(SubtleCrypto.prototype, 'digest', {
      writable: true,
      value(this: SubtleCrypto, algorithm: string, data: BufferSource) {
        digests.push(new TextDecoder().decode(data));
        return digest.call(crypto.subtle, algorithm, data);
      },
    });
    const { calls } = makeVendors();
    const hash = Array.from(new Uint8Array(await digest.call(crypto.subtle, 'SHA-256', new TextEncoder().encode(email))), (byte) => byte.toString(16).padStart(2, '0')).join('');
    const told = (): string => write(calls.fbq);
    for (const given of [email, hash]) {
      calls.fbq = [];
      digests.length = 0;
      const tracker = startTracker({ consent: 'marketing' });
      tracker.register(meta({ pixelId: '1', userData: userData() }));
      tracker.track('Signed In', { email: given });
      while (!told().includes('"em"')) await new Promise(requestAnimationFrame);
      expect(told()).to.contain(hash).and.not.contain(mark);
      expect(digests, given === hash ? 'a hash is not hashed again' : 'hashed once').to.deep.equal(given === hash ? [] : [email]);
    }
  });

  it('in the console destination is left out', async () => {
    const said = overhear();
    const tracker = startTracker();
    tracker.register(toConsole());
    tracker.track('Signed In', { email: `${mark}@example.com`, first_name: mark, mobile: mark, method: 'otp' });
    await settled(tracker);
    expect(write(said)).to.contain('otp').and.not.contain(mark);
  });
});
