import { expect } from '@open-wc/testing';
import { outbox } from '../../src/cloud/outbox/index.js';
import type { Delivery } from '../../src/tracker/receipt.js';
import { hidePage, later, recordConsole, replace, setClock, settled, startTracker } from '../tracker/harness.js';
import { all, contextOf, fails, newName, noNetwork, openGateway, openOutbox, overhearOutbox, put, settle, silent, type Gateway } from './outbox-page.js';

/** Answers for some ids and says nothing of the others. */
const only =
  (...answered: string[]) =>
  ({ ids }: { ids: string[] }): Response =>
    new Response(JSON.stringify({ results: ids.filter((id) => answered.includes(id)).map((event_id) => ({ event_id, status: 'accepted' })) }));

const finding = { kind: 'rejected', event: 'Product Viewed', field: 'price', expected: 'a number', received: 'string (4)' };

describe('the outbox', () => {
  it('posts what happened in one turn as one request, with the key, original ids and times, and its own time', async () => {
    const gateway = openGateway();
    const box = openOutbox();
    const before = Date.now();
    await Promise.all([box.track('Product Viewed', { product_id: '7' }, contextOf('a')), box.page({ name: 'Home' }, contextOf('b'))]);
    const { url, init, events, sentAt } = await gateway.request(1);
    expect([url, init.method, init.headers]).to.deep.equal([`${location.origin}/v1/events?writeKey=key-1`, 'POST', undefined]);
    expect([init.keepalive, init.credentials]).to.deep.equal([true, 'omit']);
    expect(events).to.deep.equal([
      { type: 'track', event: 'Product Viewed', payload: { product_id: '7' }, context: contextOf('a') },
      { type: 'page', event: 'page', payload: { name: 'Home' }, context: contextOf('b') },
    ]);
    expect(Date.parse(sentAt)).to.be.within(before, Date.now());
  });

  it('has stored an event when its delivery is done, before anything is sent', async () => {
    openGateway(silent);
    const box = openOutbox({ delay: 60_000 });
    await put(box, ['a', 'b']);
    const { waiting, bytes, lasts } = await box.state();
    expect([waiting, lasts]).to.deep.equal([2, true]);
    expect(bytes).to.be.above(2 * JSON.stringify(contextOf('a')).length);
  });

  it('sends what an earlier page has left, in the old order, as soon as this one is there', async () => {
    const gateway = openGateway(noNetwork);
    const name = newName();
    const earlier = openOutbox({ name, delay: 60_000 });
    await put(earlier, ['a', 'b']);
    await put(earlier, ['c']);
    earlier.close();
    gateway.answer = all('accepted');
    const heard = overhearOutbox(name);
    openOutbox({ name });
    await heard.count(3);
    expect(gateway.ids()).to.deep.equal(['a', 'b', 'c']);
  });

  describe('tells the gateway what became of events at the other destinations', () => {
    const tell = (eventId: string, delivery: Partial<Delivery>): void =>
      void document.dispatchEvent(new CustomEvent('ecom-receipt', { detail: { eventName: 'Product Viewed', eventId, delivery }, bubbles: true }));
    /** What the reports hold, and what else came. */
    const told = ({ requests }: Gateway): unknown[] => requests.flatMap(({ events }) => events.flatMap((event) => (event as { receipts?: unknown[] }).receipts ?? []));

    it('by id, destination, status and reason, and nothing of the payload', async () => {
      const gateway = openGateway();
      const tracker = startTracker();
      const box = openOutbox();
      const heard = overhearOutbox(box.name);
      recordConsole();
      tracker.register({ name: 'ga4', track: () => ({ sent: [{ name: 'view_item', params: { secret: 'x' } }] }) });
      tracker.register({ name: 'meta', track: () => Promise.reject(new TypeError('noura@shop.example')) });
      tracker.register(box);
      tracker.track('Product Viewed', { product_id: '1', name: 'Mug', price: 5, currency: 'SAR' }, { eventId: 'a' });
      const report = await gateway.request(2);
      expect(gateway.requests[0]!.ids).to.deep.equal(['a']);
      expect(report.events.length).to.equal(1);
      const { context, ...rest } = report.events[0]!;
      expect(Object.keys(context)).to.deep.equal(['event_id']);
      expect(rest).to.deep.equal({ type: 'receipts', receipts: [['a', 'ga4', 'delivered', null], ['a', 'meta', 'failed', 'TypeError']] });
      expect(await settle(box)).to.equal(0);
      expect(heard.say()).to.deep.equal(['a accepted']);
    });

    it('at once when the page is left, with what is left', async () => {
      const gateway = openGateway();
      openOutbox({ delay: 60_000 });
      tell('a', { destination: 'ga4', status: 'dropped', reason: 'consent' });
      hidePage('pagehide');
      tell('b', { destination: 'ga4', status: 'delivered' });
      while (told(gateway).length < 2) await gateway.request(gateway.requests.length + 1);
      expect(told(gateway)).to.deep.equal([['a', 'ga4', 'dropped', 'consent'], ['b', 'ga4', 'delivered', null]]);
    });

    it('in reports that no gateway finds too large', async () => {
      const gateway = openGateway();
      openOutbox({ delay: 60_000 });
      for (let index = 0; index < 250; index++) tell(`${index}`, { destination: 'ga4', status: 'delivered' });
      hidePage('pagehide');
      await gateway.request(1);
      const sizes = gateway.requests.flatMap(({ events }) => events.map((event) => (event as unknown as { receipts: unknown[] }).receipts.length));
      expect(sizes).to.deep.equal([100, 100, 50]);
    });

    it('from the queue, so that they outlive a network that is away, and a page', async () => {
      const gateway = openGateway(noNetwork);
      const name = newName();
      const earlier = openOutbox({ name, delay: 60_000 });
      tell('a', { destination: 'ga4', status: 'delivered' });
      hidePage('pagehide');
      await gateway.request(1);
      earlier.close();
      gateway.answer = all('accepted');
      openOutbox({ name });
      await gateway.request(2);
      expect(told(gateway).at(-1)).to.deep.equal(['a', 'ga4', 'delivered', null]);
    });

    it('and not where the shop does not want it, nor of itself', async () => {
      const gateway = openGateway();
      const box = openOutbox({ receipts: false });
      const other = openOutbox();
      tell('a', { destination: other.name, status: 'delivered' });
      hidePage('pagehide');
      await Promise.all([settle(box), settle(other)]);
      expect(told(gateway)).to.deep.equal([]);
    });

    it('without a word when the gateway knows no such thing, or the queue is full', async () => {
      openGateway(all('rejected'));
      const { warn, error } = recordConsole();
      const box = openOutbox({ maxEvents: 1 });
      const heard = overhearOutbox(box.name);
      for (let round = 0; round < 3; round++) {
        tell('a', { destination: 'ga4', status: 'delivered' });
        hidePage('pagehide');
      }
      await settle(box);
      expect(await settle(box)).to.equal(0);
      expect(heard.receipts).to.deep.equal([]);
      expect([warn, error]).to.deep.equal([[], []]);
    });
  });

  it('is a destination of the tracker: each event once, taken when it is stored', async () => {
    const gateway = openGateway();
    const tracker = startTracker();
    const box = openOutbox();
    const heard = overhearOutbox(box.name);
    tracker.track('Product Viewed', { product_id: '1', name: 'Mug', price: 5, currency: 'SAR' });
    tracker.register(box);
    tracker.page({ name: 'Home' });
    await settled(tracker);
    await heard.count(2);
    const { deliveries, context } = tracker.receipts()[0]!;
    expect(deliveries.map(({ destination, status }) => [destination, status])).to.deep.equal([[box.name, 'delivered']]);
    expect(gateway.ids()).to.deep.equal(tracker.receipts().map((receipt) => receipt.context.event_id));
    expect(gateway.requests[0]!.events[0]!.context).to.deep.equal(context);
  });

  it('keeps back what is personal unless the shop wants it sent', async () => {
    const gateway = openGateway();
    for (const personalData of [false, true]) {
      const box = openOutbox({ personalData });
      await put(box, ['a'], 'Signed Up', { method: 'form', email: 'sara@example.com' });
      await settle(box);
    }
    expect(gateway.requests.map(({ events }) => events[0]!.payload)).to.deep.equal([{ method: 'form' }, { method: 'form', email: 'sara@example.com' }]);
  });

  for (const endpoint of ['http://shop.example/v1/events', 'https://', 'ftp://shop.example']) {
    it(`refuses the address ${endpoint}`, () => {
      expect(() => outbox({ endpoint })).to.throw(TypeError);
    });
  }

  it('takes a gateway on this machine', () => {
    for (const endpoint of ['http://localhost:8787/v1/events', 'http://127.0.0.1:1/', 'http://[::1]:1/']) expect(openOutbox({ endpoint }).name).to.be.a('string');
  });

  it('refuses an event that is too large for any gateway, with its size and nothing else', async () => {
    const box = openOutbox();
    const error = await put(box, ['a'], 'Product Viewed', { name: 'x'.repeat(200_000) }).catch((reason: Error) => reason);
    expect(String(error)).to.match(/^RangeError: an event of 200\d{3} bytes is too large$/);
  });
});

