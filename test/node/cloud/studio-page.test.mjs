// The Studio in a real browser, against a gateway that runs: what an operator sees and does there, in both languages, by mouse
// and by keyboard, under its own policy and with a clean console.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { root } from '../../../scripts/run.mjs';
import { openStore } from '../../../dist/src/cloud/gateway/store/open.js';
import { eventually as becomes, launch, openPage } from '../browser.mjs';
import { faults } from '../demo-shop.mjs';
import { adminSecret, event, failure, fakeRunner, keys, start, success, viewed } from './gateway.mjs';
import { accepted } from './store-conformance.mjs';

const specs = [
  { name: 'mail', kind: 'local', events: ['*'], scheduleMs: [0] },
  { name: 'stock', kind: 'local', events: ['order.completed'], scheduleMs: [0] },
];

let browser;
let page;
let trouble;
let g;
let broken;
let ends;

before(async () => (browser = await launch()));
after(() => browser.close());

beforeEach(async () => {
  broken = false;
  ends = [];
  const answer = ({ payload }) => {
    if (broken) return failure({ message: 'mail.example answered 500', durationMs: 7 });
    const logs = [{ level: 'log', text: `mailed ${payload.event}`, at: Date.now() }];
    return success({ data: { sent: true }, logs, requests: [{ method: 'POST', url: 'https://mail.example/send', status: 202, durationMs: 4 }] });
  };
  g = await start({ after: (end) => ends.unshift(end) }, { specs, runner: fakeRunner(answer) });
  // A key that is refused is a line in the console, too.
  ({ page, trouble } = await openPage(browser, (text) => !/status of 4(01|29)/.test(text)));
  await page.setViewport({ width: 1280, height: 900 });
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
});

afterEach(async () => {
  await page.browserContext().close();
  for (const end of ends) await end();
  assert.deepEqual(trouble, []);
});

const text = (selector) => page.$eval(selector, (element) => element.textContent.replace(/[\u2068\u2069]/g, '').replace(/\s+/g, ' ').trim());
const texts = (selector) => page.$$eval(selector, (all) => all.map((element) => element.textContent.replace(/[\u2068\u2069]/g, '').replace(/\s+/g, ' ').trim()));
/** Resolves when the element's text is as expected. */
const says = (selector, expected) => becomes(() => text(selector).catch(() => undefined), (found) => (expected instanceof RegExp ? expected.test(found) : found === expected));
const focused = () => page.evaluate(() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent.trim());

async function signIn(place = 'events', key = adminSecret) {
  await page.goto(`${g.gateway.url}/studio#/${place}`);
  await page.waitForSelector('input[name="key"]');
  await page.type('input[name="key"]', key);
  await page.keyboard.press('Enter');
  if (key === adminSecret) await page.waitForSelector('nav');
}

/** Answers requests instead of the gateway where `answer` has one; until the function it resolves with is called. */
async function interfere(answer) {
  const intercept = (request) => {
    const instead = answer(new URL(request.url()).pathname, request.method());
    void (instead ? request.respond(instead) : request.continue());
  };
  await page.setRequestInterception(true);
  page.on('request', intercept);
  return async () => {
    page.off('request', intercept);
    await page.setRequestInterception(false);
  };
}

/** Lets the page's time go twenty times faster. */
const hurry = () =>
  page.evaluateOnNewDocument(() => {
    const { setTimeout: wait } = window;
    window.setTimeout = (work, ms) => wait(work, ms / 20);
  });

/** Leaves events whose deliveries are dead, of functions that are no more: names of functions, and how many events. */
async function leaveDead(...parts) {
  const store = await openStore('file:events.db', g.directory);
  for (const [names, count] of parts) {
    const deliveries = names.split(' ').map((name) => ({ function: name }));
    await store.append(Array.from({ length: count }, () => accepted({ eventId: crypto.randomUUID(), deliveries })));
    for (const { function: name } of deliveries) {
      const claimed = await store.claim({ function: name, limit: count, owner: 'o', now: 2000, until: 5000 });
      await Promise.all(claimed.map((one) => store.finish({ claimed: one, state: 'dead', due: 0, reason: 'post.example answered 500', attempt: { number: 1, at: 1500, outcome: failure() } })));
    }
  }
  await store.close();
}

