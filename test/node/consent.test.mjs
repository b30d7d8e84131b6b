// Consent in a real browser: storage, cookies, requests and the calls of vendors are recorded, while it is pending, when it
// is granted, denied, and withdrawn.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, afterEach, before, describe, test } from 'node:test';
import { root } from '../../scripts/run.mjs';
import { eventually, launch, openPage } from './browser.mjs';

const policy = "default-src 'self'; style-src 'self'; require-trusted-types-for 'script'";

/** Vendors' globals that keep what they are called with; the ones that a shop has on its pages before any consent. */
const recorders = `
  window.calls = [];
  const record = (name) => (...call) => void calls.push([name, ...JSON.parse(JSON.stringify(call))]);
  window.dataLayer = window.dataLayer ?? [];
  window.gtag = record('gtag');
  window.fbq = record('fbq');
  window.snaptr = record('snaptr');
  window.ttq = Object.fromEntries(['track', 'page', 'identify', 'grantConsent', 'revokeConsent', 'holdConsent'].map((method) => [method, record('ttq.' + method)]));
  window.heard = [];
`;

/** All the shop's destinations, and one callback of each category. */
const destinations = `
  import { ga4 } from '/src/destinations/ga4.js';
  import { http } from '/src/destinations/http.js';
  import { meta } from '/src/destinations/meta.js';
  import { snapchat } from '/src/destinations/snapchat.js';
  import { tiktok } from '/src/destinations/tiktok.js';
  import { userData } from '/src/destinations/user-data.js';
  const user = userData();
  for (const destination of [ga4({ userData: user }), meta({ pixelId: '1', userData: user }), tiktok({ userData: user }), snapchat({ pixelId: 's', userData: user }), http({ url: '/collect', category: 'personalisation', personalData: true })]) ecom.register(destination);
  for (const category of ['necessary', 'analytics', 'marketing', 'personalisation']) {
    const note = (name, payload, context) => heard.push({ category, name, payload, context });
    ecom.register({ name: category, category, track: note, page: (payload, context) => note('page', payload, context) });
  }
  window.isReady = true;
`;

const files = { '/recorders.js': recorders, '/destinations.js': destinations, '/favicon.ico': '' };

/** The page of a product: `tag` is the attributes of the tracker, `head` what stands before the scripts. */
const productPage = ({ tag, head }) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A mug</title>
  <script src="/recorders.js"></script>${head}<script src="/ecom.js"></script><script type="module" src="/destinations.js"></script></head>
  <body><ecom-tracker ${tag} currency="SAR"></ecom-tracker><ecom-page name="Product"></ecom-page>
  <ecom-product product-id="1" name="Mug" price="35" currency="SAR" view="load"><h1>Mug</h1><ecom-add-to-cart><button>Add</button></ecom-add-to-cart></ecom-product>
  <ecom-order><script type="application/json">{ "order_id": "204417", "total": 58, "currency": "SAR", "products": [] }</script></ecom-order></body></html>`;

/** What the server was asked for that is no file: method and path. */
let asked = [];
let bodies = [];
let server;
let shop;
let browser;

before(async () => {
  server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    let text = files[pathname];
    if (pathname === '/product') {
      response.setHeader('content-security-policy', policy);
      text = productPage({ tag: searchParams.get('tag') ?? '', head: searchParams.get('head') ?? '' });
    } else if (pathname === '/away') text = '<!doctype html><html lang="en"><title>Away</title></html>';
    else if (text === undefined && existsSync(`${root}dist${pathname}`)) text = readFileSync(`${root}dist${pathname}`, 'utf8');
    else if (text === undefined) {
      let body = '';
      for await (const chunk of request) body += chunk;
      asked.push(`${request.method} ${pathname}`);
      bodies.push(body);
      text = '{}';
    }
    response.setHeader('content-type', pathname.endsWith('.js') ? 'text/javascript' : pathname === '/collect' ? 'application/json' : 'text/html; charset=utf-8');
    response.end(text);
  });
  await new Promise((resolve) => server.listen(0, 'localhost', resolve));
  shop = `http://localhost:${server.address().port}`;
  browser = await launch();
});

