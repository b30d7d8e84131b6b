// What `npm start` runs, used as a shopper does: both modes of one event, in a real browser, a real gateway and the functions of
// demo/functions in their sandboxes; and what becomes of events while the shopper, the network or the gateway are not there.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { root } from '../../../scripts/run.mjs';
import { startDemo } from '../../../scripts/start-demo.mjs';
import { launch, openPage } from '../browser.mjs';
import { faults } from '../demo-shop.mjs';
import { eventually } from './gateway.mjs';

/** Calls of functions, as `npm start` prints them. */
let calls;
let problems;
let demo;
let browser;

before(async () => {
  demo = await startDemo(0, { call: (call, outcome) => calls.push({ ...call, outcome, at: Date.now() }), problem: (text) => problems.push(text) });
  browser = await launch();
});

beforeEach(() => {
  calls = [];
  problems = [];
});

afterEach(() => assert.deepEqual(problems, []));

after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** What a browser itself says while the gateway or the network is not there, or a page is left. */
const expected = /^Failed to load resource|net::ERR_|^http:\/\/127\.0\.0\.1|\/cloud\/events/;

/** A shopper in a window of their own, at a path of the shop. */
async function enter(context, path) {
  const { page, trouble } = await openPage(browser, (text) => !expected.test(text));
  context.after(() => page.browserContext().close());
  await page.setViewport({ width: 1280, height: 900 });
  const go = (to) => page.goto(demo.shop + to);
  await go(path);
  await page.waitForFunction(() => window.ecom?.receipts);
  return {
    page,
    go,
    trouble: () => trouble.filter((text) => !expected.test(text)),
    add: (id) => page.$eval(`ecom-product[product-id="${id}"] ecom-add-to-cart`, (element) => element.click()),
    /** The ids of the page's events of that name, when as many are there. */
    async ids(name, count = 1) {
      const read = () => page.evaluate((name) => window.ecom.receipts().filter(({ eventName }) => eventName === name).map(({ context }) => context.event_id), name);
      return eventually(async () => {
        const found = await read();
        assert.equal(found.length, count, name);
        return found;
      });
    },
    /** Resolves when the outbox has stored all events so far. */
    stored: () => page.waitForFunction(() => window.ecom.receipts().every(({ status, deliveries }) => status !== 'accepted' || deliveries.some(({ destination, status }) => destination === 'cloud' && status === 'delivered')), { polling: 20 }),
  };
}

/** The call of a function with this event, when it has come. */
const called = (id, patience) =>
  eventually(() => {
    const call = calls.find(({ delivery }) => delivery.id.endsWith(id));
    assert.ok(call, `no function has got ${id}; there were ${calls.map(({ payload }) => payload.event).join()}`);
    return call;
  }, patience);

/** What stands beside the shop of the newest event of that name, mode by mode. */
const shown = (page, name) =>
  page.$eval(`.entry[data-event="${name}"]`, (entry) => {
    const [here, there] = ['page', 'cloud'].map((mode) => entry.querySelector(`[data-mode="${mode}"]`));
    const run = there.querySelector('[data-function]');
    return {
      ids: [here, there].map((mode) => mode.querySelector('.id')?.dataset.id),
      callbacks: [...here.querySelectorAll('[data-delivery="delivered"] bdi:first-child')].map(({ textContent }) => textContent).sort(),
      cloud: there.querySelector('[data-cloud]')?.dataset.cloud,
      function: run && [run.dataset.function, run.dataset.state, run.textContent.replaceAll(/\s+/g, ' ')],
      lines: [...there.querySelectorAll('.line')].map(({ textContent }) => textContent),
    };
  });

