import { expect, nextFrame } from '@open-wc/testing';
import '../../components/add-to-cart/define.js';
import '../../components/wishlist-toggle/define.js';
import { addStrings } from '../../src/i18n/index.js';
import * as messages from '../../src/i18n/messages.js';
import { buttonOf, closePage, drawn, hold, mount, mug, openPage, statusOf } from './page.js';

const add = `<ecom-add-to-cart ${mug}></ecom-add-to-cart>`;

/** The texts of the buttons in `root`, once a change has been noticed. */
async function labels(root: ParentNode): Promise<string[]> {
  await nextFrame();
  return [...root.querySelectorAll('ecom-add-to-cart')].map((element) => buttonOf(element).innerText.trim());
}

describe('languages', () => {
  beforeEach(openPage);
  afterEach(closePage);

  for (const [name, { key, en, ar }] of Object.entries(messages)) {
    it(`"${name}" is there in English and in Arabic`, () => {
      expect(key).to.equal(name);
      expect(en).to.match(/^[A-Z][ -~…’]+$/);
      expect(ar, 'Arabic letters').to.match(/^[\p{Script=Arabic}\p{M}\p{P}\s]+$/u);
    });
  }

  it('is that of the nearest ancestor, else English', async () => {
    const root = await mount(`<div>${add}<p lang="ar">${add}</p><p lang="ar"><b lang="en">${add}</b></p><p lang="">${add}</p></div>`);
    expect(await labels(root)).to.deep.equal(['Add to cart', 'أضف إلى السلة', 'Add to cart', 'Add to cart']);
  });

  it('falls back from a region to its language, and from an unknown one to English', async () => {
    const languages = ['ar-SA', 'AR-eg', 'en-GB', 'xx', 'arz', 'key'];
    const root = await mount(`<div>${languages.map((lang) => `<p lang="${lang}">${add}</p>`).join('')}</div>`);
    const [ar, en] = ['أضف إلى السلة', 'Add to cart'];
    expect(await labels(root)).to.deep.equal([ar, ar, en, en, en, en]);
  });

  it('follows when it changes on an ancestor at run time', async () => {
    const root = await mount(`<div><section><p>${add}</p></section></div>`);
    document.documentElement.lang = 'ar';
    expect(await labels(root)).to.deep.equal(['أضف إلى السلة']);
    root.firstElementChild!.setAttribute('lang', 'en');
    expect(await labels(root)).to.deep.equal(['Add to cart']);
    root.firstElementChild!.removeAttribute('lang');
    expect(await labels(root)).to.deep.equal(['أضف إلى السلة']);
  });

  it('follows across shadow roots, one within the other', async () => {
    const root = await mount('<div></div>');
    const outer = root.attachShadow({ mode: 'open' });
    outer.innerHTML = '<section><div></div></section>';
    const inner = outer.querySelector('div')!.attachShadow({ mode: 'open' });
    inner.innerHTML = `<p>${add}</p>`;
    for (const at of [root, outer.querySelector('section')!, inner.querySelector('p')!]) {
      at.setAttribute('lang', 'ar');
      expect(await labels(inner), at.localName).to.deep.equal(['أضف إلى السلة']);
      at.setAttribute('lang', 'en');
      expect(await labels(inner), at.localName).to.deep.equal(['Add to cart']);
      at.removeAttribute('lang');
    }
  });

  it('follows the element to where it is moved', async () => {
    const root = await mount(`<div>${add}<p lang="ar"></p></div>`);
    root.querySelector('p')!.append(root.querySelector('ecom-add-to-cart')!);
    expect(await labels(root)).to.deep.equal(['أضف إلى السلة']);
  });

  it('follows in a shadow root that has moved into another one', async () => {
    const root = await mount(`<div><div id="inner"></div><section><p></p></section></div>`);
    const inner = root.querySelector<HTMLElement>('#inner')!;
    inner.attachShadow({ mode: 'open' }).innerHTML = add;
    const outer = root.querySelector('p')!.attachShadow({ mode: 'open' });
    outer.append(inner);
    expect(await labels(inner.shadowRoot!)).to.deep.equal(['Add to cart']);
    inner.setAttribute('lang', 'ar');
    expect(await labels(inner.shadowRoot!)).to.deep.equal(['أضف إلى السلة']);
  });

  it('is that of what has been said, too, and leaves the store’s own words alone', async () => {
    const requests = hold('product-add');
    const root = await mount(`<div>${add}</div>`);
    const element = root.querySelector('ecom-add-to-cart')!;
    element.click();
    await drawn(root);
    root.lang = 'ar';
    await nextFrame();
    expect(statusOf(element).textContent).to.equal('لحظة من فضلك…');
    requests[0]!.fail();
    await nextFrame();
    expect(statusOf(element).textContent).to.equal('لم تنجح العملية. حاول مرة أخرى.');
    element.click();
    requests[1]!.deny('Only 2 left');
    await nextFrame();
    expect(statusOf(element).textContent).to.equal('Only 2 left');
  });

  it('can be added, in whole or in part, and words of ours replaced', async () => {
    addStrings('fil', { addToCart: 'Idagdag sa cart' });
    addStrings('fr', { addToCart: 'Ajouter au panier' });
    addStrings('fr-CA', { addToCart: 'Ajouter' });
    addStrings('tlh', { addToWishlist: '…' });
    const root = await mount(`<div>${['fil', 'fi', 'fr', 'fr-BE', 'fr-ca', 'tlh'].map((lang) => `<p lang="${lang}">${add}</p>`).join('')}</div>`);
    expect(await labels(root)).to.deep.equal(['Idagdag sa cart', 'Add to cart', 'Ajouter au panier', 'Ajouter au panier', 'Ajouter', 'Add to cart']);
    addStrings('en-GB', { addToCart: 'Add to basket' });
    const british = await mount(`<div lang="en-GB">${add}</div>`);
    expect(await labels(british)).to.deep.equal(['Add to basket']);
  });
});
