// What holds for every element alike.
import { expect, nextFrame } from '@open-wc/testing';
import type { EcomAddToCart } from '../../components/add-to-cart/add-to-cart.js';
import type { Cart } from '../../src/element/cart-context.js';
import { version } from '../../src/version.js';
import { buttonOf, closePage, drawn, hold, listen, mount, mug, nextFact, nothingElse, openPage, overhearConsole, restNames, statusOf, turnPage } from './page.js';
import { tags } from './tags.js';

/** The element as the parser makes it before its script is there: not upgraded until it enters the page. */
function before(html: string): HTMLElement {
  const inert = document.implementation.createHTMLDocument();
  inert.body.innerHTML = html;
  return inert.body.firstElementChild as HTMLElement;
}

/** Lit's warnings in development, of all tests so far. */
const litWarnings = (): string[] => [...((globalThis as { litIssuedWarnings?: Set<string> }).litIssuedWarnings ?? [])].filter((text) => !/dev-mode|dev mode/.test(text));

describe('every element', () => {
  let said: string[][] = [];

  beforeEach(async () => {
    openPage();
    turnPage();
    said = [overhearConsole('warn'), overhearConsole('error')];
  });
  afterEach(closePage);

  for (const [tag, html] of Object.entries(tags)) {
    describe(`<${tag}>`, () => {
      it('tells its version', () => {
        expect((customElements.get(tag) as unknown as { version: string }).version).to.equal(version);
      });

      it('can be made by a constructor, without attributes, children or a document', () => {
        const element = document.createElement(tag);
        expect(element.attributes).to.have.length(0);
        expect(element.childNodes).to.have.length(0);
        expect(said.flat()).to.deep.equal([]);
      });

      it('shows what is inside', async () => {
        const root = await mount(`<div>${html}</div>`);
        for (const inside of root.firstElementChild!.children) expect(inside.checkVisibility(), inside.localName).to.equal(true);
      });

      it('takes what is written on it before it is upgraded', async () => {
        const element = before(html);
        const properties = (customElements.get(tag) as unknown as { elementProperties: Map<string, { attribute?: string | false; type?: unknown }> }).elementProperties;
        const expected: Record<string, unknown> = {};
        for (const [name, { attribute, type }] of properties) {
          if (attribute === false || ['view', 'trigger', 'platform', 'standIn', 'endpoint'].includes(name)) continue;
          element.setAttribute(attribute ?? name.toLowerCase(), type === Boolean ? '' : '7');
          expected[name] = type === Boolean ? true : type === Number ? 7 : '7';
        }
        document.body.append(element);
        await drawn(element);
        for (const name in expected) expect((element as unknown as Record<string, unknown>)[name], name).to.equal(expected[name]);
        element.remove();
      });

      it('takes a property that was set before it is upgraded', async () => {
        const element = before(html) as HTMLElement & Record<string, unknown>;
        const names = [...(customElements.get(tag) as unknown as { elementProperties: Map<string, unknown> }).elementProperties.keys()].filter((name) => !['view', 'trigger', 'platform', 'standIn', 'endpoint', 'cart'].includes(name));
        for (const name of names) element[name] = '8';
        document.body.append(element);
        await drawn(element);
        for (const name of names) expect(element[name], name).to.equal('8');
        element.remove();
      });

      it('can be moved, taken away and put back, and says nothing about it', async () => {
        const root = await mount(`<div>${html}<p></p></div>`);
        const element = root.firstElementChild!;
        root.querySelector('p')!.append(element);
        element.remove();
        root.append(element);
        await drawn(root);
        await nextFrame();
        expect(said.flat()).to.deep.equal([]);
        expect(litWarnings()).to.deep.equal([]);
      });
    });
  }

  /** Takes each element out and puts it back, three times. */
  function reconnect(root: Element): void {
    for (let times = 0; times < 3; times++) {
      for (const element of root.children) {
        const place = element.nextSibling;
        element.remove();
        root.insertBefore(element, place);
      }
    }
  }

  it('listens once however often it is taken out and put back', async () => {
    const root = await mount(`<div>${tags['ecom-add-to-cart']!}${tags['ecom-wishlist-toggle']!}${tags['ecom-cart-item']!}${tags['ecom-event']!}${tags['ecom-product-link']!}</div>`);
    reconnect(root);
    for (const [selector, name] of [
      ['ecom-add-to-cart', 'Product Added'],
      ['ecom-wishlist-toggle', 'Product Added to Wishlist'],
      ['[data-ecom="remove"]', 'Product Removed'],
      ['ecom-event button', 'Gift Wrapped'],
      ['a', 'Product Clicked'],
    ] as const) {
      root.querySelector<HTMLElement>(selector)!.click();
      expect((await nextFact()).name).to.equal(name);
      await nothingElse();
    }
  });

  it('hears of a navigation once however often it is taken out and put back', async () => {
    const root = await mount(`<div><ecom-page name="Home"></ecom-page><ecom-product view="load" ${mug}></ecom-product><ecom-cart view="load" cart-id="back"></ecom-cart>
      <ecom-product-list><ecom-product product-id="2" name="Pot" price="1" currency="SAR"></ecom-product></ecom-product-list></div>`);
    const names = async (): Promise<string[]> => [(await nextFact()).name, (await nextFact()).name, (await nextFact()).name, (await nextFact()).name].sort();
    const all = ['Cart Viewed', 'Product List Viewed', 'Product Viewed', 'page'];
    expect(await names()).to.deep.equal(all);
    reconnect(root);
    turnPage();
    expect(await names()).to.deep.equal(all);
    await nothingElse();
    root.replaceChildren();
    turnPage();
    await nothingElse();
  });

  it('keeps its state when it is moved while the store is asked, and is free again when it was taken away', async () => {
    const requests = hold('product-add');
    const root = await mount(`<div>${tags['ecom-add-to-cart']!}<p></p></div>`);
    const element = root.querySelector<EcomAddToCart>('ecom-add-to-cart')!;
    element.click();
    root.querySelector('p')!.append(element);
    await drawn(root);
    expect([buttonOf(element).ariaBusy, statusOf(element).textContent]).to.deep.equal(['true', 'One moment…']);
    element.remove();
    await nextFrame();
    requests[0]!.fail();
    await nextFrame();
    root.append(element);
    await drawn(root);
    expect([buttonOf(element).ariaBusy, statusOf(element).textContent]).to.deep.equal(['false', '']);
    await nothingElse();
  });

  it('is not heard any more of a cart when its cart is gone', async () => {
    const cartOf = (quantity: number): Cart => ({ cart_id: 'gone', products: [{ product_id: '1', cart_item_id: '1', quantity }] });
    const root = await mount('<div><ecom-cart cart-id="gone"></ecom-cart></div>');
    const cart = root.querySelector('ecom-cart')!;
    cart.cart = cartOf(1);
    await drawn(root);
    cart.remove();
    document.dispatchEvent(new CustomEvent('ecom-cart-confirmed', { detail: cartOf(2) }));
    await drawn(cart);
    await nothingElse();
  });

  for (const [tag, selector, request, fact] of [
    ['ecom-wishlist-toggle', 'ecom-wishlist-toggle', 'wishlist-add', 'Product Added to Wishlist'],
    ['ecom-cart-item', '[data-ecom="remove"]', 'product-remove', 'Product Removed'],
    ['ecom-cart-item', '[data-ecom="increase"]', 'cart-update', undefined],
    ['ecom-search', 'button', 'search', 'Products Searched'],
  ] as const) {
    for (const outcome of ['confirm', 'deny', 'fail'] as const) {
      it(`<${tag}> that has left takes it calmly when ${request} ends with ${outcome}`, async () => {
        const thrown: unknown[] = [];
        for (const type of ['error', 'unhandledrejection']) listen(window, type, (event: Event) => void thrown.push(event));
        const requests = hold(request);
        const root = await mount(`<div>${tags[tag]!}</div>`);
        root.querySelector<HTMLElement>(selector)!.click();
        root.replaceChildren();
        await nextFrame();
        requests[0]![outcome]();
        expect(await restNames()).to.deep.equal(outcome === 'confirm' && fact ? [fact] : []);
        expect([...thrown, ...said.flat()]).to.deep.equal([]);
      });
    }
  }
});
