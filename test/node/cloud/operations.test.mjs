// What operators see and do over HTTP, and how a gateway begins and ends.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, test } from 'node:test';
import { adminSecret, event, eventually, failure, fakeRunner, folder, start, success, viewed } from './gateway.mjs';

const once0 = [{ name: 'all', kind: 'local', events: ['*'], scheduleMs: [0] }];

test('one event’s whole way: received, judged, each call with answer and logs', async (t) => {
  const runner = fakeRunner(() => success({ data: { sent: true }, logs: [{ level: 'log', text: 'sent it', at: 1 }], requests: [{ method: 'POST', url: 'api.example/x', status: 200, durationMs: 3 }] }));
  const g = await start(t, { runner });
  await g.send(viewed({ price: '35' }, { event_id: 'ev-1' }));
  const seen = await eventually(async () => {
    const found = await g.admin('/events/ev-1');
    assert.equal(found.deliveries[0].delivery.state, 'succeeded');
    return found;
  });
  assert.equal(seen.event.name, 'product.viewed');
  assert.equal(seen.event.findings[0].kind, 'repaired');
  const [{ outcome, number }] = seen.deliveries[0].attempts;
  assert.deepEqual([number, outcome.data, outcome.logs[0].text, outcome.requests[0].url], [1, { sent: true }, 'sent it', 'api.example/x']);
  const { id } = seen.deliveries[0].delivery;
  assert.equal((await g.admin(`/deliveries/${encodeURIComponent(id)}`)).delivery.id, id);
});

test('lists events, rejected ones and deliveries, page by page', async (t) => {
  const g = await start(t);
  await g.send({ events: [viewed(), viewed(), event('Product Added', { product_id: '7' }), viewed({ price: 'x' })] });
  await eventually(async () => assert.equal((await g.admin('/deliveries?state=succeeded')).deliveries.length, 3));
  assert.equal((await g.admin('/events?name=product.added')).events.length, 1);
  const [last] = (await g.admin('/events?limit=1')).events;
  assert.equal((await g.admin(`/events?before=${last.seq}`)).events.length, 2);
  assert.equal((await g.admin('/rejected')).rejected[0].findings[0].field, 'price');
  assert.equal((await g.admin('/deliveries?function=none')).deliveries.length, 0);
  assert.match((await g.admin('/events?limit=many')).error.message, /^limit: /);
  assert.match((await g.admin('/deliveries?state=lost')).error.message, /^state: /);
  assert.equal((await g.admin('/events/none')).error.code, 'not_found');
  assert.equal((await g.admin('/deliveries/dlv_none')).error.code, 'not_found');
  assert.equal((await g.admin('/nothing')).error.code, 'not_found');
});

test('dead letters are listed, called again one by one or all, and purged', async (t) => {
  let broken = true;
  const g = await start(t, { specs: once0, runner: fakeRunner(() => (broken ? failure() : success())) });
  await g.send({ events: [viewed(), viewed(), viewed()] });
  const dead = await eventually(async () => {
    const { deliveries } = await g.admin('/dlq');
    assert.equal(deliveries.length, 3);
    return deliveries;
  });
  broken = false;
  assert.deepEqual(await g.admin(`/deliveries/${dead[0].id}/retry`, {}), { replayed: 1 });
  await eventually(async () => assert.equal((await g.admin('/dlq')).deliveries.length, 2));
  await eventually(async () => assert.equal((await g.admin('/deliveries?state=succeeded')).deliveries.length, 1));
  broken = true;
  assert.deepEqual(await g.admin('/dlq/replay', { function: 'all' }), { replayed: 2 });
  await eventually(async () => assert.equal((await g.admin('/dlq')).deliveries.length, 2));
  assert.deepEqual(await g.admin('/dlq/purge', { function: 'other' }), { purged: 0 });
  assert.deepEqual(await g.admin('/dlq/purge', {}), { purged: 2 });
});

