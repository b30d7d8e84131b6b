// The demo shop as a shopper uses it, built (by scripts/test.mjs) and served as `npm start` does, under its content
// security policy.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { eventually } from './browser.mjs';
import { browser, enter, serveShop, shop } from './demo-shop.mjs';

serveShop();

const card = (id) => `ecom-product[product-id="${id}"]`;

test('a shopper looks, keeps, adds, changes, removes and switches the language: each is one event, nothing is violated', async () => {
  const { page, trouble, reports, text, follow, got } = await enter('/search.html?lang=en');
  await reports('page Search', 'Product List Viewed');

  await page.click(`${card('finjan')} ecom-wishlist-toggle`);
  await reports('Product Added to Wishlist');
  assert.match(await text('.yours'), /Wishlist\s+1/);

  await follow(`${card('dallah')} a`);
  await reports('Product Clicked', 'page Product', 'Product Viewed', 'Product List Viewed');

  await page.$eval('[name="quantity"]', (field) => (field.value = '2'));
  await page.click('form.buy button');
  await reports('Product Added');
  await eventually(() => text('.yours'), (header) => /Cart\s+2$/.test(header));

  await page.click('#language');
  assert.equal(await text('h1'), 'دلّة نحاسية');
  assert.deepEqual(await page.$eval('html', ({ lang, dir }) => [lang, dir]), ['ar', 'rtl']);

  await follow('.yours a[href="/cart.html"]');
  assert.equal(await text('h1'), 'سلتك');
  await page.click('#language');
  await reports('page Cart', 'Cart Viewed');

  // Three clicks while the store answers the first: it is asked once more, for the sum.
  await page.$eval('[data-ecom="increase"]', (button) => [1, 2, 3].forEach(() => button.click()));
  await reports('Cart Updated', 'Cart Updated');
  const changes = await page.evaluate(() => window.ecom.history.flatMap(({ payload }) => payload.changes ?? []).map(({ before, after }) => [before, after]));
  assert.deepEqual(changes, [[2, 3], [3, 5]]);
  await page.click('[name="quantity"]', { count: 3 });
  await page.keyboard.type('4');
  await page.keyboard.press('Tab');
  await reports('Cart Updated');
  assert.equal(await text('#total'), 'SAR\u00a0960');

  await page.click('[data-ecom="remove"]');
  await reports('Product Removed', 'Cart Updated');
  assert.match(await text('ecom-cart'), /Nothing in here yet/);
  assert.equal(await page.evaluate(() => document.activeElement.localName), 'ecom-cart', 'the focus is not lost');

  await follow('.yours a[href="/wishlist.html"]');
  await reports('page Wishlist');
  await page.click('ecom-add-to-cart');
  await reports('Wishlist Product Added to Cart');
  await page.click('ecom-wishlist-toggle');
  await reports('Product Removed from Wishlist');
  assert.match(await text('main'), /No heart given yet/);
  assert.equal(await page.evaluate(() => document.activeElement.localName), 'h1', 'the focus is not lost');

  // What was delivered on the pages that are gone stands in the list beside the shop.
  const all = await got();
  const readLog = () =>
    page.evaluate(() =>
      JSON.parse(sessionStorage.getItem('finjan-events')).map(({ eventName, deliveries }) => [
        eventName,
        ...deliveries.map(({ destination, status }) => `${destination} ${status}`),
      ]),
    );
  const both = ['Console delivered', 'Demo analytics delivered'];
  const expected = all.map((name) => [name.replace(/^page .*/, 'page'), ...both]);
  const log = await eventually(readLog, (now) => isDeepStrictEqual(now, expected)).catch(readLog);
  assert.deepEqual(log, expected, 'both callbacks got all of it');
  assert.deepEqual(trouble, []);
});

test('a page that comes back from the back/forward cache reports again, each event once', async () => {
  const { page, trouble, reports, follow } = await enter('/search.html?lang=en');
  await page.evaluate(() => (window.before = true));
  await reports('page Search', 'Product List Viewed');
  await follow(`${card('vase')} a`);
  await reports('Product Clicked', 'page Product', 'Product Viewed', 'Product List Viewed');
  await page.evaluate(() => (window.before = true));
  await page.goBack();
  assert.equal(await page.evaluate(() => window.before), true, 'it was kept, not loaded anew');
  await reports('page Search', 'Product List Viewed');
  await page.goForward();
  assert.equal(await page.evaluate(() => window.before), true);
  await reports('page Product', 'Product Viewed', 'Product List Viewed');
  assert.deepEqual(trouble, []);
});

test('the store says no, fails, is slow or absent: the shopper sees it, and only what happened is reported', async () => {
  const { page, trouble, reports, got } = await enter('/product.html?lang=en&id=vase');
  const status = () => page.$eval('ecom-add-to-cart', (element) => element.shadowRoot.querySelector('[role="status"]').textContent);
  const buy = async (answer) => {
    await page.click('form.buy button');
    await eventually(status, (text) => text === answer);
  };
  await reports('page Product', 'Product Viewed', 'Product List Viewed');

  await page.$eval('[name="quantity"]', (field) => (field.value = '3'));
  await buy('Only 2 of this in stock');
  await page.select('#behaviour', 'deny');
  await buy('This is not possible right now');
  await page.select('#behaviour', 'fail');
  await buy('That did not work. Please try again.');
  await page.select('#behaviour', 'hang');
  await buy('One moment…');
  assert.equal((await got()).length, 3, 'nothing happened, nothing is reported');

  await page.reload();
  await reports('page Product', 'Product Viewed', 'Product List Viewed');
  await page.select('#behaviour', 'absent');
  await Promise.all([page.waitForNavigation(), page.click('form.buy button')]);
  assert.match(page.url(), /cart\.html\?quantity=1$/, 'the native submit goes on');
  await reports('Product Added', 'page Cart', 'Cart Viewed');
  assert.match(await page.$eval('#panel', ({ textContent }) => textContent), /assumed: nobody was there to answer/);
  assert.deepEqual(trouble, []);
});

