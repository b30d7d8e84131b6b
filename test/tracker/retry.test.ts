// What becomes of an event that a destination does not take: another try, an open circuit, a time limit.
import { expect, nextFrame } from '@open-wc/testing';
import type { EcomReceipt } from '../../src/tracker/announce.js';
import { hidePage, holdTime, later, partner, recordConsole, settled, startTracker, type Heard } from './harness.js';

const broken = (): never => {
  throw new TypeError('vendor');
};

/** Fails so often, then works. */
const failing = (times: number) => (): void => {
  if (times-- > 0) broken();
};

async function frames(): Promise<void> {
  for (let count = 0; count < 3; count++) await nextFrame();
}

/** The statuses of the only destination, event by event. */
const statuses = (tracker: ReturnType<typeof startTracker>): string[] =>
  tracker.receipts().map(({ deliveries: [delivery] }) => [delivery!.status, delivery!.reason, delivery!.attempts].filter(Boolean).join(' '));

/** What `ecom-receipt` tells. */
function hearReceipts(): EcomReceipt[] {
  const heard: EcomReceipt[] = [];
  const stop = new AbortController();
  document.addEventListener('ecom-receipt', ({ detail }) => void heard.push(detail), { signal: stop.signal });
  later(() => stop.abort());
  return heard;
}

describe('what fails', () => {
  it('is offered again after 1, 5 and 25 seconds where the destination allows it, and later events wait for it', async () => {
    const time = holdTime();
    recordConsole();
    const tracker = startTracker();
    const server = { ...partner('server', failing(3)), retry: true };
    tracker.register(server);
    tracker.track('One');
    tracker.track('Two');
    await frames();
    expect(statuses(tracker)).to.deep.equal(['waiting retry 1', 'waiting retry']);
    for (const [wait, attempts] of [[1_000, 2], [5_000, 3]] as const) {
      await time.pass(wait - 1);
      expect(server.names()).to.have.length(attempts - 1);
      await time.pass(1);
      expect(statuses(tracker)[0]).to.equal(`waiting retry ${attempts}`);
    }
    await time.pass(25_000);
    await settled(tracker);
    expect(server.names()).to.deep.equal(['One', 'One', 'One', 'One', 'Two']);
    expect(statuses(tracker)).to.deep.equal(['delivered 4', 'delivered 1']);
    expect(new Set(server.heard.slice(0, 4).map(({ context }) => context.event_id)).size, 'one event_id').to.equal(1);
  });

  it('has failed for good after the fourth try, and the next event is offered', async () => {
    const time = holdTime();
    recordConsole();
    const receipts = hearReceipts();
    const tracker = startTracker();
    const server = { ...partner('server', failing(4)), retry: true };
    tracker.register(server);
    tracker.track('One');
    tracker.track('Two');
    for (const wait of [0, 1_000, 5_000, 25_000]) await time.pass(wait);
    await settled(tracker);
    expect(statuses(tracker)).to.deep.equal(['failed 4', 'delivered 1']);
    expect(receipts.map(({ eventName, delivery }) => `${eventName} ${delivery.status} ${delivery.error}`)).to.deep.equal(['One failed TypeError', 'Two delivered undefined']);
  });

  it('is not offered again to one that does not say that it knows an event by its id', async () => {
    recordConsole();
    const tracker = startTracker();
    const pixel = partner('pixel', failing(1));
    tracker.register(pixel);
    tracker.track('One');
    tracker.track('Two');
    await settled(tracker);
    expect(pixel.names()).to.deep.equal(['One', 'Two']);
    expect(statuses(tracker)).to.deep.equal(['failed 1', 'delivered 1']);
  });

  it('is not offered again when it is what was offered that is at fault', async () => {
    recordConsole();
    const tracker = startTracker();
    const server = { ...partner('server', ({ name }) => name === 'One' && Promise.reject(new DOMException('refused', 'DataError'))), retry: true };
    tracker.register(server);
    tracker.track('One');
    tracker.track('Two');
    await settled(tracker);
    expect(server.names()).to.deep.equal(['One', 'Two']);
    expect(statuses(tracker)).to.deep.equal(['failed 1', 'delivered 1']);
  });

  it('has failed when its promise is open for longer than its own timeout', async () => {
    const time = holdTime();
    const { error } = recordConsole();
    const tracker = startTracker();
    tracker.register({ ...partner('hangs', () => new Promise(() => {})), timeout: 2_000 });
    tracker.track('One');
    await frames();
    await time.pass(1_999);
    expect(statuses(tracker)).to.deep.equal(['running 1']);
    await time.pass(1);
    expect(statuses(tracker)).to.deep.equal(['failed 1']);
    expect(error).to.deep.equal(['ecom-events: "hangs" failed on One TimeoutError: no answer']);
  });

  it('is one event after another for one that is offered again: the next waits for the answer', async () => {
    const tracker = startTracker();
    const answers: (() => void)[] = [];
    const server = { ...partner('server', () => new Promise<void>((resolve) => answers.push(resolve))), retry: true };
    tracker.register(server);
    tracker.track('One');
    tracker.track('Two');
    await frames();
    expect(statuses(tracker)).to.deep.equal(['running 1', 'waiting turn']);
    answers[0]!();
    await frames();
    expect(server.names()).to.deep.equal(['One', 'Two']);
  });

  it('is taken once when the first try succeeds while the second is open, whatever becomes of that', async () => {
    const time = holdTime();
    recordConsole();
    const receipts = hearReceipts();
    const tracker = startTracker();
    const tries: { resolve(): void; reject(error: Error): void }[] = [];
    const server = { ...partner('server', () => new Promise<void>((resolve, reject) => tries.push({ resolve, reject }))), retry: true, timeout: 2_000 };
    tracker.register(server);
    tracker.track('One');
    await frames();
    await time.pass(2_000);
    await time.pass(1_000);
    expect(tries).to.have.length(2);
    tries[0]!.resolve();
    await frames();
    tries[1]!.reject(new TypeError('late'));
    await frames();
    await time.pass(60_000);
    expect([tries.length, statuses(tracker), receipts.length]).to.deep.equal([2, ['delivered 2'], 1]);
  });

  it('is not offered a third time because the first try fails late, while the second is open', async () => {
    const time = holdTime();
    recordConsole();
    const tracker = startTracker();
    const tries: { resolve(): void; reject(error: Error): void }[] = [];
    const server = { ...partner('server', () => new Promise<void>((resolve, reject) => tries.push({ resolve, reject }))), retry: true, timeout: 6_000 };
    tracker.register(server);
    tracker.track('One');
    await frames();
    await time.pass(6_000);
    await time.pass(1_000);
    expect(tries).to.have.length(2);
    tries[0]!.reject(new TypeError('late'));
    await frames();
    await time.pass(5_000);
    expect([tries.length, statuses(tracker)]).to.deep.equal([2, ['running 2']]);
    tries[1]!.resolve();
    await frames();
    expect(statuses(tracker)).to.deep.equal(['delivered 2']);
  });

  it('waits for no answer on a page that is left: all is handed over', async () => {
    const tracker = startTracker();
    const server = { ...partner('server', () => new Promise(() => {})), retry: true };
    tracker.register(server);
    for (const name of ['One', 'Two', 'Three']) tracker.track(name);
    hidePage();
    expect(server.names()).to.deep.equal(['One', 'Two', 'Three']);
  });

  it('tells of each failure until it is spared, and then no more', async () => {
    const time = holdTime();
    const { error } = recordConsole();
    const tracker = startTracker();
    tracker.register(partner('broken', broken));
    for (let count = 0; count < 8; count++) tracker.track('One');
    await frames();
    await time.pass(30_000);
    expect(error).to.have.length(5);
  });
});

