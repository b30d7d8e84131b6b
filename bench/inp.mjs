// npm run bench:inp: from a real click to the next paint, in Chromium, when a callback keeps the main thread busy for 50
// ms: called by the click's own listener, and registered with the tracker, beside a click without any. The numbers are
// the browser's own (Event Timing, in steps of 8 ms). Fails when the tracker does not keep the callback off the paint.
import { inChromium, median } from './browser.mjs';

/** How much later than without a callback the paint may be, in milliseconds: two steps of Event Timing. */
const limit = 16;

const clicks = 25;

/** In the page: three buttons, and what each click took until its paint. */
async function prepare() {
  const busy = () => {
    const end = performance.now() + 50;
    while (performance.now() < end);
  };
  await new Promise((resolve) => document.head.append(Object.assign(document.createElement('script'), { src: '/tracker.js', onload: resolve })));
  let delivered;
  window.ecom.register({
    name: 'busy',
    track() {
      busy();
      delivered?.();
    },
  });
  const acts = {
    nothing: () => {},
    direct: busy,
    tracked: () => window.ecom.track('Product Added', { product_id: '1', name: 'Mug', price: 35, currency: 'SAR' }),
  };
  window.paints = { nothing: [], direct: [], tracked: [] };
  for (const name in acts) {
    const button = document.body.appendChild(Object.assign(document.createElement('button'), { id: name, textContent: name }));
    button.addEventListener('click', () => {
      acts[name]();
      button.textContent += '.';
    });
  }
  new PerformanceObserver((list) => {
    for (const { name, target, duration } of list.getEntries()) if (name === 'click') window.paints[target?.id]?.push(duration);
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });
  // What took less than a step is not listed: the count of clicks tells.
  window.settled = () =>
    new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(() => setTimeout(resolve, 80)))));
}

const paints = await inChromium('<body>', async (page) => {
  await page.evaluate(prepare);
  for (let click = 0; click < clicks; click++) {
    for (const name of ['nothing', 'direct', 'tracked']) {
      await page.click(`#${name}`);
      await page.evaluate(() => window.settled());
    }
  }
  return page.evaluate(() => window.paints);
});
const [nothing, direct, tracked] = ['nothing', 'direct', 'tracked'].map((name) => {
  const missing = Array(clicks - paints[name].length).fill(8);
  return median([...paints[name], ...missing]);
});
console.table([
  { 'the click calls': 'nothing', 'click to paint, ms': nothing },
  { 'the click calls': 'the callback itself', 'click to paint, ms': direct },
  { 'the click calls': 'ecom.track()', 'click to paint, ms': tracked },
]);
const ok = tracked - nothing <= limit && tracked < direct;
console.log(`a callback of 50 ms delays the paint by ${direct - nothing} ms when it is called, by ${tracked - nothing} ms when it is registered (limit ${limit})`);
process.exitCode = ok ? 0 : 1;
