import { expect } from '@open-wc/testing';
import { collect, emit } from '../../src/events/buffer.js';
import { EcomEvent } from '../../src/events/ecom-event.js';
import { EcomPageEvent } from '../../src/events/ecom-page-event.js';
import { installTracker } from '../../src/tracker/install.js';
import type { TrackerApi } from '../../src/tracker/tracker-api.js';
import type { Tracker } from '../../src/tracker/tracker.js';
import { later, partner, recordConsole, settled, type Partner } from './harness.js';

const page = window as { ecom?: unknown };
const mug = { product_id: '1', name: 'Mug', price: 35, currency: 'SAR' };

/** The script arrives: the tracker takes over what is at `window.ecom`. */
function arrive(): TrackerApi {
  const tracker = installTracker();
  tracker.start();
  return tracker;
}

const names = (tracker: TrackerApi): string[] => tracker.receipts().map(({ eventName }) => eventName);
const done = (): Promise<void> => settled(page.ecom as Tracker);

beforeEach(() => void delete page.ecom);
afterEach(() => void delete page.ecom);

describe('the head stub', () => {
  /** As a page has it in its head. */
  const stub = (): unknown[] => (page.ecom = page.ecom || []) as unknown[];

  it('loses nothing and keeps the order of track, page, register, on, define and configure', async () => {
    const ads = partner('ads');
    const heard: string[] = [];
    stub().push(
      ['track', 'One'],
      ['register', ads],
      ['page', { name: 'Home' }],
      ['configure', { storeId: '5' }],
      ['on', 'product_added', (name: string) => heard.push(name)],
      ['define', 'Never', () => ({ ok: false, payload: {}, findings: [] })],
      ['track', 'Product Added', mug, { eventId: 'f1', timestamp: '2026-01-02T03:04:05.000Z' }],
      ['track', 'Never'],
    );
    const tracker = arrive();
    await done();
    expect(ads.names()).to.deep.equal(['One', 'page', 'Product Added']);
    expect(ads.heard[2]!.payload).to.deep.equal(mug);
    expect(ads.heard[2]!.context).to.include({ event_id: 'f1', timestamp: '2026-01-02T03:04:05.000Z', store_id: '5' });
    expect(heard).to.deep.equal(['Product Added']);
    expect(tracker.receipts().at(-1)).to.deep.include({ eventName: 'Never', status: 'rejected' });
  });

  it('unregisters', async () => {
    const ads = partner('ads');
    stub().push(['register', ads], ['unregister', 'ads'], ['track', 'One']);
    arrive();
    await done();
    expect(ads.names()).to.deep.equal([]);
  });

  it('takes the arguments of a function, as older snippets push them', () => {
    function ecom(..._command: unknown[]): void {
      // oxlint-disable-next-line prefer-rest-params -- the point of it
      stub().push(arguments);
    }
    ecom('track', 'One', { a: 1 });
    ecom('page', { name: 'Home' });
    expect(names(arrive())).to.deep.equal(['One', 'page']);
  });

  it('goes on by the same words when the tracker is there', () => {
    stub().push(['track', 'One']);
    const tracker = arrive();
    expect(stub()).to.equal(tracker);
    (page.ecom as TrackerApi).push(['track', 'Two'], ['track', 'Three']);
    expect(names(tracker)).to.deep.equal(['One', 'Two', 'Three']);
  });

  it('survives garbage between commands, and says so', () => {
    const lines = recordConsole();
    const { proxy, revoke } = Proxy.revocable([], {});
    revoke();
    const garbage = [null, undefined, 5, 'track', {}, [], [null], ['nothing'], ['history'], ['ready'], ['constructor'], ['__proto__'], ['register'], ['on'], [Symbol('x')], proxy, () => {}, ['use'], ['define']];
    for (const item of garbage) stub().push(item, ['track', 'Good']);
    const tracker = arrive();
    expect(names(tracker)).to.deep.equal(garbage.map(() => 'Good'));
    expect(lines.error.length).to.be.greaterThan(10);
    tracker.push(...(garbage as never[]));
    expect(names(tracker).length).to.equal(garbage.length);
  });

  it('is found beside an element with the id ecom', () => {
    const element = Object.assign(document.createElement('div'), { id: 'ecom' });
    document.body.append(element);
    later(() => element.remove());
    expect(page.ecom).to.equal(element);
    document.body.dispatchEvent(new EcomEvent('Signed In', {}));
    const tracker = arrive();
    expect(page.ecom).to.equal(tracker);
    document.body.dispatchEvent(new EcomEvent('Signed Up', {}));
    expect(names(tracker).at(-1)).to.equal('Signed Up');
  });

  for (const [what, value] of Object.entries({ 'a string': 'x', null: null, 'an object': {}, 'a function': () => {} })) {
    it(`is replaced where ${what} stands at window.ecom`, () => {
      page.ecom = value;
      const tracker = arrive();
      expect(page.ecom).to.equal(tracker);
      tracker.track('One');
      expect(names(tracker)).to.deep.equal(['One']);
    });
  }

  it('a second copy of the script gets the same tracker', () => {
    const tracker = arrive();
    expect(arrive()).to.equal(tracker);
  });
});

