import { expect, nextFrame } from '@open-wc/testing';
import '../../components/add-to-cart/define.js';
import '../../components/cart/define.js';
import '../../components/cart-item/define.js';
import type { EcomCart } from '../../components/cart/cart.js';
import type { Cart } from '../../src/element/cart-context.js';
import { answer, closePage, drawn, hold, later, mount, mug, navigate, nextFact, nothingElse, openPage } from './page.js';

/** Carts outlive a test in the page's memory: each test has one of its own. */
let id = '';
let number = 0;

const item = (line: string, quantity: number): string => `<ecom-cart-item line-id="${line}" product-id="p-${line}" price="10" currency="SAR" quantity="${quantity}">
  <button data-ecom="increase">+</button><button data-ecom="remove">Remove</button></ecom-cart-item>`;
const lineOf = (line: string, quantity: number): Cart['products'][number] => ({ product_id: `p-${line}`, cart_item_id: line, price: 10, quantity });
const cartOf = (...products: Cart['products']): Cart => ({ cart_id: id, currency: 'SAR', value: 10, products });
const change = (line: string, before: number, after: number): object => ({ cart_item_id: line, product_id: `p-${line}`, before, after, delta: after - before });
const click = (root: Element, line: string, role: string): void => root.querySelector<HTMLElement>(`[line-id="${line}"] [data-ecom="${role}"]`)!.click();

