// A partner's tracker.js, from the published package: written by `ecom-events init tracker`, or of listener files in the format
// of Salla's starter kit; built by the Vite plugin; on the real Twilight SDK, beside our elements, and on a page of its own.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createServer as createVite } from 'vite';
import { root } from '../../scripts/run.mjs';
import { sallaStore } from '../platforms/salla-store.mjs';
import { eventually, launch, openPage } from './browser.mjs';
import { installPacked, runNode } from './packed.mjs';

const policy = "default-src 'self'; style-src 'self'; require-trusted-types-for 'script'";
const kit = `${root}test/fixtures/salla-kit`;
const { project, installed } = installPacked(['vite', 'typescript', '.bin', '@types/node', '@salla.sa/ecommerce-events-base']);
const cli = join(installed, JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')).bin['ecom-events']);

/** Writes a project of a partner, whose files are given with their text. */
function write(name, files) {
  const folder = join(project, name);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

const config = (options = '') => `import { ecomListeners } from 'ecom-events/vite';\nexport default { logLevel: 'warn', plugins: [ecomListeners(${options})] };\n`;
const manifest = (name) => JSON.stringify({ name, private: true, type: 'module' });

/** Builds a project as a partner does; the script. */
function build(folder) {
  runNode(folder, join(project, 'node_modules/vite/bin/vite.js'), 'build');
  assert.deepEqual(readdirSync(join(folder, 'dist')), ['tracker.js']);
  return readFileSync(join(folder, 'dist/tracker.js'), 'utf8');
}

/** A listener that keeps all it gets, for the tests to read. */
const keeps = (name) => `import { defineListener } from 'ecom-events/listeners';
export default defineListener('*', (payload, context) => {
  (window.heard ??= []).push(['${name}', context.event_name, payload, context]);
});
`;

// `npm run build` itself, with the listener that keeps beside those of the template.
runNode(project, cli, 'init', 'tracker', 'my-app');
const app = write('my-app', { 'listeners/shared/keeps.ts': keeps('my-app') });

/** Path → text of what the server of this test holds. */
const files = new Map([
  ['/favicon.ico', ''],
  // As a Salla store has them, one after the other.
  ['/ecom.js', ['ecom', 'salla'].map((name) => readFileSync(`${root}dist/${name}.js`, 'utf8')).join(';\n')],
  ['/sdk.js', readFileSync(`${root}node_modules/@salla.sa/twilight/dist/@salla.sa/twilight.min.js`, 'utf8')],
  ['/stub.js', `(window.ecom = window.ecom || []).push(['track', 'Product Viewed', { product_id: '7', price: 35, currency: 'SAR' }]);`],
]);

/** The same listener files as a bundle that brings a tracker and one that does not. */
function publish(name, listeners, more = {}) {
  for (const [kind, options] of [['', ''], ['-alone', '{ standalone: true }']]) {
    const folder = write(`${name}${kind}`, { 'package.json': manifest(`${name}${kind}`), 'vite.config.js': config(options), ...more });
    if (typeof listeners === 'string') cpSync(listeners, join(folder, 'src'), { recursive: true, filter: (path) => !path.endsWith('/index.ts') });
    else write(`${name}${kind}`, listeners);
    files.set(`/${name}${kind}.js`, build(folder));
  }
}

execFileSync('npm', ['run', 'build', '--silent'], { cwd: app, shell: true, stdio: 'pipe' });
files.set('/my-app.js', readFileSync(join(app, 'dist/tracker.js'), 'utf8'));
publish('kit-app', `${kit}/src`);
publish('other', { 'listeners/keeps.ts': keeps('other') });

let server;
let shop;
let browser;
let pages = 0;

before(async () => {
  server = createServer(async (request, response) => {
    const path = request.url.split('?')[0];
    const text = files.get(path);
    if (path.startsWith('/strict')) response.setHeader('content-security-policy', policy);
    if (text !== undefined) {
      response.setHeader('content-type', path.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8');
      return void response.end(text);
    }
    // The store of the SDK's tests, as the middleware it is of their server.
    const context = { path, method: request.method, req: request };
    await sallaStore(context, () => (context.status = 404));
    response.writeHead(context.status ?? 200, { 'content-type': context.type ?? 'application/json' });
    response.end(typeof context.body === 'string' ? context.body : JSON.stringify(context.body ?? {}));
  });
  await new Promise((resolve) => server.listen(0, 'localhost', resolve));
  shop = `http://localhost:${server.address().port}`;
  browser = await launch();
});

after(async () => {
  await browser?.close();
  server?.close();
  rmSync(project, { recursive: true });
});

const script = (src, attributes = '') => `<script src="${src}" ${attributes}></script>`;

/** Opens a page of the shop with this content. */
async function visit({ head = '', body = '', folder = '' }) {
  const path = `${folder}/page${++pages}.html`;
  files.set(path, `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page</title>${head}</head><body>${body}</body></html>`);
  // The SDK listens to its own bus more often than the bus likes.
  const { page, trouble } = await openPage(browser, (line) => !line.startsWith('(node) warning'));
  const said = [];
  page.on('console', (message) => message.type() === 'log' && said.push(message.text()));
  await page.goto(shop + path);
  return { page, said, trouble };
}

/** Starts the SDK that is on the page. */
const startSdk = (page) =>
  page.evaluate(async () => {
    const { Salla } = window;
    Salla.notify.setNotifier(() => {});
    const url = `${location.origin}/salla-store/listeners/`;
    Salla.init({
      store: { id: 1, name: 'Shop', username: 'shop', url, api: url },
      user: { id: 5, type: 'user', language_code: 'en', currency_code: 'SAR' },
      page: { slug: 'cart', id: '55' },
      jitsu: { host: location.origin, key: 'key:secret', events: [] },
    });
    await Salla.onReady();
  });

/** What is reported on each platform. */
const journey = [
  ['Product Added', { product_id: '1', price: 35, currency: 'SAR' }],
  ['Product Added to Wishlist', { product_id: '2', price: 12.5, currency: 'SAR' }],
  ['Product Removed from Wishlist', { product_id: '2', currency: 'SAR' }],
  ['User Profile Updated', { updated_fields: ['gender'] }],
  ['Order Completed', { order_id: '9', total: 70, currency: 'SAR', products: [{ product_id: '1' }] }],
];

/** What of it the listeners of the kit want, by their files. */
const kitFiles = ['product-added', 'wishlist-product-added', 'wishlist-product-removed', 'user-profile-updated', 'order-completed'];

/** Reports the journey, each event after the last has been delivered to whoever keeps events. */
const walk = (page, reporter) =>
  page.evaluate((events, source) => {
    const report = { sdk: (...event) => window.Salla.analytics.track(...event), tracker: (...event) => window.ecom.track(...event), queue: (...event) => window.ecom.push(['track', ...event]) }[source];
    for (const [name, payload] of events) report(name, payload);
  }, journey, reporter);

/** What the keeping listeners of one bundle got, without page views: name and payload. */
async function heard(page, who, count) {
  const all = await eventually(() => page.evaluate(() => window.heard ?? []), (list) => list.filter(([by, name]) => by === who && name !== 'page').length >= count);
  return all.filter(([by, name]) => by === who && name !== 'page').map(([, name, payload]) => [name, payload]);
}

/** What the listeners of the kit got: the file and the payload, whose id is asked for. */
async function kitHeard(page, count = kitFiles.length) {
  const all = await eventually(() => page.evaluate(() => window.kitHeard ?? []), (list) => list.length >= count);
  return all.map(([file, { event_id, ...payload }]) => {
    assert.equal(typeof event_id, 'string');
    return [file, payload];
  });
}

/** Each event of the journey by both bundles, and no more. */
async function sameEvents(page, said, first = []) {
  assert.deepEqual(await heard(page, 'my-app', first.length + journey.length), [...first, ...journey]);
  assert.deepEqual(await kitHeard(page), kitFiles.map((file, index) => [file, journey[index][1]]));
  const [added, completed] = said.filter((line) => line.startsWith('Product Added') || line.startsWith('Order Completed'));
  assert.match(added, /^Product Added 1 35 SAR [0-9a-f-]{36}$/);
  assert.equal(completed, 'Order Completed 9 70 SAR');
}

describe("a bundle of the kit's files and one of `init tracker` get the same events", () => {
  const bundles = script('/my-app.js') + script('/kit-app-alone.js');

  test('on the real Twilight SDK that comes later', async () => {
    const { page, trouble, said } = await visit({ head: bundles + script('/sdk.js') });
    await startSdk(page);
    await walk(page, 'sdk');
    await sameEvents(page, said);
    assert.deepEqual(await page.evaluate(() => window.Salla.analytics.customTrackers.map(({ name }) => name)), ['DefaultSallaTracker', 'ecom-events']);
    assert.deepEqual(trouble, []);
  });

  test('on the real Twilight SDK, long after it has reported them, with the ids it gave them', async () => {
    const { page, trouble, said } = await visit({ head: script('/sdk.js') });
    await startSdk(page);
    await walk(page, 'sdk');
    for (const path of ['/my-app.js', '/kit-app-alone.js']) await page.addScriptTag({ url: shop + path });
    await sameEvents(page, said);
    const [engine, ours] = await page.evaluate(() => [
      window.Salla.analytics.history.filter(({ action }) => action === 'track').map(({ payload }) => payload.event_id),
      window.heard.filter(([, name]) => name !== 'page').map(([, , , { event_id }]) => event_id),
    ]);
    assert.deepEqual(ours, engine);
    assert.deepEqual(trouble, []);
  });

  test('beside elements and dist/ecom.js, under a strict policy', async () => {
    const product = '<ecom-add-to-cart product-id="1" price="35"><button>Add</button></ecom-add-to-cart>';
    const { page, trouble, said } = await visit({ folder: '/strict', head: bundles + script('/ecom.js', 'defer'), body: `<ecom-tracker currency="SAR"></ecom-tracker>${product}` });
    await page.click('button');
    const [[name, payload]] = await heard(page, 'my-app', 1);
    assert.deepEqual([name, payload.product_id, payload.price, payload.currency], ['Product Added', '1', 35, 'SAR']);
    const [[file, kitPayload]] = await kitHeard(page, 1);
    assert.deepEqual([file, kitPayload], ['product-added', payload]);
    await page.evaluate(() => (window.kitHeard.length = window.heard.length = 0));
    said.length = 0;
    await walk(page, 'tracker');
    await sameEvents(page, said);
    assert.deepEqual(trouble, []);
  });

  test('on a page with nothing but track() calls, under a strict policy, those before the script included', async () => {
    const { page, trouble, said } = await visit({ folder: '/strict', head: script('/stub.js') + bundles });
    await walk(page, 'queue');
    await sameEvents(page, said, [['Product Viewed', { product_id: '7', price: 35, currency: 'SAR' }]]);
    const contexts = await page.evaluate(() => window.heard.map(([, name, , context]) => [name, context.event_name, typeof context.session_id, context.page.path === location.pathname]));
    for (const [name, ...context] of contexts) assert.deepEqual(context, [name, 'string', true]);
    assert.deepEqual(trouble, []);
  });

  test("that Salla's own plugin makes of the files, where its spelling is the engine's", async () => {
    files.set('/salla-kit.js', readFileSync(`${kit}/dist/tracker.js`, 'utf8'));
    const payloads = [];
    for (const path of ['/salla-kit.js', '/kit-app-alone.js']) {
      const { page } = await visit({ head: script('/sdk.js') + script(path) });
      await startSdk(page);
      await walk(page, 'sdk');
      const all = await eventually(() => page.evaluate(() => window.kitHeard ?? []), (list) => list.some(([file]) => file === 'order-completed'));
      payloads.push(all.filter(([file]) => /^(product-added|order-completed)$/.test(file)).map(([file, { event_id, ...payload }]) => [file, payload, typeof event_id]));
    }
    assert.deepEqual(payloads[0], payloads[1]);
  });
});

describe('a bundle without a tracker of its own', () => {
  const bundles = script('/other.js') + script('/kit-app.js');

  for (const [when, head] of [['before', bundles + script('/sdk.js')], ['after', script('/sdk.js') + bundles]]) {
    test(`loaded ${when} the real Twilight SDK registers there, and makes no tracker`, async () => {
      const { page, trouble } = await visit({ head });
      await startSdk(page);
      await walk(page, 'sdk');
      assert.deepEqual(await heard(page, 'other', journey.length), journey);
      assert.deepEqual(await kitHeard(page), kitFiles.map((file, index) => [file, journey[index][1]]));
      const state = await page.evaluate(() => ({
        names: window.Salla.analytics.customTrackers.map(({ name }) => name),
        queue: Array.isArray(window.ecom),
        pages: window.heard.filter(([, name]) => name === 'page').map(([, , { name }]) => name),
        context: window.heard.at(-1)[3],
      }));
      const { context, ...rest } = state;
      assert.deepEqual(rest, { names: ['DefaultSallaTracker', 'other', 'kit-app'], queue: true, pages: ['cart'] });
      assert.deepEqual(Object.keys(context).sort(), ['event_id', 'event_name', 'library', 'locale', 'page', 'timestamp']);
      assert.deepEqual(trouble, []);
    });
  }

  test('gets each event once when our tracker comes to a Salla store after it, and when it was there before', async () => {
    for (const late of [true, false]) {
      const { page, trouble } = await visit({ head: script('/sdk.js') + (late ? bundles : ''), body: '<ecom-tracker platform="salla"></ecom-tracker>' });
      await startSdk(page);
      if (late) {
        await walk(page, 'sdk');
        await heard(page, 'other', journey.length);
      }
      await page.addScriptTag({ url: `${shop}/ecom.js` });
      await page.evaluate(() => window.ecom.ready);
      if (!late) {
        await walk(page, 'sdk');
        for (const path of ['/other.js', '/kit-app.js']) await page.addScriptTag({ url: shop + path });
      }
      await page.evaluate(() => window.Salla.analytics.track('Signed Out', {}));
      await page.evaluate(() => window.ecom.track('Done'));
      assert.deepEqual(await heard(page, 'other', journey.length + 2), [...journey, ['Signed Out', {}], ['Done', {}]]);
      assert.equal((await kitHeard(page)).length, kitFiles.length);
      assert.deepEqual(trouble, []);
    }
  });

  test('waits for our tracker on any other page', async () => {
    const { page, trouble } = await visit({ head: script('/stub.js') + bundles });
    await walk(page, 'queue');
    assert.equal(await page.evaluate(() => window.heard), undefined);
    await page.addScriptTag({ url: `${shop}/ecom.js` });
    assert.equal((await heard(page, 'other', journey.length + 1)).length, journey.length + 1);
    assert.deepEqual(trouble, []);
  });

  test('is told what the shopper agrees to for its category, marketing where it does not say', async () => {
    const folder = write('measures', { 'package.json': manifest('measures'), 'vite.config.js': config(`{ category: 'analytics' }`), 'listeners/keeps.ts': keeps('measures') });
    files.set('/measures.js', build(folder));
    const { page, trouble } = await visit({ head: script('/measures.js') + script('/other.js') + script('/ecom.js'), body: '<ecom-tracker consent="analytics"></ecom-tracker>' });
    await page.evaluate(() => window.ecom.track('Any'));
    assert.deepEqual(await heard(page, 'measures', 1), [['Any', {}]]);
    const deliveries = await page.evaluate(() => window.ecom.receipts()[0].deliveries.map(({ destination, status, reason, category }) => [destination, status, reason ?? '', category]));
    assert.deepEqual(deliveries.sort(), [['measures', 'delivered', '', 'analytics'], ['other', 'dropped', 'consent', 'marketing']]);
    assert.equal(await page.evaluate(() => window.heard.filter(([name]) => name === 'other').length), 0);
    assert.deepEqual(trouble, []);
  });

  test('tells of a listener that fails at the SDK; the store goes on', async () => {
    publish('fails', { 'listeners/fails.js': `export const eventName = '*'; export default () => { throw new TypeError('broken'); };` });
    const { page, trouble } = await visit({ head: script('/sdk.js') + script('/fails.js') + bundles });
    await startSdk(page);
    await walk(page, 'sdk');
    assert.deepEqual(await heard(page, 'other', journey.length), journey);
    assert.ok(trouble.length && trouble.every((line) => line.startsWith('ecom-events: "fails" failed TypeError: listeners/fails.js')), trouble.join('\n'));
  });
});

describe('a bundle that brings a tracker', () => {
  test('leaves a shop its own: options of a tag that comes later hold, and its platforms are not touched', async () => {
    const { page, trouble } = await visit({ head: script('/stub.js') + script('/other-alone.js') + script('/ecom.js', 'defer'), body: '<ecom-tracker currency="KWD"></ecom-tracker>' });
    await page.evaluate(() => window.ecom.track('Product Added', { product_id: '1', price: 3 }));
    assert.deepEqual((await heard(page, 'other', 2)).map(([, { currency }]) => currency), ['SAR', 'KWD']);
    assert.deepEqual(await page.evaluate(() => Object.keys(window.ecom.platforms)), []);
    assert.deepEqual(trouble, []);
  });

  test('on a Salla store whose tracker does not take over what the engine reports, gets that from the SDK', async () => {
    const { page, trouble } = await visit({ head: script('/sdk.js') + script('/ecom.js') + script('/other-alone.js'), body: '<ecom-tracker></ecom-tracker>' });
    await startSdk(page);
    await walk(page, 'sdk');
    await heard(page, 'other', journey.length);
    await page.evaluate(() => window.ecom.track('Done'));
    assert.deepEqual(await heard(page, 'other', journey.length + 1), [...journey, ['Done', {}]]);
    assert.deepEqual(await page.evaluate(() => window.ecom.history.map(({ eventName }) => eventName)), ['Done']);
    assert.deepEqual(trouble, []);
  });

  test('does without a tag whose script never comes', async () => {
    const { page } = await visit({ head: script('/stub.js') + script('/other-alone.js') + script('/missing.js'), body: '<ecom-tracker></ecom-tracker>' });
    assert.deepEqual(await heard(page, 'other', 1), [['Product Viewed', { product_id: '7', price: 35, currency: 'SAR' }]]);
  });

  test('shares it with the drop-in script that comes after, without a warning', async () => {
    const { page, trouble } = await visit({ head: script('/other-alone.js') });
    await page.addScriptTag({ url: `${shop}/ecom.js` });
    await page.evaluate(() => window.ecom.track('Late'));
    assert.deepEqual(await heard(page, 'other', 1), [['Late', {}]]);
    assert.deepEqual(trouble, []);
  });
});

describe('on one page', () => {
  for (const kind of ['', '-alone']) {
    test(`two bundles${kind} both run, and add no global but ecom`, async () => {
      const { page, trouble } = await visit({});
      const keys = () => page.evaluate(() => Object.getOwnPropertyNames(window));
      const before = new Set(await keys());
      for (const path of [`/other${kind}.js`, `/kit-app${kind}.js`]) await page.addScriptTag({ url: shop + path });
      assert.deepEqual((await keys()).filter((key) => !before.has(key)), ['ecom']);
      if (!kind) await page.addScriptTag({ url: `${shop}/ecom.js` });
      await walk(page, 'tracker');
      assert.deepEqual(await heard(page, 'other', journey.length), journey);
      assert.equal((await kitHeard(page)).length, kitFiles.length);
      assert.deepEqual(trouble, []);
    });

    test(`a bundle${kind} that is loaded twice registers once, and says so`, async () => {
      const { page, trouble } = await visit({ head: script(`/other${kind}.js`) + script(`/other${kind}.js?again`) + script('/ecom.js') });
      await walk(page, 'tracker');
      assert.deepEqual(await heard(page, 'other', journey.length), journey);
      assert.deepEqual(trouble, [`ecom-events: there are two bundles "other${kind}"; the second is not used`]);
    });
  }
});

describe('every form of a listener counts', () => {
  const forms = {
    'async-arrow.ts': `import { EcommerceEvents, ProductAddedPayload } from '@salla.sa/ecommerce-events-base';
import { keep } from './_keep';
export const eventName = EcommerceEvents.PRODUCT_ADDED;
export default async (payload: ProductAddedPayload) => { await null; keep('async-arrow', payload); }`,
    'declaration.js': `import { keep } from './_keep'; export const eventName = 'product_added'; export default function onAdded(p) { keep('declaration', p); }`,
    'expression.ts': `import { keep } from './_keep'
const name = ['Product', 'Added'].join(' ')
export { name as eventName }
export default (event: { product_id: string }) => keep('expression', event)`,
    'only-logs.ts': `export const eventName = "Product Added"\nexport default () => console.log('only-logs')`,
    'exported-later.ts': `import { keep } from './_keep'; const run = (payload: object): void => keep('exported-later', payload); const eventName = 'Added Product'; export { eventName, run as default };`,
    'defined.ts': `import { defineListener } from 'ecom-events/listeners'; import { keep } from './_keep'; export default defineListener('ecom-product-added', (payload) => keep('defined', payload));`,
    // As in the kit: its base package has neither the type nor the constant.
    'order-refunded.ts': `import { OrderRefundedPayload, EcommerceEvents } from '@salla.sa/ecommerce-events-base';
import { keep } from './_keep';
export const eventName = EcommerceEvents.ORDER_REFUNDED;
export default (payload: OrderRefundedPayload): void => keep('order-refunded', payload);`,
    'deep/er/custom.mjs': `import { keep } from '../../_keep'; export const eventName = 'Gift Wrapped'; export default (payload, context) => keep('custom ' + context.event_name, payload);`,
    // What it imports while it runs is in the script too; and libraries ask for this name of Node's.
    'lazy.js': `export const eventName = 'Order Refunded'; export default async (payload) => (await import('./_keep')).keep('lazy in ' + process.env.NODE_ENV, payload);`,
    'page-view.js': `import { keep } from './_keep'; export const eventName = 'page'; export default ({ name }) => keep('page', { name });`,
    'changes.js': `export const eventName = 'Product Added'; export default (payload) => { payload.product_id = 'changed'; };`,
    'throws.js': `export const eventName = 'Product Added'; export default () => { throw new RangeError('broken'); };`,
    'rejects.js': `export const eventName = 'Product Added'; export default async () => { throw new Error('broken too'); };`,
    'hangs.js': `export const eventName = 'Gift Wrapped'; export default () => new Promise(() => {});`,
    // None of these is one.
    '_keep.js': `export const keep = (who, payload) => (window.kept ??= []).push([who, payload.product_id ?? payload.name ?? payload.order_id]);`,
    'types.d.ts': `export interface Nothing {}`,
    'defined.test.ts': `throw new Error('a test is no listener');`,
  };
  before(() => publish('forms', Object.fromEntries(Object.entries(forms).map(([file, text]) => [`listeners/${file}`, text]))));

  test('and one that changes its payload, throws, rejects or hangs harms no other', async () => {
    const { page, trouble, said } = await visit({ head: script('/forms-alone.js') });
    await page.evaluate(() => {
      for (let time = 0; time < 2; time++) window.ecom.track('Product Added', { product_id: '1', price: 3, currency: 'SAR' });
      window.ecom.track('Gift Wrapped', { product_id: '2' });
      window.ecom.track('Order Refunded', { order_id: '9' });
      window.ecom.page({ name: 'home' });
    });
    const kept = await eventually(() => page.evaluate(() => window.kept ?? []), (list) => list.some(([who]) => who === 'page') && list.length >= 14);
    const added = ['async-arrow', 'declaration', 'defined', 'exported-later', 'expression'].flatMap((who) => [[who, '1'], [who, '1']]);
    const sorted = (list) => list.map(String).sort();
    assert.deepEqual(sorted(kept), sorted([...added, ['custom Gift Wrapped', '2'], ['order-refunded', '9'], ['lazy in production', '9'], ['page', 'home']]));
    assert.equal(said.filter((line) => line === 'only-logs').length, 2);
    await eventually(() => trouble, ({ length }) => length === 2);
    for (const line of trouble) assert.match(line, /^ecom-events: "forms-alone" failed on Product Added RangeError: listeners\/throws\.js,listeners\/rejects\.js/);
    const deliveries = await page.evaluate(() => window.ecom.receipts().map(({ eventName, deliveries: [{ status, error = null }] }) => [eventName, status, error]));
    assert.deepEqual(deliveries, [
      ['Product Added', 'failed', 'RangeError'],
      ['Product Added', 'failed', 'RangeError'],
      ['Gift Wrapped', 'running', null],
      ['Order Refunded', 'delivered', null],
      ['page', 'delivered', null],
    ]);
  });
});

describe('what is no listener is named', () => {
  const built = (name, listeners, options) => () => build(write(name, { 'package.json': manifest(name), 'vite.config.js': config(options), ...listeners }));

  test('when it is built: no default export, no file, no name', () => {
    assert.throws(built('helper', { 'listeners/good.js': `export const eventName = '*'; export default () => {};`, 'listeners/helper.ts': `export const help = 1;` }), /listeners\/helper\.ts has no default export.*begins with _/);
    assert.throws(built('empty', {}), /there is no listener in .*empty/);
    assert.throws(built('nameless', { 'package.json': '{}', 'listeners/good.js': `export const eventName = '*'; export default () => {};` }), /has no name; give one in .*package\.json/);
  });

  test('a category that there is not is named when it is built', () => {
    const listener = { 'listeners/good.js': `export const eventName = '*'; export default () => {};` };
    assert.throws(built('uncertain', listener, `{ category: 'statistics' }`), /the category "statistics" of ecomListeners\(\) is none of necessary, analytics, marketing, personalisation/);
  });

  test('when it runs: a wrong default export, no name of an event; the others run', async () => {
    publish('misformed', {
      'listeners/good.js': keeps('misformed'),
      'listeners/object.js': `export const eventName = 'Product Added'; export default { run: 1 };`,
      'listeners/empty.js': `export default undefined;`,
      'listeners/someone.js': `export default () => {};`,
      'listeners/number.js': `export const eventName = 7; export default () => {};`,
    });
    const { page, trouble } = await visit({ head: script('/misformed-alone.js') });
    await page.evaluate(() => window.ecom.track('Any'));
    assert.deepEqual(await heard(page, 'misformed', 1), [['Any', {}]]);
    const wrong = 'its default export is neither a function nor made by defineListener()';
    assert.deepEqual(trouble.sort(), [
      `ecom-events: listeners/empty.js of "misformed-alone" is left out: ${wrong}`,
      'ecom-events: listeners/number.js of "misformed-alone" is left out: it exports no eventName',
      `ecom-events: listeners/object.js of "misformed-alone" is left out: ${wrong}`,
      'ecom-events: listeners/someone.js of "misformed-alone" is left out: it exports no eventName',
    ]);
  });

  test('a name that is too long is cut, one in the options holds, and the folder may be another', async () => {
    const long = `a${'b'.repeat(100)}`;
    const code = built('named', { 'package.json': manifest(long), 'elsewhere/good.js': `export const eventName = '*'; export default () => {};` }, `{ listeners: 'elsewhere' }`)();
    assert.ok(code.includes(`\`${long.slice(0, 64)}\``), code.slice(-400));
    assert.ok(built('named', {}, `{ listeners: 'elsewhere', name: 'mine' }`)().includes('`mine`'));
  });
});

describe('ecom-events init tracker', () => {
  test('writes a project whose types hold, and notice a wrong field', () => {
    assert.deepEqual(readdirSync(app).filter((file) => file !== 'dist').sort(), ['.gitignore', 'README.md', 'listeners', 'package.json', 'tsconfig.json', 'vite.config.ts']);
    const { name, scripts, devDependencies } = JSON.parse(readFileSync(join(app, 'package.json'), 'utf8'));
    const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
    assert.deepEqual([name, scripts.build, scripts.dev, devDependencies['ecom-events']], ['my-app', 'vite build', 'vite --open', `^${version}`]);
    assert.ok(!/\{\{/.test(readFileSync(join(app, 'README.md'), 'utf8')));
    const tsc = join(root, 'node_modules/typescript/bin/tsc6');
    cpSync(app, join(project, 'typed'), { recursive: true });
    rmSync(join(project, 'typed/listeners/shared'), { recursive: true });
    runNode(join(project, 'typed'), tsc);
    write('typed', { 'listeners/wrong.ts': `import { defineListener } from 'ecom-events/listeners';\nexport default defineListener('Product Added', ({ price }) => price?.trim());\n` });
    assert.throws(() => runNode(join(project, 'typed'), tsc), /listeners\/wrong\.ts.*trim/);
  });

  test('overwrites nothing, and says how it is called', () => {
    assert.throws(() => runNode(project, cli, 'init', 'tracker', 'my-app'), /my-app is not empty/);
    for (const args of [['init'], ['init', 'tracker'], ['init', 'nothing', 'x'], ['init', 'tracker', 'x', 'y']]) assert.throws(() => runNode(project, cli, ...args), /Usage: ecom-events init tracker <folder>/);
    assert.throws(() => runNode(project, cli, 'init', 'tracker', 'Not a name'), /"not a name" is no name/);
    assert.throws(() => runNode(project, cli, 'frobnicate'), /Usage: ecom-events/);
    assert.match(runNode(project, cli), /init tracker <folder>/);
    assert.ok(!existsSync(join(project, 'Not a name')));
  });

  test('its page fires every event of the catalogue, and shows it in each listener, also in one that is added', async () => {
    write('my-app', { 'listeners/wrong.js': 'export default 1;', 'listeners/fails.js': `export const eventName = 'Signed In'; export default () => { throw new Error('broken'); };` });
    const vite = await createVite({ root: app, logLevel: 'silent', server: { port: 0, open: false } });
    try {
      await vite.listen();
      const { page } = await openPage(browser);
      await page.goto(vite.resolvedUrls.local[0]);
      await page.waitForSelector('[data-event]');
      const { catalogue } = await import('../../dist/src/events/catalogue.js');
      const offered = await page.$$eval('[data-event]', (buttons) => buttons.map((button) => button.dataset.event));
      assert.deepEqual([...offered].sort(), [...catalogue.map(({ name }) => name), 'page'].sort());
      for (const name of offered) await page.click(`[data-event="${name}"]`);
      const lines = () => page.$$eval('li', (items) => items.map((item) => `${item.className} ${item.firstChild.textContent}`));
      const all = await eventually(lines, (list) => offered.every((name) => list.some((line) => line.startsWith(`ok ${name} → listeners/shared/keeps.ts`))));
      assert.ok(all.some((line) => line.startsWith('ok Product Added → listeners/product-added.ts')), all.join('\n'));
      assert.ok(all.some((line) => line.startsWith('ok Order Completed → listeners/order-completed.ts')));
      assert.ok(all.some((line) => line.startsWith('bad Signed In → listeners/fails.js failed: Error: broken')));
      assert.ok(all.some((line) => line.startsWith('bad listeners/wrong.js is left out')));
      assert.deepEqual(await page.evaluate(() => window.heard.find(([, name]) => name === 'Product Added')[2]), catalogue.find(({ name }) => name === 'Product Added').example);

      // A payload that the catalogue does not take is told about.
      await page.$eval('[aria-label="Payload of Product Added"]', (text) => (text.value = '{ "price": "much" }'));
      await page.$eval('[data-event="Product Added"]', (button) => button.click());
      await eventually(lines, (list) => list.some((line) => line.startsWith('bad Product Added is rejected')));

      const reloaded = page.waitForNavigation();
      write('my-app', { 'listeners/added-later.js': `export const eventName = 'page'; export default () => {};` });
      await reloaded;
      await page.waitForSelector('[data-event="page"]');
      await page.click('[data-event="page"]');
      await eventually(lines, (list) => list.some((line) => line.startsWith('ok page → listeners/added-later.js')));
    } finally {
      await vite.close();
    }
  });
});