describe('facts of the document', () => {
  let tracker: TrackerApi;
  let ads: Partner;
  let corner: HTMLElement;

  beforeEach(() => {
    corner = document.createElement('div');
    document.body.append(corner);
    ads = partner('ads');
    tracker = arrive();
    tracker.register(ads);
  });
  afterEach(() => corner.remove());

  /** Listens until the test is over. */
  const listen = (target: EventTarget, type: string, listener: (event: Event) => void, capture = false): void => {
    target.addEventListener(type, listener, capture);
    later(() => target.removeEventListener(type, listener, capture));
  };

  it('arrive with their id, time and payload', async () => {
    const event = new EcomEvent('Product Added', mug, { assumed: true });
    corner.dispatchEvent(event);
    await done();
    expect(ads.names()).to.deep.equal(['Product Added']);
    expect(ads.heard[0]!.payload).to.deep.equal(mug);
    expect(ads.heard[0]!.context).to.include({ event_id: event.eventId, timestamp: event.timestamp, assumed: true });
  });

  it('arrive as page views when they are', async () => {
    corner.dispatchEvent(new EcomPageEvent({ name: 'Home' }, { eventId: 'p1' }));
    await done();
    expect(ads.heard.map(({ name, payload, context }) => [name, payload.name, context.event_id])).to.deep.equal([['page', 'Home', 'p1']]);
  });

  it('arrive as plain CustomEvents too, that do not even bubble', async () => {
    corner.dispatchEvent(new CustomEvent('ecom-product-added', { detail: mug }));
    await done();
    expect(ads.heard.map(({ name, payload }) => [name, payload])).to.deep.equal([['Product Added', mug]]);
  });

  it('that happened before the script arrive in order, as they were then', async () => {
    delete page.ecom;
    const payload = { ...mug };
    const [first, second] = [new EcomEvent('Product Added', payload), new EcomEvent('Signed In', {})];
    corner.dispatchEvent(first);
    payload.price = 0;
    corner.dispatchEvent(new EcomPageEvent({ name: 'Home' }));
    corner.dispatchEvent(second);
    corner.remove();
    const late = partner('late');
    arrive().register(late);
    await done();
    expect(late.names()).to.deep.equal(['Product Added', 'page', 'Signed In']);
    expect(late.heard[0]!.payload).to.deep.equal(mug);
    expect(late.heard.map(({ context }) => context.event_id).filter((id) => [first.eventId, second.eventId].includes(id))).to.deep.equal([first.eventId, second.eventId]);
  });

  for (const mode of ['open', 'closed'] as const) {
    it(`arrive from inside ${mode} shadow roots, nested`, () => {
      const host = document.createElement('div');
      corner.attachShadow({ mode }).append(host);
      const inner = host.attachShadow({ mode }).appendChild(document.createElement('button'));
      inner.dispatchEvent(new EcomEvent('Signed In', {}));
      expect(names(tracker)).to.deep.equal(['Signed In']);
    });
  }

  it('arrive under a theme that stops them', () => {
    listen(document, 'ecom-signed-in', (event) => event.stopImmediatePropagation(), true);
    listen(corner, 'ecom-signed-in', (event) => event.stopPropagation());
    corner.dispatchEvent(new EcomEvent('Signed In', {}));
    expect(names(tracker)).to.deep.equal(['Signed In']);
  });

  it('of elements arrive even when a listener stopped them at the window, before ours', () => {
    const event = new EcomEvent('Gift Wrapped', { paper: 'red' });
    listen(window, 'ecom-gift-wrapped', (stopped) => stopped.stopImmediatePropagation(), true);
    emit(corner, event);
    expect(names(tracker)).to.deep.equal(['Gift Wrapped']);
  });

  it('are one event, however often they are dispatched or heard', () => {
    const event = new EcomEvent('Signed In', {});
    corner.dispatchEvent(event);
    corner.dispatchEvent(event);
    collect(event);
    emit(corner, event);
    expect(names(tracker)).to.deep.equal(['Signed In']);
  });

  it('are heard once where two copies of the script listen', async () => {
    const copy = '/src/events/buffer.ts?another-copy';
    const other = (await import(copy)) as typeof import('../../src/events/buffer.js');
    expect(other.collect).not.to.equal(collect);
    other.listen();
    corner.dispatchEvent(new EcomEvent('Signed In', {}));
    delete page.ecom;
    other.listen();
    corner.dispatchEvent(new EcomEvent('Signed Up', {}));
    expect(names(tracker)).to.deep.equal(['Signed In']);
    expect(names(arrive())).to.deep.equal(['Signed Up']);
  });

  it('are bounded where no script ever comes', () => {
    delete page.ecom;
    for (let count = 0; count < 1200; count++) corner.dispatchEvent(new EcomEvent('Signed In', {}));
    expect((page.ecom as unknown as unknown[]).length).to.equal(1000);
  });
});
