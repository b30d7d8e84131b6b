import { expect } from '@open-wc/testing';
import { ga4 } from '../../src/destinations/ga4.js';
import { gtm } from '../../src/destinations/gtm.js';
import { ga4Events } from '../../src/destinations/shared/ga4-events.js';
import { catalogue } from '../../src/events/catalogue.js';
import { isObject, type JsonObject } from '../../src/events/plain.js';
import { dataLayer, type DataLayerOptions } from '../../src/sources/data-layer.js';
import { contextOf, play, setGlobal } from '../destinations/record.js';
import { later, recordConsole } from '../tracker/harness.js';
import { fieldsOf, last, names, noWaiting, told, trackerWith } from './harness.js';

type Push = (...pushes: unknown[]) => number;

/** A page whose theme pushes. */
function theme(before: unknown[] = []): { layer: unknown[]; gtag: (...call: unknown[]) => void } {
  const layer = [...before];
  setGlobal('dataLayer', layer);
  return {
    layer,
    gtag() {
      layer.push(arguments);
    },
  };
}

/** What `gtag('event', …)` leaves in the array. */
const args = (...call: unknown[]): unknown =>
  (function () {
    return arguments;
  })(...(call as []));

/** What the tracker is told of these pushes. */
function read(options: DataLayerOptions, ...pushes: unknown[]) {
  noWaiting();
  const { layer } = theme();
  const tracker = trackerWith(dataLayer(options));
  layer.push(...pushes);
  return tracker;
}

/** An order is told of once: each has a number of its own. */
let orders = 0;

const mug = { item_id: '1', item_name: 'Mug', item_brand: 'Clay', item_category: 'Home', item_category2: 'Kitchen', item_variant: 'Blue', price: 35, quantity: 2, index: 1, coupon: 'TEN' };
const product = { product_id: '1', name: 'Mug', brand: 'Clay', category: 'Home > Kitchen', variant: 'Blue', price: 35, quantity: 2, position: 1, coupon: 'TEN' };
const dates = { item_id: '2', item_name: 'Dates', price: 10, quantity: 1 };
const two = { product_id: '2', name: 'Dates', price: 10, quantity: 1 };