/** That a request failed as a test wants it is no trouble. */
const forgive = (expected) => trouble.splice(0, trouble.length, ...trouble.filter((line) => !expected.test(line)));

/** Puts a value into a field, as choosing it does. */
const choose = (name, value) =>
  page.$eval(
    `[name="${name}"]`,
    (input, chosen) => {
      input.value = chosen;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    },
    value,
  );

/** Tabs on until this has the focus. */
async function tabTo(label) {
  for (let presses = 0; presses < 60; presses++) {
    if ((await focused()) === label) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`${label} is not to be reached by the keyboard`);
}

/** A day in the shop: three sessions of two browsers; one order in three at each end of a destination. */
async function aDay() {
  const payload = { product_id: '7', products: [], total: 70, currency: 'SAR' };
  const walk = (session, browserId, ...names) =>
    names.map((name) => event(name, { ...payload, order_id: session }, { event_id: `${name.toLowerCase().replace(' ', '-')}-${session}`, session_id: session, anonymous_id: browserId }));
  const whole = ['Product Viewed', 'Product Added', 'Checkout Started', 'Order Completed'];
  const receipts = [['order-completed-s1', 'ga4', 'delivered'], ['order-completed-s2', 'ga4', 'dropped', 'consent'], ['order-completed-s3', 'ga4', 'failed', 'NotFoundError']];
  await g.send({ events: [...walk('s1', 'a1', ...whole), ...walk('s2', 'a1', ...whole), ...walk('s3', 'a2', ...whole), ...walk('s4', 'a3', 'Product Viewed'), { type: 'receipts', context: { event_id: 'r' }, receipts }] });
  // A function that fails too often is left alone: it has these before a test breaks it.
  await becomes(
    async () => (await g.admin('/functions')).functions.reduce((sum, { counts }) => sum + counts.pending + counts.leased, 0),
    (waiting) => waiting === 0,
  );
}

