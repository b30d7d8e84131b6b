import { expect, nextFrame } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../components/wishlist/define.js';
import '../../components/wishlist-toggle/define.js';
import '../../components/product/define.js';
import type { EcomWishlistToggle } from '../../components/wishlist-toggle/wishlist-toggle.js';
import { answer, buttonOf, closePage, doubleClick, drawn, hold, isSeen, listen, mount, mug, nextFact, nothingElse, openPage, overhear, statusOf } from './page.js';

const toggle = (attributes = ''): Promise<EcomWishlistToggle> => mount<EcomWishlistToggle>(`<ecom-wishlist-toggle ${mug} ${attributes}></ecom-wishlist-toggle>`);

const isPressed = (element: Element): string | null => buttonOf(element).getAttribute('aria-pressed');

async function shown(element: Element): Promise<HTMLElement> {
  await nextFrame();
  await drawn(element);
  return statusOf(element);
}

describe('<ecom-wishlist-toggle>', () => {
  beforeEach(openPage);
  afterEach(closePage);

  it('puts the product on the wishlist and takes it off again; the label stays', async () => {
    answer('wishlist-add', () => ({ wishlist_id: 'w' }));
    answer('wishlist-remove', () => ({ wishlist_id: 'w' }));
    const element = await toggle();
    const label = buttonOf(element).innerText.replace(/[♡♥]/, '').trim();
    expect([isPressed(element), label]).to.deep.equal(['false', 'Add to wishlist']);
    for (const [name, pressed, said] of [
      ['Product Added to Wishlist', 'true', 'Added to wishlist'],
      ['Product Removed from Wishlist', 'false', 'Removed from wishlist'],
    ] as const) {
      element.click();
      const fact = await nextFact();
      expect([fact.name, fact.context.assumed]).to.deep.equal([name, undefined]);
      expect(fact.payload).to.deep.equal({ product_id: '1', name: 'Mug', price: 35, currency: 'SAR', wishlist_id: 'w' });
      expect([isPressed(element), (await shown(element)).textContent]).to.deep.equal([pressed, said]);
      expect(buttonOf(element).innerText.replace(/[♡♥]/, '').trim()).to.equal(label);
    }
    await nothingElse();
  });

  it('assumes success when nobody answers, unless it says otherwise', async () => {
    const element = await toggle();
    element.click();
    const { name, context } = await nextFact();
    expect([name, context.assumed, element.pressed]).to.deep.equal(['Product Added to Wishlist', true, true]);
    const silent = await toggle('unanswered="ignore"');
    silent.click();
    await shown(silent);
    expect(silent.pressed).to.equal(false);
    await nothingElse();
  });

  it('is pressed at once and rolls back when the store denies, fails, or the theme calls it off', async () => {
    const requests = hold('wishlist-add');
    const element = await toggle();
    for (const outcome of ['deny', 'fail'] as const) {
      element.click();
      await drawn(element);
      expect([isPressed(element), buttonOf(element).ariaBusy]).to.deep.equal(['true', 'true']);
      requests.at(-1)![outcome]();
      const status = await shown(element);
      expect([isPressed(element), isSeen(status), element.hasAttribute('pressed')]).to.deep.equal(['false', true, false]);
    }
    listen(document, 'ecom-wishlist-add-request', (event: Event) => event.preventDefault());
    element.click();
    await shown(element);
    expect(isPressed(element)).to.equal('false');
    await nothingElse();
  });

  it('rolls back to pressed when a removal is denied', async () => {
    answer('wishlist-remove', () => ({ denied: true }));
    const element = await toggle('pressed');
    expect(isPressed(element)).to.equal('true');
    element.click();
    await shown(element);
    expect(isPressed(element)).to.equal('true');
    await nothingElse();
  });

  it('stays pressed, and silent, when the platform reports it itself', async () => {
    answer('wishlist-add', () => ({ reportedBy: 'platform' }));
    const element = await toggle();
    element.click();
    await shown(element);
    expect(isPressed(element)).to.equal('true');
    await nothingElse();
  });

  it('asks once for a double click and for clicks while the store is asked', async () => {
    const requests = hold('wishlist-add');
    const element = await toggle();
    doubleClick(buttonOf(element));
    element.click();
    expect([requests.length, element.pressed]).to.deep.equal([1, true]);
    requests[0]!.confirm();
    await nextFact();
    await nothingElse();
  });

  it('works by the keyboard and keeps the focus', async () => {
    const element = await toggle();
    element.focus();
    await sendKeys({ press: 'Space' });
    expect((await nextFact()).name).to.equal('Product Added to Wishlist');
    expect(element.shadowRoot!.activeElement).to.equal(buttonOf(element));
  });

  it('around a button of the theme’s keeps it as it is', async () => {
    const requests = hold('wishlist-add');
    const root = await mount(`<ecom-wishlist-toggle ${mug}><button>Keep</button></ecom-wishlist-toggle>`);
    root.querySelector('button')!.click();
    root.querySelector('button')!.click();
    expect(requests).to.have.length(1);
    requests[0]!.confirm();
    expect((await nextFact()).name).to.equal('Product Added to Wishlist');
    await nothingElse();
  });

  it('keeps a link of the theme’s from being followed while the store is asked', async () => {
    hold('wishlist-add');
    const root = await mount(`<ecom-wishlist-toggle ${mug}><a href="/wishlist/add">Keep</a></ecom-wishlist-toggle>`);
    const link = root.querySelector('a')!;
    const click = (): boolean => link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail: 1 }));
    expect([click(), click()]).to.deep.equal([false, false]);
  });

  describe('in a wishlist', () => {
    it('takes its id and name, unless it has an id of its own', async () => {
      const requests = overhear('wishlist-add');
      const root = await mount(`<ecom-wishlist wishlist-id="w" name="Gifts"><ecom-wishlist-toggle ${mug}></ecom-wishlist-toggle><ecom-wishlist-toggle wishlist-id="own" ${mug}></ecom-wishlist-toggle></ecom-wishlist>`);
      for (const each of root.querySelectorAll('ecom-wishlist-toggle')) each.click();
      expect(requests.map(({ detail }) => detail.wishlist_id)).to.deep.equal(['w', 'own']);
      expect((await nextFact()).payload).to.include({ wishlist_id: 'w', wishlist_name: 'Gifts' });
      expect((await nextFact()).payload).to.include({ wishlist_id: 'own' });
    });

    it('reports the removal from the list when the handler has taken the line away', async () => {
      const root = await mount(`<ecom-wishlist wishlist-id="w"><p><ecom-wishlist-toggle pressed ${mug}></ecom-wishlist-toggle></p></ecom-wishlist>`);
      const heard: EventTarget[] = [];
      listen(document, 'ecom-product-removed-from-wishlist', ({ target }: Event) => void heard.push(target!));
      answer('wishlist-remove', () => root.querySelector('p')!.remove());
      root.querySelector('ecom-wishlist-toggle')!.click();
      const { name, payload } = await nextFact();
      expect([name, payload.wishlist_id]).to.deep.equal(['Product Removed from Wishlist', 'w']);
      expect(heard).to.deep.equal([root]);
      await nothingElse();
    });
  });
});
