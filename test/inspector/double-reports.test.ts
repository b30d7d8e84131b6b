// Who else tells the vendors of the same actions: our own destinations and others call recorders of the vendors' functions.
import { expect } from '@open-wc/testing';
import { ga4 } from '../../src/destinations/ga4.js';
import { gtm } from '../../src/destinations/gtm.js';
import { meta } from '../../src/destinations/meta.js';
import { snapchat } from '../../src/destinations/snapchat.js';
import { tiktok } from '../../src/destinations/tiktok.js';
import type { DeviceModeTracker } from '../../src/events/commands.js';
import type { JsonObject } from '../../src/events/plain.js';
import { DoubleReports, type DoubleReport } from '../../src/inspector/double-reports/detector.js';
import { findDoubles } from '../../src/inspector/double-reports/find.js';
import { reportOf, type VendorReport } from '../../src/inspector/double-reports/report.js';
import { readRequest } from '../../src/inspector/double-reports/requests.js';
import { doubleText } from '../../src/inspector/views/doubles.js';
import { speaker } from '../../src/inspector/texts.js';
import * as vendors from '../../src/inspector/double-reports/vendors.js';
import type { Receipt } from '../../src/tracker/receipt.js';
import { recordFbq, recordGtag, recordSnaptr, recordTtq, setGlobal } from '../destinations/record.js';
import { later, settled, startTracker } from '../tracker/harness.js';
import { render } from 'lit';

const mug = { product_id: '123', sku: 'M-1', name: 'Mug', price: 35, quantity: 1, currency: 'SAR' };
const order = { order_id: '9', total: 35, currency: 'SAR', products: [mug] };
const page = window as unknown as Record<string, unknown> & Record<'gtag' | 'fbq' | 'snaptr', (...call: unknown[]) => unknown> & { dataLayer: unknown[]; ttq: Record<string, (...call: unknown[]) => unknown> };

/** A page that is listened to, with these destinations of ours. */
function listen(...destinations: DeviceModeTracker[]) {
  const tracker = startTracker();
  for (const destination of destinations) tracker.register(destination);
  const reports = new DoubleReports();
  reports.start();
  later(() => reports.stop());
  return {
    tracker,
    reports,
    /** What was found, once everybody has got everything. */
    async found(): Promise<DoubleReport[]> {
      await settled(tracker);
      return reports.find(tracker.receipts());
    },
  };
}

const short = ({ report, event, certain, counted }: DoubleReport): unknown[] => [report.by, report.name, event?.name, certain, counted];

/** A receipt as it stands when all is delivered. */
const receipt = (eventName: string, payload: JsonObject, at: number, more: Partial<Receipt> = {}): Receipt => ({
  action: eventName === 'page' ? 'page' : 'track',
  eventName,
  payload,
  status: 'accepted',
  findings: [],
  deliveries: [],
  context: {
    event_id: `event-${at}`,
    timestamp: new Date(at).toISOString(),
    session_id: '',
    anonymous_id: '',
    page: { url: '', path: '', title: '', referrer: '' },
    locale: 'en',
    library: { name: 'ecom-events', version: '' },
  },
  ...more,
});

const report = (name: string, params: unknown, at?: number, vendor = vendors.google): VendorReport => reportOf(vendor, 'gtag', name, params, undefined, at)!;

const addToCart = (id: string): object => ({ currency: 'SAR', value: 35, items: [{ item_id: id }] });

beforeEach(() => {
  for (const name of ['gtag', 'dataLayer', 'fbq', 'ttq', 'snaptr', 'analytics']) setGlobal(name, undefined);
});