describe("a theme's pushes for Google Analytics 4 become our facts", () => {
  const cases: [push: JsonObject, ...facts: [name: string, payload: JsonObject][]][] = [
    [{ event: 'view_item', ecommerce: { currency: 'SAR', value: 70, items: [mug] } }, ['Product Viewed', { ...product, currency: 'SAR', value: 70 }]],
    [
      { event: 'view_item_list', ecommerce: { item_list_id: 'mugs', item_list_name: 'Mugs', items: [mug, dates] } },
      ['Product List Viewed', { list_id: 'mugs', list_name: 'Mugs', products: [product, two] }],
    ],
    [{ event: 'view_item_list', ecommerce: { items: [{ ...dates, item_list_id: 'sale', item_list_name: 'Sale' }] } }, ['Product List Viewed', { list_id: 'sale', list_name: 'Sale', products: [two] }]],
    [{ event: 'select_item', ecommerce: { item_list_id: 'mugs', items: [dates] } }, ['Product Clicked', { ...two, list_id: 'mugs' }]],
    [{ event: 'add_to_cart', ecommerce: { currency: 'SAR', value: 70, items: [mug] } }, ['Product Added', { ...product, currency: 'SAR', value: 70 }]],
    [
      { event: 'add_to_cart', ecommerce: { currency: 'SAR', value: 80, items: [mug, dates] } },
      ['Product Added', { ...product, currency: 'SAR' }],
      ['Product Added', { ...two, currency: 'SAR' }],
    ],
    [{ event: 'add_to_cart', ecommerce: { currency: 'SAR', add_source: 'wishlist', items: [dates] } }, ['Wishlist Product Added to Cart', { ...two, currency: 'SAR' }]],
    [{ event: 'remove_from_cart', ecommerce: { currency: 'SAR', value: 10, items: [dates] } }, ['Product Removed', { ...two, currency: 'SAR' }]],
    [{ event: 'view_cart', ecommerce: { currency: 'SAR', value: 80, items: [mug, dates] } }, ['Cart Viewed', { currency: 'SAR', value: 80, products: [product, two] }]],
    [
      { event: 'begin_checkout', ecommerce: { currency: 'SAR', value: 10, coupon: 'TEN', items: [dates] } },
      ['Checkout Started', { currency: 'SAR', value: 10, coupon: 'TEN', products: [two] }],
    ],
    [
      { event: 'add_shipping_info', ecommerce: { currency: 'SAR', value: 10, shipping_tier: 'express', items: [dates] } },
      ['Checkout Step Completed', { step: 2, step_name: 'shipping', currency: 'SAR', value: 10, shipping_method: 'express', products: [two] }],
    ],
    [
      { event: 'add_payment_info', ecommerce: { currency: 'SAR', value: 10, payment_type: 'mada', items: [dates] } },
      ['Payment Info Entered', { currency: 'SAR', value: 10, payment_method: 'mada', products: [two] }],
    ],
    [
      { event: 'purchase', ecommerce: { transaction_id: '9', affiliation: 'Riyadh', currency: 'SAR', value: 10, tax: 1.5, shipping: 5, coupon: 'TEN', customer_type: 'new', items: [dates] } },
      [
        'Order Completed',
        { order_id: '9', affiliation: 'Riyadh', total: 16.5, revenue: 10, tax: 1.5, shipping: 5, coupon: 'TEN', currency: 'SAR', customer_type: 'new', products: [two] },
      ],
    ],
    [{ event: 'refund', ecommerce: { transaction_id: '9', currency: 'SAR', value: 10, items: [dates] } }, ['Order Refunded', { order_id: '9', currency: 'SAR', total: 10, products: [two] }]],
    [{ event: 'add_to_wishlist', ecommerce: { currency: 'SAR', value: 10, items: [dates] } }, ['Product Added to Wishlist', { ...two, currency: 'SAR' }]],
    [
      { event: 'view_promotion', ecommerce: { promotion_id: 'p', promotion_name: 'Summer', creative_name: 'banner', creative_slot: 'top', items: [dates] } },
      ['Promotion Viewed', { promotion_id: 'p', name: 'Summer', creative: 'banner', position: 'top', products: [two] }],
    ],
    [
      { event: 'view_promotion', ecommerce: { items: [{ ...mug, promotion_id: 'p' }, { ...dates, promotion_id: 'q', promotion_name: 'Ramadan' }] } },
      ['Promotion Viewed', { promotion_id: 'p', products: [product] }],
      ['Promotion Viewed', { promotion_id: 'q', name: 'Ramadan', products: [two] }],
    ],
    [{ event: 'select_promotion', ecommerce: { promotion_name: 'Summer' } }, ['Promotion Clicked', { name: 'Summer' }]],
    [{ event: 'search', search_term: 'mug' }, ['Products Searched', { query: 'mug' }]],
    [{ event: 'login', method: 'otp' }, ['Signed In', { method: 'otp' }]],
    [{ event: 'sign_up', method: 'otp' }, ['Signed Up', { method: 'otp' }]],
    [{ event: 'share', method: 'whatsapp', content_type: 'product', item_id: '1' }, ['Product Shared', { product_id: '1', share_via: 'whatsapp' }]],
    [{ event: 'share', method: 'whatsapp', content_type: 'cart', item_id: 'c' }, ['Cart Shared', { cart_id: 'c', share_via: 'whatsapp' }]],
  ];

  for (const [push, ...facts] of cases) {
    it(`${String(push.event as string)} → ${facts.map(([name]) => name).join(', ')}`, () => {
      expect(told(read({}, push))).to.deep.equal(facts);
    });
  }

  it('by gtag() too', () => {
    const tracker = read({}, args('event', 'add_to_cart', { currency: 'SAR', items: [dates] }), args('event', 'login'), args('config', 'G-1'), args('set', {}), args('js', new Date()));
    expect(told(tracker)).to.deep.equal([['Product Added', { ...two, currency: 'SAR' }], ['Signed In', {}]]);
  });

  it('all names of Google that our destinations speak are among them', () => {
    const spoken = new Set(Object.values(ga4Events).map((row) => row.split(' ')[0]));
    expect(new Set(cases.map(([{ event }]) => event))).to.deep.equal(spoken);
  });

  it('what is no e-commerce is none', () => {
    const pushes = [{ event: 'gtm.js', 'gtm.start': 5 }, { event: 'scroll' }, { event: 'page_view' }, { user_id: 5 }, () => {}, null, 'purchase', 5, ['event', 'purchase', { transaction_id: '1' }], { event: 'share', method: 'x', content_type: 'image' }];
    expect(told(read({}, ...pushes))).to.deep.equal([]);
  });

  it('conversions that go to Google Ads alone are the same action once more: they are left out', () => {
    const order = { transaction_id: 'ads', value: 10, currency: 'SAR', items: [dates] };
    const tracker = read({}, args('event', 'purchase', { ...order, send_to: 'AW-1/x' }), args('event', 'purchase', { ...order, send_to: ['AW-1', 'DC-2'] }), args('event', 'purchase', { ...order, send_to: ['G-1', 'AW-1'] }));
    expect(names(tracker)).to.deep.equal(['Order Completed']);
  });
});

