// axe on every page of the demo shop, in both languages and colour schemes, on large and small screens; nothing sticks out.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, openPage } from './browser.mjs';
import { browser, faults, serveShop, shop } from './demo-shop.mjs';

serveShop();

const cases = [
  { lang: 'en', scheme: 'light', width: 1280 },
  { lang: 'ar', scheme: 'dark', width: 1280 },
  { lang: 'ar', scheme: 'light', width: 390 },
  { lang: 'en', scheme: 'dark', width: 320 },
];

/** A shopper in the shop, with what is needed to go through it. */
async function enter({ lang, scheme, width }) {
  const { page, trouble } = await openPage(browser);
  await page.setBypassCSP(true); // axe is no part of the shop.
  await page.setViewport({ width, height: 800 });
  // A colour that is still fading in is none to judge.
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: scheme },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
  await page.goto(`${shop}/standalone.html`);
  await page.evaluate((to) => localStorage.setItem('finjan-language', to), lang);
  return {
    page,
    trouble,
    check: async (state) => assert.deepEqual([state, ...(await faults(page))], [state]),
    go: (path) => page.goto(shop + path),
    click: (selector) => page.$eval(selector, (element) => element.click()),
    /** Sends a form with these values in it. */
    send: (selector, values = {}) =>
      page.$eval(
        selector,
        (form, given) => {
          for (const name in given) form.elements[name].value = given[name];
          form.requestSubmit();
        },
        values,
      ),
    there: (selector) => page.waitForSelector(selector),
    badges: (expected) => eventually(() => page.$$eval('header .badge', (all) => all.map(({ textContent }) => textContent).join()), (text) => text === expected),
    /** The bad news that an element tells. */
    told: (selector) => eventually(() => page.$eval(selector, ({ shadowRoot }) => shadowRoot.querySelector('[data-tone="error"]')?.textContent), Boolean),
  };
}

const address = { first_name: 'Noura', last_name: 'Saleh', street: 'Olive Street 1', city: 'Riyadh' };
const card = { card_number: '4242', card_expiry: '12/30', card_cvc: '123' };

for (const setting of cases) {
  const name = `${setting.lang}, ${setting.scheme}, ${setting.width} pixels wide`;

  test(`looking around is accessible: ${name}`, async () => {
    const { page, trouble, check, go, click, send, there, badges, told } = await enter(setting);
    await go('/');
    await check('home');
    await click('ecom-wishlist-toggle');
    await click('ecom-add-to-cart');
    await badges('1,1');
    await check('home with something in the cart');

    await go('/search.html?q=coffee');
    await page.$eval('details.filters', (details) => (details.open = true));
    await check('results');
    await click('#filters [value="over-200"]');
    await there('#clear-filters:not([hidden])');
    await check('results, filtered');
    await go('/search.html?q=nothing+of+the+kind');
    await check('no results');

    await go('/product.html?id=mug');
    await check('product with options');
    await send('#review', { rating: '4', review_body: 'Warm.' });
    await eventually(() => page.$$eval('.reviews-list li', ({ length }) => length), (length) => length === 2);
    await check('product with a review of ours');
    await go('/product.html?id=vase');
    await send('form.buy', { quantity: '3' });
    await told('ecom-add-to-cart');
    await check('product, denied');
    await go('/product.html?id=none');
    await check('no such product');

    await go('/wishlist.html');
    await check('wishlist');
    await click('ecom-wishlist-toggle');
    await badges('0,1');
    await check('empty wishlist');

    if (setting.width < 1024) await page.click('#drawer');
    await click('#wrong');
    await there('.entry[data-status="rejected"]');
    await page.$$eval('.entry summary', (all) => all.forEach((summary) => summary.click()));
    await check('events, all open');
    assert.deepEqual(trouble, []);
  });

  test(`buying is accessible: ${name}`, async () => {
    const { page, trouble, check, go, click, send, there, badges, told } = await enter(setting);
    await go('/cart.html');
    await check('empty cart');
    await go('/checkout.html');
    await check('nothing to pay');
    await go('/search.html');
    await click('ecom-add-to-cart');
    await badges('0,1');

    await go('/cart.html?with=dallah,mug');
    await send('#coupon', { coupon: 'EID2024' });
    await there('#coupon [aria-invalid="true"]');
    await check('cart, coupon denied');
    await send('#coupon', { coupon: 'FINJAN10' });
    await there('.coupon-applied');
    await check('cart with a coupon');

    await go('/checkout.html');
    await check('address');
    await send('#address', address);
    await there('#shipping');
    await check('shipping');
    await send('#shipping');
    await there('#payment');
    await click('#payment [value="expired_card"]');
    await check('payment');
    await send('#payment', card);
    await told('ecom-payment-form');
    await check('payment, failed');
    await click('#payment [value="cod"]');
    await Promise.all([page.waitForNavigation(), send('#payment')]);
    await check('order');
    await go('/order.html?id=none');
    await check('no such order');

    await go('/account.html');
    await check('guest');
    await send('#sign-up', { first_name: 'Noura', last_name: 'Saleh', email: 'noura@shop.example', password: 'any' });
    await there('#profile');
    await check('member with an order');
    assert.deepEqual(trouble, []);
  });
}

test('the single-page shop is accessible after each change of the view', async () => {
  const { trouble, check, go, click, there } = await enter({ lang: 'ar', scheme: 'dark', width: 390 });
  await go('/app/');
  await check('home');
  await click('.aisles a');
  await there('#filters');
  await check('all things');
  await click('ecom-product[product-id="mug"] a');
  await there('#review');
  await check('product');
  for (const place of ['wishlist', 'cart', 'account']) {
    await click(`.yours a[href="/app/${place}"]`);
    await there(`.yours a[href="/app/${place}"][aria-current="page"]`);
    await check(place);
  }
  await go('/app/nowhere');
  await check('nothing there');
  assert.deepEqual(trouble, []);
});