describe('what the gateway answers', () => {
  it('removes what was accepted or is there already', async () => {
    const gateway = openGateway(all('duplicate'));
    const box = openOutbox();
    const heard = overhearOutbox(box.name);
    await put(box, ['a']);
    expect(await settle(box)).to.equal(0);
    gateway.answer = all('accepted');
    await put(box, ['b']);
    expect(await settle(box)).to.equal(0);
    expect(heard.say()).to.deep.equal(['a duplicate', 'b accepted']);
    expect(box.receipts()).to.deep.equal(heard.receipts);
    expect(gateway.ids()).to.deep.equal(['a', 'b']);
  });

  it('keeps what was rejected aside with the findings, sends it no more, and says so once', async () => {
    const { warn } = recordConsole();
    const gateway = openGateway(all('rejected', { findings: [finding, 'nonsense', null] }));
    const name = newName();
    const box = openOutbox({ name });
    await put(box, ['a'], 'Product Viewed', { name: 'secret' });
    await settle(box);
    await put(box, ['b']);
    await settle(box);
    box.close();
    const { waiting, rejected } = await openOutbox({ name }).state();
    expect(waiting).to.equal(0);
    expect(rejected.map(({ eventId, event, status, findings }) => ({ eventId, event, status, findings }))).to.deep.equal(
      ['a', 'b'].map((eventId) => ({ eventId, event: 'Product Viewed', status: 'rejected', findings: [finding] })),
    );
    expect(gateway.ids()).to.deep.equal(['a', 'b']);
    expect(warn).to.deep.equal([`ecom-events: ${name}: the gateway has rejected events; the event ecom-outbox says which, and why`]);
    expect(JSON.stringify(rejected)).not.to.contain('secret');
  });

  it('keeps the newest of many rejected', async () => {
    recordConsole();
    openGateway(all('rejected'));
    const box = openOutbox();
    await put(box, Array.from({ length: 120 }, (_, index) => `${index}`));
    await settle(box);
    const { rejected } = await box.state();
    expect([rejected.length, rejected[0]!.eventId, rejected.at(-1)!.eventId]).to.deep.equal([50, '70', '119']);
  });

  it('sends again what it was not answered for, and nothing else', async () => {
    const gateway = openGateway(only('a', 'c'));
    const box = openOutbox({ delay: 60_000 });
    await put(box, ['a', 'b', 'c']);
    await settle(box);
    gateway.answer = all('accepted');
    expect(await settle(box)).to.equal(0);
    expect(gateway.ids()).to.deep.equal(['a', 'b', 'c', 'b', 'b']);
  });

  const nonsense: Record<string, () => Response> = {
    'a page of a hotel': () => new Response('<h1>Welcome to our Wi-Fi</h1>'),
    'nothing': () => new Response(null, { status: 204 }),
    'a list': () => new Response('[]'),
    'results that are none': () => new Response('{"results":"all"}'),
    'results of others': () => new Response('{"results":[{"event_id":"x","status":"accepted"},null,7,{"event_id":7}]}'),
    'a status nobody knows': () => new Response('{"results":[{"event_id":"a","status":"maybe"}]}'),
  };
  for (const [what, answer] of Object.entries(nonsense)) {
    it(`is no answer when it is ${what}: the event waits`, async () => {
      const gateway = openGateway(answer);
      const box = openOutbox({ delay: 60_000 });
      await put(box, ['a']);
      expect(await settle(box)).to.equal(1);
      gateway.answer = all('accepted');
      expect(await settle(box)).to.equal(0);
    });
  }

  for (const [what, failure] of Object.entries({ 'the network fails': noNetwork, 'it answers 500': fails(500), 'it answers 502': fails(502), 'it answers 408': fails(408) })) {
    it(`tries again by itself when ${what}, with the same ids`, async () => {
      const gateway = openGateway(failure);
      const box = openOutbox();
      const heard = overhearOutbox(box.name);
      await put(box, ['a', 'b']);
      await gateway.request(1);
      gateway.answer = all('accepted');
      await heard.count(2);
      expect(gateway.ids()).to.deep.equal(['a', 'b', 'a', 'b']);
      expect(heard.say()).to.deep.equal(['a accepted', 'b accepted']);
    });
  }

  it('waits about twice as long after each failure, at least half a second and at most 15 minutes', async () => {
    const clock = setClock(Date.UTC(2026, 2, 1));
    openGateway(fails(500));
    const box = openOutbox({ delay: 60_000 });
    await put(box, ['a']);
    for (let failures = 0; failures < 12; failures++) {
      await settle(box);
      const { retryAt, failedWith } = await box.state();
      const longest = Math.min(1000 * 2 ** failures, 900_000);
      expect(retryAt! - clock.now, `after failure ${failures + 1}`).to.be.within(longest / 2, longest);
      expect(failedWith).to.equal(500);
    }
  });

  for (const status of [429, 503]) {
    it(`waits as long as ${status} asks by Retry-After, on the next page too, whoever is impatient`, async () => {
      const start = Date.UTC(2026, 2, 1);
      const clock = setClock(start);
      const gateway = openGateway(fails(status, { 'retry-after': '120' }));
      const name = newName();
      const first = openOutbox({ name, delay: 60_000 });
      await put(first, ['a']);
      await settle(first);
      expect((await first.state()).retryAt).to.equal(start + 120_000);
      first.close();
      gateway.answer = all('accepted');
      clock.now = start + 119_000;
      const next = openOutbox({ name, delay: 60_000 });
      await put(next, ['b']);
      window.dispatchEvent(new Event('online'));
      expect(await settle(next)).to.equal(2);
      hidePage();
      expect(gateway.requests).to.have.length(1);
      clock.now = start + 120_001;
      expect(await settle(next)).to.equal(0);
    });
  }

  it('reads Retry-After as a date, and no longer than a day', async () => {
    const clock = setClock(Date.UTC(2026, 2, 1));
    for (const [date, wait] of [[clock.now + 3_600_000, 3_600_000], [clock.now + 10 * 86_400_000, 86_400_000]] as const) {
      openGateway(fails(503, { 'retry-after': new Date(date).toUTCString() }));
      const box = openOutbox({ delay: 60_000 });
      await put(box, ['a']);
      await settle(box);
      expect((await box.state()).retryAt).to.equal(clock.now + wait);
    }
  });

  it('is waited for no longer than a day when the clock was set back', async () => {
    const clock = setClock(Date.UTC(2027, 2, 1));
    const gateway = openGateway(fails(503, { 'retry-after': '3600' }));
    const box = openOutbox({ delay: 60_000 });
    await put(box, ['a']);
    await settle(box);
    clock.now = Date.UTC(2026, 2, 1);
    gateway.answer = all('accepted');
    expect(await settle(box)).to.equal(0);
  });

  for (const status of [400, 413, 415, 422]) {
    it(`finds the one event that makes it answer ${status}, rejects that one, and gets the others through`, async () => {
      recordConsole();
      const bad = '13';
      const gateway = openGateway();
      gateway.answer = (request) => (request.ids.includes(bad) ? fails(status, {}, { findings: [finding] })(request) : all('accepted')(request));
      const box = openOutbox({ delay: 60_000 });
      const heard = overhearOutbox(box.name);
      const ids = Array.from({ length: 40 }, (_, index) => `${index}`);
      await put(box, ids);
      expect(await settle(box)).to.equal(0);
      expect(heard.say().filter((line) => !line.endsWith('accepted'))).to.deep.equal([`${bad} rejected`]);
      expect(heard.receipts.map(({ eventId }) => eventId).sort()).to.deep.equal([...ids].sort());
      expect((await box.state()).rejected[0]!.findings).to.deep.equal([finding]);
    });
  }

  it('says why it takes a request not at all: so the receipt says it', async () => {
    recordConsole();
    openGateway(fails(400, {}, { error: { code: 'shape', message: 'events: expected a list' } }));
    const box = openOutbox({ delay: 60_000 });
    await put(box, ['a']);
    expect(await settle(box)).to.equal(0);
    expect((await box.state()).rejected[0]!.findings).to.deep.equal([{ kind: 'rejected', event: '', field: '', expected: 'events: expected a list', received: 'status 400' }]);
  });

  it('is not believed when something between here and it refuses for it: events wait', async () => {
    const { warn } = recordConsole();
    const gateway = openGateway();
    const box = openOutbox({ delay: 60_000 });
    for (const status of [400, 405, 406, 413, 421, 422, 451]) {
      gateway.answer = fails(status, { 'content-type': 'text/html' }, '<h1>no</h1>');
      await put(box, [`a${status}`, `b${status}`]);
      await settle(box);
    }
    expect((await box.state()).waiting).to.equal(14);
    expect(warn).to.have.length(7);
    gateway.answer = all('accepted');
    expect(await settle(box)).to.equal(0);
  });

  for (const status of [401, 403, 404]) {
    it(`is the shop's to put right when it is ${status}: events wait, and a page with another key sends them`, async () => {
      const { warn } = recordConsole();
      const gateway = openGateway(fails(status));
      const name = newName();
      const box = openOutbox({ name, writeKey: 'old-key', delay: 60_000 });
      await put(box, ['a']);
      for (let time = 0; time < 2; time++) expect(await settle(box)).to.equal(1);
      box.close();
      expect(warn).to.deep.equal([`ecom-events: ${name}: the gateway answers ${status}, events wait: are endpoint and write-key right?`]);
      gateway.answer = all('accepted');
      const heard = overhearOutbox(name);
      openOutbox({ name, writeKey: 'new-key' });
      await heard.count(1);
      expect(gateway.requests.at(-1)!.url).to.match(/writeKey=new-key$/);
    });
  }
});

