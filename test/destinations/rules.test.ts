import { expect } from '@open-wc/testing';
import { ga4 } from '../../src/destinations/ga4.js';
import { gtm } from '../../src/destinations/gtm.js';
import { meta } from '../../src/destinations/meta.js';
import { snapchat } from '../../src/destinations/snapchat.js';
import { tiktok } from '../../src/destinations/tiktok.js';
import { catalogue } from '../../src/events/catalogue.js';
import type { JsonObject } from '../../src/events/plain.js';
import type { DestinationReport } from '../../src/destinations/index.js';
import { recordConsole, replace } from '../tracker/harness.js';
import { contextOf, play, recordDataLayer, recordFbq, recordGtag, recordSnaptr, recordTtq, type Calls, type Event } from './record.js';

const vendors = { ga4, meta, tiktok, snapchat };
const recorders = { ga4: recordGtag, meta: recordFbq, tiktok: recordTtq, snapchat: recordSnaptr };
type VendorName = keyof typeof vendors;
const names = Object.keys(vendors) as VendorName[];

/** What a vendor got of these events: its names, and the parameters. */
async function tell(vendor: VendorName, options: object, ...events: Event[]): Promise<[name: string, params: JsonObject][]> {
  const calls = recorders[vendor]();
  await play(vendors[vendor](options), ...events);
  return calls.filter(([command]) => command === 'event' || command === 'track').map(([, name, params]) => [name as string, params as JsonObject]);
}

/** The parameters of the last event. */
const params = async (vendor: VendorName, ...events: Event[]): Promise<JsonObject> => (await tell(vendor, {}, ...events)).at(-1)![1];

const mug = { product_id: '1', name: 'Mug', price: 35, quantity: 2 };
const added: JsonObject = { ...mug, currency: 'SAR' };
const order: JsonObject = { order_id: '7', total: 110, revenue: 70, tax: 15, shipping: 25, currency: 'SAR', products: [mug] };
const amountNames = ['value', 'price', 'currency', 'tax', 'shipping'];
const amountsIn = (told: JsonObject): JsonObject => Object.fromEntries(Object.entries(told).filter(([name]) => amountNames.includes(name)));

describe('rule 1: one action is at most one event of a vendor', () => {
  for (const vendor of names) {
    it(`${vendor}: for each event of the catalogue`, async () => {
      for (const { name, example } of catalogue) {
        expect((await tell(vendor, { ownEvents: false }, [name, example])).length, name).to.be.at.most(1);
      }
    });

    it(`${vendor}: an order that is told again, on a page that is loaded twice, is told once`, async () => {
      expect((await tell(vendor, {}, ['Order Completed', order], ['Order Completed', order])).length).to.equal(1);
    });
  }

  it('but a delivery that is tried again is', async () => {
    const calls = recordFbq();
    const tracker = meta();
    for (const _ of [1, 2]) tracker.track('Order Completed', order, contextOf('e-1'));
    expect(calls.length).to.equal(2);
  });
});

describe('rule 2: a currency is never assumed', () => {
  for (const vendor of names) {
    for (const [name, payload] of Object.entries({ 'Product Added': { ...mug }, 'Order Completed': { ...order, currency: undefined } })) {
      it(`${vendor}: ${name} without one has no amounts, and says so`, async () => {
        recorders[vendor]();
        const { sent, notes } = vendors[vendor]().track(name, payload as JsonObject, contextOf('e-1')) as DestinationReport;
        expect(amountsIn(sent[0]!.params)).to.deep.equal({});
        expect(notes).to.include('value is left out: no currency');
      });
    }

    it(`${vendor}: what is no code of three capitals is none`, async () => {
      for (const currency of ['sar', 'SARS', '', ['SAR'], { code: 'SAR' }, 5]) {
        expect(amountsIn(await params(vendor, ['Product Added', { ...mug, currency } as JsonObject]))).to.deep.equal({});
      }
    });

    it(`${vendor}: neither is sent without an amount`, async () => {
      expect(amountsIn(await params(vendor, ['Product Added', { ...added, price: undefined }]))).to.deep.equal({});
    });
  }

  it('that all lines agree on is that of the event', async () => {
    expect(await params('ga4', ['Cart Viewed', { products: [{ ...mug, currency: 'KWD' }] }])).to.deep.include({ currency: 'KWD', value: 70 });
    expect(amountsIn(await params('ga4', ['Cart Viewed', { products: [{ ...mug, currency: 'KWD' }, mug] }]))).to.deep.equal({});
  });

  it('is noted in the console while debugging only, without a value', () => {
    recordGtag();
    const lines = recordConsole();
    const tracker = ga4();
    tracker.track('Product Added', mug, contextOf('e-1'));
    expect(lines.info).to.deep.equal([]);
    replace(window, 'ecom', { value: { push() {}, options: { debug: true } }, writable: true });
    tracker.track('Product Added', mug, contextOf('e-2'));
    expect(lines.info).to.deep.equal(['ecom-events: ga4: Product Added: value is left out: no currency']);
  });
});

