// The whole journey through the demo shop, from the first search to the order: as a site of many pages and as one app, by
// mouse, by the keyboard alone and by touch on a phone in Arabic. What a registered callback got is the test: all events a
// shopper can cause, once each, in order, valid, with ids that agree and amounts that add up.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogue } from '../../dist/src/events/catalogue.js';
import { eventually } from './browser.mjs';
import { browser, serveShop, shop } from './demo-shop.mjs';
import { fillAddress, pageOf, walk } from './journey.mjs';
import { enter, shopperOn } from './shopper.mjs';

/** Facts of the back office, which no shopper causes. */
const backOffice = ['Order Updated', 'Order Refunded', 'Order Cancelled'];

serveShop();

/** What is left of an amount when binary fractions are put aside. */
const cents = (value) => Math.round(value * 100);

const sum = (products) => products.reduce((total, { price, quantity = 1 }) => total + cents(price) * quantity, 0);

/** What must hold of all that was recorded, whatever the way. */
function check(facts) {
  const tracked = facts.filter(({ name }) => !name.startsWith('page '));
  const of = (...names) => tracked.filter(({ name }) => names.includes(name)).map(({ payload }) => payload);

  for (const { name, payload, context } of tracked) {
    const { schema } = catalogue.find((event) => event.name === name);
    const { success, error } = schema.safeParse(payload);
    assert.ok(success, `${name} is valid: ${error?.message}`);
    assert.ok(!context.assumed && !context.invalid, `${name} is confirmed`);
    if ('price' in payload || 'value' in payload || 'total' in payload) assert.equal(payload.currency ?? payload.products?.[0]?.currency, 'SAR', `currency of ${name}`);
  }
  const ids = facts.map(({ context }) => context.event_id);
  assert.equal(new Set(ids).size, ids.length, 'each event has an id of its own');
  assert.equal(new Set(facts.map(({ context }) => context.anonymous_id)).size, 1, 'one visitor');
  const times = facts.map(({ context }) => context.timestamp);
  assert.deepEqual(times, times.toSorted(), 'in the order of their times');

  const same = (field, names) => assert.equal(new Set(of(...names).map((payload) => payload[field] ?? 'none')).size, 1, `one ${field}`);
  same('cart_id', ['Product Added', 'Wishlist Product Added to Cart', 'Product Removed', 'Cart Viewed', 'Cart Updated', 'Cart Shared', 'Coupon Entered', 'Coupon Denied', 'Coupon Applied', 'Coupon Removed', 'Checkout Started']);
  same('checkout_id', ['Checkout Started', 'Checkout Step Viewed', 'Checkout Step Completed', 'Payment Info Entered', 'Payment Failed', 'Order Completed']);
  same('wishlist_id', ['Product Added to Wishlist', 'Product Removed from Wishlist', 'Wishlist Product Added to Cart']);
  assert.deepEqual(of('Checkout Step Completed').map(({ step }) => step), [1, 2]);

  for (const { value, discount = 0, products } of of('Cart Viewed', 'Cart Updated')) assert.equal(cents(value), sum(products) - cents(discount), 'a cart adds up');
  for (const { value, price, quantity } of of('Product Added')) assert.equal(cents(value), cents(price) * quantity);
  const [started] = of('Checkout Started');
  assert.equal(cents(started.value), sum(started.products) - cents(started.discount ?? 0));
  const [order, ...others] = of('Order Completed');
  assert.deepEqual(others, [], 'one order');
  assert.match(order.order_id, /./);
  assert.deepEqual([cents(order.total), cents(order.revenue)], [cents(order.revenue) - cents(order.discount) + cents(order.shipping), sum(order.products)]);
  assert.deepEqual([order.discount, order.discount], [of('Cart Viewed').at(-1).discount, started.discount], 'the order has the discount of its cart');
  assert.equal(order.coupon, 'FINJAN10');

  const said = JSON.stringify(facts);
  for (const secret of ['qahwa-1', '4242424242424242', '01/20']) assert.ok(!said.includes(secret), 'no secret is in any event');
}

