import { expect } from '@open-wc/testing';
import type { JsonObject } from '../../src/events/plain.js';
import { EcomRequestEvent, type EcomRequestName } from '../../src/events/ecom-request-event.js';
import { keysOf, sameAction, wait } from '../../src/sources/same-action.js';
import type { Tracker } from '../../src/tracker/tracker.js';
import { hidePage, later, settled, startTracker } from '../tracker/harness.js';
import { makeTime, names, told } from './harness.js';

const mug = { product_id: '1', name: 'Mug', price: 35, currency: 'SAR' };

/** A tracker with two sources, and what each of them reports. */
function open() {
  const time = makeTime();
  const tracker = startTracker();
  const actions = sameAction(tracker);
  const letGo = actions.use();
  later(letGo);
  const report = (name: string, payload: JsonObject, by = 'theme', since?: number): void => actions.report({ by, name, payload, at: Date.now(), ...(since !== undefined && { since }) });
  /** What an element or the shop's own code says, and that it was heard. */
  const say = async (name: string, payload: JsonObject): Promise<void> => {
    tracker.track(name, payload, { timestamp: new Date(Date.now()).toISOString() });
    await heard(tracker);
  };
  return { tracker, time, report, say, letGo };
}

/** Resolves when everybody has heard what the tracker was told. */
async function heard(tracker: Tracker): Promise<void> {
  let last = 0;
  tracker.register({ name: 'last', track: () => last++, page: () => last++ });
  await settled(tracker);
  tracker.unregister('last');
}

const ask = (name: EcomRequestName, detail: object): void => void window.dispatchEvent(new EcomRequestEvent(name, detail as never));