describe('the circuit of a destination', () => {
  it('opens after five failures in a row: its events wait, the others go on', async () => {
    holdTime();
    recordConsole();
    const tracker = startTracker();
    const [bad, good] = [partner('bad', broken), partner('good')];
    tracker.register(bad);
    tracker.register(good);
    for (let count = 0; count < 7; count++) tracker.track('One');
    await frames();
    expect(bad.names()).to.have.length(5);
    expect(good.names()).to.have.length(7);
    expect(tracker.receipts().map(({ deliveries }) => deliveries.find(({ destination }) => destination === 'bad')!.reason).slice(4)).to.deep.equal([undefined, 'circuit', 'circuit']);
  });

  it('closes when one event, offered after the pause, is taken: nothing that waited is lost, and all of it in order', async () => {
    const time = holdTime();
    recordConsole();
    const tracker = startTracker();
    const bad = partner('bad', failing(5));
    tracker.register(bad);
    for (let count = 0; count < 9; count++) tracker.track(`${count}`);
    await frames();
    await time.pass(29_999);
    expect(bad.names()).to.have.length(5);
    await time.pass(1);
    await settled(tracker);
    expect(bad.names()).to.deep.equal(['0', '1', '2', '3', '4', '5', '6', '7', '8']);
  });

  it('stays open twice as long each time that event fails too, up to ten minutes', async () => {
    const time = holdTime();
    recordConsole();
    const tracker = startTracker();
    const bad = partner('bad', broken);
    tracker.register(bad);
    for (let count = 0; count < 20; count++) tracker.track('One');
    await frames();
    let offered = 5;
    for (const seconds of [30, 60, 120, 240, 480, 600, 600]) {
      await time.pass(seconds * 1000 - 1);
      expect(bad.names(), `before ${seconds} s`).to.have.length(offered);
      await time.pass(1);
      expect(bad.names(), `after ${seconds} s`).to.have.length(++offered);
    }
  });

  it('waits for the answer to that one event before it closes', async () => {
    const time = holdTime();
    recordConsole();
    const tracker = startTracker();
    let answer = (): void => {};
    let failures = 5;
    const bad = partner('bad', () => (failures-- > 0 ? broken() : new Promise<void>((resolve) => (answer = resolve))));
    tracker.register(bad);
    for (let count = 0; count < 8; count++) tracker.track('One');
    await frames();
    await time.pass(30_000);
    expect(bad.names()).to.have.length(6);
    answer();
    await frames();
    expect(bad.names()).to.have.length(8);
  });

  it('is its own: consent that is withdrawn drops what waits for another try', async () => {
    const time = holdTime();
    recordConsole();
    const tracker = startTracker();
    const server = { ...partner('server', broken), retry: true, category: 'analytics' as const };
    tracker.register(server);
    tracker.track('One');
    await frames();
    tracker.consent.update('denied');
    expect(statuses(tracker)).to.deep.equal(['dropped consent 1']);
    await time.pass(60_000);
    expect(server.names()).to.have.length(1);
  });
});

