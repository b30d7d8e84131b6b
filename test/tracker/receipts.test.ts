import { expect, oneEvent } from '@open-wc/testing';
import type { EcomInvalid } from '../../src/tracker/announce.js';
import { holdTime, lastReceipt, later, partner, recordConsole, settled, startTracker } from './harness.js';

const mug = { product_id: '1', name: 'Mug', price: 35, quantity: 1, currency: 'SAR' };

/** What was noticed, in short: `kind field`. */
const notes = (tracker: ReturnType<typeof startTracker>): string[] => lastReceipt(tracker).findings.map(({ kind, field }) => `${kind} ${field}`);

/** The `ecom-invalid` events of this test. */
function invalidEvents(): EcomInvalid[] {
  const details: EcomInvalid[] = [];
  const stop = new AbortController();
  later(() => stop.abort());
  document.addEventListener('ecom-invalid', ({ detail }) => details.push(detail), { signal: stop.signal });
  return details;
}

describe('a receipt', () => {
  it('of a right event has nothing to say', () => {
    const tracker = startTracker();
    tracker.track('Product Added', mug);
    expect(lastReceipt(tracker)).to.deep.include({ action: 'track', eventName: 'Product Added', payload: mug, status: 'accepted', findings: [], deliveries: [] });
  });

  it('notes each repair, and the event is delivered repaired', async () => {
    const tracker = startTracker();
    const ads = partner('ads');
    tracker.register(ads);
    tracker.track('Product Added', { productId: 1, name: 'Mug', price: '٣٥٫٥', quantity: null, currency: ' sar ' });
    await settled(tracker);
    expect(notes(tracker)).to.deep.equal(['repaired product_id', 'repaired product_id', 'repaired price', 'repaired quantity', 'repaired currency']);
    expect(ads.heard[0]!.payload).to.deep.equal({ product_id: '1', name: 'Mug', price: 35.5, currency: 'SAR' });
  });

  it('notes what is missing or was removed, and the event is delivered', async () => {
    const tracker = startTracker();
    const ads = partner('ads');
    tracker.register(ads);
    tracker.track('Product Added', { product_id: '1', price: 35, currency: 'SAR', position: 'first' });
    await settled(tracker);
    expect(lastReceipt(tracker).status).to.equal('accepted');
    expect(notes(tracker)).to.have.members(['missing name', 'removed position']);
    expect(ads.heard[0]!.payload).to.deep.equal({ product_id: '1', price: 35, currency: 'SAR' });
  });

  it('keeps a rejected event readable, which nobody gets, now or later', async () => {
    const tracker = startTracker();
    const [early, late] = [partner('early'), partner('late')];
    tracker.register(early);
    tracker.track('Product Added', { name: 'Mug', price: 'cheap' });
    tracker.track('Signed In', {});
    tracker.register(late);
    await settled(tracker);
    const [rejected] = tracker.receipts();
    expect(rejected).to.deep.include({ eventName: 'Product Added', status: 'rejected', deliveries: [] });
    expect(rejected!.findings.filter(({ kind }) => kind === 'rejected')).to.deep.equal([
      { kind: 'rejected', event: 'Product Added', field: 'product_id', expected: 'a string', received: 'nothing' },
      { kind: 'rejected', event: 'Product Added', field: 'price', expected: 'an amount, 0 or more', received: 'string (5)' },
    ]);
    expect(rejected!.payload).to.include({ name: 'Mug' });
    expect([early.names(), late.names()]).to.deep.equal([['Signed In'], ['Signed In']]);
    expect(tracker.history.map(({ eventName }) => eventName)).to.deep.equal(['Signed In']);
  });

  it('of an event that was rejected stands in the way of none that is put right under its id', async () => {
    const tracker = startTracker();
    const ads = partner('ads');
    tracker.register(ads);
    for (const payload of [{}, { product_id: '1', name: 'Mug', price: 35, currency: 'SAR' }, mug]) tracker.track('Product Added', payload, { eventId: 'x' });
    await settled(tracker);
    expect(tracker.receipts().map(({ status }) => status)).to.deep.equal(['rejected', 'accepted', 'duplicate']);
    expect(ads.names()).to.deep.equal(['Product Added']);
  });

  it('tells for each callback whether it waits, runs or is done, and how long it took', async () => {
    const tracker = startTracker();
    let finish = (): void => {};
    tracker.register({ name: 'async', track: () => new Promise<void>((resolve) => (finish = resolve)) });
    tracker.register({
      name: 'busy',
      track() {
        const end = performance.now() + 5;
        while (performance.now() < end);
      },
    });
    tracker.track('One');
    const states = (): unknown[] => lastReceipt(tracker).deliveries.map(({ destination, status }) => [destination, status]);
    expect(states()).to.deep.equal([['async', 'waiting'], ['busy', 'waiting']]);
    const before = Date.now();
    await settled(tracker);
    expect(states()).to.deep.equal([['async', 'running'], ['busy', 'delivered']]);
    const [, busy] = lastReceipt(tracker).deliveries;
    expect(busy!.durationMs).to.be.within(4.9, 1000);
    expect(busy!.at).to.be.within(before, Date.now());
    finish();
    await Promise.resolve();
    expect(states()).to.deep.equal([['async', 'delivered'], ['busy', 'delivered']]);
  });

  it('names the error of one that throws or rejects, and never its text', async () => {
    const lines = recordConsole();
    const tracker = startTracker();
    tracker.register({ name: 'throws', track: () => { throw new RangeError('a@b.sa'); } });
    tracker.register({ name: 'rejects', track: () => Promise.reject(new SyntaxError('a@b.sa')) });
    tracker.register({ name: 'throws a word', track: () => { throw 'a@b.sa'; } });
    tracker.track('One');
    await settled(tracker);
    await Promise.resolve();
    const { deliveries } = lastReceipt(tracker);
    expect(deliveries.map(({ destination, status, error }) => [destination, status, error])).to.deep.equal([
      ['throws', 'failed', 'RangeError'],
      ['rejects', 'failed', 'SyntaxError'],
      ['throws a word', 'failed', 'Error'],
    ]);
    expect(JSON.stringify(deliveries)).not.to.contain('a@b.sa');
    expect(lines.error.length).to.equal(3);
    expect(lines.error[0]).to.contain('"throws" failed on One');
  });

  it('calls one that has not resolved in ten seconds failed, until it does', async () => {
    const tracker = startTracker();
    const time = holdTime();
    const { error } = recordConsole();
    let finish = (): void => {};
    tracker.register({ name: 'hangs', track: () => new Promise<void>((resolve) => (finish = resolve)) });
    tracker.track('One');
    await settled(tracker);
    const delivery = (): string => `${lastReceipt(tracker).deliveries[0]!.status} ${lastReceipt(tracker).deliveries[0]!.error}`;
    await time.pass(9_999);
    expect(delivery()).to.equal('running undefined');
    await time.pass(1);
    expect(delivery()).to.equal('failed TimeoutError');
    expect(error).to.have.length(1);
    finish();
    await Promise.resolve();
    expect(delivery()).to.equal('delivered undefined');
  });

  it('is a copy: what a page does to it, or to the history, changes nothing', () => {
    const tracker = startTracker();
    tracker.track('Product Added', mug);
    const [receipt] = tracker.receipts();
    const [entry] = tracker.history;
    for (const { payload, context } of [receipt!, entry!]) {
      payload.price = 0;
      context.page.title = 'mine';
      context.event_id = 'mine';
    }
    receipt!.findings.push({ kind: 'missing', event: '', field: '', expected: '', received: '' });
    expect(tracker.receipts()[0]).to.deep.include({ payload: mug, findings: [] });
    expect(tracker.history[0]!.payload).to.deep.equal(mug);
    expect(tracker.history[0]!.context.event_id).not.to.equal('mine');
    expect(tracker.history[0]!.context.page.title).not.to.equal('mine');
  });
});