describe('the Studio', () => {
  test('lets in who has an admin key, tells who has not, and forgets the key when they leave', async () => {
    await signIn('events', 'not-the-admin-key');
    await says('[role="alert"]', 'This is no admin key of this gateway.');
    await page.click('#language');
    await says('[role="alert"]', 'ليس هذا مفتاح إدارة لهذه البوابة.');
    await page.click('#language');
    await page.$eval('input[name="key"]', (input) => (input.value = ''));
    await page.type('input[name="key"]', adminSecret);
    await page.click('[type="submit"]');
    await says('h1', 'Events');
    assert.ok(!page.url().includes(adminSecret));
    await page.reload();
    await says('h1', 'Events');
    await page.click('#sign-out');
    await says('h1', 'Studio');
    assert.equal(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage })).then((kept) => kept.includes('admin')), false);
    await page.reload();
    await page.waitForSelector('input[name="key"]');
  });

  test('says so when too many wrong keys were tried', async () => {
    for (let index = 0; index < 10; index++) await g.fetch('/admin/api/studio/session', { headers: { authorization: `Bearer guess-${index}` } });
    await signIn('events', 'one-more-guess');
    await says('[role="alert"]', /^Too many wrong keys\. Try again in \d+ seconds\.$/);
  });

  test('shows an event as it arrives, and its whole way', async () => {
    await signIn();
    await says('.empty', 'No events yet. As soon as one arrives, it is here.');
    await g.send({ events: [viewed({ price: '35' }, { event_id: 'e1' }), { type: 'receipts', context: { event_id: 'r' }, receipts: [['e1', 'ga4', 'dropped', 'consent']] }] });
    await says('#events tbody a', 'product.viewed');
    await says('#events tbody tr', /Delivered 1 of 1 delivered Page/);
    await page.click('#events tbody a');
    await says('h1', 'product.viewed');
    assert.equal(await page.evaluate(() => document.activeElement.localName), 'h1');
    assert.equal(await page.title(), 'product.viewed · Studio');
    assert.deepEqual((await texts('.way h2')), ['Received', 'Checked', 'Deliveries to functions', 'On the page (Device Mode)']);
    assert.match(await text('.way li:nth-child(2) tbody'), /Repaired price/);
    assert.match(await text('#receipts tbody'), /ga4 Dropped the shopper has not agreed to it/);
    await page.click('.attempt summary');
    const attempt = await text('.attempt');
    for (const part of ['Attempt 1', '200', '"sent": true', 'mailed product.viewed', 'POST https://mail.example/send', '202']) assert.ok(attempt.includes(part), part);
  });

  test('shows what an event says only when it is asked for, and as text', async () => {
    const evil = '<img src=x onerror=alert(1)>';
    await g.send({ events: [viewed({ name: evil }, { event_id: 'e1', user_id: 'u-noura' }), event(evil, {}, { event_id: 'e2' })] });
    await signIn();
    await page.waitForSelector('#events tbody tr + tr');
    await page.evaluate(() => (location.hash = '#/events/e1'));
    await page.waitForSelector('#payload');
    assert.ok(!(await text('main')).includes('u-noura'));
    await page.click('#payload button');
    await becomes(() => text('#payload'), (shown) => shown.includes(evil) && shown.includes('u-noura'));
    assert.equal(await page.$('main img'), null);
    await page.click('#payload button');
    await becomes(() => text('#payload'), (shown) => !shown.includes('u-noura'));
  });

  test('narrows the list down, stops it, and goes on', async () => {
    await g.send({ events: [viewed({}, { event_id: 'e1', anonymous_id: 'b1' }), event('Product Added', { product_id: '7' }, { event_id: 'e2' }), viewed({ price: 'x' }, { event_id: 'r1' })] });
    await signIn();
    const names = () => texts('#events tbody a');
    await becomes(names, ({ length }) => length === 3);
    await page.select('select[name="status"]', 'rejected');
    await becomes(names, ({ length }) => length === 1);
    assert.match(await text('#events tbody'), /Rejected/);
    await page.select('select[name="status"]', '');
    await page.type('input[name="name"]', 'Product Added');
    await page.keyboard.press('Enter');
    await becomes(names, (found) => found.join() === 'product.added');
    await page.click('.filters button');
    await becomes(names, ({ length }) => length === 3);
    await page.type('input[name="who"]', 'b1');
    await page.keyboard.press('Enter');
    await becomes(names, (found) => found.join() === 'product.viewed');
    assert.ok(!page.url().includes('b1'), 'an id of a shopper stands in no address');
    await page.click('.filters button');
    await becomes(names, ({ length }) => length === 3);
    await page.click('#live');
    await says('.live span:nth-child(2)', 'Paused');
    await g.send(event('Product Clicked', { product_id: '7' }));
    await g.runner.until(3);
    assert.equal((await names()).length, 3);
    await page.click('#live');
    await becomes(names, ({ length }) => length === 4);
  });

  test('shows older events when they are asked for, and keeps them while new ones arrive', async () => {
    await g.send({ events: Array.from({ length: 60 }, (_, index) => viewed({}, { event_id: `e${index}` })) });
    await signIn();
    const count = () => page.$$eval('#events tbody tr', ({ length }) => length);
    await becomes(count, (found) => found === 50);
    await page.click('.more button');
    await becomes(count, (found) => found === 60);
    await g.send(viewed());
    await becomes(count, (found) => found === 61);
    assert.equal(await page.$('.more button'), null);
  });

  test('tells of new events now and then, not of each', async () => {
    await signIn();
    await page.evaluate(() => {
      window.told = [];
      new MutationObserver(() => window.told.push(document.querySelector('[role="status"]').textContent)).observe(document.querySelector('[role="status"]'), { childList: true });
    });
    for (let index = 0; index < 3; index++) {
      await g.send(viewed());
      await becomes(() => page.$$eval('#events tbody tr', ({ length }) => length), (count) => count === index + 1);
    }
    assert.deepEqual(await page.evaluate(() => window.told), []);
  });

  test('calls dead letters again, one or all, and deletes them only after a question', async () => {
    broken = true;
    await g.send({ events: [viewed({}, { event_id: 'e1' }), viewed(), viewed()] });
    await signIn('problems');
    const dead = () => page.$$eval('#dead tbody tr', ({ length }) => length);
    await becomes(dead, (count) => count === 3);
    broken = false;
    await page.click('#dead tbody button');
    await says('[role="status"]', /^Dead letters called again: 1/);
    await becomes(dead, (count) => count === 2);
    broken = true;
    await page.click('#replay-all');
    await says('#question-text', 'Of all functions: 2. Each is called again, with a schedule that starts anew.');
    await page.click('#yes');
    await says('[role="status"]', /^Dead letters called again: 2/);
    await becomes(async () => (await g.admin('/dlq')).deliveries.length, (count) => count === 2);
    await becomes(dead, (count) => count === 2);
    await page.click('#purge');
    await page.waitForSelector('dialog[open]');
    assert.equal(await focused(), 'Cancel');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { hidden: true });
    assert.equal((await g.admin('/dlq')).deliveries.length, 2);
    await page.click('#purge');
    await page.waitForSelector('dialog[open]');
    await page.click('#yes');
    await says('[role="status"]', /^Dead letters deleted: 2/);
    await says('main section:first-of-type .empty', 'No dead letters.');
  });

  test('shows more than the newest dead letters, how many each function has, and asks by number and name', async () => {
    // The newest ones are all of one function; where the largest answer ends is an event that has two.
    await leaveDead(['ledger', 10], ['ledger post', 1], ['post', 199]);
    await signIn('problems');
    const dead = () => page.$$eval('#dead tbody tr', ({ length }) => length);
    await becomes(dead, (count) => count === 100);
    assert.deepEqual(await texts('[name="function"] option'), ['Functions: all (211)', 'ledger (11)', 'post (200)']);
    await says('.more p', 'The newest 100 of 211.');
    for (const shown of [200, 211]) {
      await page.click('#older');
      await becomes(dead, (count) => count === shown);
    }
    assert.equal(await page.$('.more'), null);
    await page.select('[name="function"]', 'post');
    await becomes(dead, (count) => count === 100);
    await says('.more p', 'The newest 100 of 200.');
    await page.select('[name="function"]', 'ledger');
    await becomes(dead, (count) => count === 11);
    await page.click('#purge');
    await says('#question-text', 'Of ledger: 11. Dead letters that are deleted can never be replayed. The events themselves stay.');
    assert.equal(await page.$eval('dialog', (dialog) => dialog.getAttribute('aria-describedby')), 'question-text');
    await page.click('#yes');
    await says('[role="status"]', 'Dead letters deleted: 11');
    await becomes(() => texts('[name="function"] option'), (found) => found.join(' ') === 'Functions: all (200) ledger (0) post (200)');
  });

  test('says why a view could not be loaded, and tries again when asked', async () => {
    await aDay();
    const answer = { status: 503, contentType: 'application/json', body: '{"error":{"message":"no"}}' };
    const views = [['events', '#events'], ['events/order-completed-s1', '.way'], ['funnel', '#funnel'], ['functions', '.function'], ['problems', '#rejected-title'], ['reconciliation', '.sentence']];
    await signIn('functions');
    const mend = await interfere((path) => /studio\/(events|funnel|rejected|reconciliation)|api\/(functions|dlq)/.test(path) && answer);
    for (const [place] of views) {
      await page.evaluate((to) => (location.hash = `#/${to}`), place);
      await says('.empty [role="alert"]', 'The gateway does not answer. Trying again…');
      assert.equal(await page.$('#stale .trouble'), null, 'said once');
    }
    await page.click('#language');
    await says('.empty [role="alert"]', 'البوابة لا تجيب. تُعاد المحاولة…');
    await says('#try-again', 'أعد المحاولة');
    await page.click('#language');
    await mend();
    for (const [place, there] of views) {
      const allow = await interfere((path) => /studio\/(events|funnel|rejected|reconciliation)|api\/(functions|dlq)/.test(path) && answer);
      await page.evaluate((to) => (location.hash = `#/${to}`), place);
      await page.waitForSelector('#try-again');
      await allow();
      await page.click('#try-again');
      await page.waitForSelector(there);
      assert.equal(await page.evaluate(() => document.activeElement.localName), 'h1');
      assert.equal(await page.$('.empty [role="alert"]'), null);
    }
    forgive(/status of 503/);
  });

  test('says that there is no such event, and does not ask for ever', async () => {
    await hurry();
    await signIn();
    const asked = [];
    page.on('request', (request) => /studio\/(events|rejected)\//.test(request.url()) && asked.push(request.url()));
    for (const [place, requests] of [['events/nobody', 1], ['rejected/abc', 0], ['rejected/99', 1]]) {
      asked.length = 0;
      await page.evaluate((to) => (location.hash = `#/${to}`), place);
      await says('.empty [role="alert"]', 'There is no such event.');
      // Longer than until it would have been asked again.
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 8000)));
      assert.equal(asked.length, requests, place);
    }
    await page.click('#language');
    await says('.empty [role="alert"]', 'لا يوجد حدث كهذا.');
    forgive(/status of 404/);
  });

  test('says at the field what is wrong with a name or days, and asks for nothing then', async () => {
    await aDay();
    await signIn('reconciliation');
    await page.waitForSelector('.sentence');
    const asked = [];
    page.on('request', (request) => /reconciliation\?|funnel\?/.test(request.url()) && asked.push(request.url()));
    const wrong = async (name, value, expected) => {
      await choose(name, value);
      await says(`#${name}-fault`, expected);
      assert.deepEqual(await page.$eval(`[name="${name}"]`, (input) => ['aria-invalid', 'aria-describedby'].map((of) => input.getAttribute(of))), ['true', `${name}-fault`]);
      assert.equal(await page.$eval(`#${name}-fault`, (element) => element.getAttribute('role')), 'alert');
      assert.equal(await page.$('main .sentence, main .empty'), null);
    };
    const today = await page.$eval('[name="to"]', (input) => input.value);
    await wrong('to', '', 'Choose a day.');
    await choose('to', today);
    await page.waitForSelector('.sentence');
    await wrong('name', '', 'Name an event.');
    await choose('name', 'order.completed');
    await page.waitForSelector('.sentence');
    asked.length = 0;
    await wrong('to', '2020-01-01', 'Choose a day that is not before the first one.');
    await choose('from', '2020-01-01');
    await says('.empty', 'No orders in these days.');
    assert.equal(asked.length, 1);
    await wrong('to', '2020-03-03', 'Choose 62 days at most.');
    await page.click('#language');
    await says('#to-fault', 'اختر 62 يومًا على الأكثر.');
    await choose('to', '2020-03-02');
    await becomes(() => page.$('main .empty'), Boolean);
    assert.equal(asked.length, 2);
  });

  test('shows no numbers under another day than their own', async () => {
    await aDay();
    await signIn('funnel');
    await page.waitForSelector('#funnel');
    const shown = () => page.$$eval('#funnel, .funnel', ({ length }) => length);
    let failing = false;
    await interfere((path) => /funnel/.test(path) && failing && { status: 503, contentType: 'application/json', body: '{}' });
    failing = true;
    await choose('day', '2026-01-02');
    assert.equal(await shown(), 0);
    await says('.empty [role="alert"]', 'The gateway does not answer. Trying again…');
    failing = false;
    await page.click('#try-again');
    await says('.empty', 'Nobody was seen that day.');
    await choose('day', '');
    await says('#day-fault', 'Choose a day.');
    assert.equal(await page.$('main .empty'), null);
    forgive(/status of 503/);
  });

  test('leaves what an action failed of until it is dismissed or another one begins', async () => {
    await hurry();
    broken = true;
    await g.send(viewed({}, { event_id: 'e1' }));
    await signIn('functions');
    await page.waitForSelector('[aria-label="Pause mail"]');
    const mend = await interfere((path, method) => method === 'POST' && /pause|purge|retry/.test(path) && { status: 503, contentType: 'application/json', body: '{}' });
    /** Resolves when the view was loaded twice more. */
    const polled = async (path) => {
      for (let times = 0; times < 2; times++) await page.waitForResponse((response) => response.url().includes(path) && response.ok());
    };
    await page.click('[aria-label="Pause mail"]');
    await says('#trouble', 'The gateway did not answer. Try it again.');
    await polled('/functions');
    assert.equal(await text('#trouble'), 'The gateway did not answer. Try it again.');
    await page.click('#language');
    await says('#trouble', 'لم تُجب البوابة. أعد المحاولة.');
    await page.click('#language');
    await page.click('#dismiss');
    await says('#trouble', '');
    assert.equal(await focused(), 'Functions');
    await page.evaluate(() => (location.hash = '#/problems'));
    await page.waitForSelector('#dead tbody button');
    await page.click('#dead tbody button');
    await says('#trouble', 'The gateway did not answer. Try it again.');
    await polled('/dlq');
    assert.equal(await text('#trouble'), 'The gateway did not answer. Try it again.');
    await page.click('#purge');
    await page.waitForSelector('dialog[open]');
    assert.equal(await text('#trouble'), '');
    await page.click('#yes');
    await says('#trouble', 'The gateway did not answer. Try it again.');
    await mend();
    await page.click('#purge');
    await page.waitForSelector('dialog[open]');
    await page.click('#yes');
    await says('main section:first-of-type .empty', 'No dead letters.');
    assert.equal(await text('#trouble'), '');
    forgive(/status of 503/);
  });

  test('replays a dead letter from its event', async () => {
    broken = true;
    await g.send(viewed({}, { event_id: 'e1' }));
    await signIn('events/e1');
    await says('.view-head .chip', 'Dead letter');
    broken = false;
    await page.click('.delivery .row button');
    await says('.view-head .chip', 'Delivered');
    assert.equal(await page.$$eval('.attempt', ({ length }) => length), 2);
  });

  test('groups rejected events by the rule they broke', async () => {
    await g.send({ events: [viewed({ price: 'x' }), viewed({ price: 'much' }), event('Order Completed', { total: 1 })] });
    await signIn('problems');
    await page.waitForSelector('#rejected tbody tr');
    const rows = await texts('#rejected tbody tr');
    assert.match(rows[0], /^Product Viewed price a number.* string \(\d\) 2 /);
    assert.match(rows[1], /^Order Completed order_id .* 1 /);
    await page.click('#rejected tbody tr a');
    await says('.view-head .chip', 'Rejected');
  });

  test('pauses a function and lets it go on', async () => {
    await g.send(viewed());
    await signIn('functions');
    await says('.function[aria-label="mail"] .chip', 'Running');
    await becomes(() => text('.function[aria-label="mail"] .figures'), (figures) => /Calls a minute ?0\.2 ?Failed ?0%/.test(figures));
    await page.click('[aria-label="Pause mail"]');
    await says('.function[aria-label="mail"] .chip', 'Paused');
    assert.equal((await g.admin('/functions')).functions.find(({ function: name }) => name === 'mail').paused, true);
    await page.click('[aria-label="Resume mail"]');
    await says('.function[aria-label="mail"] .chip', 'Running');
  });

  test('draws a day’s funnel, by session and by shopper, with the same numbers in a table', async () => {
    await aDay();
    await signIn('funnel');
    await page.waitForSelector('#funnel');
    const numbers = () => page.$$eval('#funnel tbody td:nth-child(2)', (all) => all.map(({ textContent }) => textContent));
    assert.deepEqual(await numbers(), ['4', '3', '3', '3']);
    assert.deepEqual(await texts('.funnel .step-name'), ['Product viewed · 4', 'Product added · 3', 'Checkout started · 3', 'Order completed · 3']);
    assert.match((await texts('#funnel tbody tr'))[1], /3 75% 1 \(25%\)$/);
    const widths = await page.$$eval('.funnel .bar', (bars) => bars.map((bar) => Math.round((bar.getBoundingClientRect().width / bars[0].getBoundingClientRect().width) * 100)));
    assert.deepEqual(widths, [100, 75, 75, 75]);
    await page.click('input[value="shopper"]');
    await becomes(numbers, (found) => found.join() === '3,2,2,2');
    await page.$eval('input[name="day"]', (input) => {
      input.value = '2026-01-01';
      input.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await says('.empty', 'Nobody was seen that day.');
  });

  test('says what each destination of the page missed, and leads there', async () => {
    await aDay();
    await g.sendSigned(event('Order Completed', { order_id: 's1', total: 70, currency: 'SAR', products: [] }, { event_id: 'from-the-server' }));
    await signIn('reconciliation');
    await says('.sentence', '2 of 3 orders missed at ga4: consent 1, blocked 1');
    await page.click('#language');
    await says('.sentence', '2 من 3 من الطلبات لم تصل إلى ga4: الموافقة 1، محجوب 1');
    await page.click('.examples a');
    await says('h1', 'order.completed');
  });

  test('is in Arabic from right to left, and stays so', async () => {
    await g.send(viewed());
    await signIn();
    await page.click('#language');
    await says('h1', 'الأحداث');
    assert.deepEqual(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]), ['ar', 'rtl']);
    const [nav, main] = await page.evaluate(() => ['nav', 'main'].map((name) => document.querySelector(name).getBoundingClientRect().left));
    assert.ok(nav > main);
    await page.reload();
    await says('h1', 'الأحداث');
    await says('#events tbody .chip', 'سُلِّم');
  });

  test('is worked by the keyboard alone', async () => {
    broken = true;
    await g.send(viewed({}, { event_id: 'e1' }));
    await signIn();
    await page.keyboard.press('Tab');
    await tabTo('Skip to the content');
    await page.keyboard.press('Enter');
    assert.equal(await focused(), 'Events');
    await page.keyboard.down('Shift');
    for (let presses = 0; presses < 5 && (await focused()) !== 'Problems'; presses++) await page.keyboard.press('Tab');
    await page.keyboard.up('Shift');
    await tabTo('Problems');
    await page.keyboard.press('Enter');
    await becomes(focused, (label) => label === 'Problems');
    await page.waitForSelector('#dead');
    broken = false;
    await tabTo('Replay product.viewed at mail');
    await page.keyboard.press('Enter');
    await becomes(() => page.$('#dead'), (table) => !table);
  });

  test('goes on by itself when the gateway was away', async () => {
    await signIn();
    await page.setOfflineMode(true);
    await says('main > [role="alert"]', 'The gateway does not answer. Trying again…');
    await page.setOfflineMode(false);
    await g.send(viewed());
    await says('#events tbody a', 'product.viewed');
    assert.equal(await text('main > [role="alert"]'), '');
    // That a request failed is the network's to tell.
    trouble.splice(0, trouble.length, ...trouble.filter((line) => !/ERR_INTERNET_DISCONNECTED/.test(line)));
  });

  test('shows the way out to who is signed out elsewhere', async () => {
    await signIn();
    await page.evaluate(() => sessionStorage.setItem('ecom-studio.key', 'a key that was retired'));
    await page.reload();
    await says('[role="alert"]', 'This is no admin key of this gateway.');
    assert.equal(await page.evaluate(() => sessionStorage.getItem('ecom-studio.key')), null);
  });
});

