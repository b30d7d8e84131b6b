// What the one who reports an event hears of it: that a registered callback has taken it, or that it broke its schema.
import { expect, nextFrame } from '@open-wc/testing';
import { EcomEvent } from '../../src/events/ecom-event.js';
import { emit } from '../../src/events/buffer.js';
import type { Tracker } from '../../src/tracker/tracker.js';
import { hidePage, partner, recordConsole, replace, settled, startTracker } from './harness.js';

const wrong = { product_id: '1', price: 'a lot' };

/** Counts what is heard of an event. */
function counter(): { delivered: number; rejected: number; init: { onDelivered(): void; onRejected(): void } } {
  const count = { delivered: 0, rejected: 0, init: { onDelivered: () => void count.delivered++, onRejected: () => void count.rejected++ } };
  return count;
}

/** Everybody has got everything, and what they promised is kept. */
async function over(tracker: Tracker): Promise<void> {
  await settled(tracker);
  await nextFrame();
}

describe('onDelivered', () => {
  it('is called when a callback has taken the event, not before', async () => {
    const tracker = startTracker();
    const [count, ads] = [counter(), partner('ads')];
    tracker.track('One', {}, count.init);
    await over(tracker);
    expect(count.delivered, 'nobody is there').to.equal(0);
    tracker.register(ads);
    expect(count.delivered, 'its turn has not come').to.equal(0);
    await over(tracker);
    expect([ads.names(), count.delivered, count.rejected]).to.deep.equal([['One'], 1, 0]);
  });

  it('is called for each callback, also one that comes late', async () => {
    const tracker = startTracker();
    const count = counter();
    tracker.register(partner('ads'));
    tracker.register(partner('mail'));
    tracker.track('One', {}, count.init);
    await over(tracker);
    expect(count.delivered).to.equal(2);
    tracker.register(partner('late'));
    await over(tracker);
    expect(count.delivered).to.equal(3);
  });

  it('waits for the promise of a callback', async () => {
    const tracker = startTracker();
    const count = counter();
    let resolve = (): void => {};
    tracker.register(partner('ads', () => new Promise<void>((done) => (resolve = done))));
    tracker.track('One', {}, count.init);
    await over(tracker);
    expect(count.delivered).to.equal(0);
    resolve();
    await nextFrame();
    expect(count.delivered).to.equal(1);
  });

  for (const [what, act] of Object.entries({
    throws: () => {
      throw new Error('broken');
    },
    rejects: () => Promise.reject(new Error('broken')),
    hangs: () => new Promise(() => {}),
  })) {
    it(`is not called for a callback that ${what}`, async () => {
      recordConsole();
      const tracker = startTracker();
      const [count, broken] = [counter(), partner('broken', act)];
      tracker.register(broken);
      tracker.track('One', {}, count.init);
      await over(tracker);
      expect([broken.names(), count.delivered]).to.deep.equal([['One'], 0]);
      tracker.register(partner('ads'));
      await over(tracker);
      expect(count.delivered, 'of the other').to.equal(1);
    });
  }

  it('is not called for listeners of on(): they only hear', async () => {
    const tracker = startTracker();
    const count = counter();
    const heard: string[] = [];
    for (const name of ['*', 'One']) tracker.on(name, (event) => heard.push(event));
    tracker.track('One', {}, count.init);
    await over(tracker);
    expect([heard, count.delivered]).to.deep.equal([['One', 'One'], 0]);
  });

  it('is called at once when the page is being hidden', () => {
    const tracker = startTracker();
    const count = counter();
    tracker.register(partner('ads'));
    tracker.track('One', {}, count.init);
    hidePage('pagehide');
    expect(count.delivered).to.equal(1);
  });

  it('is called for a page view too', async () => {
    const tracker = startTracker();
    const count = counter();
    tracker.register(partner('ads'));
    tracker.page({ name: 'Home' }, count.init);
    await over(tracker);
    expect(count.delivered).to.equal(1);
  });

  for (const [what, act] of Object.entries({ returns: () => {}, resolves: () => Promise.resolve() })) {
    it(`harms nobody by what it throws, when the callback ${what}`, async () => {
      const told = recordConsole();
      const unhandled: unknown[] = [];
      const hear = (event: Event): void => void unhandled.push(event);
      for (const type of ['error', 'unhandledrejection']) addEventListener(type, hear);
      const tracker = startTracker();
      const all = ['first', 'last'].map((name) => partner(name, act));
      for (const ads of all) tracker.register(ads);
      const onDelivered = (): void => {
        throw new Error('mine');
      };
      tracker.track('One', {}, { onDelivered });
      tracker.track('Two');
      await over(tracker);
      for (const type of ['error', 'unhandledrejection']) removeEventListener(type, hear);
      for (const ads of all) expect(ads.names(), ads.name).to.deep.equal(['One', 'Two']);
      expect(tracker.receipts().flatMap(({ deliveries }) => deliveries.map(({ status }) => status))).to.deep.equal(Array(4).fill('delivered'));
      expect(unhandled).to.deep.equal([]);
      expect(told.error, 'told once for each callback').to.have.length(2);
    });
  }

  it('comes with an event of the page, also from before there was a tracker', async () => {
    const page = window as { ecom?: unknown };
    replace(page, 'ecom', { value: [], writable: true });
    const count = counter();
    emit(document, new EcomEvent('Signed In', {}, count.init));
    const tracker = startTracker();
    tracker.push(...(page.ecom as Parameters<Tracker['push']>));
    page.ecom = tracker;
    emit(document, new EcomEvent('Signed Up', {}, count.init));
    const ads = partner('ads');
    tracker.register(ads);
    await over(tracker);
    expect([ads.names(), count.delivered]).to.deep.equal([['Signed In', 'Signed Up'], 2]);
  });

  it('is not called for a rejected event, nor for one with an id that was there', async () => {
    const tracker = startTracker();
    const [rejected, first, again] = [counter(), counter(), counter()];
    tracker.register(partner('ads'));
    tracker.track('Product Added', wrong, rejected.init);
    tracker.track('One', {}, { eventId: '1', ...first.init });
    tracker.track('One', {}, { eventId: '1', ...again.init });
    await over(tracker);
    expect([rejected.delivered, first.delivered, again.delivered, again.rejected]).to.deep.equal([0, 1, 0, 0]);
  });
});

