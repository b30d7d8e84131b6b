// What the tests of the demo share: the built pages, served as `npm start` does, a browser, a shopper, and axe.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serveDemo } from '../../scripts/serve-demo.mjs';
import { eventually, launch, openPage } from './browser.mjs';

/** Address of the shop and the browser, while the tests of the file run. */
export let shop;
export let browser;

/** Serves the demo and opens a browser for the tests of this file. */
export function serveShop() {
  let server;
  before(async () => {
    server = await serveDemo(0);
    shop = `http://localhost:${server.address().port}`;
    // Puppeteer switches the back/forward cache off by default.
    browser = await launch({ ignoreDefaultArgs: ['--disable-back-forward-cache'] });
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });
}

/** A shopper in a window of their own. */
export async function enter(path) {
  const { page, trouble } = await openPage(browser);
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(shop + path);
  /** What the callback "Demo analytics" has got in this visit. */
  const got = () => page.evaluate(() => JSON.parse(sessionStorage.getItem('finjan-analytics') ?? '[]'));
  const expected = [];
  return {
    page,
    trouble,
    got,
    /** The next events, in this order and no others. */
    async reports(...names) {
      expected.push(...names);
      assert.deepEqual(await eventually(got, ({ length }) => length >= expected.length).catch(got), expected);
    },
    /** The address, the title, and what has the focus. */
    where: () => page.evaluate(() => [location.pathname + location.search, document.title, document.activeElement.textContent.trim()]),
    text: (selector) => page.$eval(selector, (element) => element.textContent.trim()),
    /** Clicks a link and waits for its page. */
    follow: (selector) => Promise.all([page.waitForNavigation(), page.click(selector)]),
  };
}

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** What axe and the width of the page find fault with; `rules` are axe's, where one does not apply. */
export async function faults(page, rules = {}) {
  await page.evaluate(axe);
  return page.evaluate(async (rules) => {
    const { violations, passes } = await window.axe.run({ rules });
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
    if (passes.length < 10) found.push(`axe had little to look at: ${passes.length} rules`);
    if (document.documentElement.scrollWidth > innerWidth) found.push(`wider than the window: ${document.documentElement.scrollWidth}`);
    return found;
  }, rules);
}
