// npm run screenshots: pictures of the demo shop for the README, in docs/images/.
import { mkdirSync, statSync } from 'node:fs';
import puppeteer from 'puppeteer-core';
import { buildGateway } from './build-gateway.mjs';
import { ensureChromium } from './ensure-chromium.mjs';
import { flags } from './find-chromium.mjs';
import { root, run, runAll } from './run.mjs';
import { startDemo } from './start-demo.mjs';

const folder = `${root}docs/images`;
const pictures = [
  { name: 'demo-en-desktop', lang: 'en', scheme: 'light', width: 1280, height: 960, act: shopAround, then: openNewest },
  { name: 'demo-ar-desktop-dark', lang: 'ar', scheme: 'dark', width: 1280, height: 1000, act: shopAround, path: '/checkout.html', then: chooseShipping },
  { name: 'demo-ar-phone', lang: 'ar', scheme: 'light', width: 390, height: 844, path: '/product.html?id=mug' },
  { name: 'demo-en-phone-events', lang: 'en', scheme: 'light', width: 390, height: 844, act: shopAround, path: '/cart.html', then: openDrawer },
  { name: 'inspector', lang: 'en', scheme: 'light', width: 1280, height: 800, act: inspect },
];

/** Something in the cart and on the wishlist, and so in the list of events. */
async function shopAround(page, home) {
  await page.goto(home);
  await page.click('ecom-wishlist-toggle');
  await counted(page, '1,0');
  for (const id of ['dallah', 'bowl']) await page.$eval(`ecom-product[product-id="${id}"] ecom-add-to-cart`, (element) => element.click());
  await counted(page, '1,2');
  // And the functions have had their turn.
  await page.waitForFunction(() => document.querySelectorAll('[data-event="Product Added"] [data-state="succeeded"]').length === 2);
}

async function openNewest(page) {
  await page.click('.entry summary');
  await page.evaluate(() => scrollTo(0, 0));
}

/** The checkout at its second step. */
async function chooseShipping(page) {
  await page.$eval('#address', (form) => {
    const address = { first_name: 'نورة', last_name: 'الصالح', street: 'شارع الزيتون 1', city: 'الرياض' };
    for (const name in address) form.elements[name].value = address[name];
    form.requestSubmit();
  });
  await page.waitForSelector('#shipping');
  await page.evaluate(() => document.activeElement.blur());
}

async function openDrawer(page) {
  await page.click('#drawer');
  await page.click('#wrong');
  await page.waitForSelector('.entry[data-status="rejected"]');
  await openNewest(page);
}

/** The inspector with what a shopper did, a second script that tells Google of it too, and a rejected order. */
async function inspect(page, home) {
  await page.goto(home);
  await page.evaluate(() => localStorage.setItem('ecom-consent', JSON.stringify({ analytics: 'granted', marketing: 'denied', personalisation: 'granted' })));
  await page.goto(`${shop}/product.html?id=mug&ecom-debug`);
  await page.waitForSelector('ecom-inspector >>> .row');
  await page.evaluate(() => {
    window.dataLayer = [];
    window.gtag = (...call) => window.dataLayer.push(call);
    const sent = [{ name: 'add_to_cart', params: { currency: 'SAR', value: 58, items: [{ item_id: 'mug' }] } }];
    window.ecom.register({ name: 'ga4', category: 'analytics', track: (name) => ({ sent: name === 'Product Added' ? sent : [] }) });
    window.ecom.register({ name: 'meta', track() {} });
    window.ecom.track('Order Completed', { order_id: '1001', total: 'about a hundred', currency: 'SAR' });
    window.ecom.track('product_added', { product_id: 'mug', name: 'Two-tone mug', price: '58', currency: 'SAR' });
  });
  // Once it listens to gtag, too.
  await page.waitForFunction(() => String(window.gtag).includes('native code'));
  await page.evaluate(() => window.gtag('event', 'add_to_cart', { items: [{ item_id: 'mug' }] }));
  await page.waitForSelector('ecom-inspector >>> .mark.twice');
  await page.$$eval('ecom-inspector >>> .row', (rows) => rows.find(({ textContent }) => textContent.includes('Product Added')).click());
}

/** Until the header counts so many on the wishlist and in the cart. */
async function counted(page, expected) {
  const end = Date.now() + 5000;
  const read = () => page.$$eval('header .badge', (all) => all.map(({ textContent }) => textContent).join());
  while ((await read()) !== expected) if (Date.now() > end) throw new Error(`the header does not come to ${expected}`);
}

const failed = await runAll([...['ecom', 'memory'].map((mode) => `vite build --mode ${mode} --logLevel warn`), 'node scripts/build-demo.mjs']);
if (failed) process.exit(failed);

mkdirSync(folder, { recursive: true });
await Promise.all([run('vite build --mode outbox --logLevel warn'), buildGateway()]);
// The usual port, since addresses stand in the events.
const demo = await startDemo(4173);
const shop = demo.shop.slice(0, -1);
const browser = await puppeteer.launch({ executablePath: await ensureChromium(), args: [...flags, '--hide-scrollbars'] });
for (const { name, lang, scheme, width, height, path, act, then } of pictures) {
  const page = await (await browser.createBrowserContext()).newPage();
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: scheme },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
  const home = `${shop}/?lang=${lang}`;
  if (act) await act(page, home);
  else await page.goto(home, { waitUntil: 'networkidle0' });
  if (path) await page.goto(shop + path, { waitUntil: 'networkidle0' });
  await then?.(page);
  await page.waitForFunction(() => !document.querySelector('[data-cloud="stored"], [data-cloud="taken"], [data-state="pending"], [data-state="leased"]'));
  const file = `${folder}/${name}.png`;
  await page.screenshot({ path: file });
  const { size } = statSync(file);
  console.log(`${file.slice(root.length)} ${Math.round(size / 1000)} kB`);
  if (size > 200_000) {
    console.error('larger than 200 kB');
    process.exitCode = 1;
  }
}
await browser.close();
await demo.stop();
