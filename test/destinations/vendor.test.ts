import { expect } from '@open-wc/testing';
import { ga4 } from '../../src/destinations/ga4.js';
import { gtm } from '../../src/destinations/gtm.js';
import type { DestinationReport } from '../../src/destinations/index.js';
import { meta } from '../../src/destinations/meta.js';
import { snapchat } from '../../src/destinations/snapchat.js';
import { tiktok } from '../../src/destinations/tiktok.js';
import { catalogue } from '../../src/events/catalogue.js';
import type { DeviceModeTracker } from '../../src/events/commands.js';
import type { JsonObject } from '../../src/events/plain.js';
import { Tracker } from '../../src/tracker/tracker.js';
import { lastReceipt, recordConsole, settled } from '../tracker/harness.js';
import { contextOf, play, recordDataLayer, recordFbq, recordGtag, recordSnaptr, recordTtq, setGlobal } from './record.js';

const all: [make: (options?: object) => DeviceModeTracker, record: () => unknown[][]][] = [[ga4, recordGtag], [gtm, recordDataLayer], [meta, recordFbq], [tiktok, recordTtq], [snapchat, recordSnaptr]];
const mug = { product_id: '1', name: 'Mug', price: 35, currency: 'SAR' };

describe("an event of the shop's own", () => {
  it('goes to Meta as a custom one, with the parameters of its row', async () => {
    const calls = recordFbq();
    const custom = { 'Product Removed': 'RemoveFromCart content_ids currency value', 'Gift Wrapped': 'GiftWrapped paper=paper_id wrapped:yes' };
    await play(meta({ custom }), ['Product Removed', mug], ['Gift Wrapped', { paper_id: 4 }]);
    expect(calls).to.deep.equal([
      ['trackCustom', 'RemoveFromCart', { content_ids: ['1'], currency: 'SAR', value: 35 }, { eventID: 'e-1' }],
      ['trackCustom', 'GiftWrapped', { paper: '4', wrapped: 'yes' }, { eventID: 'e-2' }],
    ]);
  });

  it('goes to Snapchat in one of its five slots', async () => {
    const calls = recordSnaptr();
    await play(snapchat({ custom: { 'Product Removed': 'CUSTOM_EVENT_2 item_ids' } }), ['Product Removed', mug]);
    expect(calls).to.deep.equal([['track', 'CUSTOM_EVENT_2', { item_ids: ['1'], client_dedup_id: 'e-1' }]]);
  });

  it('goes to TikTok and Google by its name', async () => {
    const calls = [recordTtq(), recordGtag()];
    await play(tiktok({ custom: { 'Cart Viewed': 'ViewCart content_ids' } }), ['Cart Viewed', { products: [mug] }]);
    await play(ga4({ custom: { 'Order Updated': 'order_updated transaction_id=order_id', 'Product Viewed': 'my_view items' } }), ['Order Updated', { order_id: 7 }], ['Product Viewed', mug]);
    expect(calls).to.deep.equal([
      [['track', 'ViewCart', { content_ids: ['1'] }, { event_id: 'e-1' }]],
      [['event', 'order_updated', { transaction_id: '7' }], ['event', 'my_view', { items: [{ item_id: '1', item_name: 'Mug', price: 35 }] }]],
    ]);
  });

  const refused: [make: (options: object) => DeviceModeTracker, row: string][] = [
    [ga4, 'purchase items'],
    [ga4, '1st_event'],
    [ga4, 'with-dash'],
    [ga4, 'a'.repeat(41)],
    [meta, 'Purchase'],
    [meta, 'PageView'],
    [meta, 'a'.repeat(51)],
    [tiktok, 'AddToCart'],
    [snapchat, 'MY_EVENT'],
    [snapchat, 'CUSTOM_EVENT_6'],
  ];
  for (const [make, row] of refused) {
    it(`is refused by ${make.name} under the name ${row.slice(0, 20)}`, async () => {
      const lines = recordConsole();
      const calls = [recordGtag(), recordFbq(), recordTtq(), recordSnaptr()];
      await play(make({ custom: { 'Order Updated': row } }), ['Order Updated', { order_id: '7', total: 5 }]);
      expect(calls.flat()).to.deep.equal([]);
      expect(lines.error).to.deep.equal([`ecom-events: ${make.name} takes no event named ${row.split(' ')[0]}`]);
    });
  }

  it('that Google has no name for stays away where the shop wants none', async () => {
    const calls = recordGtag();
    await play(ga4({ ownEvents: false }), ...catalogue.map(({ name, example }): [string, JsonObject] => [name, example]));
    expect(calls.map(([, name]) => name).filter((name) => /coupon_|payment_failed|logout|sort_|filter_|remove_from_wishlist|reviewed|step_/.test(String(name)))).to.deep.equal([]);
  });
});

describe('TikTok', () => {
  for (const orderEvent of ['CompletePayment', 'PlaceAnOrder'] as const) {
    it(`counts an order as ${orderEvent} where the shop's server does`, async () => {
      const calls = recordTtq();
      await play(tiktok({ orderEvent }), ['Order Completed', { order_id: '7', total: 5, currency: 'SAR', products: [mug] }]);
      expect(calls.map(([command, name]) => [command, name])).to.deep.equal([['track', orderEvent]]);
    });
  }

  it('is told of a currency that it does not list, and the report says so', () => {
    recordTtq();
    const { sent, notes } = tiktok().track('Product Added', { ...mug, currency: 'JOD' }, contextOf('e-1')) as DestinationReport;
    expect(sent[0]!.params).to.deep.include({ currency: 'JOD', value: 35 });
    expect(notes).to.deep.equal(['TikTok does not list JOD']);
  });
});

