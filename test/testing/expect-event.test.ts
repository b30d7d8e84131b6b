// What ecom-events/testing promises a theme's tests that run in a browser.
import { expect, fixture, html } from '@open-wc/testing';
import '../../components/add-to-cart/define.js';
import '../../components/cart/define.js';
import '../../components/cart-item/define.js';
import '../../components/order/define.js';
import '../../components/page/define.js';
import { EcomEvent } from '../../src/events/ecom-event.js';
import { EventAssertionError, expectEvent, expectNoEvent, freshPage, memory, recordEvents, recordingDestination } from '../../src/testing/index.js';

const mug = { product_id: '1', name: 'Mug', price: 35, currency: 'SAR' };

const button = (): Promise<HTMLElement> => fixture(html`<ecom-add-to-cart product-id="1" name="Mug" price="35" currency="SAR">Add</ecom-add-to-cart>`);

/** The text of what was thrown. */
async function thrown(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(error, 'it fails').to.be.instanceOf(EventAssertionError);
  return (error as EventAssertionError).message;
}

describe('ecom-events/testing', () => {
  beforeEach(() => void freshPage());

  describe('expectEvent', () => {
    it('resolves with the event of an element, typed', async () => {
      const element = await button();
      const { name, payload, context } = await expectEvent(element, 'Product Added', { quantity: 1, price: 35 }, () => element.click());
      const price: number | undefined = payload.price;
      expect([name, price, payload.product_id, context.assumed]).to.deep.equal(['Product Added', 35, '1', true]);
    });

    it('hears what happens after it was asked, without an act', async () => {
      const element = await button();
      const added = expectEvent(element, 'Product Added');
      element.click();
      expect((await added).payload.product_id).to.equal('1');
    });

    it('understands any spelling, page views and own events', async () => {
      window.ecom!.define('Size Guide Opened', (_event, data) => ({ ok: true, payload: { ...(data as object) }, findings: [] }));
      const element = await button();
      await expectEvent(element, 'product_added', {}, () => element.click());
      await expectEvent(document, 'page', { name: 'Home' }, () => fixture(html`<ecom-page name="Home"></ecom-page>`));
      const own = new EcomEvent('Size Guide Opened' as string, { product_id: '1' });
      await expectEvent(element, 'Size Guide Opened', { product_id: '1' }, () => element.dispatchEvent(own) && window.ecom!.push(['track', own.eventName, own.detail, { eventId: own.eventId }]));
    });

    it('hears a plain event of the theme, which has no id', async () => {
      const element = await button();
      await expectEvent(element, 'Product Added', mug, () => element.dispatchEvent(new CustomEvent('ecom-product-added', { detail: mug, bubbles: true })));
    });

    it('hears a line of the cart that the answer took away', async () => {
      window.ecom!.use(memory());
      const cart = await fixture(html`<ecom-cart><ecom-cart-item line-id="7" product-id="1" name="Mug" price="35" currency="SAR"><button data-ecom="remove">Remove</button></ecom-cart-item></ecom-cart>`);
      const line = cart.querySelector('ecom-cart-item')!;
      document.addEventListener('ecom-product-remove-request', (event) => event.intercept(() => (line.remove(), {})), { once: true });
      await expectEvent(line, 'Product Removed', { product_id: '1' }, () => line.querySelector('button')!.click());
    });

    it('takes lists, functions, regular expressions, matchers, and what must not be there', async () => {
      const order = { order_id: '10', total: 70, currency: 'SAR', products: [{ ...mug, quantity: 2 }] };
      const matcher = { asymmetricMatch: (value: unknown) => value === 'SAR' };
      await expectEvent(
        document,
        'Order Completed',
        { order_id: /^\d+$/, total: (total) => total > 60, currency: matcher, coupon: undefined, products: [{ quantity: 2 }] },
        () => window.ecom!.track('Order Completed', order),
      );
    });

    it('says which fields differ', async () => {
      const element = await button();
      const message = await thrown(expectEvent(element, 'Product Added', { quantity: 2, name: 'Mug', coupon: undefined }, () => element.click(), { timeout: 300 }));
      expect(message).to.equal(
        [
          'no Product Added with these fields came within 300 ms',
          '  expected: Product Added {"quantity":2,"name":"Mug"}',
          '  came, but differs: Product Added',
          '    quantity: expected 2, got 1',
        ].join('\n'),
      );
    });

    it('compares lists item by item', async () => {
      const track = (): void => window.ecom!.track('Order Completed', { order_id: '10', total: 70, currency: 'SAR', products: [mug, { ...mug, product_id: '2' }] });
      const message = await thrown(expectEvent(document, 'Order Completed', { products: [{ product_id: '1' }, { product_id: /^3/ }] }, track, { timeout: 300 }));
      expect(message).to.contain('products[1].product_id: expected /^3/, got "2"').and.not.contain('products[0]');
    });

    it('names what came instead, and what came from elsewhere', async () => {
      const element = await button();
      const other = await button();
      const act = (): void => {
        other.click();
        element.dispatchEvent(new EcomEvent('Product Viewed', mug));
      };
      const message = await thrown(expectEvent(element, 'Product Added', undefined, act, { timeout: 300 }));
      expect(message).to.equal('no Product Added came within 300 ms\n  came: Product Viewed\n  came, but not from this element: Product Added');
    });

    it('tells what was rejected, and why', async () => {
      const message = await thrown(expectEvent(document, 'Order Completed', {}, () => window.ecom!.track('Order Completed' as string, { order_id: '10', total: 'many' }), { timeout: 300 }));
      expect(message).to.contain('rejected: Order Completed\n    Order Completed: total rejected: expected');
    });

    it('says when the event came before it was expected', async () => {
      const element = await button();
      await expectEvent(element, 'Product Added', {}, () => element.click());
      expect(await thrown(expectEvent(element, 'Product Added', {}, undefined, { timeout: 200 }))).to.match(/nothing came\n {2}one came \d+ ms before: begin to expect it first/);
    });

    it('fails with the error of the act', async () => {
      const error = await expectEvent(document, 'Product Added', {}, () => Promise.reject(new RangeError('the act'))).catch((error: unknown) => error);
      expect(error).to.be.instanceOf(RangeError);
    });

    it('lets a runner show the difference', async () => {
      const error = (await expectEvent(document, 'Product Added', { quantity: 2 }, () => window.ecom!.track('Product Added', mug), { timeout: 200 }).catch((error: unknown) => error)) as EventAssertionError;
      expect([error.name, error.showDiff, error.expected, (error.actual as typeof mug).product_id]).to.deep.equal(['AssertionError', true, { quantity: 2 }, '1']);
    });
  });

  describe('expectNoEvent', () => {
    it('is content when none comes', async () => {
      const element = await button();
      await expectNoEvent(element, 'Product Removed', () => element.click(), { within: 20 });
      await expectNoEvent(document, '*', undefined, { within: 20 });
    });

    it('fails when one comes, also a rejected one, at once or when it is delivered', async () => {
      const element = await button();
      expect(await thrown(expectNoEvent(element, 'Product Added', () => element.click()))).to.contain('Product Added came, and none was expected');
      expect(await thrown(expectNoEvent(document, '*', () => window.ecom!.track('Order Completed' as string, {})))).to.contain('rejected: Order Completed');
      expect(await thrown(expectNoEvent(document, 'Product Added', () => window.ecom!.track('Product Added', mug), { within: 0 }))).to.contain('came');
    });
  });

  describe('recordEvents', () => {
    it('keeps what happens from then on, in order', async () => {
      window.ecom!.track('Product Viewed', mug);
      const recorder = recordEvents();
      const element = await button();
      element.click();
      window.ecom!.track('Order Completed' as string, {});
      await recorder.next('Product Added');
      expect(recorder.names).to.deep.equal(['Product Added']);
      expect(recorder.rejected.map(({ name, findings }) => [name, findings.length > 0])).to.deep.equal([['Order Completed', true]]);
      recorder.clear();
      expect([recorder.names, recorder.rejected]).to.deep.equal([[], []]);
      recorder.stop();
      window.ecom!.track('Product Viewed', mug);
      await recordEvents().settled();
      expect(recorder.names).to.deep.equal([]);
    });

    it('gives each event once by next(), and says when none is left', async () => {
      const recorder = recordEvents();
      for (const product_id of ['1', '2', '3']) window.ecom!.track('Product Viewed', { product_id });
      window.ecom!.track('Product Added', mug);
      expect((await recorder.next()).payload.product_id).to.equal('1');
      expect((await recorder.next('Product Viewed')).payload.product_id).to.equal('2');
      expect((await recorder.next('product-added')).name).to.equal('Product Added');
      expect(await thrown(recorder.next('Product Viewed', { timeout: 20 }))).to.contain('no Product Viewed came within 20 ms');
      recorder.stop();
    });

    it('can be iterated until it stops', async () => {
      const recorder = recordEvents();
      const seen: string[] = [];
      const all = (async () => {
        for await (const { name } of recorder) if (seen.push(name) === 2) recorder.stop();
      })();
      window.ecom!.track('Product Viewed', mug);
      window.ecom!.track('Product Added', mug);
      await all;
      expect(seen).to.deep.equal(['Product Viewed', 'Product Added']);
    });

    it('settles when all that happened stands in it', async () => {
      const recorder = recordEvents();
      window.ecom!.track('Product Viewed', mug);
      expect(recorder.names).to.deep.equal([]);
      await recorder.settled();
      expect(recorder.names).to.deep.equal(['Product Viewed']);
      recorder.stop();
    });

    it('records one element only, when it is given one', async () => {
      const element = await button();
      const other = await button();
      const recorder = recordEvents(element);
      other.click();
      element.click();
      await recorder.next('Product Added');
      await recorder.settled();
      expect(recorder.names).to.deep.equal(['Product Added']);
      recorder.stop();
    });

    it('marks no order as reported: it is no destination', async () => {
      const orderPage = (): Promise<Element> => fixture(html`<ecom-order order-id="77"><script type="application/json">{"order_id":"77","total":1,"currency":"SAR","products":[]}</script></ecom-order>`);
      await expectEvent(document, 'Order Completed', { order_id: '77' }, orderPage);
      expect(Object.keys(localStorage).filter((key) => key.startsWith('ecom.done'))).to.deep.equal([]);
    });
  });

  describe('recordingDestination', () => {
    it('gets what a partner would get, with what else it says of itself', async () => {
      const analytics = recordingDestination('analytics', { category: 'analytics' });
      window.ecom!.register(analytics);
      window.ecom!.page({ name: 'Home' });
      window.ecom!.track('Product Added', mug);
      await analytics.next('Product Added');
      expect([analytics.name, analytics.category, analytics.names]).to.deep.equal(['analytics', 'analytics', ['page', 'Product Added']]);
      expect(window.ecom!.receipts()[1]!.deliveries).to.have.lengthOf(1).and.to.have.nested.property('[0].destination', 'analytics');
    });
  });

  describe('freshPage', () => {
    it('begins with options, and with nothing that was before', async () => {
      const store = memory();
      window.ecom!.use(store);
      window.ecom!.register(recordingDestination());
      const before = recordEvents();
      window.ecom!.track('Product Viewed', mug);
      await before.settled();
      const session = before.events[0]!.context.session_id;
      before.stop();

      const ecom = freshPage({ currency: 'KWD' });
      expect(window.ecom).to.equal(ecom);
      expect([ecom.receipts(), ecom.platforms]).to.deep.equal([[], {}]);
      const element = await fixture<HTMLElement>(html`<ecom-add-to-cart product-id="1" price="35">Add</ecom-add-to-cart>`);
      // The store of before no longer answers: nobody confirmed it.
      const { payload, context } = await expectEvent(element, 'Product Added', { currency: 'KWD' }, () => element.click());
      expect([context.assumed, 'cart_id' in payload]).to.deep.equal([true, false]);
      expect(context.session_id).not.to.equal(session);
      expect(store.cart.products).to.deep.equal([]);
    });

    it('begins a navigation: views and orders are reported again', async () => {
      const orderPage = html`<ecom-page name="Thanks"></ecom-page>
        <ecom-order><script type="application/json">{"order_id":"10","total":1,"currency":"SAR","products":[]}</script></ecom-order>`;
      for (let times = 0; times < 2; times++) {
        const analytics = recordingDestination();
        freshPage().register(analytics);
        const page = await fixture(html`<div>${orderPage}</div>`);
        await analytics.next('Order Completed');
        expect(analytics.names.toSorted()).to.deep.equal(['Order Completed', 'page']);
        page.remove();
      }
    });
  });
});