after(async () => {
  await browser?.close();
  server?.close();
});

/** Windows of the last test, which would go on sending. */
let opened = [];
afterEach(async () => {
  for (const page of opened.splice(0)) await page.browserContext().close();
});

/** Marks of a shopper in what they do: none of it may be where it is not to be. */
const canary = 'canary-7391';

/** A shopper in a window of their own, on the product's page. */
async function visit(tag, head = '') {
  asked = [];
  bodies = [];
  const { page, trouble } = await openPage(browser);
  opened.push(page);
  const requests = [];
  page.on('request', (request) => requests.push(`${request.method()} ${request.url()}`));
  const address = `${shop}/product?${new URLSearchParams({ tag, head })}`;
  const shopper = {
    page,
    trouble,
    requests,
    open: async () => {
      await page.goto(address);
      await page.waitForFunction('window.isReady');
    },
    /** What a shopper does: they look, add, sign in, order; what needs no consent has all of it by then. */
    async shop() {
      const before = (await shopper.heard('necessary')).length;
      await page.click('ecom-add-to-cart button');
      await page.evaluate((canary) => {
        ecom.track('Signed In', { email: `${canary}@example.com`, mobile: '+966501234567', first_name: canary, method: 'otp' });
        ecom.track('Gift Wrapped', { note: canary });
      }, canary);
      const count = before + 3 + (before < 3 ? 3 - before : 0);
      await eventually(() => shopper.heard('necessary'), ({ length }) => length >= count);
      await shopper.paints();
    },
    /** So many paints that whatever is to be delivered is. */
    paints: () => page.evaluate(async () => {
      for (let paint = 0; paint < 6; paint++) await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    }),
    update: (change) => page.evaluate((change) => ecom.consent.update(change), change),
    heard: (category) => page.evaluate((category) => heard.filter((got) => got.category === category).map(({ name }) => name), category),
    calls: () => page.evaluate(() => calls),
    /** All that a browser may keep for an origin. */
    stored: async () => ({
      ...(await page.evaluate(async () => ({
        local: Object.keys(localStorage).sort(),
        session: Object.keys(sessionStorage),
        databases: (await indexedDB.databases()).map(({ name }) => name),
        caches: await caches.keys(),
        cookie: document.cookie,
      }))),
      cookies: (await page.browserContext().cookies()).map(({ name }) => name),
    }),
  };
  await shopper.open();
  return shopper;
}

const nothing = { local: [], session: [], databases: [], caches: [], cookie: '', cookies: [] };
const actions = ['page', 'Product Viewed', 'Order Completed', 'Product Added', 'Signed In', 'Gift Wrapped'];
const sorted = (names) => [...names].sort();
/** The names of events that a vendor was told of. */
const events = (calls, vendor) => calls.filter(([name, command]) => name.startsWith(vendor) && /track|event|page/i.test(`${name} ${command}`) && command !== 'consent');

for (const tag of ['consent="pending"', 'consent-region="SA"', 'consent-region="DE"', 'consent-region="XX"']) {
  describe(`<ecom-tracker ${tag}>`, () => {
    test('while it is pending nothing leaves memory, also when the page is left', async () => {
      const { page, trouble, requests, shop: act, stored, calls, heard, paints } = await visit(tag);
      await act();
      assert.deepEqual(sorted(await heard('necessary')), sorted(actions), 'what needs no consent is there');
      for (const category of ['analytics', 'marketing', 'personalisation']) assert.deepEqual(await heard(category), [], category);
      assert.deepEqual(await calls(), []);
      assert.deepEqual(await page.evaluate(() => dataLayer), []);
      await page.goto(`${shop}/away`);
      await paints();
      assert.deepEqual({ ...(await stored()), local: (await stored()).local.filter((name) => !name.startsWith('ecom.done.')) }, nothing);
      assert.deepEqual(asked, []);
      assert.deepEqual(requests.filter((request) => !request.startsWith(`GET ${shop}/`)), []);
      assert.deepEqual(trouble, []);
    });
  });
}