describe('requests', () => {
  it('are below 64 kB and outlive the page', async () => {
    const gateway = openGateway();
    const box = openOutbox({ delay: 60_000 });
    const ids = Array.from({ length: 30 }, (_, index) => `${index}`);
    // In Arabic, whose letters take two bytes each.
    await put(box, ids, 'Product Viewed', { name: 'ك'.repeat(3000) });
    expect(await settle(box)).to.equal(0);
    expect(gateway.ids()).to.deep.equal(ids);
    expect(gateway.requests.length).to.equal(4);
    for (const { init } of gateway.requests) {
      expect(init.keepalive).to.equal(true);
      expect(new TextEncoder().encode(String(init.body)).length).to.be.below(65_536);
    }
  });

  it('of one event that is larger are sent all the same, while the page is there', async () => {
    const gateway = openGateway();
    const box = openOutbox({ delay: 60_000 });
    await put(box, ['a'], 'Product Viewed', { name: 'x'.repeat(100_000) });
    await put(box, ['b']);
    expect(await settle(box)).to.equal(0);
    expect(gateway.requests.map(({ ids, init }) => [ids.join(), init.keepalive])).to.deep.equal([['a', false], ['b', true]]);
  });

  it('do without keepalive after one that nobody answered: others may have used up what the browser keeps for it', async () => {
    const gateway = openGateway(noNetwork);
    const box = openOutbox({ delay: 60_000 });
    await put(box, ['a']);
    await settle(box);
    await settle(box);
    gateway.answer = all('accepted');
    await settle(box);
    await put(box, ['b']);
    await settle(box);
    expect(gateway.requests.map(({ init }) => init.keepalive)).to.deep.equal([true, false, false, true]);
  });

  for (const event of ['visibilitychange', 'pagehide'] as const) {
    it(`leave at once on ${event}, with what has not been sent, once`, async () => {
      const gateway = openGateway(silent);
      const box = openOutbox({ delay: 60_000 });
      await put(box, ['a', 'b']);
      hidePage(event);
      expect(gateway.ids()).to.deep.equal(['a', 'b']);
      hidePage(event);
      expect(gateway.ids()).to.deep.equal(['a', 'b']);
    });
  }

  it('leave at once with an event that happens while the page is left', async () => {
    const gateway = openGateway();
    const box = openOutbox({ delay: 60_000 });
    await put(box, ['a']);
    await settle(box);
    addEventListener('pagehide', () => void put(box, ['last']), { once: true });
    hidePage('pagehide');
    expect((await gateway.request(2)).ids).to.deep.equal(['last']);
  });

  it('of a page that is left take what the browser still keeps for it', async () => {
    const gateway = openGateway(silent);
    const box = openOutbox({ delay: 60_000 });
    await put(box, ['a', 'b', 'c', 'd'], 'Product Viewed', { name: 'x'.repeat(17_000) });
    void box.flush();
    await gateway.request(1);
    hidePage();
    await put(box, ['e']);
    expect(gateway.requests.map(({ ids, init }) => [ids.join(), init.keepalive])).to.deep.equal([['a,b,c', true], ['e', true]]);
  });

  it('wait while the browser is offline, and go when it is back', async () => {
    const gateway = openGateway();
    let online = false;
    replace(navigator, 'onLine', { get: () => online });
    const box = openOutbox();
    await put(box, ['a']);
    hidePage();
    expect(await settle(box)).to.equal(1);
    expect(gateway.requests).to.deep.equal([]);
    online = true;
    window.dispatchEvent(new Event('online'));
    expect((await gateway.request(1)).ids).to.deep.equal(['a']);
  });

  it('that failed are tried again at once when the network is back', async () => {
    const gateway = openGateway(noNetwork);
    const box = openOutbox({ delay: 60_000 });
    await put(box, ['a']);
    for (let time = 0; time < 8; time++) await settle(box);
    gateway.answer = all('accepted');
    const heard = overhearOutbox(box.name);
    window.dispatchEvent(new Event('online'));
    await heard.count(1);
    expect((await box.state()).waiting).to.equal(0);
  });
});