test('what a shop’s page reports of its own destinations is what the Studio tells', async (t) => {
  const files = { '/ecom.js': 'ecom.js', '/outbox.js': 'outbox.js' };
  const shop = createServer(({ url }, response) => {
    const file = files[url];
    response.setHeader('content-type', file ? 'text/javascript' : 'text/html; charset=utf-8');
    const html = `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Shop</title><script src="/ecom.js"></script>
      <ecom-tracker endpoint="${g.gateway.url}/v1/events" write-key="browser2" consent="analytics"></ecom-tracker></html>`;
    response.end(file ? readFileSync(`${root}dist/${file}`) : html);
  });
  await new Promise((resolve) => shop.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    shop.closeAllConnections();
    shop.close();
  });
  const origin = `http://127.0.0.1:${shop.address().port}`;
  const directory = g.directory;
  await g.gateway.stop();
  g = await start({ after: (end) => ends.unshift(end) }, { specs, directory, config: { keys: [...keys, { id: 'browser2', kind: 'browser', origins: [origin] }] } });
  const { page: visit, trouble: faulty } = await openPage(browser, (line) => !/"blocked" failed/.test(line));
  t.after(() => visit.browserContext().close());
  await visit.goto(origin);
  await visit.waitForFunction(() => window.ecom?.receipts);
  await visit.evaluate(() => {
    const { ecom } = window;
    ecom.register({ name: 'counter', category: 'analytics', track: () => {} });
    ecom.register({ name: 'ads', category: 'marketing', track: () => {} });
    ecom.register({ name: 'blocked', category: 'analytics', track: () => Promise.reject(new DOMException('no vendor on the page', 'NotFoundError')) });
    ecom.track('Order Completed', { order_id: '50', total: 70, currency: 'SAR', products: [{ product_id: '7', price: 70, quantity: 1 }] }, { eventId: 'order-50' });
  });
  await becomes(async () => (await g.admin('/studio/events/order-50')).receipts?.length, (count) => count === 3, 10_000);
  await signIn('reconciliation');
  await becomes(() => texts('.sentence'), (found) => found.join('; ') === '1 of 1 orders missed at ads: consent 1; 1 of 1 orders missed at blocked: blocked 1; All 1 orders reached counter');
  assert.deepEqual(faulty, []);
});

