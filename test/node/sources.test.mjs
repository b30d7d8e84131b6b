// sources.js and destinations.js as shops load them: from HTML alone, beside ecom.js and tracker.js, in any order, under a
// strict policy; what is wrong in their tags is told.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { root } from '../../scripts/run.mjs';
import { eventually, launch, openPage } from './browser.mjs';

const policy = "default-src 'self'; style-src 'self'; require-trusted-types-for 'script'";

/** Path → text of what the server of this test holds. */
const files = new Map([['/favicon.ico', '']]);
for (const name of ['ecom', 'tracker', 'memory', 'sources', 'destinations']) files.set(`/${name}.js`, readFileSync(`${root}dist/${name}.js`, 'utf8'));
files.set(
  '/theme.js',
  `window.dataLayer = window.dataLayer || [];
  function gtag() { dataLayer.push(arguments); }
  const mug = { item_id: '1', item_name: 'Mug', price: 35, quantity: 1 };
  dataLayer.push({ event: 'view_item', ecommerce: { currency: 'SAR', value: 35, items: [mug] } });
  gtag('event', 'login', { method: 'otp' });
  addEventListener('click', ({ target }) => {
    if (target.closest('button')) dataLayer.push({ event: 'add_to_cart', ecommerce: { currency: 'SAR', value: 35, items: [mug] } });
  });`,
);
files.set(
  '/vendors.js',
  `window.calls = [];
  for (const name of ['gtag', 'fbq', 'snaptr']) window[name] = (...call) => void calls.push([name, ...call]);
  window.ttq = { track: (...call) => void calls.push(['ttq', ...call]), page() {} };
  window.analytics = { track: (...call) => void calls.push(['analytics', ...call]), page() {} };
  window.ecomEvents = { postMessage: (text) => void calls.push(['app', JSON.parse(text).event]) };
  window.dataLayer = { push: (entry) => void calls.push(['dataLayer', entry]) };`,
);

let server;
let shop;
let browser;
let pages = 0;

before(async () => {
  server = createServer(({ url, method }, response) => {
    const path = url.split('?')[0];
    const text = method === 'POST' ? '' : files.get(path);
    if (path.startsWith('/strict')) response.setHeader('content-security-policy', policy);
    response.setHeader('content-type', path.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8');
    response.writeHead(text === undefined ? 404 : 200).end(text);
  });
  await new Promise((resolve) => server.listen(0, 'localhost', resolve));
  shop = `http://localhost:${server.address().port}`;
  browser = await launch();
});

after(async () => {
  await browser?.close();
  server?.close();
});

const script = (src, attributes = '') => `<script src="${src}" ${attributes}></script>`;
const sources = (attributes = 'data-sources="data-layer shopify"', how = 'defer') => script('/sources.js', `${attributes} ${how}`);
const destinations = (attributes, how = 'defer') => script('/destinations.js', `${attributes} ${how}`);
const button = '<ecom-add-to-cart product-id="1" name="Mug" price="35" currency="SAR"><button>Add</button></ecom-add-to-cart>';

/** Opens a page of the shop; scripts of vendors come from nowhere, and are noted. */
async function visit({ head = '', body = '', folder = '' }) {
  const path = `${folder}/page${++pages}.html`;
  files.set(path, `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page</title>${head}</head><body>${body}</body></html>`);
  const { page, trouble } = await openPage(browser);
  const loaded = [];
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    if (request.url().startsWith(shop)) return void request.continue();
    loaded.push(request.url());
    void request.respond({ status: 200, contentType: 'text/javascript', body: '' });
  });
  await page.goto(shop + path);
  return { page, trouble, loaded };
}

/** What the tracker was told, once it was so many. */
async function told(page, count) {
  const read = () => page.evaluate(() => window.ecom?.receipts?.().map(({ eventName }) => eventName) ?? []);
  return eventually(read, (names) => names.length >= count);
}

