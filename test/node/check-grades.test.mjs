// What a check makes of what it saw, without a browser: amounts that add up or not, requests to the vendors, receipts.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readBeacons } from '../../dist/src/cli/check/beacons.js';
import { grade } from '../../dist/src/cli/check/grade.js';

const options = { ignore: [], late: 3000, timeout: 1000 };
const at = { at: 1000, url: 'https://shop.example/p', doc: 'one' };
let ids = 0;
const event = (name, payload, more) => ({ kind: 'event', name, payload, context: { event_id: `id ${++ids}`, timestamp: new Date(1000).toISOString() }, ...at, ...more });

/** The faults of a walk in which the shopper did one thing, and this was seen. */
function faultsOf(entries, stretch = {}) {
  const stretches = [{ act: 'open', title: 'open /p', page: '/p', from: 0, to: Infinity, expectations: [], mayCause: [], ...stretch }];
  return grade({ stretches, visits: [], skipped: [], recording: { entries } }, options);
}

const messages = (...entries) => faultsOf(entries, { mayCause: ['Product Added', 'Payment Info Entered', 'Order Completed'] }).map(({ message }) => message);

const mug = { product_id: '1', name: 'Mug', price: 35, quantity: 2, currency: 'SAR' };
const dates = { product_id: '2', name: 'Dates', price: 89.5, quantity: 1, currency: 'SAR' };
const products = [mug, dates];

describe('amounts', () => {
  test('a sum with or without discount, shipping and tax is right', () => {
    for (const amounts of [{ value: 159.5 }, { value: 139.5, discount: 20 }, { value: 159.5, discount: 20 }, { value: 163.43, discount: 20, tax: 23.93 }]) {
      assert.deepEqual(messages(event('Cart Viewed', { products, currency: 'SAR', ...amounts })), []);
    }
    const order = { order_id: '1', currency: 'SAR', products, revenue: 139.5, shipping: 20, tax: 23.93, discount: 20, total: 183.43 };
    assert.deepEqual(messages(event('Order Completed', order)), []);
    assert.deepEqual(messages(event('Payment Info Entered', { products, value: 179.5, currency: 'SAR' })), [], 'with a way of shipping that nobody names');
    assert.deepEqual(messages(event('Product Added', { ...mug, value: 70 })), []);
  });

  test('another one is not', () => {
    assert.deepEqual(messages(event('Cart Viewed', { products, currency: 'SAR', value: 100 })), ['value of Cart Viewed is 100, its products cost 159.5']);
    assert.deepEqual(messages(event('Product Added', { ...mug, value: 35 })), ['value of Product Added is 35, price times quantity is 70']);
    assert.deepEqual(messages(event('Payment Info Entered', { products, value: 15, discount: 20, currency: 'SAR' })), ['value of Payment Info Entered is 15, its products cost 159.5, discount 20']);
    assert.deepEqual(messages(event('Order Completed', { order_id: '1', currency: 'SAR', products, total: 15950, revenue: 159.5 })), ['total of Order Completed is 15950, its products cost 159.5']);
  });

  test('what has no price cannot be wrong', () => {
    assert.deepEqual(messages(event('Cart Viewed', { products: [{ product_id: '1' }], value: 7 })), []);
  });

  test('the place in a list is told once for each', () => {
    const list = (...positions) => messages(event('Product List Viewed', { list_id: 'a', products: positions.map((position, index) => ({ product_id: String(index), position })) }));
    assert.deepEqual([list(1, 2), list(7, 8), list(undefined)], [[], [], []]);
    assert.deepEqual(list(1, undefined), ['Product List Viewed has products without a position']);
    assert.deepEqual(list(1, 1), ['Product List Viewed has products with the same position']);
  });
});

