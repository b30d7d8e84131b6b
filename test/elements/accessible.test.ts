// What assistive technology is told: the browser's own accessibility tree, in every state.
import { expect, nextFrame } from '@open-wc/testing';
import { a11ySnapshot, sendKeys } from '@web/test-runner-commands';
import { ActionElement } from '../../src/element/action-element.js';
import { addToCart, addToWishlist, added, denied, failed, wait, wishlistAdded, wishlistRemoved } from '../../src/i18n/messages.js';
import { answer, closePage, drawn, hold, mount, mug, needs, openPage, statusOf } from './page.js';
import { tags } from './tags.js';

/** A node of the tree, as the browser gives it. */
interface Told {
  role: string;
  name: string;
  live?: string;
  busy?: boolean;
  disabled?: boolean;
  focused?: boolean;
  pressed?: boolean;
  children?: Told[];
}

/** What is said in `<main>`, a line each: the role, the name or text, and the state. */
async function told(): Promise<string[]> {
  await nextFrame();
  const line = ({ role, name, live = '', children = [], ...node }: Told): string[] => {
    if (role === 'StaticText') return [];
    if (role === 'status') return [`status ${live} "${children.map((text) => text.name).join(' ')}"`];
    const states = (['busy', 'disabled', 'pressed', 'focused'] as const).filter((state) => node[state]);
    // What can be pressed says so when it is not, too.
    const not = node.pressed === false ? ['not pressed'] : [];
    return [[role, `"${name}"`, ...states, ...not].join(' '), ...children.flatMap(line)];
  };
  // The command's type knows no answer.
  const { children = [] } = (await a11ySnapshot({ selector: 'main' })) as unknown as Told;
  return children.flatMap(line);
}

/** What is inside `markup`, without the element around. */
function inside(markup: string): string {
  const template = document.createElement('template');
  template.innerHTML = markup;
  return template.content.firstElementChild!.innerHTML;
}

