// An order is one event: over reloads, tabs, the way back and a browser that was closed in between, as shoppers do.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../../scripts/run.mjs';
import { eventually, launch } from './browser.mjs';

const script = readFileSync(`${root}dist/ecom.js`, 'utf8');
const partner = `ecom.push(['register', { name: 'partner', track(name, { order_id }) {
  // What the shop's analytics would count, whatever page it was.
  localStorage.setItem('counted', (localStorage.getItem('counted') ?? '') + name + ' ' + order_id + ';');
} }]);`;
const broken = `ecom.push(['register', { name: 'broken', track() { throw new Error('out of order'); } }]);`;

/** The page of an order: `/order?id=10&with=partner`. */
function orderPage(params) {
  const order = { order_id: params.get('id'), total: params.has('invalid') ? 'a lot' : 35, currency: 'SAR', products: [] };
  const destination = { partner, broken }[params.get('with')] ?? '';
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Order</title><script src="/ecom.js"></script><ecom-tracker></ecom-tracker>
    <ecom-order><script type="application/json">${JSON.stringify(order)}</script></ecom-order><script>${destination}</script>
    <script>addEventListener('pageshow', ({ persisted }) => (window.cameBack = persisted))</script>`;
}

const folder = mkdtempSync(join(tmpdir(), 'order-once-'));
let server;
let port;
let browser;
let orders = 0;

// The way back keeps pages only where puppeteer lets it. The other name is one without a secure context.
const open = () => launch({ userDataDir: folder, args: ['--headless', '--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP shop.test 127.0.0.1'], ignoreDefaultArgs: ['--disable-back-forward-cache'] });

before(async () => {
  server = createServer(({ url }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    const isScript = pathname === '/ecom.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8');
    response.end(isScript ? script : pathname === '/order' ? orderPage(searchParams) : '<!doctype html><title>Home</title>');
  });
  await new Promise((resolve) => server.listen(0, resolve));
  ({ port } = server.address());
  browser = await open();
});

after(async () => {
  await browser?.close();
  server?.close();
  rmSync(folder, { recursive: true, force: true });
});

const addressOf = (id, more = '', host = 'localhost') => `http://${host}:${port}/order?id=${id}&${more}`;

/** A tab with the page of an order. */
async function visit(address) {
  const page = await browser.newPage();
  await page.goto(address);
  return page;
}

/** How often the order has been counted, in whatever page, once this one has nothing more to say. */
async function counted(page, id) {
  // What is tracked now comes after the order; a lock is granted or refused before the answer about all of them.
  await page.evaluate(async () => {
    await navigator.locks?.query();
    await new Promise((resolve) => setTimeout(resolve));
    window.ecom.track('Looked');
  });
  const settled = () => page.evaluate(() => window.ecom.receipts().every(({ deliveries }) => deliveries.every(({ status }) => status !== 'waiting')));
  await eventually(settled, (value) => value);
  const all = await page.evaluate(() => localStorage.getItem('counted') ?? '');
  return all.split(';').filter((entry) => entry === `Order Completed ${id}`).length;
}

/** Locks that some tab holds or waits for. */
const locksOf = (page, id) =>
  page.evaluate(async (name) => {
    const { held, pending } = await navigator.locks.query();
    return [...held, ...pending].filter((lock) => lock.name.endsWith(name)).length;
  }, ` ${id}`);

const isMarked = (page, id) => page.evaluate((key) => !!localStorage.getItem(key), `ecom.done.order ${id}`);

/** Closes the browser, as at the end of a day, and opens it again. */
async function restart() {
  await browser.close();
  browser = await open();
}

const nextOrder = () => `order-${++orders}`;

test('an order that is reloaded before anybody is there to count it is offered again, and then never again', async () => {
  const id = nextOrder();
  const page = await visit(addressOf(id));
  assert.equal(await counted(page, id), 0);
  assert.equal(await isMarked(page, id), false);
  await page.reload();
  assert.equal(await counted(page, id), 0);
  await page.goto(addressOf(id, 'with=partner'));
  assert.equal(await counted(page, id), 1);
  assert.equal(await isMarked(page, id), true);
  for (let times = 0; times < 2; times++) {
    await page.reload();
    assert.equal(await counted(page, id), 1);
  }
  await page.close();
});

test('an order is counted once over a browser that was closed in between, and days', async () => {
  const [id, uncounted] = [nextOrder(), nextOrder()];
  assert.equal(await counted(await visit(addressOf(id, 'with=partner')), id), 1);
  assert.equal(await counted(await visit(addressOf(uncounted)), uncounted), 0);
  await restart();
  const page = await browser.newPage();
  await page.evaluateOnNewDocument(() => {
    const { now } = Date;
    Date.now = () => now() + 30 * 86_400_000;
  });
  await page.goto(addressOf(id, 'with=partner'));
  assert.equal(await counted(page, id), 1);
  await page.goto(addressOf(uncounted, 'with=partner'));
  assert.equal(await counted(page, uncounted), 1);
  await page.close();
});

test('an order in tabs that are open at the same time is counted once', async () => {
  const id = nextOrder();
  const tabs = await Promise.all([1, 2, 3].map(() => visit(addressOf(id, 'with=partner'))));
  // Whichever was the first: that one has delivered when no tab waits any more.
  await eventually(() => locksOf(tabs[0], id), (count) => count === 0);
  for (const tab of tabs) {
    await tab.bringToFront();
    await eventually(() => counted(tab, id), (count) => count > 0);
    assert.equal(await counted(tab, id), 1);
  }
  await Promise.all(tabs.map((tab) => tab.close()));
});

test('a second tab waits for the first, and takes over when that is closed without having delivered', async () => {
  const id = nextOrder();
  const first = await visit(addressOf(id));
  await eventually(() => locksOf(first, id), (count) => count === 1);
  const second = await visit(addressOf(id, 'with=partner'));
  assert.equal(await counted(second, id), 0);
  await first.close();
  await eventually(() => isMarked(second, id), (marked) => marked);
  assert.equal(await counted(second, id), 1);
  await second.close();
});

test('an order is counted once when the shopper comes back to its page, which the browser has kept', async () => {
  const id = nextOrder();
  const page = await visit(addressOf(id, 'with=partner'));
  assert.equal(await counted(page, id), 1);
  // In engines that keep no page with a lock it would count.
  await eventually(() => locksOf(page, id), (count) => count === 0);
  await page.evaluate(() => (window.kept = true));
  await page.goto(`http://localhost:${port}/`);
  await page.goBack();
  const { kept, cameBack } = await page.evaluate(() => ({ kept: window.kept, cameBack: window.cameBack }));
  assert.deepEqual([kept, cameBack], [true, true]);
  assert.equal(await counted(page, id), 1);
  await page.close();
});

test('a destination that fails has not counted it', async () => {
  const id = nextOrder();
  const page = await visit(addressOf(id, 'with=broken'));
  const failed = () => page.evaluate(() => window.ecom.receipts().some(({ deliveries }) => deliveries.some(({ status }) => status === 'failed')));
  await eventually(failed, (value) => value);
  assert.equal(await isMarked(page, id), false);
  await page.goto(addressOf(id, 'with=partner'));
  assert.equal(await counted(page, id), 1);
  await page.close();
});

test('an order that is invalid is not counted, not marked and keeps no other tab waiting', async () => {
  const id = nextOrder();
  const page = await visit(addressOf(id, 'with=partner&invalid'));
  assert.equal(await counted(page, id), 0);
  assert.equal(await isMarked(page, id), false);
  const other = await visit(addressOf(id, 'with=partner'));
  assert.equal(await counted(other, id), 1);
  await Promise.all([page, other].map((tab) => tab.close()));
});

test('an order is counted once on plain http, where there are no locks', async () => {
  const id = nextOrder();
  const page = await visit(addressOf(id, 'with=partner', 'shop.test'));
  assert.equal(await page.evaluate(() => navigator.locks), undefined);
  assert.equal(await counted(page, id), 1);
  await page.reload();
  assert.equal(await counted(page, id), 1);
  const other = await visit(addressOf(id, 'with=partner', 'shop.test'));
  assert.equal(await counted(other, id), 1);
  await Promise.all([page, other].map((tab) => tab.close()));
});

test('an order is counted once, and nothing is thrown, where storage is shut', async () => {
  const id = nextOrder();
  const page = await browser.newPage();
  const trouble = [];
  page.on('pageerror', (error) => trouble.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && trouble.push(message.text()));
  await page.setContent(`<iframe sandbox="allow-scripts" src="${addressOf(id)}"></iframe>`);
  const frame = await eventually(() => page.frames().find((candidate) => candidate.url().includes('/order')), Boolean);
  await frame.waitForSelector('ecom-order');
  await frame.evaluate(() => {
    window.counted = [];
    window.ecom.push(['register', { name: 'partner', track: (name) => window.counted.push(name) }]);
    document.body.append(document.querySelector('ecom-order').cloneNode(true));
  });
  await eventually(() => frame.evaluate(() => window.counted), (names) => names.length > 0);
  await frame.evaluate(() => window.ecom.track('Looked'));
  const names = await eventually(() => frame.evaluate(() => window.counted), (all) => all.includes('Looked'));
  assert.deepEqual(names, ['Order Completed', 'Looked']);
  assert.deepEqual(trouble, []);
  await page.close();
});
