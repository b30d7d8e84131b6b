import { aTimeout, expect } from '@open-wc/testing';
import type { JsonObject } from '../../src/events/plain.js';
import { shopify, type ShopifyOptions } from '../../src/sources/shopify.js';
import { setGlobal } from '../destinations/record.js';
import { hidePage, replace } from '../tracker/harness.js';
import { fieldsOf, makeTime, names, noWaiting, told, trackerWith } from './harness.js';

/** A standard event as Shopify's library makes it: its fields are the event's own, and it bubbles. */
function tell(type: string, fields: object, target: EventTarget = document.body): void {
  target.dispatchEvent(Object.assign(new Event(`shopify:${type}`, { bubbles: true }), fields));
}

/** A promise as `createPromise()` of Shopify's library makes it. */
function deferred<Value>() {
  let resolve = (_: Value): void => {};
  let reject = (_: unknown): void => {};
  const promise = new Promise<Value>((yes, no) => ((resolve = yes), (reject = no)));
  return { promise, resolve, reject };
}

/** All promises that are settled have been heard of. */
const turns = (): Promise<void> => aTimeout(0);

const money = (amount: string, currencyCode = 'SAR') => ({ amount, currencyCode });
const gid = (kind: string, id: string | number): string => `gid://shopify/${kind}/${id}`;

const blue = { id: gid('ProductVariant', 11), title: 'Blue', availableForSale: true, price: money('35.00'), selectedOptions: [{ name: 'Color', value: 'Blue' }] };
const mug = { id: gid('Product', 1), title: 'Mug', handle: 'mug', selectedVariant: blue };
const dates = { id: gid('Product', 2), title: 'Dates', handle: 'dates', selectedVariant: { ...blue, id: gid('ProductVariant', 22), title: 'Default Title', price: money('10.00') } };
const mugFact = { product_id: '1', variant_id: '11', name: 'Mug', variant: 'Blue', price: 35, currency: 'SAR', url: `${location.origin}/products/mug` };
const datesFact = { product_id: '2', variant_id: '22', name: 'Dates', price: 10, currency: 'SAR', url: `${location.origin}/products/dates` };

const line = (id: string, quantity: number, amount: string) => ({ id: `${gid('CartLine', id)}?cart=secret`, quantity, cost: { totalAmount: money(amount) } });
const cartOf = (...lines: ReturnType<typeof line>[]) => ({
  id: `${gid('Cart', 'c1')}?key=secret`,
  totalQuantity: lines.reduce((sum, { quantity }) => sum + quantity, 0),
  cost: { totalAmount: money(lines.reduce((sum, { cost }) => sum + Number(cost.totalAmount.amount), 0).toFixed(2)) },
  lines,
  discountCodes: [] as { code: string; applicable: boolean }[],
});

/** The shop's own cart, and how often it was asked for. */
function ajaxCart(...items: JsonObject[]): { asked: string[] } {
  const asked: string[] = [];
  replace(window, 'fetch', {
    value: (address: string) => {
      asked.push(address);
      return Promise.resolve({ ok: true, json: () => Promise.resolve({ items }) });
    },
    writable: true,
  });
  return { asked };
}

function open(options: ShopifyOptions = {}) {
  noWaiting();
  return trackerWith(shopify(options));
}

/** Opens the page in which time passes as the test wants. */
function openInTime() {
  const time = makeTime();
  return { time, tracker: trackerWith(shopify()) };
}

describe('a product', () => {
  it('of a page or a dialog is viewed, with the numbers in its ids and the amount in major units', () => {
    const tracker = open();
    tell('product:view', { context: 'page', product: mug, selectedOptions: [] });
    tell('product:view', { context: 'dialog', product: dates, selectedOptions: [] });
    expect(told(tracker)).to.deep.equal([['Product Viewed', mugFact], ['Product Viewed', datesFact]]);
  });

  it('without a variant has no price', () => {
    const tracker = open();
    tell('product:view', { context: 'page', product: { ...mug, selectedVariant: null } });
    expect(told(tracker)).to.deep.equal([['Product Viewed', { product_id: '1', name: 'Mug', url: mugFact.url }]]);
  });

  it('stands under the address of the language', () => {
    setGlobal('Shopify', { routes: { root: '/ar/' } });
    const tracker = open();
    tell('product:view', { context: 'page', product: mug });
    expect(fieldsOf(tracker, 'url')).to.deep.equal([['Product Viewed', `${location.origin}/ar/products/mug`]]);
  });

  it('is heard of although a listener stops the event', () => {
    const tracker = open();
    document.body.addEventListener('shopify:product:view', (event) => event.stopImmediatePropagation(), { once: true });
    tell('product:view', { context: 'page', product: mug });
    expect(names(tracker)).to.deep.equal(['Product Viewed']);
  });

  it('is left out where the shop says so', () => {
    const tracker = open({ except: ['Product Viewed'] });
    tell('product:view', { context: 'page', product: mug });
    expect(names(tracker)).to.deep.equal([]);
  });
});