describe('receipts', () => {
  const receipt = (entry, deliveries, findings = []) => ({ kind: 'receipts', receipts: [{ id: entry.context.event_id, name: entry.name, findings, deliveries }], ...at });

  test('a delivery that came late is a warning, one that failed an error, once for a destination', () => {
    const [one, other] = [event('Product Viewed', mug), event('page', {})];
    const late = { destination: 'slow', status: 'delivered', at: 6000 };
    const failed = { destination: 'broken', status: 'failed', error: 'TypeError' };
    const faults = faultsOf([one, other, receipt(one, [late, failed]), receipt(other, [failed])]);
    assert.deepEqual(faults.map(({ kind, severity, message }) => [kind, severity, message]), [
      ['failed', 'error', '"broken" failed with TypeError on Product Viewed, page'],
      ['late', 'warning', '"slow" got Product Viewed after more than 3 s'],
    ]);
  });

  test('what waited for consent is not late', () => {
    const viewed = event('Product Viewed', mug);
    const entries = [viewed, receipt(viewed, [{ destination: 'pixel', status: 'delivered', at: 60_000 }])];
    assert.deepEqual(faultsOf(entries, { consent: { marketing: 'pending' } }), []);
    assert.equal(faultsOf(entries, { consent: { marketing: 'granted' } }).length, 1);
  });

  test('what is lacking weighs as much as what it is for', () => {
    const finding = (field, kind = 'missing') => ({ kind, event: 'Product Viewed', field, expected: 'a string', received: 'nothing' });
    const severity = (...findings) => {
      const viewed = event('Product Viewed', mug);
      return faultsOf([viewed, receipt(viewed, [], findings)]).map(({ severity, message }) => [severity, message]);
    };
    assert.deepEqual(severity(finding('name')), [['warning', 'Product Viewed lacks name']]);
    assert.deepEqual(severity(finding('products[0].price'), finding('products[1].price')), [['error', 'Product Viewed lacks products[].price']]);
    assert.deepEqual(severity(finding('url', 'removed')), [['warning', 'Product Viewed lacks url (removed, it was wrong)']]);
    assert.deepEqual(severity(finding('price', 'repaired')), []);
  });
});

describe('vendors', () => {
  test('requests are read, each in its vendor’s form', () => {
    const read = (...request) => readBeacons(...request).map(({ name, cookieless }) => (cookieless === undefined ? name : [name, cookieless]));
    assert.deepEqual(read('google', 'https://www.google-analytics.com/g/collect?tid=G-1&en=purchase'), [['purchase', false]]);
    assert.deepEqual(read('google', 'https://www.google-analytics.com/g/collect?tid=G-1&gcs=G100', 'en=page_view\nen=view_item&pr1=idmug'), [
      ['page_view', true],
      ['view_item', true],
    ]);
    assert.deepEqual(read('meta', 'https://www.facebook.com/tr/?id=1&ev=PageView'), ['PageView']);
    assert.deepEqual(read('meta', 'https://www.facebook.com/tr/', 'id=1&ev=Purchase'), ['Purchase']);
    assert.deepEqual(read('tiktok', 'https://analytics.tiktok.com/api/v2/pixel', '{"event":"AddToCart","context":{"pixel":{"code":"C1"}}}'), ['AddToCart']);
    assert.deepEqual(read('snapchat', 'https://tr.snapchat.com/p', 'pid=1&ev=ADD_CART'), ['ADD_CART']);
    assert.deepEqual([read('tiktok', 'https://analytics.tiktok.com/api/v2/monitor', 'no JSON'), read('google', 'https://www.google-analytics.com/g/collect')], [[], []]);
  });

  const beacon = (vendor, name, key, more) => ({ kind: 'beacon', vendor, name, key, ...at, ...more });
  const kinds = (entries, stretch) => faultsOf(entries, stretch).map(({ kind, event }) => `${kind}: ${event}`);

  test('the same of two products, to two pixels, or what may come often, is not twice', () => {
    assert.deepEqual(kinds([beacon('meta', 'ViewContent', '["1","a"]'), beacon('meta', 'ViewContent', '["1","b"]'), beacon('meta', 'ViewContent', '["2","a"]')]), []);
    assert.deepEqual(kinds([beacon('google', 'scroll', '[]'), beacon('google', 'scroll', '[]')]), []);
    assert.deepEqual(kinds([beacon('meta', 'ViewContent', '["1","a"]'), beacon('meta', 'ViewContent', '["1","a"]')]), ['doubled: ViewContent']);
  });

  test('Google’s requests without identifiers are allowed while consent is pending; others are not', () => {
    const consent = { analytics: 'pending', marketing: 'denied' };
    assert.deepEqual(kinds([beacon('google', 'page_view', '[]', { cookieless: true }), { ...beacon('google', 'page_view', '[]'), kind: 'call', form: 'gtag' }], { consent }), []);
    assert.deepEqual(kinds([beacon('google', 'page_view', '[]'), beacon('tiktok', 'page', '[]')], { consent }), ['consent: page_view', 'consent: page']);
  });
});
