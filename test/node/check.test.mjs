// ecom-events check: the demo shop gets a clean bill, in both forms; each fault that is planted in it is found and named, and
// nothing else is.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { serveFaulty } from './faulty-shop.mjs';
import { installPacked } from './packed.mjs';

const program = fileURLToPath(new URL('../../dist/src/cli/ecom-events.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'ecom-events-check-'));
after(() => rmSync(folder, { recursive: true }));

/** Runs a check; resolves with its exit code and what it said. */
function run(args, { env, bin = program } = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [bin, 'check', ...args], { env: { ...process.env, ...env } });
    const said = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr']) child[name].on('data', (part) => (said[name] += part));
    child.on('close', (code) => resolve({ code, ...said }));
  });
}

/** Checks a shop with this fault from a page of it; resolves with the report. */
async function checked(fault, path, ...args) {
  const shop = await serveFaulty(fault);
  try {
    // A machine may be slow; what is planted is slower.
    const { code, stdout, stderr } = await run([shop.url + path, '--json', '--late', '4000', ...args]);
    assert.notEqual(code, 2, stderr);
    const report = JSON.parse(stdout);
    assert.equal(code, report.passed ? 0 : 1);
    return report;
  } finally {
    shop.close();
  }
}

const named = ({ kind, event }) => (event ? `${kind}: ${event}` : kind);
const errorsOf = ({ faults }) => faults.filter(({ severity }) => severity === 'error').map(named);

describe('a good shop', { concurrency: 2 }, () => {
  for (const [form, path] of [['of many pages', '/'], ['of one page', '/app/']]) {
    test(`the demo shop ${form} gets a clean bill for the whole journey, and nothing is bought`, async () => {
      const report = await checked({}, path);
      assert.deepEqual(report.faults, []);
      assert.deepEqual(report.skipped.map(({ act }) => act), ['order']);
      const names = new Set(report.steps.flatMap(({ events }) => events.map(({ name }) => name)));
      for (const name of ['page', 'Promotion Viewed', 'Promotion Clicked', 'Product List Viewed', 'Product List Filtered', 'Product List Sorted', 'Products Searched', 'Product Clicked', 'Product Viewed', 'Product Added to Wishlist', 'Product Added', 'Cart Viewed', 'Cart Updated', 'Coupon Entered', 'Coupon Denied', 'Checkout Started', 'Checkout Step Viewed', 'Checkout Step Completed', 'Product Removed']) {
        assert.ok(names.has(name), `${name} was seen`);
      }
      assert.ok(!names.has('Payment Info Entered') && !names.has('Order Completed'), 'no order');
    });

    test(`the demo shop ${form} gets one for an order, which is told once`, async () => {
      const report = await checked({}, path, '--order', '--journey', 'product,add,cart,checkout,steps,order');
      assert.deepEqual([report.faults, report.skipped], [[], []]);
      const orders = report.steps.flatMap(({ events }) => events).filter(({ name }) => name === 'Order Completed');
      assert.equal(orders.length, 1);
      assert.equal(report.steps.at(-1).act, 'reload');
    });
  }

  test('a page that throws the queue away is heard all the same', async () => {
    const { faults, steps } = await checked({ script: 'window.ecom = [];', first: true }, '/product.html?id=vase', '--journey', 'add');
    assert.deepEqual(faults, []);
    assert.ok(steps.at(-1).events.some(({ name }) => name === 'Product Added'));
  });

  test('what the store denies is not missing, and it is said that it was not done', async () => {
    const { faults, skipped } = await checked({ script: answers('product-add', '{ denied: true }') }, '/product.html?id=vase', '--journey', 'add');
    assert.deepEqual([faults, skipped.map(({ act }) => act)], [[], ['add']]);
    assert.match(skipped[0].why, /the store said no/);
  });

  test('vendors are told once: by calls and by requests, which do not leave the machine', async () => {
    const script = `
      window.dataLayer = window.dataLayer || [];
      function gtag() { dataLayer.push(arguments); }
      window.fbq = (...values) => {};
      const told = () => {
        gtag('event', 'add_to_cart', { value: 1, items: [{ item_id: '1' }] });
        dataLayer.push({ ecommerce: null });
        fbq('track', 'AddToCart', { content_ids: ['1'] });
        new Image().src = 'https://www.facebook.com/tr?id=1&ev=AddToCart&cd[content_ids]=1';
        fetch('https://www.google-analytics.com/g/collect?v=2&tid=G-1&en=add_to_cart', { method: 'POST', mode: 'no-cors' });
      };
      document.addEventListener('ecom-product-added', told);`;
    const { faults, vendors } = await checked({ script, policy: (policy) => `${policy}; img-src *; connect-src *` }, '/product.html?id=vase', '--journey', 'add');
    assert.deepEqual(faults, []);
    assert.deepEqual(vendors, { gtag: { add_to_cart: 1 }, fbq: { AddToCart: 1 }, 'meta requests': { AddToCart: 1 }, 'google requests': { add_to_cart: 1 } });
  });
});