describe('a list', () => {
  const collection = { id: gid('Collection', 7), handle: 'mugs', productsCount: 2 };
  const card = (product: object, context = 'collection'): void => tell('product:view', { context, product });

  it('is viewed with the cards of a second, each card once', () => {
    const { time, tracker } = openInTime();
    tell('collection:view', { collection });
    card(mug);
    time.pass(900);
    card(dates);
    card(mug);
    time.pass(100);
    card({ ...dates, id: gid('Product', 3) });
    card(mug);
    time.pass(3000);
    expect(told(tracker)).to.deep.equal([
      ['Product List Viewed', { list_id: '7', list_name: 'mugs', products: [{ ...mugFact, position: 1 }, { ...datesFact, position: 2 }] }],
      ['Product List Viewed', { list_id: '7', list_name: 'mugs', products: [{ ...datesFact, product_id: '3', position: 3 }] }],
    ]);
  });

  it('without an id is its handle; recommendations and a search are lists of their own', () => {
    const { time, tracker } = openInTime();
    tell('collection:view', { collection: { ...collection, id: null, handle: 'all' } });
    card(mug, 'recommendation');
    card(mug, 'search');
    time.pass(3000);
    expect(fieldsOf(tracker, 'list_id')).to.deep.equal([['Product List Viewed', 'all'], ['Product List Viewed', 'recommendation'], ['Product List Viewed', 'search']]);
  });

  it('is told of when the page is left', () => {
    const { tracker } = openInTime();
    tell('collection:view', { collection });
    card(mug);
    hidePage('pagehide');
    expect(fieldsOf(tracker, 'list_id')).to.deep.equal([['Product List Viewed', '7']]);
  });

  it('that is filtered, then sorted, tells what is left when the shop has the answer', async () => {
    const { time, tracker } = openInTime();
    tell('collection:view', { collection });
    card(mug);
    card(dates);
    time.pass(3000);
    const productFilters = [{ variantOption: { name: 'Color', value: 'Blue' } }, { price: { min: 5, max: 50 } }, { available: true }];
    const filtered = deferred<object>();
    tell('collection:update', { collection, productFilters, sortKey: undefined, promise: filtered.promise });
    card(mug);
    time.pass(5000);
    expect(names(tracker)).to.deep.equal(['Product List Viewed']);
    filtered.resolve({ productsCount: 1 });
    await turns();
    time.pass(3000);
    const sorted = deferred<object>();
    tell('collection:update', { collection, productFilters, sortKey: 'PRICE', promise: sorted.promise });
    sorted.resolve({ productsCount: 1 });
    await turns();
    card(mug);
    time.pass(3000);
    const filters = [{ type: 'Color', value: 'Blue' }, { type: 'price', value: '5-50' }, { type: 'available', value: 'true' }];
    expect(told(tracker).slice(1)).to.deep.equal([
      ['Product List Filtered', { list_id: '7', list_name: 'mugs', filters, sorts: [], products: [{ ...mugFact, position: 1 }] }],
      ['Product List Sorted', { list_id: '7', list_name: 'mugs', sorts: [{ type: 'price' }], products: [{ ...mugFact, position: 1 }] }],
    ]);
  });

  it('whose filter fails was not filtered, and is when it is tried again', async () => {
    const { time, tracker } = openInTime();
    for (const promise of [Promise.reject(new Error('no')), Promise.resolve({ productsCount: 0 })]) {
      tell('collection:update', { collection, productFilters: [{ tag: 'sale' }], promise });
      await turns();
      time.pass(3000);
    }
    expect(fieldsOf(tracker, 'filters')).to.deep.equal([['Product List Filtered', [{ type: 'tag', value: 'sale' }]]]);
  });
});

