// The outbox of a real browser and a real gateway: what one says, the other understands.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { root } from '../../../scripts/run.mjs';
import { launch, openPage } from '../browser.mjs';
import { eventually, fakeRunner, start, success } from './gateway.mjs';

const scripts = Object.fromEntries(['/ecom.js', '/outbox.js'].map((path) => [path, readFileSync(`${root}dist${path}`, 'utf8')]));

let shop;
let origin;
let browser;
/** What the head of the shop's page holds. */
let head;

before(async () => {
  shop = createServer(({ url }, response) => {
    const script = scripts[url];
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html; charset=utf-8');
    response.end(script ?? `<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Shop</title><script src="/ecom.js" defer></script></head><body>${head}</body></html>`);
  });
  await new Promise((resolve) => shop.listen(0, 'localhost', resolve));
  origin = `http://localhost:${shop.address().port}`;
  browser = await launch();
});

after(async () => {
  await browser?.close();
  shop.closeAllConnections();
  shop.close();
});

/** A gateway with a browser key for the shop, and a page of the shop that sends to it. */
async function open(context, { key = {}, config = {}, attributes = '', specs, runner = fakeRunner(), prepare, before: first = () => {} } = {}) {
  const keys = [{ id: 'browser1', kind: 'browser', origins: [origin], ...key }];
  const g = await start(context, { config: { keys, ...config }, specs, runner });
  head = `<ecom-tracker endpoint="${g.gateway.url}/v1/events" write-key="browser1" ${attributes}></ecom-tracker>`;
  first(g);
  // What a browser itself says of an answer without success is no news.
  const { page, trouble } = await openPage(browser, (text) => !text.startsWith('Failed to load resource'));
  context.after(() => page.browserContext().close());
  /** Method and status of each answer. */
  const answers = [];
  g.gateway.app.server.on('request', ({ method }, response) => response.on('close', () => answers.push(`${method} ${response.statusCode}`)));
  if (prepare) await page.evaluateOnNewDocument(prepare);
  await page.evaluateOnNewDocument(() => (window.told = new Promise((resolve) => document.addEventListener('ecom-outbox', ({ detail }) => resolve(detail.receipts)))));
  await page.goto(origin);
  await page.waitForFunction(() => window.ecom?.receipts);
  const track = (name, payload, eventId) => page.evaluate((name, payload, eventId) => window.ecom.track(name, payload, { eventId }), name, payload, eventId);
  /** The first that the outbox tells. */
  const told = () => page.evaluate(() => window.told);
  const answered = (...expected) => eventually(() => assert.deepEqual(answers, expected));
  return { ...g, page, trouble, answered, track, told };
}

const product = { product_id: '7', price: 35, currency: 'SAR', name: 'Mug' };

test('an event reaches a function as the page has reported it; no browser asks first', async (t) => {
  const { gateway, page, track, runner, trouble, answered, told } = await open(t);
  await track('Product Viewed', product, 'e-1');
  const [{ payload, source }] = await runner.until(1);
  const { context } = await page.evaluate(() => window.ecom.receipts().at(-1));
  assert.deepEqual([payload.event, payload.data, source, payload.created_at], ['product.viewed', product, 'browser', context.timestamp]);
  assert.deepEqual((await told()).map(({ eventId, status }) => [eventId, status]), [['e-1', 'accepted']]);
  const { event } = await gateway.operations.event('e-1');
  assert.deepEqual([event.anonymousId, event.sessionId], [context.anonymous_id, context.session_id]);
  await track('Product Viewed', product, 'e-2');
  await runner.until(2);
  await answered('POST 200', 'POST 200');
  assert.deepEqual(trouble, []);
});

test('what waited for the answer of a shopper who agrees reaches a function; each function gets what its category allows', async (t) => {
  const specs = [
    { name: 'counts', kind: 'local', events: ['*'] },
    { name: 'adverts', kind: 'local', events: ['*'], category: 'marketing' },
  ];
  const { gateway, page, track, runner, trouble } = await open(t, { specs, attributes: 'consent="pending"' });
  await track('Product Viewed', product, 'waited');
  await page.evaluate(() => window.ecom.push(['consent', { analytics: true, marketing: false }]));
  const [call] = await runner.until(1);
  assert.deepEqual([call.function, call.payload.data], ['counts', product]);
  const { event, deliveries } = await gateway.operations.event('waited');
  assert.deepEqual([event.withheld, deliveries.length], [undefined, 1]);
  assert.deepEqual(trouble, []);
});

test('without consent nothing is sent, not even a question', async (t) => {
  const { gateway, page, track, answered, runner } = await open(t, { attributes: 'consent="denied"' });
  await track('Product Viewed', product, 'denied');
  await page.evaluate(() => window.ecom.push(['consent', 'granted']));
  await track('Product Viewed', product, 'granted');
  await runner.until(1);
  assert.deepEqual((await gateway.store.events({})).map(({ eventId }) => eventId), ['granted']);
  await answered('POST 200');
});

