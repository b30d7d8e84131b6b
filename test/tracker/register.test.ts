import { expect } from '@open-wc/testing';
import type { DeviceModeTracker } from '../../src/events/commands.js';
import type { JsonObject } from '../../src/events/plain.js';
import { holdTime, lastReceipt, partner, recordConsole, settled, startTracker } from './harness.js';

const mug = { product_id: '1', name: 'Mug', price: 35, quantity: 1, currency: 'SAR' };

describe('register', () => {
  it('calls track with the name, the payload and the context', async () => {
    const tracker = startTracker();
    const first = partner('first');
    expect(tracker.register(first)).to.equal(true);
    tracker.track('Product Added', mug);
    await settled(tracker);
    expect(first.names()).to.deep.equal(['Product Added']);
    expect(first.heard[0]!.payload).to.deep.equal(mug);
    expect(first.heard[0]!.context.library.name).to.equal('ecom-events');
  });

  it('calls page with the payload and the context', async () => {
    const tracker = startTracker();
    const calls: unknown[][] = [];
    tracker.register({ name: 'p', track: () => expect.fail('not an event'), page: (...values) => calls.push(values) });
    tracker.page({ name: 'Home' });
    await settled(tracker);
    expect(calls.length).to.equal(1);
    const [payload, context] = calls[0] as [JsonObject, { event_id: string }];
    expect(payload).to.include({ name: 'Home' });
    expect(context.event_id).to.match(/^[\da-f-]{36}$/);
  });

  it('does without page where there is none', async () => {
    const lines = recordConsole();
    const tracker = startTracker();
    const names: string[] = [];
    tracker.register({ name: 'p', track: (name) => names.push(name) });
    tracker.page();
    tracker.track('Signed In', {});
    await settled(tracker);
    expect(names).to.deep.equal(['Signed In']);
    expect(tracker.receipts()[0]!.deliveries[0]!.status).to.equal('delivered');
    expect(lines.error).to.deep.equal([]);
  });

  it('keeps the this of a class instance', async () => {
    class Analytics {
      readonly name = 'analytics';
      readonly #calls: string[] = [];
      track(name: string): void {
        this.#calls.push(name);
      }
      page(): void {
        this.#calls.push('page');
      }
      get calls(): string[] {
        return this.#calls;
      }
    }
    const tracker = startTracker();
    const analytics = new Analytics();
    tracker.register(analytics);
    tracker.page();
    tracker.track('Signed In', {});
    await settled(tracker);
    expect(analytics.calls).to.deep.equal(['page', 'Signed In']);
  });

  it('takes frozen objects', async () => {
    const tracker = startTracker();
    const names: string[] = [];
    expect(tracker.register(Object.freeze({ name: 'ice', track: (name: string) => names.push(name) }))).to.equal(true);
    tracker.track('Signed In', Object.freeze({ method: 'otp' }));
    await settled(tracker);
    expect(names).to.deep.equal(['Signed In']);
  });

  const track = (): void => {};
  const refused: [string, unknown, RegExp][] = [
    ['nothing', undefined, /no name/],
    ['null', null, /no name/],
    ['no name', { track }, /no name/],
    ['an empty name', { name: '', track }, /no name/],
    ['a name that is no string', { name: 7, track }, /no name/],
    ['no track', { name: 'x' }, /"x".* no track/],
    ['a track that is no function', { name: 'x', track: 'y' }, /"x".* no track/],
  ];
  for (const [what, value, message] of refused) {
    it(`refuses ${what} and says why`, async () => {
      const lines = recordConsole();
      const tracker = startTracker();
      expect(tracker.register(value as DeviceModeTracker)).to.equal(false);
      expect(lines.error.length).to.equal(1);
      expect(lines.error[0]).to.match(/^ecom-events: tracker .* is refused: /).and.match(message);
      tracker.track('Signed In', {});
      expect(tracker.receipts()[0]!.deliveries).to.deep.equal([]);
    });
  }

  it('refuses a name that is taken, says so, and keeps the first', async () => {
    const lines = recordConsole();
    const tracker = startTracker();
    const [first, second] = [partner('ads'), partner('ads')];
    tracker.register(first);
    expect(tracker.register(second)).to.equal(false);
    expect(lines.error).to.deep.equal(['ecom-events: tracker "ads" is refused: the name is taken']);
    tracker.track('Signed In', {});
    await settled(tracker);
    expect(first.names()).to.deep.equal(['Signed In']);
    expect(second.names()).to.deep.equal([]);
  });

  it('gives a late one the history, once, in order, with the original ids and timestamps', async () => {
    const tracker = startTracker();
    const early = partner('early');
    tracker.register(early);
    tracker.page({ name: 'Home' });
    tracker.track('Product Added', mug, { timestamp: '2026-01-02T03:04:05.000Z' });
    tracker.track('Gift Wrapped', { paper: 'red' });
    await settled(tracker);
    const late = partner('late');
    tracker.register(late);
    tracker.track('Signed In', {});
    await settled(tracker);
    expect(late.heard).to.deep.equal(early.heard);
    expect(late.names()).to.deep.equal(['page', 'Product Added', 'Gift Wrapped', 'Signed In']);
    expect(late.heard[1]!.context.timestamp).to.equal('2026-01-02T03:04:05.000Z');
  });

  it('gives the history of a page that is quiet since, too', async () => {
    const tracker = startTracker();
    tracker.track('Signed In', {});
    const late = partner('late');
    tracker.register(late);
    await settled(tracker);
    expect(late.names()).to.deep.equal(['Signed In']);
  });
});