describe('a search', () => {
  const search = async (fields: object, promise: Promise<object> = Promise.resolve({ totalCount: 3 })): Promise<void> => {
    tell('search:update', { search: fields, promise });
    await turns();
  };

  it('tells its query once, with the number of results; then what it is filtered by', async () => {
    const { time, tracker } = openInTime();
    await search({ query: 'mug' });
    time.pass(3000);
    await search({ query: 'mug', productFilters: [{ productVendor: 'Clay' }] });
    time.pass(3000);
    await search({ query: 'cup' }, Promise.reject(new Error('no')));
    time.pass(3000);
    expect(told(tracker)).to.deep.equal([
      ['Products Searched', { query: 'mug', filters: {}, sorts: [], total_results: 3 }],
      ['Product List Filtered', { list_id: 'search', filters: [{ type: 'productVendor', value: 'Clay' }], sorts: [], products: [] }],
    ]);
  });
});

describe('the cart', () => {
  const add = (quantity: number, result: Promise<object>, merchandiseId = blue.id): void => tell('cart:lines-update', { action: 'add', context: 'product', lines: [{ merchandiseId, quantity }], promise: result });
  const change = (action: string, id: string, quantity: number, result: Promise<object>): void => tell('cart:lines-update', { action, context: 'cart', lines: [{ id: gid('CartLine', id), quantity }], promise: result });

  it('is told of an addition only when its promise has resolved', async () => {
    const tracker = open();
    tell('product:view', { context: 'page', product: mug });
    const result = deferred<object>();
    add(2, result.promise);
    await turns();
    expect(names(tracker)).to.deep.equal(['Product Viewed']);
    result.resolve({ cart: cartOf(line('l1', 2, '70.00')) });
    await turns();
    expect(told(tracker)[1]).to.deep.equal(['Product Added', { ...mugFact, cart_id: 'c1', cart_item_id: 'l1', quantity: 2 }]);
  });

  for (const [what, result] of [
    ['the shop declines', () => Promise.resolve({ cart: cartOf(), userErrors: [{ message: 'sold out', code: 'INVALID' }] })],
    ['fails', () => Promise.reject(new Error('offline'))],
    ['has no cart', () => Promise.resolve({ cart: null })],
    ['says nothing', () => Promise.resolve(undefined as never)],
  ] as [string, () => Promise<object>][]) {
    it(`is told of nothing that ${what}`, async () => {
      ajaxCart();
      const tracker = open();
      add(1, result());
      change('update', 'l1', 3, result());
      change('remove', 'l1', 0, result());
      await turns();
      expect(names(tracker)).to.deep.equal([]);
    });
  }

  it('tells the units that really went in, and nothing when none did', async () => {
    const tracker = open({ except: ['Cart Viewed', 'Product Viewed'] });
    tell('product:view', { context: 'page', product: mug });
    ajaxCart({ key: 'l1', product_id: 1, variant_id: 11, product_title: 'Mug', quantity: 1 });
    tell('cart:view', { context: 'page', cart: cartOf(line('l1', 1, '35.00')) });
    await turns();
    add(5, Promise.resolve({ cart: cartOf(line('l1', 3, '105.00')), warnings: [{ message: 'only 3' }] }));
    await turns();
    add(5, Promise.resolve({ cart: cartOf(line('l1', 3, '105.00')), warnings: [{ message: 'only 3' }] }));
    await turns();
    expect(fieldsOf(tracker, 'quantity', 'price')).to.deep.equal([['Product Added', 2, 35]]);
  });

  it('is viewed with its lines; which products they are the shop’s own cart knows', async () => {
    const { asked } = ajaxCart(
      { key: 'l1', product_id: 1, variant_id: 11, product_title: 'Mug', variant_title: 'Blue', sku: 'MUG', vendor: 'Clay', product_type: 'Mugs', quantity: 2, price: 999999 },
      { key: 'l2', product_id: 2, variant_id: 22, product_title: 'Dates', variant_title: null, sku: '', quantity: 1 },
    );
    const tracker = open();
    tell('cart:view', { context: 'page', cart: cartOf(line('l1', 2, '70.00'), line('l2', 1, '10.00')) });
    await turns();
    expect(asked).to.deep.equal([`${location.origin}/cart.js`]);
    expect(told(tracker)).to.deep.equal([
      [
        'Cart Viewed',
        {
          cart_id: 'c1',
          value: 80,
          currency: 'SAR',
          products: [
            { product_id: '1', variant_id: '11', sku: 'MUG', name: 'Mug', brand: 'Clay', category: 'Mugs', variant: 'Blue', cart_item_id: 'l1', quantity: 2, price: 35, currency: 'SAR' },
            { product_id: '2', variant_id: '22', name: 'Dates', cart_item_id: 'l2', quantity: 1, price: 10, currency: 'SAR' },
          ],
        },
      ],
    ]);
  });

  it('that is there no more, or empty, is viewed empty', async () => {
    const tracker = open();
    tell('cart:view', { context: 'page', cart: null });
    tell('cart:view', { context: 'dialog', cart: cartOf() });
    await turns();
    expect(fieldsOf(tracker, 'cart_id', 'products')).to.deep.equal([['Cart Viewed', undefined, []], ['Cart Viewed', 'c1', []]]);
  });

  it('tells of changed lines by comparing: more and fewer units, and a line that is gone', async () => {
    ajaxCart({ key: 'l1', product_id: 1, variant_id: 11, product_title: 'Mug', quantity: 2 }, { key: 'l2', product_id: 2, variant_id: 22, product_title: 'Dates', quantity: 1 });
    const tracker = open({ except: ['Cart Viewed'] });
    tell('cart:view', { context: 'page', cart: cartOf(line('l1', 2, '70.00'), line('l2', 1, '10.00')) });
    await turns();
    change('update', 'l1', 5, Promise.resolve({ cart: cartOf(line('l1', 3, '105.00'), line('l2', 1, '10.00')) }));
    await turns();
    change('update', 'l1', 1, Promise.resolve({ cart: cartOf(line('l1', 1, '35.00'), line('l2', 1, '10.00')) }));
    await turns();
    change('update', 'l1', 1, Promise.resolve({ cart: cartOf(line('l1', 1, '35.00'), line('l2', 1, '10.00')) }));
    await turns();
    change('remove', 'l2', 0, Promise.resolve({ cart: cartOf(line('l1', 1, '35.00')) }));
    await turns();
    const [more, fewer, gone, ...others] = told(tracker);
    expect(others).to.deep.equal([]);
    expect(more).to.deep.equal([
      'Cart Updated',
      {
        cart_id: 'c1',
        value: 115,
        currency: 'SAR',
        products: [
          { product_id: '1', variant_id: '11', name: 'Mug', cart_item_id: 'l1', quantity: 3, price: 35, currency: 'SAR' },
          { product_id: '2', variant_id: '22', name: 'Dates', cart_item_id: 'l2', quantity: 1, price: 10, currency: 'SAR' },
        ],
        changes: [{ cart_item_id: 'l1', product_id: '1', before: 2, after: 3, delta: 1 }],
      },
    ]);
    expect((fewer![1].changes as unknown[])[0]).to.deep.equal({ cart_item_id: 'l1', product_id: '1', before: 3, after: 1, delta: -2 });
    expect(gone).to.deep.equal(['Product Removed', { cart_id: 'c1', currency: 'SAR', product_id: '2', variant_id: '22', name: 'Dates', cart_item_id: 'l2', price: 10, quantity: 1 }]);
  });

  it('is compared in the order of the answers, however long a look at the shop’s own cart takes', async () => {
    const looks: ((answer: object) => void)[] = [];
    replace(window, 'fetch', { value: () => new Promise((resolve) => looks.push(resolve)), writable: true });
    const tracker = open({ except: ['Cart Viewed'] });
    tell('cart:view', { context: 'page', cart: cartOf(line('l1', 1, '35.00')) });
    change('update', 'l1', 3, Promise.resolve({ cart: cartOf(line('l1', 3, '105.00')) }));
    await turns();
    change('update', 'l1', 2, Promise.resolve({ cart: cartOf(line('l1', 2, '70.00')) }));
    await turns();
    const answer = { ok: true, json: () => Promise.resolve({ items: [{ key: 'l1', product_id: 1, variant_id: 11, product_title: 'Mug', quantity: 1 }] }) };
    for (const look of looks.reverse()) look(answer);
    await turns();
    const changes = told(tracker).map(([, payload]) => (payload.changes as JsonObject[])[0]!.delta);
    expect(changes).to.have.members([-1, 2]);
  });

  it('that was not told of before is read as it is when a line is about to go', async () => {
    const { asked } = ajaxCart({ key: 'l1', product_id: 1, variant_id: 11, product_title: 'Mug', quantity: 4 });
    const tracker = open();
    change('remove', 'l1', 0, Promise.resolve({ cart: cartOf() }));
    expect(asked.length).to.equal(1);
    await turns();
    expect(fieldsOf(tracker, 'product_id', 'quantity')).to.deep.equal([['Product Removed', '1', 4]]);
  });

  it('finds out what was added that nobody saw on the page', async () => {
    ajaxCart({ key: 'l1', product_id: 1, variant_id: 11, product_title: 'Mug', quantity: 1 });
    const tracker = open();
    add(1, Promise.resolve({ cart: cartOf(line('l1', 1, '35.00')) }));
    await turns();
    expect(fieldsOf(tracker, 'product_id', 'name', 'price', 'quantity')).to.deep.equal([['Product Added', '1', 'Mug', 35, 1]]);
  });

  it('asks nobody where the shop does not want it; what is not known is rejected by name', async () => {
    const { asked } = ajaxCart();
    const tracker = open({ lookUp: false });
    add(1, Promise.resolve({ cart: cartOf(line('l1', 1, '35.00')) }));
    await turns();
    expect(asked).to.deep.equal([]);
    const [{ status, findings }] = tracker.receipts() as [ReturnType<typeof tracker.receipts>[0]];
    expect(status).to.equal('rejected');
    expect(findings.find(({ kind }) => kind === 'rejected')!.field).to.equal('product_id');
  });

  it('that cannot be read harms nothing', async () => {
    replace(window, 'fetch', { value: () => Promise.reject(new Error('offline')), writable: true });
    const tracker = open();
    tell('product:view', { context: 'page', product: mug });
    tell('cart:view', { context: 'page', cart: cartOf(line('l9', 1, '5.00')) });
    await turns();
    add(1, Promise.resolve({ cart: cartOf(line('l9', 1, '5.00'), line('l1', 1, '35.00')) }));
    await turns();
    expect(names(tracker)).to.deep.equal(['Product Viewed', 'Cart Viewed', 'Product Added']);
  });

  it('knows a variant that was chosen', async () => {
    const tracker = open();
    const { asked } = ajaxCart();
    tell('product:select', { product: { id: mug.id, title: 'Mug', handle: 'mug' }, selectedOptions: [], promise: Promise.resolve({ variant: blue }) });
    await turns();
    add(1, Promise.resolve({ cart: cartOf(line('l1', 1, '35.00')) }));
    await turns();
    expect(asked).to.deep.equal([]);
    expect(fieldsOf(tracker, 'product_id', 'variant_id')).to.deep.equal([['Product Added', '1', '11']]);
  });

  it('never tells its key, which is a secret', async () => {
    ajaxCart();
    const tracker = open();
    tell('cart:view', { context: 'page', cart: cartOf(line('l1', 1, '35.00')) });
    await turns();
    expect(JSON.stringify(tracker.receipts())).not.to.contain('secret');
  });
});

