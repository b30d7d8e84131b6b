// What a destination may do to itself and to nobody else: the others get everything, once, in order, unchanged.
import { expect, nextFrame } from '@open-wc/testing';
import type { JsonObject } from '../../src/events/plain.js';
import type { Tracker } from '../../src/tracker/tracker.js';
import { hidePage, later, partner, recordConsole, replace, settled, startTracker, type Heard, type Partner } from './harness.js';

/** The events of a visit; each as often as a page may have it. */
const visit: [name: string, payload: JsonObject][] = [
  ['Product Viewed', { product_id: '7', name: 'Mug', price: 35, currency: 'SAR' }],
  ['Product Added', { product_id: '7', name: 'Mug', price: 35, currency: 'SAR', quantity: 1 }],
  ['Cart Viewed', { cart_id: 'c', products: [{ product_id: '7', name: 'Mug', price: 35, quantity: 1 }], currency: 'SAR' }],
  ['Gift Wrapped', { paper: { colour: 'red', sheets: [1, 2] } }],
  ['Checkout Started', { order_id: '9', value: 35, currency: 'SAR', products: [{ product_id: '7', name: 'Mug', price: 35, quantity: 1 }] }],
  ['Order Completed', { order_id: '9', total: 35, currency: 'SAR', products: [{ product_id: '7', name: 'Mug', price: 35, quantity: 1 }] }],
];

/** Changes all that it can reach. */
function spoil(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    spoil((value as Record<string, unknown>)[key]);
    (value as Record<string, unknown>)[key] = 'spoilt';
  }
  Object.assign(value, { added: true });
  Object.freeze(value);
}

const busy = (milliseconds: number): void => {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
};

/** What one destination does; it is told how often it was called. */
const bad: Record<string, { act: (heard: Heard, calls: number, tracker: Tracker) => unknown; retry?: true }> = {
  throws: { act: () => { throw new TypeError('vendor'); } },
  'throws, and would have it again': { act: () => { throw new TypeError('vendor'); }, retry: true },
  rejects: { act: () => Promise.reject(new TypeError('vendor')) },
  'hangs for ever': { act: () => new Promise(() => {}) },
  'hangs for ever, and would have it again': { act: () => new Promise(() => {}), retry: true },
  'takes 200 ms a call': { act: () => busy(200) },
  'mutates the payload and the context': { act: ({ payload, context }) => (spoil(payload), spoil(context)) },
  'disappears in its third call': { act: (_heard, calls, tracker) => calls === 3 && tracker.unregister('bad') },
  'loses its vendor after its second call': {
    act: (_heard, calls) => {
      if (calls === 2) Reflect.deleteProperty(window, 'vendor');
      (window as unknown as { vendor: () => void }).vendor();
    },
  },
};

/** Calls that are not hung up on: the events that a partner got, as they were given. */
const got = ({ heard }: Partner): unknown[] => heard.map(({ name, payload, context }) => [name, payload, context.event_id, Object.isFrozen(payload), 'added' in context]);

for (const [what, { act, retry }] of Object.entries(bad)) {
  describe(`beside a destination that ${what}`, () => {
    let tracker: Tracker;
    let others: Partner[];
    let heardByTheme: string[];
    let calls: number;

    beforeEach(() => {
      recordConsole();
      replace(window, 'vendor', { value: () => {} });
      later(() => localStorage.removeItem('ecom.orders.bad'));
      calls = 0;
      tracker = startTracker();
      heardByTheme = [];
      tracker.on('*', (name) => void heardByTheme.push(name));
      others = [partner('before')];
      tracker.register(others[0]!);
      tracker.register({ ...partner('bad', (heard) => act(heard, ++calls, tracker)), ...(retry && { retry }) });
      others.push(partner('after'));
      tracker.register(others[1]!);
    });

    /** A destination that comes when all has happened. */
    async function comeLate(): Promise<void> {
      const late = partner('late');
      others.push(late);
      tracker.register(late);
      while (late.heard.length < tracker.receipts().length) await nextFrame();
    }

    async function othersHaveAll(): Promise<void> {
      const expected = tracker.receipts().map(({ eventName, payload, context }) => [eventName, payload, context.event_id, false, false]);
      expect(expected.map(([name]) => name)).to.deep.equal(visit.map(([name]) => name));
      expect(expected.map(([, payload]) => payload), 'the record is as it was given').to.deep.equal(visit.map(([, payload]) => payload));
      for (const other of others) expect(got(other), other.name).to.deep.equal(expected);
      expect(heardByTheme).to.deep.equal(visit.map(([name]) => name));
      for (const { deliveries } of tracker.receipts()) {
        const ends = deliveries.filter(({ destination }) => others.some(({ name }) => name === destination)).map(({ destination, status }) => `${destination} ${status}`);
        expect(ends.sort()).to.deep.equal(others.map(({ name }) => `${name} delivered`).sort());
      }
      expect(calls, 'it was called').to.be.above(0);
    }

    it('the others get everything, once, in order, and one that comes late too', async () => {
      for (const [name, payload] of visit) {
        tracker.track(name as 'Gift Wrapped', payload);
        await nextFrame();
      }
      while (others.some(({ heard }) => heard.length < visit.length)) await nextFrame();
      await comeLate();
      await othersHaveAll();
    });

    it('they have it all when the page is left at once', async () => {
      for (const [name, payload] of visit) tracker.track(name as 'Gift Wrapped', payload);
      hidePage('pagehide');
      expect(others.map(({ heard }) => heard.length)).to.deep.equal([visit.length, visit.length]);
      await comeLate();
      await othersHaveAll();
    });
  });
}

describe('beside a destination that registers late', () => {
  it('the others get everything when it happens, and it gets all that it missed in order before what is new', async () => {
    const tracker = startTracker();
    const early = partner('early');
    tracker.register(early);
    for (const [name, payload] of visit.slice(0, 3)) tracker.track(name as 'Gift Wrapped', payload);
    await settled(tracker);
    expect(early.heard).to.have.length(3);
    const late = partner('late');
    tracker.register(late);
    for (const [name, payload] of visit.slice(3)) tracker.track(name as 'Gift Wrapped', payload);
    await settled(tracker);
    expect(got(late)).to.deep.equal(got(early));
    expect(late.names()).to.deep.equal(visit.map(([name]) => name));
  });
});