describe('rule 3: amounts are numbers in major units', () => {
  const cases: [currency: string, price: number, quantity: number, value: number][] = [
    ['SAR', 35.1, 3, 105.3],
    ['KWD', 1.235, 3, 3.705],
    ['JPY', 1999, 3, 5997],
    ['USD', 0.1, 3, 0.3],
    ['SAR', 0, 2, 0],
  ];
  for (const vendor of names) {
    for (const [currency, price, quantity, value] of cases) {
      it(`${vendor}: ${quantity} × ${price} ${currency} are ${value}`, async () => {
        const told = await params(vendor, ['Product Added', { product_id: '1', price, quantity, currency }]);
        expect(told[vendor === 'snapchat' ? 'price' : 'value']).to.equal(value);
        expect(told.currency).to.equal(currency);
      });
    }
  }

  it('of an order are as the shop gave them, 0 among them', async () => {
    expect(amountsIn(await params('ga4', ['Order Completed', { ...order, currency: 'KWD', tax: 0, shipping: 1.25 }]))).to.deep.equal({ currency: 'KWD', value: 70, tax: 0, shipping: 1.25 });
    expect(amountsIn(await params('meta', ['Order Completed', { ...order, total: 0 }]))).to.deep.equal({ currency: 'SAR', value: 0 });
  });

  it('that are words are none', async () => {
    expect(amountsIn(await params('meta', ['Product Added', { ...added, price: '35' }]))).to.deep.equal({});
    expect(amountsIn(await params('ga4', ['Product Added', { ...added, price: -35 }]))).to.deep.equal({});
  });
});

describe('rule 4: an amount is of the price list of its currency', () => {
  const lines = [{ ...mug, currency: 'USD' }, { product_id: '2', price: 10, currency: 'SAR' }];

  it('a line of another list has no price, and the sum is not known', async () => {
    const told = await params('ga4', ['Cart Viewed', { currency: 'SAR', products: lines }]);
    expect(amountsIn(told)).to.deep.equal({});
    expect(told.items).to.deep.equal([{ item_id: '1', item_name: 'Mug', quantity: 2 }, { item_id: '2', price: 10 }]);
  });

  it("the event's own amount stands for it", async () => {
    expect(amountsIn(await params('ga4', ['Cart Viewed', { currency: 'SAR', value: 141, products: lines }]))).to.deep.equal({ currency: 'SAR', value: 141 });
    expect(amountsIn(await params('tiktok', ['Checkout Started', { currency: 'SAR', value: 141, products: lines }]))).to.deep.equal({ currency: 'SAR', value: 141 });
  });
});

describe('rule 5: what the value is', () => {
  it("is for Google the items' prices times quantities, without tax and shipping", async () => {
    expect(await params('ga4', ['Order Completed', { ...order, revenue: 60 }])).to.deep.include({ value: 70, tax: 15, shipping: 25 });
  });

  it('is for Google the revenue where a price is not known, never the total', async () => {
    expect((await params('ga4', ['Order Completed', { ...order, products: [{ product_id: '1' }] }])).value).to.equal(70);
    expect((await params('ga4', ['Order Completed', { ...order, revenue: undefined, products: [{ product_id: '1' }] }])).value).to.equal(undefined);
  });

  for (const vendor of ['meta', 'tiktok', 'snapchat'] as const) {
    const name = vendor === 'snapchat' ? 'price' : 'value';
    it(`${vendor}: is the total of an order, or its revenue where the shop says so`, async () => {
      for (const [value, total, started] of [[undefined, 110, 120], ['total', 110, 120], ['revenue', 70, 65]] as const) {
        expect((await tell(vendor, { value }, ['Order Completed', order]))[0]![1][name]).to.equal(total);
        const checkout = { checkout_id: '1', value: 120, revenue: 65, currency: 'SAR', products: [mug] };
        expect((await tell(vendor, { value }, ['Checkout Started', checkout]))[0]![1][name]).to.equal(started);
      }
    });
  }
});