test('not even a mark of the order is stored where nobody was told of it', async () => {
  const { page, stored, paints } = await visit('consent="pending"');
  await page.evaluate(() => ecom.unregister('necessary'));
  await page.goto(`${shop}/away`);
  await page.evaluate(() => localStorage.clear());
  // Without a necessary callback from the start.
  files['/destinations.js'] = destinations.replace("'necessary', ", '');
  try {
    await page.goto(`${shop}/product?${new URLSearchParams({ tag: 'consent="pending"' })}`);
    await page.waitForFunction('window.isReady');
    await paints();
    await page.goto(`${shop}/away`);
    assert.deepEqual(await stored(), nothing);
  } finally {
    files['/destinations.js'] = destinations;
  }
});

test('what is granted delivers what waited, once, with the time and the ids it was born with', async () => {
  const { page, trouble, shop: act, update, heard, calls, paints, stored } = await visit('consent="pending"');
  await act();
  const born = await page.evaluate(() => ecom.receipts().map(({ context: { event_id, timestamp, session_id, anonymous_id } }) => ({ event_id, timestamp, session_id, anonymous_id })));
  await update('granted');
  await eventually(() => heard('marketing'), ({ length }) => length === actions.length);
  await eventually(() => asked, ({ length }) => length === actions.length);
  await paints();
  for (const category of ['necessary', 'analytics', 'marketing', 'personalisation']) assert.deepEqual(sorted(await heard(category)), sorted(actions), category);
  const got = await page.evaluate(() => heard.filter(({ category }) => category === 'marketing').map(({ context: { event_id, timestamp, session_id, anonymous_id } }) => ({ event_id, timestamp, session_id, anonymous_id })));
  assert.deepEqual(got, born);
  assert.deepEqual((await stored()).local, ['ecom.done.order 204417', 'ecom.session', 'ecom.visitor']);
  const told = await calls();
  assert.deepEqual(told.filter(([name, command]) => name === 'fbq' && command === 'consent'), [['fbq', 'consent', 'grant']]);
  assert.equal(told[0][1], 'consent', 'the vendor is told before the first event');
  assert.deepEqual(told.filter(([name]) => name === 'ttq.grantConsent').length, 1);
  for (const vendor of ['gtag', 'fbq', 'snaptr', 'ttq']) assert.ok(events(told, vendor).length >= 4, `${vendor} has got its events`);
  assert.deepEqual(trouble, []);
});

for (const category of ['analytics', 'marketing', 'personalisation']) {
  test(`granted for ${category} alone: only destinations of it get anything`, async () => {
    const { trouble, shop: act, update, heard, calls, paints } = await visit('consent="pending"');
    await act();
    await update({ [category]: 'granted' });
    await eventually(() => heard(category), ({ length }) => length === actions.length);
    await paints();
    for (const other of ['analytics', 'marketing', 'personalisation']) assert.equal((await heard(other)).length, other === category ? actions.length : 0, other);
    const told = await calls();
    assert.equal(events(told, 'gtag').length > 0, category === 'analytics');
    for (const vendor of ['fbq', 'ttq', 'snaptr']) assert.equal(events(told, vendor).length > 0, category === 'marketing', vendor);
    assert.equal(asked.length > 0, category === 'personalisation');
    // What is personal is where the shop has put it, and nowhere else.
    assert.equal(bodies.join().includes(canary), category === 'personalisation');
    assert.ok(!JSON.stringify(told).includes(canary));
    assert.deepEqual(trouble, []);
  });
}

