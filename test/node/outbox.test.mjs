// The outbox in a real browser, against a gateway that fails in every way there is: what it had stored arrives, whatever
// becomes of tab, browser and network; and what comes twice has the same id.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { flags } from '../../scripts/find-chromium.mjs';
import { root } from '../../scripts/run.mjs';
import { eventually, launch, openPage } from './browser.mjs';

const scripts = Object.fromEntries(['ecom', 'tracker', 'outbox'].map((name) => [`/${name}.js`, readFileSync(`${root}dist/${name}.js`, 'utf8')]));

/** As eventually(), for what happens in this process, which has to get a turn. */
const becomes = (read, accept, patience) => eventually(() => setTimeout(10).then(read), accept, patience);

/** The gateway: what it got, and how it behaves. */
class Gateway {
  requests = [];
  /** event_id → how often it came. */
  seen = new Map();
  /** Questions of browsers whether they may send. */
  asked = 0;
  open = 0;
  mostOpen = 0;
  /** `behave(request, response)` answers by itself when it returns false. */
  behave = () => true;
  statusOf = () => 'accepted';

  async listen() {
    this.server = createServer((request, response) => void this.take(request, response));
    await new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.address = `http://127.0.0.1:${this.server.address().port}/v1/events`;
  }

  async take(request, response) {
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-expose-headers', 'retry-after');
    if (request.method === 'OPTIONS') {
      this.asked++;
      return response.writeHead(403).end();
    }
    let body = '';
    for await (const chunk of request) body += chunk;
    const { events, sent_at } = JSON.parse(body);
    this.mostOpen = Math.max(this.mostOpen, ++this.open);
    // With its last byte: who has that may send again before the connection is told of its end.
    let isOpen = true;
    for (const end of ['finish', 'close']) response.on(end, () => ((this.open -= isOpen), (isOpen = false)));
    this.requests.push({ events, sentAt: sent_at, key: new URL(request.url, 'http://x').searchParams.get('writeKey'), at: Date.now() });
    if (!this.behave(request, response, events)) return undefined;
    this.answer(response, events);
  }

  /** Takes the events, for good. */
  store(events) {
    for (const { context } of events) this.seen.set(context.event_id, (this.seen.get(context.event_id) ?? 0) + 1);
  }

  answer(response, events) {
    const results = events.map(({ context: { event_id } }) => ({ event_id, status: this.seen.has(event_id) ? 'duplicate' : this.statusOf(event_id) }));
    this.store(events);
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ results }));
  }

  /** Resolves when it has all of these. */
  has(ids, patience = 20_000) {
    return becomes(
      () => ids.filter((id) => !this.seen.has(id)),
      (missing) => !missing.length,
      patience,
    );
  }

  repeats = () => [...this.seen.values()].reduce((sum, times) => sum + times - 1, 0);
}

let gateway;
let shop;
let port;
let browser;
let profile;
/** Path → HTML of a page. */
let pages;
let headers;

const open = () => launch({ userDataDir: profile, args: flags, ignoreDefaultArgs: ['--disable-back-forward-cache'], handleSIGINT: false });

