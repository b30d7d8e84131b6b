import { expect, nextFrame } from '@open-wc/testing';
import { sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';
import '../../components/add-to-cart/define.js';
import '../../components/product/define.js';
import '../../components/product-link/define.js';
import '../../components/product-list/define.js';
import '../../components/promotion/define.js';
import type { EcomPromotion } from '../../components/promotion/promotion.js';
import { clickWith, closePage, doubleClick, drawn, later, listen, mount, mug, navigate, needs, nextFact, nothingElse, openPage, rest, restNames, turnPage } from './page.js';

const summer = 'promotion-id="summer" creative="banner_2" name="Summer sale" position="home_top"';
const payload = { promotion_id: 'summer', creative: 'banner_2', name: 'Summer sale', position: 'home_top' };
const inside = '<a href="#summer"><b>To the sale</b></a> <i>aside</i> <button type="button">Get the code</button>';

/** A banner that counts as seen in no time, unless the test says otherwise. */
const banner = (attributes = `${summer} dwell="1"`, content = inside, style = ''): string =>
  `<ecom-promotion ${attributes} style="block-size: 100px; ${style}">${content}</ecom-promotion>`;

/** A second that no test waits for: whatever is reported by then was reported by a click. */
const never = `${summer} dwell="1000000"`;

describe('<ecom-promotion>', () => {
  beforeEach(async () => {
    openPage();
    await setViewport({ width: 800, height: 600 });
    turnPage();
    // Headless engines do not all say so.
    document.hasFocus = () => true;
    later(() => Reflect.deleteProperty(document, 'hasFocus'));
  });
  afterEach(closePage);

  /** The next two facts: what was seen, and what was clicked. */
  const viewedAndClicked = async (): Promise<string[]> => [(await nextFact()).name, (await nextFact()).name];

  describe('is viewed', () => {
    it('when half of it was in view for one second, with what is written on it', async () => {
      await mount(banner(summer));
      const start = performance.now();
      const fact = await nextFact();
      expect(performance.now() - start).to.be.above(950);
      expect(fact.name).to.equal('Promotion Viewed');
      expect(fact.payload).to.deep.equal(payload);
      await nothingElse();
    });

    it('by its name alone when it has no id', async () => {
      await mount(banner('name="Summer sale" dwell="1"'));
      expect((await nextFact()).payload).to.deep.equal({ name: 'Summer sale' });
      await nothingElse();
    });

    it('with the products inside, where there are any', async () => {
      const products = `<ecom-product ${mug}></ecom-product><div><ecom-product product-id="2"><script type="application/json">{"name": "Pot", "price": 9}</script></ecom-product></div>`;
      await mount(`<ecom-product-list list-id="home">${banner(undefined, products)}</ecom-product-list>`);
      expect((await nextFact()).payload).to.deep.equal({
        ...payload,
        products: [
          { product_id: '1', name: 'Mug', price: 35, currency: 'SAR', position: 1 },
          { product_id: '2', name: 'Pot', price: 9, position: 2 },
        ],
      });
    });

    it('not while less than half of it is in view', async () => {
      const outside = banner('promotion-id="outside" dwell="1"', '', 'position: absolute; inset-block-start: -60px; inset-inline: 0');
      await mount(`<div>${outside}${banner()}</div>`);
      expect((await nextFact()).payload.promotion_id).to.equal('summer');
      await nothingElse();
    });

    it('by the share that threshold says; what is no share leaves it to the standard', async () => {
      const cut = 'position: absolute; inset-block-start: -40px; inset-inline: 0';
      const [strict, wrong] = [`promotion-id="strict" threshold="0.7" dwell="1"`, `promotion-id="wrong" threshold="70" dwell="1"`];
      await mount(`<div>${banner(strict, '', cut)}${banner(wrong, '', cut)}${banner('promotion-id="empty" threshold="" dwell="1"', '', cut)}</div>`);
      expect([(await nextFact()).payload.promotion_id, (await nextFact()).payload.promotion_id]).to.deep.equal(['wrong', 'empty']);
      await nothingElse();
    });

    it('after one second when dwell is no time', async () => {
      await mount(`<div>${banner('promotion-id="wrong" dwell="soon"')}${banner('promotion-id="empty" dwell=""')}${banner('promotion-id="minus" dwell="-1"')}${banner()}</div>`);
      expect((await nextFact()).payload.promotion_id).to.equal('summer');
      await nothingElse();
    });

    it('one by one when several are seen in the same moment', async () => {
      const names = ['a', 'b', 'c', 'd', 'e'];
      await mount(`<div>${names.map((name) => `<ecom-promotion promotion-id="${name}" dwell="1">${name}</ecom-promotion>`).join('')}</div>`);
      const facts = [];
      for (const _ of names) facts.push(await nextFact());
      expect(facts.map(({ name, payload: { promotion_id } }) => `${name}: ${promotion_id as string}`)).to.deep.equal(names.map((name) => `Promotion Viewed: ${name}`));
      await nothingElse();
    });

    it('not when it leaves before', async () => {
      const root = await mount(`<div>${banner('promotion-id="leaves" dwell="50"')}${banner('promotion-id="stays" dwell="60"')}</div>`);
      await nextFrame();
      root.firstElementChild!.remove();
      expect((await nextFact()).payload.promotion_id).to.equal('stays');
      await nothingElse();
    });
  });

  describe('is viewed once', () => {
    it('in a navigation, however often the theme draws it', async () => {
      const root = await mount(`<div>${banner()}</div>`);
      expect((await nextFact()).name).to.equal('Promotion Viewed');
      root.append(root.firstElementChild!);
      await mount(banner());
      await mount(banner('promotion-id="other" dwell="40"'));
      expect((await nextFact()).payload.promotion_id).to.equal('other');
      await nothingElse();
    });

    it('more in the next navigation, when the theme draws it there', async () => {
      await mount(banner());
      await nextFact();
      await navigate();
      await nothingElse();
      await mount(banner());
      expect((await nextFact()).payload.promotion_id).to.equal('summer');
      await nothingElse();
    });

    it('more when the page comes back out of the back/forward cache', async () => {
      await mount(banner());
      await nextFact();
      turnPage();
      expect((await nextFact()).name).to.equal('Promotion Viewed');
      await nothingElse();
    });

    it('for each creative and each place', async () => {
      await mount(`<div>${banner()}${banner(`${summer.replace('banner_2', 'banner_3')} dwell="20"`)}${banner(`${summer.replace('top', 'end')} dwell="40"`)}</div>`);
      const facts = [await nextFact(), await nextFact(), await nextFact()];
      expect(facts.map(({ payload: { creative, position } }) => [creative, position])).to.deep.equal([
        ['banner_2', 'home_top'],
        ['banner_3', 'home_top'],
        ['banner_2', 'home_end'],
      ]);
      await nothingElse();
    });

    it('for each promotion that the theme shows in one element', async () => {
      const element = await mount<EcomPromotion>(banner());
      await nextFact();
      element.promotionId = 'winter';
      await drawn(element);
      expect((await nextFact()).payload.promotion_id).to.equal('winter');
      element.setAttribute('promotion-id', 'summer');
      await drawn(element);
      await nothingElse();
    });
  });

  describe('is clicked', () => {
    let root: HTMLElement;
    let link: HTMLAnchorElement;
    let followed: string[];

    beforeEach(async () => {
      root = await mount(banner(never));
      link = root.querySelector('a')!;
      followed = [];
      // The test's page stays; a middle click would open a tab, a right one a menu.
      for (const type of ['click', 'auxclick', 'contextmenu']) {
        listen(window, type, (event: Event) => {
          if (!event.defaultPrevented) followed.push(type);
          event.preventDefault();
        });
      }
    });

    /** Clicks in the middle of `target` with the real mouse. */
    async function click(target: Element, button: 'left' | 'middle' | 'right' = 'left'): Promise<void> {
      const { left, top, width, height } = target.getBoundingClientRect();
      await sendMouse({ type: 'click', position: [Math.round(left + width / 2), Math.round(top + height / 2)], button });
    }

    it('when the shopper follows a link inside, which goes where it goes; and was viewed before', async () => {
      await click(link);
      const [viewed, clicked] = [await nextFact(), await nextFact()];
      expect([viewed.name, clicked.name]).to.deep.equal(['Promotion Viewed', 'Promotion Clicked']);
      expect([viewed.payload, clicked.payload]).to.deep.equal([payload, payload]);
      expect(followed).to.deep.equal(['click']);
      await nothingElse();
    });

    it('when the shopper presses a button inside', async () => {
      await click(root.querySelector('button')!);
      expect(await viewedAndClicked()).to.deep.equal(['Promotion Viewed', 'Promotion Clicked']);
      await nothingElse();
    });

    needs('mouseButtons').it('by a middle click', async () => {
      await click(link, 'middle');
      expect(await viewedAndClicked()).to.deep.equal(['Promotion Viewed', 'Promotion Clicked']);
      await nothingElse();
    });

    it('by the keyboard', async () => {
      link.focus();
      await sendKeys({ press: 'Enter' });
      expect(await viewedAndClicked()).to.deep.equal(['Promotion Viewed', 'Promotion Clicked']);
      root.querySelector('button')!.focus();
      await sendKeys({ press: 'Space' });
      expect((await nextFact()).name).to.equal('Promotion Clicked');
      await nothingElse();
    });

    needs('mouseButtons').it('not by the right button, which opens a menu', async () => {
      await click(link, 'right');
      expect(followed).to.include('contextmenu');
      await nothingElse();
    });

    it('not beside a link or button, but that is a view', async () => {
      await click(root.querySelector('i')!);
      expect((await nextFact()).name).to.equal('Promotion Viewed');
      await nothingElse();
    });

    it('once by a double click, and each time the shopper follows it anew', async () => {
      doubleClick(link);
      expect(await viewedAndClicked()).to.deep.equal(['Promotion Viewed', 'Promotion Clicked']);
      clickWith(link);
      expect((await nextFact()).name).to.equal('Promotion Clicked');
      await nothingElse();
    });

    it('when a router has cancelled the navigation of the document', async () => {
      listen(link, 'click', (event: Event) => event.preventDefault());
      link.click();
      expect(await viewedAndClicked()).to.deep.equal(['Promotion Viewed', 'Promotion Clicked']);
    });

    it('when it is inside of a link, or the button is in the shadow of an element of the theme’s', async () => {
      const around = await mount(`<a href="#winter">${banner('promotion-id="around" dwell="1000000"', '<b>Winter</b>')}</a>`);
      around.querySelector('b')!.click();
      expect(await viewedAndClicked()).to.deep.equal(['Promotion Viewed', 'Promotion Clicked']);
      const themes = await mount(banner('promotion-id="shadow" dwell="1000000"', '<span></span>'));
      const button = document.createElement('button');
      themes.querySelector('span')!.attachShadow({ mode: 'open' }).append(button);
      button.click();
      expect(await viewedAndClicked()).to.deep.equal(['Promotion Viewed', 'Promotion Clicked']);
      await nothingElse();
    });

    it('and only clicked once it was viewed', async () => {
      const viewed = await mount(banner('promotion-id="viewed" dwell="1"'));
      expect((await nextFact()).name).to.equal('Promotion Viewed');
      viewed.querySelector('a')!.click();
      expect((await nextFact()).name).to.equal('Promotion Clicked');
      await nothingElse();
    });

    it('with the product in it that is clicked: the promotion was seen before anything else is reported', async () => {
      const product = `<ecom-product ${mug}><ecom-product-link><a href="#mug">Mug</a></ecom-product-link></ecom-product>`;
      const element = await mount(banner('promotion-id="mugs" dwell="1000000"', product));
      element.querySelector('a')!.click();
      const facts = await rest();
      expect(facts.map(({ name }) => name)).to.deep.equal(['Promotion Viewed', 'Product Clicked', 'Promotion Clicked']);
      expect(facts[2]!.payload.products).to.deep.equal([{ product_id: '1', name: 'Mug', price: 35, currency: 'SAR' }]);
    });

    it('with the product in it that is put into the cart', async () => {
      const element = await mount(banner('promotion-id="mugs" dwell="1000000"', `<ecom-add-to-cart ${mug}></ecom-add-to-cart>`));
      element.querySelector('ecom-add-to-cart')!.click();
      expect((await restNames()).sort()).to.deep.equal(['Product Added', 'Promotion Clicked', 'Promotion Viewed']);
    });
  });
});