/** What Google has no parameter for, or none that stands for itself. */
const unsaid: Record<string, string[]> = {
  'Cart Shared': ['products'],
  'Order Completed': ['payment_method'],
  'Order Cancelled': ['products'],
  'Products Searched': ['products'],
  'Product Clicked': ['currency'],
  'Checkout Started': ['tax', 'shipping'],
  'Product Shared': ['price', 'quantity'],
  'Promotion Viewed': ['products'],
};

describe('of what our own destination says to Google, the same facts are made again', () => {
  for (const { name, example } of catalogue.filter((event) => ga4Events[event.name])) {
    it(name, async () => {
      noWaiting();
      const pushed: unknown[] = [];
      setGlobal('dataLayer', { push: (push: object) => pushed.push(structuredClone(push)) });
      const first: [string, JsonObject][] = name === 'Order Cancelled' ? [['Order Completed', example]] : [];
      await play(gtm({ ownEvents: false }), ...first, [name, example]);
      const { layer } = theme();
      const tracker = trackerWith(dataLayer());
      layer.push(...pushed.slice(-1));
      const { eventName, payload } = last(tracker);
      // Google has one name for these two, and for those.
      const again: Record<string, string> = { 'Order Cancelled': 'Order Refunded', 'Product List Filtered': 'Product List Viewed' };
      expect(eventName).to.equal(again[name] ?? name);
      const idsIn = ({ products }: JsonObject): unknown => (Array.isArray(products) ? products.map((one) => isObject(one) && one.product_id) : undefined);
      const said = (source: JsonObject): JsonObject => ({ ...source, products: idsIn(source) as JsonObject[] });
      const fields = 'product_id order_id query promotion_id list_id price quantity currency share_via method shipping_method payment_method tax shipping coupon products';
      for (const field of fields.split(' ').filter((one) => !unsaid[name]?.includes(one))) {
        expect(said(payload)[field], field).to.deep.equal(said(example)[field]);
      }
    });
  }
});

describe("what an order's value is", () => {
  const order = (value: number | string, more: object = {}): unknown => ({ event: 'purchase', ecommerce: { transaction_id: `of-value-${++orders}`, currency: 'KWD', value, tax: 1.5, shipping: 5, items: [dates], ...more } });
  const cases: [what: string, options: DataLayerOptions, push: unknown, total: unknown, revenue: unknown][] = [
    ['without tax and shipping, as Google has it', {}, order(10), 16.5, 10],
    ['the total, where it is the sum of items, tax and shipping', {}, order(16.5), 16.5, undefined],
    ['without tax and shipping, where a coupon makes it neither', {}, order(8), 14.5, 8],
    ['the total, where the shop says so', { value: 'total' }, order(8), 8, undefined],
    ['never the total, where the shop says so', { value: 'revenue' }, order(16.5), 23, 16.5],
    ['with the tax, where prices hold it', { taxIncluded: true }, order(10), 15, 10],
    ['the total, where prices hold the tax', { taxIncluded: true }, order(15), 15, undefined],
    ['a number that is written', {}, order('10.000'), 16.5, 10],
    ['all there is without tax and shipping', {}, order(10, { tax: undefined, shipping: undefined }), 10, 10],
  ];
  for (const [what, options, push, total, revenue] of cases) {
    it(what, () => expect(fieldsOf(read(options, push), 'total', 'revenue')).to.deep.equal([['Order Completed', total, revenue]]));
  }

  it('is no number: the order is rejected by name, not guessed', () => {
    const { status, findings } = last(read({}, order('1,200')));
    expect(status).to.equal('rejected');
    expect(findings.find(({ kind }) => kind === 'rejected')!.field).to.equal('total');
  });
});