describe('sources.js', () => {
  const orders = {
    'after ecom.js': script('/ecom.js', 'defer') + sources(),
    'before ecom.js': sources() + script('/ecom.js', 'defer'),
    'at once, before ecom.js': sources(undefined, '') + script('/ecom.js', 'defer'),
    'both async': script('/ecom.js', 'async') + sources(undefined, 'async'),
    'beside tracker.js': script('/tracker.js') + sources(),
    twice: sources() + script('/ecom.js', 'defer') + sources(),
  };
  for (const [how, scripts] of Object.entries(orders)) {
    test(`${how}: what the theme pushed before and pushes now is told once, in order`, async () => {
      const { page, trouble } = await visit({ head: script('/theme.js') + scripts });
      assert.deepEqual(await told(page, 2), ['Product Viewed', 'Signed In']);
      await page.evaluate(() => window.gtag('event', 'search', { search_term: 'mug' }));
      assert.deepEqual(await told(page, 3), ['Product Viewed', 'Signed In', 'Products Searched']);
      assert.deepEqual(trouble, []);
    });
  }

  test('one click that a theme pushes and an element reports is one Product Added, with what the store has confirmed', async () => {
    const { page, trouble } = await visit({
      folder: '/strict',
      head: script('/theme.js') + script('/memory.js', 'defer') + script('/ecom.js', 'defer') + sources('data-sources="data-layer"'),
      body: `<ecom-tracker platform="memory"></ecom-tracker>${button}`,
    });
    await told(page, 2);
    await page.click('button');
    await told(page, 3);
    // What comes after it has come out: what was held back before is not held back any more.
    await page.evaluate(() => window.gtag('event', 'sign_up', {}));
    assert.deepEqual(await told(page, 4), ['Product Viewed', 'Signed In', 'Product Added', 'Signed Up']);
    const payload = await page.evaluate(() => window.ecom.receipts()[2].payload);
    assert.equal(payload.cart_id, 'cart-1');
    assert.deepEqual(trouble, []);
  });

  test("Shopify's events are told", async () => {
    const { page, trouble } = await visit({ head: script('/ecom.js', 'defer') + sources() });
    await page.evaluate(() =>
      document.body.dispatchEvent(Object.assign(new Event('shopify:product:view', { bubbles: true }), { context: 'page', product: { id: 'gid://shopify/Product/1', title: 'Mug', handle: 'mug', selectedVariant: null } })),
    );
    assert.deepEqual(await told(page, 1), ['Product Viewed']);
    assert.deepEqual(trouble, []);
  });

  test('what is left out when the page is left is delivered all the same', async () => {
    const { page, trouble } = await visit({ head: script('/theme.js') + script('/ecom.js') + sources() });
    await page.evaluate(() => {
      window.ecom.register({ name: 'test', track: (name) => localStorage.setItem('heard', `${localStorage.getItem('heard') ?? ''}${name};`) });
      window.dataLayer.push({ event: 'sign_up' });
    });
    await page.goto(`${shop}/theme.js`);
    assert.equal(await page.evaluate(() => localStorage.getItem('heard')), 'Product Viewed;Signed In;Signed Up;');
    assert.deepEqual(trouble, []);
  });

  test('takes options from its tag', async () => {
    const options = { 'data-layer': { except: ['view_item'] } };
    const { page, trouble } = await visit({ head: script('/theme.js') + script('/ecom.js') + sources(`data-sources="data-layer" data-options='${JSON.stringify(options)}'`) });
    assert.deepEqual(await told(page, 1), ['Signed In']);
    assert.deepEqual(trouble, []);
  });

  const wrong = {
    'a source that is not there': ['data-sources="data-layer magento"', /^ecom-events: sources\.js: there is no source "magento": data-layer, shopify$/],
    'no source': ['', /^ecom-events: sources\.js: data-sources names none: data-layer, shopify$/],
    'options that are no JSON': [`data-sources="data-layer" data-options="except"`, /^ecom-events: sources\.js: data-options is no JSON object of objects$/],
    'options of another': [`data-sources="data-layer" data-options='{"shopify":{}}'`, /^ecom-events: sources\.js: data-options is of "shopify", which is not there: data-layer$/],
  };
  for (const [what, [attributes, message]] of Object.entries(wrong)) {
    test(`${what}: it says so, and the rest works`, async () => {
      const { page, trouble } = await visit({ head: script('/theme.js') + script('/ecom.js') + sources(attributes) });
      if (attributes) assert.deepEqual(await told(page, 2), ['Product Viewed', 'Signed In']);
      assert.equal(trouble.length, 1, trouble.join('\n'));
      assert.match(trouble[0], message);
    });
  }
});

