// npm run bench:cards: a list of 1,000 product cards in Chromium, each with a link, an add-to-cart and a wishlist toggle,
// beside the same page with plain markup: links, native buttons and one delegated listener. Fails when a limit is broken.
//
// What is compared is the whole way of a page until it is there. The plain page: its markup is parsed, laid out and painted,
// and has its listener. The page with elements: the same, and then comes the script, as it does when the document stands
// before it (`defer`, or the end of the body): until all 4,001 elements are upgraded and drawn, and the frame with the last
// of them is painted. The script is loaded, compiled and run within that time; the longest task is looked for from then on
// until a second later, when the list has reported itself. Both pages begin empty and set one string as innerHTML, since a
// network would be measured otherwise. They have the same structure, classes and theme, which keeps a button's height free,
// and the same look: the plain buttons have the elements' own rules.
//
// The limits are for the cards of a shop, with a picture, a name and a price. Bare cards, a link and two buttons with nothing
// else that shares the bill, are listed beside them: the first limit does not hold for those. Each row is the middle of
// several runs of fresh pages that take turns. What is limited is what other programs on the machine hardly change: the
// processor time of the main thread, and the longest task of the least disturbed run, since they lengthen a task and never
// shorten it.
import { readFile } from 'node:fs/promises';
import { inChromium, median } from './browser.mjs';

const count = 1000;

/** How often each page is made; fewer with a slow processor, which is only told. */
const [runs, slowRuns] = [Number(process.env.RUNS ?? 9), Number(process.env.SLOW_RUNS ?? 3)];

/** How many times as much as the plain page the page with elements may take in all. */
const limit = 3;

/** No task may hold the main thread longer, in milliseconds, once the script is there. */
const longest = 50;

const tags = ['ecom-product-list', 'ecom-product', 'ecom-product-link', 'ecom-add-to-cart', 'ecom-wishlist-toggle'];