test('a function is paused and resumed', async (t) => {
  const g = await start(t);
  assert.deepEqual(await g.admin('/functions/all/pause', {}), { paused: true });
  await g.send(viewed());
  await eventually(async () => {
    const [state] = (await g.admin('/functions')).functions;
    assert.deepEqual([state.function, state.paused, state.counts.pending, state.circuitOpen, state.events], ['all', true, 1, false, ['*']]);
  });
  assert.equal(g.runner.calls.length, 0);
  await g.admin('/functions/all/resume', {});
  await g.runner.until(1);
});

test('sums, and a funnel of the last day', async (t) => {
  const g = await start(t);
  const of = (session_id, ...names) => names.map((name) => event(name, { product_id: '7', products: [], order_id: '1', total: 1 }, { session_id }));
  await g.send({ events: [...of('s1', 'Product Viewed', 'Product Added', 'Checkout Started', 'Order Completed'), ...of('s2', 'Product Viewed', 'Product Added'), ...of('s3', 'Product Viewed')] });
  assert.deepEqual((await g.admin('/funnel')).steps.map(({ sessions }) => sessions), [3, 2, 1, 1]);
  assert.deepEqual((await g.admin('/funnel?steps=product.viewed,order.completed')).steps.map(({ sessions }) => sessions), [3, 1]);
  assert.equal((await g.admin('/stats')).events.find(({ name }) => name === 'product.viewed').sessions, 3);
  assert.deepEqual((await g.admin('/stats?to=1')).events, []);
});

test('a shopper is forgotten', async (t) => {
  const g = await start(t);
  await g.send(viewed({}, { event_id: 'ev-1', user_id: 'u1' }));
  assert.deepEqual(await g.admin('/erase', { user: 'u1' }), { events: 1, rejected: 0 });
  assert.deepEqual((await g.admin('/events/ev-1')).event.payload, {});
  assert.equal((await g.admin('/erase', { user: '' })).error.code, 'shape');
});

test('what takes an operator long is answered, however soon a silent connection is closed', async (t) => {
  const g = await start(t, { config: { limits: { requestMs: 50 } } });
  const { erase } = g.gateway.store;
  g.gateway.store.erase = async (...whom) => {
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    return erase(...whom);
  };
  assert.deepEqual(await g.admin('/erase', { user: 'u1' }), { events: 0, rejected: 0 });
});