describe('destinations.js', () => {
  const track = (page) =>
    page.evaluate(() => {
      (window.ecom ||= []).push(['track', 'Product Added', { product_id: '1', sku: 'MUG', name: 'Mug', price: 35, currency: 'SAR' }]);
    });
  const calls = (page, count) => eventually(() => page.evaluate(() => window.calls), (list) => list.length >= count);

  for (const [how, scripts] of Object.entries({
    'after ecom.js': (tag) => script('/ecom.js', 'defer') + tag,
    'before ecom.js': (tag) => tag + script('/ecom.js', 'defer'),
    'beside tracker.js': (tag) => script('/tracker.js') + tag,
  })) {
    test(`${how}: each that is named is told, of pixels that are on the page, under a strict policy`, async () => {
      const tag = destinations('data-ga4 data-gtm data-meta data-tiktok data-snapchat data-analytics data-native-app data-http="/events" data-ids="sku"');
      const { page, trouble, loaded } = await visit({ folder: '/strict', head: script('/vendors.js') + scripts(tag) });
      await track(page);
      const all = await calls(page, 8);
      assert.deepEqual([...new Set(all.map(([name]) => name))].sort(), ['analytics', 'app', 'dataLayer', 'fbq', 'gtag', 'snaptr', 'ttq']);
      const of = (name) => all.filter(([by]) => by === name).at(-1);
      assert.equal(of('gtag')[3].items[0].item_id, 'MUG');
      assert.equal(of('dataLayer')[1].ecommerce.items[0].item_id, 'MUG');
      for (const name of ['fbq', 'ttq']) assert.deepEqual(of(name).find((part) => part?.content_ids).content_ids, ['MUG']);
      assert.deepEqual(of('snaptr')[3].item_ids, ['MUG']);
      assert.deepEqual(loaded, []);
      assert.deepEqual(trouble, []);
    });
  }

  test('loads the vendors’ scripts for the ids that it is given', async () => {
    const { page, trouble, loaded } = await visit({ head: script('/ecom.js') + destinations('data-ga4="G-1A2B" data-gtm="GTM-AB12" data-meta="123" data-tiktok="C1AB" data-snapchat="ab-12"') });
    await track(page);
    await eventually(() => page.evaluate(() => {}).then(() => loaded.length), (count) => count >= 5);
    assert.deepEqual(loaded.map((address) => new URL(address).host).sort(), ['analytics.tiktok.com', 'connect.facebook.net', 'sc-static.net', 'www.googletagmanager.com', 'www.googletagmanager.com']);
    assert.deepEqual(await page.evaluate(() => window.fbq.queue.map(([command, id]) => [command, id])), [['init', '123'], ['trackSingle', '123']]);
    assert.deepEqual(trouble, []);
  });

  test('options for all, and of one, are taken from the tag', async () => {
    const options = { meta: { ids: 'wc_post_id_{id}', custom: { 'Gift Wrapped': 'GiftWrapped content_ids' } } };
    const { page, trouble } = await visit({ head: script('/vendors.js') + script('/ecom.js') + destinations(`data-meta data-tiktok data-order-event="PlaceAnOrder" data-value="revenue" data-content-type="product_group" data-options='${JSON.stringify(options)}'`) });
    await page.evaluate(() => {
      window.ecom.track('Order Completed', { order_id: '9', total: 50, revenue: 35, currency: 'SAR', products: [{ product_id: '1', name: 'Mug', price: 35, quantity: 1 }] });
      window.ecom.track('Gift Wrapped', { product_id: '1' });
    });
    const all = await calls(page, 3);
    const [purchase, wrapped] = all.filter(([name]) => name === 'fbq');
    assert.deepEqual([purchase[3].content_ids, purchase[3].value, purchase[3].content_type], [['wc_post_id_1'], 35, 'product_group']);
    assert.deepEqual(wrapped.slice(1, 3), ['trackCustom', 'GiftWrapped']);
    assert.equal(all.find(([name]) => name === 'ttq')[1], 'PlaceAnOrder');
    assert.deepEqual(trouble, []);
  });

  test('data-user-data lets a vendor know a shopper again by hashes; without it nothing personal goes out', async () => {
    for (const attributes of ['data-ga4', 'data-ga4 data-user-data="966"']) {
      const { page } = await visit({ head: script('/vendors.js') + script('/ecom.js') + destinations(attributes) });
      await page.evaluate(() => window.ecom.track('Signed In', { email: 'a@b.example', mobile: '0500000000' }));
      const all = await calls(page, attributes.includes('user') ? 2 : 1);
      assert.equal(all.some(([, command, name]) => command === 'set' && name === 'user_data'), attributes.includes('user'));
      assert.doesNotMatch(JSON.stringify(all), /@|05000/);
    }
  });

  const wrong = {
    'a destination that is not there': ['data-gtm data-pinterest="1"', /^ecom-events: destinations\.js: data-pinterest is not known; there are data-ga4, data-gtm, data-meta, data-tiktok, data-snapchat, data-analytics, data-native-app, data-http, data-console, data-ids, .*data-options$/],
    'an id of another kind': ['data-gtm data-ga4="UA-123"', /^ecom-events: destinations\.js: data-ga4 is not right: \^G-\\w\+\$$/],
    'an option that is no word of it': ['data-gtm data-value="profit"', /^ecom-events: destinations\.js: data-value is not right: \^\(total\|revenue\)\$$/],
    'an address that is missing': ['data-gtm data-http', /^ecom-events: destinations\.js: data-http is not right/],
    'options of one that is not there': [`data-gtm data-options='{"meta":{}}'`, /^ecom-events: destinations\.js: data-options is of "meta", which is not there: gtm$/],
    'none': ['data-ids="sku"', /^ecom-events: destinations\.js: no destination is named: data-ga4, /],
    'a name that objects have': ['data-gtm data-constructor', /^ecom-events: destinations\.js: data-constructor is not known/],
  };
  for (const [what, [attributes, message]] of Object.entries(wrong)) {
    test(`${what}: it says so, and the others are told`, async () => {
      const { page, trouble } = await visit({ head: script('/vendors.js') + script('/ecom.js') + destinations(attributes) });
      await track(page);
      if (attributes.includes('gtm')) assert.equal((await calls(page, 2)).at(-1)[1].event, 'add_to_cart');
      assert.equal(trouble.length, 1, trouble.join('\n'));
      assert.match(trouble[0], message);
    });
  }

  test('beside sources.js: what the theme pushes is told to the others, and nothing goes in a circle', async () => {
    const { page, trouble } = await visit({ head: script('/theme.js') + script('/ecom.js', 'defer') + sources('data-sources="data-layer"') + destinations('data-gtm data-ga4') });
    assert.deepEqual(await told(page, 2), ['Product Viewed', 'Signed In']);
    await page.evaluate(() => window.dataLayer.push({ event: 'search', search_term: 'mug' }));
    await told(page, 3);
    await page.evaluate(() => window.dataLayer.push({ event: 'sign_up' }));
    assert.deepEqual(await told(page, 4), ['Product Viewed', 'Signed In', 'Products Searched', 'Signed Up']);
    assert.deepEqual(trouble, []);
  });
});