describe('both modes of one event', () => {
  test('a click appears in the log of the function within a second, and both modes have the same id', async (t) => {
    const shopper = await enter(t, 'search.html?lang=en');
    // The page has come to rest: what is measured is a click.
    const [view] = await shopper.ids('Product List Viewed');
    await eventually(async () => assert.ok((await demo.cloud.way(view))?.event_id));
    const clicked = Date.now();
    await shopper.add('dallah');
    const [id] = await shopper.ids('Product Added');
    const call = await called(id);
    const took = call.at - clicked;
    t.diagnostic(`from the click to the end of the function: ${took} ms, of which the store took 150 ms to answer and the outbox 200 ms to gather`);
    assert.ok(took < 5000, `${took} ms`);
    assert.deepEqual([call.payload.event, call.payload.merchant, call.source], ['product.added', 'finjan', 'browser']);
    assert.deepEqual(call.outcome.logs.map(({ text }) => text), ['Brass dallah put into the cart: interest +5']);

    await shopper.page.waitForSelector('[data-event="Product Added"] [data-function="interest"][data-state="succeeded"]');
    const entry = await shown(shopper.page, 'Product Added');
    assert.deepEqual(entry.ids, [id, id]);
    assert.deepEqual(entry.callbacks, ['Console', 'Demo analytics']);
    assert.match(entry.function[2], /^interest ✓ 200 · [\d.<\u2009 ]+ms$/);
    assert.deepEqual(entry.lines, ['Brass dallah put into the cart: interest +5']);
    // What no function takes says so.
    await eventually(async () => assert.equal((await shown(shopper.page, 'Product List Viewed')).cloud, 'noFunction'));
    assert.deepEqual(shopper.trouble(), []);
  });

  test('the way of an event is told without what was in it, and no page has an admin key', async (t) => {
    const shopper = await enter(t, 'product.html?id=bowl&lang=en');
    const [id] = await shopper.ids('Product Viewed');
    await called(id);
    const text = await (await fetch(`${demo.shop}cloud/events?id=${id}&id=unknown`)).text();
    const { events } = JSON.parse(text);
    assert.deepEqual(events.map(({ event_id }) => event_id), [id]);
    assert.doesNotMatch(text, /"price"|anonymous/);
    const page = await (await fetch(demo.shop)).text();
    assert.ok(page.includes(`endpoint="${demo.cloud.url}/v1/events" write-key="demo_shop"`));
    assert.ok(!page.includes(demo.cloud.adminKey));
    const admin = await fetch(`${demo.cloud.url}/admin/api/functions`, { headers: { authorization: `Bearer ${demo.cloud.adminKey}` } });
    assert.deepEqual((await admin.json()).functions.map(({ function: name }) => name), ['interest', 'order-completed']);
    assert.equal((await fetch(`${demo.shop}cloud/events`)).status, 404);
  });

  test('the single-page shop does it too, and an order gets its points', async (t) => {
    const shopper = await enter(t, 'app/?lang=en');
    await shopper.page.evaluate(() => window.ecom.track('Order Completed', { order_id: '1001', total: 58.5, currency: 'SAR', products: [{ product_id: 'mug', price: 58.5, quantity: 1 }] }));
    const [id] = await shopper.ids('Order Completed');
    const { outcome } = await called(id);
    assert.deepEqual(outcome.data, { order_id: '1001', points: 58 });
    await shopper.page.waitForSelector('[data-event="Order Completed"] [data-function="order-completed"][data-state="succeeded"]');
    assert.deepEqual(shopper.trouble(), []);
  });

  for (const [lang, scheme, width] of [['en', 'light', 1280], ['ar', 'dark', 1280], ['ar', 'light', 390], ['en', 'dark', 320]]) {
    test(`the list with both modes is accessible: ${lang}, ${scheme}, ${width} pixels wide`, async (t) => {
      const { page, add, go } = await enter(t, 'standalone.html');
      await page.setBypassCSP(true); // axe is no part of the shop.
      await page.setViewport({ width, height: 800 });
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }, { name: 'prefers-reduced-motion', value: 'reduce' }]);
      await go(`?lang=${lang}`);
      await page.waitForFunction(() => window.ecom?.receipts);
      await add('dallah');
      await page.waitForSelector('[data-event="Product Added"] [data-state="succeeded"]');
      if (width < 1024) await page.click('#drawer');
      // The keyboard opens an entry.
      await page.focus('[data-event="Product Added"] summary');
      await page.keyboard.press('Enter');
      assert.match(await page.$eval('[data-event="Product Added"] .ids', ({ textContent }) => textContent), /interest: delivery\.id\s*dlv_/);
      assert.equal(await page.$eval('[data-event="Product Added"] [data-mode="cloud"] .mode-name', ({ textContent }) => textContent.trim().split(' …')[0]), lang === 'ar' ? 'في السحابة' : 'In the cloud');
      assert.deepEqual(await faults(page), []);
      // Side by side, in the order of reading.
      const [here, there] = await page.$$eval('[data-event="Product Added"] .mode', (modes) => modes.map((mode) => mode.getBoundingClientRect().left));
      assert.ok(lang === 'ar' ? here > there : here < there, `${here} ${there}`);
    });
  }
});

describe('a shopper who is asked', () => {
  test('without consent nothing reaches the gateway', async (t) => {
    const shopper = await enter(t, 'search.html?lang=en&consent=ask');
    const posts = [];
    shopper.page.on('request', (request) => request.url().startsWith(demo.cloud.url) && posts.push(request.method()));
    await shopper.page.click('#consent-none');
    await shopper.add('dallah');
    const denied = await shopper.ids('Product Added');
    await eventually(async () => assert.equal((await shown(shopper.page, 'Product Added')).cloud, 'dropped'));
    await shopper.page.reload();
    await shopper.page.waitForFunction(() => window.ecom?.receipts().length > 1);
    assert.deepEqual(posts, []);
    // Until they agree: what was denied is not sent then either.
    await shopper.page.click('#privacy');
    await shopper.page.click('#consent-all');
    await shopper.add('bowl');
    const [id] = await shopper.ids('Product Added');
    await called(id);
    for (const gone of denied) assert.equal(await demo.cloud.way(gone), undefined);
    assert.deepEqual(calls.map(({ delivery }) => delivery.id.slice(-36)), [id]);
    assert.deepEqual(shopper.trouble(), []);
  });

  test('what waited for the answer reaches the function once it is yes', async (t) => {
    const shopper = await enter(t, 'search.html?lang=en&consent=ask');
    await shopper.page.waitForSelector('#consent');
    await shopper.add('dallah');
    const [id] = await shopper.ids('Product Added');
    await eventually(async () => assert.equal((await shown(shopper.page, 'Product Added')).cloud, 'consent'));
    assert.equal(await demo.cloud.way(id), undefined);
    await shopper.page.click('#consent-all');
    await called(id);
    await shopper.page.waitForSelector('[data-event="Product Added"] [data-state="succeeded"]');
  });
});

