// The drop-in scripts as shops load them: beside a head stub, twice, in two versions, both, under a strict policy.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { root } from '../../scripts/run.mjs';
import { eventually, launch, openPage } from './browser.mjs';

const policy = "default-src 'self'; style-src 'self'; require-trusted-types-for 'script'";
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));

/** Path → text of what the server of this test holds. */
const files = new Map([['/favicon.ico', '']]);
/** Path → a policy of its own. */
const headers = new Map();
for (const name of ['ecom', 'tracker']) {
  const script = readFileSync(`${root}dist/${name}.js`, 'utf8');
  assert.ok(script.includes(`"${version}"`), 'the script says its version');
  files.set(`/${name}.js`, script);
  files.set(`/other/${name}.js`, script.replaceAll(`"${version}"`, '"9.9.9"'));
}
for (const name of ['memory', 'salla', 'inspector']) files.set(`/${name}.js`, readFileSync(`${root}dist/${name}.js`, 'utf8'));
// As in the README: what a page does before the script is there, and a partner that keeps what it gets.
files.set('/stub.js', `window.heard = []; window.ecom = window.ecom || []; ecom.push(['track', 'First', { a: 1 }]);`);
files.set(
  '/partner.js',
  `(window.ecom = window.ecom || []).push(['register', {
    name: 'partner',
    track: (name) => heard.push(name),
    page: ({ name }) => heard.push('page ' + name),
  }]);`,
);
files.set('/more.js', `ecom.push(['page', { name: 'Home' }]); ecom.push(['track', 'product_added', { product_id: '7' }]);`);

let server;
let shop;
let browser;
let pages = 0;