describe('a discount code', () => {
  const discount = async (codes: string[], result: object): Promise<void> => {
    tell('cart:discount-update', { discountCodes: codes.map((code) => ({ code })), promise: Promise.resolve(result) });
    await turns();
  };
  const full = cartOf(line('l1', 1, '35.00'));
  const cheaper = { ...full, cost: { totalAmount: money('30.00') } };

  it('is applied, denied and removed as the shop says', async () => {
    ajaxCart();
    const tracker = open({ except: ['Cart Viewed'] });
    tell('cart:view', { context: 'page', cart: full });
    await turns();
    const applied = { code: 'TEN', applicable: true };
    await discount(['TEN'], { cart: { ...cheaper, discountCodes: [applied] } });
    await discount(['ten', 'OLD'], { cart: { ...cheaper, discountCodes: [applied, { code: 'OLD', applicable: false }] } });
    await discount(['X'], { cart: { ...cheaper, discountCodes: [applied] }, userErrors: [{ code: 'INVALID', message: 'no' }] });
    await discount([], { cart: full });
    expect(told(tracker)).to.deep.equal([
      ['Coupon Applied', { coupon_id: 'TEN', cart_id: 'c1', discount: 5, currency: 'SAR' }],
      ['Coupon Denied', { coupon_id: 'OLD', cart_id: 'c1', reason_code: 'not_applicable' }],
      ['Coupon Denied', { coupon_id: 'X', cart_id: 'c1', reason_code: 'INVALID' }],
      ['Coupon Removed', { coupon_id: 'ten', cart_id: 'c1' }],
    ]);
  });

  it('takes off nothing that is known where the cart was not', async () => {
    const tracker = open();
    await discount(['TEN'], { cart: { ...cheaper, discountCodes: [{ code: 'TEN', applicable: true }] } });
    expect(fieldsOf(tracker, 'coupon_id', 'discount')).to.deep.equal([['Coupon Applied', 'TEN', undefined]]);
  });
});

