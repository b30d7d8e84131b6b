// axe on every page of the demo shop, in both languages and colour schemes, on large and small screens; nothing sticks out.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serveDemo } from '../../scripts/serve-demo.mjs';
import { eventually, launch, openPage } from './browser.mjs';

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

let server;
let shop;
let browser;

before(async () => {
  server = await serveDemo(0);
  shop = `http://localhost:${server.address().port}`;
  browser = await launch();
});

after(async () => {
  await browser?.close();
  server?.close();
});

/** What axe and the width of the page find fault with. */
async function faults(page) {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations, passes } = await window.axe.run();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
    if (passes.length < 10) found.push(`axe had little to look at: ${passes.length} rules`);
    if (document.documentElement.scrollWidth > innerWidth) found.push(`wider than the window: ${document.documentElement.scrollWidth}`);
    return found;
  });
}

const cases = [
  { lang: 'en', scheme: 'light', width: 1280 },
  { lang: 'ar', scheme: 'dark', width: 1280 },
  { lang: 'ar', scheme: 'light', width: 390 },
  { lang: 'en', scheme: 'dark', width: 320 },
];

for (const { lang, scheme, width } of cases) {
  test(`the shop is accessible: ${lang}, ${scheme}, ${width} pixels wide`, async () => {
    const { page, trouble } = await openPage(browser);
    await page.setBypassCSP(true); // axe is no part of the shop.
    await page.setViewport({ width, height: 800 });
    // A colour that is still fading in is none to judge.
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: scheme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    const check = async (state) => assert.deepEqual([state, ...(await faults(page))], [state]);
    const click = (selector) => page.$eval(selector, (element) => element.click());
    const badges = (expected) => eventually(() => page.$$eval('header .badge', (all) => all.map(({ textContent }) => textContent).join()), (text) => text === expected);

    await page.goto(`${shop}/?lang=${lang}`);
    await check('list');
    await click('ecom-wishlist-toggle');
    await click('ecom-add-to-cart');
    await badges('1,1');
    await check('list with something in the cart');

    await page.goto(`${shop}/product.html?id=vase`);
    await page.$eval('form.buy', (form) => {
      form.elements.quantity.value = '3';
      form.requestSubmit();
    });
    await eventually(() => page.$eval('ecom-add-to-cart', ({ shadowRoot }) => shadowRoot.querySelector('[data-tone="error"]')?.textContent), Boolean);
    await check('product, denied');
    await page.goto(`${shop}/product.html?id=none`);
    await check('no such product');

    await page.goto(`${shop}/cart.html`);
    await check('cart');
    if (width < 1024) await page.click('#drawer');
    await click('#wrong');
    await eventually(() => page.$$eval('.entry[data-status="rejected"]', ({ length }) => length), Boolean);
    await page.$$eval('.entry summary', (all) => all.forEach((summary) => summary.click()));
    await check('events, all open');
    await click('.total .button');
    await check('dialog');

    await page.goto(`${shop}/wishlist.html`);
    await check('wishlist');
    await click('ecom-wishlist-toggle');
    await badges('0,1');
    await check('empty wishlist');
    assert.deepEqual(trouble, []);
  });
}