describe('rule 6: ids', () => {
  const product = { product_id: '12', variant_id: '12-3', sku: 'MUG-B', price: 35, currency: 'SAR' };
  const view: Event[] = [
    ['Product Viewed', product],
    ['Product Added', product],
    ['Checkout Started', { currency: 'SAR', products: [product] }],
    ['Order Completed', { order_id: '1', total: 35, currency: 'SAR', products: [product] }],
  ];
  const idIn: Record<VendorName, (told: JsonObject) => unknown> = {
    ga4: ({ items }) => (items as JsonObject[])[0]!.item_id,
    meta: ({ content_ids, contents }) => ((contents as JsonObject[])[0]!.id === (content_ids as string[])[0] ? (content_ids as string[])[0] : 'two ids'),
    tiktok: ({ content_ids, contents }) => ((contents as JsonObject[])[0]!.content_id === (content_ids as string[])[0] ? (content_ids as string[])[0] : 'two ids'),
    snapchat: ({ item_ids }) => (item_ids as string[])[0],
  };
  for (const vendor of names) {
    for (const [ids, id] of Object.entries({ product: '12', variant: '12-3', sku: 'MUG-B', 'wc_post_id_{id}': 'wc_post_id_12', '{product_id}_{sku}': '12_MUG-B' })) {
      it(`${vendor}: by the policy ${ids} are the same from the view to the purchase`, async () => {
        const told = await tell(vendor, { ids }, ...view);
        expect(told.map(([, all]) => idIn[vendor](all))).to.deep.equal([id, id, id, id]);
      });
    }
  }

  it('are strings, of products, lists, orders and coupons', async () => {
    expect(await params('ga4', ['Product List Viewed', { list_id: 5, products: [{ product_id: 12 }] } as JsonObject])).to.deep.equal({ item_list_id: '5', items: [{ item_id: '12' }] });
    expect((await params('ga4', ['Order Completed', { ...order, order_id: 7 }])).transaction_id).to.equal('7');
    expect((await params('meta', ['Product Viewed', { product_id: 12 }])).content_ids).to.deep.equal(['12']);
  });

  it('of another kind never stand in for one that is missing', async () => {
    const products = [{ product_id: '1', sku: 'A', name: 'Mug' }, { product_id: '2', name: 'Plate' }, { product_id: '3' }];
    const list: Event = ['Product List Viewed', { list_id: '1', products }];
    expect((await tell('ga4', { ids: 'sku' }, list))[0]![1].items).to.deep.equal([{ item_id: 'A', item_name: 'Mug' }, { item_name: 'Plate' }]);
    expect((await tell('snapchat', { ids: 'sku' }, list))[0]![1].item_ids).to.deep.equal(['A']);
    expect((await tell('meta', { ids: 'sku' }, ['Product Viewed', products[1]!]))[0]![1]).to.deep.equal({ content_type: 'product', content_name: 'Plate' });
  });
});

describe('rule 7: content_type', () => {
  for (const vendor of ['meta', 'tiktok'] as const) {
    it(`${vendor}: is product or product_group, never a category`, async () => {
      const viewed: Event = ['Product Viewed', { ...added, category: 'Mugs' }];
      expect((await tell(vendor, {}, viewed))[0]![1].content_type).to.equal('product');
      expect((await tell(vendor, { contentType: 'product_group' }, viewed))[0]![1].content_type).to.equal('product_group');
    });
  }
});

describe('rule 8: the id of an event', () => {
  /** The slot of each vendor. */
  const slots: Record<Exclude<VendorName, 'ga4'>, (calls: Calls) => unknown> = {
    meta: ([call]) => (call!.at(-1) as { eventID: string }).eventID,
    tiktok: ([call]) => (call!.at(-1) as { event_id: string }).event_id,
    snapchat: ([call]) => (call!.at(-1) as { client_dedup_id: string }).client_dedup_id,
  };
  for (const vendor of ['meta', 'tiktok', 'snapchat'] as const) {
    it(`${vendor}: is in the vendor's slot; of an order it is made of the order's`, async () => {
      for (const [event, id] of [[['Product Added', added], 'e-1'], [['Order Completed', order], 'purchase:7']] as [Event, string][]) {
        const calls = recorders[vendor]();
        await play(vendors[vendor](), event);
        expect(slots[vendor](calls)).to.equal(id);
      }
    });
  }

  it('is in the dataLayer, of a refund made of the ids of order and refund', async () => {
    const calls = recordDataLayer();
    await play(gtm(), ['Order Refunded', { order_id: '7', refund_id: '7-1', total: 5, currency: 'SAR' }]);
    expect((calls[1]![0] as JsonObject).event_id).to.equal('refund:7:7-1');
  });

  it('is not given to Google, which has no place for it but the transaction_id', async () => {
    expect(JSON.stringify(await tell('ga4', {}, ['Product Added', added], ['Order Completed', order]))).not.to.match(/e-1|event_id|purchase:/);
  });
});

