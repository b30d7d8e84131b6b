// The package as it is published: packed, put into a project of its own, imported in plain Node and typechecked.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { build } from 'vite';
import { root } from '../../scripts/run.mjs';
import { installPacked, runNode } from './packed.mjs';

const { project, installed } = installPacked(['vite', '@types/node']);
const tags = readdirSync(`${root}components`);
const destinations = ['analytics', 'console', 'ga4', 'gtm', 'http', 'meta', 'native-app', 'snapchat', 'tiktok', 'user-data'];

const run = (...args) => runNode(project, ...args);

after(() => rmSync(project, { recursive: true }));

test('it holds what it names, and no sources or tests', () => {
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  const files = Object.values(manifest.exports).flatMap((target) => (typeof target === 'string' ? target : Object.values(target ?? {})));
  for (const file of [manifest.customElements, manifest.unpkg, ...files].filter((name) => !name.includes('*'))) {
    assert.ok(existsSync(join(installed, file)), `${file} is missing`);
  }
  assert.deepEqual(readdirSync(installed).sort(), ['CHANGELOG.md', 'LICENSE', 'README.md', 'dist', 'package.json', 'templates']);
});

describe('in plain Node, without a DOM', () => {
  const entries = [
    'ecom-events',
    ...['tracker', 'events', 'catalogue', 'platforms', 'platforms/memory', 'platforms/salla', 'destinations', 'outbox', 'consent', 'consent/banner', 'sources', 'sources/data-layer', 'sources/shopify', 'listeners', 'vite', 'testing', 'testing/page'].map((name) => `ecom-events/${name}`),
    ...destinations.map((name) => `ecom-events/destinations/${name}`),
    ...tags.flatMap((name) => [`ecom-events/components/${name}`, `ecom-events/components/${name}/${name}.js`]),
  ];
  // In a process each, so that no import prepares the ground for the next.
  for (const entry of entries) {
    test(`${entry} imports`, () => {
      run('--input-type=module', '-e', `await import('${entry}')`);
    });
  }

  test('the parts of the memory platform are its own', () => {
    assert.throws(() => run('--input-type=module', '-e', `await import('ecom-events/platforms/memory/cart')`), /ERR_PACKAGE_PATH_NOT_EXPORTED/);
  });

  test('what the destinations share is their own', () => {
    assert.throws(() => run('--input-type=module', '-e', `await import('ecom-events/destinations/shared/core')`), /ERR_PACKAGE_PATH_NOT_EXPORTED/);
  });

  test('what the sources share is their own', () => {
    for (const name of ['same-action', 'text', 'universal-analytics', 'shopify/cart']) {
      assert.throws(() => run('--input-type=module', '-e', `await import('ecom-events/sources/${name}')`), /ERR_PACKAGE_PATH_NOT_EXPORTED/);
    }
  });

  test('a JSON Schema can be read', () => {
    const code = `import schema from 'ecom-events/schemas/ecom-product-added.json' with { type: 'json' }; console.log(schema.type)`;
    assert.equal(run('--no-warnings', '--input-type=module', '-e', code).trim(), 'object');
  });
});