describe('in a custom pixel', () => {
  /** The `analytics` that Shopify hands to a pixel. */
  function pixel() {
    const listeners = new Map<string, (event: object) => void>();
    return {
      subscribe: (name: string, listener: (event: object) => void) => void listeners.set(name, listener),
      publish: (name: string, data: unknown) => listeners.get(name)?.({ id: 'sh-1', name, timestamp: '2026-03-01T09:00:00.000Z', data }),
    };
  }
  const variant = {
    id: '11',
    title: 'Blue',
    sku: 'MUG',
    price: { amount: 35, currencyCode: 'SAR' },
    image: { src: 'https://cdn.example/mug.png' },
    product: { id: '1', title: 'Mug', vendor: 'Clay', type: 'Mugs', url: '/products/mug' },
  };
  const fact = { product_id: '1', variant_id: '11', sku: 'MUG', name: 'Mug', brand: 'Clay', category: 'Mugs', variant: 'Blue', price: 35, currency: 'SAR', url: '/products/mug', image_url: 'https://cdn.example/mug.png' };
  const amount = (value: number) => ({ amount: value, currencyCode: 'SAR' });
  const cartLine = { cost: { totalAmount: amount(60) }, merchandise: variant, quantity: 2 };
  const checkout = (order: string) => ({
    token: 'chk',
    order: { id: order, customer: { id: '5', isFirstOrder: true } },
    email: 'a@b.example',
    phone: '0500000000',
    shippingAddress: { firstName: 'Noura', address1: 'Street 1' },
    currencyCode: 'SAR',
    totalPrice: amount(85),
    subtotalPrice: amount(60),
    totalTax: amount(9),
    shippingLine: { price: amount(16) },
    discountsAmount: amount(10),
    discountApplications: [{ type: 'DISCOUNT_CODE', title: 'TEN' }, { type: 'AUTOMATIC', title: 'Sale' }],
    delivery: { selectedDeliveryOptions: [{ handle: 'express', title: 'سريع' }] },
    transactions: [{ gateway: 'shopify_payments', paymentMethod: { type: 'creditCard', name: 'VISA' } }],
    lineItems: [{ id: 'x', quantity: 2, title: 'Mug', variant, finalLinePrice: amount(60) }],
  });
  const bought = { ...fact, price: 30, quantity: 2 };

  const cases: [name: string, data: unknown, fact: [string, JsonObject]][] = [
    ['product_viewed', { productVariant: variant }, ['Product Viewed', fact]],
    ['product_added_to_cart', { cartLine }, ['Product Added', bought]],
    ['product_removed_from_cart', { cartLine }, ['Product Removed', bought]],
    ['cart_viewed', { cart: { id: 'c1', cost: { totalAmount: amount(60) }, lines: [cartLine], totalQuantity: 2 } }, ['Cart Viewed', { cart_id: 'c1', products: [bought], value: 60, currency: 'SAR' }]],
    ['collection_viewed', { collection: { id: '7', title: 'Mugs', productVariants: [variant] } }, ['Product List Viewed', { list_id: '7', list_name: 'Mugs', products: [{ ...fact, position: 1 }] }]],
    ['search_submitted', { searchResult: { query: 'mug', productVariants: [variant] } }, ['Products Searched', { query: 'mug', products: [fact] }]],
    [
      'checkout_started',
      { checkout: checkout('9') },
      ['Checkout Started', { checkout_id: 'chk', revenue: 60, shipping: 16, tax: 9, discount: 10, coupon: 'TEN', value: 85, currency: 'SAR', products: [bought] }],
    ],
    [
      'checkout_address_info_submitted',
      { checkout: checkout('9') },
      ['Checkout Step Completed', { checkout_id: 'chk', shipping_method: 'express', currency: 'SAR', value: 85, products: [bought], step: 1, step_name: 'address' }],
    ],
    [
      'checkout_shipping_info_submitted',
      { checkout: checkout('9') },
      ['Checkout Step Completed', { checkout_id: 'chk', shipping_method: 'express', currency: 'SAR', value: 85, products: [bought], step: 2, step_name: 'shipping' }],
    ],
    [
      'payment_info_submitted',
      { checkout: checkout('9') },
      ['Payment Info Entered', { checkout_id: 'chk', shipping_method: 'express', payment_method: 'creditCard', currency: 'SAR', value: 85, products: [bought] }],
    ],
    [
      'checkout_completed',
      { checkout: checkout('gid://shopify/Order/pixel-9') },
      [
        'Order Completed',
        {
          checkout_id: 'chk',
          order_id: 'pixel-9',
          currency: 'SAR',
          total: 85,
          revenue: 60,
          subtotal: 60,
          tax: 9,
          shipping: 16,
          discount: 10,
          coupon: 'TEN',
          shipping_method: 'express',
          payment_method: 'creditCard',
          customer_type: 'new',
          products: [bought],
        },
      ],
    ],
  ];
  for (const [name, data, expected] of cases) {
    it(`${name} → ${expected[0]}`, () => {
      const analytics = pixel();
      const tracker = open({ analytics: analytics as never });
      analytics.publish(name, data);
      expect(told(tracker)).to.deep.equal([expected]);
      expect(tracker.receipts()[0]!.status).to.equal('accepted');
      expect(tracker.receipts()[0]!.context.timestamp).to.equal('2026-03-01T09:00:00.000Z');
      expect(JSON.stringify(tracker.receipts())).not.to.match(/@|Noura|Street|05000/);
    });
  }

  it('the global analytics is heard; another vendor’s is left alone', () => {
    const analytics = pixel();
    setGlobal('analytics', analytics);
    const tracker = open();
    analytics.publish('product_viewed', { productVariant: variant });
    expect(names(tracker)).to.deep.equal(['Product Viewed']);
    setGlobal('analytics', { track() {} });
    open();
  });

  it('nothing is reported of what is not there, or is hostile', () => {
    const analytics = pixel();
    const tracker = open({ analytics: analytics as never });
    analytics.publish('product_added_to_cart', { cartLine: null });
    analytics.publish('product_added_to_cart', null);
    for (const [name] of cases) analytics.publish(name, { checkout: 5, cart: 'x', productVariant: [], collection: null, searchResult: true });
    expect(names(tracker)).to.deep.equal([]);
    analytics.publish('cart_viewed', { cart: null });
    expect(fieldsOf(tracker, 'products')).to.deep.equal([['Cart Viewed', []]]);
  });
});

describe('what is hostile', () => {
  it('harms neither the page nor what follows', async () => {
    ajaxCart();
    const tracker = open();
    for (const type of ['product:view', 'product:select', 'collection:view', 'collection:update', 'search:update', 'cart:view', 'cart:lines-update', 'cart:discount-update']) {
      tell(type, {});
      tell(type, { product: 5, collection: [], search: 'x', cart: [], lines: {}, discountCodes: 5, promise: 5, context: {} });
      document.body.dispatchEvent(new CustomEvent(`shopify:${type}`, { bubbles: true, detail: { product: mug } }));
    }
    await turns();
    const before = names(tracker).length;
    tell('product:view', { context: 'page', product: mug });
    expect(names(tracker).length).to.equal(before + 1);
  });

  it('a source that was taken off hears nothing', () => {
    noWaiting();
    const tracker = trackerWith();
    tracker.use(shopify())();
    tell('product:view', { context: 'page', product: mug });
    expect(names(tracker)).to.deep.equal([]);
  });
});