describe('the queue', () => {
  it('when full lets the oldest go that is no order, and says so', async () => {
    const { warn } = recordConsole();
    openGateway(noNetwork);
    const box = openOutbox({ maxEvents: 3, delay: 60_000 });
    const heard = overhearOutbox(box.name);
    await put(box, ['order-1'], 'Order Completed');
    await put(box, ['a', 'b', 'c']);
    await put(box, ['order-2'], 'Order Refunded');
    expect(heard.say()).to.deep.equal(['a dropped full', 'b dropped full']);
    await put(box, ['order-3', 'order-4'], 'Order Completed');
    expect(heard.say().slice(2)).to.deep.equal(['c dropped full', 'order-1 dropped full']);
    expect((await box.state()).waiting).to.equal(3);
    expect(warn).to.deep.equal([`ecom-events: ${box.name}: the queue is full, the oldest events are dropped`]);
  });

  it('is full by bytes too', async () => {
    recordConsole();
    openGateway(noNetwork);
    const box = openOutbox({ maxBytes: 10_000, delay: 60_000 });
    const heard = overhearOutbox(box.name);
    for (const id of ['a', 'b', 'c']) await put(box, [id], 'Product Viewed', { name: 'x'.repeat(4000) });
    expect(heard.say()).to.deep.equal(['a dropped full']);
    expect((await box.state()).bytes).to.be.below(10_000);
  });

  it('gives up what has waited for a week, an order after a month, and says so', async () => {
    const { warn } = recordConsole();
    const start = Date.UTC(2026, 2, 1);
    const day = 86_400_000;
    const clock = setClock(start);
    const gateway = openGateway(noNetwork);
    const name = newName();
    const box = openOutbox({ name, delay: 60_000 });
    const heard = overhearOutbox(name);
    await put(box, ['a']);
    await put(box, ['order-1', 'order-2'], 'Order Completed');
    clock.now = start + 7 * day;
    expect(await settle(box)).to.equal(3);
    clock.now = start + 7 * day + 1;
    expect(await settle(box)).to.equal(2);
    expect(heard.say()).to.deep.equal(['a dropped expired']);
    clock.now = start + 30 * day;
    gateway.answer = only('order-1');
    await settle(box);
    clock.now++;
    expect(await settle(box)).to.equal(0);
    expect(heard.say()).to.deep.equal(['a dropped expired', 'order-1 accepted', 'order-2 dropped expired']);
    expect(warn).to.deep.equal([`ecom-events: ${name}: events that waited for too long are dropped`]);
  });

  it('begins anew when the shopper has cleared the site’s data', async () => {
    const gateway = openGateway(noNetwork);
    const name = newName();
    const box = openOutbox({ name, delay: 60_000 });
    await put(box, ['a']);
    await new Promise((resolve) => (indexedDB.deleteDatabase(`ecom-outbox ${name}`).onsuccess = resolve));
    gateway.answer = all('accepted');
    await put(box, ['b']);
    await settle(box);
    expect(gateway.ids()).to.deep.equal(['b']);
    expect((await box.state()).lasts).to.equal(true);
  });

  const shut: Record<string, () => void> = {
    'is not there': () => replace(window, 'indexedDB', { value: undefined }),
    'throws': () =>
      replace(window, 'indexedDB', {
        get: () => {
          throw new DOMException('no', 'SecurityError');
        },
      }),
    'fails to open': () =>
      replace(indexedDB, 'open', {
        value: () => {
          const request = {} as IDBOpenDBRequest;
          setTimeout(() => request.onerror!(new Event('error')));
          return request;
        },
      }),
    'has no room': () =>
      replace(IDBObjectStore.prototype, 'put', {
        value: () => {
          throw new DOMException('full', 'QuotaExceededError');
        },
      }),
  };
  for (const [how, shutIt] of Object.entries(shut)) {
    it(`is in memory where the browser’s database ${how}, and says so once`, async () => {
      const { warn } = recordConsole();
      const gateway = openGateway(noNetwork);
      const box = openOutbox({ delay: 60_000, maxEvents: 2 });
      shutIt();
      await put(box, ['a']);
      await put(box, ['b', 'c']);
      await settle(box);
      gateway.answer = all('rejected');
      expect(await settle(box)).to.equal(0);
      expect(gateway.ids()).to.deep.equal(['b', 'c', 'b', 'c']);
      const { lasts, rejected } = await box.state();
      expect([lasts, rejected.length]).to.deep.equal([false, 2]);
      expect(warn.filter((line) => line.includes('memory'))).to.have.length(1);
    });
  }

  it('is waited for by no event: what a browser is long in storing is sent before, once', async () => {
    const gateway = openGateway();
    const name = newName();
    const waiting = {} as IDBOpenDBRequest;
    const open = indexedDB.open.bind(indexedDB);
    replace(indexedDB, 'open', { value: () => waiting });
    const box = openOutbox({ name, delay: 60_000 });
    const stored = put(box, ['a']);
    expect((await gateway.request(1)).ids).to.deep.equal(['a']);
    const request = open(`ecom-outbox ${name}`);
    request.onupgradeneeded = () => request.result.createObjectStore('rows');
    request.onsuccess = (event) => {
      Object.assign(waiting, { result: request.result });
      waiting.onsuccess!(event);
    };
    await stored;
    expect(await settle(box)).to.equal(0);
    expect(gateway.ids()).to.deep.equal(['a']);
  });

  it('is not waited for either by a page that was left before the outbox was there', async () => {
    const gateway = openGateway();
    replace(document, 'hidden', { get: () => true });
    replace(indexedDB, 'open', { value: () => ({}) });
    const box = openOutbox({ delay: 60_000 });
    void put(box, ['a']);
    await Promise.resolve();
    expect(gateway.ids()).to.deep.equal(['a']);
    expect(gateway.requests[0]!.init.keepalive).to.equal(true);
  });

  it('is none in a hurry on a page that the browser makes in advance, which is hidden but not left', async () => {
    const gateway = openGateway();
    replace(document, 'hidden', { get: () => true });
    replace(document, 'prerendering', { get: () => true });
    const box = openOutbox({ delay: 60_000 });
    await put(box, ['a']);
    expect(gateway.ids()).to.deep.equal([]);
    expect(await settle(box)).to.equal(0);
    expect(gateway.ids()).to.deep.equal(['a']);
  });
});