/** The theme answers a request itself. */
const answers = (name, code) => `document.addEventListener('ecom-${name}-request', (event) => event.intercept(async () => (${code})));`;

const onProduct = ['/product.html?id=vase', '--journey', 'add'];
/** Where something never comes it is not waited for so long. */
const impatient = ['--timeout', '4000'];
const reportElsewhere = `{ reportedBy: 'platform' }`;
const vase = `{ product_id: 'vase', name: 'Vase', price: 165, currency: 'SAR', quantity: 1 }`;

/** An element as a theme's bundler makes it, without a tracker. */
const entry = fileURLToPath(new URL('../../dist/components/add-to-cart/define.js', import.meta.url));
const [{ output }] = [await build({ configFile: false, logLevel: 'error', build: { write: false, lib: { entry, formats: ['iife'], name: 'bare', fileName: () => 'bare.js' } } })].flat();
const bare = output[0].code;

/** What is planted, where the check begins, the errors that it must name, and the kinds of warnings: a theme that breaks says so. */
const planted = {
  'a second snippet that reports an addition again': {
    fault: { script: `document.addEventListener('ecom-product-added', ({ detail }) => ecom.track('Product Added', detail));` },
    finds: ['doubled: Product Added'],
  },
  'a second snippet that calls the vendor again': {
    fault: {
      script: `
        window.dataLayer = [];
        function gtag() { dataLayer.push(arguments); }
        const add = () => gtag('event', 'add_to_cart', { currency: 'SAR', value: 165, items: [{ item_id: 'vase' }] });
        ecom.register({ name: 'ga4', track: (name) => name === 'Product Added' && add() });
        document.querySelector('main').addEventListener('submit', add);`,
    },
    finds: ['doubled: add_to_cart'],
  },
  'a page without a tracker': {
    fault: { pages: { '/bare.html': '<!doctype html><title>A mug</title><script src="/bare.js" defer></script><ecom-add-to-cart product-id="1" name="Mug" price="35">Add</ecom-add-to-cart>', '/bare.js': bare } },
    at: ['/bare.html', '--journey', 'add'],
    finds: ['tracker'],
  },
  'a product without price and currency': {
    fault: {
      change: (text) => text.replace(/ currency="SAR"/, '').replace(/(class="product"\s+view="load"[^>]*?)\sprice=(\$\{[^}]*\})\s+currency=/, '$1 data-price=$2 data-currency='),
    },
    finds: ['incomplete: Product Viewed'],
    // The store makes 0 of it.
    warns: ['amounts'],
  },
  'a wrong value in the checkout': {
    fault: { script: answers('checkout-start', '{ value: 1 }') },
    at: ['/product.html?id=vase', '--journey', 'add,cart,checkout'],
    finds: ['amounts: Checkout Started'],
  },
  'an addition that is reported on load, not on the click': {
    fault: { script: `${answers('product-add', reportElsewhere)} if (location.search.includes('vase')) ecom.track('Product Added', ${vase});` },
    at: [...onProduct, ...impatient],
    finds: ['missing: Product Added', 'unprompted: Product Added'],
  },
  'an addition that is reported five seconds late': {
    fault: { script: `${answers('product-add', reportElsewhere)} document.querySelector('main').addEventListener('submit', () => setTimeout(() => ecom.track('Product Added', ${vase}), 5000));` },
    finds: ['late: Product Added'],
  },
  'an addition that is reported on the next page': {
    fault: {
      script: `${answers('product-add', reportElsewhere)}
        document.querySelector('main').addEventListener('submit', () => (sessionStorage.added = 'yes'));
        if (sessionStorage.added && location.pathname === '/cart.html') ecom.track('Product Added', ${vase}, (sessionStorage.added = ''));`,
    },
    at: ['/product.html?id=vase', '--journey', 'add,cart', ...impatient],
    finds: ['late: Product Added'],
  },
  'an addition whose price is no number': {
    fault: { script: answers('product-add', `{ price: 'a lot' }`) },
    finds: ['invalid: Product Added'],
  },
  'an element that nothing defines': {
    fault: { change: (text) => text.replace('<footer', '<ecom-recommendations></ecom-recommendations><footer') },
    finds: ['undefined'],
  },
  'elements without ecom.js': {
    fault: { change: (text, path) => (path.endsWith('.html') ? text.replace(/<script src="\/ecom.js"[^>]*><\/script>/, '') : text) },
    finds: ['undefined'],
    warns: ['console'],
  },
  'an ecom.js that is not there': {
    fault: { lost: (path) => path === '/ecom.js' },
    finds: ['script'],
    warns: ['console'],
  },
  'an order that is reported again after a reload': {
    fault: { script: `for (const key of Object.keys(localStorage)) if (key.startsWith('ecom.done.order')) localStorage.removeItem(key);`, first: true },
    at: ['/product.html?id=vase', '--order', '--journey', 'add,cart,checkout,steps,order'],
    finds: ['doubled: Order Completed'],
  },
  'a product page that never reports its product': {
    fault: { change: (text) => text.replace(/(class="product"\s+)view="load"/, '$1') },
    at: ['/', '--journey', 'product', ...impatient],
    finds: ['missing: Product Viewed'],
  },
  'a destination that throws': {
    fault: { script: `ecom.register({ name: 'Broken pixel', track() { throw new TypeError('broken'); } });` },
    finds: ['failed'],
  },
  'a policy that blocks the script': {
    fault: { policy: (policy, origin) => `${policy}; script-src ${origin}/assets/ ${origin}/memory.js` },
    finds: ['blocked'],
    warns: ['console'],
  },
  'a list without positions': {
    fault: {
      change: (text) => text.replaceAll('ecom-product-list list-id="home"', 'div data-list="home"'),
      script: `const item = (product_id) => ({ product_id, name: 'Mug', price: 1, currency: 'SAR', quantity: 1 });
        if (location.pathname === '/') ecom.track('Product List Viewed', { list_id: 'home', products: [item('1'), item('2')] });`,
    },
    at: ['/', '--journey', 'add'],
    finds: ['positions: Product List Viewed'],
  },
  'a store that fails': {
    fault: { script: `document.addEventListener('ecom-product-add-request', (event) => event.intercept(async () => { throw new Error('store'); }));` },
    finds: ['store'],
  },
  'a currency of its own for one event': {
    fault: { script: answers('product-add', `{ currency: 'USD' }`) },
    finds: ['currency: Product Added'],
  },
  'another price in the cart than on the page': {
    fault: { script: answers('product-add', `{ price: 150 }`) },
    finds: ['amounts: Product Added'],
  },
  'a pixel that does not wait for consent': {
    fault: {
      script: `
        window.ecom.consent = { state: { necessary: 'granted', analytics: 'pending', marketing: 'pending', personalisation: 'pending' } };
        window.fbq = () => {};
        fbq('track', 'PageView');`,
    },
    finds: ['consent: PageView'],
  },
};

