// What every store holds to, whichever database it is on. `open` makes an empty one, `reopen` opens the same again, as after a
// crash or a stop.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { maxDestinations } from '../../../dist/src/cloud/gateway/store/store.js';
import { deliveryId } from '../../../dist/src/cloud/gateway/store/delivery-id.js';

const hour = 3_600_000;
let ids = 0;

/** An entry of an accepted event. */
export const accepted = (more = {}) => {
  const eventId = more.eventId ?? `e${++ids}`;
  return {
    event: {
      merchant: 'm1', eventId, name: 'product.viewed', type: 'track', source: 'browser', key: 'k1', receivedAt: 1000, occurredAt: 900,
      sessionId: 's1', payload: { product_id: '7' }, context: {}, deliveries: [{ function: 'f' }], ...more,
    },
  };
};

const rejected = (more = {}) => ({
  rejected: {
    merchant: 'm1', eventId: `r${++ids}`, name: 'product.viewed', type: 'track', source: 'browser', key: 'k1', receivedAt: 1000, payload: { price: 'x' },
    findings: [{ kind: 'rejected', event: 'Product Viewed', field: 'price', expected: 'a number', received: 'string (1)' }], ...more,
  },
});

const outcome = { kind: 'success', status: 200, logs: [{ level: 'log', text: 'hello', at: 1 }], requests: [], durationMs: 5 };
const attempt = (number = 1, at = 2000) => ({ number, at, outcome });
const claim = (store, more = {}) => store.claim({ function: 'f', limit: 10, owner: 'o1', now: 1000, until: 5000, ...more });
const ended = (claimed, state, more = {}) => ({ claimed, state, due: 2000, attempt: attempt(claimed.delivery.attempts + 1), ...more });
const idsOf = (claimed) => claimed.map(({ delivery }) => delivery.eventId);