describe('places in a list', () => {
  const list = (...places: number[]): unknown => ({ event: 'view_item_list', ecommerce: { item_list_id: 'x', items: places.map((index) => ({ ...dates, index })) } });
  const click = (index: number): unknown => ({ event: 'select_item', ecommerce: { item_list_id: 'x', items: [{ ...dates, index }] } });
  const places = (payload: JsonObject): unknown => (Array.isArray(payload.products) ? payload.products.map((one) => isObject(one) && one.position) : payload.position);

  it('are counted from 1, also where the theme begins with 0', () => {
    expect(told(read({}, list(0, 1, 2), click(2))).map(([, payload]) => places(payload))).to.deep.equal([[1, 2, 3], 3]);
    expect(told(read({}, list(1, 2), click(2))).map(([, payload]) => places(payload))).to.deep.equal([[1, 2], 2]);
  });
});

describe('options', () => {
  it('leave names out', () => expect(names(read({ except: ['login'] }, { event: 'login' }, { event: 'sign_up' }))).to.deep.equal(['Signed Up']));

  it('name another array', () => {
    noWaiting();
    setGlobal('shopLayer', [{ event: 'login' }]);
    const tracker = trackerWith(dataLayer({ name: 'shopLayer' }));
    (window as unknown as { shopLayer: unknown[] }).shopLayer.push({ event: 'sign_up' });
    expect(names(tracker)).to.deep.equal(['Signed In', 'Signed Up']);
  });

  it('say which step the shipping is', () => {
    expect(last(read({ shippingStep: 1 }, { event: 'add_shipping_info', ecommerce: { items: [dates] } })).payload.step).to.equal(1);
    expect(last(read({}, { event: 'add_shipping_info', ecommerce: { checkout_step: 3, items: [dates] } })).payload.step).to.equal(3);
  });
});

describe('the pushes', () => {
  it('before the source are read first, in their order', () => {
    noWaiting();
    const { layer } = theme([{ event: 'login' }, args('event', 'search', { search_term: 'mug' })]);
    const tracker = trackerWith(dataLayer());
    layer.push({ event: 'sign_up' });
    expect(names(tracker)).to.deep.equal(['Signed In', 'Products Searched', 'Signed Up']);
  });

  it('need no array that is there', () => {
    noWaiting();
    setGlobal('dataLayer', undefined);
    const tracker = trackerWith(dataLayer());
    (window as unknown as { dataLayer: unknown[] }).dataLayer.push({ event: 'login' });
    expect(names(tracker)).to.deep.equal(['Signed In']);
  });

  it('go on to the array, and push() answers its length', () => {
    const { layer } = theme(['a']);
    trackerWith(dataLayer());
    expect(layer.push({ event: 'login' }, 'b')).to.equal(3);
    expect(layer).to.deep.equal(['a', { event: 'login' }, 'b']);
  });

  it('are read as they were when they were pushed', () => {
    noWaiting();
    const { layer } = theme();
    const tracker = trackerWith(dataLayer());
    const push = { event: 'add_to_cart', ecommerce: { currency: 'SAR', items: [{ ...dates }] } };
    layer.push(push);
    push.ecommerce.items[0]!.price = 99;
    expect(last(tracker).payload.price).to.equal(10);
  });

  it('of e-commerce that come before their event belong to it, and to no other', () => {
    const tracker = read({}, { ecommerce: { currency: 'SAR', items: [dates] } }, { event: 'view_item' }, { event: 'add_to_cart', ecommerce: { currency: 'SAR', items: [mug] } }, { event: 'view_cart' });
    expect(fieldsOf(tracker, 'product_id')).to.deep.equal([['Product Viewed', '2'], ['Product Added', '1'], ['Cart Viewed', undefined]]);
    expect(names(read({}, { ecommerce: { items: [dates] } }, { ecommerce: null }, { event: 'view_item' }))).to.deep.equal([]);
  });

  it('keep the id that the theme gave the event', () => {
    const tracker = read({}, { event: 'login', event_id: 'theirs' }, { event: 'login', event_id: 'theirs' });
    expect(tracker.receipts().map(({ context, status }) => [context.event_id, status])).to.deep.equal([['theirs', 'accepted'], ['theirs', 'duplicate']]);
  });

  it('that are hostile harm neither the page nor those that follow', () => {
    const lines = recordConsole();
    const hostile = [
      { get event() { throw new Error('mine'); } },
      { event: 'purchase', ecommerce: { transaction_id: '1', get items() { throw new Error('mine'); } } },
      { event: 'constructor', ecommerce: 'x' },
      { event: '__proto__', ecommerce: { items: {} } },
      { event: 'view_item', ecommerce: { items: [null, 5, 'x', []] } },
      { event: 'add_to_cart', ecommerce: { items: 'mug' } },
      { ecommerce: { purchase: 5, add: [], promoView: { promotions: 5 }, checkout: null } },
      args('event'),
      args('event', {}, 5),
      new Proxy({}, { get() { throw new Error('mine'); }, ownKeys() { throw new Error('mine'); } }),
    ];
    const cycle: JsonObject = { event: 'search', search_term: 'mug' };
    cycle.self = cycle;
    const tracker = read({}, ...hostile, cycle, { event: 'login' });
    expect(names(tracker).slice(-2)).to.deep.equal(['Products Searched', 'Signed In']);
    expect(lines.error.join()).not.to.contain('mine');
  });

  it('take nothing personal along', () => {
    const tracker = read({}, { event: 'purchase', email: 'a@b.example', user_data: { phone: '05' }, ecommerce: { transaction_id: 'personal', value: 1, currency: 'SAR', items: [], customer_email: 'a@b.example' } }, { event: 'login', method: 'otp', email: 'a@b.example' });
    expect(JSON.stringify(told(tracker))).not.to.match(/@|05/);
  });
});