describe('double reports', () => {
  it('are none where only our destinations tell the vendors', async () => {
    recordGtag();
    recordFbq();
    recordTtq();
    recordSnaptr();
    setGlobal('dataLayer', []);
    const { tracker, found } = listen(ga4(), gtm(), meta(), tiktok(), snapchat());
    tracker.track('Product Added', mug);
    tracker.track('Product Added', mug);
    tracker.track('Order Completed', order);
    tracker.page({ name: 'Home' });
    expect(await found()).to.deep.equal([]);
  });

  const others: [what: string, own: () => DeviceModeTracker, record: () => unknown, call: (id: string) => unknown, by: string, name: string][] = [
    ['gtag', ga4, recordGtag, (id) => page.gtag('event', 'add_to_cart', addToCart(id)), 'gtag', 'add_to_cart'],
    ['the dataLayer', gtm, () => setGlobal('dataLayer', []), (id) => page.dataLayer.push({ event: 'add_to_cart', ecommerce: addToCart(id) }), 'dataLayer', 'add_to_cart'],
    ['Meta’s pixel', meta, recordFbq, (id) => page.fbq('track', 'AddToCart', { content_ids: [id] }, { eventID: 'theirs' }), 'fbq', 'AddToCart'],
    ['TikTok’s pixel', tiktok, recordTtq, (id) => page.ttq.track!('AddToCart', { content_id: id }, { event_id: 'theirs' }), 'ttq.track', 'AddToCart'],
    ['Snapchat’s pixel', snapchat, recordSnaptr, (id) => page.snaptr('track', 'ADD_CART', { item_ids: [id] }), 'snaptr', 'ADD_CART'],
  ];

  for (const [what, own, record, call, by, name] of others) {
    it(`are found of another script at ${what}, which counts it twice`, async () => {
      record();
      const { tracker, found } = listen(own());
      call('123');
      tracker.track('Product Added', mug);
      expect((await found()).map(short)).to.deep.equal([[by, name, 'Product Added', true, true]]);
    });

    it(`are none of another product at ${what}`, async () => {
      record();
      const { tracker, found } = listen(own());
      call('456');
      tracker.track('Product Added', mug);
      expect(await found()).to.deep.equal([]);
    });

    it(`are no double count at ${what} where we do not tell it`, async () => {
      record();
      const { tracker, found } = listen();
      call('123');
      tracker.track('Product Added', mug);
      expect((await found()).map(short)).to.deep.equal([[by, name, 'Product Added', true, false]]);
    });
  }

  it('are found of an analytics object, in any spelling of the name', async () => {
    setGlobal('analytics', { track() {} });
    const { tracker, found } = listen();
    (page.analytics as { track(...call: unknown[]): void }).track('product_added', { product_id: '123' });
    tracker.track('Product Added', mug);
    expect((await found()).map(short)).to.deep.equal([['analytics.track', 'product_added', 'Product Added', true, false]]);
  });

  it('are named by one sentence in both languages', async () => {
    recordGtag();
    const { tracker, found } = listen(ga4());
    page.gtag('event', 'add_to_cart', addToCart('123'));
    tracker.track('Product Added', mug, { timestamp: new Date(2026, 2, 1, 12, 3, 4).toISOString() });
    const at = new Date(2026, 2, 1, 12, 3, 4).getTime();
    const [double] = (await found()).length ? await found() : findDoubles([receipt('Product Added', mug, at)], [report('add_to_cart', addToCart('123'), at)]);
    const text = (lang: string): string => {
      const root = document.createElement('p');
      render(doubleText(double!, speaker(lang)), root);
      return root.textContent!;
    };
    expect(text('en')).to.equal('gtag add_to_cart of another script repeats Product Added of 12:03:04, 123');
    expect(text('ar')).to.equal('gtag add_to_cart من شيفرة أخرى يكرر Product Added في 12:03:04، 123');
  });
});

