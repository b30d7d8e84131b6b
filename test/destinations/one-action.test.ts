import { expect } from '@open-wc/testing';
import { ga4 } from '../../src/destinations/ga4.js';
import { meta } from '../../src/destinations/meta.js';
import { snapchat } from '../../src/destinations/snapchat.js';
import { tiktok } from '../../src/destinations/tiktok.js';
import type { JsonObject } from '../../src/events/plain.js';
import { play, recordFbq, recordGtag, recordSnaptr, recordTtq, type Event } from './record.js';

/** What Google got: names, units of the items, and parameters. */
async function google(options: object, ...events: Event[]): Promise<[name: string, params: JsonObject][]> {
  const calls = recordGtag();
  await play(ga4(options), ...events);
  return calls.filter(([command]) => command === 'event').map(([, name, params]) => [name as string, params as JsonObject]);
}

/** The same in short: `add_to_cart 2` for two units. */
async function short(...events: Event[]): Promise<string[]> {
  const told = await google({ ownEvents: false }, ...events);
  const units = ({ items }: JsonObject): number => ((items ?? []) as JsonObject[]).reduce((sum, { quantity }) => sum + ((quantity ?? 1) as number), 0);
  return told.filter(([name]) => name.endsWith('_cart')).map(([name, params]) => `${name} ${units(params)}`);
}

const mug = { product_id: '1', name: 'Mug', price: 35, currency: 'SAR' };
const added = (quantity = 1, name = 'Product Added'): [string, JsonObject] => [name, { ...mug, quantity }];
const removed = (quantity = 1): [string, JsonObject] => ['Product Removed', { ...mug, quantity }];
/** The cart with so many mugs; `delta` is what the shop says has changed, where it does. */
const cart = (quantity: number, delta?: number): [string, JsonObject] => [
  'Cart Updated',
  {
    cart_id: '5',
    currency: 'SAR',
    value: 35 * quantity,
    products: quantity ? [{ ...mug, quantity, cart_item_id: '9' }] : [],
    ...(delta && { changes: [{ cart_item_id: '9', product_id: '1', before: quantity - delta, after: quantity, delta }] }),
  },
];
const viewed = (quantity: number): [string, JsonObject] => ['Cart Viewed', cart(quantity)[1]];