for (const [lang, scheme, width] of [['en', 'light', 1280], ['ar', 'dark', 1280], ['en', 'dark', 320], ['ar', 'light', 390]]) {
  test(`is accessible: ${lang}, ${scheme}, ${width} pixels wide`, async () => {
    await page.setBypassCSP(true); // axe is no part of the Studio.
    await page.setViewport({ width, height: 800 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }, { name: 'prefers-reduced-motion', value: 'reduce' }]);
    await aDay();
    broken = true;
    await g.send({ events: [viewed({ price: '35' }, { event_id: 'e1' }), viewed({ price: 'x' }), { type: 'receipts', context: { event_id: 'r' }, receipts: [['e1', 'ga4', 'failed', 'TypeError']] }] });
    await becomes(async () => (await g.admin('/dlq')).deliveries.length, (count) => count > 0);
    await page.goto(`${g.gateway.url}/studio`);
    await page.evaluate((to) => localStorage.setItem('ecom-studio.language', to), lang);
    await page.reload();
    const check = async (state) => assert.deepEqual([state, ...(await faults(page))], [state]);
    await page.waitForSelector('input[name="key"]');
    await check('door');
    await signIn();
    const [{ seq }] = (await g.admin('/studio/events', { status: 'rejected' })).rows;
    for (const [place, there] of [['events', '#events'], ['events/e1', '.attempt'], [`rejected/${seq}`, '.way'], ['funnel', '.funnel'], ['functions', '.function'], ['problems', '#dead'], ['reconciliation', '.stacked']]) {
      await page.evaluate((to) => (location.hash = `#/${to}`), place);
      await page.waitForSelector(there);
      await page.$$eval('summary', (all) => all.forEach((summary) => summary.click()));
      if (await page.$('#payload button')) {
        await page.click('#payload button');
        await page.waitForSelector('#payload pre');
      }
      await check(place);
    }
    await choose('to', '');
    await becomes(() => text('#to-fault'), Boolean);
    await check('a fault in a field');
    await page.evaluate(() => (location.hash = '#/events/nobody'));
    await page.waitForSelector('#try-again');
    await check('no such event');
    forgive(/status of 404/);
    await page.evaluate(() => (location.hash = '#/problems'));
    await page.waitForSelector('#dead tbody button');
    const mend = await interfere((path) => /retry/.test(path) && { status: 503, contentType: 'application/json', body: '{}' });
    await page.click('#dead tbody button');
    await page.waitForSelector('#dismiss');
    await check('a failed action');
    await mend();
    forgive(/status of 503/);
    await page.click('#purge');
    await page.waitForSelector('dialog[open]');
    await check('question');
  });
}