describe('a receipt', () => {
  it('tells what a destination says that it sent, and what it did without', async () => {
    const tracker = startTracker();
    tracker.register(partner('vendor', () => ({ sent: [{ name: 'add_to_cart', params: { value: 1 } }], notes: ['no currency'], other: 1 })));
    tracker.track('One');
    await settled(tracker);
    const [delivery] = tracker.receipts()[0]!.deliveries;
    expect(delivery).to.deep.include({ sent: [{ name: 'add_to_cart', params: { value: 1 } }], notes: ['no currency'], status: 'delivered', attempts: 1 });
    expect(delivery).not.to.have.property('other');
  });

  it('is told on the document, without the payload, for each destination', async () => {
    const receipts = hearReceipts();
    const tracker = startTracker();
    tracker.consent.update({ marketing: 'denied' });
    tracker.register({ ...partner('stats'), category: 'analytics' });
    tracker.register(partner('ads'));
    tracker.track('One', { secret: 'a@b.sa' });
    await settled(tracker);
    const { event_id } = tracker.history[0]!.context;
    expect(receipts.map(({ eventName, eventId, delivery: { destination, status, reason } }) => [eventName, eventId, destination, status, reason])).to.deep.equal([
      ['One', event_id, 'stats', 'delivered', undefined],
      ['One', event_id, 'ads', 'dropped', 'consent'],
    ]);
    expect(JSON.stringify(receipts)).not.to.contain('a@b.sa');
  });
});

describe('an order', () => {
  const order = { order_id: '7', total: 5, currency: 'SAR', products: [] };

  it('that is reported twice, by whomever, counts once; both are told when it is delivered', async () => {
    const tracker = startTracker();
    const ads = partner('ads');
    const told: string[] = [];
    tracker.register(ads);
    tracker.track('Order Completed', order, { onDelivered: () => void told.push('first') });
    tracker.track('order.completed', { ...order, total: 6 }, { onDelivered: () => void told.push('second') });
    await settled(tracker);
    tracker.track('Order Completed', order, { onDelivered: () => void told.push('third') });
    await settled(tracker);
    expect(ads.heard.map(({ payload }) => payload.total)).to.deep.equal([5]);
    expect(tracker.receipts().map(({ status }) => status)).to.deep.equal(['accepted', 'duplicate', 'duplicate']);
    expect(told).to.deep.equal(['first', 'second', 'third']);
  });

  it('that breaks its schema stands in the way of none that is right', async () => {
    const tracker = startTracker();
    const ads = partner('ads');
    tracker.register(ads);
    tracker.track('Order Completed', { order_id: '7', total: 'much' });
    tracker.track('Order Completed', order);
    await settled(tracker);
    expect(ads.names()).to.deep.equal(['Order Completed']);
  });

  it('of another id is another order', async () => {
    const tracker = startTracker();
    const ads = partner('ads');
    tracker.register(ads);
    for (const order_id of ['7', '8']) tracker.track('Order Completed', { ...order, order_id });
    await settled(tracker);
    expect(ads.heard.map(({ payload }: Heard) => payload.order_id)).to.deep.equal(['7', '8']);
  });
});
