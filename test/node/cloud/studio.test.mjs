// What the gateway answers to its Studio: the page and its policy, who gets in, and what lists, details and sums say and keep to
// themselves.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { adminSecret, event, eventually, failure, fakeRunner, folder, start, success, viewed } from './gateway.mjs';

const specs = [{ name: 'all', kind: 'local', events: ['*'], scheduleMs: [0] }];
const noura = { user_id: 'u1', anonymous_id: 'browser-of-noura', session_id: 'session-1' };

/** Everything that was answered, as text: what must not be in it is easily looked for. */
const textOf = async (g, path, body) => JSON.stringify(await g.admin(path, body));

test('the page comes with a policy that lets nothing in but itself, and is sent again only when it changed', async (t) => {
  const g = await start(t);
  const page = await g.fetch('/studio');
  assert.equal(page.status, 200);
  assert.match(page.headers.get('content-type'), /^text\/html/);
  const policy = page.headers.get('content-security-policy');
  for (const part of [`default-src 'none'`, `script-src 'self'`, `style-src 'self'`, `connect-src 'self'`, `frame-ancestors 'none'`, `require-trusted-types-for 'script'`]) assert.ok(policy.includes(part), part);
  assert.doesNotMatch(policy, /unsafe|\*/);
  assert.equal(page.headers.get('referrer-policy'), 'no-referrer');
  const html = await page.text();
  assert.doesNotMatch(html, /<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/, 'nothing inline');
  for (const [path, type] of [['/studio/studio.js', 'text/javascript'], ['/studio/studio.css', 'text/css'], ['/studio/icon.svg', 'image/svg+xml']]) {
    const part = await g.fetch(path);
    assert.ok(part.headers.get('content-type').startsWith(type), path);
    assert.equal(part.headers.get('x-content-type-options'), 'nosniff');
    assert.equal((await g.fetch(path, { headers: { 'if-none-match': part.headers.get('etag') } })).status, 304);
  }
  assert.equal((await g.fetch('/studio/', { redirect: 'manual' })).headers.get('location'), '../studio');
  assert.equal((await g.fetch('/studio/../package.json')).status, 404);
});

test('nothing is answered without an admin key', async (t) => {
  const g = await start(t);
  for (const path of ['session', 'events/x', 'events/x/payload', 'rejected', 'rejected/1', 'rejected/1/payload', 'funnel?from=0&to=1', 'reconciliation?name=x&from=0&to=1']) {
    assert.equal((await g.fetch(`/admin/api/studio/${path}`)).status, 401, path);
    assert.equal((await g.fetch(`/admin/api/studio/${path}${path.includes('?') ? '&' : '?'}writeKey=${adminSecret}`)).status, 401, 'a key in an address is none');
  }
  assert.equal((await g.fetch('/admin/api/studio/events', { method: 'POST', body: '{}' })).status, 401);
});

test('who guesses keys is soon not listened to, and others are', async (t) => {
  let now = Date.now();
  const g = await start(t, { config: { trustProxy: 1 }, clock: { now: () => now, after: () => () => {} } });
  const ask = async (secret, from) => (await g.fetch('/admin/api/studio/session', { headers: { authorization: `Bearer ${secret}`, 'x-forwarded-for': from } })).status;
  for (let index = 0; index < 10; index++) assert.equal(await ask(`guess ${index}`.replaceAll(' ', '-'), '192.0.2.1'), 401);
  const limited = await g.fetch('/admin/api/studio/session', { headers: { authorization: `Bearer ${adminSecret}`, 'x-forwarded-for': '192.0.2.1' } });
  assert.equal(limited.status, 429);
  assert.ok(Number(limited.headers.get('retry-after')) > 0);
  assert.equal(await ask(adminSecret, '192.0.2.2'), 200);
  assert.equal((await g.fetch('/admin/api/studio/session', { headers: { 'x-forwarded-for': '192.0.2.1' } })).status, 401, 'no key is no guess');
  now += 60_000;
  assert.equal(await ask(adminSecret, '192.0.2.1'), 200);
  const warnings = g.lines.filter(({ message }) => message === 'a wrong admin key');
  assert.equal(warnings.length, 10);
  assert.ok(!JSON.stringify(g.lines).includes('192.0.2'), 'the log says nothing of who it was');
});