describe('assistive technology', () => {
  beforeEach(openPage);
  afterEach(closePage);

  for (const lang of ['en', 'ar'] as const) {
    needs('accessibilityTree').it(`is told what a button does, that it is busy and what came of it (${lang})`, async () => {
      const requests = hold('product-add');
      const root = await mount(`<main lang="${lang}"><ecom-add-to-cart ${mug}><b slot="icon">icon</b></ecom-add-to-cart></main>`);
      const button = `button "${addToCart[lang]}"`;
      expect(await told()).to.deep.equal([button, 'status polite ""']);
      for (const [outcome, said] of [['confirm', added], ['deny', denied], ['fail', failed]] as const) {
        root.querySelector('ecom-add-to-cart')!.click();
        expect(await told()).to.deep.equal([`${button} busy disabled`, `status polite "${wait[lang]}"`]);
        requests.at(-1)![outcome]();
        expect(await told()).to.deep.equal([button, `status polite "${said[lang]}"`]);
      }
    });

    needs('accessibilityTree').it(`is told whether a toggle is pressed, under one label (${lang})`, async () => {
      const [adds, removals] = [hold('wishlist-add'), hold('wishlist-remove')];
      const root = await mount(`<main lang="${lang}">${tags['ecom-wishlist-toggle']!}</main>`);
      const toggle = root.querySelector('ecom-wishlist-toggle')!;
      const button = `button "${addToWishlist[lang]}"`;
      expect(await told()).to.deep.equal([`${button} not pressed`, 'status polite ""']);
      toggle.click();
      expect(await told()).to.deep.equal([`${button} busy disabled pressed`, `status polite "${wait[lang]}"`]);
      adds[0]!.confirm();
      expect(await told()).to.deep.equal([`${button} pressed`, `status polite "${wishlistAdded[lang]}"`]);
      toggle.click();
      removals[0]!.fail();
      expect(await told()).to.deep.equal([`${button} pressed`, `status polite "${failed[lang]}"`]);
      toggle.click();
      removals[1]!.confirm();
      expect(await told()).to.deep.equal([`${button} not pressed`, `status polite "${wishlistRemoved[lang]}"`]);
    });
  }

  needs('accessibilityTree').it('is told the theme’s own label and nothing of ours', async () => {
    await mount(`<main><ecom-add-to-cart ${mug}>Buy now</ecom-add-to-cart><ecom-wishlist-toggle ${mug}>Keep</ecom-wishlist-toggle></main>`);
    expect(await told()).to.deep.equal(['button "Buy now"', 'status polite ""', 'button "Keep" not pressed', 'status polite ""']);
  });

  for (const [what, control, selector] of [
    ['form', '<form aria-label="Mug"><label>Quantity <input name="quantity" value="2"></label><button>Buy</button></form>', 'button'],
    ['link', '<a href="#added">Buy</a>', 'a'],
  ] as const) {
    needs('accessibilityTree').it(`finds the theme’s ${what} as it is, and beside it what came of it`, async () => {
      const requests = hold('product-add');
      const root = await mount(`<main>${control}</main>`);
      const plain = await told();
      root.innerHTML = `<ecom-add-to-cart ${mug}>${control}</ecom-add-to-cart>`;
      await drawn(root);
      expect(await told()).to.deep.equal([...plain, 'status polite ""']);
      root.querySelector<HTMLElement>(selector)!.click();
      expect(await told()).to.deep.equal(['generic "" busy', ...plain, `status polite "${wait.en}"`]);
      requests[0]!.deny('Only 2 left');
      expect(await told()).to.deep.equal([...plain, 'status polite "Only 2 left"']);
    });
  }

  for (const [tag, html] of Object.entries(tags)) {
    // What may have a button of its own.
    if (customElements.get(tag)!.prototype instanceof ActionElement || tag === 'ecom-inspector') continue;
    needs('accessibilityTree').it(`is told of <${tag}> what is inside, and of no role and no stop of its own`, async () => {
      const root = await mount(`<main>${inside(html)}</main>`);
      const plain = await told();
      root.innerHTML = html;
      await drawn(root);
      expect((await told()).filter((line) => line !== 'status polite ""')).to.deep.equal(plain);
      const element = root.querySelector<HTMLElement>(tag)!;
      expect([element.tabIndex, element.getAttribute('role')]).to.deep.equal([-1, null]);
    });
  }

  needs('accessibilityTree').it('hears in the cart of a line that is gone, with the focus on the next one', async () => {
    const line = (name: string): string => `<ecom-cart-item line-id="${name}" quantity="1" ${mug}><button data-ecom="remove">Remove ${name}</button></ecom-cart-item>`;
    const root = await mount(`<main><ecom-cart cart-id="told">${line('mug')}${line('pot')}</ecom-cart></main>`);
    answer('product-remove', () => root.querySelector('ecom-cart-item')!.remove());
    root.querySelector('button')!.focus();
    await sendKeys({ press: 'Enter' });
    expect(await told()).to.deep.equal(['button "Remove pot" focused', 'status polite ""', 'status polite "Removed from cart"']);
  });

  for (const [tag, markup] of [
    ['ecom-add-to-cart', tags['ecom-add-to-cart']!],
    ['ecom-add-to-cart', `<ecom-add-to-cart ${mug}><button>Buy</button></ecom-add-to-cart>`],
    ['ecom-wishlist-toggle', tags['ecom-wishlist-toggle']!],
    ['ecom-cart-item', tags['ecom-cart-item']!],
  ] as const) {
    it(`hears news where it has listened from the start: ${markup.slice(0, markup.indexOf('>') + 1)}`, async () => {
      const requests = [hold('product-add'), hold('wishlist-add'), hold('product-remove')];
      const root = await mount(`<main>${markup}</main>`);
      const element = root.querySelector<HTMLElement>(tag)!;
      const status = statusOf(element);
      expect(getComputedStyle(status).display, 'before there is news').to.equal('block');
      (element.querySelector<HTMLElement>('[data-ecom="remove"], :scope > button:not([data-ecom])') ?? element).click();
      requests.flat()[0]!.deny('No');
      await nextFrame();
      const all = element.shadowRoot!.querySelectorAll('[role], [aria-live]');
      expect([all.length, all[0] === status, status.textContent]).to.deep.equal([1, true, 'No']);
    });
  }
});