/** The elements' look for buttons that are none: the rules as they are, without those of hosts. */
const look = (await readFile(new URL('../src/element/shared.styles.ts', import.meta.url), 'utf8'))
  .match(/buttonStyles = css`([^`]+)`/)[1]
  .replace(/:host[^}]*\}/g, '');

const theme = `
  body { font: 16px/1.5 system-ui, sans-serif; }
  .list, .link { display: block; }
  .card { display: flex; flex-direction: column; overflow: hidden; border: 1px solid #ddd; border-radius: 8px; }
  .shop { display: grid; grid-template-columns: repeat(auto-fill, minmax(200px, 1fr)); gap: 20px; }
  .picture { display: block; aspect-ratio: 1; background: #eee; }
  .link h3 { margin: 0; padding: 12px 16px 0; font-size: 18px; }
  .price { display: flex; flex-wrap: wrap; justify-content: space-between; margin: 0; padding-inline: 16px; }
  .actions { display: flex; flex-direction: column; gap: 8px; margin-block-start: auto; padding: 12px 16px 16px; }
  .actions > * { min-block-size: 44px; }
`;

/** The buttons and the names of the tags of either page. */
const kinds = {
  plain: { list: 'div', card: 'div', link: 'div', prefix: 'data-', buttons: '<button>Add to cart</button><button aria-pressed="false"><span aria-hidden="true">♡</span>Add to wishlist</button>' },
  elements: { list: 'ecom-product-list', card: 'ecom-product', link: 'ecom-product-link', prefix: '', buttons: '<ecom-add-to-cart>Add to cart</ecom-add-to-cart><ecom-wishlist-toggle></ecom-wishlist-toggle>' },
};

function markup(kind, design) {
  const { list, card, link, prefix, buttons } = kinds[kind];
  const inside = {
    shop: (name) => `<${link} class="link"><a href="#"><span class="picture"></span><h3>${name}</h3></a></${link}><p class="price"><span>35 SAR</span> <span>Kitchen</span></p><div class="actions">${buttons}</div>`,
    bare: (name) => `<${link} class="link"><a href="#">${name}</a></${link}>${buttons}`,
  };
  const cards = Array.from({ length: count }, (_, at) => {
    const attributes = Object.entries({ 'product-id': at + 1, name: `Mug ${at + 1}`, price: 35, currency: 'SAR' }).map(([name, value]) => `${prefix}${name}="${value}"`);
    return `<${card} class="${design === 'shop' ? 'card' : 'link'}" ${attributes.join(' ')}>${inside[design](`Mug ${at + 1}`)}</${card}>`;
  });
  return `<${list} class="${design === 'shop' ? 'shop' : 'list'}" ${prefix}list-id="all">${cards.join('')}</${list}>`;
}

/** In the page, before anything else. */
function prepare() {
  window.long = { longtask: [], 'long-animation-frame': [] };
  for (const type in window.long) new PerformanceObserver((list) => window.long[type].push(...list.getEntries())).observe({ type });
  // A message comes after the frame that is being made, as soon as the main thread is free.
  window.painted = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      requestAnimationFrame(() => port2.postMessage(0));
    });
}

/** In the page: what its markup takes until it is painted. */
async function stand(html, delegates) {
  const start = performance.now();
  document.body.innerHTML = html;
  if (delegates) document.body.firstElementChild.addEventListener('click', ({ target }) => target.closest('a, button') && target.closest('[data-product-id]'));
  await window.painted();
  return performance.now() - start;
}

/** In the page: what the script takes until all elements are drawn and painted. */
async function upgrade(tags) {
  const start = performance.now();
  document.head.append(Object.assign(document.createElement('script'), { src: '/ecom.js' }));
  await Promise.all(tags.map((tag) => customElements.whenDefined(tag)));
  const elements = [...document.querySelectorAll(tags)];
  await Promise.all(elements.map((element) => element.updateComplete));
  await window.painted();
  const time = performance.now() - start;
  const undrawn = elements.filter((element) => !element.hasUpdated).length;
  if (undrawn) throw new Error(`${undrawn} elements are not drawn`);
  return { start, time };
}

/** In the page: its frames while it is scrolled from its beginning to its end. */
async function scroll() {
  const frames = [];
  let last = await new Promise(requestAnimationFrame);
  const end = document.documentElement.scrollHeight - innerHeight;
  for (let step = 1; step <= 120; step++) {
    scrollTo(0, (end * step) / 120);
    const now = await new Promise(requestAnimationFrame);
    frames.push(now - last);
    last = now;
  }
  return { count: frames.length, late: frames.filter((time) => time > 25).length, longest: Math.max(...frames) };
}

const idle = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** One fresh page, from the beginning to the end. */
async function measure(page, kind, design, slower = 1) {
  await page.goto(page.url());
  await page.addStyleTag({ content: theme + (kind === 'plain' ? look : '') });
  const devtools = await page.createCDPSession();
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const metrics = async () => Object.fromEntries((await devtools.send('Performance.getMetrics')).metrics.map(({ name, value }) => [name, value]));
  const memory = async () => {
    await devtools.send('HeapProfiler.collectGarbage');
    return metrics();
  };
  await page.evaluate(prepare);
  await idle(100);
  const before = await memory();
  await page.emulateCPUThrottling(slower);
  const started = await metrics();
  const row = { page: `${kind}, ${design}`, first: await page.evaluate(stand, markup(kind, design), kind === 'plain') };
  row.total = row.first;
  await idle(100);
  if (kind === 'elements') {
    const { start, time } = await page.evaluate(upgrade, tags);
    row.upgrade = time;
    row.total += time;
    // The list reports itself a moment later: that is part of it.
    await idle(1000);
    const long = await page.evaluate((start) => Object.fromEntries(Object.entries(window.long).map(([type, entries]) => [type, Math.max(0, ...entries.filter((entry) => entry.startTime + entry.duration > start).map(({ duration }) => duration))])), start);
    row['longest task'] = long.longtask;
    row['longest frame'] = long['long-animation-frame'];
  }
  row['CPU time'] = ((await metrics()).TaskDuration - started.TaskDuration) * 1000;
  await page.emulateCPUThrottling(1);
  const after = await memory();
  const perCard = (name) => (after[name] - before[name]) / count;
  const scrolled = await page.evaluate(scroll);
  Object.assign(row, { 'heap, B/card': perCard('JSHeapUsedSize'), 'nodes/card': perCard('Nodes'), 'listeners/card': perCard('JSEventListeners') });
  Object.assign(row, { 'scroll frames': scrolled.count, 'over 25 ms': scrolled.late, 'longest, ms': scrolled.longest });
  await devtools.detach();
  return row;
}

const middle = (rows) => Object.fromEntries(Object.keys(rows[0]).map((name) => [name, name === 'page' ? rows[0][name] : Math.round(median(rows.map((row) => row[name])) * 10) / 10]));

const tables = await inChromium('<body>', async (page) => {
  const all = async (design, times, slower) => {
    const rows = { plain: [], elements: [] };
    // Not counted: the first pages warm the browser up.
    for (let at = -1; at < times; at++) for (const kind in rows) rows[kind][at < 0 ? 0 : at] = await measure(page, kind, design, slower);
    return rows;
  };
  const [shop, bare, slow] = [await all('shop', runs), await all('bare', runs), await all('shop', slowRuns, 4)];
  const middles = (rows) => Object.values(rows).map(middle);
  return { shop: middles(shop), bare: middles(bare), slow: middles(slow), longest: Math.min(...shop.elements.map((row) => row['longest task'])) };
});

/** The columns of a table with these names. */
const print = (rows, ...columns) => console.table(rows.map((row) => Object.fromEntries(columns.filter((name) => name in row).map((name) => [name, row[name]]))));
const rows = [...tables.shop, ...tables.bare];
const times = ['page', 'first', 'upgrade', 'total', 'CPU time', 'longest task', 'longest frame'];
console.log(`${count} cards, in milliseconds`);
print(rows, ...times);
console.log('on a processor four times as slow');
print(tables.slow, ...times);
console.log('memory');
print(rows, 'page', 'heap, B/card', 'nodes/card', 'listeners/card');
console.log('scrolling from the beginning to the end');
print(rows, 'page', 'scroll frames', 'over 25 ms', 'longest, ms');
const ratio = ([plain, elements], name, of = name) => elements[name] / plain[of];
const asTimes = (number) => `${number.toFixed(2)} times`;
for (const design of ['shop', 'bare']) {
  const [cpu, total, upgrade] = [ratio(tables[design], 'CPU time'), ratio(tables[design], 'total'), ratio(tables[design], 'upgrade', 'total')].map(asTimes);
  console.log(`${design} cards: the page with elements takes ${cpu} the processor time of the plain one and ${total} as long, the upgrade alone ${upgrade} as long`);
}
const ok = ratio(tables.shop, 'CPU time') <= limit && tables.longest <= longest;
console.log(`limits, for shop cards: ${limit} times the processor time; no task over ${longest} ms (${tables.longest ? `the longest takes ${tables.longest} ms` : 'there is none'}): ${ok ? 'kept' : 'BROKEN'}`);
process.exitCode = ok ? 0 : 1;
