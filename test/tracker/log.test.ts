import { expect, nextFrame } from '@open-wc/testing';
import { Tracker } from '../../src/tracker/tracker.js';
import { partner, recordConsole, settled, startTracker } from './harness.js';

const numbers = (from: number, to: number): string[] => Array.from({ length: to - from }, (_, index) => `Event ${from + index}`);

function trackMany(tracker: Tracker, from: number, to: number): void {
  for (const name of numbers(from, to)) tracker.track(name);
}

describe('the log', () => {
  it('is bounded: a late callback after 1500 events gets the newest 1000, in order', async () => {
    const tracker = startTracker();
    const early = partner('early');
    tracker.register(early);
    trackMany(tracker, 0, 1500);
    await settled(tracker);
    expect(early.names()).to.deep.equal(numbers(0, 1500));
    expect(tracker.receipts().length).to.equal(1000);
    const late = partner('late');
    tracker.register(late);
    await settled(tracker);
    expect(late.names()).to.deep.equal(numbers(500, 1500));
    expect(tracker.history.map(({ eventName }) => eventName)).to.deep.equal(numbers(500, 1500));
  });

  it('is bounded on a page where nobody listens', async () => {
    const tracker = startTracker();
    trackMany(tracker, 0, 1500);
    while (tracker.receipts().length > 1000) await nextFrame();
    expect(tracker.receipts().map(({ eventName }) => eventName)).to.deep.equal(numbers(500, 1500));
  });

  it('keeps what somebody has not got yet, however many came since', async () => {
    const tracker = startTracker();
    const slow = partner('slow');
    tracker.register(slow);
    trackMany(tracker, 0, 2500);
    expect(tracker.receipts().length).to.equal(2500);
    await settled(tracker);
    expect(slow.names()).to.deep.equal(numbers(0, 2500));
    expect(tracker.receipts().length).to.equal(1000);
  });

  it('goes on for one that was away while it moved on', async () => {
    const tracker = startTracker();
    const [ads, always] = [partner('ads'), partner('always')];
    tracker.register(always);
    tracker.register(ads);
    trackMany(tracker, 0, 10);
    await settled(tracker);
    tracker.unregister('ads');
    trackMany(tracker, 10, 1510);
    await settled(tracker);
    tracker.register(ads);
    trackMany(tracker, 1510, 1512);
    await settled(tracker);
    expect(ads.names()).to.deep.equal([...numbers(0, 10), ...numbers(510, 1512)]);
    expect(always.names()).to.deep.equal(numbers(0, 1512));
  });

  it('knows an id as long as it holds the event', async () => {
    const tracker = startTracker();
    const ads = partner('ads');
    tracker.register(ads);
    tracker.track('First', {}, { eventId: 'f1' });
    trackMany(tracker, 1, 1000);
    await settled(tracker);
    tracker.track('First', {}, { eventId: 'f1' });
    await settled(tracker);
    expect(ads.names().filter((name) => name === 'First').length).to.equal(1);
  });

  it('shows thousands of products in the history whole', () => {
    const tracker = startTracker();
    const products = Array.from({ length: 200 }, (_, index) => ({ product_id: String(index) }));
    for (let count = 0; count < 300; count++) tracker.track('Product List Viewed', { products });
    for (const entries of [tracker.history, tracker.receipts()]) {
      expect(entries.length).to.equal(300);
      expect(entries.every((entry) => entry !== null && (entry.payload.products as unknown[]).length === 200)).to.equal(true);
    }
  });
});

describe('before start()', () => {
  it('events wait and are judged, in order, when it comes; ready resolves then', async () => {
    const tracker = new Tracker();
    const ads = partner('ads');
    tracker.register(ads);
    tracker.track('One', {}, { timestamp: '2026-01-02T03:04:05.000Z' });
    tracker.page();
    tracker.track('Two');
    expect(tracker.receipts()).to.deep.equal([]);
    // What the theme says of its shop before the start counts for them.
    tracker.configure({ storeId: '5' });
    tracker.start();
    expect(await tracker.ready).to.equal(tracker);
    await settled(tracker);
    expect(ads.names()).to.deep.equal(['One', 'page', 'Two']);
    expect(ads.heard[0]!.context).to.include({ timestamp: '2026-01-02T03:04:05.000Z', store_id: '5' });
  });

  it('an event has the time at which it happened, and the payload of that moment', async () => {
    const tracker = new Tracker();
    const payload = { paper: 'red' };
    tracker.track('Gift Wrapped', payload);
    const happened = new Date().toISOString();
    payload.paper = 'blue';
    await new Promise(requestAnimationFrame);
    tracker.start();
    const [receipt] = tracker.receipts();
    expect(receipt!.context.timestamp <= happened).to.equal(true);
    expect(receipt!.payload).to.deep.equal({ paper: 'red' });
  });

  it('a second start() does nothing', async () => {
    const tracker = new Tracker();
    const ads = partner('ads');
    tracker.register(ads);
    tracker.track('One');
    tracker.start();
    tracker.start();
    await settled(tracker);
    expect(ads.names()).to.deep.equal(['One']);
  });

  it('an event that cannot be judged keeps none of the others', async () => {
    const lines = recordConsole();
    const tracker = new Tracker();
    const ads = partner('ads');
    tracker.register(ads);
    tracker.define('Broken', () => {
      throw new Error('a broken schema');
    });
    tracker.track('One');
    tracker.track('Broken');
    tracker.track('Two');
    tracker.start();
    tracker.track('Broken');
    tracker.track('Three');
    await settled(tracker);
    expect(ads.names()).to.deep.equal(['One', 'Two', 'Three']);
    expect(lines.error.length).to.equal(2);
    expect(await tracker.ready).to.equal(tracker);
  });

  it('none is lost, however many there are', async () => {
    const tracker = new Tracker();
    const ads = partner('ads');
    tracker.register(ads);
    trackMany(tracker, 0, 1500);
    tracker.start();
    await settled(tracker);
    expect(ads.names()).to.deep.equal(numbers(0, 1500));
  });
});
