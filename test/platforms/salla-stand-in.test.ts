import { expect, nextFrame } from '@open-wc/testing';
import type { JsonObject } from '../../src/events/plain.js';
import { sallaStandIn } from '../../src/platforms/salla-stand-in.js';
import { salla } from '../../src/platforms/salla.js';
import { Tracker } from '../../src/tracker/index.js';
import type { Delivery } from '../../src/tracker/receipt.js';
import { loadSdk, page, runScript, startSdk, type RealSalla } from './salla-page.js';

type Heard = [listener: string, payload: JsonObject];

/** What the listeners of the bundle have heard since the last look. */
const kitHeard = (): Heard[] => (window as unknown as { kitHeard?: Heard[] }).kitHeard?.splice(0) ?? [];

/** A tracker for Salla's device mode that keeps what it gets. */
function partner(name: string) {
  const heard: Heard[] = [];
  return {
    name,
    heard,
    track: (eventName: string, payload: JsonObject): unknown => heard.push([eventName, payload]),
    page: (payload: JsonObject): unknown => heard.push(['page', payload]),
  };
}

describe('salla-stand-in', () => {
  const tracker = new Tracker();
  const platform = sallaStandIn();
  let detach: () => void;

  /** Resolves when everybody has got what was tracked so far. */
  const delivered = (): Promise<unknown> =>
    new Promise((resolve) => {
      const off = tracker.on('Done', (payload) => {
        off();
        resolve(payload);
      });
      tracker.track('Done');
    });
  const names = ({ heard }: { heard: Heard[] }): string[] => heard.map(([name]) => name).filter((name) => name !== 'Done');

  before(async () => {
    detach = platform.attach(tracker);
    // Built by Salla's own Vite plugin from listeners in the form of its starter kit: scripts/build-fixtures.mjs.
    await runScript('/test/fixtures/salla-kit/dist/tracker.js');
  });

  beforeEach(() => void kitHeard());

  it('makes a bundle wait until the tracker is ready', async () => {
    expect(tracker.unregister('kit')).to.equal(false);
    let ready = false;
    const answer = page.Salla!.onReady(() => void (ready = true));
    await Promise.resolve();
    expect(ready).to.equal(false);
    tracker.start();
    await answer;
    expect(ready).to.equal(true);
  });

  it('runs a bundle made for Salla unchanged: its listeners hear each event once, with its id', async () => {
    tracker.track('Product Added', { product_id: '1', price: 35, currency: 'SAR' });
    await delivered();
    const { event_id } = tracker.history[0]!.context;
    expect(kitHeard()).to.deep.equal([['product-added', { product_id: '1', price: 35, currency: 'SAR', event_id }]]);
  });

  it('hands on page views, with their id', async () => {
    tracker.page({ name: 'home' });
    await delivered();
    const [[listener, payload]] = kitHeard() as [Heard];
    expect(listener).to.equal('page');
    expect(payload).to.include({ name: 'home', event_id: tracker.history.find(({ action }) => action === 'page')!.context.event_id });
  });

  it('lets listeners of the kit hear the wishlist events under its own spelling', async () => {
    tracker.track('Product Added to Wishlist', { product_id: '2' });
    tracker.track('Product Removed from Wishlist', { product_id: '2' });
    await delivered();
    expect(kitHeard().map(([listener]) => listener)).to.deep.equal(['wishlist-product-added', 'wishlist-product-removed']);
  });

  it('uses both spellings where they differ, the one of the engine first, as one event', async () => {
    const both = partner('both');
    page.Salla!.analytics.registerTracker(both);
    await delivered();
    both.heard.length = 0;
    tracker.track('Product Added to Wishlist', { product_id: '3' });
    tracker.track('User Profile Updated', { updated_fields: ['gender'] });
    tracker.track('Product Viewed', { product_id: '3' });
    await delivered();
    expect(names(both)).to.deep.equal([
      'Product Added to Wishlist',
      'Wishlist Product Added',
      'User Profile Updated',
      'Profile Updated',
      'Product Viewed',
    ]);
    const [first, second] = both.heard as [Heard, Heard];
    expect(first[1]).to.deep.equal(second[1]);
    tracker.unregister('both');
  });

  it('gives each spelling a payload of its own', async () => {
    const heard: unknown[] = [];
    const careless = partner('careless');
    careless.track = (name, payload) => {
      if (name.includes('Wishlist')) heard.push(payload.nested && { ...(payload.nested as object) });
      delete (payload.nested as JsonObject | undefined)?.field;
    };
    page.Salla!.analytics.registerTracker(careless);
    tracker.track('Product Added to Wishlist' as string, { product_id: '4', nested: { field: 1 } });
    await delivered();
    expect(heard.slice(-2)).to.deep.equal([{ field: 1 }, { field: 1 }]);
    tracker.unregister('careless');
  });

  it('waits for what both spellings promise', async () => {
    const slow = partner('slow');
    slow.track = (name) => (name === 'Wishlist Product Added' ? Promise.reject(new TypeError('broken')) : undefined);
    const { error } = console;
    console.error = () => {};
    page.Salla!.analytics.registerTracker(slow);
    tracker.track('Product Added to Wishlist', { product_id: '5' });
    const delivery = (): Delivery | undefined => {
      const receipt = tracker.receipts().filter(({ eventName }) => eventName === 'Product Added to Wishlist').at(-1)!;
      return receipt.deliveries.find(({ destination }) => destination === 'slow');
    };
    await delivered();
    while (delivery()?.status === 'running') await nextFrame();
    console.error = error;
    expect(delivery()).to.include({ status: 'failed', error: 'TypeError' });
    tracker.unregister('slow');
  });

  it('keeps the object that a callback belongs to, and does without page', async () => {
    class Partner {
      name = 'instance';
      heard: string[] = [];
      track(eventName: string): void {
        this.heard.push(eventName);
      }
    }
    const instance = new Partner();
    page.Salla!.analytics.registerTracker(instance);
    tracker.page({ name: 'away' });
    tracker.track('Product Viewed', { product_id: '6' });
    await delivered();
    expect(instance.heard).to.include('Product Viewed');
    const failed = tracker.receipts().flatMap(({ deliveries }) => deliveries.filter(({ status }) => status === 'failed'));
    expect(failed.map(({ destination }) => destination)).to.not.include('instance');
    tracker.unregister('instance');
  });

  it('refuses what is no tracker, or has a taken name, without a throw', () => {
    const { analytics } = page.Salla!;
    const { error } = console;
    const said: unknown[] = [];
    console.error = (...words: unknown[]) => said.push(...words);
    for (const wrong of [undefined, { name: 'x' }, { name: 'kit', track() {} }]) analytics.registerTracker(wrong as object);
    console.error = error;
    expect(said).to.have.length(3);
    expect(said[2]).to.contain('"kit"');
  });

  it('takes events and pages from a bundle, with the id they bring', () => {
    const { analytics } = page.Salla!;
    analytics.track('Wishlist Product Added', { product_id: '7', event_id: 'own-id' });
    const { eventName, payload, context } = tracker.history.at(-1)!;
    expect([eventName, payload, context.event_id]).to.deep.equal(['Product Added to Wishlist', { product_id: '7' }, 'own-id']);
    analytics.page({ name: 'cart', event_id: 'own-page' });
    expect(tracker.history.at(-1)!).to.have.nested.property('context.event_id', 'own-page');
    (analytics.track as (name: string) => void)('Signed Out');
    expect(tracker.history.at(-1)!.eventName).to.equal('Signed Out');
  });

  it('shows the history as the engine does: the id inside the payload', () => {
    page.Salla!.analytics.track('Product Viewed', { product_id: '8' });
    const { action, eventName, payload } = page.Salla!.analytics.history.at(-1)!;
    expect({ action, eventName, payload }).to.deep.equal({
      action: 'track',
      eventName: 'Product Viewed',
      payload: { product_id: '8', event_id: tracker.history.at(-1)!.context.event_id },
    });
  });

  it('is there under both names', () => expect(page.salla).to.equal(page.Salla));

  it('goes when it is detached, and can come back', () => {
    detach();
    expect(page.Salla).to.deep.equal({});
    detach = platform.attach(tracker);
    expect(page.Salla!.onReady).to.be.a('function');
  });

  for (const name of ['Salla', 'salla'] as const) {
    it(`leaves a ${name} alone that is already there`, () => {
      const mine = page.Salla;
      delete page.Salla;
      delete page.salla;
      const theirs = { status: 'base' } as RealSalla;
      page[name] = theirs;
      platform.attach(tracker)();
      expect(page[name]).to.equal(theirs);
      expect(Object.keys(theirs)).to.deep.equal(['status']);
      delete page[name];
      page.Salla = page.salla = mine;
    });
  }

  it('is no SDK for the platform: requests are left to their native action', () => {
    const off = salla().attach(tracker);
    const event = new CustomEvent('ecom-wishlist-add-request', { detail: {} });
    let taken = false;
    Object.assign(event, { intercept: () => (taken = true) });
    dispatchEvent(event);
    expect(taken).to.equal(false);
    off();
  });

  it('steps aside when the SDK comes, which runs as without it; who has registered hears its engine too', async () => {
    const { onReady, analytics } = page.Salla!;
    tracker.use(salla());
    const sdk = await loadSdk();
    expect(sdk.onReady).to.not.equal(onReady);
    expect(sdk.analytics).to.not.equal(analytics);
    await startSdk(sdk, 'stand-in');
    expect(sdk.status).to.equal('ready');
    expect(sdk.analytics.history.map(({ action }) => action)).to.deep.equal(['page']);
    sdk.analytics.track('Product Added', { product_id: '9' });
    await delivered();
    const added = kitHeard().filter(([listener]) => listener === 'product-added');
    expect(added.map(([, { product_id }]) => product_id)).to.deep.equal(['9']);
    // Late to go: what is there now is not ours to take away.
    detach();
    expect(page.Salla!.onReady).to.equal(sdk.onReady);
    expect(page.Salla!.analytics).to.equal(sdk.analytics);
  });
});