describe('<ecom-cart>', () => {
  beforeEach(() => {
    id = `cart-${++number}`;
    openPage();
  });
  afterEach(closePage);

  describe('viewed', () => {
    it('is reported at once with view="load", with the lines inside', async () => {
      await mount(`<ecom-cart cart-id="${id}" currency="SAR" view="load">${item('a', 1)}${item('b', 2)}</ecom-cart>`);
      const { name, payload } = await nextFact();
      expect(name).to.equal('Cart Viewed');
      expect(payload).to.deep.equal({ cart_id: id, currency: 'SAR', products: [{ ...lineOf('a', 1), currency: 'SAR' }, { ...lineOf('b', 2), currency: 'SAR' }] });
      await nothingElse();
    });

    it('is reported with the JSON script or the property instead of the lines', async () => {
      const written = JSON.stringify(cartOf(lineOf('s', 3)));
      await mount(`<ecom-cart view="load"><script type="application/json">${written}</script>${item('a', 1)}</ecom-cart>`);
      expect((await nextFact()).payload).to.deep.equal(cartOf(lineOf('s', 3)));
      const cart = document.createElement('ecom-cart');
      id += '-property';
      Object.assign(cart, { view: 'load', cart: cartOf(lineOf('q', 4)) });
      document.body.append(cart);
      expect((await nextFact()).payload).to.deep.equal(cartOf(lineOf('q', 4)));
      cart.remove();
      await nothingElse();
    });

    it('is reported when it was in view for a second with view="visible"', async () => {
      await mount(`<ecom-cart cart-id="${id}" view="visible">${item('a', 1)}</ecom-cart>`);
      expect((await nextFact()).name).to.equal('Cart Viewed');
      await nothingElse();
    });

    it('is not reported without view', async () => {
      await mount(`<ecom-cart cart-id="${id}">${item('a', 1)}</ecom-cart>`);
      await nothingElse();
    });

    it('is reported once however often the theme draws or moves it, and again after a navigation', async () => {
      const html = `<ecom-cart cart-id="${id}" view="load">${item('a', 1)}</ecom-cart>`;
      const root = await mount(`<div>${html}<p></p></div>`);
      expect((await nextFact()).name).to.equal('Cart Viewed');
      root.querySelector('p')!.append(root.querySelector('ecom-cart')!);
      await mount(html);
      await navigate();
      await nothingElse();
      await mount(html);
      expect((await nextFact()).name).to.equal('Cart Viewed');
      await nothingElse();
    });
  });

  describe('updated', () => {
    it('is reported with the lines that changed when the store confirms another cart', async () => {
      const root = await mount(`<ecom-cart cart-id="${id}">${item('a', 1)}${item('b', 2)}</ecom-cart>`);
      answer('cart-update', () => ({ cart: cartOf(lineOf('a', 2), lineOf('b', 2)) }));
      click(root, 'a', 'increase');
      const { name, payload, context } = await nextFact();
      expect(name).to.equal('Cart Updated');
      expect(payload).to.deep.equal({ ...cartOf(lineOf('a', 2), lineOf('b', 2)), changes: [change('a', 1, 2)] });
      expect(context.assumed).to.equal(undefined);
      await nothingElse();
    });

    it('is reported after Product Removed', async () => {
      const root = await mount(`<ecom-cart cart-id="${id}">${item('a', 1)}${item('b', 2)}</ecom-cart>`);
      answer('product-remove', () => ({ cart: cartOf(lineOf('b', 2)) }));
      click(root, 'a', 'remove');
      expect((await nextFact()).name).to.equal('Product Removed');
      const { name, payload } = await nextFact();
      expect([name, payload.changes]).to.deep.equal(['Cart Updated', [change('a', 1, 0)]]);
      await nothingElse();
    });

    it('is reported after Product Added, for a cart that is only shown beside', async () => {
      for (const inside of [item('a', 1), `<script type="application/json">${JSON.stringify(cartOf(lineOf('a', 1)))}</script>`]) {
        const root = await mount(`<div><ecom-cart cart-id="${id}">${inside}</ecom-cart><ecom-add-to-cart ${mug}></ecom-add-to-cart></div>`);
        root.addEventListener('ecom-product-add-request', (event) => event.intercept(() => ({ cart: cartOf(lineOf('a', 1), lineOf('n', 1)) })));
        root.querySelector('ecom-add-to-cart')!.click();
        expect((await nextFact()).name).to.equal('Product Added');
        const { name, payload } = await nextFact();
        expect([name, payload.changes]).to.deep.equal(['Cart Updated', [change('n', 0, 1)]]);
        await nothingElse();
        id += '-json';
      }
    });

    it('is not reported when nothing is known of the cart before: there is nothing to compare', async () => {
      const root = await mount(`<div><ecom-cart cart-id="${id}"></ecom-cart><ecom-add-to-cart ${mug}></ecom-add-to-cart></div>`);
      let quantity = 1;
      answer('product-add', () => ({ cart: cartOf(lineOf('old', 5), lineOf('n', quantity++)) }));
      root.querySelector('ecom-add-to-cart')!.click();
      expect((await nextFact()).name).to.equal('Product Added');
      await nothingElse();
      root.querySelector('ecom-add-to-cart')!.click();
      expect((await nextFact()).name).to.equal('Product Added');
      expect((await nextFact()).payload.changes).to.deep.equal([change('n', 1, 2)]);
      await nothingElse();
    });

    it('is reported when the theme sets the property, and not for an equal cart', async () => {
      const element = await mount<EcomCart>('<ecom-cart></ecom-cart>');
      for (const quantity of [1, 1, 4]) {
        element.cart = cartOf(lineOf('a', quantity));
        await drawn(element);
      }
      expect((await nextFact()).payload.changes).to.deep.equal([change('a', 1, 4)]);
      await nothingElse();
    });

    it('is what another tab did, and not reported here, when it comes while the page is hidden', async () => {
      const cart = await mount<EcomCart>(`<ecom-cart cart-id="${id}" currency="SAR">${item('a', 1)}</ecom-cart>`);
      cart.cart = cartOf(lineOf('a', 1));
      await drawn(cart);
      Object.defineProperty(document, 'hidden', { value: true, configurable: true });
      later(() => delete (document as { hidden?: boolean }).hidden);
      cart.cart = cartOf(lineOf('a', 3));
      await drawn(cart);
      await nothingElse();
      // What the shopper asked for here is confirmed late, behind another tab: that is of here.
      document.dispatchEvent(new CustomEvent('ecom-cart-confirmed', { detail: cartOf(lineOf('a', 4)) }));
      expect((await nextFact()).payload.changes).to.deep.equal([change('a', 3, 4)]);
      delete (document as { hidden?: boolean }).hidden;
      cart.cart = cartOf(lineOf('a', 5));
      expect((await nextFact()).payload.changes).to.deep.equal([change('a', 4, 5)]);
      await nothingElse();
    });

    it('is reported once when the page shows the cart twice', async () => {
      const root = await mount(`<div><ecom-cart cart-id="${id}">${item('a', 1)}</ecom-cart><ecom-cart cart-id="${id}">${item('a', 1)}</ecom-cart></div>`);
      answer('cart-update', () => ({ cart: cartOf(lineOf('a', 2)) }));
      click(root, 'a', 'increase');
      expect((await nextFact()).name).to.equal('Cart Updated');
      await nothingElse();
      expect([...root.querySelectorAll('ecom-cart')].map(({ cart }) => cart?.products[0]!.quantity)).to.deep.equal([2, 2]);
    });

    it('is reported when the markup did not know the id of the cart, once for each change', async () => {
      const root = await mount(`<ecom-cart>${item('a', 1)}</ecom-cart>`);
      let quantity = 2;
      answer('cart-update', () => ({ cart: cartOf(lineOf('a', quantity++)) }));
      for (const expected of [change('a', 1, 2), change('a', 2, 3)]) {
        click(root, 'a', 'increase');
        expect((await nextFact()).payload.changes).to.deep.equal([expected]);
      }
      await nothingElse();
    });

    it('compares by product and variant where the page knows no ids of the lines', async () => {
      const root = await mount(`<ecom-cart cart-id="${id}">${item('a', 1).replace('line-id="a"', '')}</ecom-cart>`);
      answer('cart-update', () => ({ cart: cartOf(lineOf('a', 2)) }));
      root.querySelector<HTMLElement>('[data-ecom="increase"]')!.click();
      expect((await nextFact()).payload.changes).to.deep.equal([change('a', 1, 2)]);
      await nothingElse();
    });

    it('takes numbers of a JSON script for the strings of the attributes', async () => {
      const written = JSON.stringify({ cart_id: id, products: [{ product_id: 7, cart_item_id: 70, quantity: 1 }] });
      const root = await mount(`<ecom-cart><script type="application/json">${written}</script>
        <ecom-cart-item line-id="70" product-id="7" quantity="1"><button data-ecom="increase">+</button></ecom-cart-item></ecom-cart>`);
      root.querySelector<HTMLElement>('[data-ecom="increase"]')!.click();
      expect((await nextFact()).payload.changes).to.deep.equal([{ cart_item_id: '70', product_id: '7', before: 1, after: 2, delta: 1 }]);
    });

    it('is assumed, without amounts that nobody confirmed, when nobody answers', async () => {
      const written = JSON.stringify({ ...cartOf(lineOf('a', 1)), revenue: 10, tax: 1 });
      const root = await mount(`<ecom-cart><script type="application/json">${written}</script>${item('a', 1)}</ecom-cart>`);
      click(root, 'a', 'increase');
      const { payload, context } = await nextFact();
      expect(context.assumed).to.equal(true);
      expect(payload).to.deep.equal({ cart_id: id, currency: 'SAR', products: [lineOf('a', 2)], changes: [change('a', 1, 2)] });
      await nothingElse();
    });

    it('is reported for each confirmed step of a quick shopper', async () => {
      const requests = hold('cart-update');
      const root = await mount(`<ecom-cart cart-id="${id}">${item('a', 1)}</ecom-cart>`);
      for (let clicks = 0; clicks < 3; clicks++) click(root, 'a', 'increase');
      requests[0]!.confirm({ cart: cartOf(lineOf('a', 2)) });
      await nextFrame();
      requests[1]!.confirm({ cart: cartOf(lineOf('a', 4)) });
      expect((await nextFact()).payload.changes).to.deep.equal([change('a', 1, 2)]);
      expect((await nextFact()).payload.changes).to.deep.equal([change('a', 2, 4)]);
      await nothingElse();
    });

    it('is reported when the handler has drawn the whole cart anew, the line and the cart gone', async () => {
      const root = await mount(`<div><ecom-cart cart-id="${id}">${item('a', 1)}</ecom-cart></div>`);
      answer('cart-update', () => {
        root.innerHTML = `<ecom-cart cart-id="${id}">${item('a', 2)}</ecom-cart>`;
        return { cart: cartOf(lineOf('a', 2)) };
      });
      click(root, 'a', 'increase');
      const { name, payload } = await nextFact();
      expect([name, payload.changes]).to.deep.equal(['Cart Updated', [change('a', 1, 2)]]);
      await nothingElse();
    });
  });
});