describe('one action in the cart is told once', () => {
  const cases: [what: string, events: Event[], told: string[]][] = [
    ['an addition and the update that follows', [added(2), cart(2, 2)], ['add_to_cart 2']],
    ['the update first', [cart(2, 2), added(2)], ['add_to_cart 2']],
    ['a removal and the update that follows', [removed(2), cart(0, -2)], ['remove_from_cart 2']],
    ['an update of its own, as when a quantity is raised', [cart(3, 1)], ['add_to_cart 1']],
    ['one that lowers it', [cart(1, -2)], ['remove_from_cart 2']],
    ['two additions, then their updates', [added(), added(), cart(1, 1), cart(2, 1)], ['add_to_cart 1', 'add_to_cart 1']],
    ['an addition, then a quantity that is raised at once', [added(), cart(1, 1), cart(2, 1)], ['add_to_cart 1', 'add_to_cart 1']],
    ['an addition, then a quantity that is lowered at once', [added(2), cart(2, 2), cart(1, -1)], ['add_to_cart 2', 'remove_from_cart 1']],
    ['an addition again', [added(), cart(1, 1), added(), cart(2, 1)], ['add_to_cart 1', 'add_to_cart 1']],
    ['an update long after the addition is another action', [added(), [...cart(2, 1), 6000]], ['add_to_cart 1', 'add_to_cart 1']],
    ['from the wishlist, with an addition too', [added(), added(1, 'Wishlist Product Added to Cart')], ['add_to_cart 1']],
    ['from the wishlist first', [added(1, 'Wishlist Product Added to Cart'), added()], ['add_to_cart 1']],
    ['from the wishlist, with an addition and an update', [added(1, 'Wishlist Product Added to Cart'), added(), cart(1, 1)], ['add_to_cart 1']],
    ['from the wishlist, and an update', [added(1, 'Wishlist Product Added to Cart'), cart(1, 1)], ['add_to_cart 1']],
    ['an update that does not say what changed, of a cart that was never told', [cart(2)], []],
    ['one that does not say so, after the cart was viewed', [viewed(1), [...cart(3), 60_000]], ['view_cart 1', 'add_to_cart 2']],
    ['one after an update', [cart(1), cart(2), cart(0)], ['add_to_cart 1', 'remove_from_cart 2']],
    ['one after an addition that the cart was not told with', [viewed(1), [...added(), 20_000], [...cart(3), 60_000]], ['view_cart 1', 'add_to_cart 1', 'add_to_cart 1']],
    ['one that only tells of the addition', [viewed(1), added(), cart(2)], ['view_cart 1', 'add_to_cart 1']],
    ['an update in which nothing changed', [viewed(1), cart(1)], ['view_cart 1']],
  ];
  for (const [what, events, told] of cases) {
    it(what, async () => {
      expect(await short(...events)).to.deep.equal(told);
    });
  }

  it('to the advertisers: what was added, not what was removed', async () => {
    const vendors: [typeof meta, () => unknown[][]][] = [[meta, recordFbq], [tiktok, recordTtq], [snapchat, recordSnaptr]];
    for (const [make, record] of vendors) {
      const calls = record();
      await play(make(), cart(2, 1), cart(1, -1), removed(), added(), cart(1, 1));
      expect(calls.length).to.equal(2);
    }
  });

  it('lines of which some grew and some shrank are one addition and one removal', async () => {
    const plate = { product_id: '2', name: 'Plate', price: 10, cart_item_id: '8', quantity: 4 };
    const bowl = { product_id: '3', price: 5, cart_item_id: '7', quantity: 2 };
    const changes = [
      { cart_item_id: '9', product_id: '1', delta: -1 },
      { cart_item_id: '8', product_id: '2', delta: 3 },
      { cart_item_id: '7', product_id: '3', delta: 2 },
    ];
    const payload = { ...cart(1)[1], changes, products: [...(cart(1)[1].products as JsonObject[]), plate, bowl] };
    const told = await google({}, ['Cart Updated', payload]);
    expect(told).to.deep.equal([
      ['add_to_cart', { currency: 'SAR', value: 40, items: [{ item_id: '2', item_name: 'Plate', price: 10, quantity: 3 }, { item_id: '3', price: 5, quantity: 2 }] }],
      ['remove_from_cart', { currency: 'SAR', value: 35, items: [{ item_id: '1', item_name: 'Mug', price: 35, quantity: 1 }] }],
    ]);
  });

  it('a line that is gone is told with what is known of it', async () => {
    expect(await google({}, viewed(2), cart(0, -2))).to.deep.include(['remove_from_cart', { currency: 'SAR', value: 70, items: [{ item_id: '1', item_name: 'Mug', price: 35, quantity: 2 }] }]);
    expect(await google({}, cart(0, -2))).to.deep.equal([['remove_from_cart', { items: [{ item_id: '1', quantity: 2 }] }]]);
  });

  it('each destination keeps its own account', async () => {
    const calls = recordGtag();
    const [one, other] = [ga4(), ga4({ name: 'other' })];
    await play(one, added());
    await play(other, cart(1, 1));
    expect(calls.length).to.equal(2);
  });
});

describe('a checkout', () => {
  const started: Event = ['Checkout Started', { checkout_id: 'c', currency: 'SAR', value: 50, coupon: 'TEN', products: [mug] }];
  const item = { item_id: '1', item_name: 'Mug', price: 35 };

  it('its steps know what it began with', async () => {
    const [, payment] = await google({}, started, ['Payment Info Entered', { checkout_id: 'c', payment_method: 'mada' }]);
    expect(payment).to.deep.equal(['add_payment_info', { currency: 'SAR', value: 35, coupon: 'TEN', payment_type: 'mada', items: [item] }]);
    const calls = recordFbq();
    await play(meta(), started, ['Payment Info Entered', { checkout_id: 'c', payment_method: 'mada' }]);
    expect(calls[1]![2]).to.deep.equal({ content_ids: ['1'], contents: [{ id: '1', quantity: 1, item_price: 35 }], currency: 'SAR', value: 50 });
  });

  it('another one does not, nor one in another currency', async () => {
    for (const payload of [{ checkout_id: 'd' }, { checkout_id: 'c', currency: 'KWD' }]) {
      const [, payment] = await google({}, started, ['Payment Info Entered', { ...payload, payment_method: 'mada' }]);
      expect(payment).to.deep.equal(['add_payment_info', { payment_type: 'mada' }]);
    }
  });

  it('carries the coupon that was applied, until it is removed or the order is placed', async () => {
    const { coupon: _, ...plain } = started[1];
    const [, applied, completed, next] = await google(
      { ownEvents: false },
      ['Signed In', { method: 'otp' }],
      ['Coupon Applied', { coupon_id: 'FIVE', discount: 5, currency: 'SAR' }],
      ['Checkout Started', plain],
      ['Order Completed', { order_id: '1', total: 30, currency: 'SAR', products: [mug] }],
      ['Checkout Started', plain],
    );
    expect([applied, completed, next].map((told) => told![1].coupon)).to.deep.equal(['FIVE', 'FIVE', undefined]);
    const [, payment] = await google({ ownEvents: false }, started, ['Coupon Removed', { coupon_id: 'TEN' }], ['Payment Info Entered', { checkout_id: 'c', payment_method: 'mada' }]);
    expect(payment![1].coupon).to.equal(undefined);
  });

  it('a step tells Google of the shipping only when its way is new', async () => {
    const step = (number: number, shipping_method?: string): Event => ['Checkout Step Completed', { checkout_id: 'c', step: number, ...(shipping_method && { shipping_method }) }];
    const told = await google({}, step(1), step(2, 'aramex'), step(3, 'aramex'), step(2, 'smsa'));
    expect(told.map(([name]) => name)).to.deep.equal(['checkout_step_completed', 'add_shipping_info', 'checkout_step_completed', 'add_shipping_info']);
    expect(told[0]![1]).to.deep.equal({ step: 1 });
  });
});

