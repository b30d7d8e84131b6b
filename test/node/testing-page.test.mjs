// ecom-events/testing/page: a test in Node hears what happens on a page, the same with Puppeteer and with Playwright.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { chromium } from 'playwright';
import { EventAssertionError, expectEvent, expectNoEvent, recordEvents } from '../../dist/src/testing/page.js';
import { findChromium, flags } from '../../scripts/find-chromium.mjs';
import { serveDemo } from '../../scripts/serve-demo.mjs';
import { launch } from './browser.mjs';

let server;
let shop;
before(async () => {
  server = await serveDemo(0);
  shop = `http://localhost:${server.address().port}`;
});
after(() => server.close());

const drivers = {
  Puppeteer: { launch, fresh: async (browser) => (await browser.createBrowserContext()).newPage(), press: (page, selector) => page.$eval(selector, (element) => element.click()) },
  Playwright: {
    launch: () => chromium.launch({ executablePath: findChromium(), args: flags }),
    fresh: async (browser) => (await browser.newContext()).newPage(),
    press: (page, selector) => page.click(selector),
  },
};

for (const [driver, { launch, fresh, press }] of Object.entries(drivers)) {
  describe(driver, () => {
    let browser;
    before(async () => (browser = await launch()));
    after(() => browser.close());

    test('events are recorded over navigations, under a strict policy', async () => {
      const page = await fresh(browser);
      const recorder = await recordEvents(page);
      await page.goto(`${shop}/`);
      assert.equal((await recorder.next('page')).payload.name, 'Home');
      await press(page, 'ecom-product[product-id=mug] a');
      const { payload, context } = await recorder.next('Product Viewed');
      assert.deepEqual([payload.product_id, context.page.path], ['mug', '/product.html']);
      await recorder.settled();
      // The page that was left has told of its last click.
      assert.deepEqual(recorder.names.filter((name) => name === 'Product Clicked'), ['Product Clicked']);
      recorder.stop();
    });

    test('an event is expected by its fields, also on a page that was open before', async () => {
      const page = await fresh(browser);
      await page.goto(`${shop}/product.html?id=vase`);
      await page.waitForSelector('form.buy button');
      const added = await expectEvent(page, 'Product Added', { product_id: 'vase', quantity: 1, price: (price) => price > 0 }, () => press(page, 'form.buy button'));
      assert.equal(added.name, 'Product Added');
      await expectNoEvent(page, 'Order Completed', () => press(page, 'form.buy button'));
    });

    test('a failure says what came, what differs, what was rejected', async () => {
      const page = await fresh(browser);
      await recordEvents(page);
      await page.goto(`${shop}/product.html?id=vase`);
      await page.waitForSelector('form.buy button');
      const buy = async () => {
        await press(page, '#wrong');
        await press(page, 'form.buy button');
      };
      await assert.rejects(expectEvent(page, 'Product Added', { quantity: 7 }, buy, { timeout: 1000 }), (error) => {
        assert.ok(error instanceof EventAssertionError);
        assert.match(error.message, /^no Product Added with these fields came within 1000 ms/);
        assert.match(error.message, /quantity: expected 7, got 1/);
        assert.match(error.message, /rejected: Order Completed\n {4}Order Completed: total rejected/);
        return true;
      });
      await assert.rejects(expectNoEvent(page, '*', buy), /came, and nothing was expected/);
    });

    test('a failure says when there is no tracker', async () => {
      const page = await fresh(browser);
      await page.goto(`${shop}/art/mug.svg`);
      await assert.rejects(expectEvent(page, 'Product Viewed', {}, undefined, { timeout: 50 }), /nothing came\n {2}the page has no tracker/);
    });

    test('two recorders of a page hear the same; one that has stopped hears nothing', async () => {
      const page = await fresh(browser);
      const [one, other] = await Promise.all([recordEvents(page), recordEvents(page)]);
      one.stop();
      await page.goto(`${shop}/cart.html`);
      await other.next('Cart Viewed');
      assert.deepEqual(one.names, []);
      assert.ok(other.names.includes('page'));
    });
  });
}

test('what is no page is refused', async () => {
  const page = { evaluate: async () => undefined, exposeFunction: async () => undefined };
  await assert.rejects(recordEvents(page), /expected a page with addInitScript \(Playwright\) or evaluateOnNewDocument \(Puppeteer\)/);
});
