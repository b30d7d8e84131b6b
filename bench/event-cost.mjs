// npm run bench: all main-thread work of one event, from track() until the callback has returned, beside that of a
// plain CustomEvent with one listener, both in one run. Every call into the tracker and every task it asks for is
// timed in the page. Fails when the ratio is over its limit.
import { inChromium, median } from './browser.mjs';

/** How many times a plain CustomEvent an event may cost. */
const limit = 5;

const samples = 31;
/** Events of one sample. The timers have steps of 5 µs, so a sample is a sum. */
const events = 200;

/** In the page: microseconds for an event of each kind, sample by sample, taken in turn. */
async function measureInPage({ samples, events, perFrame }) {
  let busy = 0;
  const timed = (call) => (...values) => {
    const start = performance.now();
    try {
      return call(...values);
    } finally {
      busy += performance.now() - start;
    }
  };
  const { setTimeout, requestAnimationFrame } = window;
  window.setTimeout = (call, wait) => setTimeout(timed(call), wait);
  window.requestAnimationFrame = (call) => requestAnimationFrame(timed(call));
  const payload = (id) => ({
    cart_id: 'cart-1',
    product_id: `product-${id}`,
    sku: 'MUG-01',
    category: 'Kitchen',
    name: 'Stoneware mug',
    brand: 'Dar',
    variant: 'Sand',
    price: 35,
    quantity: 1,
    currency: 'SAR',
    position: 3,
    url: '/mug',
    image_url: '/mug.svg',
  });
  let heard = 0;
  let wanted = 0;
  let resolveAll;
  const hear = (amount) => {
    heard += amount > 0 ? 1 : 0;
    if (heard === wanted) resolveAll();
  };
  const all = (count) => {
    wanted = heard + count;
    return new Promise((resolve) => (resolveAll = resolve));
  };

  document.addEventListener('plain-product-added', ({ detail }) => hear(detail.price));
  await new Promise((resolve) => document.head.append(Object.assign(document.createElement('script'), { src: '/tracker.js', onload: resolve })));
  window.ecom.register({ name: 'bench', track: (_name, { price }) => hear(price) });

  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const kinds = {
    plain: timed((id) => document.dispatchEvent(new CustomEvent('plain-product-added', { detail: payload(id) }))),
    tracked: timed((id) => window.ecom.track('Product Added', payload(id))),
  };
  const results = { plain: [], tracked: [] };
  for (let sample = -3; sample < samples; sample++) {
    for (const kind in kinds) {
      busy = 0;
      const done = all(events);
      for (let sent = 0; sent < events; ) {
        for (let burst = 0; burst < perFrame && sent < events; burst++) kinds[kind](sent++);
        await frame();
      }
      await done;
      if (sample >= 0) results[kind].push((busy / events) * 1000);
    }
  }
  return results;
}

const rows = [];
for (const slowdown of [1, 4]) {
  for (const perFrame of [200, 10, 1]) {
    const options = { samples: perFrame === 1 ? 5 : samples, events, perFrame };
    const results = await inChromium('', async (page) => {
      await page.emulateCPUThrottling(slowdown);
      return page.evaluate(measureInPage, options);
    });
    const [plain, tracked] = [median(results.plain), median(results.tracked)];
    rows.push({ 'cpu slowed': `${slowdown}×`, 'events a frame': perFrame, 'plain µs': plain.toFixed(1), 'tracked µs': tracked.toFixed(1), ratio: +(tracked / plain).toFixed(2) });
  }
}
console.table(rows);
const worst = Math.max(...rows.map(({ ratio }) => ratio));
console.log(`one tracked event costs at most ${worst} times a plain CustomEvent (limit ${limit})`);
process.exitCode = worst <= limit ? 0 : 1;
