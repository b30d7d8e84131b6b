// axe in every state of every element, in both directions; and everything by the keyboard.
import { expect, nextFrame } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { buttonOf, closePage, drawn, hold, listen, mount, mug, nextFact, nothingElse, openPage, type OpenRequest } from './page.js';
import { tags } from './tags.js';

const states: Record<string, (request: OpenRequest) => void> = {
  pending: () => {},
  done: (request) => request.confirm(),
  denied: (request) => request.deny(),
  failed: (request) => request.fail(),
};

/** Elements that ask, as a theme uses them: what is clicked, and what they ask. */
const asking = [
  ['a button', tags['ecom-add-to-cart']!, 'ecom-add-to-cart', 'product-add'],
  ['a button with text and icon', `<ecom-add-to-cart ${mug}><svg slot="icon" viewBox="0 0 9 9" width="9"></svg>Buy</ecom-add-to-cart>`, 'ecom-add-to-cart', 'product-add'],
  ['a form', `<ecom-add-to-cart ${mug}><form><label>Quantity <input name="quantity" value="1"></label><button>Buy</button></form></ecom-add-to-cart>`, 'form button', 'product-add'],
  ['a link', `<ecom-add-to-cart ${mug}><a href="#added">Buy</a></ecom-add-to-cart>`, 'a', 'product-add'],
  ['a toggle', tags['ecom-wishlist-toggle']!, 'ecom-wishlist-toggle', 'wishlist-add'],
  ['a pressed toggle', tags['ecom-wishlist-toggle']!.replace('>', ' pressed>'), 'ecom-wishlist-toggle', 'wishlist-remove'],
  ['a cart line that goes', `<ecom-cart cart-id="axe">${tags['ecom-cart-item']!}</ecom-cart>`, '[data-ecom="remove"]', 'product-remove'],
  ['a form for a coupon', tags['ecom-coupon-form']!, 'button', 'coupon-apply'],
  ['a coupon that goes', tags['ecom-coupon-form']!.replace('>', ' applied="TEN">'), '[data-ecom="remove"]', 'coupon-remove'],
  ['a form for a review', tags['ecom-review-form']!, 'button', 'review-submit'],
  ['a form for signing in', tags['ecom-account-form']!, 'button', 'sign-in'],
  ['a way out', tags['ecom-sign-out']!, 'ecom-sign-out', 'sign-out'],
  ['a cart line that changes', `<ecom-cart cart-id="axe">${tags['ecom-cart-item']!}</ecom-cart>`, '[data-ecom="increase"]', 'cart-update'],
  ['filters of a list', tags['ecom-product-list']! + tags['ecom-product-filters']!, 'form button', 'list-filter'],
  ['a search', tags['ecom-search']!, 'form button', 'search'],
] as const;

for (const [lang, dir] of [['en', 'ltr'], ['ar', 'rtl']] as const) {
  describe(`axe finds nothing (${lang}, ${dir})`, () => {
    beforeEach(() => {
      openPage();
      Object.assign(document.documentElement, { lang, dir });
    });
    afterEach(closePage);

    for (const [tag, html] of Object.entries(tags)) {
      it(`in <${tag}>`, async () => {
        await expect(await mount(`<div>${html}</div>`)).to.be.accessible();
      });
    }

    for (const [what, html, selector, request] of asking) {
      for (const [state, answer] of Object.entries(states)) {
        it(`in ${what}, ${state}`, async () => {
          const requests = hold(request);
          const root = await mount(`<div>${html}</div>`);
          root.querySelector<HTMLElement>(selector)!.click();
          answer(requests[0] as OpenRequest);
          await nextFrame();
          await drawn(root);
          await expect(root).to.be.accessible();
        });
      }
    }
  });
}

describe('by the keyboard', () => {
  beforeEach(openPage);
  afterEach(closePage);

  /** The names of the facts that a key makes of what has the focus. */
  async function press(...keys: string[]): Promise<string> {
    for (const key of keys) await sendKeys({ press: key });
    return (await nextFact()).name;
  }

  it('one goes from element to element, each one stop, and acts with Enter and Space', async () => {
    const root = await mount(`<div><button id="begin">Begin</button>${tags['ecom-product-link']!}${tags['ecom-add-to-cart']!}${tags['ecom-wishlist-toggle']!}
      <ecom-cart cart-id="keys">${tags['ecom-cart-item']!}</ecom-cart>${tags['ecom-event']!}</div>`);
    root.querySelector<HTMLElement>('#begin')!.focus();
    expect(await press('Tab', 'Enter')).to.equal('Product Clicked');
    expect(await press('Tab', 'Enter')).to.equal('Product Added');
    expect(await press('Space')).to.equal('Product Added');
    expect(await press('Tab', 'Enter')).to.equal('Product Added to Wishlist');
    expect(await press('Space')).to.equal('Product Removed from Wishlist');
    await sendKeys({ press: 'Tab' });
    await sendKeys({ type: '2' });
    expect(await press('Enter')).to.equal('Cart Updated');
    expect(await press('Tab', 'Space')).to.equal('Cart Updated');
    expect(await press('Tab', 'Enter')).to.equal('Product Removed');
    expect((await nextFact()).name).to.equal('Cart Updated');
    expect(await press('Tab', 'Enter')).to.equal('Gift Wrapped');
    await nothingElse();
  });

  it('a form is sent with Enter in its field', async () => {
    const root = await mount(`<ecom-add-to-cart ${mug}><form><label>Quantity <input name="quantity" value="3"></label><button>Buy</button></form></ecom-add-to-cart>`);
    listen(root, 'submit', (event: Event) => event.preventDefault());
    root.querySelector('input')!.focus();
    await sendKeys({ press: 'Enter' });
    const { name, payload } = await nextFact();
    expect([name, payload.quantity]).to.deep.equal(['Product Added', 3]);
    await nothingElse();
  });

  it('a held key adds once while the store is asked', async () => {
    const requests = hold('product-add');
    const element = await mount(tags['ecom-add-to-cart']!);
    (element as HTMLElement).focus();
    for (let times = 0; times < 3; times++) await sendKeys({ press: 'Enter' });
    expect(requests).to.have.length(1);
    expect(element.shadowRoot!.activeElement).to.equal(buttonOf(element));
  });

  it('the focus is seen', async () => {
    const root = await mount(`<div><button>Begin</button>${tags['ecom-add-to-cart']!}</div>`);
    const element = root.lastElementChild!;
    root.querySelector('button')!.focus();
    await sendKeys({ press: 'Tab' });
    const { outlineStyle, outlineWidth } = getComputedStyle(buttonOf(element));
    expect([element.shadowRoot!.activeElement, outlineStyle, outlineWidth]).to.deep.equal([buttonOf(element), 'solid', '3px']);
  });
});