before(async () => {
  shop = createServer(({ url }, response) => {
    const path = url.split('?')[0];
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.setHeader('content-type', path.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8');
    const text = scripts[path] ?? pages[path];
    response.writeHead(text === undefined ? 404 : 200).end(text);
  });
  await new Promise((resolve) => shop.listen(0, 'localhost', resolve));
  port = shop.address().port;
});

beforeEach(async () => {
  gateway = new Gateway();
  await gateway.listen();
  profile = mkdtempSync(join(tmpdir(), 'ecom-outbox-'));
  headers = {};
  pages = {};
  page('/', `<script src="/ecom.js"></script>`, `<ecom-tracker endpoint="${gateway.address}" write-key="key-1"></ecom-tracker>`);
  browser = await open();
});

afterEach(async () => {
  await browser?.close().catch(() => {});
  gateway.server.closeAllConnections();
  gateway.server.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
});

after(() => {
  shop.closeAllConnections();
  shop.close();
});

function page(path, head, body = '') {
  pages[path] = `<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Shop</title>${head}</head><body>${body}</body></html>`;
}

const product = `<ecom-add-to-cart product-id="1" name="Mug" price="35" currency="SAR"><button>Add</button></ecom-add-to-cart>`;

/** A tab with a page of the shop. */
async function visit(path = '/', from = browser) {
  const tab = await from.newPage();
  await tab.goto(`http://localhost:${port}${path}`);
  return tab;
}

/** Tracks events with these ids; resolves when the outbox has stored them. */
async function track(tab, ids, name = 'Product Viewed') {
  // By a timer: a tab in the background draws nothing.
  const options = { timeout: 10_000, polling: 20 };
  await tab.waitForFunction(() => window.ecom?.receipts, options);
  await tab.evaluate((ids, name) => ids.forEach((eventId) => window.ecom.track(name, { product_id: '1', order_id: '1', name: 'Mug', price: 1, total: 1, products: [], currency: 'SAR' }, { eventId })), ids, name);
  await tab.waitForFunction(
    (ids) => window.ecom.receipts().filter(({ context, deliveries }) => ids.includes(context.event_id) && deliveries.some(({ destination, status }) => destination === 'cloud' && status === 'delivered')).length === ids.length,
    options,
    ids,
  );
}

/** What the browser has stored under a key of the queue; without one, all keys. */
const stored = (tab, key) =>
  tab.evaluate(
    (key) =>
      new Promise((resolve) => {
        const request = indexedDB.open('ecom-outbox cloud');
        request.onsuccess = () => {
          const rows = request.result.transaction('rows').objectStore('rows');
          const found = key ? rows.get(key) : rows.getAllKeys();
          found.onsuccess = () => (request.result.close(), resolve(found.result));
        };
      }),
    key,
  );

const ids = (prefix, count) => Array.from({ length: count }, (_, index) => `${prefix}-${index}`);

/** The tab's process ends without a word. */
async function kill(tab) {
  const client = await tab.createCDPSession();
  await Promise.race([client.send('Page.crash').catch(() => {}), new Promise((resolve) => tab.once('error', resolve))]);
  await tab.close().catch(() => {});
}

/** All of them arrived, none was made up, and repeats are what `most` allows. */
function assertAll(expected, most) {
  assert.deepEqual([...gateway.seen.keys()].sort(), [...expected].sort());
  assert.ok(gateway.repeats() <= most, `${gateway.repeats()} repeats`);
}

describe('the drop-in scripts', () => {
  const scriptsOf = {
    'ecom.js and its tag': (address) => ['<script src="/ecom.js" defer></script>', `<ecom-tracker endpoint="${address}" write-key="key-1"></ecom-tracker>`],
    'tracker.js': (address) => [`<script src="/tracker.js" data-endpoint="${address}" data-write-key="key-1"></script>`],
    'outbox.js after tracker.js': (address) => [`<script src="/tracker.js"></script><script src="/outbox.js" data-endpoint="${address}" data-write-key="key-1"></script>`],
    'outbox.js before ecom.js': (address) => [`<script src="/outbox.js" data-endpoint="${address}" data-write-key="key-1" async></script><script src="/ecom.js" async></script>`],
  };
  for (const [how, tags] of Object.entries(scriptsOf)) {
    for (const strict of [false, true]) {
      test(`${how}: each event arrives within a second${strict ? ', under a strict policy with trusted types' : ''}`, async () => {
        if (strict) {
          headers['content-security-policy'] = `default-src 'none'; script-src 'self'; img-src data:; style-src 'self'; connect-src ${gateway.address}; require-trusted-types-for 'script'; trusted-types lit-html`;
        }
        page('/how', ...tags(gateway.address));
        const { page: tab, trouble } = await openPage(browser);
        await tab.goto(`http://localhost:${port}/how`);
        await track(tab, ['first']);
        await gateway.has(['first']);
        const before = Date.now();
        await track(tab, ['a']);
        await gateway.has(['a']);
        const { at, key, events, sentAt } = gateway.requests.at(-1);
        assert.ok(at - before < 1000, `${at - before} ms`);
        assert.equal(key, 'key-1');
        assert.equal(gateway.asked, 0, 'no browser asks first: what a page sends when it is left goes too');
        assert.ok(Math.abs(Date.parse(sentAt) - at) < 1000);
        const receipt = await tab.evaluate(() => window.ecom.receipts().at(-1));
        assert.deepEqual(events[0], { type: 'track', event: receipt.eventName, payload: receipt.payload, context: receipt.context });
        assert.deepEqual(trouble, []);
        assertAll(['first', 'a'], 0);
      });
    }
  }

  test('load no outbox where there is no endpoint', async () => {
    page('/without', '<script src="/ecom.js"></script>', '<ecom-tracker write-key="key-1"></ecom-tracker>');
    const tab = await visit('/without');
    assert.equal(await tab.evaluate(() => window.ecom.track('One') ?? document.querySelectorAll('script').length), 1);
  });

  test('with a nonce instead of addresses', async () => {
    headers['content-security-policy'] = `default-src 'none'; script-src 'nonce-once'; img-src data:; style-src 'nonce-once'; connect-src ${gateway.address}; require-trusted-types-for 'script'`;
    page('/nonce', '<script src="/ecom.js" nonce="once"></script>', `<ecom-tracker endpoint="${gateway.address}"></ecom-tracker>`);
    const tab = await visit('/nonce');
    await track(tab, ['a']);
    await gateway.has(['a']);
    assert.equal(gateway.requests[0].key, null);
  });

  test('say what is wrong with an endpoint that could be read on the way', async () => {
    page('/plain', '<script src="/ecom.js"></script>', '<ecom-tracker endpoint="http://shop.example/v1/events"></ecom-tracker>');
    const { page: tab, trouble } = await openPage(browser);
    await tab.goto(`http://localhost:${port}/plain`);
    await becomes(() => trouble, (lines) => lines.length);
    assert.deepEqual(trouble, ['ecom-events: there is no outbox: endpoint: events are sent over https only']);
  });

  test('pass on the category and whether what is personal goes along', async () => {
    page('/more', '<script src="/ecom.js"></script>', `<ecom-tracker endpoint="${gateway.address}" endpoint-category="necessary" endpoint-personal-data></ecom-tracker>`);
    const tab = await visit('/more');
    await tab.evaluate(() => window.ecom.track('Signed Up', { method: 'form', email: 'sara@example.com' }, { eventId: 'a' }));
    await gateway.has(['a']);
    assert.equal(gateway.requests[0].events[0].payload.email, 'sara@example.com');
  });
});

describe('nothing stored is lost', () => {
  test('when the tab is killed while the gateway hangs: the next page sends it', async () => {
    gateway.behave = () => false;
    const tab = await visit();
    await track(tab, ids('a', 10));
    await track(tab, ['order'], 'Order Completed');
    await becomes(() => gateway.requests.length, (count) => count);
    await kill(tab);
    gateway.behave = () => true;
    await visit();
    await gateway.has([...ids('a', 10), 'order']);
    assertAll([...ids('a', 10), 'order'], 0);
  });

  test('when the tab is killed: another one that is open sends it, and needs no event of its own', async () => {
    gateway.behave = () => false;
    const [first, second] = [await visit(), await visit()];
    await track(second, ['own']);
    await track(first, ids('a', 5));
    await kill(first);
    gateway.behave = () => true;
    await gateway.has([...ids('a', 5), 'own'], 40_000);
    assertAll([...ids('a', 5), 'own'], 0);
  });

  test('when the browser is killed with -9 and started again with the same profile', async () => {
    gateway.behave = () => false;
    const tab = await visit();
    await track(tab, ids('a', 20));
    await track(tab, ['order'], 'Order Completed');
    const ended = new Promise((resolve) => browser.process().once('exit', resolve));
    browser.process().kill('SIGKILL');
    await ended;
    gateway.behave = () => true;
    // The lock of the dead one is nobody's.
    for (const name of ['SingletonLock', 'SingletonCookie', 'SingletonSocket']) rmSync(join(profile, name), { force: true });
    browser = await open();
    await visit();
    await gateway.has([...ids('a', 20), 'order']);
    assertAll([...ids('a', 20), 'order'], 0);
  });

  test('when the network is gone, over a closed tab; and it is sent by itself when the network is back', async () => {
    const tab = await visit();
    await tab.setOfflineMode(true);
    await track(tab, ids('a', 5));
    await tab.close();
    assert.deepEqual([...gateway.seen.keys()], []);
    const next = await visit();
    await next.setOfflineMode(true);
    await track(next, ['b']);
    await next.setOfflineMode(false);
    await gateway.has([...ids('a', 5), 'b']);
  });

  test('when the connection drops after the gateway has taken it: it comes twice, with the same id', async () => {
    let drops = 2;
    gateway.behave = (_request, response, events) => {
      if (!drops--) return (gateway.behave = () => true)();
      gateway.store(events);
      response.socket.destroy();
      return false;
    };
    const tab = await visit();
    await track(tab, ['a', 'b']);
    await becomes(() => gateway.repeats(), (repeats) => repeats === 4, 15_000);
    assertAll(['a', 'b'], 4);
  });

  test('when each page is left as soon as something has happened on it', async () => {
    page('/', '<script src="/ecom.js"></script>', `<ecom-tracker endpoint="${gateway.address}"></ecom-tracker><a href="/?next">Next</a>`);
    const tab = await visit();
    const all = ids('a', 12);
    for (const eventId of all) {
      await tab.waitForFunction(() => window.ecom?.receipts);
      // The last thing on the page, in the turn in which it is left.
      await Promise.all([
        tab.waitForNavigation(),
        tab.evaluate((eventId) => {
          window.ecom.track('Product Clicked', { product_id: '1', name: 'Mug' }, { eventId });
          setTimeout(() => document.querySelector('a').click());
        }, eventId),
      ]);
    }
    await gateway.has(all);
    assertAll(all, all.length);
  });
});

describe('a gateway that is not well', () => {
  test('answers 429 with Retry-After: it is left alone for that long, by reloads too', async () => {
    let asked;
    gateway.behave = (_request, response) => {
      asked = Date.now();
      gateway.behave = () => true;
      response.writeHead(429, { 'retry-after': '3' }).end();
      return false;
    };
    const tab = await visit();
    await track(tab, ['a']);
    await eventually(() => stored(tab, 'state'), (state) => state?.until > Date.now());
    await tab.reload();
    await track(tab, ['b']);
    await gateway.has(['a', 'b']);
    assert.equal(gateway.requests.length, 2);
    assert.ok(gateway.requests[1].at - asked >= 2950, `${gateway.requests[1].at - asked} ms`);
  });

  test('fails at random in every way, over reloads and killed tabs: 150 events arrive, each rejected one is known', async () => {
    // As a fixed sequence, so that a failure can be had again.
    let seed = 7;
    const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
    let taken = 0;
    gateway.statusOf = (id) => (id.endsWith('3') ? 'rejected' : 'accepted');
    gateway.behave = (_request, response, events) => {
      const chance = random();
      if (chance < 0.4) return true;
      if (chance < 0.55) response.writeHead(500).end('oops');
      else if (chance < 0.65) response.writeHead(503, { 'retry-after': '1' }).end();
      else if (chance < 0.75) response.socket.destroy();
      else if (chance < 0.85) {
        taken += events.length;
        gateway.store(events);
        response.socket.destroy();
      } else gateway.answer(response, events.slice(0, Math.ceil(events.length / 2)));
      return false;
    };
    const all = [];
    for (let round = 0; round < 15; round++) {
      const tab = await visit();
      const mine = ids(`r${round}`, 10);
      all.push(...mine);
      for (const id of mine) await track(tab, [id]);
      if (round % 3 === 0) await kill(tab);
      else if (round % 3 === 1) await tab.reload();
      else await tab.close();
    }
    const last = await visit();
    gateway.behave = () => true;
    await gateway.has(all, 60_000);
    assert.deepEqual(await eventually(() => stored(last), (keys) => keys.length === 1, 60_000), ['state'], 'nothing waits any more');
    const { rejected } = await stored(last, 'state');
    assert.ok(rejected.length && rejected.every(({ eventId }) => eventId.endsWith('3')));
    assert.deepEqual([...gateway.seen.keys()].sort(), [...all].sort());
    // Besides what the gateway left unanswered, what was on its way when its tab was left.
    assert.ok(gateway.repeats() <= taken + 50, `${gateway.repeats()} repeats, ${taken} unanswered`);
  });
});

describe('tabs and pages', () => {
  test('four tabs at once: one sends at a time, and each event arrives once', async () => {
    gateway.behave = (_request, response, events) => {
      void setTimeout(30).then(() => gateway.answer(response, events));
      return false;
    };
    const tabs = [];
    for (let index = 0; index < 4; index++) {
      tabs.push(await visit());
      // While it is in front: an outbox that is there only when its page is hidden takes it for one that is being left.
      await track(tabs[index], [`first${index}`]);
      await gateway.has([`first${index}`]);
    }
    const all = tabs.map((_, index) => ids(`t${index}`, 20));
    await Promise.all(tabs.map((tab, index) => track(tab, all[index])));
    const sent = [...tabs.map((_, index) => `first${index}`), ...all.flat()];
    await gateway.has(sent);
    assertAll(sent, 0);
    assert.equal(gateway.mostOpen, 1);
  });

  test('a page with an outbox comes back from the back/forward cache, and goes on', async () => {
    const tab = await visit();
    await track(tab, ['a']);
    await gateway.has(['a']);
    await tab.evaluate(() => addEventListener('pageshow', ({ persisted }) => (window.cameBack = persisted)));
    page('/other', '');
    await tab.goto(`http://localhost:${port}/other`);
    await tab.goBack();
    assert.equal(await tab.evaluate(() => window.cameBack ?? JSON.stringify(performance.getEntriesByType('navigation')[0].notRestoredReasons)), true);
    await track(tab, ['b']);
    await gateway.has(['b']);
    // Once more when the page was left before it had read the answer.
    assertAll(['a', 'b'], 1);
  });

  test('a click on an element arrives as the page has reported it', async () => {
    page('/', '<script src="/ecom.js"></script>', `<ecom-tracker endpoint="${gateway.address}"></ecom-tracker>${product}`);
    const tab = await visit();
    await tab.click('ecom-add-to-cart button');
    const id = await eventually(() => tab.evaluate(() => window.ecom.receipts()[0]?.context.event_id), Boolean);
    await gateway.has([id]);
    assert.equal(gateway.requests[0].events[0].event, 'Product Added');
  });
});