describe('an order', () => {
  const order = { order_id: '7', total: 50, currency: 'SAR', products: [mug] };

  it('that is cancelled is paid back, once, when its purchase was reported', async () => {
    const told = await google({}, ['Order Completed', order], ['Order Cancelled', order], ['Order Cancelled', order], ['Order Cancelled', { ...order, order_id: '8' }]);
    expect(told.slice(1)).to.deep.equal([['refund', { transaction_id: '7', currency: 'SAR', value: 35 }]]);
  });

  it('that was paid back is not paid back again', async () => {
    const told = await google({}, ['Order Completed', order], ['Order Refunded', { order_id: '7', total: 50, currency: 'SAR' }], ['Order Cancelled', order]);
    expect(told.slice(1)).to.deep.equal([['refund', { transaction_id: '7' }]]);
  });

  it('of another page is known by the shop', async () => {
    expect((await google({ purchased: (id: string) => id === '7' }, ['Order Cancelled', order])).length).to.equal(1);
  });

  it('of which two parts are paid back is refunded twice, each part once', async () => {
    const refund = (refund_id: string): Event => ['Order Refunded', { order_id: '7', refund_id, total: 5, currency: 'SAR', products: [mug] }];
    expect((await google({}, refund('a'), refund('b'), refund('b'))).length).to.equal(2);
  });
});

describe('a list', () => {
  const list = (name: string, ...ids: string[]): Event => [name, { list_id: 'l', filters: [{ type: 'brand', value: 'x' }], products: ids.map((product_id) => ({ product_id })) }];
  const ids = (told: [string, JsonObject][]): string[] => told.map(([name, { items }]) => `${name} ${((items ?? []) as JsonObject[]).map(({ item_id }) => item_id).join()}`);

  it('that is filtered shows only what it has not shown', async () => {
    const told = await google({ ownEvents: false }, list('Product List Viewed', '1', '2'), list('Product List Filtered', '2', '3'), list('Product List Filtered', '1', '3'));
    expect(ids(told)).to.deep.equal(['view_item_list 1,2', 'view_item_list 3']);
  });

  it('is another one after a page view', async () => {
    const told = await google({ ownEvents: false }, list('Product List Viewed', '1'), ['page', {}], list('Product List Filtered', '1'));
    expect(ids(told)).to.deep.equal(['view_item_list 1', 'page_view ', 'view_item_list 1']);
  });
});

describe('a shopper', () => {
  it('is a user with a type to Google', async () => {
    const calls = recordGtag();
    await play(ga4(), ['User Profile Updated', { type: 'vip', email: 'noura@example.com', updated_fields: ['type'] }]);
    expect(calls).to.deep.equal([['set', 'user_properties', { user_type: 'vip' }]]);
  });

  it('who searches for an e-mail address tells it to nobody', async () => {
    const calls = [recordGtag(), recordFbq(), recordTtq(), recordSnaptr()];
    for (const make of [ga4, meta, tiktok, snapchat]) await play(make(), ['Products Searched', { query: 'noura@example.com' }]);
    expect(calls).to.deep.equal([[], [], [], []]);
  });
});
