// A page that the browser makes in advance, and the shopper may never see.
import { expect } from '@open-wc/testing';
import { hidePage, holdTime, partner, recordConsole, replace, settled, startTracker } from './harness.js';

const order = { order_id: '7', total: 5, currency: 'SAR', products: [] };

/** Makes this page one that is made in advance. Returns what shows it to the shopper. */
function prerender(): () => void {
  let isPrerendering = true;
  replace(document, 'prerendering', { get: () => isPrerendering });
  hidePage();
  return () => {
    isPrerendering = false;
    document.dispatchEvent(new Event('prerenderingchange'));
  };
}

describe('a page that is made in advance', () => {
  it('has been seen by nobody: what happens there is delivered when it is shown, and not before', async () => {
    const time = holdTime();
    const show = prerender();
    const tracker = startTracker();
    const ads = partner('ads');
    tracker.register(ads);
    tracker.page();
    tracker.track('One');
    await time.pass(5_000);
    expect([ads.names(), tracker.receipts()]).to.deep.equal([[], []]);
    show();
    await settled(tracker);
    expect(ads.names()).to.deep.equal(['page', 'One']);
    expect(await tracker.ready).to.equal(tracker);
  });

  it('delivers no order of an earlier page', async () => {
    recordConsole();
    const first = startTracker();
    first.register(
      partner('ads', () => {
        throw new TypeError('vendor');
      }),
    );
    first.track('Order Completed', order);
    await settled(first);
    const show = prerender();
    const tracker = startTracker();
    const ads = partner('ads');
    tracker.register(ads);
    expect(ads.names()).to.deep.equal([]);
    show();
    await settled(tracker);
    expect(ads.names()).to.deep.equal(['Order Completed']);
  });
});