test('the session says whose gateway it is', async (t) => {
  const g = await start(t);
  const { merchant, names, retentionDays, version } = await g.admin('/studio/session');
  assert.deepEqual([merchant, retentionDays, names.includes('order.completed'), typeof version], ['m1', 30, true, 'string']);
});

test('the list has accepted and rejected events together, newest first, and nothing of what they say or of who did it', async (t) => {
  const g = await start(t);
  await g.send(viewed({ name: 'Secret mug' }, { event_id: 'e1', ...noura }));
  await g.send(viewed({ price: 'free', name: 'Secret mug' }, { event_id: 'r1', ...noura }));
  await g.send(event('Product Added', { product_id: '7' }, { event_id: 'e2', consent: { analytics: 'denied' } }));
  await g.runner.until(1);
  await eventually(async () => assert.equal((await g.admin('/studio/events', { status: 'succeeded' })).rows.length, 1));
  const { rows, next } = await g.admin('/studio/events', {});
  assert.deepEqual(rows.map(({ eventId, status }) => [eventId, status]), [['e2', 'withheld'], ['r1', 'rejected'], ['e1', 'succeeded']]);
  assert.equal(next, undefined);
  assert.deepEqual([rows[2].delivered, rows[2].deliveries, rows[1].findings], [1, 1, 1]);
  const text = JSON.stringify(rows);
  for (const secret of ['Secret', 'u1', 'noura', 'session-1']) assert.ok(!text.includes(secret), secret);
});

test('the list is narrowed down by name in any spelling, status, and the id of an event or a shopper', async (t) => {
  const g = await start(t);
  await g.send({ events: [viewed({}, { event_id: 'e1', user_id: 'noura@shop.example', anonymous_id: 'b1' }), event('Product Added', { product_id: '7' }, { event_id: 'e2', anonymous_id: 'b2' }), viewed({ price: 'x' }, { event_id: 'r1', anonymous_id: 'b1' })] });
  const ids = async (filter) => (await g.admin('/studio/events', filter)).rows.map(({ eventId }) => eventId).sort();
  assert.deepEqual(await ids({ name: 'Product Viewed' }), ['e1', 'r1']);
  assert.deepEqual(await ids({ name: 'product.added' }), ['e2']);
  assert.deepEqual(await ids({ who: 'e2' }), ['e2']);
  assert.deepEqual(await ids({ who: 'b1' }), ['e1', 'r1']);
  assert.deepEqual(await ids({ who: 'noura@shop.example' }), ['e1']);
  assert.deepEqual(await ids({ status: 'rejected' }), ['r1']);
  assert.deepEqual(await ids({ who: 'e2', status: 'dead' }), []);
  assert.match((await g.admin('/studio/events', { status: 'lost' })).error.message, /status/);
});

test('a long list comes in pages without gaps or repeats, rejected events among the others', async (t) => {
  const g = await start(t);
  for (let index = 0; index < 12; index++) await g.send(viewed(index % 3 ? {} : { price: 'x' }, { event_id: `e${index}` }));
  const seen = [];
  let next = {};
  for (let pages = 0; next && pages < 10; pages++) {
    const page = await g.admin('/studio/events', { limit: 5, ...next });
    seen.push(...page.rows.map(({ eventId }) => eventId));
    next = page.next;
  }
  assert.deepEqual(seen.toSorted(), Array.from({ length: 12 }, (_, index) => `e${index}`).toSorted());
});