test('what the gateway will never take is told, with the reason, and keeps back nothing else', async (t) => {
  const { gateway, track, told, trouble, runner } = await open(t);
  await track('Order Refunded', { order_id: '50', total: 70, currency: 'SAR' }, 'refund');
  const [{ eventId, status, findings }] = await told();
  assert.deepEqual([eventId, status], ['refund', 'rejected']);
  assert.match(findings[0].expected, /an event that this key may send/);
  await track('Product Viewed', product, 'e-1');
  await runner.until(1);
  assert.equal((await gateway.store.rejected({})).length, 1);
  assert.deepEqual(trouble, ['ecom-events: cloud: the gateway has rejected events; the event ecom-outbox says which, and why']);
});

test('a page learns that its key is wrong, and sends what waited as soon as it is right', async (t) => {
  const { page, trouble, answered, runner, track } = await open(t, { before: () => (head = head.replace('browser1', 'another')) });
  await track('Product Viewed', product, 'e-1');
  await eventually(() => assert.deepEqual(trouble, ['ecom-events: cloud: the gateway answers 401, events wait: are endpoint and write-key right?']));
  await answered('POST 401');
  head = head.replace('another', 'browser1');
  await page.reload();
  const [{ payload }] = await runner.until(1);
  assert.deepEqual(payload.data, product);
});

test('a gateway that has had too many events is left alone for as long as it asks', async (t) => {
  const { track, answered, runner, page } = await open(t, { key: { ratePerMinute: 30 } });
  await page.evaluate((product) => {
    for (let index = 0; index < 31; index++) window.ecom.track('Product Viewed', product, { eventId: `e-${index}` });
  }, product);
  await runner.until(31);
  const before = Date.now();
  await track('Product Viewed', product, 'late');
  await runner.until(32);
  await answered('POST 200', 'POST 429', 'POST 200');
  assert.ok(Date.now() - before >= 2000, `${Date.now() - before} ms`);
});

test('a gateway that cannot store is tried again, and then has it once', async (t) => {
  const { track, answered, runner, gateway } = await open(t, {
    before({ gateway }) {
      const { append } = gateway.store;
      let failures = 2;
      gateway.store.append = (entries) => (failures-- > 0 ? Promise.reject(new Error('disk is full')) : append.call(gateway.store, entries));
    },
  });
  await track('Product Viewed', product, 'e-1');
  await runner.until(1);
  await answered('POST 503', 'POST 503', 'POST 200');
  assert.equal((await gateway.store.events({})).length, 1);
});

const form = { method: 'email', email: 'sara@example.com' };

for (const [page, gateway, expected] of [[true, true, form], [true, false, { method: 'email' }], [false, true, { method: 'email' }]]) {
  test(`personal data goes along where both allow it: page ${page ? 'yes' : 'no'}, gateway ${gateway ? 'yes' : 'no'}`, async (t) => {
    const { track, runner, gateway: g } = await open(t, { config: { personalData: gateway }, attributes: page ? 'endpoint-personal-data' : '' });
    await track('Signed Up', form, 'e-1');
    const [{ payload }] = await runner.until(1);
    assert.deepEqual(payload.data, expected);
    assert.deepEqual((await g.operations.event('e-1')).event.payload, expected);
  });
}

for (const [how, ahead] of [['ahead', 3 * 86_400_000], ['behind', -40 * 86_400_000]]) {
  test(`a shopper's clock that is ${how} by days is put right by when it was sent`, async (t) => {
    const shift = `(() => { const Real = Date; const by = ${ahead}; Date = class extends Real { constructor(...given) { given.length ? super(...given) : super(Real.now() + by); } static now() { return Real.now() + by; } }; })()`;
    const { track, runner, page, gateway } = await open(t, { prepare: shift });
    const before = Date.now();
    await track('Product Viewed', product, 'e-1');
    await runner.until(1);
    const { occurredAt } = (await gateway.operations.event('e-1')).event;
    assert.ok(Math.abs(Date.parse(await page.evaluate(() => new Date().toISOString())) - Date.now()) > 86_400_000, 'its clock is wrong');
    // Within what it took to get there.
    assert.ok(occurredAt >= before - 1000 && occurredAt <= Date.now() + 1000, `${occurredAt - before} ms`);
  });
}

test('an event that a function fails with waits there, not in the page', async (t) => {
  let failures = 1;
  const runner = fakeRunner(() => (failures-- > 0 ? { ...success(), kind: 'retry', status: 500 } : success()));
  const { track, told, gateway } = await open(t, { runner, specs: [{ name: 'all', kind: 'local', events: ['*'], scheduleMs: [0, 50] }] });
  await track('Product Viewed', product, 'e-1');
  assert.equal((await told())[0].status, 'accepted');
  await runner.until(2);
  await eventually(async () => assert.equal((await gateway.operations.event('e-1')).deliveries[0].delivery.state, 'succeeded'));
});