describe('finding double reports', () => {
  const at = 1_000_000;

  it('takes what comes within two seconds, before or after', () => {
    for (const [after, count] of [[-2000, 1], [2000, 1], [-2001, 0], [2001, 0]] as const) {
      expect(findDoubles([receipt('Product Added', mug, at)], [report('add_to_cart', addToCart('123'), at + after)]), String(after)).to.have.length(count);
    }
  });

  it('takes what a page said before anybody looked, whenever that was', () => {
    expect(findDoubles([receipt('Product Viewed', mug, at)], [report('view_item', addToCart('123'))])).to.have.length(1);
  });

  it('knows an order by its id, whatever products stand in it', () => {
    const orders = [receipt('Order Completed', order, at)];
    expect(findDoubles(orders, [report('purchase', { transaction_id: '9', items: [{ item_id: 'other' }] }, at)]).map(({ certain }) => certain)).to.deep.equal([true]);
    expect(findDoubles(orders, [report('purchase', { transaction_id: '10', items: [{ item_id: '123' }] }, at)])).to.deep.equal([]);
  });

  it('knows a product by its sku, and by an id that is made of its own', () => {
    for (const id of ['M-1', 'm-1', 'shopify_SA_123_77', 'wc_post_id_123']) {
      expect(findDoubles([receipt('Product Added', mug, at)], [report('add_to_cart', addToCart(id), at)]).map(({ certain }) => certain), id).to.deep.equal([true]);
    }
  });

  it('is not certain where nobody says what it is about', () => {
    expect(findDoubles([receipt('Product Added', mug, at)], [report('AddToCart', {}, at, vendors.meta)]).map(({ certain }) => certain)).to.deep.equal([false]);
  });

  it('takes each report for one event, the nearest', () => {
    const events = [receipt('Product Added', mug, at), receipt('Product Added', mug, at + 900)];
    const found = findDoubles(events, [report('add_to_cart', addToCart('123'), at + 10), report('add_to_cart', addToCart('123'), at + 800)]);
    expect(found.map(({ event }) => event!.at)).to.deep.equal([at, at + 900]);
  });

  it('takes a change of the cart for what was added', () => {
    const changed = receipt('Cart Updated', { products: [mug], changes: [{ product_id: '123', delta: 1 }] }, at);
    expect(findDoubles([changed], [report('add_to_cart', addToCart('123'), at)]).map(({ event }) => event!.name)).to.deep.equal(['Cart Updated']);
  });

  it('leaves rejected events alone: nobody was told of them', () => {
    expect(findDoubles([receipt('Product Added', mug, at, { status: 'rejected' })], [report('add_to_cart', addToCart('123'), at)])).to.deep.equal([]);
  });

  it('knows a call for ours by what the destination said that it sent, each once', () => {
    const params = { currency: 'SAR', items: [{ item_id: '123' }] };
    const told = receipt('Product Added', mug, at, { deliveries: [{ destination: 'ga4', status: 'delivered', at: at + 5000, durationMs: 1, sent: [{ name: 'add_to_cart', params }] }] });
    const call = report('add_to_cart', { items: [{ item_id: '123' }], currency: 'SAR', send_to: 'G-1' }, at + 5003);
    expect(findDoubles([told], [call])).to.deep.equal([]);
    const second = { ...call, at: at + 100 };
    expect(findDoubles([told], [call, second]).map(({ report: other, counted }) => [other === second, counted])).to.deep.equal([[true, true]]);
  });

  it('knows a call for a partner’s own by the time of its delivery', () => {
    const told = receipt('Product Added', mug, at, { deliveries: [{ destination: 'partner', status: 'delivered', at: at + 50, durationMs: 4 }] });
    expect(findDoubles([told], [report('add_to_cart', addToCart('123'), at + 53)])).to.deep.equal([]);
    expect(findDoubles([told], [report('add_to_cart', addToCart('123'), at + 60)])).to.have.length(1);
  });

  it('knows one action by the event’s id, which its vendor knows too', () => {
    const call = reportOf(vendors.meta, 'fbq', 'AddToCart', { content_ids: ['123'] }, `event-${at}`, at + 1500)!;
    expect(findDoubles([receipt('Product Added', mug, at)], [call])).to.deep.equal([]);
    const purchase = reportOf(vendors.meta, 'fbq', 'Purchase', {}, 'purchase:9', at)!;
    expect(findDoubles([receipt('Order Completed', order, at)], [purchase])).to.deep.equal([]);
  });

  it('finds a second snippet that tells a vendor the same twice, without any event of ours', () => {
    const found = findDoubles([], [report('add_to_cart', addToCart('7'), at), report('add_to_cart', addToCart('7'), at + 100), report('add_to_cart', addToCart('8'), at + 100)]);
    expect(found.map(({ twin, counted }) => [twin?.at, counted])).to.deep.equal([[at, true]]);
  });

  it('takes nothing for a second snippet that may be a second press of the button', () => {
    expect(findDoubles([], [report('add_to_cart', addToCart('7'), at), report('add_to_cart', addToCart('7'), at + 400)])).to.deep.equal([]);
    expect(findDoubles([], [report('add_to_cart', addToCart('7')), report('add_to_cart', addToCart('7'))]), 'nobody knows when').to.deep.equal([]);
    expect(findDoubles([], [report('purchase', { transaction_id: '9' }), report('purchase', { transaction_id: '9' }, at)]), 'an order is made once').to.have.length(1);
  });

  it('takes no other account of a vendor for a double', async () => {
    const to = (pixel: string, after = 0): VendorReport => reportOf(vendors.meta, 'fbq', 'AddToCart', { content_ids: ['123'] }, undefined, at + after, pixel)!;
    expect(findDoubles([], [to('A'), to('B', 5)]), 'two agencies, each with a pixel').to.deep.equal([]);
    expect(findDoubles([], [to('A'), to('A', 5)])).to.have.length(1);
    const ours = { ...to('A'), eventId: `event-${at}` };
    expect(findDoubles([receipt('Product Added', mug, at)], [ours, to('B', 5)])).to.deep.equal([]);
    expect(findDoubles([receipt('Product Added', mug, at)], [ours, to('A', 5)])).to.have.length(1);
    const request = (pixel: string): VendorReport => readRequest(`https://www.facebook.com/tr/?id=${pixel}&ev=AddToCart&cd[content_ids]=%5B%22123%22%5D`, at + 20)!;
    expect(findDoubles([receipt('Product Added', mug, at)], [ours, request('A'), request('B')]), 'what the other one sends is its own').to.deep.equal([]);
  });

  it('takes no call to Google Ads alone for one to Analytics', async () => {
    recordGtag();
    const { tracker, found } = listen(ga4());
    page.gtag('event', 'add_to_cart', { ...addToCart('123'), send_to: 'AW-1/label' });
    tracker.track('Product Added', mug);
    expect(await found()).to.deep.equal([]);
  });

  it('knows a partner’s own call by its name, though it came before anybody looked, or waited for its script', () => {
    const deliveries = [{ destination: 'My GA4', status: 'delivered' as const, at: at + 20, durationMs: 1 }];
    const told = receipt('Product Added', mug, at, { deliveries });
    expect(findDoubles([told], [report('add_to_cart', addToCart('123'))])).to.deep.equal([]);
    expect(findDoubles([told], [report('add_to_cart', addToCart('123'), at + 900)])).to.deep.equal([]);
    expect(findDoubles([told], [report('add_to_cart', addToCart('123'), at + 900), report('add_to_cart', addToCart('123'), at + 950)]), 'once').to.have.length(1);
    expect(findDoubles([told], [reportOf(vendors.meta, 'fbq', 'AddToCart', { content_ids: ['123'] }, undefined, at + 900)!]), 'of its vendor only').to.have.length(1);
  });

  it('says nothing of what has neither a time nor an id', () => {
    expect(findDoubles([receipt('Product Added', mug, at)], [report('AddToCart', {}, undefined, vendors.meta)])).to.deep.equal([]);
  });

  it('knows each page view for one, though it has nothing to compare', () => {
    expect(findDoubles([receipt('page', { name: 'Home' }, at)], [report('PageView', {}, at + 100, vendors.meta)]).map(({ certain }) => certain)).to.deep.equal([true]);
  });

  it('goes through a thousand events and reports in no time', () => {
    const events = Array.from({ length: 1000 }, (_, index) => receipt('Product Added', { ...mug, product_id: String(index) }, at + index * 10));
    const reports = events.map((_, index) => report('add_to_cart', addToCart(String(index)), at + index * 10 + 5));
    const start = performance.now();
    expect(findDoubles(events, reports)).to.have.length(1000);
    expect(performance.now() - start).to.be.below(5000);
  });
});

