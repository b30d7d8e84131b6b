// npm run bench:inp: what destinations cost a click. From the moment a real click is handled until the frame that shows it is
// committed, in Chromium, as its trace has it to the microsecond: on a page whose tracker has no destination, on one with six
// (GA4, GTM, Meta, TikTok, Snapchat, and one that keeps the main thread busy for 50 ms), and on one whose click calls the slow
// one itself. The pages take turns. Fails when six delay the paint by more than a millisecond compared to none.
import { inChromium, median } from './browser.mjs';

/** How much later than without a destination the paint may be, in milliseconds: the middle of all clicks. */
const limit = 1;

const clicks = 15;
const rounds = 6;

const slow = `
  const busy = () => {
    const end = performance.now() + 50;
    while (performance.now() < end);
  };`;
const vendors = `
  window.calls = 0;
  const count = (name) => (window.calls += /^(event|track|add_to_cart)/.test(name));
  for (const name of ['gtag', 'fbq', 'snaptr']) window[name] = count;
  window.dataLayer = Object.assign([], { push: ({ event }) => count(event) });
  window.ttq = { track: () => count('track') };`;
const markup = (script, tags = '', click = '') => `
  <button>Add to cart</button><script>${script}</script><script src="/tracker.js"></script>${tags}
  <script>
    const button = document.querySelector('button');
    window.seen = 0;
    window.ecom.on('*', () => window.seen++);
    button.addEventListener('click', () => {
      window.ecom.track('Product Added', { product_id: '1', name: 'Mug', price: 35, currency: 'SAR', quantity: 1 });
      ${click}
      button.textContent += '.';
    });
  </script>`;
const pages = {
  none: markup(''),
  six: markup(
    slow + vendors,
    `<script src="/destinations.js" data-ga4="G-1A2B3C4D5E" data-gtm data-meta="1" data-tiktok="1" data-snapchat="1"></script>
     <script>window.ecom.register({ name: 'slow', track: () => (window.calls++, busy()) })</script>`,
  ),
  direct: markup(slow, '', 'busy();'),
};

/** Clicks, each seen by everybody before the next one; resolves with what the trace says of them. */
async function click(page) {
  await page.bringToFront();
  await page.tracing.start({ categories: ['devtools.timeline'] });
  for (let count = 0; count < clicks; count++) {
    const seen = await page.evaluate(() => window.seen);
    await page.click('button');
    await page.waitForFunction((before) => window.seen > before && window.ecom.receipts().every(({ deliveries }) => deliveries.every(({ status }) => status !== 'waiting')), {}, seen);
  }
  const { traceEvents } = JSON.parse(Buffer.from(await page.tracing.stop()).toString());
  return traceEvents
    .filter(({ name, ph, args }) => name === 'EventTiming' && ph === 'b' && args.data?.type === 'click' && args.data.commitFinishTime)
    .map(({ args: { data } }) => ({ toFrame: data.commitFinishTime - data.processingStart, toPaint: data.duration }));
}

const times = await inChromium(
  pages,
  async (opened) => {
    const all = Object.fromEntries(Object.keys(pages).map((name) => [name, []]));
    for (const page of Object.values(opened)) await click(page);
    for (let round = 0; round < rounds; round++) for (const name in pages) all[name].push(...(await click(opened[name])));
    const calls = await opened.six.evaluate(() => window.calls);
    if (calls !== 6 * (rounds + 1) * clicks) throw new Error(`the six destinations were called ${calls} times`);
    return all;
  },
  // Frames are made when there is something to show, not when a screen would ask for one: else that wait is all that is measured.
  ['--disable-gpu-vsync', '--disable-frame-rate-limit'],
);
const middle = (name, what) => median(times[name].map((time) => time[what]));
const round = (value) => Math.round(value * 100) / 100;
const says = { none: 'no destination', six: 'six destinations, one slow', direct: 'no destination; the click calls the slow one' };
console.table(
  Object.keys(pages).map((name) => ({ page: says[name], clicks: times[name].length, 'to the frame, ms': round(middle(name, 'toFrame')), 'to the paint, ms': round(middle(name, 'toPaint')) })),
);
const delay = middle('six', 'toFrame') - middle('none', 'toFrame');
const ok = delay <= limit && middle('six', 'toFrame') < middle('direct', 'toFrame');
console.log(`six destinations delay the paint of a click by ${round(delay)} ms (limit ${limit}); called by the click, the slow one alone delays it by ${round(middle('direct', 'toFrame') - middle('none', 'toFrame'))} ms`);
process.exitCode = ok ? 0 : 1;