describe('rule 9: empty is absent', () => {
  const empty = { ...added, name: '', brand: null, category: '', coupon: '', variant: undefined, position: undefined } as JsonObject;
  for (const vendor of names) {
    it(`${vendor}: no empty words, no nulls`, async () => {
      for (const name of ['Product Added', 'Product Viewed', 'Product Clicked', 'Signed Up']) {
        expect(JSON.stringify(await tell(vendor, {}, [name, empty]))).not.to.match(/""|null|:\[\]/);
      }
      expect(JSON.stringify(await tell(vendor, {}, ['Order Completed', { ...order, coupon: '', customer_type: null }]))).not.to.match(/""|null|:\[\]/);
    });
  }

  it('an empty cart is a cart, and worth 0', async () => {
    expect(await params('ga4', ['Cart Viewed', { cart_id: '1', currency: 'SAR', products: [] }])).to.deep.equal({ currency: 'SAR', value: 0, items: [] });
  });
});

describe('rule 10: quantities', () => {
  it('are what was added or removed, and those of the lines elsewhere', async () => {
    const cart = { cart_id: '1', currency: 'SAR', products: [{ ...mug, quantity: 5, cart_item_id: '9' }], changes: [{ cart_item_id: '9', product_id: '1', before: 3, after: 5, delta: 2 }] };
    expect(await params('ga4', ['Cart Updated', cart])).to.deep.equal({ currency: 'SAR', value: 70, items: [{ item_id: '1', item_name: 'Mug', price: 35, quantity: 2 }] });
    expect((await params('snapchat', ['Cart Updated', cart])).number_items).to.equal(2);
    expect((await params('meta', ['Checkout Started', { currency: 'SAR', value: 1, products: [mug, { product_id: '2' }] }])).num_items).to.equal(3);
  });
});

describe("rule 11: Google's limits", () => {
  const products = Array.from({ length: 250 }, (_, index) => ({ product_id: String(index + 1), price: 2, position: index + 1 }));

  it('200 of 250 items go out, with their places in the whole list, and it is noted', async () => {
    recordGtag();
    const { sent, notes } = ga4().track('Product List Viewed', { list_id: '1', products }, contextOf('e-1')) as DestinationReport;
    const items = sent[0]!.params.items as JsonObject[];
    expect(items.length).to.equal(200);
    expect(items[199]).to.deep.equal({ item_id: '200', index: 200, price: 2 });
    expect(notes).to.deep.equal(['items: 200 of 250']);
  });

  it('the value is that of all', async () => {
    expect((await params('ga4', ['Cart Viewed', { currency: 'SAR', products }])).value).to.equal(500);
  });

  it('others get all', async () => {
    expect((await params('meta', ['Order Completed', { ...order, products }])).contents).to.have.length(250);
  });

  it('no item has more than 27 parameters', async () => {
    const all = { product_id: '1', name: 'n', affiliation: 'a', coupon: 'c', discount: 1, position: 1, brand: 'b', category: '1 > 2 > 3 > 4 > 5 > 6', list_id: 'l', list_name: 'n', variant: 'v', price: 1, quantity: 1 };
    const [item] = (await params('ga4', ['Product Viewed', all])).items as [JsonObject];
    expect(item).to.deep.equal({
      ...{ item_id: '1', item_name: 'n', affiliation: 'a', coupon: 'c', discount: 1, index: 1, item_brand: 'b', item_list_id: 'l', item_list_name: 'n', item_variant: 'v', price: 1, quantity: 1 },
      ...{ item_category: '1', item_category2: '2', item_category3: '3', item_category4: '4', item_category5: '5' },
    });
  });
});

describe('rule 12: the dataLayer', () => {
  it('is emptied of e-commerce in the same tick before each e-commerce push, never after one', () => {
    const calls = recordDataLayer();
    const tracker = gtm();
    for (const { name, example } of catalogue) tracker.track(name, example, contextOf(name));
    const pushes = calls.map(([entry]) => entry as JsonObject);
    expect(pushes.filter(({ ecommerce }) => ecommerce).length).to.be.above(10);
    pushes.forEach((push, index) => {
      if (push.ecommerce) expect(pushes[index - 1]).to.deep.equal({ ecommerce: null });
      if (push.ecommerce === null) expect(pushes[index + 1]!.ecommerce).to.be.an('object');
    });
  });
});