describe('what a vendor sends by itself', () => {
  const at = 1_000_000;
  const tr = (search: string): VendorReport | undefined => readRequest(`https://www.facebook.com/tr/?id=77&${search}`, at);
  const collect = (search: string): VendorReport | undefined => readRequest(`https://region1.google-analytics.com/g/collect?v=2&tid=G-1&${search}`, at);

  it('is read from its address', () => {
    const ids = (made: VendorReport | undefined): unknown[] => [made?.name, made?.pixel, made?.things?.ids];
    expect(ids(tr('ev=AddToCart&cd[content_ids]=%5B%22123%22%5D'))).to.deep.equal(['AddToCart', '77', ['123']]);
    expect(ids(tr('ev=Purchase&cd[order_id]=9'))).to.deep.equal(['Purchase', '77', ['9']]);
    expect(ids(collect('en=add_to_cart&pr1=id123~nmMug~pr35'))).to.deep.equal(['add_to_cart', 'G-1', ['123']]);
    expect(ids(collect('en=purchase&ep.transaction_id=9'))).to.deep.equal(['purchase', 'G-1', ['9']]);
  });

  it('is nothing where the address says nothing that we report', () => {
    for (const address of ['https://shop.example/tr?ev=AddToCart', 'data:text/plain,x', 'https://www.facebook.com/tr/?ev=SubscribedButtonClick', 'https://x.example/g/collect?en=scroll', 'https://www.facebook.com/other?ev=AddToCart']) {
      expect(readRequest(address, at), address).to.equal(undefined);
    }
  });

  it('is what was called, for each pixel once', () => {
    const call = reportOf(vendors.meta, 'fbq', 'AddToCart', { content_ids: ['123'] }, `event-${at}`, at)!;
    const sent = tr('ev=AddToCart')!;
    expect(findDoubles([receipt('Product Added', mug, at)], [call, sent, { ...sent, pixel: '78' }])).to.deep.equal([]);
  });

  it('is automatic where nobody was seen to call it', () => {
    const [found] = findDoubles([receipt('Product Added', mug, at)], [tr('ev=AddToCart&cd[content_ids]=%5B%22123%22%5D')!]);
    expect([found!.report.automatic, found!.certain, found!.report.by]).to.deep.equal([true, true, 'facebook.com']);
  });

  it('is ours where it has the id of our event', () => {
    expect(findDoubles([receipt('Product Added', mug, at)], [tr(`ev=AddToCart&eid=event-${at}`)!])).to.deep.equal([]);
  });

  it('is Google’s own page view where the tag was not told to leave it', () => {
    expect(findDoubles([receipt('page', {}, at)], [collect('en=page_view')!]).map(({ certain }) => certain)).to.deep.equal([true]);
  });

  it('is heard of by the browser, though it was sent before', async () => {
    // Later tests must not hear of it.
    later(() => performance.clearResourceTimings());
    // A path of the test server that answers.
    await fetch(`/salla-store/network/languages/g/collect?v=2&tid=G-1&en=view_item&ep.product_id=${Math.random()}`);
    let heard = (): void => {};
    const reports = new DoubleReports(() => heard());
    later(() => reports.stop());
    const news = new Promise<void>((resolve) => (heard = resolve));
    reports.start();
    await news;
    const [found] = reports.find([receipt('Product Viewed', {}, Date.now())]);
    expect([found?.report.name, found?.report.automatic, found?.report.early]).to.deep.equal(['view_item', true, true]);
    const root = document.createElement('p');
    render(doubleText(found!, speaker('en')), root);
    expect(root.textContent, 'who called for it nobody saw').to.contain('of another script');
  });
});