describe('in a bundle', () => {
  /** What a shop's bundler makes of this module. */
  async function bundle(code) {
    const entry = join(project, 'entry.js');
    writeFileSync(entry, code);
    const lib = { entry, formats: ['es'], fileName: () => 'bundle.js' };
    const [{ output }] = [await build({ root: project, configFile: false, logLevel: 'error', build: { write: false, lib } })].flat();
    return output[0].code;
  }

  test('an imported element registers itself', async () => {
    assert.match(await bundle(`import 'ecom-events/components/add-to-cart';`), /[`'"]ecom-add-to-cart[`'"]/);
  });

  test('the drop-in script does', async () => {
    assert.match(await bundle(`import 'ecom-events/ecom.js';`), /[`'"]ecom-add-to-cart[`'"]/);
  });

  test('the store for demos is in it only when it is imported', async () => {
    const isThere = async (code) => (await bundle(code)).includes('line-${');
    assert.equal(await isThere(`import 'ecom-events/components/tracker';`), false);
    assert.equal(await isThere(`import { installTracker } from 'ecom-events'; installTracker();`), false);
    assert.equal(await isThere(`import { memory } from 'ecom-events/platforms'; memory();`), true);
    assert.equal(await isThere(`import 'ecom-events/memory.js';`), true);
  });

  test('a destination brings no other, and neither elements, nor zod, nor the tracker', async () => {
    const code = await bundle(`import { meta } from 'ecom-events/destinations'; window.ecom.register(meta());`);
    assert.match(code, /fbevents/);
    assert.doesNotMatch(code, /snaptr|events\.js\?sdkid|sendBeacon|wishlist-toggle|pagehide/);
  });

  test('a source brings no other, and no destination, though it reads the table of one', async () => {
    const code = await bundle(`import { dataLayer } from 'ecom-events/sources'; window.ecom.use(dataLayer());`);
    assert.match(code, /view_item_list/);
    assert.doesNotMatch(code, /shopify|fbevents|gtag\/js|wishlist-toggle/);
  });

  test('each destination of the folder is exported with all others, and tested here', () => {
    const files = readdirSync(`${root}src/destinations`).flatMap((file) => /^(?!index)(.+)\.ts$/.exec(file)?.[1] ?? []);
    assert.deepEqual(files.sort(), destinations);
    const index = readFileSync(`${root}src/destinations/index.ts`, 'utf8');
    for (const name of destinations) assert.ok(index.includes(`from './${name}.js'`), name);
  });

  test('one function of the main entry brings neither elements, nor zod, nor the tracker', async () => {
    const code = await bundle(`import { findingText } from 'ecom-events'; console.log(findingText);`);
    assert.ok(code.length < 2000, `${code.length} characters`);
  });
});

describe('its types', () => {
  const source = `
import { canonicalName, EcomEvent, Tracker, type EcomPayload } from 'ecom-events';
import { EcomRequestEvent } from 'ecom-events/events';
import { installTracker } from 'ecom-events/tracker';
import { memory } from 'ecom-events/platforms';
import type { MemoryOptions, MemoryPlatform } from 'ecom-events/platforms/memory';
import { salla } from 'ecom-events/platforms/salla';
import { catalogue } from 'ecom-events/catalogue';
import { ga4, userData, type DestinationReport } from 'ecom-events/destinations';
import { outbox, type Outbox, type OutboxReceipt } from 'ecom-events/outbox';
import { meta, type MetaOptions } from 'ecom-events/destinations/meta';
import { dataLayer, type DataLayerOptions } from 'ecom-events/sources';
import { shopify } from 'ecom-events/sources/shopify';
import { defineListener } from 'ecom-events/listeners';
import { ecomListeners } from 'ecom-events/vite';
import 'ecom-events/components/tracker';
import { EcomAddToCart } from 'ecom-events/components/add-to-cart/add-to-cart.js';
import 'ecom-events/ecom.js';
import 'ecom-events/memory.js';
import 'ecom-events/sources.js';
import 'ecom-events/destinations.js';
import 'ecom-events/outbox.js';

const added: EcomPayload<'Product Added'> = { product_id: '7', price: 35, currency: 'SAR' };
export const event = new EcomEvent('Product Added', added);
const options: MemoryOptions = { coupons: { WELCOME: { percent: 10 } }, payments: { card: { reason_code: 'declined' } } };
export const store: MemoryPlatform = memory(options);
export const total: number | undefined = store.order?.total;
export const button: EcomAddToCart = document.createElement('ecom-add-to-cart');
export const box = (): Outbox => outbox({ endpoint: '/v1/events', writeKey: 'key' });
document.addEventListener('ecom-outbox', ({ detail }) => detail.receipts.map(({ status }: OutboxReceipt) => status));
export const known = [catalogue, canonicalName, Tracker, EcomRequestEvent, installTracker, memory, salla, EcomAddToCart];
document.addEventListener('ecom-product-added', ({ detail }) => detail.price?.toFixed(2));
// @ts-expect-error a price is a number
document.addEventListener('ecom-product-added', ({ detail }) => detail.price?.toUpperCase());
// @ts-expect-error an id is a string
export const wrong: EcomPayload<'Product Added'> = { product_id: 7 };
window.ecom?.register({ name: 'mine', track: (name, payload) => console.log(name, payload) });
window.ecom?.track('Product Added', added);
const pixel: MetaOptions = { pixelId: '1', ids: 'wc_post_id_{id}', userData: userData() };
window.ecom?.register(meta(pixel));
window.ecom?.register(ga4({ ids: 'sku' }));
const read: DataLayerOptions = { except: ['view_item_list'], value: 'total' };
window.ecom?.use(dataLayer(read));
window.ecom?.use(shopify({ lookUp: false }));
export const notes = (report: DestinationReport): string[] => report.notes;
// @ts-expect-error only these two
meta({ contentType: 'category' });
// @ts-expect-error an id is a string
window.ecom?.track('Product Added', { product_id: 7 });
export const plugin = ecomListeners({ standalone: true });
export const listener = defineListener('Product Added', ({ price }, { event_id }) => [price?.toFixed(2), event_id.trim()]);
// @ts-expect-error a price is a number
export const wrongListener = defineListener('Product Added', ({ price }) => price?.trim());

declare module 'ecom-events' {
  interface EcomEventPayloads {
    'Gift Wrapped': { product_id: string; paper?: 'red' | 'blue' };
  }
}
window.ecom?.track('Gift Wrapped', { product_id: '7', paper: 'red' });
window.ecom?.on('Gift Wrapped', (_name, { paper }) => paper === 'blue');
document.addEventListener('ecom-gift-wrapped', ({ detail }) => detail.product_id.trim());
export const wrapped = new EcomEvent('Gift Wrapped', { product_id: '7' });
// @ts-expect-error not one of the words
window.ecom?.track('Gift Wrapped', { product_id: '7', paper: 'green' });
// @ts-expect-error no such field
document.addEventListener('ecom-gift-wrapped', ({ detail }) => detail.ribbon);
`;
  before(() => writeFileSync(join(project, 'consumer.ts'), source));

  const consumers = [
    ['TypeScript 6', 'typescript/bin/tsc6', 'nodenext', 'nodenext'],
    ['TypeScript 7', '@typescript/native/bin/tsc', 'nodenext', 'nodenext'],
    ['TypeScript 7', '@typescript/native/bin/tsc', 'preserve', 'bundler'],
  ];
  for (const [compiler, path, module, moduleResolution] of consumers) {
    test(`hold for a consumer with ${compiler} and moduleResolution ${moduleResolution}`, () => {
      const options = { module, moduleResolution, target: 'es2022', lib: ['es2023', 'dom', 'dom.iterable'], types: [], strict: true, noEmit: true };
      const config = `tsconfig.${moduleResolution}.json`;
      writeFileSync(join(project, config), JSON.stringify({ compilerOptions: options, files: ['consumer.ts'] }));
      run(join(root, 'node_modules', path), '-p', config);
    });
  }
});