before(async () => {
  server = createServer(({ url }, response) => {
    const path = url.split('?')[0];
    const text = files.get(path);
    if (path.startsWith('/strict')) response.setHeader('content-security-policy', policy);
    if (headers.has(path)) response.setHeader('content-security-policy', headers.get(path));
    response.setHeader('content-type', path.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8');
    response.writeHead(text === undefined ? 404 : 200).end(text);
  });
  await new Promise((resolve) => server.listen(0, 'localhost', resolve));
  shop = `http://localhost:${server.address().port}`;
  // Puppeteer switches the back/forward cache off by default.
  browser = await launch({ ignoreDefaultArgs: ['--disable-back-forward-cache'] });
});

after(async () => {
  await browser?.close();
  server?.close();
});

const script = (src, attributes = '') => `<script src="${src}" ${attributes}></script>`;
const stub = script('/stub.js') + script('/partner.js');

/** Puts a page on the server, whose address it returns. */
function publish({ head = '', body = '', folder = '' }) {
  const path = `${folder}/page${++pages}.html`;
  files.set(path, `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page</title>${head}</head><body>${body}</body></html>`);
  return shop + path;
}

async function visit(content) {
  const { page, trouble } = await openPage(browser);
  await page.goto(publish(content));
  return { page, trouble };
}

/** What the partner got, once everybody has got everything; `count` is how many are to come. */
async function heard(page, count) {
  const read = () =>
    page.evaluate(() => ({
      heard: window.heard,
      waiting: typeof window.ecom.receipts !== 'function' || window.ecom.receipts().some(({ deliveries }) => deliveries.some(({ status }) => status === 'waiting')),
    }));
  const enough = await eventually(read, (state) => state.heard.length >= count && !state.waiting);
  return enough.heard;
}

const product = `<ecom-add-to-cart product-id="1" name="Mug" price="35" currency="SAR"><button>Add</button></ecom-add-to-cart>`;

for (const name of ['ecom', 'tracker']) {
  describe(`${name}.js`, () => {
    const src = `/${name}.js`;

    for (const how of ['', 'async', 'defer']) {
      test(`${how || 'at once'}: what the head stub took before it arrives, in order, once`, async () => {
        const { page, trouble } = await visit({ head: stub + script(src, how), body: script('/more.js') });
        assert.deepEqual(await heard(page, 3), ['First', 'page Home', 'Product Added']);
        assert.deepEqual(trouble, []);
      });
    }

    test('at the end of the body', async () => {
      const { page, trouble } = await visit({ head: stub, body: script('/more.js') + script(src) });
      assert.deepEqual(await heard(page, 3), ['First', 'page Home', 'Product Added']);
      assert.deepEqual(trouble, []);
    });

    test('without a stub and long after the page has loaded', async () => {
      const { page, trouble } = await visit({});
      await page.evaluate(() => (window.heard = []));
      for (const path of [src, '/partner.js', '/more.js']) await page.addScriptTag({ url: shop + path });
      assert.deepEqual(await heard(page, 2), ['page Home', 'Product Added']);
      assert.deepEqual(trouble, []);
    });

    test('collects the facts that theme code dispatches, without any tag', async () => {
      const { page, trouble } = await visit({ head: stub + script(src) });
      await page.evaluate(() => document.body.dispatchEvent(new CustomEvent('ecom-product-viewed', { detail: { product_id: '1' } })));
      assert.deepEqual(await heard(page, 2), ['First', 'Product Viewed']);
      assert.deepEqual(trouble, []);
    });

    test('a page that comes back from the back/forward cache gets each event once', async () => {
      const { page, trouble } = await visit({ head: stub + script(src) });
      assert.deepEqual(await heard(page, 1), ['First']);
      await page.evaluate(() => {
        addEventListener('pagehide', () => {
          window.ecom.track('Left');
          window.atOnce = window.heard.includes('Left');
        });
      });
      await page.goto(publish({}));
      await page.goBack();
      assert.equal(await page.evaluate(() => window.atOnce), true, 'it was kept, and the last event did not wait');
      await page.evaluate(() => window.ecom.track('Back'));
      assert.deepEqual(await heard(page, 3), ['First', 'Left', 'Back']);
      assert.deepEqual(trouble, []);
    });

    test('adds one global, ecom', async () => {
      const { page } = await visit({});
      const keys = () => page.evaluate(() => Object.getOwnPropertyNames(window));
      const before = new Set(await keys());
      await page.addScriptTag({ url: shop + src });
      const added = (await keys()).filter((key) => !before.has(key));
      assert.deepEqual(added, ['ecom']);
    });
  });
}

describe('more than one script', () => {
  const cases = {
    'ecom.js twice': ['/ecom.js', '/ecom.js'],
    'tracker.js twice': ['/tracker.js', '/tracker.js'],
    'ecom.js three times': ['/ecom.js', '/ecom.js', '/ecom.js'],
    'two versions of ecom.js': ['/ecom.js', '/other/ecom.js'],
    'two versions of ecom.js, the other first': ['/other/ecom.js', '/ecom.js'],
    'two versions of tracker.js': ['/tracker.js', '/other/tracker.js'],
    'ecom.js, then tracker.js': ['/ecom.js', '/tracker.js'],
    'tracker.js, then ecom.js': ['/tracker.js', '/ecom.js'],
    'tracker.js, then another version of ecom.js': ['/tracker.js', '/other/ecom.js'],
  };
  for (const [what, sources] of Object.entries(cases)) {
    for (const place of ['head', 'body']) {
      test(`${what}, in the ${place}: each event is one, and the console is told once`, async () => {
        const scripts = sources.map((src) => script(src)).join('');
        const body = `<ecom-tracker></ecom-tracker>${product}${script('/more.js')}`;
        const { page, trouble } = await visit(place === 'head' ? { head: stub + scripts, body } : { head: stub, body: body + scripts });
        await page.evaluate(() => document.body.dispatchEvent(new CustomEvent('ecom-signed-in', { detail: {} })));
        const expected = ['First', 'page Home', 'Product Added', 'Signed In'];
        if (sources.some((src) => src.endsWith('ecom.js'))) {
          await page.click('ecom-add-to-cart button');
          expected.push('Product Added');
        }
        assert.deepEqual(await heard(page, expected.length), expected);
        assert.equal(await page.evaluate(() => window.ecom.version), sources[0].startsWith('/other') ? '9.9.9' : version, 'the first one stays');
        assert.equal(trouble.length, 1, trouble.join('\n'));
        assert.match(trouble[0], /^ecom-events: \S.* is not used, \d+\.\d+\.\d+ is there$/);
      });
    }
  }
});

describe('tags', () => {
  test('two of them on a bare page report a Product Added, with no line of code', async () => {
    const { page, trouble } = await visit({ body: `<ecom-tracker></ecom-tracker>${product}${script('/ecom.js')}` });
    await page.click('ecom-add-to-cart button');
    const [receipt, ...others] = await page.evaluate(() => window.ecom.receipts());
    assert.deepEqual(others, []);
    assert.equal(receipt.eventName, 'Product Added');
    assert.deepEqual(receipt.payload, { product_id: '1', name: 'Mug', price: 35, currency: 'SAR', quantity: 1 });
    assert.equal(receipt.context.assumed, true);
    assert.deepEqual(trouble, []);
  });

  test('a page without <ecom-tracker> is delivered to all the same', async () => {
    const { page, trouble } = await visit({ head: stub + script('/ecom.js', 'async'), body: product });
    await heard(page, 1);
    await page.click('ecom-add-to-cart button');
    assert.deepEqual(await heard(page, 2), ['First', 'Product Added']);
    assert.deepEqual(trouble, []);
  });

  test('what <ecom-tracker> says of the shop counts for events that came before it', async () => {
    const { page, trouble } = await visit({ head: stub + script('/ecom.js'), body: `${script('/more.js')}<ecom-tracker currency="SAR" store-id="5" scope="riyadh"></ecom-tracker>` });
    await heard(page, 3);
    const [first, , added] = await page.evaluate(() => window.ecom.receipts());
    assert.deepEqual([first.context.store_id, first.context.scope], ['5', 'riyadh']);
    assert.equal(added.payload.currency, 'SAR');
    assert.deepEqual(trouble, []);
  });
});

describe("the attributes of tracker.js's tag", () => {
  test('are options; a Boolean one needs no value', async () => {
    const attributes = 'data-currency="SAR" data-store-id="5" data-scope="riyadh" data-invalid="deliver" data-strict';
    const { page, trouble } = await visit({ head: stub + script('/tracker.js', attributes), body: script('/more.js') });
    assert.deepEqual(await heard(page, 3), ['First', 'page Home', 'Product Added']);
    assert.deepEqual(await page.evaluate(() => window.ecom.options), { currency: 'SAR', storeId: '5', scope: 'riyadh', invalid: 'deliver', strict: true });
    const [first, , added] = await page.evaluate(() => window.ecom.receipts());
    assert.deepEqual([first.context.store_id, first.context.scope, first.context.invalid], ['5', 'riyadh', undefined]);
    // Its name and price are missing: wrong to a strict tracker, and delivered.
    assert.deepEqual([added.payload.currency, added.context.invalid], ['SAR', true]);
    assert.deepEqual(trouble, []);
  });

  test('are off where they say so', async () => {
    const { page, trouble } = await visit({ head: stub + script('/tracker.js', 'data-strict="false" data-debug="false"'), body: script('/more.js') });
    assert.deepEqual(await heard(page, 3), ['First', 'page Home', 'Product Added']);
    assert.deepEqual(await page.evaluate(() => window.ecom.options), { strict: false, debug: false });
    assert.deepEqual(trouble, []);
  });

  test('data-debug speaks', async () => {
    const { page, trouble } = await visit({ head: stub + script('/tracker.js', 'data-debug'), body: script('/more.js') });
    await heard(page, 3);
    assert.equal(trouble.length, 1);
    assert.match(trouble[0], /^ecom-events: Product Added accepted Product Added: name missing: expected a string, got nothing/);
  });

  test('data-stand-in="salla" is there for trackers made for Salla', async () => {
    const { page, trouble } = await visit({ head: stub + script('/tracker.js', 'data-stand-in="salla"') + script('/salla.js'), body: script('/more.js') });
    await page.evaluate(() => window.Salla.onReady(() => window.Salla.analytics.registerTracker({ name: 'kit', track: (name) => window.heard.push(`kit ${name}`) })));
    assert.deepEqual((await heard(page, 5)).sort(), ['First', 'Product Added', 'kit First', 'kit Product Added', 'page Home']);
    assert.deepEqual(trouble, []);
  });
});

describe('salla.js', () => {
  const tag = '<ecom-tracker platform="salla" stand-in="salla"></ecom-tracker>';
  const orders = {
    'before ecom.js': { head: stub + script('/salla.js') + script('/ecom.js'), body: tag + script('/more.js') },
    'after ecom.js': { head: stub + script('/ecom.js') + script('/salla.js'), body: tag + script('/more.js') },
    'both deferred': { head: stub + script('/ecom.js', 'defer') + script('/salla.js', 'defer'), body: tag + script('/more.js') },
    'both async': { head: stub + script('/ecom.js', 'async') + script('/salla.js', 'async'), body: tag + script('/more.js') },
  };
  for (const [how, content] of Object.entries(orders)) {
    test(`${how}: the tag has its platform, and trackers made for Salla have their SDK`, async () => {
      const { page, trouble } = await visit(content);
      await page.waitForFunction(() => window.ecom.platforms?.['salla-stand-in']);
      await page.evaluate(() => window.Salla.onReady(() => window.Salla.analytics.registerTracker({ name: 'kit', track: (name) => window.heard.push(`kit ${name}`) })));
      assert.deepEqual((await heard(page, 5)).sort(), ['First', 'Product Added', 'kit First', 'kit Product Added', 'page Home']);
      assert.ok(await page.evaluate(() => window.ecom.platforms.salla));
      assert.deepEqual(trouble, []);
    });
  }

  test('when it is missing, the tag that names it says so', async () => {
    const { trouble } = await visit({ head: script('/ecom.js'), body: tag });
    await eventually(() => trouble.length, (count) => count === 2);
    for (const line of trouble) assert.match(line, /^ecom-events: there is no platform "salla(-stand-in)?"; load salla\.js$/);
  });

  test('alone it opens nothing: a page that does not name it stays as it is', async () => {
    const { page, trouble } = await visit({ head: script('/ecom.js') + script('/salla.js'), body: product });
    assert.deepEqual(await page.evaluate(() => [Object.keys(window.ecom.platforms), 'Salla' in window]), [[], false]);
    assert.deepEqual(trouble, []);
  });
});

describe('memory.js', () => {
  const tag = '<ecom-tracker platform="memory"></ecom-tracker>';
  /** What the store's cart holds once the button was pressed and its fact has been told. */
  const shop = async (page) => {
    await page.click('ecom-add-to-cart button');
    await eventually(() => page.evaluate(() => window.ecom.receipts()), ([added]) => added);
    const [{ payload, context }] = await page.evaluate(() => window.ecom.receipts());
    return { added: payload.cart_id, assumed: context.assumed, lines: await page.evaluate(() => window.ecom.platforms.memory.cart.products.length) };
  };
  const answered = { added: 'cart-1', assumed: undefined, lines: 1 };

  const orders = {
    'before ecom.js': { head: script('/memory.js') + script('/ecom.js'), body: tag + product },
    'after ecom.js': { head: script('/ecom.js') + script('/memory.js'), body: tag + product },
    'after ecom.js, both deferred': { head: script('/ecom.js', 'defer') + script('/memory.js', 'defer'), body: tag + product },
    'both async': { head: script('/ecom.js', 'async') + script('/memory.js', 'async'), body: tag + product },
    'at the end of the body': { head: script('/ecom.js'), body: tag + product + script('/memory.js') },
    'twice': { head: script('/memory.js') + script('/ecom.js') + script('/memory.js'), body: tag + product },
    'without a tag that names it': { head: script('/ecom.js') + script('/memory.js'), body: product },
  };
  for (const [how, content] of Object.entries(orders)) {
    test(`${how}: its store answers the elements`, async () => {
      const { page, trouble } = await visit(content);
      assert.deepEqual(await shop(page), answered);
      assert.deepEqual(trouble, []);
    });
  }

  test('takes its options from its tag', async () => {
    const options = { coupons: { TEN: { percent: 10 } }, stock: { 1: 0 } };
    const { page, trouble } = await visit({ head: script('/memory.js', `data-options='${JSON.stringify(options)}'`) + script('/ecom.js'), body: tag + product });
    assert.deepEqual(await page.evaluate(({ coupons, stock }) => ({ coupons, stock }), await page.evaluate(() => ({ ...window.ecom.platforms.memory }))), options);
    assert.deepEqual(trouble, []);
  });

  test('when it is missing, the tag that names it says so', async () => {
    const { page, trouble } = await visit({ head: script('/ecom.js'), body: tag + product });
    await eventually(() => trouble.length, (count) => count);
    assert.match(trouble.join(), /^ecom-events: there is no platform "memory"; load memory\.js$/);
  });

  test('under a strict policy it violates nothing', async () => {
    const { page, trouble } = await visit({ folder: '/strict', head: script('/memory.js') + script('/ecom.js'), body: tag + product });
    assert.deepEqual(await shop(page), answered);
    assert.deepEqual(trouble, []);
  });
});

describe('inspector.js', () => {
  const strict = { folder: '/strict', head: stub + script('/ecom.js', 'defer') };

  /** A visit with a record of whether the inspector was asked for. */
  async function look(content, search = '') {
    const { page, trouble } = await openPage(browser);
    const asked = [];
    page.on('request', (request) => request.url().includes('/inspector.js') && asked.push(request.url()));
    await page.goto(publish(content) + search);
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
    return { page, trouble, asked };
  }

  /** The names of the events that it lists, once there are so many. */
  const listed = (page, count) =>
    eventually(
      () => page.evaluate(() => [...(document.querySelector('ecom-inspector')?.shadowRoot?.querySelectorAll('.row-name') ?? [])].map(({ firstElementChild }) => firstElementChild.textContent)),
      ({ length }) => length === count,
    );

  for (const [name, how] of [['ecom', ''], ['ecom', 'defer'], ['ecom', 'async'], ['tracker', ''], ['tracker', 'defer']]) {
    test(`?ecom-debug with ${name}.js ${how}: it comes from beside it under a strict policy, and has the first event as it was born`, async () => {
      const { page, trouble, asked } = await look({ folder: '/strict', head: stub + script(`/${name}.js`, how), body: script('/more.js') }, '?ecom-debug');
      assert.deepEqual(await listed(page, 3), ['Product Added', 'Home', 'First']);
      const { born, open } = await page.evaluate(async () => {
        const inspector = document.querySelector('ecom-inspector');
        const rows = inspector.shadowRoot.querySelectorAll('.row');
        rows[2].click();
        await inspector.updateComplete;
        return { born: inspector.shadowRoot.querySelector('.versions pre').textContent, open: inspector.matches('[open]') };
      });
      assert.deepEqual([JSON.parse(born), open, asked], [{ a: 1 }, true, [`${shop}/inspector.js`]]);
      assert.deepEqual(trouble, []);
    });
  }

  test('it has the nonce of the script that asks', async () => {
    const path = '/nonce.html';
    files.set(path, `<!doctype html><html lang="en"><head><title>Page</title><script nonce="abc" src="/ecom.js"></script></head><body></body></html>`);
    headers.set(path, "default-src 'none'; script-src 'nonce-abc'; require-trusted-types-for 'script'");
    const { page, trouble } = await openPage(browser);
    await page.goto(`${shop + path}?ecom-debug`);
    await page.waitForSelector('ecom-inspector[open]');
    assert.deepEqual(trouble, []);
  });

  test('without anybody who asks it is not loaded', async () => {
    for (const search of ['', '?debug', '?xecom-debug', '?ecom-debugger']) {
      const { page, asked } = await look({ ...strict, body: product }, search);
      await heard(page, 1);
      assert.deepEqual([search, ...asked], [search]);
      assert.equal(await page.evaluate(() => customElements.get('ecom-inspector')), undefined);
    }
  });

  test('its tag brings it, closed', async () => {
    const { page, trouble, asked } = await look({ ...strict, body: '<ecom-inspector></ecom-inspector>' });
    await page.waitForFunction(() => document.querySelector('ecom-inspector').shadowRoot?.querySelector('.launcher'));
    assert.equal(asked.length, 1);
    assert.equal(await page.evaluate(() => document.querySelectorAll('ecom-inspector').length), 1);
    assert.notEqual(await page.evaluate(() => window.ecom.options.inspect), true);
    await page.click('ecom-inspector >>> .launcher');
    assert.deepEqual(await listed(page, 1), ['First']);
    assert.deepEqual(trouble, []);
  });

  test('stays open on the next page of the tab, where it stood, until it is closed', async () => {
    const { page, trouble } = await look(strict, '?ecom-debug');
    await page.waitForSelector('ecom-inspector[open]');
    await page.click('ecom-inspector >>> [data-tool="side"]');
    await page.goto(publish(strict));
    await page.waitForSelector('ecom-inspector[open][dock="side"]');
    assert.deepEqual(await listed(page, 1), ['First']);
    await page.keyboard.down('Alt');
    await page.keyboard.down('Shift');
    await page.keyboard.press('KeyE');
    await page.keyboard.up('Shift');
    await page.keyboard.up('Alt');
    await page.waitForSelector('ecom-inspector:not([open])');
    await page.goto(publish(strict));
    await heard(page, 1);
    assert.equal(await page.evaluate(() => document.querySelector('ecom-inspector')), null);
    assert.deepEqual(trouble, []);
  });

  test('saves a file under the strict policy, without personal data', async () => {
    const { page, trouble } = await look({ ...strict, body: script('/more.js') }, '?ecom-debug');
    await page.evaluate(() => window.ecom.track('Signed In', { email: 'canary@shop.example' }));
    await listed(page, 4);
    const saved = await page.evaluate(async () => {
      const { createObjectURL } = URL;
      const file = new Promise((resolve) => {
        URL.createObjectURL = (blob) => {
          resolve(blob.text());
          return createObjectURL(blob);
        };
      });
      document.querySelector('ecom-inspector').shadowRoot.querySelector('[data-tool="save"]').click();
      return file;
    });
    assert.deepEqual(JSON.parse(saved).events.map(({ event }) => event), ['First', 'page', 'Product Added', 'Signed In']);
    assert.ok(!saved.includes('canary'));
    assert.deepEqual(trouble, []);
  });
});

test('under a strict policy with trusted types nothing is violated', async () => {
  const folder = '/strict';
  const tags = ['ecom-page name="Home"', 'ecom-product product-id="1"', 'ecom-product-list list-id="1"', 'ecom-cart', 'ecom-cart-item', 'ecom-wishlist', 'ecom-event name="Gift Wrapped"']
    .map((tag) => `<${tag}></${tag.split(' ')[0]}>`)
    .join('');
  const toggle = '<ecom-wishlist-toggle product-id="1"></ecom-wishlist-toggle><ecom-product-link product-id="1"><a href="#">Mug</a></ecom-product-link>';
  for (const src of ['/ecom.js', '/tracker.js']) {
    const { page, trouble } = await visit({ folder, head: stub + script(src, 'data-stand-in="salla"') + script('/salla.js'), body: `<ecom-tracker></ecom-tracker>${product}${tags}${toggle}${script('/more.js')}` });
    if (src === '/ecom.js') {
      await page.click('ecom-add-to-cart button');
      await page.click('ecom-wishlist-toggle');
    }
    assert.ok((await heard(page, 3)).includes('Product Added'));
    assert.deepEqual(trouble, []);
  }
});