test('what is denied leaves no trace, on this page and the next', async () => {
  const { page, trouble, shop: act, update, heard, calls, stored, open, paints } = await visit('consent="pending"');
  await act();
  await update('denied');
  await act();
  for (const category of ['analytics', 'marketing', 'personalisation']) assert.deepEqual(await heard(category), [], category);
  const outcome = await page.evaluate(() => ecom.receipts().flatMap(({ deliveries }) => deliveries.filter(({ category }) => category !== 'necessary').map(({ status, reason }) => `${status} ${reason}`)));
  assert.deepEqual([...new Set(outcome)], ['dropped consent']);
  const told = await calls();
  assert.deepEqual(told.filter(([, command]) => command === 'consent').concat(told.filter(([name]) => /Consent$/.test(name))), [['fbq', 'consent', 'revoke'], ['ttq.revokeConsent']]);
  for (const vendor of ['gtag', 'fbq', 'snaptr', 'ttq']) assert.deepEqual(events(told, vendor), [], vendor);
  await page.goto(`${shop}/away`);
  const traces = async () => ({ ...(await stored()), local: (await stored()).local.filter((name) => !name.startsWith('ecom.done.')) });
  assert.deepEqual(await traces(), nothing);
  await open();
  await update('denied');
  await paints();
  assert.deepEqual(await traces(), nothing);
  assert.deepEqual(asked, []);
  assert.deepEqual(trouble, []);
});

test('the withdrawal stops all at once, also what is queued, and removes our identifiers', async () => {
  const { page, trouble, shop: act, heard, calls, stored, paints } = await visit('consent="granted"');
  await act();
  await eventually(() => asked, ({ length }) => length === actions.length);
  const before = await page.evaluate(() => ecom.receipts().at(-1).context.anonymous_id);
  assert.ok((await stored()).local.includes('ecom.visitor'));
  const number = events(await calls(), 'fbq').length;
  await page.evaluate(() => {
    ecom.track('Product Viewed', { product_id: '2' });
    ecom.consent.update('denied');
    ecom.track('Product Viewed', { product_id: '3' });
  });
  await paints();
  assert.equal(events(await calls(), 'fbq').length, number);
  assert.deepEqual((await calls()).filter(([name, command]) => name === 'fbq' && command === 'consent').map(([, , word]) => word), ['grant', 'revoke']);
  for (const category of ['analytics', 'marketing', 'personalisation']) assert.equal((await heard(category)).length, actions.length, category);
  await eventually(() => heard('necessary'), ({ length }) => length === actions.length + 2);
  assert.equal(asked.length, actions.length);
  assert.deepEqual((await stored()).local, ['ecom.done.order 204417'], 'the necessary callback is not told of the order twice');
  assert.notEqual(await page.evaluate(() => ecom.receipts().at(-1).context.anonymous_id), before);
  assert.deepEqual(trouble, []);
});

test('in the United States it is presumed, but for marketing where the browser objects', async () => {
  const { page, heard, open } = await visit('consent-region="US-CA"');
  await eventually(() => heard('marketing'), ({ length }) => length === 3);
  await page.evaluateOnNewDocument(() => {
    // Here, since the page before may still write that its order was delivered while it is left.
    localStorage.clear();
    Object.defineProperty(navigator, 'globalPrivacyControl', { value: true });
  });
  await open();
  await eventually(() => heard('analytics'), ({ length }) => length === 3);
  assert.deepEqual(await heard('marketing'), []);
});