describe('a faulty shop', { concurrency: 2 }, () => {
  for (const [title, { fault, at: [path, ...args] = onProduct, finds, warns = [] }] of Object.entries(planted)) {
    test(`${title}: ${finds.join(', ')}`, async () => {
      const report = await checked(fault, path, ...args);
      assert.deepEqual(errorsOf(report).toSorted(), finds.toSorted(), JSON.stringify(report.faults, null, 1));
      assert.deepEqual([...new Set(report.faults.filter(({ severity }) => severity === 'warning').map(({ kind }) => kind))], warns, JSON.stringify(report.faults, null, 1));
      for (const { message, advice, pages } of report.faults) assert.ok(message && advice && pages.length, 'each says what, where, and what to do');
    });
  }
});

test('a shop without elements is checked by what its file says', async () => {
  const plain = `<!doctype html><title>A mug</title><script src="/ecom.js" defer></script><script src="/plain.js" defer></script><button id="buy">Buy</button>`;
  const script = `const mug = { product_id: '1', name: 'Mug', price: 35, currency: 'SAR' };
    ecom.track('Product Viewed', mug);
    buy.onclick = () => ecom.track('Product Added', { ...mug, quantity: 1 });`;
  const file = join(folder, 'plain.mjs');
  writeFileSync(file, `export default { elements: { add: '#buy' }, pages: { product: '/plain.html' }, journey: ['product', 'add'] };`);
  const { faults, steps } = await checked({ pages: { '/plain.html': plain, '/plain.js': script } }, '/plain.html', '--config', file);
  assert.deepEqual([faults, steps.map(({ events }) => events.map(({ name }) => name))], [[], [['Product Viewed'], ['Product Viewed'], ['Product Added']]]);
});

