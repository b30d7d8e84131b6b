import { expect } from '@open-wc/testing';
import type { TrackOptions } from '../../src/events/commands.js';
import type { Json, JsonObject } from '../../src/events/plain.js';
import { Tracker } from '../../src/tracker/tracker.js';
import { later, partner, recordConsole, settled, startTracker } from './harness.js';

function revoked<Target extends object>(target: Target): Target {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

const throwing = (message: string): never => {
  throw new Error(message);
};

/** An object that leads back to itself by one way, or by many. */
function cycle(ways: number): JsonObject {
  const knot: JsonObject = { product_id: '1' };
  for (let way = 0; way < ways; way++) knot[`way${way}`] = knot;
  return knot;
}

function deep(levels: number): JsonObject {
  let object: JsonObject = { product_id: '1' };
  for (let level = 0; level < levels; level++) object = { product_id: '1', deep: object };
  return object;
}

/** What a page may pass for a payload, by mistake or on purpose; made anew for each test. */
const payloads: Record<string, () => unknown> = {
  nothing: () => undefined,
  null: () => null,
  'a number': () => 5,
  NaN: () => NaN,
  'a string': () => 'product',
  'a boolean': () => true,
  'a symbol': () => Symbol('x'),
  'a BigInt': () => 5n,
  'a function': () => () => 'x',
  'a class': () => class {},
  'an array': () => [1, 2],
  'an empty array': () => [],
  'a sparse array': () => Object.assign([], { 2: { product_id: '1' } }),
  'an array of 100,000': () => Array.from({ length: 100_000 }, (_, index) => ({ index })),
  'a list of 10,000': () => ({ product_id: '1', products: Array.from({ length: 10_000 }, (_, index) => ({ product_id: String(index) })) }),
  'a string of a million': () => ({ product_id: 'x'.repeat(1_000_000) }),
  '20,000 keys': () => Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`key${index}`, index])),
  'a cycle': () => cycle(1),
  'a wide cycle': () => cycle(50),
  'a cycle of arrays': () => {
    const knot: unknown[] = [];
    knot.push(knot, knot, knot);
    return { product_id: '1', knot };
  },
  'a very deep object': () => deep(5000),
  'a getter that throws': () => ({ product_id: '1', get price() { return throwing('price'); } }),
  'only getters that throw': () => ({ get product_id() { return throwing('id'); } }),
  'a revoked proxy': () => revoked({}),
  'a revoked list': () => revoked([]),
  'a revoked proxy inside': () => ({ product_id: '1', extra: revoked({}), products: revoked([]) }),
  'a proxy whose traps throw': () => new Proxy({}, { ownKeys: () => throwing('keys'), get: () => throwing('get'), getPrototypeOf: () => throwing('prototype') }),
  'a proxy that lies about its keys': () => new Proxy({}, { ownKeys: () => ['a', 'b'], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true, value: 1 }) }),
  'odd values': () => ({ product_id: '1', big: 5n, sign: Symbol('x'), call: () => 'x', none: undefined, nan: NaN, most: Infinity, [Symbol('key')]: 1 }),
  dates: () => ({ product_id: '1', good: new Date(0), bad: new Date(NaN) }),
  'a date that lies': () => ({ product_id: '1', at: Object.assign(new Date(0), { toJSON: () => ({ call: () => 'x', at: new Date(0) }) }) }),
  'a DOM node': () => document.body,
  'DOM nodes inside': () => ({ product_id: '1', body: document.body, all: document.querySelectorAll('*') }),
  'an event': () => new Event('click'),
  'a map, a set, an error, a regular expression': () => ({ product_id: '1', map: new Map([[1, 2]]), set: new Set([1]), error: new Error('x'), pattern: /x/ }),
  'typed arrays': () => ({ product_id: '1', bytes: new Uint8Array(10), buffer: new ArrayBuffer(10) }),
  'an instance': () => new (class Product { product_id = '1'; #secret = 1; get secret() { return this.#secret; } })(),
  'no prototype': () => Object.assign(Object.create(null) as object, { product_id: '1' }),
  'a frozen object': () => Object.freeze({ productId: 1, products: Object.freeze([Object.freeze({ productId: 1 })]) }),
  '__proto__ as a key': () => JSON.parse('{"product_id":"1","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"prototype":{"polluted":1}}'),
  '__proto__ as a key inside': () => JSON.parse('{"product_id":"1","products":[{"product_id":"1","__proto__":{"polluted":1}}],"extra":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}'),
  'a toJSON that throws': () => ({ product_id: '1', toJSON: () => throwing('toJSON') }),
  'a list with a map of its own': () => ({ product_id: '1', products: Object.assign([{ product_id: '1' }], { map: () => throwing('map') }) }),
};

/** Whether it is plain JSON data without a key that reaches a prototype. NaN and Infinity are numbers here. */
function isPlain(value: Json | undefined): boolean {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return true;
  if (Array.isArray(value)) return Object.getPrototypeOf(value) === Array.prototype && Array.from(value).every(isPlain);
  if (typeof value !== 'object') return false;
  const keys = Object.getOwnPropertyNames(value);
  return Object.getPrototypeOf(value) === Object.prototype && keys.every((key) => !['__proto__', 'constructor', 'prototype'].includes(key) && isPlain(value[key]));
}

describe('hostile input', () => {
  const clean = Reflect.ownKeys(Object.prototype);
  afterEach(() => {
    expect(Reflect.ownKeys(Object.prototype)).to.deep.equal(clean);
    expect(({} as JsonObject).polluted).to.equal(undefined);
  });

  for (const [what, make] of Object.entries(payloads)) {
    it(`as a payload: ${what}`, async () => {
      const tracker = startTracker();
      let finish = (): void => {};
      const done = new Promise<void>((resolve) => (finish = resolve));
      const ads = partner('ads', ({ name }) => name === 'After' && finish());
      tracker.register(ads);
      tracker.track('Product Added', make());
      tracker.track('Cart Viewed', make());
      tracker.track('Gift Wrapped', make());
      tracker.page(make() as JsonObject);
      tracker.track('Gift Wrapped', { inside: make() });
      tracker.track('After');
      await done;
      const receipts = tracker.receipts();
      expect(receipts.map(({ eventName }) => eventName)).to.deep.equal(['Product Added', 'Cart Viewed', 'Gift Wrapped', 'page', 'Gift Wrapped', 'After']);
      for (const { eventName, payload, status, findings } of receipts) {
        expect(isPlain(payload), eventName).to.equal(true);
        // What is not delivered says why.
        if (status !== 'accepted') expect(findings.some(({ kind }) => kind === 'rejected'), eventName).to.equal(true);
      }
      expect(ads.heard.every(({ payload }) => isPlain(payload))).to.equal(true);
      expect(ads.names()).to.deep.equal(receipts.filter(({ status }) => status === 'accepted').map(({ eventName }) => eventName));
    });
  }

  it('keeps all that can be read beside what cannot', () => {
    const tracker = startTracker();
    const knot: Record<string, unknown> = {
      product_id: '1',
      broken: { get price(): number { return throwing('price'); } },
      revoked: revoked({}),
      date: new Date(0),
      big: 5n,
      call: () => 'x',
      nested: { list: [1, 'two', undefined, { three: null }] },
    };
    tracker.track('Gift Wrapped', knot);
    expect(tracker.receipts()[0]!.payload).to.deep.equal({ product_id: '1', date: '1970-01-01T00:00:00.000Z', big: '5', nested: { list: [1, 'two', null, { three: null }] } });
  });

  it('a list with holes is judged as one with nothing at these places', () => {
    const tracker = startTracker();
    // oxlint-disable-next-line no-sparse-arrays -- the point of it
    tracker.track('Cart Viewed', { products: [{ product_id: '1' }, , { product_id: '2' }] });
    expect(tracker.receipts()[0]!.findings.find(({ kind }) => kind === 'rejected')).to.include({ field: 'products[1]', expected: 'an object', received: 'nothing' });
  });

  const names: Record<string, () => unknown> = {
    nothing: () => undefined,
    null: () => null,
    'a number': () => 5,
    'a symbol': () => Symbol('x'),
    'an object': () => ({}),
    'an object without a prototype': () => Object.create(null),
    'an object whose toString throws': () => ({ toString: () => throwing('toString') }),
    'an object whose toString gives an object': () => ({ toString: () => ({}), valueOf: () => ({}) }),
    'a revoked proxy': () => revoked({}),
    'a string of a million': () => 'x'.repeat(1_000_000),
    'a million words': () => 'x '.repeat(500_000),
  };
  for (const started of [true, false]) {
    for (const [what, make] of Object.entries(names)) {
      it(`as a name ${started ? 'after' : 'before'} start(): ${what}`, async () => {
        const lines = recordConsole();
        const tracker = new Tracker();
        const ads = partner('ads');
        tracker.register(ads);
        if (started) tracker.start();
        tracker.track('Before');
        tracker.track(make() as string, { product_id: '1' });
        tracker.track('After');
        if (!started) tracker.start();
        await settled(tracker);
        expect(ads.names()[0]).to.equal('Before');
        expect(ads.names().at(-1)).to.equal('After');
        // It has arrived under some name, or the console says that it could not.
        expect(ads.names().length + lines.error.length).to.equal(3);
      });
    }
  }

  const options: Record<string, () => unknown> = {
    null: () => null,
    'a string': () => 'x',
    'a number': () => 5,
    'a revoked proxy': () => revoked({}),
    'getters that throw': () => ({ get eventId() { return throwing('id'); } }),
    'wrong kinds': () => ({ eventId: { a: 1 }, timestamp: 5, assumed: 'x' }),
    'empty ones': () => ({ eventId: '', timestamp: '' }),
    '__proto__': () => JSON.parse('{"__proto__":{"eventId":"x"},"eventId":"y"}'),
  };
  for (const [what, make] of Object.entries(options)) {
    it(`as options: ${what}`, async () => {
      const lines = recordConsole();
      const tracker = startTracker();
      const ads = partner('ads');
      tracker.register(ads);
      tracker.track('One', {}, make() as TrackOptions);
      tracker.track('After');
      await settled(tracker);
      expect(ads.names().at(-1)).to.equal('After');
      expect(ads.names().length + lines.error.length).to.equal(2);
    });
  }

  it('two objects as ids are no duplicates of one another', async () => {
    const tracker = startTracker();
    tracker.track('One', {}, { eventId: {} } as unknown as TrackOptions);
    tracker.track('Two', {}, { eventId: {} } as unknown as TrackOptions);
    expect(tracker.receipts().map(({ status }) => status)).to.deep.equal(['accepted', 'accepted']);
  });

  it('a list of 100,000 products is rejected, and the reason told', () => {
    const reasons: string[] = [];
    const stop = new AbortController();
    later(() => stop.abort());
    document.addEventListener('ecom-invalid', ({ detail }) => reasons.push(`${detail.kind} ${detail.field}`), { signal: stop.signal });
    const tracker = startTracker();
    tracker.track('Cart Viewed', { products: Array.from({ length: 100_000 }, (_, index) => ({ product_id: String(index), name: 'Mug', price: 1, quantity: 1 })) });
    tracker.track('After');
    expect(tracker.receipts().map(({ status }) => status)).to.deep.equal(['rejected', 'accepted']);
    expect(reasons.length).to.equal(1);
    expect(reasons[0]).to.match(/^rejected products\[\d+\]$/);
  });
});
