import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import '../../components/product/define.js';
import '../../components/product-link/define.js';
import '../../components/product-list/define.js';
import { closePage, doubleClick, listen, mount, mug, needs, nextFact, nextFactNamed, nothingElse, openPage } from './page.js';

describe('<ecom-product-link>', () => {
  let link: HTMLAnchorElement;
  let followed: Event[] = [];

  beforeEach(async () => {
    openPage();
    const root = await mount(`<ecom-product-link ${mug}><a href="/elsewhere"><b>Mug</b></a> <i>aside</i></ecom-product-link>`);
    link = root.querySelector('a')!;
    followed = [];
    // The test's page stays; a middle click would open a tab, a right one a menu.
    for (const type of ['click', 'auxclick', 'contextmenu']) {
      listen(window, type, (event: Event) => {
        if (!event.defaultPrevented) followed.push(event);
        event.preventDefault();
      });
    }
  });
  afterEach(closePage);

  /** Clicks in the middle of `target` with the real mouse. */
  async function click(target: Element, button: 'left' | 'middle' | 'right' = 'left'): Promise<void> {
    const { left, top, width, height } = target.getBoundingClientRect();
    await sendMouse({ type: 'click', position: [Math.round(left + width / 2), Math.round(top + height / 2)], button });
  }

  it('reports Product Clicked and lets the link go where it goes', async () => {
    await click(link);
    const { name, payload } = await nextFact();
    expect(name).to.equal('Product Clicked');
    expect(payload).to.deep.equal({ product_id: '1', name: 'Mug', price: 35, currency: 'SAR' });
    expect(followed.map(({ type }) => type)).to.deep.equal(['click']);
    await nothingElse();
  });

  needs('mouseButtons').it('reports a middle click', async () => {
    await click(link, 'middle');
    expect((await nextFact()).name).to.equal('Product Clicked');
    await nothingElse();
  });

  it('reports the Enter key', async () => {
    link.focus();
    await sendKeys({ press: 'Enter' });
    expect((await nextFact()).name).to.equal('Product Clicked');
    await nothingElse();
  });

  needs('mouseButtons').it('does not report the right button, which opens a menu', async () => {
    await click(link, 'right');
    expect(followed.map(({ type }) => type)).to.include('contextmenu');
    await nothingElse();
  });

  it('knows the buttons apart', async () => {
    for (const button of [2, 1]) link.dispatchEvent(new PointerEvent('auxclick', { bubbles: true, cancelable: true, composed: true, button, detail: 1 }));
    expect((await nextFact()).name).to.equal('Product Clicked');
    await nothingElse();
  });

  it('does not report a click beside the link', async () => {
    await click(link.nextElementSibling!);
    await nothingElse();
  });

  it('reports a double click once', async () => {
    doubleClick(link);
    expect((await nextFact()).name).to.equal('Product Clicked');
    await nothingElse();
  });

  it('reports a link whose router has cancelled the navigation of the document', async () => {
    listen(link, 'click', (event: Event) => event.preventDefault());
    link.click();
    expect((await nextFact()).name).to.equal('Product Clicked');
    await nothingElse();
  });

  it('takes product, position and list from around it', async () => {
    const root = await mount(`<ecom-product-list list-id="home"><ecom-product product-id="1"></ecom-product><ecom-product product-id="2" name="Pot" price="9" currency="SAR">
      <ecom-product-link><a href="#">Pot</a></ecom-product-link></ecom-product></ecom-product-list>`);
    root.querySelector('a')!.click();
    expect((await nextFactNamed('Product Clicked')).payload).to.deep.equal({ product_id: '2', name: 'Pot', price: 9, currency: 'SAR', position: 2, list_id: 'home' });
  });
});