describe('beside Tag Manager', () => {
  /** As Google's own container does it: it keeps the push it found and calls it. */
  function container(layer: unknown[]): unknown[][] {
    const seen: unknown[][] = [];
    const found = layer.push;
    layer.push = (...pushes) => {
      seen.push(pushes);
      return found.apply(layer, pushes);
    };
    return seen;
  }

  for (const first of ['the container', 'the source']) {
    it(`${first} first: both see each push once`, () => {
      noWaiting();
      const { layer } = theme();
      let seen = first === 'the container' ? container(layer) : [];
      const tracker = trackerWith(dataLayer());
      if (first === 'the source') seen = container(layer);
      layer.push({ event: 'login' });
      expect(seen).to.deep.equal([[{ event: 'login' }]]);
      expect(names(tracker)).to.deep.equal(['Signed In']);
    });
  }

  it('a source that is taken off puts back the push that it found', () => {
    const { layer } = theme();
    const tracker = trackerWith();
    const detach = tracker.use(dataLayer());
    expect(Object.hasOwn(layer, 'push')).to.equal(true);
    detach();
    expect(Object.hasOwn(layer, 'push')).to.equal(false);

    container(layer);
    const theirs = layer.push as Push;
    tracker.use(dataLayer())();
    expect(layer.push).to.equal(theirs);
  });

  it('with the container around it, it hears no more and breaks nothing; attached again it hears once', () => {
    noWaiting();
    const { layer } = theme();
    const tracker = trackerWith();
    const detach = tracker.use(dataLayer());
    const seen = container(layer);
    detach();
    layer.push({ event: 'login' });
    expect(names(tracker)).to.deep.equal([]);
    layer.length = 0;
    later(tracker.use(dataLayer()));
    layer.push({ event: 'sign_up' });
    expect(seen.length).to.equal(2);
    expect(names(tracker)).to.deep.equal(['Signed Up']);
  });
});