test('an event’s way has its findings, attempts, and what the page’s destinations made of it, without payload', async (t) => {
  const log = { level: 'log', text: 'hello', at: 1 };
  const g = await start(t, { specs, runner: fakeRunner(() => failure({ logs: [log], requests: [{ method: 'POST', url: 'https://x.example/y', status: 500, durationMs: 3 }] })) });
  await g.send({ events: [viewed({ price: '35', name: 'Secret mug' }, { event_id: 'e1', ...noura }), { type: 'receipts', context: { event_id: 'r' }, receipts: [['e1', 'ga4', 'dropped', 'consent']] }] });
  await eventually(async () => assert.equal((await g.admin('/studio/events/e1')).event.status, 'dead'));
  const { event: found, ways, receipts } = await g.admin('/studio/events/e1');
  assert.deepEqual(found.findings.map(({ kind, field }) => [kind, field]), [['repaired', 'price']]);
  assert.deepEqual(ways[0].attempts[0].outcome.logs, [log]);
  assert.deepEqual(receipts.map(({ destination, status, reason }) => [destination, status, reason]), [['ga4', 'dropped', 'consent']]);
  const text = await textOf(g, '/studio/events/e1');
  for (const secret of ['Secret', 'u1', 'noura', 'session-1']) assert.ok(!text.includes(secret), secret);
  assert.equal((await g.admin('/studio/events/none')).error.code, 'not_found');
});

test('what an event says is answered only when it is asked for, and the log says by which key', async (t) => {
  const g = await start(t);
  await g.send({ events: [viewed({}, { event_id: 'e1', ...noura }), viewed({ price: 'x' }, { event_id: 'r1', ...noura })] });
  const revealed = await g.admin('/studio/events/e1/payload');
  assert.deepEqual([revealed.payload.product_id, revealed.userId, revealed.sessionId], ['7', 'u1', 'session-1']);
  const [{ seq }] = (await g.admin('/studio/events', { status: 'rejected' })).rows;
  assert.ok(!(await textOf(g, `/studio/rejected/${seq}`)).includes('u1'));
  assert.deepEqual((await g.admin(`/studio/rejected/${seq}`)).rejected.findings.map(({ field }) => field), ['price']);
  assert.equal((await g.admin(`/studio/rejected/${seq}/payload`)).payload.price, 'x');
  assert.equal((await g.admin('/studio/rejected/99')).error.code, 'not_found');
  const told = g.lines.filter(({ message }) => message === 'an operator looked at what an event says');
  assert.deepEqual(told.map(({ key, event: what }) => [key, what]), [['admin1', 'e1'], ['admin1', `rejected ${seq}`]]);
});

test('rejected events are grouped by the rule they broke', async (t) => {
  const g = await start(t);
  await g.send({ events: [viewed({ price: 'x' }), viewed({ price: 'much' }), event('Order Completed', { total: 1 }), viewed()] });
  const { groups, looked, more } = await g.admin('/studio/rejected');
  assert.deepEqual([looked, more], [3, false]);
  assert.deepEqual(groups.map(({ event: name, field, count }) => [name, field, count]), [['Product Viewed', 'price', 2], ['Order Completed', 'order_id', 1]]);
  assert.match(groups[0].expected, /number/);
  assert.ok(groups[0].latest.seq > 0);
});

test('functions come with rates, times and failures of the last minutes', async (t) => {
  let calls = 0;
  const g = await start(t, { specs: [{ ...specs[0], concurrency: 1 }], runner: fakeRunner(() => (++calls % 4 ? success({ durationMs: calls }) : failure({ durationMs: 100 }))) });
  await g.send({ events: [viewed(), viewed(), viewed(), viewed()] });
  await eventually(async () => assert.equal((await g.admin('/functions')).functions[0].rates.calls, 4));
  const [{ rates }] = (await g.admin('/functions')).functions;
  assert.deepEqual([rates.failed, rates.p50, rates.p99, rates.spanMs], [1, 2, 100, 300_000]);
  assert.equal(rates.parts.length, 30);
  assert.equal(rates.parts.reduce((sum, part) => sum + part.calls, 0), 4);
  assert.ok(rates.waitP99 >= 0);
});

test('rates are those of the last five minutes, of any number of calls', async () => {
  const { RecentCalls } = await import('../../../dist/src/cloud/gateway/recent-calls.js');
  const recent = new RecentCalls(() => 0.5);
  for (let index = 0; index < 5000; index++) recent.add('f', success({ durationMs: 10 }), 1, 1_000_000);
  recent.add('f', failure({ innocent: true }), undefined, 1_000_000);
  assert.deepEqual([recent.of('f', 1_000_000).calls, recent.of('f', 1_000_000).failed, recent.of('f', 1_000_000).p99], [5000, 0, 10]);
  assert.equal(recent.of('f', 1_000_000 + 290_000).calls, 5000);
  assert.equal(recent.of('f', 1_000_000 + 300_000).calls, 0);
  assert.equal(recent.of('none', 1_000_000).p50, undefined);
});