describe('what the shopper agrees to', () => {
  /** A page with a gate; returns what changes what the shopper said. */
  function gate(said: string): (said: string) => void {
    const state: Record<string, string> = { necessary: 'granted', analytics: said };
    const had = Object.getOwnPropertyDescriptor(window, 'ecom');
    Object.defineProperty(window, 'ecom', { configurable: true, value: { consent: { state } } });
    later(() => (had ? Object.defineProperty(window, 'ecom', had) : Reflect.deleteProperty(window, 'ecom')));
    return (next) => (state.analytics = next);
  }

  /** Whether the browser holds a database for it. Firefox and WebKit tell, too. */
  const isStored = async (name: string): Promise<boolean> => (await indexedDB.databases()).some((database) => database.name === `ecom-outbox ${name}`);

  it('decides: while it is pending nothing is stored or sent, not even what an earlier page had left', async () => {
    const gateway = openGateway();
    const name = newName();
    const earlier = openOutbox({ name, delay: 60_000 });
    await put(earlier, ['a']);
    earlier.close();
    const say = gate('pending');
    const other = openOutbox();
    const box = openOutbox({ name });
    await box.consent(false, { analytics: 'pending' });
    await box.flush();
    await other.flush();
    expect(gateway.requests).to.deep.equal([]);
    expect(await isStored(other.name)).to.equal(false);
    say('granted');
    await box.consent(true, { analytics: 'granted' });
    expect((await gateway.request(1)).ids).to.deep.equal(['a']);
  });

  it('may be taken back: all that waits is deleted, in the database and in the other tabs', async () => {
    const gateway = openGateway(silent);
    const name = newName();
    const [box, other] = [openOutbox({ name, delay: 60_000 }), openOutbox({ name, delay: 60_000 })];
    await put(box, ['a']);
    await put(other, ['b']);
    const gone = new Promise((resolve) => new BroadcastChannel(`ecom-outbox ${name}`).addEventListener('message', resolve, { once: true }));
    await box.consent(false, { analytics: 'denied' });
    await gone;
    expect(await isStored(name)).to.equal(false);
    hidePage();
    expect(gateway.requests).to.deep.equal([]);
    expect((await other.state()).waiting).to.equal(0);
  });

  it('may have been taken back on a page without outbox: what waits is deleted by the next one that has it', async () => {
    const gateway = openGateway();
    const name = newName();
    const earlier = openOutbox({ name, delay: 60_000 });
    await put(earlier, ['a']);
    earlier.close();
    gate('denied');
    const box = openOutbox({ name });
    await box.flush();
    expect(await isStored(name)).to.equal(false);
    expect(gateway.requests).to.deep.equal([]);
  });

  it('counts for what is on its way: the answer to it leaves no trace', async () => {
    recordConsole();
    const gateway = openGateway();
    let answer = (): void => {};
    gateway.answer = (request) => new Promise((resolve) => (answer = () => resolve(all('rejected')(request) as Response)));
    const box = openOutbox({ delay: 60_000 });
    await put(box, ['a']);
    const flushed = box.flush();
    await gateway.request(1);
    await box.consent(false, { analytics: 'denied' });
    answer();
    await flushed;
    expect((await box.state()).rejected).to.deep.equal([]);
    expect(box.receipts()).to.deep.equal([]);
  });

  it('says of other destinations only what came while the shopper agreed', async () => {
    const gateway = openGateway();
    const box = openOutbox({ delay: 60_000 });
    const tell = (eventId: string): void =>
      void document.dispatchEvent(new CustomEvent('ecom-receipt', { detail: { eventName: 'page', eventId, delivery: { destination: 'ga4', status: 'delivered' } }, bubbles: true }));
    const decide = gate('pending');
    tell('a');
    decide('granted');
    tell('b');
    await box.consent(false, { analytics: 'denied' });
    tell('c');
    hidePage('pagehide');
    const { events } = await gateway.request(1);
    expect(events.map((event) => (event as unknown as { receipts: unknown[] }).receipts)).to.deep.equal([[['c', 'ga4', 'delivered', null]]]);
  });

  it('is asked in the category that the shop has chosen', async () => {
    const gateway = openGateway();
    gate('denied');
    const box = openOutbox({ category: 'necessary' });
    await put(box, ['a']);
    expect(await settle(box)).to.equal(0);
    expect(gateway.ids()).to.deep.equal(['a']);
    expect(box.category).to.equal('necessary');
  });
});

