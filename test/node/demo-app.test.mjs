// The single-page shop: the same views, by a router. What differs from a site of pages must not be felt, nor reported.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser, enter, serveShop, shop } from './demo-shop.mjs';

serveShop();

test('links, search and the way back change view, title, address and focus without leaving the document', async () => {
  const { page, trouble, reports, where } = await enter('/app/search?lang=en');
  await page.evaluate(() => (window.before = true));
  await reports('page Search', 'Product List Viewed');

  await page.click('ecom-product[product-id="vase"] a');
  await reports('Product Clicked', 'page Product', 'Product Viewed', 'Product List Viewed');
  assert.deepEqual(await where(), ['/app/product?id=vase', 'Terracotta vase · Finjan', 'Terracotta vase']);
  await page.click('[aria-labelledby="related-title"] a[href$="bowl"]');
  await reports('Product Clicked', 'page Product', 'Product Viewed', 'Product List Viewed');

  await page.goBack();
  await reports('page Product', 'Product Viewed', 'Product List Viewed');
  assert.deepEqual(await where(), ['/app/product?id=vase', 'Terracotta vase · Finjan', 'Terracotta vase']);
  await page.goBack();
  await reports('page Search', 'Product List Viewed');

  await page.type('#search [name="q"]', 'clay');
  await page.keyboard.press('Enter');
  await reports('Products Searched', 'page Search', 'Product List Viewed');
  assert.deepEqual(await where(), ['/app/search?q=clay', 'Results for “clay” · Finjan', 'Results for “clay”']);
  assert.equal(await page.evaluate(() => window.before), true, 'it is one document');
  assert.deepEqual(trouble, []);
});

test('another place of the same view is no new view', async () => {
  const { page, trouble, reports } = await enter('/app/product?lang=en&id=mug');
  await reports('page Product', 'Product Viewed', 'Product List Viewed');
  await page.focus('.skip');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
  await page.click('.product-rating a');
  await page.goBack();
  await page.goBack();
  await page.click('.buy button');
  await reports('Product Added');
  assert.deepEqual(trouble, []);
});

test('an address of the app opens its view, also after a reload; one of none says so', async () => {
  const { page, trouble, reports, where } = await enter('/app/search?lang=en&q=brass');
  await reports('page Search', 'Products Searched', 'Product List Viewed');
  await page.click('#filters [value="home"]');
  await reports('Product List Filtered');
  await page.reload();
  await reports('page Search', 'Product List Viewed');
  assert.equal(await page.$eval('#count', ({ textContent }) => textContent), '1', 'the filter survives');
  await page.goto(`${shop}/app/nowhere`);
  await reports('page Not found');
  assert.match((await where())[1], /^There is nothing at this address/);
  assert.deepEqual(trouble, []);
});

test('a link to a new tab, or out of the app, is left to the browser', async () => {
  const { page, trouble } = await enter('/app/?lang=en');
  const opened = new Promise((resolve) => browser.once('targetcreated', resolve));
  await page.keyboard.down('Control');
  await page.click('.yours a[href="/app/cart"]');
  await page.keyboard.up('Control');
  await opened;
  assert.equal(new URL(page.url()).pathname, '/app/');
  await Promise.all([page.waitForNavigation(), page.$eval('#other-shop', (link) => link.click())]);
  assert.equal(new URL(page.url()).pathname, '/');
  assert.deepEqual(trouble, []);
});
