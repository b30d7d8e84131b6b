// Each event arrives exactly once, in order, whenever and wherever it happens and whatever the theme does.
import { expect, nextFrame } from '@open-wc/testing';
import '../../components/add-to-cart/define.js';
import '../../components/event/define.js';
import '../../components/tracker/define.js';
import { defineElement } from '../../src/element/define-element.js';
import { defineEvent } from '../../src/events/define-event.js';
import { EcomEvent } from '../../src/events/ecom-event.js';
import { version } from '../../src/version.js';
import { answer, closePage, listen, listenTo, mount, mug, nextFact, nothingElse, openBarePage, openPage, overhearConsole, tracker } from './page.js';

const add = `<ecom-add-to-cart ${mug}></ecom-add-to-cart>`;
const plain = (id: string, init: CustomEventInit = { bubbles: true }): CustomEvent =>
  new CustomEvent('ecom-product-viewed', { detail: { product_id: id, name: 'Mug', price: 1, currency: 'SAR' }, ...init });

/** The next facts, by name, then nothing else. */
async function arrive(...names: string[]): Promise<void> {
  const arrived: string[] = [];
  while (arrived.length < names.length) arrived.push((await nextFact()).name);
  expect(arrived).to.deep.equal(names);
  await nothingElse();
}

describe('what happens on the page arrives once and in order', () => {
  afterEach(closePage);

  it('before the tracker is there', async () => {
    openBarePage();
    const root = await mount(`<div>${add}<ecom-event name="Gift Wrapped"></ecom-event></div>`);
    root.querySelector('ecom-add-to-cart')!.click();
    await nextFrame();
    document.body.dispatchEvent(plain('1'));
    await mount('<ecom-tracker></ecom-tracker>');
    listenTo(tracker());
    await arrive('Gift Wrapped', 'Product Added', 'Product Viewed');
  });

  it('before a callback is registered, with the time and the id it had', async () => {
    openBarePage();
    await mount(`<div><ecom-tracker></ecom-tracker><ecom-event name="Gift Wrapped"></ecom-event></div>`);
    document.body.dispatchEvent(plain('1'));
    const ids = tracker().receipts().map(({ context }) => context.event_id + context.timestamp);
    await nextFrame();
    listenTo(tracker());
    const [first, second] = [await nextFact(), await nextFact()];
    expect([first.name, second.name]).to.deep.equal(['Gift Wrapped', 'Product Viewed']);
    expect([first, second].map(({ context }) => context.event_id + context.timestamp)).to.deep.equal(ids);
    await nothingElse();
  });

  it('across the head stub, the buffer and the tracker', async () => {
    openBarePage();
    const page = window as unknown as { ecom: unknown[] };
    page.ecom = [];
    page.ecom.push(['track', 'First', {}]);
    const root = await mount(`<div>${add}</div>`);
    root.querySelector('ecom-add-to-cart')!.click();
    await nextFrame();
    page.ecom.push(['track', 'Third', {}]);
    await mount('<ecom-tracker></ecom-tracker>');
    listenTo(tracker());
    tracker().track('Fourth');
    await arrive('First', 'Product Added', 'Third', 'Fourth');
  });

  describe('with a tracker', () => {
    beforeEach(openPage);

    it('from inside shadow roots', async () => {
      const host = await mount('<div></div>');
      const outer = host.attachShadow({ mode: 'closed' });
      outer.innerHTML = '<div></div>';
      const inner = outer.firstElementChild!.attachShadow({ mode: 'closed' });
      inner.innerHTML = `${add}<p></p>`;
      inner.querySelector('ecom-add-to-cart')!.click();
      await nextFrame();
      inner.querySelector('p')!.dispatchEvent(plain('1', { bubbles: true, composed: true }));
      await arrive('Product Added', 'Product Viewed');
    });

    it('from an element that its own handler removes', async () => {
      const root = await mount(`<div><p>${add}</p></div>`);
      answer('product-add', () => root.replaceChildren());
      root.querySelector('ecom-add-to-cart')!.click();
      await arrive('Product Added');
    });

    it('from an element that has left the page with its whole theme', async () => {
      const root = await mount(`<div>${add}</div>`);
      answer('product-add', () => root.remove());
      root.querySelector('ecom-add-to-cart')!.click();
      await arrive('Product Added');
    });

    for (const stop of ['stopPropagation', 'stopImmediatePropagation'] as const) {
      it(`under a theme that calls ${stop}`, async () => {
        const root = await mount(`<div>${add}<ecom-event name="Gift Wrapped" trigger="click"><b>Wrap</b></ecom-event></div>`);
        const stopIt = (event: Event): void => event[stop]();
        for (const target of [window, document, root]) {
          for (const type of ['ecom-product-added', 'ecom-product-viewed', 'ecom-gift-wrapped']) {
            for (const capture of [true, false]) listen(target, type, stopIt, { capture });
          }
        }
        root.querySelector('ecom-add-to-cart')!.click();
        await nextFrame();
        root.querySelector('b')!.click();
        root.dispatchEvent(plain('1'));
        await arrive('Product Added', 'Gift Wrapped', 'Product Viewed');
      });
    }

    it('as plain CustomEvents of the theme, bubbling or not, in any of the page’s places', async () => {
      const root = await mount('<div></div>');
      for (const target of [root, document, window]) {
        target.dispatchEvent(plain('1'));
        target.dispatchEvent(plain('2', {}));
      }
      await arrive(...Array<string>(6).fill('Product Viewed'));
    });

    it('when the theme dispatches one event object twice: it happened once', async () => {
      for (const event of [new EcomEvent('Product Viewed', { product_id: '1', name: 'Mug', price: 1, currency: 'SAR' }), plain('1')]) {
        document.body.dispatchEvent(event);
        document.dispatchEvent(event);
        await arrive('Product Viewed');
      }
    });

    it('as a custom event of defineEvent: dispatched, or tracked', async () => {
      const wrapped = defineEvent<{ paper: string }>('Gift Wrapped', {
        '~standard': {
          version: 1,
          vendor: 'test',
          validate: (value) => (typeof (value as { paper?: unknown }).paper === 'string' ? { value: value as { paper: string } } : { issues: [{ message: 'a string', path: ['paper'] }] }),
        },
      });
      document.body.dispatchEvent(new CustomEvent(wrapped.domName, { detail: { paper: 'red' }, bubbles: true }));
      wrapped.track({ paper: 'blue' });
      document.body.dispatchEvent(new CustomEvent(wrapped.domName, { detail: { paper: 7 } }));
      const [first, second] = [await nextFact(), await nextFact()];
      expect([first.payload.paper, second.payload.paper]).to.deep.equal(['red', 'blue']);
      expect(new Set([first, second].map(({ name }) => name)).size, 'under one name').to.equal(1);
      await nothingElse();
      expect(tracker().receipts().map(({ status }) => status)).to.include('rejected');
    });

    it('as it was when it happened: the page may change the object afterwards', async () => {
      const event = plain('then');
      document.body.dispatchEvent(event);
      (event.detail as { product_id: string }).product_id = 'now';
      expect((await nextFact()).payload.product_id).to.equal('then');
    });

    it('with two <ecom-tracker> on the page', async () => {
      const root = await mount(`<div><ecom-tracker></ecom-tracker><ecom-tracker></ecom-tracker>${add}</div>`);
      root.querySelector('ecom-add-to-cart')!.click();
      await arrive('Product Added');
    });

    it('with a second copy of the script, of the elements and of the buffer', async () => {
      const warned = overhearConsole('warn');
      const copy = (path: string): Promise<{ listen(): void }> => import(new URL(`../../${path}?copy`, import.meta.url).href) as Promise<{ listen(): void }>;
      (await copy('src/events/buffer.ts')).listen();
      await copy('components/add-to-cart/define.ts');
      await copy('components/add-to-cart/add-to-cart.ts');
      expect(warned, 'the same version').to.deep.equal([]);
      const root = await mount(`<div>${add}</div>`);
      root.querySelector('ecom-add-to-cart')!.click();
      document.body.dispatchEvent(plain('1'));
      await nextFrame();
      const names = [(await nextFact()).name, (await nextFact()).name].sort();
      expect(names).to.deep.equal(['Product Added', 'Product Viewed']);
      await nothingElse();
    });
  });

  it('and a tag that another version has defined stays as it is, and the console says so', () => {
    const warned = overhearConsole('warn');
    class Theirs extends HTMLElement {
      static version = '99.0.0';
    }
    class Ours extends HTMLElement {
      static version = version;
    }
    customElements.define('ecom-test-theirs', Theirs);
    expect(defineElement('ecom-test-theirs', Ours)).to.equal(false);
    expect(customElements.get('ecom-test-theirs')).to.equal(Theirs);
    expect(warned).to.have.length(1);
    expect(warned[0]).to.contain('99.0.0').and.to.contain(version);
    expect([defineElement('ecom-test-ours', Ours), defineElement('ecom-test-ours', class extends Ours {})]).to.deep.equal([true, false]);
    expect(customElements.get('ecom-test-ours')).to.equal(Ours);
    expect(warned).to.have.length(1);
  });
});
