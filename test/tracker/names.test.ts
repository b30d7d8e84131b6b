import { expect } from '@open-wc/testing';
import { catalogue } from '../../src/events/catalogue.js';
import { partner, settled, startTracker } from './harness.js';

/** What a page may write for one event: ours, the DOM's, the cloud's, Segment's first and other hands' spellings. */
const spellings = ['Product Added', 'product_added', 'product-added', 'product.added', 'productAdded', 'PRODUCT ADDED', 'Added Product', 'added_product', 'ecom-product-added'];
const added = { product_id: '1' };

describe('names', () => {
  for (const spelling of spellings) {
    it(`track('${spelling}') is Product Added`, () => {
      const tracker = startTracker();
      tracker.track(spelling, {});
      expect(tracker.receipts()[0]).to.deep.include({ eventName: 'Product Added', status: 'rejected' });
    });

    it(`on('${spelling}') hears Product Added and nothing else`, async () => {
      const tracker = startTracker();
      const heard: string[] = [];
      tracker.on(spelling, (name) => heard.push(name));
      tracker.track('Product Viewed', added);
      tracker.track('Product Added', added);
      tracker.page();
      await settled(tracker);
      expect(heard).to.deep.equal(['Product Added']);
    });
  }

  it('each event of the catalogue arrives under one name, whatever it was called', async () => {
    const tracker = startTracker();
    const ads = partner('ads');
    tracker.register(ads);
    const expected: string[] = [];
    for (const { name, domName, cloudName, aliases, example } of catalogue) {
      for (const spelling of [name, domName, cloudName, cloudName.replaceAll('.', '_'), ...aliases]) {
        // An order is one event, whatever it is called; these are many.
        tracker.track(spelling, { ...example, ...('order_id' in example && { order_id: spelling }) });
        expected.push(name);
      }
    }
    await settled(tracker);
    expect(ads.names()).to.deep.equal(expected);
  });

  it("on('*') hears all of it, on('page') page views", async () => {
    const tracker = startTracker();
    const all: string[] = [];
    const pages: unknown[] = [];
    tracker.on('*', (name) => all.push(name));
    tracker.on('page', (name, { category }) => pages.push([name, category]));
    tracker.track('Product Added', added);
    tracker.page({ category: 'Cups' });
    tracker.track('Gift Wrapped');
    await settled(tracker);
    expect(all).to.deep.equal(['Product Added', 'page', 'Gift Wrapped']);
    expect(pages).to.deep.equal([['page', 'Cups']]);
  });

  it('what on() returns ends it', async () => {
    const tracker = startTracker();
    const heard: string[] = [];
    const off = tracker.on('*', (name) => heard.push(name));
    tracker.track('One');
    await settled(tracker);
    off();
    tracker.track('Two');
    await settled(tracker);
    expect(heard).to.deep.equal(['One']);
  });

  it('on() gets the history first', async () => {
    const tracker = startTracker();
    tracker.track('Product Added', added);
    tracker.track('Signed In', {});
    const heard: string[] = [];
    tracker.on('Product Added', (name, { product_id }) => heard.push(`${name} ${product_id}`));
    await settled(tracker);
    expect(heard).to.deep.equal(['Product Added 1']);
  });

  it('a listener of one event has no deliveries of others on the receipts', async () => {
    const tracker = startTracker();
    tracker.on('Product Added', () => {});
    tracker.track('Product Viewed', added);
    expect(tracker.receipts()[0]!.deliveries).to.deep.equal([]);
    tracker.track('Product Added', added);
    await settled(tracker);
    expect(tracker.receipts().map(({ deliveries }) => deliveries.length)).to.deep.equal([0, 1]);
  });

  for (const name of ['Gift Wrapped', 'تغليف الهدية', 'a', '*', '', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'track']) {
    it(`a custom event may be called '${name}'`, async () => {
      const tracker = startTracker();
      const ads = partner('ads');
      const heard: string[] = [];
      tracker.register(ads);
      tracker.on(name, (event) => heard.push(event));
      tracker.track(name, { paper: 'red', size: [1, 2] });
      await settled(tracker);
      expect(ads.names()).to.deep.equal([name]);
      expect(ads.heard[0]!.payload).to.deep.equal({ paper: 'red', size: [1, 2] });
      expect(heard).to.deep.equal([name]);
    });
  }

  it('a custom event without a payload has an empty one', async () => {
    const tracker = startTracker();
    tracker.track('Gift Wrapped');
    expect(tracker.receipts()[0]).to.deep.include({ eventName: 'Gift Wrapped', payload: {}, status: 'accepted', findings: [] });
  });
});
