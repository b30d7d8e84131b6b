// Documents that arrive slowly: the script is there before the markup is, as with dist/ecom.js in the head.
import { expect } from '@open-wc/testing';
import { quiet } from '../../src/element/list-context.js';
import type { Receipt } from '../../src/tracker/receipt.js';
import type { TrackerApi } from '../../src/tracker/tracker-api.js';
import { closePage, later, stopTheClock } from './page.js';

type Frame = Window & typeof globalThis & { ecom: TrackerApi };

/** A document that is still being written, with the elements of these names defined. */
async function begin(names: string[], head = ''): Promise<{ frame: Frame; write(html: string): Promise<void>; end(...expected: string[]): Promise<Receipt[]> }> {
  const element = document.createElement('iframe');
  element.style.blockSize = '300px';
  document.body.append(element);
  later(() => element.remove());
  const frame = element.contentWindow as Frame;
  const { document: written } = frame;
  written.open();
  const all = ['tracker', ...names];
  // No module scripts: WebKitGTK 2.50 sometimes never runs those of a document that is being written.
  const imports = all.map((name) => `import('${location.origin}/components/${name}/define.ts');`);
  written.write(`<!doctype html><title>Slow</title>${head}<script>${imports.join('')}</script><ecom-tracker></ecom-tracker>`);
  await Promise.all(all.map((name) => frame.customElements.whenDefined(`ecom-${name}`)));
  const painted = (): Promise<unknown> => new Promise((resolve) => frame.requestAnimationFrame(resolve));
  return {
    frame,
    async write(html) {
      written.write(html);
      await painted();
      expect(written.readyState).to.equal('loading');
    },
    async end(...expected) {
      const heard = new Promise<void>((resolve) => {
        let count = 0;
        frame.ecom.on('*', () => void (++count === expected.length && resolve()));
      });
      written.close();
      await heard;
      await painted();
      const receipts = frame.ecom.receipts();
      expect(receipts.map(({ eventName, status }) => `${eventName} ${status}`)).to.deep.equal(expected.map((name) => `${name} accepted`));
      return receipts;
    },
  };
}

const script = (data: unknown): string => `<script type="application/json">${JSON.stringify(data)}</script>`;

describe('in a document that is still being parsed', () => {
  afterEach(closePage);

  it('a product is viewed with the JSON that comes after its tag', async () => {
    const { write, end } = await begin(['product']);
    await write('<ecom-product view="load">');
    await write(`${script({ product_id: '1', name: 'Mug', price: 35, currency: 'SAR' })}</ecom-product>`);
    expect((await end('Product Viewed'))[0]!.payload).to.deep.equal({ product_id: '1', name: 'Mug', price: 35, currency: 'SAR' });
  });

  it('a cart is viewed with all its lines', async () => {
    const { write, end } = await begin(['cart', 'cart-item']);
    const line = (id: number): string => `<ecom-cart-item line-id="${id}" product-id="${id}" price="1" currency="SAR"></ecom-cart-item>`;
    await write(`<ecom-cart cart-id="c" view="load">${line(1)}`);
    await write(`${line(2)}</ecom-cart>`);
    expect((await end('Cart Viewed'))[0]!.payload.products).to.have.length(2);
  });

  it('an event element reports its whole payload', async () => {
    const { write, end } = await begin(['event']);
    await write('<ecom-event name="Gift Wrapped">');
    await write(`${script({ paper: 'red' })}</ecom-event>`);
    expect((await end('Gift Wrapped'))[0]!.payload).to.deep.equal({ paper: 'red' });
  });

  it('an event element that is moved meanwhile reports once', async () => {
    const { frame, write, end } = await begin(['event']);
    await write('<p></p><ecom-event name="Gift Wrapped"></ecom-event>');
    frame.document.querySelector('p')!.append(frame.document.querySelector('ecom-event')!);
    await end('Gift Wrapped');
  });

  it('an order is completed with the JSON that comes after its tag', async () => {
    const order = { order_id: `slow-${Date.now()}`, total: 35, currency: 'SAR', products: [] };
    const { write, end } = await begin(['order']);
    await write('<ecom-order coupon="TEN">');
    await write(`<h1>Thank you</h1>${script(order)}</ecom-order>`);
    expect((await end('Order Completed'))[0]!.payload).to.deep.equal({ coupon: 'TEN', ...order });
  });

  it('a checkout and its step begin with what comes after their tags, in order', async () => {
    const checkout = { checkout_id: `slow-${Date.now()}`, currency: 'SAR', value: 35, products: [] };
    const { write, end } = await begin(['checkout', 'checkout-step']);
    await write('<ecom-checkout view="load"><ecom-checkout-step step="1" current>');
    await write(`<form><select name="shipping_method"><option>express</select></form></ecom-checkout-step>${script(checkout)}</ecom-checkout>`);
    const [started, viewed] = await end('Checkout Started', 'Checkout Step Viewed');
    expect(started!.payload).to.deep.equal(checkout);
    expect(viewed!.payload).to.deep.equal({ ...checkout, step: 1, shipping_method: 'express' });
  });

  it('a list is one event however slowly it comes', async () => {
    const { frame, write, end } = await begin(['product', 'product-list']);
    const clock = stopTheClock(quiet, frame);
    const card = (id: number): string => `<ecom-product product-id="${id}" name="Mug" price="1" currency="SAR"></ecom-product>`;
    await write(`<ecom-product-list list-id="home">${card(1)}`);
    // As long as the list waits for further products.
    clock.pass(quiet);
    await write(`${card(2)}</ecom-product-list>`);
    expect((await end('Product List Viewed'))[0]!.payload.products).to.have.length(2);
  });

  it('a button speaks a language that the page has given before any script', async () => {
    const { frame, write, end } = await begin(['add-to-cart', 'event'], `<script>ecomStrings = { nl: { addToCart: 'In winkelmand' } };</script>`);
    await write('<div lang="nl"><ecom-add-to-cart product-id="1"></ecom-add-to-cart></div><ecom-event name="Done"></ecom-event>');
    expect(frame.document.querySelector('ecom-add-to-cart')!.shadowRoot!.querySelector('button')!.innerText.trim()).to.equal('In winkelmand');
    await end('Done');
  });

  it('a button labels itself when its content has come', async () => {
    const { frame, write, end } = await begin(['add-to-cart', 'event']);
    await write('<ecom-add-to-cart product-id="1">');
    const text = (): string => frame.document.querySelector('ecom-add-to-cart')!.shadowRoot!.querySelector('button')!.innerText.trim();
    expect(text()).to.equal('Add to cart');
    await write('Buy now</ecom-add-to-cart><ecom-event name="Done"></ecom-event>');
    expect(frame.document.querySelector('ecom-add-to-cart')!.shadowRoot!.querySelector('button')!.textContent!.trim()).to.equal('');
    await end('Done');
  });

  it('an event arrives under a theme that stops everything at the window before this script is there', async () => {
    const stop = `<script>for (const type of ['ecom-product-added', 'ecom-gift-wrapped']) addEventListener(type, (event) => event.stopImmediatePropagation(), true);</script>`;
    const { frame, write, end } = await begin(['add-to-cart', 'event'], stop);
    await write('<ecom-event name="Gift Wrapped" trigger="click"><b>Wrap</b></ecom-event><ecom-add-to-cart product-id="1" name="Mug" price="1" currency="SAR"></ecom-add-to-cart>');
    frame.document.querySelector('ecom-add-to-cart')!.click();
    await write('<p>');
    frame.document.querySelector('b')!.click();
    await end('Product Added', 'Gift Wrapped');
  });
});