describe('the command', { concurrency: 2 }, () => {
  test('a text says what was done, what is wrong, where, and what to do', async () => {
    const shop = await serveFaulty(planted['an addition whose price is no number'].fault);
    const { code, stdout } = await run([shop.url + onProduct[0], ...onProduct.slice(1)]);
    shop.close();
    assert.equal(code, 1);
    assert.match(stdout, /^ {2}add to the cart: Product Added \(rejected\)$/m);
    assert.match(stdout, /^Invalid\n {2}✗ Product Added was rejected: price rejected: expected an amount, 0 or more, got string \(5\)\n {6}on \/product.html\n {6}→ Correct the field/m);
    assert.match(stdout, /\nfailed: 1 error, 0 warnings\n$/);
    assert.ok(!stdout.includes('a lot'), 'no value of a payload is told');
  });

  test('a file may hold the options, also the faults that are known, and a header opens a door', async () => {
    const fault = { ...planted['an addition whose price is no number'].fault, door: ['x-preview', 'sesame'] };
    const shop = await serveFaulty(fault);
    const file = join(folder, 'check.json');
    const config = { url: `${shop.url}/`, pages: { product: '/product.html?id=vase' }, journey: ['product', 'add'], timeout: 4000, headers: { 'x-preview': 'sesame' } };
    writeFileSync(file, JSON.stringify(config));
    const found = await run(['--config', file, '--json']);
    assert.deepEqual(errorsOf(JSON.parse(found.stdout)), ['invalid: Product Added'], found.stderr);
    writeFileSync(file, JSON.stringify({ ...config, ignore: ['invalid:Product Added'] }));
    const ignored = await run(['--config', file, '--json', '--journey', 'product,add']);
    assert.deepEqual([ignored.code, JSON.parse(ignored.stdout).faults], [0, []]);
    const shut = await run([`${shop.url}/`, '--journey', 'add']);
    assert.equal(shut.code, 2);
    assert.match(shut.stderr, /cannot be opened: it answers with status 401/);
    shop.close();
  });

  test('more pages are opened, what stands before them is clicked away, and warnings fail when they are asked to', async () => {
    const banner = `
      const button = document.body.appendChild(Object.assign(document.createElement('button'), { id: 'cookies', textContent: 'Accept' }));
      button.onclick = () => setTimeout(() => button.remove() ?? missing());`;
    const shop = await serveFaulty({ script: banner });
    const policy = await run([`${shop.url}/`, '--json', '--pages', '/wishlist.html', '--click', '#cookies', '--journey', 'sort', '--strict']);
    shop.close();
    const { pages, faults, skipped } = JSON.parse(policy.stdout);
    assert.deepEqual(pages.map(({ path }) => path), ['/', '/wishlist.html', '/']);
    assert.deepEqual([policy.code, faults.map(named)], [1, ['console']]);
    assert.deepEqual(skipped.map(({ act }) => act), ['sort']);
  });

  for (const [what, args, said] of [
    ['no address', [], /one address is needed\n\nUsage: ecom-events check <url>/],
    ['an address that is none', ['shop'], /"shop" is no address: expected one like https:\/\/shop.example\//],
    ['an act that there is not', ['http://localhost/', '--journey', 'dance'], /"dance" is no act: expected promotion, list/],
    ['an option that there is not', ['http://localhost/', '--dance'], /Unknown option '--dance'/],
    ['no milliseconds', ['http://localhost/', '--timeout', 'soon'], /--timeout: expected milliseconds, got "soon"/],
    ['a file that is not there', ['--config', 'nowhere.json'], /there is no .*nowhere.json/],
    ['a shop that does not answer', ['http://localhost:1/'], /http:\/\/localhost:1\/ cannot be opened: net::ERR_/],
  ]) {
    test(`${what} is told, with exit code 2`, async () => {
      const { code, stderr, stdout } = await run(args);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, said);
    });
  }

  test('the usage is told when it is asked for', async () => {
    const { code, stdout } = await run(['--help']);
    assert.equal(code, 0);
    assert.match(stdout, /Exit code: 0 all is well, 1 faults were found, 2 the shop could not be checked/);
  });

  test('a browser that is not there is told, and how to get puppeteer-core', async () => {
    const noBrowser = await run(['http://localhost/'], { env: { CHROME_PATH: '', PATH: '' } });
    // On a machine with a browser in one of the usual places there is one.
    assert.ok(noBrowser.code === 2 && /No Chromium, Chrome or Edge was found: install one, or set CHROME_PATH|cannot be opened/.test(noBrowser.stderr), noBrowser.stderr);
    const wrong = await run(['http://localhost/'], { env: { CHROME_PATH: '/nowhere/chrome' } });
    assert.deepEqual([wrong.code, /\/nowhere\/chrome did not start/.test(wrong.stderr)], [2, true]);
    const { project, installed } = installPacked();
    const { code, stderr } = await run(['http://localhost/'], { bin: join(installed, 'dist/src/cli/ecom-events.js') });
    rmSync(project, { recursive: true });
    assert.deepEqual([code, stderr.trim()], [2, 'ecom-events check needs puppeteer-core: npm install --save-dev puppeteer-core']);
  });
});
