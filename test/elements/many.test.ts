// What holds when a page has thousands of elements: they are drawn in turns, and until then they work.
import { expect } from '@open-wc/testing';
import { defineElement } from '../../src/element/define-element.js';
import { inTurn } from '../../src/element/in-turn.js';
import { buttonOf, clickWith, closePage, doubleClick, drawn, hold, later, listen, mug, nextFact, nothingElse, openPage, overhear, statusOf } from './page.js';
import './tags.js';

/** Holds the main thread for longer than a turn. */
function hurry(): void {
  const end = performance.now() + 6;
  while (performance.now() < end);
}

/** The next task: what was asked for before it has come by then. */
const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve();
    port2.postMessage(0);
  });

/** Elements that wait for their turn, since the one of this task is over. */
function waiting<Root extends HTMLElement>(html: string): Root {
  inTurn(hurry);
  const root = document.createElement('div');
  later(() => root.remove());
  document.body.append(root);
  root.innerHTML = html;
  return root.firstElementChild as Root;
}

const isDrawn = (element: Element): boolean => !!element.shadowRoot;

describe('work that is done in turns', () => {
  afterEach(closePage);

  it('is done at once when it comes alone', async () => {
    await nextTask();
    const done: number[] = [];
    inTurn(() => done.push(1));
    expect(done).to.deep.equal([1]);
  });

  it('waits for a later task when there has been much of it, and comes in order', async () => {
    await nextTask();
    const done: number[] = [];
    inTurn(hurry);
    for (const number of [1, 2, 3]) {
      inTurn(() => {
        done.push(number);
        hurry();
      });
    }
    expect(done).to.deep.equal([]);
    // Engines differ in which of two messages comes first.
    while (done.length < 3) await nextTask();
    expect(done).to.deep.equal([1, 2, 3]);
  });

  it('goes on after work that throws', async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    later(() => frame.remove());
    const window = frame.contentWindow as Window & { done?: () => void };
    const errors: string[] = [];
    window.addEventListener('error', (event) => {
      event.preventDefault();
      errors.push(event.message);
    });
    const done = new Promise<void>((resolve) => (window.done = resolve));
    const script = frame.contentDocument!.createElement('script');
    script.type = 'module';
    script.textContent = `import { inTurn } from '${location.origin}/src/element/in-turn.ts';
      inTurn(() => { for (const end = performance.now() + 6; performance.now() < end; ); });
      inTurn(() => { throw new Error('mine'); });
      inTurn(done);`;
    frame.contentDocument!.body.append(script);
    await done;
    // Each engine says it in its own words.
    expect(errors).to.have.length(1);
  });

  it('is the definition of a tag that the page has many of; any other is defined at once', async () => {
    const root = document.createElement('div');
    later(() => root.remove());
    document.body.append(root);
    root.innerHTML = '<ecom-test-few></ecom-test-few>'.repeat(99) + '<ecom-test-outer><ecom-test-inner></ecom-test-inner></ecom-test-outer>'.repeat(100);
    inTurn(hurry);
    expect(defineElement('ecom-test-few', class extends HTMLElement {})).to.equal(true);
    const order: string[] = [];
    for (const tag of ['ecom-test-outer', 'ecom-test-inner']) {
      void customElements.whenDefined(tag).then(() => order.push(tag));
      expect(defineElement(tag, class extends HTMLElement {})).to.equal(false);
      expect(customElements.get(tag)).to.equal(undefined);
    }
    await customElements.whenDefined('ecom-test-inner');
    expect(order).to.deep.equal(['ecom-test-outer', 'ecom-test-inner']);
  });
});