describe('an event that comes twice', () => {
  it('is dropped by its id, whatever way it came, and noted', async () => {
    const tracker = startTracker();
    const ads = partner('ads');
    tracker.register(ads);
    tracker.track('Product Added', mug, { eventId: 'f1' });
    tracker.track('Product Added', mug, { eventId: 'f1' });
    tracker.page({}, { eventId: 'p1' });
    tracker.page({}, { eventId: 'p1' });
    await settled(tracker);
    tracker.track('Product Added', mug, { eventId: 'f1' });
    await settled(tracker);
    expect(ads.names()).to.deep.equal(['Product Added', 'page']);
    expect(tracker.receipts().map(({ status }) => status)).to.deep.equal(['accepted', 'duplicate', 'accepted', 'duplicate', 'duplicate']);
    expect(tracker.history.length).to.equal(2);
  });

  it('without ids is two events', async () => {
    const tracker = startTracker();
    const ads = partner('ads');
    tracker.register(ads);
    tracker.track('Product Added', mug);
    tracker.track('Product Added', mug);
    await settled(tracker);
    expect(ads.names().length).to.equal(2);
  });
});

describe('ecom-invalid', () => {
  it('says on the document which field of which event was wrong, what was expected and what came', async () => {
    const tracker = startTracker();
    setTimeout(() => tracker.track('Order Completed', { order_id: '1', total: 'a lot', currency: 'SAR', products: [] }));
    const event = await oneEvent(document, 'ecom-invalid');
    const { findings, ...reason } = event.detail as EcomInvalid;
    expect(reason).to.deep.equal({
      kind: 'rejected',
      event: 'Order Completed',
      field: 'total',
      expected: 'an amount, 0 or more',
      received: 'string (5)',
      eventId: tracker.receipts()[0]!.context.event_id,
    });
    expect(findings).to.deep.equal(tracker.receipts()[0]!.findings);
    expect(event.bubbles).to.equal(true);
  });

  it('names the field in a list by its place', () => {
    const details = invalidEvents();
    startTracker().track('Cart Viewed', { products: [{ product_id: '1' }, { name: 'Mug' }] });
    expect(details.map(({ field }) => field)).to.deep.equal(['products[1].product_id']);
  });

  it('comes for no event that is delivered', () => {
    const details = invalidEvents();
    const tracker = startTracker();
    tracker.track('Product Added', { product_id: 1, position: 'x' });
    tracker.track('Gift Wrapped', { anything: ['goes'] });
    tracker.page({ title: 7 as unknown as string });
    expect(details).to.deep.equal([]);
  });

  it('is heard by a listener that throws or changes it without harm', async () => {
    const errors: string[] = [];
    const { onerror } = window;
    window.onerror = (message) => !!errors.push(String(message));
    later(() => (window.onerror = onerror));
    const stop = new AbortController();
    later(() => stop.abort());
    document.addEventListener('ecom-invalid', ({ detail }) => { detail.findings.length = 0; throw new Error('theirs'); }, { signal: stop.signal });
    const tracker = startTracker();
    tracker.track('Product Added', {});
    expect(errors.length).to.equal(1);
    expect(lastReceipt(tracker).findings.length).to.be.greaterThan(0);
  });
});

