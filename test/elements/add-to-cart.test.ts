import { expect, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../components/add-to-cart/define.js';
import '../../components/product/define.js';
import '../../components/tracker/define.js';
import '../../components/wishlist/define.js';
import type { EcomAddToCart } from '../../components/add-to-cart/add-to-cart.js';
import { answer, buttonOf, clickWith, closePage, doubleClick, drawn, hold, isSeen, listen, listenTo, mount, mug, nextFact, nothingElse, openBarePage, openPage, overhear, statusOf, tracker } from './page.js';

/** A frame that takes what is submitted or followed natively, so that the test's page stays. */
const frame = '<iframe name="native"></iframe>';

describe('<ecom-add-to-cart>', () => {
  beforeEach(openPage);
  afterEach(closePage);

  describe('on a bare page', () => {
    it('reports Product Added with a tracker beside it and no other line of code', async () => {
      openBarePage();
      const root = await mount(`<div><ecom-tracker></ecom-tracker><ecom-add-to-cart ${mug}></ecom-add-to-cart></div>`);
      listenTo(tracker());
      root.querySelector('ecom-add-to-cart')!.click();
      const { name, payload, context } = await nextFact();
      expect(name).to.equal('Product Added');
      expect(payload).to.deep.equal({ product_id: '1', name: 'Mug', price: 35, currency: 'SAR', quantity: 1 });
      expect(context.assumed).to.equal(true);
      const [receipt] = tracker().receipts();
      expect(receipt).to.deep.include({ status: 'accepted', findings: [] });
      expect(receipt!.context.assumed).to.equal(true);
      await nothingElse();
    });

    it('ignores what nobody answers when it says so', async () => {
      const element = await mount<EcomAddToCart>(`<ecom-add-to-cart unanswered="ignore" ${mug}></ecom-add-to-cart>`);
      element.click();
      await nothingElse();
      await drawn(element);
      expect(statusOf(element).textContent).to.equal('');
    });

    it('ignores what nobody answers when the tracker says so, unless it says otherwise itself', async () => {
      tracker().configure({ unanswered: 'ignore' });
      const root = await mount(`<div><ecom-add-to-cart ${mug}></ecom-add-to-cart><ecom-add-to-cart unanswered="assume" ${mug}></ecom-add-to-cart></div>`);
      const [silent, own] = root.querySelectorAll('ecom-add-to-cart');
      silent!.click();
      await nothingElse();
      own!.click();
      expect((await nextFact()).context.assumed).to.equal(true);
    });

    it('leaves a form of the theme its native submit, and reports its quantity', async () => {
      const root = await mount(`<div>${frame}<ecom-add-to-cart ${mug}>
        <form action="/test/elements/native.html" target="native"><input name="quantity" value="3"><button>Buy</button></form></ecom-add-to-cart></div>`);
      const loaded = oneEvent(root.querySelector('iframe')!, 'load');
      root.querySelector('button')!.click();
      expect((await nextFact()).payload).to.include({ product_id: '1', quantity: 3 });
      await loaded;
      expect(root.querySelector('iframe')!.contentWindow!.location.search).to.equal('?quantity=3');
      await nothingElse();
    });

    it('leaves a link of the theme its navigation', async () => {
      const root = await mount(`<div>${frame}<ecom-add-to-cart ${mug}><a href="/test/elements/native.html?added" target="native">Buy</a></ecom-add-to-cart></div>`);
      const loaded = oneEvent(root.querySelector('iframe')!, 'load');
      root.querySelector('a')!.click();
      expect((await nextFact()).name).to.equal('Product Added');
      await loaded;
      expect(root.querySelector('iframe')!.contentWindow!.location.search).to.equal('?added');
    });
  });

  describe('with a store', () => {
    it('keeps the page from submitting the form or following the link that the store has answered', async () => {
      answer('product-add', () => ({}));
      const root = await mount(`<div><ecom-add-to-cart ${mug}><form action="/test/elements/native.html"><button>Buy</button></form></ecom-add-to-cart>
        <ecom-add-to-cart ${mug}><a href="/test/elements/native.html">Buy</a></ecom-add-to-cart></div>`);
      const submitted = oneEvent(root, 'submit') as Promise<SubmitEvent>;
      root.querySelector('button')!.click();
      expect((await submitted).defaultPrevented).to.equal(true);
      expect(clickWith(root.querySelector('a')!), 'the link is followed').to.equal(false);
      expect([(await nextFact()).name, (await nextFact()).name]).to.deep.equal(['Product Added', 'Product Added']);
      await nothingElse();
    });

    it('merges what the store confirmed and keeps the cart out of the payload', async () => {
      const cart = { cart_id: 'c', currency: 'SAR', value: 30, products: [] };
      answer('product-add', async () => ({ cart_id: 'c', price: 30, quantity: 2, cart }));
      const element = await mount<EcomAddToCart>(`<ecom-add-to-cart ${mug}></ecom-add-to-cart>`);
      const confirmed = oneEvent(document, 'ecom-cart-confirmed') as Promise<CustomEvent>;
      element.click();
      const { payload, context } = await nextFact();
      expect(payload).to.deep.equal({ product_id: '1', name: 'Mug', price: 30, currency: 'SAR', quantity: 2, cart_id: 'c' });
      expect(context.assumed).to.equal(undefined);
      expect((await confirmed).detail).to.deep.equal(cart);
    });

    it('is busy, not disabled, while the store is asked, and keeps the focus', async () => {
      const requests = hold('product-add');
      const element = await mount<EcomAddToCart>(`<ecom-add-to-cart ${mug}></ecom-add-to-cart>`);
      const button = buttonOf(element);
      expect(button.getAttribute('aria-busy')).to.equal('false');
      element.focus();
      await sendKeys({ press: 'Enter' });
      await drawn(element);
      expect([button.getAttribute('aria-busy'), button.getAttribute('aria-disabled'), button.disabled]).to.deep.equal(['true', 'true', false]);
      expect(statusOf(element).textContent).to.equal('One moment…');
      expect(isSeen(statusOf(element))).to.equal(false);
      expect(element.shadowRoot!.activeElement).to.equal(button);
      requests[0]!.confirm();
      await nextFact();
      expect([button.getAttribute('aria-busy'), button.getAttribute('aria-disabled')]).to.deep.equal(['false', 'false']);
      expect(statusOf(element).textContent).to.equal('Added to cart');
      expect(element.shadowRoot!.activeElement).to.equal(button);
    });

    it('asks once for clicks while the store is asked', async () => {
      const requests = hold('product-add');
      const element = await mount<EcomAddToCart>(`<ecom-add-to-cart ${mug}></ecom-add-to-cart>`);
      element.click();
      element.click();
      await drawn(element);
      expect(requests).to.have.length(1);
      requests[0]!.confirm();
      await nextFact();
      await nothingElse();
      element.click();
      expect(requests, 'asked again when it is over').to.have.length(2);
    });

    it('keeps a form from being submitted natively while the store is asked', async () => {
      const requests = hold('product-add');
      const root = await mount(`<div><ecom-add-to-cart ${mug}><form action="/test/elements/native.html"><button>Buy</button></form></ecom-add-to-cart></div>`);
      root.querySelector('button')!.click();
      const second = oneEvent(root, 'submit') as Promise<SubmitEvent>;
      root.querySelector('button')!.click();
      expect((await second).defaultPrevented).to.equal(true);
      expect(requests).to.have.length(1);
    });
  });

  describe('clicked twice', () => {
    it('adds once, with nobody to wait for', async () => {
      const element = await mount<EcomAddToCart>(`<ecom-add-to-cart ${mug}></ecom-add-to-cart>`);
      doubleClick(buttonOf(element));
      expect((await nextFact()).name).to.equal('Product Added');
      await nothingElse();
    });

    it('adds once with the button of a form and with a link of the theme', async () => {
      const root = await mount(`<div>${frame}<ecom-add-to-cart ${mug}><form action="/test/elements/native.html" target="native"><button>Buy</button></form></ecom-add-to-cart>
        <ecom-add-to-cart product-id="2" price="1" currency="SAR"><a href="/test/elements/native.html" target="native">Buy</a></ecom-add-to-cart></div>`);
      doubleClick(root.querySelector('button')!);
      doubleClick(root.querySelector('a')!);
      expect([(await nextFact()).payload.product_id, (await nextFact()).payload.product_id]).to.deep.equal(['1', '2']);
      await nothingElse();
    });
  });

  describe('with what is inside', () => {
    it('is labelled by the theme', async () => {
      const element = await mount(`<ecom-add-to-cart ${mug}>Buy now</ecom-add-to-cart>`);
      await expect(element).shadowDom.to.be.accessible();
      expect(element.shadowRoot!.querySelector('slot:not([name])')!.parentElement).to.equal(buttonOf(element));
    });

    it('has its own label around nothing, blanks or a JSON script', async () => {
      for (const inside of ['', '\n  ', '\n <script type="application/json">{"product_id":"7"}</script>\n']) {
        const element = await mount(`<ecom-add-to-cart>${inside}</ecom-add-to-cart>`);
        expect(element.shadowRoot!.querySelector('button')!.innerText.trim(), JSON.stringify(inside)).to.equal('Add to cart');
      }
    });

    it('shows an icon of the theme', async () => {
      const element = await mount(`<ecom-add-to-cart ${mug}><svg slot="icon" width="9" height="9"></svg></ecom-add-to-cart>`);
      expect(element.querySelector('svg')!.getBoundingClientRect().width).to.equal(9);
      expect(buttonOf(element).innerText.trim()).to.equal('Add to cart');
    });

    it('becomes a wrapper when the control comes later, and a button again when it goes', async () => {
      const element = await mount<EcomAddToCart>(`<ecom-add-to-cart ${mug}></ecom-add-to-cart>`);
      const control = document.createElement('button');
      control.type = 'button';
      const slot = element.shadowRoot!.querySelector('slot:not([name])')!;
      let changed = oneEvent(slot, 'slotchange');
      element.append(control);
      await changed;
      await drawn(element);
      expect(element.shadowRoot!.querySelector('button')).to.equal(null);
      control.click();
      expect((await nextFact()).name).to.equal('Product Added');
      changed = oneEvent(slot, 'slotchange');
      control.remove();
      await changed;
      await drawn(element);
      element.click();
      expect((await nextFact()).name).to.equal('Product Added');
      await nothingElse();
    });

    it('does nothing when the theme has cancelled the click or the submit', async () => {
      const root = await mount(`<div><ecom-add-to-cart ${mug}><form><button>Buy</button></form></ecom-add-to-cart>
        <ecom-add-to-cart ${mug}><a href="#">Buy</a></ecom-add-to-cart></div>`);
      const requests = overhear('product-add');
      for (const [selector, type] of [['form', 'submit'], ['a', 'click']] as const) {
        listen(root.querySelector(selector)!, type, (event: Event) => event.preventDefault());
      }
      root.querySelector('button')!.click();
      root.querySelector('a')!.click();
      expect(requests).to.have.length(0);
      await nothingElse();
    });

    it('leaves a control alone that neither submits nor adds', async () => {
      const requests = overhear('product-add');
      const root = await mount(`<div><ecom-add-to-cart ${mug}><form><label>Units<input name="quantity"></label><button>Buy</button></form></ecom-add-to-cart></div>`);
      root.querySelector('input')!.click();
      root.querySelector('label')!.click();
      expect(requests).to.have.length(0);
    });
  });

  describe('with the quantity of a form', () => {
    for (const [written, quantity] of [['2', 2], ['٣', 3], ['۴', 4], ['', 1], ['0', 1], ['many', 1]] as const) {
      it(`takes "${written}" as ${quantity}`, async () => {
        const requests = answer('product-add', () => ({}));
        const root = await mount(`<ecom-add-to-cart ${mug}><form><input name="quantity" value="${written}"><button>Buy</button></form></ecom-add-to-cart>`);
        root.querySelector('button')!.click();
        expect(requests[0]!.detail.quantity).to.equal(quantity);
      });
    }

    it('takes a select and radios too, and the attribute where the form has none', async () => {
      const requests = answer('product-add', () => ({}));
      const fields = ['<select name="quantity"><option>1<option selected>5</select>', '<input type="radio" name="quantity" value="6" checked><input type="radio" name="quantity" value="7">', ''];
      for (const field of fields) {
        const root = await mount(`<ecom-add-to-cart quantity="8" ${mug}><form>${field}<button>Buy</button></form></ecom-add-to-cart>`);
        root.querySelector('button')!.click();
      }
      expect(requests.map(({ detail }) => detail.quantity)).to.deep.equal([5, 6, 8]);
    });
  });

  describe('in a form of the theme', () => {
    const native = 'action="/test/elements/native.html" target="native"';
    const bought = (button = '<button>Buy</button>', attributes = mug): string => `<ecom-add-to-cart ${attributes}>${button}</ecom-add-to-cart>`;
    const quantity = (value = '3'): string => `<input name="quantity" value="${value}" required>`;

    for (const [what, html] of [
      ['a button', `<form ${native}>${quantity()}${bought()}</form>`],
      ['an input', `<form ${native}>${quantity()}${bought('<input type="submit">')}</form>`],
      ['a button that names a form elsewhere', `<form ${native} id="elsewhere">${quantity()}</form>${bought('<button form="elsewhere">Buy</button>')}`],
    ] as const) {
      it(`reports what ${what} submits, and leaves the form its native submit`, async () => {
        const root = await mount(`<div>${frame}${html}</div>`);
        const loaded = oneEvent(root.querySelector('iframe')!, 'load');
        root.querySelector<HTMLElement>('button, [type="submit"]')!.click();
        expect((await nextFact()).payload).to.include({ product_id: '1', quantity: 3 });
        await loaded;
        expect(root.querySelector('iframe')!.contentWindow!.location.search).to.equal('?quantity=3');
        await nothingElse();
      });
    }

    it('reports what Enter in a field and a script with the button submit', async () => {
      const requests = answer('product-add', () => ({}));
      const root = await mount(`<form ${native}>${quantity()}${bought()}</form>`);
      root.querySelector('input')!.focus();
      await sendKeys({ press: 'Enter' });
      expect((await nextFact()).name).to.equal('Product Added');
      (root as HTMLFormElement).requestSubmit(root.querySelector('button'));
      expect((await nextFact()).name).to.equal('Product Added');
      expect(requests).to.have.length(2);
      await nothingElse();
    });

    it('keeps the form from being submitted natively when the store answers, is busy, or calls it off', async () => {
      const requests = hold('product-add');
      const root = await mount(`<form ${native}>${quantity()}${bought()}</form>`);
      const click = async (): Promise<boolean> => {
        const submitted = oneEvent(document, 'submit') as Promise<SubmitEvent>;
        root.querySelector('button')!.click();
        return (await submitted).defaultPrevented;
      };
      expect([await click(), await click(), requests.length]).to.deep.equal([true, true, 1]);
      requests[0]!.confirm({ cart_id: 'c' });
      expect((await nextFact()).payload.cart_id).to.equal('c');
      listen(document, 'ecom-product-add-request', (event: Event) => event.preventDefault());
      expect(await click()).to.equal(true);
      await nothingElse();
    });

    it('asks nothing of a form that is not valid, and once when it is', async () => {
      const requests = answer('product-add', () => ({}));
      const root = await mount(`<form ${native}>${quantity('')}${bought()}</form>`);
      const button = root.querySelector('button')!;
      button.click();
      button.click();
      expect(requests).to.have.length(0);
      root.querySelector('input')!.value = '2';
      doubleClick(button);
      expect((await nextFact()).payload.quantity).to.equal(2);
      await nothingElse();
      expect(requests).to.have.length(1);
    });

    it('does nothing when the theme has cancelled the submit at the form', async () => {
      const requests = overhear('product-add');
      const root = await mount(`<form ${native}>${quantity()}${bought()}</form>`);
      listen(root, 'submit', (event: Event) => event.preventDefault());
      root.querySelector('button')!.click();
      expect(requests).to.have.length(0);
      await nothingElse();
    });

    it('hears of it under a theme that lets neither the click nor the submit get further', async () => {
      answer('product-add', () => ({}));
      const root = await mount(`<form ${native}>${quantity()}${bought()}</form>`);
      listen(root.querySelector('button')!, 'click', (event: Event) => event.stopPropagation());
      listen(root, 'submit', (event: Event) => event.stopPropagation());
      root.querySelector('button')!.click();
      expect((await nextFact()).name).to.equal('Product Added');
    });

    it('leaves a submit to the one whose button it was, and to nobody when it was another', async () => {
      const requests = answer('product-add', () => ({}));
      const two = bought('<button id="two">Buy</button>', 'product-id="2" price="1" currency="SAR"');
      const root = await mount<HTMLFormElement>(`<form ${native}>${quantity()}${bought()}${two}<button id="other" name="update">Update</button></form>`);
      root.querySelector<HTMLElement>('#two')!.click();
      expect((await nextFact()).payload.product_id).to.equal('2');
      listen(document, 'submit', (event: Event) => event.preventDefault());
      root.querySelector<HTMLElement>('#other')!.click();
      root.requestSubmit();
      await nothingElse();
      expect(requests).to.have.length(1);
    });

    it('leaves it to the nearest of two that stand in each other', async () => {
      const requests = answer('product-add', () => ({}));
      await mount(`<ecom-add-to-cart product-id="2" price="1" currency="SAR"><form ${native}>${bought()}</form></ecom-add-to-cart>`).then((root) => root.querySelector('button')!.click());
      expect((await nextFact()).payload.product_id).to.equal('1');
      await nothingElse();
      expect(requests).to.have.length(1);
    });

    it('hears of it in a shadow root, and where it was moved to', async () => {
      answer('product-add', () => ({}));
      const root = await mount(`<div><p></p><form ${native}>${quantity()}${bought()}</form></div>`);
      root.querySelector('p')!.attachShadow({ mode: 'open' }).append(root.querySelector('form')!);
      root.querySelector('p')!.shadowRoot!.querySelector('button')!.click();
      expect((await nextFact()).name).to.equal('Product Added');
      await nothingElse();
    });

    it('takes the quantity of the form around its own button, a link and a plain button', async () => {
      const requests = answer('product-add', () => ({}));
      for (const button of ['', '<a href="#">Buy</a>', '<button type="button">Buy</button>']) {
        const root = await mount(`<form ${native}>${quantity()}${bought(button)}</form>`);
        (root.querySelector<HTMLElement>('a, button') ?? root.querySelector('ecom-add-to-cart')!).click();
      }
      await mount(`<div><form id="named">${quantity('4')}</form>${bought('<button type="button" form="named">Buy</button>')}</div>`).then((root) => root.querySelector('button')!.click());
      expect(requests.map(({ detail }) => detail.quantity)).to.deep.equal([3, 3, 3, 4]);
    });

    it('leaves the quantity of a cart’s line to that line', async () => {
      const requests = answer('product-add', () => ({}));
      const root = await mount(`<form ${native}><ecom-cart-item>${quantity()}</ecom-cart-item>${bought('')}</form>`);
      root.querySelector('ecom-add-to-cart')!.click();
      expect(requests[0]!.detail.quantity).to.equal(1);
    });
  });

  it('reports Wishlist Product Added to Cart inside a wishlist, with its id and name', async () => {
    const root = await mount(`<ecom-wishlist wishlist-id="w" name="Gifts"><ecom-add-to-cart ${mug}></ecom-add-to-cart></ecom-wishlist>`);
    root.querySelector('ecom-add-to-cart')!.click();
    const { name, payload } = await nextFact();
    expect(name).to.equal('Wishlist Product Added to Cart');
    expect(payload).to.include({ product_id: '1', wishlist_id: 'w', wishlist_name: 'Gifts' });
    await nothingElse();
  });
});