describe('a report', () => {
  it('is what the delivery answers: the calls and what they do without', () => {
    recordGtag();
    expect(ga4().track('Product Clicked', { ...mug, list_id: 'l' }, contextOf('e-1'))).to.deep.equal({
      sent: [{ name: 'select_item', params: { item_list_id: 'l', items: [{ item_id: '1', item_name: 'Mug', price: 35, item_list_id: 'l' }] }, id: 'e-1', custom: false }],
      notes: [],
    });
  });
});

describe('what is hostile', () => {
  const cycle: JsonObject = { product_id: '1' };
  cycle.self = cycle;
  const payloads: unknown[] = [
    undefined,
    null,
    'text',
    7,
    [],
    [mug],
    cycle,
    { products: 'x' },
    { products: { length: 5 } },
    { products: [null, 5, 'x', [], { product_id: { id: 1 } }, { price: {} }, mug] },
    { product_id: ['1'], price: [35], currency: ['SAR'], name: { toString: 1 } },
    { product_id: '1', price: Number.NaN, quantity: Number.POSITIVE_INFINITY, currency: 'SAR', value: -1 },
    { changes: [null, {}, { delta: 'x' }, { delta: 1 }, { product_id: {}, delta: 1 }], products: [{}] },
    { sorts: 'price', filters: [null, 'x', { type: {}, value: [] }], list_id: {} },
    { order_id: {}, total: 'much', shipping: 'free', tax: {}, coupon: {} },
    { query: { '@': 1 }, step: {}, shipping_method: {} },
    JSON.parse('{"__proto__": {"product_id": "9"}, "constructor": {"x": 1}, "product_id": "1"}'),
    Object.freeze({ ...mug, category: '>'.repeat(9), products: Object.freeze([Object.freeze({ ...mug })]) }),
    { ...mug, name: '<script>alert(1)</script>', category: 'a > <img>' },
  ];
  for (const [make, record] of all) {
    it(`makes ${make.name} neither throw nor tell anything but plain parameters`, async () => {
      // The recorder refuses what is not plain.
      record();
      for (const payload of payloads) {
        for (const { name } of catalogue) await make().track(name, payload as JsonObject, contextOf('e-1'));
        await make().page!(payload as JsonObject, contextOf('e-1'));
      }
      expect((Object.prototype as JsonObject).product_id).to.equal(undefined);
    });

    it(`does not reach ${make.name} in a payload that is reused: nothing of it is changed or shared`, async () => {
      const calls = record();
      const payload = { ...mug, products: [{ ...mug }] };
      const before = structuredClone(payload);
      await make().track('Cart Viewed', payload, contextOf('e-1'));
      await make().track('Order Completed', { ...payload, order_id: '7', total: 1 }, contextOf('e-2'));
      payload.products[0]!.name = 'changed';
      expect(JSON.stringify(calls)).not.to.include('changed');
      payload.products[0]!.name = before.name;
      expect(payload).to.deep.equal(before);
    });
  }
});

describe('a vendor that is not there', () => {
  it('gets what came before it, in order, when it comes', async () => {
    const tracker = snapchat();
    const first = tracker.track('Product Viewed', mug, contextOf('e-1'));
    const second = tracker.track('Product Added', mug, contextOf('e-2'));
    const calls = recordSnaptr();
    const third = tracker.page!({}, contextOf('e-3'));
    await Promise.all([first, second, third]);
    expect(calls.map(([, name]) => name)).to.deep.equal(['VIEW_CONTENT', 'ADD_CART', 'PAGE_VIEW']);
  });

  it('is no matter to an event that it is not told of', () => {
    expect(snapchat().track('Product Removed', mug, contextOf('e-1'))).to.deep.equal({ sent: [], notes: [] });
  });

  it('that throws fails its own delivery', async () => {
    recordConsole();
    setGlobal('snaptr', () => {
      throw new Error('snap');
    });
    const tracker = new Tracker();
    tracker.start();
    tracker.register(snapchat());
    tracker.track('Product Added', { ...mug });
    await settled(tracker);
    expect(lastReceipt(tracker).deliveries).to.have.length(1);
    expect(lastReceipt(tracker).deliveries[0]).to.deep.include({ destination: 'snapchat', status: 'failed', error: 'Error' });
  });
});

describe('in the tracker', () => {
  it('all destinations stand side by side, each told once, with one id', async () => {
    const [gtag, dataLayer, fbq, ttq, snaptr] = all.map(([, record]) => record());
    const tracker = new Tracker();
    tracker.start();
    for (const [make] of all) expect(tracker.register(make())).to.equal(true);
    expect(tracker.register(ga4({ name: 'ga4-of-the-group' }))).to.equal(true);
    tracker.track('Product Added', { ...mug }, { eventId: 'one' });
    await settled(tracker);
    expect([gtag!.length, dataLayer!.length, fbq!.length, ttq!.length, snaptr!.length]).to.deep.equal([2, 2, 1, 1, 1]);
    expect([fbq![0]![3], ttq![0]![3], (snaptr![0]![2] as JsonObject).client_dedup_id]).to.deep.equal([{ eventID: 'one' }, { event_id: 'one' }, 'one']);
  });
});