describe('an action that an element and a source report', () => {
  it('is told once, as the element has it, when the element was first', async () => {
    const { tracker, time, report, say } = open();
    await say('Product Added', { ...mug, cart_id: 'c' });
    report('Product Added', mug);
    time.pass(wait * 20);
    expect(told(tracker)).to.deep.equal([['Product Added', { ...mug, cart_id: 'c' }]]);
  });

  it('is told once, as the element has it, when the source was first: it waits a second', async () => {
    const { tracker, time, report, say } = open();
    report('Product Added', mug);
    time.pass(wait - 1);
    expect(names(tracker)).to.deep.equal([]);
    await say('Product Added', { ...mug, cart_id: 'c' });
    time.pass(wait * 20);
    expect(told(tracker)).to.deep.equal([['Product Added', { ...mug, cart_id: 'c' }]]);
  });

  it('is told by the source when nobody else does, with the time at which it happened', () => {
    const { tracker, time, report } = open();
    const when = new Date(Date.now()).toISOString();
    report('Product Added', mug);
    time.pass(wait);
    expect(told(tracker)).to.deep.equal([['Product Added', mug]]);
    expect(tracker.receipts()[0]!.context.timestamp).to.equal(when);
  });

  it('waits as long as an element asks the store for it', async () => {
    const { tracker, time, report, say } = open();
    ask('product-add', mug);
    report('Product Added', mug);
    time.pass(wait * 6);
    expect(names(tracker)).to.deep.equal([]);
    await say('Product Added', { ...mug, cart_id: 'c' });
    time.pass(wait * 20);
    expect(told(tracker)).to.deep.equal([['Product Added', { ...mug, cart_id: 'c' }]]);
  });

  it('waits for a changed quantity too, and for ten seconds at most', async () => {
    const { tracker, time, report } = open();
    ask('cart-update', { cart_item_id: '5', product_id: '1', quantity: 3 });
    report('Product Added', mug);
    time.pass(wait * 9);
    expect(names(tracker)).to.deep.equal([]);
    time.pass(wait * 2);
    expect(names(tracker)).to.deep.equal(['Product Added']);
  });

  it('does not wait for what an element asks of another product', () => {
    const { tracker, time, report } = open();
    ask('product-add', { product_id: '2' });
    report('Product Added', mug);
    time.pass(wait);
    expect(names(tracker)).to.deep.equal(['Product Added']);
  });

  it('was done twice when each has reported it twice', async () => {
    const { tracker, time, report, say } = open();
    await say('Product Added', mug);
    report('Product Added', mug);
    time.pass(2 * wait);
    await say('Product Added', mug);
    report('Product Added', mug);
    report('Product Added', mug);
    time.pass(wait);
    // The third click had no element.
    expect(names(tracker)).to.deep.equal(['Product Added', 'Product Added', 'Product Added']);
  });

  it('is another one after five seconds', async () => {
    const { tracker, time, report, say } = open();
    await say('Product Added', mug);
    time.pass(6000);
    report('Product Added', mug);
    time.pass(wait);
    expect(names(tracker)).to.deep.equal(['Product Added', 'Product Added']);
  });

  it('may lie as far back as the page, when the source came late', async () => {
    const { tracker, time, report, say } = open();
    const begin = Date.now();
    await say('Product Viewed', mug);
    time.pass(60_000);
    report('Product Viewed', mug, 'theme', begin);
    time.pass(wait);
    expect(names(tracker)).to.deep.equal(['Product Viewed']);
  });

  const pairs: [element: [string, JsonObject], source: [string, JsonObject], same: boolean][] = [
    [['Product Added', mug], ['Product Added', { product_id: '2' }], false],
    [['Product Added', mug], ['Product Removed', { product_id: '1' }], false],
    [['Product Added', { ...mug, sku: 'MUG' }], ['Product Added', { product_id: 'MUG' }], true],
    [['Wishlist Product Added to Cart', mug], ['Product Added', { product_id: '1' }], true],
    [['Cart Updated', { products: [], changes: [{ product_id: '1', delta: 1 }] }], ['Product Added', { product_id: '1' }], true],
    [['Cart Updated', { products: [], changes: [{ product_id: '1', delta: -1 }] }], ['Product Removed', { product_id: '1' }], true],
    [['Cart Updated', { products: [], changes: [{ product_id: '1', delta: -1 }] }], ['Product Added', { product_id: '1' }], false],
    [['Product List Viewed', { list_id: 'a', products: [] }], ['Product List Viewed', { list_id: 'a', products: [{ product_id: '9' }] }], true],
    [['Product List Viewed', { list_id: 'a', products: [{ product_id: '9' }] }], ['Product List Viewed', { list_id: 'b', products: [{ product_id: '9' }] }], true],
    [['Product List Viewed', { list_id: 'a', products: [] }], ['Product List Viewed', { list_id: 'b', products: [] }], false],
    [['Products Searched', { query: 'mug' }], ['Products Searched', { query: 'mug' }], true],
    [['Products Searched', { query: 'mug' }], ['Products Searched', { query: 'cup' }], false],
    [['Promotion Viewed', { promotion_id: 'p' }], ['Promotion Viewed', { promotion_id: 'p', name: 'Summer' }], true],
    [['Coupon Applied', { coupon_id: 'TEN', discount: 1, currency: 'SAR' }], ['Coupon Applied', { coupon_id: 'TEN' }], true],
    [['Cart Viewed', { cart_id: '1', products: [] }], ['Cart Viewed', { products: [] }], true],
    [['Checkout Started', { checkout_id: '1', products: [] }], ['Checkout Started', { products: [] }], true],
    [['Signed In', {}], ['Signed Up', {}], false],
  ];
  for (const [element, source, same] of pairs) {
    const text = ([name, payload]: [string, JsonObject]): string => `${name} ${JSON.stringify(payload)}`;
    it(`is ${same ? 'the same' : 'another'}: ${text(element)}, ${text(source)}`, async () => {
      const { tracker, time, report, say } = open();
      await say(...element);
      report(...source);
      time.pass(wait);
      expect(names(tracker)).to.deep.equal(same ? [element[0]] : [element[0], source[0]]);
    });
  }
});