describe('an element that is not drawn yet', () => {
  beforeEach(async () => {
    openPage();
    await nextTask();
  });
  afterEach(closePage);

  it('is one of many: alone it is drawn as soon as it is there', () => {
    const root = document.createElement('div');
    later(() => root.remove());
    document.body.append(root);
    root.innerHTML = `<ecom-add-to-cart ${mug}></ecom-add-to-cart>`;
    expect(isDrawn(root.firstElementChild!)).to.equal(true);
  });

  it('shows what is inside, as without a script, and is complete when it is drawn', async () => {
    const element = waiting<HTMLElement>(`<ecom-add-to-cart ${mug}>Buy</ecom-add-to-cart>`);
    expect([isDrawn(element), element.innerText]).to.deep.equal([false, 'Buy']);
    await drawn(element);
    expect(buttonOf(element).ariaBusy).to.equal('false');
  });

  it('has its turn in one of many tasks, in the order of the document, and none is left out', async () => {
    const card = `<ecom-product ${mug}><ecom-add-to-cart></ecom-add-to-cart><ecom-wishlist-toggle></ecom-wishlist-toggle></ecom-product>`;
    const root = waiting(`<section>${card.repeat(1000)}</section>`);
    const all = [...root.querySelectorAll('ecom-add-to-cart, ecom-wishlist-toggle')];
    let turns = 0;
    for (let count = 0; count < all.length; turns++) {
      await nextTask();
      count = all.filter(isDrawn).length;
      expect(all.slice(0, count).every(isDrawn), 'from the beginning').to.equal(true);
    }
    expect(turns).to.be.greaterThan(1);
    await drawn(root);
    expect(buttonOf(all.at(-1)!).innerText).to.contain('Add to wishlist');
  });

  for (const [how, click] of [
    ['a click on its text', clickWith],
    ['a click on a label inside', (element: HTMLElement) => clickWith(element.querySelector('b')!)],
    ['click()', (element: HTMLElement) => element.click()],
    ['a double click', doubleClick],
  ] as const) {
    it(`acts once for ${how}, and is drawn by it`, async () => {
      const requests = hold('product-add');
      const element = waiting<HTMLElement>(`<ecom-add-to-cart ${mug}>Buy<b>now</b></ecom-add-to-cart>`);
      click(element);
      expect([requests.length, isDrawn(element)]).to.deep.equal([1, true]);
      await drawn(element);
      expect([buttonOf(element).ariaBusy, statusOf(element).textContent]).to.deep.equal(['true', 'One moment…']);
      requests[0]!.confirm();
      expect((await nextFact()).name).to.equal('Product Added');
      await nothingElse();
    });
  }

  it('acts once around a link and a form of the theme', async () => {
    const requests = overhear('product-add');
    for (const inside of ['<a href="#cart"><b>Buy</b></a>', '<form><b></b><button><i>Buy</i></button></form>']) {
      const element = waiting<HTMLElement>(`<ecom-add-to-cart ${mug}>${inside}</ecom-add-to-cart>`);
      listen(element, 'submit', (event: Event) => event.preventDefault());
      clickWith(element.querySelector('a, button')!.firstElementChild!);
      expect(isDrawn(element)).to.equal(true);
      expect((await nextFact()).name).to.equal('Product Added');
      await nothingElse();
    }
    expect(requests).to.have.length(2);
  });

  it('has the state that a click gave it', async () => {
    const element = waiting<HTMLElement>(`<ecom-wishlist-toggle ${mug}>Keep</ecom-wishlist-toggle>`);
    element.click();
    await drawn(element);
    expect(buttonOf(element).ariaPressed).to.equal('true');
    expect((await nextFact()).name).to.equal('Product Added to Wishlist');
    await nothingElse();
  });

  it('is left alone when it has gone, and drawn when it comes back', async () => {
    const element = waiting<HTMLElement>(`<ecom-add-to-cart ${mug}></ecom-add-to-cart>`);
    const root = element.parentElement!;
    element.remove();
    await nextTask();
    expect(isDrawn(element)).to.equal(false);
    inTurn(hurry);
    root.append(element);
    element.remove();
    root.append(element);
    await drawn(element);
    expect(element.shadowRoot!.querySelectorAll('button')).to.have.length(1);
    element.click();
    expect((await nextFact()).name).to.equal('Product Added');
    await nothingElse();
  });
});

describe('an element that is its content', () => {
  beforeEach(openPage);
  afterEach(closePage);

  const light = ['ecom-event', 'ecom-page', 'ecom-product', 'ecom-product-link', 'ecom-product-list', 'ecom-wishlist'];
  const displays = (root: ParentNode): string[] => light.map((tag) => getComputedStyle(root.querySelector(tag)!).display);
  const all = (display: string): string[] => light.map(() => display);
  const markup = light.map((tag) => `<${tag} name="Light" trigger="click"></${tag}>`).join('');

  function place(html: string, root: ParentNode & Node): ParentNode {
    const place = document.createElement('div');
    later(() => place.remove());
    root.appendChild(place);
    place.innerHTML = html;
    return place;
  }

  it('has no shadow root', () => {
    const root = place(markup, document.body);
    expect(light.filter((tag) => root.querySelector(tag)!.shadowRoot)).to.deep.equal([]);
  });

  it('is a block, in the page and in a shadow root of the theme', () => {
    expect(displays(place(markup, document.body))).to.deep.equal(all('block'));
    const host = place('<div></div>', document.body).firstElementChild!;
    expect(displays(place(markup, host.attachShadow({ mode: 'open' })))).to.deep.equal(all('block'));
  });

  it('is what the theme says, whatever its selector, also in a layer', () => {
    for (const css of ['* { display: grid }', '@layer base, utilities; @layer utilities { .theme > * { display: grid } }']) {
      const root = place('<div></div>', document.body).firstElementChild!.attachShadow({ mode: 'open' });
      root.innerHTML = `<style>${css}</style>`;
      const theme = place(markup, root) as HTMLElement;
      theme.className = 'theme';
      expect(displays(theme), css).to.deep.equal(all('grid'));
    }
  });

  it('does not take a link around it for one of its own', async () => {
    const root = place(`<a href="#around"><ecom-product-link ${mug}><b>Mug</b></ecom-product-link></a>`, document.body);
    clickWith(root.querySelector('b')!);
    await nothingElse();
  });
});