for (const mode of ['pages', 'app']) {
  for (const [kind, lang] of [['mouse', 'en'], ['keyboard', 'en'], ['touch', 'ar']]) {
    test(`a shopper's whole journey: ${mode === 'pages' ? 'a site of many pages' : 'one app'}, by ${kind}, in ${lang}`, async () => {
      const shopper = await enter(browser, `${shop}${pageOf[mode]('', `?lang=${lang}`)}`, kind);
      await walk(shopper, mode);
      const facts = await shopper.got();
      const caused = catalogue.map(({ name }) => name).filter((name) => !backOffice.includes(name));
      assert.deepEqual(caused.filter((name) => !facts.some((fact) => fact.name === name)), [], 'every event a shopper can cause was caused');
      check(facts);
      assert.deepEqual(shopper.trouble, []);
      await shopper.page.browserContext().close();
    });
  }
}

test('the journey survives reloads, the back/forward cache and a second tab', async () => {
  const shopper = await enter(browser, `${shop}/product.html?lang=en&id=mug`);
  const { page, press, reports, trouble } = shopper;
  await reports('page Product', 'Product Viewed', 'Product List Viewed');
  await press('form.buy button');
  await reports('Product Added');
  await page.reload();
  await reports('page Product', 'Product Viewed', 'Product List Viewed');

  // Back and forward: the page that was kept reports its view again, and nothing else.
  await press('.yours a[href*=cart]');
  await reports('page Cart', 'Cart Viewed');
  await page.evaluate(() => (window.kept = true));
  await page.goBack();
  await reports('page Product', 'Product Viewed', 'Product List Viewed');
  await page.goForward();
  assert.equal(await page.evaluate(() => window.kept), true, 'it was kept, not loaded anew');
  await reports('page Cart', 'Cart Viewed');

  await press('#start-checkout a');
  await reports('Checkout Started', 'page Checkout', 'Checkout Step Viewed');
  // Back to the cart and on again: the checkout goes on, it is not started twice.
  await page.goBack();
  await reports('page Cart', 'Cart Viewed');
  await press('#start-checkout a');
  await reports('page Checkout', 'Checkout Step Viewed');
  await fillAddress(shopper);
  await reports('Checkout Step Completed', 'Checkout Step Viewed');
  await page.reload();
  await reports('page Checkout', 'Checkout Step Viewed');

  // A second tab looks at the cart meanwhile: the same shopper, in the same visit.
  const tab = await page.browserContext().newPage();
  const second = shopperOn(tab, trouble);
  await tab.evaluateOnNewDocument(() => {
    window.ecom = [['register', { name: 'journey', track: (name, payload, context) => note(name, payload, context), page: ({ name }, context) => note(`page ${name}`, {}, context) }]];
    const note = (name, payload, context) => sessionStorage.setItem('journey', JSON.stringify([...JSON.parse(sessionStorage.getItem('journey') ?? '[]'), { name, payload, context }]));
  });
  await tab.goto(`${shop}/cart.html`);
  await second.reports('page Cart', 'Cart Viewed');
  await page.bringToFront();
  await press('#shipping button');
  await reports('Checkout Step Completed', 'Checkout Step Viewed');
  await press('#payment [value=cod]');
  await press('#payment .button');
  await reports('Payment Info Entered', 'page Order', 'Order Completed');

  // The order is reported once: not on a reload, not when the page comes back, not in the other tab.
  await page.reload();
  await reports('page Order');
  await press('.yours a[href*=account]');
  await reports('page Account');
  await page.goBack();
  await reports('page Order');
  await tab.bringToFront();
  await tab.goto(page.url());
  await second.reports('page Order');

  const [here, there] = [await shopper.got(), await second.got()];
  for (const field of ['session_id', 'anonymous_id']) assert.equal(new Set([...here, ...there].map(({ context }) => context[field])).size, 1, `one ${field}`);
  const cartIds = [...here, ...there].filter(({ name }) => name.startsWith('Cart')).map(({ payload }) => payload.cart_id);
  assert.equal(new Set(cartIds).size, 1, 'one cart in both tabs');
  const checkoutIds = here.flatMap(({ payload }) => payload.checkout_id ?? []);
  assert.equal(new Set(checkoutIds).size, 1, 'one checkout');
  assert.deepEqual(trouble, []);
  await eventually(() => page.evaluate(() => window.ecom.receipts().every(({ status }) => status === 'accepted')), Boolean);
});