export function conformance(name, { open, reopen }) {
  describe(`a store on ${name}`, () => {
    test('keeps what it answered to have, in one order of arrival', async (t) => {
      const store = await open(t);
      const entries = [accepted({ findings: [{ kind: 'missing', event: 'x', field: 'y', expected: 'z', received: 'nothing' }] }), accepted({ source: 'server', userId: 'u1' })];
      assert.deepEqual(await store.append(entries), ['accepted', 'accepted']);
      const again = await reopen(store);
      const events = await again.events({ after: 0 });
      assert.deepEqual(events.map(({ eventId }) => eventId), entries.map(({ event }) => event.eventId));
      const { deliveries: _, ...event } = entries[0].event;
      assert.deepEqual({ ...events[0], ...event }, events[0]);
      assert.equal((await again.event('m1', entries[1].event.eventId)).userId, 'u1');
      assert.equal(await again.event('m2', entries[1].event.eventId), undefined);
    });

    test('knows an event that comes twice, also in one request, and makes no second delivery', async (t) => {
      const store = await open(t);
      assert.deepEqual(await store.append([accepted({ eventId: 'x' }), accepted({ eventId: 'x' })]), ['accepted', 'duplicate']);
      assert.deepEqual(await store.append([accepted({ eventId: 'x' }), accepted({ eventId: 'x', merchant: 'm2' })]), ['duplicate', 'accepted']);
      assert.equal((await store.deliveries({})).length, 2);
    });

    test('what a page says under an id keeps nothing of a server out, and the other way round', async (t) => {
      const store = await open(t);
      const [page, server] = [accepted({ eventId: 'x', userId: 'p' }), accepted({ eventId: 'x', source: 'server', userId: 's' })];
      assert.deepEqual(await store.append([page, server]), ['accepted', 'accepted']);
      assert.deepEqual(await store.append([page, server]), ['duplicate', 'duplicate']);
      const refused = [rejected({ eventId: 'r' }), rejected({ eventId: 'r', source: 'server' })];
      await store.append(refused);
      assert.equal((await store.rejected({})).length, 2);
      assert.equal((await store.event('m1', 'x')).userId, 's');
      for (const [source, userId] of [['browser', 'p'], ['server', 's']]) assert.equal((await store.event('m1', 'x', source)).userId, userId);
      const ways = await store.way('m1', 'x');
      assert.equal(new Set(ways.map(({ delivery }) => delivery.id)).size, 2);
      assert.equal((await claim(store)).length, 2);
      await store.receive('m1', [{ eventId: 'x', destination: 'ga4', status: 'delivered' }], 1000);
      assert.equal((await store.receipts('m1', 'x')).length, 1);
      const { known, destinations } = await store.reconcile('product.viewed', 0, 2000);
      assert.deepEqual([known, destinations.map(({ delivered }) => delivered)], [1, [1]]);
    });

    test('requests that come together are stored together, each with its own answer', async (t) => {
      const store = await open(t);
      const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => store.append([accepted({ eventId: `g${index % 40}` })])));
      assert.equal(answers.flat().filter((status) => status === 'accepted').length, 40);
      assert.equal(answers.flat().filter((status) => status === 'duplicate').length, 10);
    });

    test('a request that cannot be stored fails alone', async (t) => {
      const store = await open(t);
      const poison = accepted({ name: null });
      const answers = await Promise.allSettled([store.append([accepted({ eventId: 'a' })]), store.append([accepted({ eventId: 'b' }), poison]), store.append([accepted({ eventId: 'c' })])]);
      assert.deepEqual(answers.map(({ status }) => status), ['fulfilled', 'rejected', 'fulfilled']);
      assert.deepEqual((await store.events({ after: 0 })).map(({ eventId }) => eventId), ['a', 'c'], 'nothing of the failed request is there');
    });

    test('signs that a database may not take spoil nothing, in ids of shoppers and in payloads', async (t) => {
      const store = await open(t);
      const odd = 'a\0b\ud800';
      assert.deepEqual(await store.append([accepted({ eventId: 'x', userId: odd, sessionId: odd, payload: { text: odd }, deliveries: [{ function: 'f', lane: odd }] }), rejected({ name: odd })]), ['accepted', 'rejected']);
      const [claimed] = await claim(store);
      assert.deepEqual(claimed.event.payload, { text: odd });
      assert.equal(await store.finish(ended(claimed, 'dead', { reason: odd })), true);
      assert.equal(await store.event('m1', odd), undefined);
      assert.deepEqual(await store.events({ name: odd }), []);
      assert.equal((await store.erase('m1', odd)).events, 1);
    });

    test('what is rejected is kept with its reasons, once', async (t) => {
      const store = await open(t);
      const entry = rejected();
      assert.deepEqual(await store.append([entry, accepted()]), ['rejected', 'accepted']);
      assert.deepEqual(await store.append([entry]), ['rejected']);
      const kept = await store.rejected({});
      assert.equal(kept.length, 1);
      assert.deepEqual(kept[0].findings, entry.rejected.findings);
      assert.deepEqual(kept[0].payload, { price: 'x' });
    });

    test('a delivery is leased to one owner only, with all a call needs', async (t) => {
      const store = await open(t);
      await store.append([accepted({ eventId: 'x', source: 'server' })]);
      assert.deepEqual(await claim(store, { now: 999 }), [], 'not before it is due');
      const [claimed] = await claim(store);
      assert.deepEqual(await claim(store, { owner: 'o2' }), []);
      assert.deepEqual(claimed.event, { type: 'track', occurredAt: 900, receivedAt: 1000, source: 'server', payload: { product_id: '7' } });
      assert.equal(claimed.delivery.id, deliveryId('m1', 'server', 'x', 'f'));
      assert.equal(claimed.delivery.state, 'leased');
      assert.equal(claimed.delivery.attempts, 0);
    });

    test('the oldest due deliveries come first, and no more than asked for', async (t) => {
      const store = await open(t);
      await store.append([accepted({ eventId: 'b', receivedAt: 900 }), accepted({ eventId: 'a', receivedAt: 800 }), accepted({ eventId: 'c', receivedAt: 950 })]);
      assert.deepEqual(idsOf(await claim(store, { limit: 2 })), ['a', 'b']);
      assert.deepEqual(idsOf(await claim(store, { limit: 2 })), ['c']);
    });

    test('one event goes to each of its functions, which do not wait for each other', async (t) => {
      const store = await open(t);
      await store.append([accepted({ eventId: 'x', deliveries: [{ function: 'f' }, { function: 'g' }] })]);
      const [f] = await claim(store);
      const [g] = await claim(store, { function: 'g' });
      assert.notEqual(f.delivery.id, g.delivery.id);
      assert.equal(await store.finish(ended(g, 'succeeded')), true);
      assert.deepEqual((await store.way('m1', 'x')).map(({ delivery }) => [delivery.function, delivery.state]), [['f', 'leased'], ['g', 'succeeded']]);
    });

    test('an outcome is kept with its logs; a final delivery is never leased again', async (t) => {
      const store = await open(t);
      await store.append([accepted({ eventId: 'x' })]);
      const [claimed] = await claim(store);
      assert.equal(await store.finish(ended(claimed, 'succeeded')), true);
      const [{ delivery, attempts }] = await store.way('m1', 'x');
      assert.equal(delivery.attempts, 1);
      assert.deepEqual(attempts, [{ number: 1, at: 2000, outcome }]);
      assert.deepEqual(await claim(store, { now: 10 ** 12 }), []);
    });

    test('a failed one waits until its time, with its attempts counted', async (t) => {
      const store = await open(t);
      await store.append([accepted()]);
      const [first] = await claim(store);
      await store.finish(ended(first, 'pending', { due: 7000, reason: 'down' }));
      assert.deepEqual(await claim(store, { now: 6999 }), []);
      const [second] = await claim(store, { now: 7000, until: 9000 });
      assert.equal(second.delivery.attempts, 1);
      assert.equal(second.delivery.reason, 'down');
      await store.finish(ended(second, 'pending', { due: 7100, attempt: undefined }));
      const [third] = await claim(store, { now: 7100, until: 9000 });
      assert.equal(third.delivery.attempts, 1, 'a call that cost no attempt');
    });

    test('the end of a lease that is no longer held changes nothing', async (t) => {
      const store = await open(t);
      await store.append([accepted({ eventId: 'x' })]);
      const [stale] = await claim(store);
      assert.equal(await store.release({ endedBefore: 5000 }), 0, 'it still holds');
      assert.equal(await store.release({ endedBefore: 5001 }), 1);
      const [fresh] = await claim(store, { owner: 'o2', until: 8000 });
      assert.equal(await store.finish(ended(stale, 'dead')), false);
      assert.equal(await store.finish(ended(fresh, 'succeeded')), true);
      assert.equal(await store.finish(ended(fresh, 'dead')), false, 'once only');
      assert.equal((await store.way('m1', 'x'))[0].delivery.state, 'succeeded');
    });

    test('an owner that stops gives up its leases and no others', async (t) => {
      const store = await open(t);
      await store.append([accepted({ eventId: 'a' }), accepted({ eventId: 'b' })]);
      await claim(store, { limit: 1 });
      await claim(store, { owner: 'o2', limit: 1 });
      assert.equal(await store.release({ owner: 'o1' }), 1);
      assert.deepEqual(idsOf(await claim(store, { owner: 'o3' })), ['a']);
    });

    test('in a lane, the next one waits until the one before is final', async (t) => {
      const store = await open(t);
      const lane = (eventId, name) => accepted({ eventId, deliveries: [{ function: 'f', lane: name }] });
      await store.append([lane('a1', 'A'), lane('a2', 'A'), lane('b1', 'B'), accepted({ eventId: 'free' })]);
      const first = await claim(store);
      assert.deepEqual(idsOf(first), ['a1', 'b1', 'free']);
      await store.finish(ended(first[0], 'pending', { due: 3000 }));
      assert.deepEqual(await claim(store), [], 'the one before is to be tried again');
      const [again] = await claim(store, { now: 3000 });
      assert.equal(again.delivery.eventId, 'a1');
      await store.finish(ended(again, 'dead'));
      assert.deepEqual(idsOf(await claim(store)), ['a2']);
    });

    test('a paused function is not called, also after a restart; resumed, it gets what came meanwhile', async (t) => {
      let store = await open(t);
      await store.pause('f', 'by hand', 1);
      await store.append([accepted({ deliveries: [{ function: 'f' }, { function: 'g' }] })]);
      assert.deepEqual(await claim(store), []);
      assert.equal((await claim(store, { function: 'g' })).length, 1);
      store = await reopen(store);
      const [state] = await store.functions();
      assert.equal(state.paused, true);
      assert.equal(state.reason, 'by hand');
      await store.resume('f');
      assert.equal((await claim(store)).length, 1);
    });

    test('dead letters are called again with the same id and a schedule that starts anew', async (t) => {
      const store = await open(t);
      await store.append([accepted({ eventId: 'a' }), accepted({ eventId: 'b' }), accepted({ eventId: 'c', deliveries: [{ function: 'g' }] })]);
      for (const name of ['f', 'g']) for (const claimed of await claim(store, { function: name })) await store.finish(ended(claimed, 'dead', { reason: 'failed' }));
      const dead = await store.deliveries({ state: 'dead' });
      assert.deepEqual(dead.map(({ eventId, reason }) => [eventId, reason]), [['c', 'failed'], ['b', 'failed'], ['a', 'failed']]);
      assert.equal(await store.replay({ delivery: dead[2] }, 4000), 1);
      assert.equal(await store.replay({ function: 'f' }, 4000), 1);
      assert.equal(await store.replay({}, 4000), 1);
      assert.equal(await store.replay({ delivery: dead[2] }, 4000), 0, 'it is dead no longer');
      const [claimed] = await claim(store, { now: 4000, limit: 1 });
      assert.equal(claimed.delivery.id, dead[2].id);
      assert.equal(claimed.delivery.attempts, 1);
      assert.equal(claimed.attemptsBefore, 1);
    });

    test('dead letters can be purged, and their events stay', async (t) => {
      const store = await open(t);
      await store.append([accepted({ eventId: 'a' }), accepted({ eventId: 'b', deliveries: [{ function: 'g' }] })]);
      for (const name of ['f', 'g']) for (const claimed of await claim(store, { function: name })) await store.finish(ended(claimed, 'dead'));
      assert.equal(await store.purge({ function: 'f' }), 1);
      assert.deepEqual((await store.deliveries({ state: 'dead' })).map(({ eventId }) => eventId), ['b']);
      assert.equal(await store.purge({}), 1);
      assert.equal((await store.events({})).length, 2);
    });

    test('counts what waits by function', async (t) => {
      const store = await open(t);
      await store.append([accepted({ receivedAt: 500 }), accepted(), accepted(), accepted({ deliveries: [{ function: 'g' }] })]);
      const [one, two] = await claim(store, { limit: 2 });
      await store.finish(ended(one, 'dead'));
      await store.finish(ended(two, 'succeeded'));
      await claim(store, { function: 'g' });
      assert.deepEqual(await store.functions(), [
        { function: 'f', paused: false, counts: { pending: 1, leased: 0, dead: 1 }, oldestDue: 1000 },
        { function: 'g', paused: false, counts: { pending: 0, leased: 1, dead: 0 } },
      ]);
    });

    test('pages through events and deliveries, newest first or on from a place', async (t) => {
      const store = await open(t);
      await store.append(Array.from({ length: 5 }, (_, index) => accepted({ eventId: `p${index}`, name: index % 2 ? 'odd' : 'even' })));
      const eventIds = async (filter) => (await store.events(filter)).map(({ eventId }) => eventId);
      const [{ seq }] = await store.events({ limit: 1 });
      assert.deepEqual(await eventIds({ limit: 2 }), ['p4', 'p3']);
      assert.deepEqual(await eventIds({ limit: 2, before: seq - 1 }), ['p2', 'p1']);
      assert.deepEqual(await eventIds({ after: seq - 2 }), ['p3', 'p4']);
      assert.deepEqual(await eventIds({ name: 'odd' }), ['p3', 'p1']);
      assert.deepEqual((await store.deliveries({ function: 'f', limit: 2, before: seq })).map(({ eventId }) => eventId), ['p3', 'p2']);
      assert.deepEqual(await store.deliveries({ function: 'none' }), []);
    });

    test('finds what is rare in a long log, and sums all of it', async (t) => {
      const store = await open(t);
      const rare = (eventId) => [
        accepted({ eventId, name: 'order.completed', userId: 'u1', sessionId: 'rare', deliveries: [{ function: 'g' }] }),
        rejected({ eventId: `refused-${eventId}`, name: 'order.completed', userId: 'u1' }),
      ];
      const many = () => Array.from({ length: 6000 }, (_, index) => [accepted({ sessionId: `s${index % 50}` }), rejected()]).flat();
      for (const part of [rare('a'), many(), rare('b'), many(), rare('c')]) await store.append(part);
      const idsIn = (found) => found.map(({ eventId }) => eventId);
      const [{ seq }] = await store.events({ shopper: 'rare', limit: 1 });
      for (const filter of [{ name: 'order.completed' }, { shopper: 'u1' }]) {
        assert.deepEqual(idsIn(await store.events(filter)), ['c', 'b', 'a']);
        assert.deepEqual(idsIn(await store.events({ ...filter, limit: 2 })), ['c', 'b']);
        assert.deepEqual(idsIn(await store.events({ ...filter, before: seq })), ['b', 'a']);
        assert.deepEqual(idsIn(await store.events({ ...filter, after: 0 })), ['a', 'b', 'c']);
        assert.deepEqual(idsIn(await store.events({ ...filter, after: 0, before: seq, limit: 1 })), ['a']);
        assert.deepEqual(idsIn(await store.rejected(filter)), ['refused-c', 'refused-b', 'refused-a']);
        assert.deepEqual(idsIn(await store.rejected({ ...filter, after: 0 })), ['refused-a', 'refused-b', 'refused-c']);
        assert.deepEqual(idsIn(await store.list(filter)), ['c', 'b', 'a']);
        assert.deepEqual(idsIn(await store.list({ ...filter, before: seq, limit: 1 })), ['b']);
      }
      for (const claimed of await claim(store, { function: 'g' })) await store.finish(ended(claimed, claimed.delivery.eventId === 'b' ? 'dead' : 'succeeded'));
      assert.deepEqual(idsIn(await store.deliveries({ function: 'g' })), ['c', 'b', 'a']);
      assert.deepEqual(idsIn(await store.deliveries({ function: 'g', before: seq })), ['b', 'a']);
      assert.deepEqual(idsIn(await store.deliveries({ state: 'succeeded' })), ['c', 'a']);
      assert.deepEqual(idsIn(await store.deliveries({ state: 'dead' })), ['b']);
      assert.deepEqual(idsIn(await store.deliveries({ state: 'dead', before: seq })), ['b']);
      assert.deepEqual(idsIn(await store.deliveries({ state: 'dead', function: 'g', before: 2 })), []);
      assert.deepEqual(idsIn(await store.list({ status: 'dead' })), ['b']);
      assert.deepEqual((await store.counts(1000, 1001)).sort((one, other) => one.events - other.events), [
        { name: 'order.completed', events: 3, sessions: 1, browser: 3, server: 0, withheld: 0 },
        { name: 'product.viewed', events: 12_000, sessions: 50, browser: 12_000, server: 0, withheld: 0 },
      ]);
      assert.deepEqual(await store.funnel(['product.viewed'], 1000, 1001), [{ name: 'product.viewed', sessions: 50 }]);
      assert.deepEqual(await store.counts(0, 1000), []);
    });

    test('sums a span of time by name, and a funnel by session', async (t) => {
      const store = await open(t);
      const at = (receivedAt, name, sessionId, more) => accepted({ receivedAt, name, sessionId, ...more });
      await store.append([
        at(1000, 'viewed', 's0'), at(2000, 'viewed', 's1'), at(2000, 'viewed', 's2'), at(2100, 'viewed', 's2'), at(2200, 'added', 's2', { source: 'server' }),
        at(2300, 'added', 's3'), at(2400, 'bought', 's2'), at(2500, 'viewed', undefined, { withheld: 'consent', deliveries: [] }), at(9000, 'viewed', 's9'),
      ]);
      const counts = await store.counts(2000, 9000);
      assert.deepEqual(counts.find(({ name }) => name === 'viewed'), { name: 'viewed', events: 4, sessions: 2, browser: 4, server: 0, withheld: 1 });
      assert.equal(counts.find(({ name }) => name === 'added').server, 1);
      assert.deepEqual(await store.funnel(['viewed', 'added', 'bought'], 2000, 9000), [{ name: 'viewed', sessions: 2 }, { name: 'added', sessions: 1 }, { name: 'bought', sessions: 1 }]);
      assert.deepEqual(await store.counts(10_000, 20_000), []);
    });

    test('sums a funnel by shopper too: the user where one is known, else the browser', async (t) => {
      const store = await open(t);
      const at = (name, sessionId, anonymousId, userId) => accepted({ receivedAt: 2000, name, sessionId, anonymousId, userId });
      await store.append([at('viewed', 's1', 'a1'), at('added', 's2', 'a1'), at('viewed', 's3', 'a2', 'u1'), at('added', 's4', 'a3', 'u1'), at('viewed', 's5')]);
      assert.deepEqual(await store.funnel(['viewed', 'added'], 2000, 9000, 'shopper'), [{ name: 'viewed', sessions: 2 }, { name: 'added', sessions: 2 }]);
      assert.deepEqual(await store.funnel(['viewed', 'added'], 2000, 9000, 'session'), [{ name: 'viewed', sessions: 3 }, { name: 'added', sessions: 0 }]);
    });

    test('lists events with what became of them and nothing of what they say', async (t) => {
      const store = await open(t);
      const two = [{ function: 'f' }, { function: 'g' }];
      const finding = { kind: 'missing', event: 'x', field: 'y', expected: 'z', received: 'nothing' };
      await store.append([
        accepted({ eventId: 'a', deliveries: two, userId: 'u1', anonymousId: 'b1', findings: [finding] }), accepted({ eventId: 'b', anonymousId: 'b1', name: 'product.added' }),
        accepted({ eventId: 'c', withheld: 'consent', payload: {}, deliveries: [], sessionId: undefined }), accepted({ eventId: 'd', deliveries: two, sessionId: 's2' }),
      ]);
      for (const name of ['f', 'g']) {
        for (const claimed of await claim(store, { function: name })) {
          if (claimed.delivery.eventId !== 'b') await store.finish(ended(claimed, claimed.delivery.eventId === 'a' || name === 'g' ? 'succeeded' : 'dead'));
        }
      }
      const listed = async (filter) => (await store.list(filter)).map(({ eventId }) => eventId);
      const [d, c, b, a] = await store.list({});
      assert.deepEqual(a, { seq: a.seq, eventId: 'a', name: 'product.viewed', type: 'track', source: 'browser', receivedAt: 1000, withheld: undefined, erased: false, findings: 1, deliveries: { pending: 0, leased: 0, succeeded: 2, dead: 0 } });
      assert.deepEqual([b.deliveries.leased, c.withheld, d.deliveries], [1, 'consent', { pending: 0, leased: 0, succeeded: 1, dead: 1 }]);
      assert.deepEqual(await listed({ limit: 2 }), ['d', 'c']);
      assert.deepEqual(await listed({ before: c.seq }), ['b', 'a']);
      assert.deepEqual(await listed({ name: 'product.added' }), ['b']);
      assert.deepEqual([await listed({ shopper: 'b1' }), await listed({ shopper: 'u1' }), await listed({ shopper: 's2' }), await listed({ shopper: 'x' })], [['b', 'a'], ['a'], ['d'], []]);
      for (const [status, ids] of [['waiting', ['b']], ['dead', ['d']], ['succeeded', ['a']], ['withheld', ['c']]]) assert.deepEqual(await listed({ status }), ids, status);
      assert.deepEqual(await listed({ status: 'dead', name: 'product.added' }), []);
    });

    test('finds what one shopper did, rejected or not', async (t) => {
      const store = await open(t);
      await store.append([accepted({ eventId: 'a', userId: 'u1' }), accepted({ eventId: 'b' }), rejected({ eventId: 'c', anonymousId: 'b1' }), rejected({ eventId: 'd' })]);
      assert.deepEqual((await store.events({ shopper: 'u1' })).map(({ eventId }) => eventId), ['a']);
      assert.deepEqual((await store.rejected({ shopper: 'b1' })).map(({ eventId }) => eventId), ['c']);
    });

    test('keeps what pages say of events that are there: the newest word, but delivered is delivered', async (t) => {
      const store = await open(t);
      await store.append([accepted({ eventId: 'x' })]);
      const say = (status, reason, more) => store.receive('m1', [{ eventId: 'x', destination: 'ga4', status, reason, ...more }], 3000);
      assert.equal(await say('failed', 'TimeoutError'), 1);
      assert.equal(await say('dropped', 'consent'), 1);
      assert.deepEqual(await store.receipts('m1', 'x'), [{ destination: 'ga4', status: 'dropped', reason: 'consent', at: 3000 }]);
      assert.equal(await say('delivered'), 1);
      assert.equal(await say('failed', 'NetworkError'), 0);
      assert.equal(await say('delivered', undefined, { eventId: 'nobody' }), 0);
      assert.equal(await say('delivered', undefined, { destination: 'a meta' }), 1);
      assert.deepEqual((await (await reopen(store)).receipts('m1', 'x')).map(({ destination, status }) => [destination, status]), [['a meta', 'delivered'], ['ga4', 'delivered']]);
    });

    test('of one event only so many destinations are kept', async (t) => {
      const store = await open(t);
      await store.append([accepted({ eventId: 'x' })]);
      const many = Array.from({ length: maxDestinations + 5 }, (_, index) => ({ eventId: 'x', destination: `d${index}`, status: 'failed' }));
      assert.equal(await store.receive('m1', many, 3000), maxDestinations);
      assert.equal(await store.receive('m1', [{ ...many[0], status: 'delivered' }], 3000), 1, 'those that are there still change');
    });

    test('what pages say goes with its event: forgotten with the shopper, removed with what is too old', async (t) => {
      const store = await open(t);
      await store.append([accepted({ eventId: 'x', userId: 'u1' }), accepted({ eventId: 'y', deliveries: [] })]);
      const say = () => store.receive('m1', ['x', 'y'].map((eventId) => ({ eventId, destination: 'ga4', status: 'delivered' })), 3000);
      assert.equal(await say(), 2);
      await store.erase('m1', 'u1');
      assert.deepEqual(await store.receipts('m1', 'x'), []);
      assert.equal(await say(), 0, 'nothing more is kept of it');
      await store.expire(hour, ['f', 'g']);
      await store.append([accepted({ eventId: 'y', receivedAt: hour })]);
      assert.deepEqual(await store.receipts('m1', 'y'), []);
    });

    test('holds orders against what destinations of the page got, whoever told of them', async (t) => {
      const store = await open(t);
      const order = (eventId, order_id, more) => accepted({ eventId, name: 'order.completed', receivedAt: 2000, payload: { order_id }, ...more });
      const server = { source: 'server' };
      await store.append([
        order('p1', '1'), order('v1', '1', server), order('p2', 2), order('p3', '3'), order('p4', '4'), order('v5', '5', server), order('p6', '6', { receivedAt: 9000 }),
        accepted({ eventId: 'other', receivedAt: 2000 }),
      ]);
      const say = (eventId, destination, status, reason) => ({ eventId, destination, status, reason });
      await store.receive('m1', [
        say('p1', 'ga4', 'delivered'), say('p2', 'ga4', 'dropped', 'consent'), say('p3', 'ga4', 'failed', 'NotFoundError'), say('p4', 'ga4', 'failed', 'TypeError'),
        say('p1', 'meta', 'dropped', 'duplicate'), say('p2', 'meta', 'failed', 'TimeoutError'), say('p6', 'tiktok', 'delivered'), say('other', 'tiktok', 'delivered'),
      ], 3000);
      const { known, fromPages, destinations } = await store.reconcile('order.completed', 2000, 9000);
      assert.deepEqual([known, fromPages], [5, 4]);
      assert.deepEqual(destinations.map(({ destination, delivered }) => [destination, delivered]), [['ga4', 1], ['meta', 1]]);
      const reasons = ({ missed }) => Object.fromEntries(missed.map(({ reason, count, eventIds }) => [reason, [count, ...eventIds]]));
      assert.deepEqual(reasons(destinations[0]), { consent: [1, 'p2'], blocked: [1, 'p3'], failed: [1, 'p4'], silent: [1, 'v5'] });
      assert.deepEqual(reasons(destinations[1]), { timeout: [1, 'p2'], silent: [3, 'p3', 'p4', 'v5'] });
      assert.deepEqual(await store.reconcile('order.completed', 10_000, 20_000), { known: 0, fromPages: 0, destinations: [] });
    });

    test('what is withheld keeps nothing but that it was', async (t) => {
      const store = await open(t);
      await store.append([accepted({ eventId: 'w', withheld: 'consent', payload: {}, sessionId: undefined, deliveries: [] })]);
      const event = await store.event('m1', 'w');
      assert.equal(event.withheld, 'consent');
      assert.deepEqual(await store.append([accepted({ eventId: 'w' })]), ['duplicate']);
    });

    test('forgets a shopper with the browsers it was seen in, and nobody else', async (t) => {
      const store = await open(t);
      await store.append([
        accepted({ eventId: 'before', anonymousId: 'a1' }), accepted({ eventId: 'known', anonymousId: 'a1', userId: 'u1' }), accepted({ eventId: 'other', anonymousId: 'a2', userId: 'u2' }),
        accepted({ eventId: 'else', merchant: 'm2', userId: 'u1' }), rejected({ anonymousId: 'a1' }), rejected({ anonymousId: 'a2' }),
      ]);
      const [claimed] = await claim(store, { limit: 1 });
      assert.deepEqual(await store.erase('m1', 'u1'), { events: 2, rejected: 1 });
      const event = await store.event('m1', 'known');
      assert.deepEqual([event.erased, event.payload, event.userId, event.anonymousId, event.sessionId], [true, {}, undefined, undefined, undefined]);
      assert.deepEqual(await store.way('m1', 'before'), []);
      assert.equal(await store.finish(ended(claimed, 'succeeded')), false, 'a call under way leaves nothing behind');
      assert.deepEqual((await store.event('m1', 'other')).payload, { product_id: '7' });
      assert.equal((await store.event('m2', 'else')).userId, 'u1');
      assert.deepEqual(await store.append([accepted({ eventId: 'known' })]), ['duplicate'], 'it does not come back');
    });

    test('removes what is too old and final; what still waits stays', async (t) => {
      const store = await open(t);
      await store.append([accepted({ eventId: 'done' }), accepted({ eventId: 'dead' }), accepted({ eventId: 'waits' }), accepted({ eventId: 'gone', deliveries: [{ function: 'gone' }] }), accepted({ eventId: 'new', receivedAt: hour }), rejected(), rejected({ receivedAt: hour })]);
      const [done, dead] = await claim(store, { limit: 2 });
      await store.finish(ended(done, 'succeeded'));
      await store.finish(ended(dead, 'dead'));
      assert.equal(await store.expire(hour, ['f', 'gone']), 3);
      assert.deepEqual((await store.events({ after: 0 })).map(({ eventId }) => eventId), ['waits', 'gone', 'new']);
      assert.equal(await store.expire(hour, ['f']), 1, 'nobody is there any more to take it');
      assert.deepEqual((await store.events({ after: 0 })).map(({ eventId }) => eventId), ['waits', 'new']);
      assert.equal((await store.rejected({})).length, 1);
      assert.equal((await store.deliveries({})).length, 2);
    });

    test('the order of arrival never goes back, also when all that was there is removed', async (t) => {
      const store = await open(t);
      await store.append([accepted({ deliveries: [] })]);
      const [{ seq }] = await store.events({});
      await store.expire(hour, ['f', 'g']);
      await store.append([accepted({ receivedAt: hour, deliveries: [] })]);
      assert.ok((await store.events({ after: seq })).length === 1);
    });

    test('a repeated outcome after a crash carries on where the store is', async (t) => {
      const store = await open(t);
      await store.append([accepted({ eventId: 'x' })]);
      const [{ delivery }] = await claim(store, { until: 1 });
      const again = await reopen(store);
      await again.release({ endedBefore: 2 });
      const [claimed] = await claim(again, { owner: 'o2' });
      assert.equal(claimed.delivery.id, delivery.id);
      assert.equal(claimed.delivery.attempts, 0);
    });

    test('says when it is ready', async (t) => {
      const store = await open(t);
      await store.ready();
    });
  });
}
