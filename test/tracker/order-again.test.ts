// An order that a destination has not taken is offered to it on the next page, and to nobody else.
import { expect, nextFrame } from '@open-wc/testing';
import { hidePage, holdTime, partner, recordConsole, setClock, settled, startTracker } from './harness.js';

const order = { order_id: '7', total: 5, currency: 'SAR', products: [] };
const keyOf = (name: string): string => `ecom.orders.${name}`;
const key = keyOf('bad');
const day = 24 * 60 * 60_000;
const broken = (): never => {
  throw new TypeError('vendor');
};

/** One page: a tracker, its partners; and the order, where it is reported. */
async function visit(partners: ReturnType<typeof partner>[], report = false): Promise<ReturnType<typeof startTracker>> {
  const tracker = startTracker();
  for (const one of partners) tracker.register(one);
  if (report) tracker.track('Order Completed', order);
  for (let frames = 0; frames < 3; frames++) await nextFrame();
  return tracker;
}

describe('an order that was not taken', () => {
  it('is offered on the next page to that destination alone, with its id and time', async () => {
    recordConsole();
    const first = await visit([partner('good'), partner('bad', broken)], true);
    const [good, bad] = [partner('good'), partner('bad')];
    const second = await visit([good, bad]);
    expect([good.names(), bad.names()]).to.deep.equal([[], ['Order Completed']]);
    const [before, after] = [first.history[0]!, second.history[0]!];
    expect(after.payload).to.deep.equal(before.payload);
    expect([after.context.event_id, after.context.timestamp]).to.deep.equal([before.context.event_id, before.context.timestamp]);
    expect(localStorage.getItem(key), 'taken').to.equal(null);
  });

  it('because the page was left before its promise was kept is offered again only where that counts once', async () => {
    const hangs = (): Promise<void> => new Promise(() => {});
    await visit([{ ...partner('server', hangs), retry: true }, partner('pixel', hangs)], true);
    hidePage('pagehide');
    const [server, pixel] = [partner('server'), partner('pixel')];
    await visit([server, pixel]);
    expect([server.names(), pixel.names()]).to.deep.equal([['Order Completed'], []]);
  });

  it('is got once by a destination when its page reports it again, whichever comes first', async () => {
    recordConsole();
    for (const reportFirst of [true, false]) {
      await visit([partner('bad', broken)], true);
      const bad = partner('bad');
      const tracker = startTracker();
      if (reportFirst) tracker.track('Order Completed', order);
      tracker.register(bad);
      if (!reportFirst) tracker.track('Order Completed', order);
      await settled(tracker);
      expect(bad.names()).to.deep.equal(['Order Completed']);
    }
  });

  it('waits for a destination that is not on the page', async () => {
    recordConsole();
    await visit([partner('bad', broken)], true);
    await visit([partner('other')], false);
    const bad = partner('bad');
    await visit([bad]);
    expect(bad.names()).to.deep.equal(['Order Completed']);
  });

  it('is offered on each page until it is taken, for seven days', async () => {
    recordConsole();
    await visit([partner('bad', broken)], true);
    for (let pages = 0; pages < 3; pages++) {
      const bad = partner('bad', broken);
      await visit([bad]);
      expect(bad.names(), `page ${pages}`).to.have.length(1);
    }
    setClock(Date.now() + 7 * day + 1000);
    const late = partner('bad');
    await visit([late]);
    expect(late.names()).to.deep.equal([]);
  });

  it('is kept only as far as the shopper agrees', async () => {
    recordConsole();
    const tracker = await visit([partner('bad', broken), { ...partner('stats', broken), category: 'analytics' }], true);
    const kept = (): boolean[] => ['bad', 'stats'].map((name) => localStorage.getItem(keyOf(name)) !== null);
    expect(kept()).to.deep.equal([true, true]);
    tracker.consent.update({ marketing: 'denied' });
    expect(kept()).to.deep.equal([false, true]);
    tracker.consent.update('denied');
    expect(kept()).to.deep.equal([false, false]);
  });

  it('is read, and offered, once the shopper agrees', async () => {
    recordConsole();
    await visit([partner('bad', broken)], true);
    const bad = partner('bad');
    const tracker = startTracker();
    tracker.consent.update('pending');
    tracker.register(bad);
    await nextFrame();
    expect(tracker.receipts()).to.have.length(0);
    tracker.consent.update({ marketing: 'granted' });
    await settled(tracker);
    expect(bad.names()).to.deep.equal(['Order Completed']);
  });

  it('is offered once a page, however often a destination registers', async () => {
    recordConsole();
    await visit([partner('bad', broken)], true);
    const bad = partner('bad', broken);
    const tracker = await visit([bad]);
    tracker.unregister('bad');
    tracker.register(bad);
    await settled(tracker);
    expect(bad.names()).to.have.length(1);
  });

  it('is kept without what the schema does not know, and other events are not kept at all', async () => {
    recordConsole();
    holdTime();
    const tracker = startTracker();
    tracker.register(partner('bad', broken));
    tracker.track('Product Added', { product_id: '1', price: 1, currency: 'SAR' });
    tracker.track('Order Completed', order);
    await settled(tracker);
    const kept = JSON.parse(localStorage.getItem(key)!) as [payload: object][];
    expect(kept.map(([payload]) => payload)).to.deep.equal([tracker.history[1]!.payload]);
  });

  it('stays when another tab, which has taken or owes others, writes down its own', async () => {
    recordConsole();
    await visit([partner('bad', broken)], true);
    let works = false;
    const tracker = startTracker();
    tracker.register(partner('bad', () => works || broken()));
    await settled(tracker);
    const [first] = JSON.parse(localStorage.getItem(key)!) as [object, { event_id: string }][];
    const theirs = [{ ...order, order_id: '8' }, { ...first![1], event_id: 'of another tab' }];
    localStorage.setItem(key, JSON.stringify([first, theirs]));
    works = true;
    tracker.track('Order Completed', { ...order, order_id: '9' });
    await settled(tracker);
    expect(JSON.parse(localStorage.getItem(key)!)).to.have.deep.members([first, theirs]);
  });

  it('nonsense in its place is nothing', async () => {
    for (const nonsense of ['{', '[1]', '[[]]', '{"a":1}', '[["x",{}]]', '[[{},{"event_id":"1","timestamp":"never"}]]', 'null']) {
      localStorage.setItem(key, nonsense);
      const bad = partner('bad');
      await visit([bad]);
      expect(bad.names(), nonsense).to.deep.equal([]);
    }
  });
});