describe('several tabs', () => {
  for (const locks of [true, false]) {
    const how = locks ? '' : ', also where the browser has no locks';
    it(`send one at a time${how}`, async () => {
      if (!locks) replace(navigator, 'locks', { value: undefined });
      const gateway = openGateway();
      let open = 0;
      let most = 0;
      gateway.answer = async (request) => {
        most = Math.max(most, ++open);
        await new Promise((resolve) => setTimeout(resolve, 5));
        open--;
        return all('accepted')(request);
      };
      const name = newName();
      const tabs = [1, 2, 3, 4].map(() => openOutbox({ name }));
      const heard = overhearOutbox(name);
      const ids = tabs.flatMap((_, tab) => ['a', 'b', 'c'].map((id) => `${tab}${id}`));
      for (const id of ['a', 'b', 'c']) await Promise.all(tabs.map((tab, index) => put(tab, [`${index}${id}`])));
      await heard.count(ids.length);
      expect(most).to.equal(1);
      expect(gateway.ids().sort(), 'each event once').to.deep.equal(ids);
    });
  }

  it('send what one of them has stored and can send no more', async () => {
    const gateway = openGateway();
    const name = newName();
    const [closed, other] = [openOutbox({ name, delay: 60_000 }), openOutbox({ name, delay: 1 })];
    await put(closed, ['a']);
    closed.close();
    await put(other, ['b']);
    const heard = overhearOutbox(name);
    await heard.count(2);
    expect(gateway.ids().sort()).to.deep.equal(['a', 'b']);
  });

  it('know of one another what is settled: a tab that is left does not send it again', async () => {
    const gateway = openGateway();
    const name = newName();
    const [box, other] = [openOutbox({ name, delay: 60_000 }), openOutbox({ name, delay: 60_000 })];
    await put(other, ['a']);
    const told = new Promise<void>((resolve) =>
      new BroadcastChannel(`ecom-outbox ${name}`).addEventListener('message', ({ data }: MessageEvent<unknown[]>) => data.length && resolve()),
    );
    await box.flush();
    await told;
    hidePage();
    expect(gateway.ids()).to.deep.equal(['a']);
  });
});

describe('the console and what is reported', () => {
  it('hold nothing of a payload, whatever goes wrong', async () => {
    const lines = recordConsole();
    const gateway = openGateway();
    const box = openOutbox({ maxEvents: 2, delay: 60_000 });
    const payload = { name: 'secret mug', product_id: 'secret' };
    for (const answer of [noNetwork, fails(401), fails(400, {}, { error: { code: 'shape', message: 'events: expected a list' } }), all('rejected'), all('accepted')]) {
      gateway.answer = answer;
      await put(box, ['a', 'b', 'c'], 'Product Viewed', payload);
      await settle(box);
    }
    const said = JSON.stringify([lines, box.receipts(), await box.state()]);
    expect(lines.warn).to.have.length(3);
    expect(said).not.to.contain('secret');
  });
});