describe('an action that two sources report', () => {
  it('is told once, by the first', () => {
    const { tracker, time, report } = open();
    report('Product Added', { ...mug, source: 'first' }, 'theme');
    report('Product Added', { ...mug, source: 'second' }, 'shopify');
    time.pass(wait);
    report('Product Added', { ...mug, source: 'third' }, 'other');
    time.pass(wait);
    expect(told(tracker)).to.deep.equal([['Product Added', { ...mug, source: 'first' }]]);
  });

  it('is two actions when each has reported two', () => {
    const { tracker, time, report } = open();
    for (const by of ['theme', 'theme', 'shopify', 'shopify']) report('Product Added', mug, by);
    time.pass(wait);
    expect(names(tracker)).to.deep.equal(['Product Added', 'Product Added']);
  });

  it('is told by the element alone when there is one', async () => {
    const { tracker, time, report, say } = open();
    report('Product Added', mug, 'theme');
    report('Product Added', mug, 'shopify');
    await say('Product Added', mug);
    time.pass(wait);
    expect(names(tracker)).to.deep.equal(['Product Added']);
  });
});

describe('when the page is left', () => {
  for (const how of ['visibilitychange', 'pagehide'] as const) {
    it(`${how}: what waits is told and delivered, in order`, () => {
      const { tracker, report } = open();
      const heard: string[] = [];
      tracker.register({ name: 'test', track: (name) => void heard.push(name) });
      report('Product Viewed', mug);
      report('Product Added', mug);
      hidePage(how);
      expect(heard).to.deep.equal(['Product Viewed', 'Product Added']);
      report('Signed In', {});
      expect(heard).to.deep.equal(['Product Viewed', 'Product Added', 'Signed In']);
    });
  }

  it('nothing that an element has just reported is told again', () => {
    const { tracker, report } = open();
    report('Product Added', mug);
    tracker.track('Product Added', mug);
    hidePage('pagehide');
    expect(names(tracker)).to.deep.equal(['Product Added']);
  });

  it('for another tab, an element that still asks the store is waited for', async () => {
    const { tracker, time, report, say } = open();
    ask('product-add', mug);
    report('Product Added', mug);
    hidePage('visibilitychange');
    expect(names(tracker)).to.deep.equal([]);
    await say('Product Added', mug);
    time.pass(wait * 20);
    expect(names(tracker)).to.deep.equal(['Product Added']);
  });
});

describe('an order', () => {
  let count = 0;
  const fresh = (): JsonObject => ({ order_id: `same-${Date.now()}-${++count}`, total: 5, currency: 'SAR', products: [] });

  it('is told once, however late it is told again', () => {
    const { tracker, time, report } = open();
    const order = fresh();
    report('Order Completed', order);
    time.pass(100_000);
    report('Order Completed', order);
    time.pass(wait);
    expect(names(tracker)).to.deep.equal(['Order Completed']);
  });

  it('is not told again on the page that is loaded again, once somebody has got it', () => {
    const { tracker, time, report } = open();
    const order = fresh();
    localStorage.setItem(`ecom.done.order ${order.order_id as string}`, 'x');
    later(() => localStorage.removeItem(`ecom.done.order ${order.order_id as string}`));
    report('Order Completed', order);
    time.pass(wait);
    expect(names(tracker)).to.deep.equal([]);
  });

  it('that a destination got is remembered for that', async () => {
    const { tracker, time, report } = open();
    const order = fresh();
    tracker.register({ name: 'test', track() {} });
    report('Order Completed', order);
    time.pass(wait);
    await settled(tracker);
    expect(localStorage.getItem(`ecom.done.order ${order.order_id as string}`)).to.be.a('string');
    localStorage.removeItem(`ecom.done.order ${order.order_id as string}`);
  });
});

describe('a source that is let go', () => {
  it('tells what waits, and then nothing is heard for it', () => {
    const { tracker, report, letGo } = open();
    report('Signed In', {});
    letGo();
    expect(names(tracker)).to.deep.equal(['Signed In']);
  });
});

describe('what two reports have in common', () => {
  it('is the name and an id of the thing', () => {
    expect(keysOf('Product Added', { product_id: 1, sku: 'A', variant_id: 'v' })).to.deep.equal(['Product Added 1', 'Product Added v', 'Product Added A']);
    expect(keysOf('Product Added', {})).to.deep.equal(['Product Added']);
    expect(keysOf('Signed In', { email: 'x' })).to.deep.equal(['Signed In']);
  });
});