describe('consent.js', () => {
  const consentCalls = (page) => page.evaluate(() => Array.from(dataLayer).filter((entry) => entry[0] === 'consent').map((entry) => Array.from(entry)));

  test('in the head tells Google the default before any tag, and what the shopper decides', async () => {
    const { page, update, trouble } = await visit('consent-region="SA"', '<script src="/consent.js" data-google data-region="SA"></script>');
    const denied = { ad_storage: 'denied', ad_user_data: 'denied', ad_personalization: 'denied', analytics_storage: 'denied', functionality_storage: 'denied', personalization_storage: 'denied', security_storage: 'granted' };
    assert.deepEqual(await consentCalls(page), [['consent', 'default', { ...denied, wait_for_update: 500 }]]);
    await update({ analytics: true });
    assert.deepEqual((await consentCalls(page))[1], ['consent', 'update', { ...denied, analytics_storage: 'granted' }]);
    assert.deepEqual(trouble, []);
  });

  test('makes the gate follow what a banner tells Google', async () => {
    const { page, heard, shop: act, trouble } = await visit('', '<script src="/consent.js" data-follow="google"></script>');
    await act();
    assert.deepEqual(await heard('analytics'), [], 'until the banner has said something, it is pending');
    await page.evaluate(() => {
      function consent() {
        dataLayer.push(arguments);
      }
      consent('consent', 'update', { analytics_storage: 'granted' });
    });
    await eventually(() => heard('analytics'), ({ length }) => length === actions.length);
    assert.deepEqual(await heard('marketing'), []);
    assert.deepEqual(trouble, []);
  });

  test('makes the gate follow a banner that it knows, and Google follow the gate', async () => {
    const { page, heard, trouble } = await visit('', '<script src="/consent.js" data-follow="usercentrics" data-analytics="functional" data-events="uc" data-google></script>');
    await page.evaluate(() => dispatchEvent(new CustomEvent('uc', { detail: { event: 'consent_status', type: 'explicit', ucCategory: { functional: true, marketing: false } } })));
    await eventually(() => heard('analytics'), ({ length }) => length === 3);
    assert.equal((await consentCalls(page)).at(-1)[2].analytics_storage, 'granted');
    assert.equal((await consentCalls(page)).at(-1)[2].ad_storage, 'denied');
    assert.deepEqual(trouble, []);
  });

  test('keeps the decision for the next page where the shop asks for it', async () => {
    const { page, heard, update, open, stored, trouble } = await visit('consent="pending"', '<script src="/consent.js" data-remember></script>');
    await update({ analytics: 'granted', marketing: 'denied', personalisation: 'denied' });
    await eventually(() => heard('analytics'), ({ length }) => length === 3);
    await open();
    // The order is not reported again.
    await eventually(() => heard('analytics'), ({ length }) => length === 2);
    assert.deepEqual(await page.evaluate(() => ecom.consent.state), { necessary: 'granted', analytics: 'granted', marketing: 'denied', personalisation: 'denied' });
    assert.deepEqual((await stored()).local, ['ecom-consent', 'ecom.done.order 204417', 'ecom.session', 'ecom.visitor']);
    await update('denied');
    assert.deepEqual((await stored()).local, ['ecom-consent', 'ecom.done.order 204417']);
    assert.deepEqual(trouble, []);
  });
});

test('the banner of the documentation works as it is written', async () => {
  const [html] = /^<script src="consent.js" data-remember>[^]*?(?=^```)/m.exec(readFileSync(`${root}docs/consent.md`, 'utf8'));
  files['/own.html'] = `<!doctype html><html lang="en"><title>Own</title><link rel="icon" href="data:,">${html}`;
  const { page, trouble } = await openPage(browser);
  const state = () => page.evaluate(() => Object.values(ecom.consent.state).join());
  await page.goto(`${shop}/own.html`);
  assert.equal(await state(), 'granted,pending,pending,pending');
  await page.click('[data-answer="denied"]');
  await page.reload();
  assert.equal(await state(), 'granted,denied,denied,denied');
  assert.equal(await page.$eval('#consent', ({ hidden }) => hidden), true);
  assert.deepEqual(trouble, []);
});

test('tracker.js takes the same by its data- attributes', async () => {
  const { page } = await openPage(browser);
  files['/alone.html'] = `<!doctype html><html lang="en"><title>Alone</title><script src="/tracker.js" data-consent="pending"></script></html>`;
  await page.goto(`${shop}/alone.html`);
  const state = () => page.evaluate(() => Object.values(ecom.consent.state).join());
  assert.equal(await state(), 'granted,pending,pending,pending');
  await page.evaluate(() => {
    ecom.track('One');
    ecom.push(['consent', 'analytics']);
  });
  assert.equal(await state(), 'granted,granted,denied,denied');
  files['/alone.html'] = files['/alone.html'].replace('data-consent="pending"', 'data-consent-region="SA"');
  await page.goto(`${shop}/alone.html`);
  assert.equal(await state(), 'granted,pending,pending,pending');
});