describe('health', () => {
  test('it is well and ready, until it is told to stop', async (t) => {
    const g = await start(t);
    assert.equal((await g.fetch('/healthz')).status, 200);
    assert.deepEqual(await (await g.fetch('/readyz')).json(), { ok: true });
  });

  test('with a store that takes nothing it is well but not ready; why not is in the log alone', async (t) => {
    let now = Date.now();
    const g = await start(t, { clock: { now: () => now, after: () => () => {} } });
    const { ready } = g.gateway.store;
    g.gateway.store.ready = () => Promise.reject(new Error('password authentication failed for user "events" at db.internal'));
    const answer = await g.fetch('/readyz');
    assert.deepEqual([answer.status, answer.headers.get('retry-after')], [503, '5']);
    assert.deepEqual(await answer.json(), { ok: false, reason: 'it takes no events now: its log says why' });
    assert.match(g.lines.find(({ message }) => message === 'it is not ready').error, /db\.internal/);
    assert.equal((await g.fetch('/healthz')).status, 200);
    g.gateway.store.ready = ready;
    now += 1000;
    assert.equal((await g.fetch('/readyz')).status, 200);
  });

  test('the store is asked once a second, however many ask', async (t) => {
    let now = Date.now();
    const g = await start(t, { clock: { now: () => now, after: () => () => {} } });
    let asked = 0;
    let answer;
    g.gateway.store.ready = () => {
      asked++;
      return new Promise((resolve) => (answer = resolve));
    };
    const statuses = (asking) => Promise.all(asking).then((answers) => answers.map(({ status }) => status));
    const first = [g.fetch('/readyz'), g.fetch('/readyz')];
    await eventually(() => assert.equal(asked, 1));
    // A check that takes long is not joined by a second one.
    now += 5000;
    const during = g.fetch('/readyz');
    assert.equal((await g.fetch('/healthz')).status, 200);
    answer();
    assert.deepEqual(await statuses([...first, during]), [200, 200, 200]);
    now += 999;
    assert.deepEqual(await statuses([g.fetch('/readyz'), g.fetch('/readyz')]), [200, 200]);
    assert.equal(asked, 1);
    now += 1;
    const later = g.fetch('/readyz');
    await eventually(() => assert.equal(asked, 2));
    answer();
    assert.equal((await later).status, 200);
  });

  test('metrics count events, calls, commits and what waits', async (t) => {
    const g = await start(t, { specs: once0, runner: fakeRunner(() => failure()) });
    await g.send({ events: [viewed(), viewed({ price: 'x' })] });
    await eventually(async () => assert.equal((await g.admin('/dlq')).deliveries.length, 1));
    assert.equal((await g.fetch('/metrics')).status, 401, 'what a shop sells is nobody’s business');
    const text = await (await g.fetch('/metrics', { headers: { authorization: `Bearer ${adminSecret}` } })).text();
    for (const line of [
      'ecom_events_total{status="accepted",source="browser"} 1',
      'ecom_events_total{status="rejected",source="browser"} 1',
      'ecom_requests_total{route="/v1/events",status="200"} 1',
      'ecom_calls_total{function="all",outcome="retry"} 1',
      'ecom_deliveries{function="all",state="dead"} 1',
      'ecom_commit_seconds_count 1',
      'ecom_accept_to_call_seconds_count{function="all"} 1',
    ]) assert.ok(text.includes(line), line);
  });
});

test('where nobody outside can ask, metrics need no key', async (t) => {
  const g = await start(t, { config: { openMetrics: true } });
  assert.equal((await g.fetch('/metrics')).status, 200);
});

describe('start and stop', () => {
  test('a stop answers requests under way, ends calls, closes the runner, and lets another start', async (t) => {
    const directory = folder(t);
    const runner = fakeRunner(() => new Promise((resolve) => setTimeout(() => resolve(success()), 100)));
    const g = await start(t, { directory, runner });
    await g.send(viewed({}, { event_id: 'ev-1' }));
    await runner.until(1);
    await g.gateway.stop();
    assert.equal(runner.closed, true);
    await assert.rejects(() => g.send(viewed()));
    const again = await start(t, { directory });
    assert.equal((await again.admin('/events/ev-1')).deliveries[0].delivery.state, 'succeeded');
  });

  test('a port that is taken says so, and leaves the store to others', async (t) => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    t.after(() => server.close());
    const directory = folder(t);
    await assert.rejects(() => start(t, { directory, config: { port: server.address().port } }), /EADDRINUSE/);
    await start(t, { directory });
  });

  test('functions that change while it runs are taken over', async (t) => {
    const g = await start(t);
    g.gateway.use([{ name: 'other', kind: 'local', events: ['product.viewed'] }]);
    await g.send({ events: [viewed(), event('Product Clicked', { product_id: '7' })] });
    await g.runner.until(1);
    assert.deepEqual((await g.admin('/deliveries')).deliveries.map((delivery) => delivery.function), ['other']);
  });

  test('what is older than its days is removed when it starts', async (t) => {
    const directory = folder(t);
    const first = await start(t, { directory });
    await first.sendSigned(viewed({}, { event_id: 'old' }));
    await first.runner.until(1);
    await first.gateway.stop();
    let later = Date.now() + 2 * 86_400_000;
    const second = await start(t, { directory, config: { retentionDays: 1 }, clock: { now: () => later++, after: () => () => {} } });
    await eventually(async () => assert.equal(await second.gateway.store.event('m1', 'old'), undefined));
  });
});