describe('onRejected', () => {
  it('is called when the event broke its schema', () => {
    const tracker = startTracker();
    const count = counter();
    tracker.track('Product Added', wrong, count.init);
    expect(count.rejected).to.equal(1);
  });

  it('is not called when the tracker delivers such events', async () => {
    const tracker = startTracker({ invalid: 'deliver' });
    const count = counter();
    tracker.register(partner('ads'));
    tracker.track('Product Added', wrong, count.init);
    await over(tracker);
    expect([count.rejected, count.delivered]).to.deep.equal([0, 1]);
  });

  it('comes with an event of the page', () => {
    const page = window as { ecom?: unknown };
    replace(page, 'ecom', { value: startTracker(), writable: true });
    const count = counter();
    emit(document, new EcomEvent('Product Added', wrong as never, count.init));
    expect(count.rejected).to.equal(1);
  });

  it('harms nobody by what it throws', async () => {
    const told = recordConsole();
    const tracker = startTracker();
    const invalid: Event[] = [];
    const hear = (event: Event): void => void invalid.push(event);
    document.addEventListener('ecom-invalid', hear);
    const onRejected = (): void => {
      throw new Error('mine');
    };
    tracker.track('Product Added', wrong, { onRejected });
    document.removeEventListener('ecom-invalid', hear);
    expect([invalid.length, told.error.length]).to.deep.equal([1, 1]);
  });
});