describe('the page’s functions', () => {
  it('are what they were when the listening ends', () => {
    const before = { gtag() {}, fbq: Object.assign(() => {}, { queue: [] }), snaptr() {}, ttq: { track() {}, page() {} }, dataLayer: [] as unknown[], analytics: { track() {} } };
    for (const [name, value] of Object.entries(before)) setGlobal(name, value);
    const { track, page: view } = before.ttq;
    const reports = new DoubleReports();
    reports.start();
    for (const name of ['gtag', 'fbq', 'snaptr'] as const) expect(page[name], name).to.not.equal(before[name]);
    expect(Object.hasOwn(before.dataLayer, 'push')).to.equal(true);
    reports.stop();
    for (const [name, value] of Object.entries(before)) expect(page[name], name).to.equal(value);
    expect([before.ttq.track === track, before.ttq.page === view]).to.deep.equal([true, true]);
    expect(Object.hasOwn(before.dataLayer, 'push')).to.equal(false);
  });

  it('stay as somebody else has made them in the meantime, and are not listened to any more', () => {
    const calls: unknown[] = [];
    setGlobal('gtag', (...call: unknown[]) => calls.push(call));
    let heard = 0;
    const reports = new DoubleReports(() => heard++);
    reports.start();
    const ours = page.gtag;
    const theirs = (...call: unknown[]): unknown => ours(...call);
    page.gtag = theirs;
    reports.stop();
    page.gtag('event', 'add_to_cart', {});
    expect([page.gtag === theirs, calls.length, heard]).to.deep.equal([true, 1, 0]);
  });

  it('get their calls as they are, with what they return, throw and are called on', () => {
    const failure = new Error('vendor');
    const target = { track(this: unknown, name: string) { if (name === 'bad') throw failure; return [this, name]; } };
    setGlobal('analytics', target);
    setGlobal('fbq', Object.assign(() => 'answer', { version: '2.0' }));
    const reports = new DoubleReports();
    reports.start();
    later(() => reports.stop());
    const { analytics, fbq } = page as unknown as { analytics: typeof target; fbq: { (): string; version: string; callMethod?: unknown } };
    expect(analytics.track('good')).to.deep.equal([target, 'good']);
    expect(() => analytics.track('bad')).to.throw(failure);
    fbq.callMethod = 1;
    expect([fbq(), fbq.version, fbq.callMethod]).to.deep.equal(['answer', '2.0', 1]);
  });

  it('may be called with anything', () => {
    setGlobal('gtag', () => {});
    setGlobal('fbq', () => {});
    setGlobal('dataLayer', []);
    const hostile = { get event(): never { throw new Error('no'); } };
    const reports = new DoubleReports();
    reports.start();
    later(() => reports.stop());
    for (const call of [[], [undefined], [Symbol('x')], ['event', {}], ['track', null], [hostile]]) {
      page.gtag(...call);
      page.fbq(...call);
      page.dataLayer.push(...call);
    }
    expect(reports.find([receipt('Product Added', mug, Date.now())])).to.deep.equal([]);
  });

  it('that cannot be replaced are left', () => {
    const frozen = Object.freeze({ track() {} });
    setGlobal('analytics', frozen);
    const reports = new DoubleReports();
    reports.start();
    reports.stop();
    expect(page.analytics).to.equal(frozen);
  });

  it('are listened to when they come late', () => {
    let heard = 0;
    const reports = new DoubleReports(() => heard++);
    reports.start();
    later(() => reports.stop());
    setGlobal('snaptr', () => {});
    reports.look();
    reports.look();
    page.snaptr('track', 'ADD_CART', {});
    expect(heard).to.equal(1);
  });

  it('that kept calls before tell of them, once, and gtag is no second report in the dataLayer', () => {
    const dataLayer: unknown[] = [];
    setGlobal('dataLayer', dataLayer);
    setGlobal('gtag', function () {
      dataLayer.push(arguments);
    });
    page.gtag('event', 'view_item', addToCart('123'));
    setGlobal('fbq', Object.assign(() => {}, { queue: [['track', 'ViewContent', { content_ids: ['123'] }]] }));
    setGlobal('ttq', Object.assign([['track', 'ViewContent', { content_id: '123' }], ['page']], { track() {}, page() {} }));
    const names: string[] = [];
    const reports = new DoubleReports();
    reports.start();
    reports.look();
    later(() => reports.stop());
    page.gtag('event', 'add_to_cart', addToCart('123'));
    for (const { report: { by, name } } of reports.find([receipt('Product Viewed', mug, 5), receipt('page', {}, 6), receipt('Product Added', mug, Date.now())])) names.push(`${by} ${name}`);
    expect(names.sort()).to.deep.equal(['fbq ViewContent', 'gtag add_to_cart', 'gtag view_item', 'ttq.page page', 'ttq.track ViewContent']);
  });
});