describe('nothing that was stored is lost', () => {
  test('when the shopper is offline: it is sent when the network is back', async (t) => {
    const shopper = await enter(t, 'search.html?lang=en');
    await shopper.stored();
    await shopper.page.setOfflineMode(true);
    await shopper.add('dallah');
    const [id] = await shopper.ids('Product Added');
    await shopper.stored();
    await eventually(async () => assert.equal((await shown(shopper.page, 'Product Added')).cloud, 'stored'));
    assert.equal(await demo.cloud.way(id), undefined);
    await shopper.page.setOfflineMode(false);
    await called(id);
    await shopper.page.waitForSelector('[data-event="Product Added"] [data-state="succeeded"]');
    assert.deepEqual(shopper.trouble(), []);
  });

  test('when the gateway is down while the page loads, and comes back: without a reload, within its backoff', async (t) => {
    await demo.cloud.stop();
    const shopper = await enter(t, 'search.html?lang=en');
    await shopper.add('dallah');
    const [id] = await shopper.ids('Product Added');
    await shopper.stored();
    await eventually(async () => assert.equal((await shown(shopper.page, 'Product Added')).cloud, 'stored'));
    await demo.cloud.start();
    await called(id, 30_000);
    await shopper.page.waitForSelector('[data-event="Product Added"] [data-state="succeeded"]');
    assert.deepEqual((await shown(shopper.page, 'Product Added')).ids, [id, id]);
    assert.deepEqual(shopper.trouble(), []);
  });

  test('when the page is killed meanwhile: the next page sends it, once', async (t) => {
    await demo.cloud.stop();
    const shopper = await enter(t, 'search.html?lang=en');
    await shopper.add('dallah');
    const [id] = await shopper.ids('Product Added');
    await shopper.stored();
    const context = shopper.page.browserContext();
    const client = await shopper.page.createCDPSession();
    await Promise.race([client.send('Page.crash').catch(() => {}), new Promise((resolve) => shopper.page.once('error', resolve))]);
    await shopper.page.close().catch(() => {});
    await demo.cloud.start();
    const next = await context.newPage();
    await next.goto(`${demo.shop}cart.html`);
    const call = await called(id, 30_000);
    assert.equal(call.payload.event, 'product.added');
    assert.equal(calls.filter(({ delivery }) => delivery.id.endsWith(id)).length, 1);
  });

  test('what the gateway rejects is told beside the shop, with the reason', async (t) => {
    const shopper = await enter(t, 'search.html?lang=en');
    await shopper.page.evaluate(() => window.ecom.track('Order Refunded', { order_id: '50', total: 70, currency: 'SAR' }));
    await shopper.page.waitForSelector('[data-event="Order Refunded"] [data-cloud="refused"]');
    assert.match(await shopper.page.$eval('[data-event="Order Refunded"] .findings', ({ textContent }) => textContent), /expected an event that this key may send/);
    assert.deepEqual(shopper.trouble(), ['ecom-events: cloud: the gateway has rejected events; the event ecom-outbox says which, and why']);
  });
});

test('npm start says where everything is, prints what functions do, and ends in order', async (t) => {
  const child = spawn(process.execPath, ['scripts/run-demo.mjs'], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, PORT: '0' } });
  t.after(() => child.kill('SIGKILL'));
  const lines = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  const line = (pattern) =>
    eventually(() => {
      const [found] = lines.flatMap((text) => text.match(pattern)?.[1] ?? []);
      assert.ok(found, `no line is as ${pattern}:\n${lines.join('\n')}`);
      return found;
    });
  const shop = await line(/^The demo shop: +(http:\/\/localhost:\d+\/)$/);
  const gateway = await line(/^Its gateway: +(http:\/\/127\.0\.0\.1:\d+)$/);
  assert.match(await line(/^Its admin key: +(\S+)/), /^whsec_/);
  assert.equal(await line(/^App Functions: +(.*)$/), 'interest (product.viewed, product.added.to.wishlist, product.added), order-completed (order.completed)');
  const config = await line(/tail --config (\S+)$/);
  assert.ok(existsSync(config));
  assert.equal((await fetch(`${gateway}/readyz`)).status, 200);
  const { page } = await openPage(browser);
  t.after(() => page.browserContext().close());
  await page.goto(`${shop}product.html?id=bowl&lang=en`);
  await line(/interest {2}(product\.viewed ✓ 200 [\d.]+ ms {2}dlv_)/);
  await line(/^ {10}(.* looked at: interest \+1)$/);
  const ended = new Promise((resolve) => child.once('exit', (...how) => resolve(how)));
  child.kill('SIGINT');
  assert.deepEqual(await ended, [0, null]);
  assert.ok(!existsSync(config), 'its folder is gone');
});
