// The banner of the demo shop: asked for by `?consent=ask`, in both languages, with the keyboard too.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from './browser.mjs';
import { enter, faults, serveShop, shop } from './demo-shop.mjs';

serveShop();

const state = (page) => page.evaluate(() => Object.values(window.ecom.consent.state).join());
const ours = (page) => page.evaluate(() => Object.keys(localStorage).filter((name) => /^ecom/.test(name)).sort());
const asks = (page) => page.evaluate(() => !!document.querySelector('#consent'));

test('the shop is open, and asks nothing, unless it is to', async () => {
  const { page, got } = await enter('/?lang=en');
  await eventually(got, ({ length }) => length > 0);
  assert.equal(await asks(page), false);
  assert.equal(await page.$('#privacy'), null);
});

for (const path of ['/', '/app/']) {
  test(`at ${path} a shopper is asked, refuses, comes back, and changes their mind`, async () => {
    const { page, trouble, got, follow } = await enter(`${path}?lang=en&consent=ask`);
    await page.waitForSelector('#consent');
    assert.equal(await state(page), 'granted,pending,pending,pending');
    assert.deepEqual(await ours(page), []);
    await page.click('#consent-none');
    assert.equal(await asks(page), false);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'main', 'the focus is not lost');
    assert.deepEqual(await ours(page), ['ecom-consent']);
    if (path === '/') await follow('.yours a[href="/cart.html"]');
    else await page.reload();
    assert.equal(await state(page), 'granted,denied,denied,denied');
    assert.equal(await asks(page), false);
    assert.deepEqual(await got(), []);

    await page.click('#privacy');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'consent-title');
    await page.click('#consent [name="analytics"]');
    await page.click('#consent form .quiet');
    assert.equal(await state(page), 'granted,granted,denied,denied');
    await page.reload();
    await eventually(got, ({ length }) => length > 0);
    assert.ok((await ours(page)).includes('ecom.visitor'));

    await page.click('#privacy');
    assert.deepEqual(await page.$$eval('#consent [name]', (boxes) => boxes.map(({ checked }) => checked)), [true, false, false]);
    await page.click('#consent-none');
    assert.deepEqual(await ours(page), ['ecom-consent']);
    await page.goto(`${shop}${path}?consent=off`);
    assert.equal(await asks(page), false);
    assert.deepEqual(trouble, []);
  });
}

test('what waited for the answer is delivered, and reported once', async () => {
  const { page, reports, got } = await enter('/search.html?lang=en&consent=ask');
  await page.waitForSelector('#consent');
  await page.click('ecom-product[product-id="finjan"] ecom-wishlist-toggle');
  assert.deepEqual(await got(), []);
  await page.click('#consent-all');
  await reports('page Search', 'Product List Viewed', 'Product Added to Wishlist');
});

for (const [lang, scheme, width] of [['en', 'light', 1280], ['ar', 'dark', 320]]) {
  test(`the question is accessible: ${lang}, ${scheme}, ${width} pixels wide`, async () => {
    const { page } = await enter('/standalone.html');
    await page.setBypassCSP(true);
    await page.setViewport({ width, height: 800 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }, { name: 'prefers-reduced-motion', value: 'reduce' }]);
    await page.goto(`${shop}/?lang=${lang}&consent=ask`);
    await page.waitForSelector('#consent');
    assert.deepEqual(await faults(page), []);
    assert.equal(await page.$eval('#consent h2', ({ textContent }) => textContent), lang === 'ar' ? 'خصوصيتك' : 'Your privacy');
    // The keyboard comes to it before anything else, and the answer needs no mouse.
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => !!document.activeElement.closest('#consent')), true);
    await page.focus('#consent-all');
    await page.keyboard.press('Enter');
    assert.equal(await state(page), 'granted,granted,granted,granted');
  });
}