test('a day’s funnel is counted by session or by shopper', async (t) => {
  const g = await start(t);
  const of = (context, ...names) => names.map((name) => event(name, { product_id: '7', products: [], order_id: '1', total: 1 }, context));
  await g.send({ events: [...of({ session_id: 's1', anonymous_id: 'a1' }, 'Product Viewed'), ...of({ session_id: 's2', anonymous_id: 'a1' }, 'Product Viewed', 'Product Added'), ...of({ session_id: 's3', anonymous_id: 'a2' }, 'Product Viewed')] });
  const today = `from=${Date.now() - 60_000}&to=${Date.now() + 60_000}`;
  const counts = async (query) => (await g.admin(`/studio/funnel?${query}`)).steps.map(({ sessions }) => sessions);
  assert.deepEqual(await counts(today), [3, 1, 0, 0]);
  assert.deepEqual(await counts(`${today}&by=shopper`), [2, 1, 0, 0]);
  assert.deepEqual(await counts('from=0&to=1'), [0, 0, 0, 0]);
  assert.match((await g.admin(`/studio/funnel?from=0&to=${Date.now()}`)).error.message, /62 days/);
  assert.match((await g.admin('/studio/funnel?from=x&to=1')).error.message, /from/);
  assert.equal((await g.admin('/studio/funnel?from=2&to=1')).error.message, 'to: expected 2 or later, as from is');
  // Clocks are put back on one of 62 days.
  const [days, hour] = [62 * 86_400_000, 3_600_000];
  assert.equal((await g.admin(`/studio/funnel?from=0&to=${days + hour}`)).steps.length, 4);
  assert.match((await g.admin(`/studio/funnel?from=0&to=${days + hour + 1}`)).error.message, /at most 62 days/);
});

test('orders are held against what destinations of the page got of them', async (t) => {
  const g = await start(t);
  const order = (id, more) => event('Order Completed', { order_id: id, total: 1, currency: 'SAR', products: [] }, { event_id: `page-${id}` }, more);
  const receipts = [['page-1', 'ga4', 'delivered'], ['page-2', 'ga4', 'dropped', 'consent'], ['page-3', 'ga4', 'failed', 'NotFoundError']];
  await g.send({ events: [order('1'), order('2'), order('3'), { type: 'receipts', context: { event_id: 'r' }, receipts }] });
  await g.sendSigned({ events: ['1', '4'].map((id) => ({ ...order(id), event_id: `server-${id}`, context: {} })) });
  const found = await g.admin(`/studio/reconciliation?name=order.completed&from=${Date.now() - 60_000}&to=${Date.now() + 60_000}`);
  assert.deepEqual([found.known, found.fromPages], [4, 3]);
  const [{ destination, delivered, missed }] = found.destinations;
  assert.deepEqual([destination, delivered], ['ga4', 1]);
  assert.deepEqual(Object.fromEntries(missed.map(({ reason, count, eventIds }) => [reason, [count, ...eventIds]])), { consent: [1, 'page-2'], blocked: [1, 'page-3'], silent: [1, 'server-4'] });
});

test('what was erased is shown as that, with nothing left of it', async (t) => {
  const g = await start(t, { directory: folder(t) });
  await g.send({ events: [viewed({}, { event_id: 'e1', ...noura }), { type: 'receipts', context: { event_id: 'r' }, receipts: [['e1', 'ga4', 'delivered']] }] });
  await g.admin('/erase', { user: 'u1' });
  const { event: found, ways, receipts } = await g.admin('/studio/events/e1');
  assert.deepEqual([found.status, ways, receipts], ['erased', [], []]);
  assert.deepEqual((await g.admin('/studio/events', { who: 'u1' })).rows, []);
});
