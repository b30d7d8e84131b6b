// What partners' bundles get, whoever made them and wherever they run: one of listener files in the format of Salla's starter
// kit, one of `ecom-events init tracker`, and one that Salla's own plugin makes of the kit's files; on the real Twilight SDK, in the
// demo shop, and on a page with nothing but track() calls. Whole lists are compared: names, payloads and ids.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { EcommerceEvents } from '@salla.sa/ecommerce-events-base';
import { canonicalName } from '../../dist/src/events/canonical-name.js';
import { catalogue } from '../../dist/src/events/catalogue.js';
import { root } from '../../scripts/run.mjs';
import { serveDemo } from '../../scripts/serve-demo.mjs';
import { sallaStore } from '../platforms/salla-store.mjs';
import { eventually, launch, openPage } from './browser.mjs';
import { pageOf, walk } from './journey.mjs';
import { installPacked, runNode } from './packed.mjs';
import { enter } from './shopper.mjs';

const { project, installed } = installPacked(['vite', 'typescript', '.bin', '@types/node', '@salla.sa/ecommerce-events-base']);

function write(folder, files) {
  for (const [file, text] of Object.entries(files)) {
    const path = join(project, folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return join(project, folder);
}

/** How the kit names each event of the catalogue: by a constant of its base package, where that has one. */
const kitNames = catalogue.map(({ name }) => {
  const [key] = Object.entries(EcommerceEvents).find(([, value]) => canonicalName(value) === name) ?? [];
  return { name, spelling: key ? EcommerceEvents[key] : name, code: key ? `EcommerceEvents.${key}` : JSON.stringify(name) };
});

/** A listener in the kit's form, one file for each event, that keeps what it gets. */
const listeners = Object.fromEntries(
  kitNames.map(({ name, code }) => [
    `src/listeners/${name.toLowerCase().replaceAll(' ', '-')}.ts`,
    `import { EcommerceEvents, type EcommerceEventPayload } from '@salla.sa/ecommerce-events-base';
import { hear } from '../hear';

export const eventName = ${code};

export default (payload: EcommerceEventPayload): void => {
  hear(eventName, payload);
};
`,
  ]),
);
const hear = (who) => `export const hear = (name: string, payload: object): void => void ((window as any).heard_${who} ??= []).push([name, payload]);\n`;
const manifest = (name) => JSON.stringify({ name, private: true, type: 'module' });
const vite = join(project, 'node_modules/vite/bin/vite.js');

/** Path → text of the bundles. */
const scripts = new Map();

// Built by our plugin.
const kit = write('kit', {
  'package.json': manifest('kit'),
  'vite.config.js': `import { ecomListeners } from 'ecom-events/vite';\nexport default { logLevel: 'warn', plugins: [ecomListeners({ standalone: true })] };\n`,
  'src/hear.ts': hear('kit'),
  ...listeners,
});
runNode(kit, vite, 'build');
scripts.set('/kit.js', readFileSync(join(kit, 'dist/tracker.js'), 'utf8'));

// Written by our command line, with one listener more.
runNode(project, join(installed, JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')).bin['ecom-events']), 'init', 'tracker', 'my-app');
const app = write('my-app', {
  'listeners/all.ts': `import { defineListener } from 'ecom-events/listeners';
export default defineListener('*', (payload, { event_name, event_id }) => {
  if (event_name !== 'page') ((window as any).heard_app ??= []).push([event_name, payload, event_id]);
});
`,
});
runNode(app, vite, 'build');
scripts.set('/app.js', readFileSync(join(app, 'dist/tracker.js'), 'utf8'));

// Built by Salla's own plugin, in the form of the kit: it looks for the listeners under the working directory.
const theirs = write('theirs', {
  'package.json': manifest('theirs'),
  'build.mjs': `import { build } from 'vite';
import { AutoRegistryEventsPlugin } from '@salla.sa/ecommerce-events-base/plugin';
await build({ configFile: false, logLevel: 'warn', plugins: [AutoRegistryEventsPlugin()], build: { lib: { entry: 'src/index.ts', name: 'Theirs', formats: ['umd'], fileName: () => 'tracker.js' } } });
`,
  'src/hear.ts': hear('theirs'),
  'src/index.ts': `import { listeners } from './auto-listeners-registry';
window.Salla.onReady(() => {
  window.Salla.analytics.registerTracker({ name: 'theirs', track: (name, payload) => listeners.get(name)?.(payload), page: () => {} });
});
`,
  ...listeners,
});
runNode(theirs, 'build.mjs');
scripts.set('/theirs.js', readFileSync(join(theirs, 'dist/tracker.js'), 'utf8'));

scripts.set('/sdk.js', readFileSync(`${root}node_modules/@salla.sa/twilight/dist/@salla.sa/twilight.min.js`, 'utf8'));

let demo;
let server;
let shop;
let browser;

/** The bundles in the head of each page; the shop's tag stands in, by salla.js, for Salla's SDK, for the one that knows nothing of ours. */
const withBundles = (html) =>
  html
    .replace('<head>', '<head><script src="/app.js"></script><script src="/kit.js"></script><script src="/salla.js"></script>')
    .replace('<ecom-tracker', '<ecom-tracker stand-in="salla"')
    .replace('</body>', '<script src="/theirs.js" defer></script></body>');

before(async () => {
  demo = await serveDemo(0);
  const behind = `http://localhost:${demo.address().port}`;
  server = createServer(async (request, response) => {
    const path = request.url.split('?')[0];
    if (scripts.has(path)) return void response.setHeader('content-type', 'text/javascript').end(scripts.get(path));
    if (path === '/page.html') return void response.setHeader('content-type', 'text/html').end('<!doctype html><html lang="en"><title>Page</title></html>');
    if (/^\/(salla-store|_app)\//.test(path)) {
      const context = { path, method: request.method, req: request };
      await sallaStore(context, () => (context.status = 404));
      response.writeHead(context.status ?? 200, { 'content-type': context.type ?? 'application/json' });
      return void response.end(typeof context.body === 'string' ? context.body : JSON.stringify(context.body ?? {}));
    }
    const answer = await fetch(behind + request.url);
    const type = answer.headers.get('content-type') ?? '';
    const headers = Object.fromEntries(['content-type', 'content-security-policy'].flatMap((name) => (answer.headers.has(name) ? [[name, answer.headers.get(name)]] : [])));
    response.writeHead(answer.status, headers);
    response.end(type.startsWith('text/html') ? withBundles(await answer.text()) : Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise((resolve) => server.listen(0, 'localhost', resolve));
  shop = `http://localhost:${server.address().port}`;
  browser = await launch();
});

after(async () => {
  await browser?.close();
  server?.close();
  demo?.close();
  rmSync(project, { recursive: true });
});

/** What each bundle has heard: name of the catalogue, payload and id; once the first two have that many. */
async function heard(page, count) {
  const read = () => page.evaluate(() => ({ app: window.heard_app ?? [], kit: window.heard_kit ?? [], theirs: window.heard_theirs ?? [] }));
  const all = await eventually(read, ({ app, kit }) => app.length >= count && kit.length >= count, 10_000).catch(read);
  const inside = ([name, { event_id, ...payload }]) => [canonicalName(name), payload, event_id];
  return { app: all.app, kit: all.kit.map(inside), theirs: all.theirs.map(inside) };
}

/** All events of the catalogue, as a shop may report them. */
const events = catalogue.map(({ name, example }) => [name, example]);

/** Names that Salla's own plugin takes: those that its base package has a constant for. */
const isTheirs = ([name]) => kitNames.some((one) => one.name === name && one.code !== JSON.stringify(name));
/** Those of them that its engine spells as its base package does. */
const isSpelt = ([name]) => kitNames.some((one) => one.name === name && one.spelling === name);

describe('a bundle of the kit’s files and one of `init tracker` get the same events', () => {
  test('on the real Twilight SDK: all that its engine tracks', async () => {
    const { page, trouble } = await openPage(browser, (line) => !line.startsWith('(node) warning'));
    await page.goto(`${shop}/page.html`);
    for (const url of ['/sdk.js', '/app.js', '/kit.js', '/theirs.js']) await page.addScriptTag({ url: shop + url });
    await page.evaluate(async (events) => {
      const { Salla } = window;
      Salla.notify.setNotifier(() => {});
      const url = `${location.origin}/salla-store/same-events/`;
      Salla.init({
        store: { id: 1, name: 'Shop', username: 'shop', url, api: url },
        user: { id: 5, type: 'user', language_code: 'en', currency_code: 'SAR' },
        page: { slug: 'cart', id: '55' },
        jitsu: { host: location.origin, key: 'key:secret', events: [] },
      });
      await Salla.onReady();
      for (const [name, payload] of events) Salla.analytics.track(name, structuredClone(payload));
    }, events);
    const { app, kit, theirs } = await heard(page, events.length);
    const tracked = await page.evaluate(() => window.Salla.analytics.history.filter(({ action }) => action === 'track').map(({ payload }) => payload.event_id));
    assert.deepEqual(app, events.map(([name, payload], index) => [name, payload, tracked[index]]));
    assert.deepEqual(kit, app);
    // Two names its engine spells otherwise than its constants: Salla's own bundle does not know them for the same.
    assert.deepEqual(theirs, app.filter(isTheirs).filter(isSpelt));
    assert.deepEqual(trouble, []);
  });

  test('in the demo shop: all that a shopper causes on the way to an order', async () => {
    const shopper = await enter(browser, `${shop}${pageOf.app('', '?lang=en')}`);
    await walk(shopper, 'app');
    const got = (await shopper.got()).filter(({ name }) => !name.startsWith('page '));
    const { app, kit, theirs } = await heard(shopper.page, got.length);
    assert.ok(new Set(got.map(({ name }) => name)).size >= 32, 'it is the whole journey');
    assert.deepEqual(app, got.map(({ name, payload, context }) => [name, payload, context.event_id]));
    assert.deepEqual(kit, app);
    assert.deepEqual(theirs, app.filter(isTheirs));
    assert.deepEqual(shopper.trouble, []);
    await shopper.page.browserContext().close();
  });

  test('on a page with nothing but track() calls: those before the bundles, and those after', async () => {
    const { page, trouble } = await openPage(browser);
    await page.goto(`${shop}/page.html`);
    const half = 18;
    const track = (list) => page.evaluate((list) => list.forEach(([name, payload]) => (window.ecom ||= []).push(['track', name, payload])), list);
    await track(events.slice(0, half));
    for (const url of ['/app.js', '/kit.js']) await page.addScriptTag({ url: shop + url });
    await track(events.slice(half));
    const { app, kit } = await heard(page, events.length);
    assert.deepEqual(app.map(([name, payload]) => [name, payload]), events);
    assert.deepEqual(kit, app);
    assert.ok(app.every(([, , id]) => typeof id === 'string'));
    assert.deepEqual(trouble, []);
  });
});