describe('invalid="deliver"', () => {
  it('passes on what breaks its schema, marked, and says so all the same', async () => {
    const details = invalidEvents();
    const tracker = startTracker({ invalid: 'deliver' });
    const ads = partner('ads');
    tracker.register(ads);
    tracker.track('Product Added', { name: 'Mug', price: 'cheap' });
    tracker.track('Product Added', mug);
    await settled(tracker);
    expect(ads.heard.map(({ context }) => context.invalid)).to.deep.equal([true, undefined]);
    expect(ads.heard[0]!.payload).to.deep.equal({ name: 'Mug', price: 'cheap' });
    expect(tracker.receipts()[0]!.status).to.equal('accepted');
    expect(tracker.history[0]!.context.invalid).to.equal(true);
    expect(details.map(({ field }) => field)).to.deep.equal(['product_id']);
  });
});

describe('strict', () => {
  it('makes a missing or removed field an error, with that field as the reason', async () => {
    const details = invalidEvents();
    const tracker = startTracker({ strict: true });
    const ads = partner('ads');
    tracker.register(ads);
    tracker.track('Product Added', { product_id: '1', price: 35, currency: 'SAR' });
    tracker.track('Product Added', { ...mug, position: 'first' });
    await settled(tracker);
    expect(details.map(({ kind, field }) => `${kind} ${field}`)).to.deep.equal(['missing name', 'removed position']);
    expect(ads.names()).to.deep.equal([]);
  });

  it('lets repairs pass', async () => {
    const details = invalidEvents();
    const tracker = startTracker({ strict: true });
    tracker.track('Product Added', { ...mug, product_id: 1 });
    expect(lastReceipt(tracker).status).to.equal('accepted');
    expect(details).to.deep.equal([]);
  });
});

describe('debug', () => {
  it('says what became of each event, field by field, and no value of a payload', () => {
    const lines = recordConsole();
    const tracker = startTracker({ debug: true });
    tracker.track('Product Added', { ...mug, name: 'a@b.sa', product_id: 1 });
    tracker.track('Product Added', { product_id: '1', name: 'a@b.sa', price: 35 });
    tracker.track('Product Added', { name: 'a@b.sa', price: 'a@b.sa' });
    expect(lines.info.length).to.equal(1);
    expect(lines.info[0]).to.match(/Product Added accepted.*product_id repaired: expected a string, got number/);
    expect(lines.warn.length).to.equal(2);
    expect(lines.warn[0]).to.match(/Product Added accepted.*currency missing/);
    expect(lines.warn[1]).to.match(/Product Added rejected.*product_id rejected: expected a string, got nothing.*price rejected: expected an amount, 0 or more, got string \(6\)/);
    expect(JSON.stringify(lines)).not.to.contain('a@b.sa');
  });

  it('is off by itself', () => {
    const lines = recordConsole();
    startTracker().track('Product Added', {});
    expect(lines).to.deep.equal({ info: [], warn: [], error: [] });
  });
});