describe('pushes of our own destinations', () => {
  it('are not reported again: gtm, and ga4 by the page’s gtag', async () => {
    noWaiting();
    const { layer, gtag } = theme();
    setGlobal('gtag', gtag);
    const tracker = trackerWith(dataLayer());
    tracker.register(gtm());
    tracker.register(ga4());
    tracker.register(ga4({ name: 'second', measurementId: 'G-1' }));
    for (const { name, example } of catalogue) tracker.track(name, example);
    expect(names(tracker)).to.deep.equal(catalogue.map(({ name }) => name));
    expect(layer.length).to.be.greaterThan(60);
  });

  it('those before the source neither', async () => {
    noWaiting();
    const { layer } = theme();
    gtm().track('Product Added', { product_id: '1', price: 5, currency: 'SAR' }, contextOf('e-1'));
    expect(layer.length).to.equal(2);
    expect(names(trackerWith(dataLayer()))).to.deep.equal([]);
  });

  it('whose page copies them before they are pushed end in a circle neither', () => {
    noWaiting();
    const { layer } = theme();
    setGlobal('gtag', (...call: unknown[]) => layer.push(args(...(structuredClone(call) as []))));
    const tracker = trackerWith(dataLayer());
    tracker.register(ga4());
    tracker.track('Product Added', { product_id: '1', name: 'Mug', price: 5, currency: 'SAR' });
    expect(names(tracker)).to.deep.equal(['Product Added']);
  });
});

describe("a theme's pushes for Universal Analytics become our facts", () => {
  const old = { id: '1', name: 'Mug', brand: 'Clay', category: 'Home/Kitchen', variant: 'Blue', price: '35', quantity: 2, position: 1, coupon: 'TEN' };
  const other = { id: '2', name: 'Dates', price: 10, quantity: 1 };
  const cases: [ecommerce: JsonObject, ...facts: [name: string, payload: JsonObject][]][] = [
    [{ currencyCode: 'SAR', detail: { actionField: { list: 'Mugs' }, products: [old] } }, ['Product Viewed', { ...product, currency: 'SAR' }]],
    [{ currencyCode: 'SAR', impressions: [{ ...other, list: 'Sale' }] }, ['Product List Viewed', { list_name: 'Sale', products: [two] }]],
    [{ click: { actionField: { list: 'Sale' }, products: [other] } }, ['Product Clicked', { ...two, list_name: 'Sale' }]],
    [{ currencyCode: 'SAR', add: { products: [other] } }, ['Product Added', { ...two, currency: 'SAR' }]],
    [{ currencyCode: 'SAR', remove: { products: [other] } }, ['Product Removed', { ...two, currency: 'SAR' }]],
    [{ currencyCode: 'SAR', checkout: { actionField: { step: 1 }, products: [other] } }, ['Checkout Started', { currency: 'SAR', products: [two] }]],
    [{ checkout: { actionField: { step: 2 }, products: [other] } }],
    [
      { currencyCode: 'SAR', purchase: { actionField: { id: 'old-9', affiliation: 'Riyadh', revenue: '16.50', tax: '1.50', shipping: '5', coupon: 'TEN' }, products: [other] } },
      ['Order Completed', { order_id: 'old-9', affiliation: 'Riyadh', total: 16.5, tax: 1.5, shipping: 5, coupon: 'TEN', currency: 'SAR', products: [two] }],
    ],
    [{ refund: { actionField: { id: '9' } } }, ['Order Refunded', { order_id: '9' }]],
    [{ promoView: { promotions: [{ id: 'p', name: 'Summer', creative: 'banner', position: 'top' }, { id: 'q' }] } }, ['Promotion Viewed', { promotion_id: 'p', name: 'Summer', creative: 'banner', position: 'top' }], ['Promotion Viewed', { promotion_id: 'q' }]],
    [{ promoClick: { promotions: [{ id: 'p' }] } }, ['Promotion Clicked', { promotion_id: 'p' }]],
  ];
  for (const [ecommerce, ...facts] of cases) {
    it(`${Object.keys(ecommerce).at(-1)!} → ${facts.map(([name]) => name).join(', ') || 'nothing'}`, () => {
      expect(told(read({}, { ecommerce }))).to.deep.equal(facts);
    });
  }

  it('under whatever name of an event', () => expect(names(read({}, { event: 'eec.add', ecommerce: { add: { products: [other] } } }))).to.deep.equal(['Product Added']));

  it('once, where the theme tells Google Analytics 4 the same', () => {
    const tracker = read({}, { event: 'addToCart', ecommerce: { add: { products: [other] } } }, { event: 'add_to_cart', ecommerce: { items: [dates] } }, args('event', 'add_to_cart', { items: [dates] }));
    expect(names(tracker)).to.deep.equal(['Product Added']);
  });
});