describe('unregister', () => {
  it('ends it', async () => {
    const tracker = startTracker();
    const [gone, stays] = [partner('gone'), partner('stays')];
    tracker.register(gone);
    tracker.register(stays);
    expect(tracker.unregister('gone')).to.equal(true);
    expect(tracker.unregister('gone')).to.equal(false);
    tracker.track('Signed In', {});
    await settled(tracker);
    expect(gone.names()).to.deep.equal([]);
    expect(stays.names()).to.deep.equal(['Signed In']);
  });

  it('lets the name be taken again: it goes on where it stood, and gets nothing twice', async () => {
    const tracker = startTracker();
    const ads = partner('ads');
    tracker.register(ads);
    tracker.track('One');
    await settled(tracker);
    tracker.unregister('ads');
    tracker.track('Two');
    await settled(tracker);
    expect(tracker.register(ads)).to.equal(true);
    tracker.track('Three');
    await settled(tracker);
    expect(ads.names()).to.deep.equal(['One', 'Two', 'Three']);
  });

  it('keeps what waits for another try for the one that comes back under the name', async () => {
    const time = holdTime();
    recordConsole();
    const tracker = startTracker();
    const broken = partner('ads', () => Promise.reject(new TypeError('vendor')));
    tracker.register({ ...broken, retry: true });
    tracker.track('One');
    tracker.track('Two');
    await time.pass(0);
    expect(lastReceipt(tracker).deliveries[0]!.reason).to.equal('retry');
    tracker.unregister('ads');
    await time.pass(5_000);
    const repaired = partner('ads');
    tracker.register({ ...repaired, retry: true });
    await settled(tracker);
    expect([broken.names(), repaired.names()]).to.deep.equal([['One'], ['One', 'Two']]);
    expect(tracker.receipts().map(({ deliveries }) => deliveries.map(({ status, attempts }) => `${status} ${attempts}`))).to.deep.equal([['delivered 2'], ['delivered 1']]);
  });

  it('keeps nothing for it that the shopper has refused meanwhile, whatever they say later', async () => {
    const time = holdTime();
    recordConsole();
    const tracker = startTracker({ consent: 'granted' });
    tracker.register({ ...partner('ads', () => Promise.reject(new TypeError('vendor'))), retry: true });
    tracker.track('One');
    await time.pass(0);
    tracker.unregister('ads');
    tracker.consent.update('denied');
    tracker.consent.update('granted');
    const ads = partner('ads');
    tracker.register({ ...ads, retry: true });
    await time.pass(5_000);
    expect(ads.names()).to.deep.equal([]);
    expect(lastReceipt(tracker).deliveries.map(({ status, reason }) => [status, reason])).to.deep.equal([['dropped', 'consent']]);
  });
});