test('the list shows a rejected event in red with its reason, and a callback that breaks beside one that does not', async () => {
  const { page, trouble, reports } = await enter('/search.html?lang=en');
  await reports('page Search', 'Product List Viewed');
  await page.click('#wrong');
  const rejected = await eventually(() => page.$eval('.entry', ({ dataset, textContent }) => [dataset.status, textContent]), ([state]) => state === 'rejected');
  assert.match(rejected[1], /total\s+rejected: expected an amount/);
  assert.deepEqual(trouble, []);

  await page.click('#broken');
  await page.click(`${card('bowl')} ecom-add-to-cart`);
  const notes = await eventually(() => page.$eval('.entry .entry-notes', ({ textContent }) => textContent), (text) => text.includes('failed'));
  assert.match(notes, /Console\s+✓/);
  assert.match(notes, /Demo analytics\s+✗ failed TypeError/);
  assert.equal(trouble.length, 1);
  assert.match(trouble[0], /"Demo analytics" failed on Product Added/);
});

test('a banner is seen after a second, and a click on its link is a click on the promotion', async () => {
  const { trouble, reports, follow } = await enter('/?lang=en');
  await reports('page Home', 'Product List Viewed', 'Promotion Viewed');
  await follow('#promotion-slow-coffee a');
  await reports('Promotion Clicked', 'page Search', 'Product List Viewed');
  assert.deepEqual(trouble, []);
});

test('a search is one event with what it found; reloading, filtering, sorting and going back search nothing anew', async () => {
  const { page, trouble, reports, text, follow } = await enter('/search.html?lang=en');
  await reports('page Search', 'Product List Viewed');
  await page.type('#search [name="q"]', 'coffee');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  await reports('page Search', 'Products Searched', 'Product List Viewed');
  const searched = await page.evaluate(() => window.ecom.history.find(({ eventName }) => eventName === 'Products Searched').payload);
  assert.deepEqual([searched.query, searched.total_results, searched.products.length], ['coffee', 5, 5]);

  await page.click('#filters [value="100-200"]');
  await reports('Product List Filtered');
  assert.equal(await text('#count'), '0');
  await page.click('#clear-filters');
  await reports('Product List Filtered');
  await page.click('#filters [name="category"][value="coffee"]');
  await reports('Product List Filtered');
  await page.select('#sort', 'price:asc');
  await reports('Product List Sorted');
  const order = () => page.$$eval('main ecom-product', (all) => all.map((product) => product.getAttribute('product-id')));
  const cheapest = ['cardamom', 'khawlani', 'finjan', 'dallah', 'kettle'];
  assert.deepEqual(await order(), cheapest);
  const { products, sorts } = await page.evaluate(() => window.ecom.history.at(-1).payload);
  assert.deepEqual(sorts, [{ type: 'price', value: 'asc' }]);
  assert.deepEqual(products.map(({ product_id, position }) => [product_id, position]), cheapest.map((id, at) => [id, at + 1]));

  await page.reload();
  await reports('page Search', 'Product List Viewed');
  assert.deepEqual(await order(), cheapest, 'the order survives');
  await follow('ecom-product a');
  await reports('Product Clicked', 'page Product', 'Product Viewed', 'Product List Viewed');
  await page.goBack();
  await reports('page Search', 'Product List Viewed');
  assert.deepEqual(await order(), cheapest);
  assert.deepEqual(trouble, []);
});

test('the page of the README: two tags, and a click is a Product Added', async () => {
  const { page, trouble } = await enter('/standalone.html');
  await page.click('ecom-add-to-cart');
  const read = () => page.evaluate(() => window.ecom.receipts().map(({ eventName, payload, context }) => [eventName, payload, context.assumed]));
  const receipts = await eventually(read, ({ length }) => length > 0);
  assert.deepEqual(receipts, [['Product Added', { product_id: '1', name: 'Mug', price: 35, currency: 'SAR', quantity: 1 }, true]]);
  assert.deepEqual(trouble, []);
});

for (const path of ['/product.html?id=mug', '/app/product?id=mug']) {
  test(`the footer opens the inspector at ${path}, which has what this page reports`, async () => {
    const { page, trouble } = await enter(path);
    await page.$eval('#inspect', (link) => link.click());
    await page.waitForSelector('ecom-inspector[open]');
    assert.equal(new URL(page.url()).searchParams.get('id'), 'mug');
    const rows = () => page.$$eval('ecom-inspector >>> .row-name', (names) => names.map(({ textContent }) => textContent.trim()));
    assert.ok((await eventually(rows, ({ length }) => length > 2)).includes('Product Viewed mug'));
    assert.deepEqual(trouble, []);
  });
}
