import { expect, nextFrame, oneEvent } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import '../../components/product/define.js';
import '../../components/product-link/define.js';
import '../../components/product-list/define.js';
import type { EcomProductList } from '../../components/product-list/product-list.js';
import { quiet } from '../../src/element/list-context.js';
import { clickWith, closePage, later, listen, mount, navigate, nextFact, nothingElse, openPage, restNames, stopTheClock, tracker, turnPage } from './page.js';

const card = (id: number, attributes = '', inside = ''): string =>
  `<ecom-product product-id="${id}" name="Mug ${id}" price="${id}" currency="SAR" ${attributes}>${inside}</ecom-product>`;
const cards = (...ids: number[]): string => ids.map((id) => card(id)).join('');
const item = (id: number, position = id): object => ({ product_id: `${id}`, name: `Mug ${id}`, price: id, currency: 'SAR', position });
const products = (...ids: number[]): object[] => ids.map((id) => item(id));

/** The ids in a fact, in their order. */
const idsOf = ({ payload }: { payload: object }): unknown[] => (payload as { products: { product_id: string }[] }).products.map(({ product_id }) => product_id);

/** Counts how often something is looked for in the element. */
function countWalks(element: Element): { walks: number } {
  const count = { walks: 0 };
  const original = element.querySelectorAll.bind(element);
  Object.defineProperty(element, 'querySelectorAll', {
    value: (selector: string) => {
      count.walks++;
      return original(selector);
    },
  });
  return count;
}

describe('<ecom-product-list>', () => {
  beforeEach(async () => {
    openPage();
    turnPage();
  });
  afterEach(closePage);

  it('reports what it holds, with positions, its id, name and category', async () => {
    await mount(`<ecom-product-list list-id="home" name="Home" category="Mugs"><ul><li>${card(1)}</li><li>${card(2)}</li></ul></ecom-product-list>`);
    const { name, payload } = await nextFact();
    expect(name).to.equal('Product List Viewed');
    expect(payload).to.deep.equal({ list_id: 'home', list_name: 'Home', category: 'Mugs', products: products(1, 2) });
    await nothingElse();
  });

  describe('that goes on (infinite scroll)', () => {
    it('reports an appended page as one event, with the new ones only and positions that go on', async () => {
      const list = await mount(`<ecom-product-list list-id="home">${cards(1, 2)}</ecom-product-list>`);
      await nextFact();
      list.insertAdjacentHTML('beforeend', card(3));
      await Promise.resolve();
      list.insertAdjacentHTML('beforeend', cards(4, 5));
      expect((await nextFact()).payload.products).to.deep.equal(products(3, 4, 5));
      list.insertAdjacentHTML('beforeend', cards(6, 7));
      expect((await nextFact()).payload.products).to.deep.equal(products(6, 7));
      await nothingElse();
    });

    it('reports a page that comes slowly, card by card, as one event', async () => {
      const list = await mount(`<ecom-product-list list-id="home">${cards(1)}<p></p></ecom-product-list>`);
      await nextFact();
      // As long as the list waits for more; what is shorter runs on.
      const clock = stopTheClock(quiet);
      for (let id = 2; id <= 30; id++) {
        // Deep inside of what the theme appends.
        list.insertAdjacentHTML('beforeend', `<div><p>${card(id)}</p></div>`);
        await nextFrame();
        expect(clock.running(), 'it waits anew for each card').to.equal(1);
      }
      clock.pass(quiet);
      expect(await nextFact().then(idsOf)).to.have.length(29);
      await nothingElse();
    });

    it('is reported in time although a countdown in its cards never rests', async () => {
      const list = await mount(`<ecom-product-list list-id="home">${card(1, '', '<b>60</b>')}</ecom-product-list>`);
      const clock = setInterval(() => (list.querySelector('b')!.textContent = String(performance.now())), 20);
      expect((await nextFact()).payload.products).to.deep.equal(products(1));
      clearInterval(clock);
      await nothingElse();
    });

    it('shows no hidden products, and those that come into sight as a page, with the positions they have then', async () => {
      const list = await mount<EcomProductList>(`<ecom-product-list list-id="home">${card(1)}${card(2, 'hidden')}<div hidden>${card(3)}</div>${card(4)}</ecom-product-list>`);
      expect((await nextFact()).payload.products).to.deep.equal([item(1), item(4, 2)]);
      list.querySelector('div')!.hidden = false;
      expect((await nextFact()).payload.products).to.deep.equal([item(3, 2)]);
      expect(list.readProducts()).to.deep.equal([item(1), item(3, 2), item(4, 3)]);
      await nothingElse();
    });
  });

  it('reports nothing while it is empty, and its products when they come', async () => {
    const list = await mount('<ecom-product-list list-id="home"><p>Loading</p></ecom-product-list>');
    list.insertAdjacentHTML('beforeend', card(1));
    expect((await nextFact()).payload.products).to.deep.equal(products(1));
    await nothingElse();
  });

  it('reports products once when it is moved, removed, or its products change places', async () => {
    const root = await mount(`<div><ecom-product-list list-id="home">${card(1)}${card(2)}</ecom-product-list><p></p></div>`);
    const list = root.firstElementChild!;
    await nextFact();
    root.querySelector('p')!.append(list);
    list.append(list.firstElementChild!);
    list.insertAdjacentHTML('beforeend', card(3));
    expect((await nextFact()).payload.products).to.deep.equal(products(3));
    await nothingElse();
  });

  it('reports at once when the shopper leaves early', async () => {
    await mount(`<ecom-product-list list-id="home">${card(1)}</ecom-product-list>`);
    const viewed = oneEvent(document, 'ecom-product-list-viewed');
    dispatchEvent(new PageTransitionEvent('pagehide'));
    await viewed;
    dispatchEvent(new PageTransitionEvent('pageshow'));
    expect((await nextFact()).name).to.equal('Product List Viewed');
    dispatchEvent(new PageTransitionEvent('pagehide'));
    dispatchEvent(new PageTransitionEvent('pageshow'));
    await nothingElse();
  });

  it('reports all again when the page comes back out of the back/forward cache', async () => {
    await mount(`<ecom-product-list list-id="home">${card(1)}</ecom-product-list>`);
    await nextFact();
    turnPage();
    expect((await nextFact()).payload.products).to.deep.equal(products(1));
    await nothingElse();
  });

  it('reports nothing new when a router moves on around it', async () => {
    await mount(`<ecom-product-list list-id="home">${card(1)}</ecom-product-list>`);
    await nextFact();
    await navigate();
    await nothingElse();
  });

  it('reports nothing when it is taken away first', async () => {
    const list = await mount(`<ecom-product-list list-id="home">${card(1)}</ecom-product-list>`);
    list.remove();
    // Another one that came later has been reported by then.
    await mount(`<ecom-product-list list-id="later">${card(1)}</ecom-product-list>`);
    expect((await nextFact()).payload.list_id).to.equal('later');
    await nothingElse();
  });

  it('reports nothing with view="none", and gives its products their position all the same', async () => {
    const list = await mount<EcomProductList>(`<ecom-product-list list-id="home" view="none">${cards(1, 2)}</ecom-product-list>`);
    await list.settled();
    list.insertAdjacentHTML('beforeend', card(3));
    expect(await list.settled()).to.deep.equal(products(1, 2, 3));
    await nothingElse();
  });

  describe('tells its products', () => {
    it('with positions, whatever is around them', async () => {
      const list = await mount<EcomProductList>(`<ecom-product-list list-id="home"><ul><li>${card(1)}</li><li><b>${card(2)}</b></li></ul></ecom-product-list>`);
      expect(list.readProducts()).to.deep.equal(products(1, 2));
    });

    it('with the position that the theme wrote, where it did', async () => {
      const list = await mount<EcomProductList>(`<ecom-product-list list-id="home">${card(1, 'position="25"')}${card(2)}</ecom-product-list>`);
      expect(list.readProducts()).to.deep.equal([item(1, 25), item(2)]);
    });

    it('and no position of one that it does not show', async () => {
      const list = await mount(`<ecom-product-list list-id="home">${card(1, 'hidden')}${card(2)}</ecom-product-list>`);
      const [hidden, shown] = [...list.querySelectorAll('ecom-product')].map((product) => product.describeProduct().position);
      expect([hidden, shown]).to.deep.equal([undefined, 1]);
    });

    it('in one walk, however many there are', async () => {
      const list = await mount<EcomProductList>(`<ecom-product-list list-id="home">${Array.from({ length: 1000 }, (_, at) => card(at + 1)).join('')}</ecom-product-list>`);
      const count = countWalks(list);
      const told = list.readProducts();
      expect([told.length, told[999]!.position, count.walks]).to.deep.equal([1000, 1000, 1]);
      expect(await nextFact().then(idsOf)).to.have.length(1000);
      expect(count.walks).to.equal(2);
    });
  });

  describe('settles', () => {
    it('when no card has come or gone for a while: it tells what it shows, and reports that no more', async () => {
      const list = await mount<EcomProductList>(`<ecom-product-list list-id="home">${cards(1, 2)}</ecom-product-list>`);
      await nextFact();
      const settled = list.settled();
      list.innerHTML = cards(5);
      await nextFrame();
      list.insertAdjacentHTML('beforeend', cards(6));
      expect(await settled).to.deep.equal([item(5, 1), item(6, 2)]);
      await nothingElse();
      list.insertAdjacentHTML('beforeend', card(7));
      expect((await nextFact()).payload.products).to.deep.equal([item(7, 3)]);
      await nothingElse();
    });

    it('for all who wait', async () => {
      const list = await mount<EcomProductList>(`<ecom-product-list list-id="home">${cards(1)}</ecom-product-list>`);
      expect(await Promise.all([list.settled(), list.settled()])).to.deep.equal([products(1), products(1)]);
      await nothingElse();
    });

    it('later where its first change takes longer', async () => {
      const list = await mount<EcomProductList>(`<ecom-product-list list-id="home">${cards(1)}</ecom-product-list>`);
      await nextFact();
      const clock = stopTheClock(quiet);
      const settled = list.settled(5000);
      clock.pass(quiet);
      list.innerHTML = cards(2);
      await nextFrame();
      clock.pass(quiet);
      expect(await settled).to.deep.equal([item(2, 1)]);
      await nothingElse();
    });

    it('when the shopper leaves', async () => {
      const list = await mount<EcomProductList>(`<ecom-product-list list-id="home">${cards(1)}</ecom-product-list>`);
      const settled = list.settled(5000);
      dispatchEvent(new PageTransitionEvent('pagehide'));
      expect(await settled).to.deep.equal(products(1));
      dispatchEvent(new PageTransitionEvent('pageshow'));
      await nothingElse();
    });

    it('with nothing when it is taken away', async () => {
      const list = await mount<EcomProductList>(`<ecom-product-list list-id="home">${cards(1)}</ecom-product-list>`);
      const settled = list.settled();
      list.remove();
      expect(await settled).to.equal(undefined);
      await nothingElse();
    });

    it('not while the store is asked to arrange it; what was there before is reported at once', async () => {
      const clock = stopTheClock(quiet);
      const list = await mount<EcomProductList>(`<ecom-product-list list-id="home">${cards(1)}</ecom-product-list>`);
      const request = { pending: true };
      list.hold(request);
      expect(await nextFact().then(idsOf)).to.deep.equal(['1']);
      list.insertAdjacentHTML('beforeend', card(2));
      await nextFrame();
      clock.pass(quiet);
      dispatchEvent(new PageTransitionEvent('pagehide'));
      dispatchEvent(new PageTransitionEvent('pageshow'));
      await nothingElse();
      request.pending = false;
      clock.pass(quiet);
      expect(await nextFact().then(idsOf), 'nobody arranged it').to.deep.equal(['2']);
      await nothingElse();
    });
  });

  describe('with view="visible"', () => {
    const box = (id: number, style = ''): string => card(id, `style="block-size: 100px; ${style}"`, `<ecom-product-link><a href="#mug">Mug</a></ecom-product-link>`);
    const list = (inside: string, attributes = 'list-id="home"'): string =>
      `<ecom-product-list view="visible" ${attributes} style="position: absolute; inset-block-start: 0; inset-inline: 0">${inside}</ecom-product-list>`;
    /** Below what the window shows. */
    const below = 'margin-block-start: 2000px';

    /** Waits until the card is watched: its list does so once its cards have come to rest. */
    function whenWatched(id: number): Promise<void> {
      const { prototype } = IntersectionObserver;
      const { observe } = prototype;
      later(() => (prototype.observe = observe));
      return new Promise((resolve) => {
        prototype.observe = function (card) {
          observe.call(this, card);
          if (card.matches(`[product-id="${id}"]`)) resolve();
        };
      });
    }

    beforeEach(() => setViewport({ width: 800, height: 600 }));
    afterEach(() => scrollTo(0, 0));

    it('reports those that were seen, in one event, with the position each has in the whole list', async () => {
      await mount(list(`${card(9, 'style="display: none"')}${box(1)}${box(2)}${box(3, below)}`, 'list-id="home" name="Home" category="Mugs"'));
      const { name, payload } = await nextFact();
      expect(name).to.equal('Product List Viewed');
      expect(payload).to.deep.equal({ list_id: 'home', list_name: 'Home', category: 'Mugs', products: [item(1, 2), item(2, 3)] });
      await nothingElse();
    });

    it('reports the others when the shopper gets there, also those of an appended page', async () => {
      const root = await mount(list(box(1) + box(2, below)));
      expect(await nextFact().then(idsOf)).to.deep.equal(['1']);
      const watched = whenWatched(4);
      root.insertAdjacentHTML('beforeend', box(3) + box(4, below));
      await watched;
      scrollTo(0, 2000);
      expect((await nextFact()).payload.products).to.deep.equal(products(2, 3));
      await nothingElse();
    });

    it('counts a click as seen, and reports it before the click', async () => {
      const root = await mount<EcomProductList>(list(box(1, below) + box(2)));
      await root.settled();
      const watched = whenWatched(4);
      root.innerHTML = box(3, below) + box(4, below);
      await watched;
      clickWith(root.querySelectorAll('a')[1]!);
      const [viewed, clicked] = [await nextFact(), await nextFact()];
      expect([viewed.name, clicked.name]).to.deep.equal(['Product List Viewed', 'Product Clicked']);
      expect(viewed.payload.products).to.deep.equal([item(4, 2)]);
      await nothingElse();
    });

    it('reports a product once in a navigation, however often the theme draws it', async () => {
      const root = await mount(list(box(1)));
      await nextFact();
      root.innerHTML = box(1) + box(2);
      expect((await nextFact()).payload.products).to.deep.equal(products(2));
      root.remove();
      await mount(list(box(1) + box(2) + box(3)));
      expect((await nextFact()).payload.products).to.deep.equal(products(3));
      await nothingElse();
      turnPage();
      expect(await nextFact().then(idsOf)).to.deep.equal(['1', '2', '3']);
      await nothingElse();
    });

    it('knows two lists without an id apart', async () => {
      const root = await mount(`<div>${list(box(1), 'name="New"')}${list(box(1), 'name="Sale"').replace('start: 0', 'start: 200px')}</div>`);
      expect(root.children).to.have.length(2);
      expect([(await nextFact()).payload.list_name, (await nextFact()).payload.list_name]).to.have.members(['New', 'Sale']);
      await nothingElse();
    });

    it('does not report what left before it was seen, although it is seen elsewhere', async () => {
      const watched = whenWatched(2);
      const root = await mount(`<div>${list(box(1) + box(2))}</div>`);
      await watched;
      root.prepend(root.querySelector('ecom-product')!);
      expect((await nextFact()).payload.products).to.deep.equal([item(2, 1)]);
      await nothingElse();
    });

    it('does not report what its cards do when it has left itself', async () => {
      const watched = whenWatched(1);
      const root = await mount(`<div>${list(box(1), 'list-id="gone"')}</div>`);
      await watched;
      const gone = root.firstElementChild as EcomProductList;
      root.replaceChildren(gone.firstElementChild!);
      root.insertAdjacentHTML('beforeend', list(box(2)).replace('start: 0', 'start: 200px'));
      expect((await nextFact()).payload).to.deep.equal({ list_id: 'home', products: [item(2, 1)] });
      // Nor when it is back.
      root.append(gone);
      expect(await gone.settled()).to.deep.equal([]);
      await nothingElse();
    });

    for (const [how, leave] of [
      ['the shopper leaves', () => dispatchEvent(new PageTransitionEvent('pagehide'))],
      ['the list is taken away', (root: Element) => root.remove()],
      ['what was seen is taken away', (root: Element) => root.replaceChildren()],
    ] as const) {
      it(`reports what was seen when ${how} right then`, async () => {
        const root = await mount(list(box(1)));
        // Seen, and not reported yet: the list waits for more.
        const set = window.setTimeout;
        const seen = new Promise<void>((resolve) => {
          window.setTimeout = ((callback: (...args: unknown[]) => void, wait: number, ...args: unknown[]) =>
            set(
              (...those: unknown[]) => {
                callback(...those);
                if (wait === 1000) resolve();
              },
              wait,
              ...args,
            )) as typeof setTimeout;
        });
        await seen;
        window.setTimeout = set;
        expect(tracker().receipts()).to.have.length(0);
        leave(root);
        dispatchEvent(new PageTransitionEvent('pageshow'));
        expect((await nextFact()).payload.products).to.deep.equal(products(1));
        await nothingElse();
      });
    }

    it('leaves what a filter or a sort has drawn anew to its report', async () => {
      const root = await mount<EcomProductList>(list(box(1)));
      await nextFact();
      const settled = root.settled();
      root.innerHTML = box(2) + box(3, below);
      expect(await settled).to.deep.equal([item(2, 1), item(3, 2)]);
      root.insertAdjacentHTML('afterbegin', box(4));
      expect((await nextFact()).payload.products, 'a second later').to.deep.equal([item(4, 1)]);
      scrollTo(0, 2000);
      clickWith(root.querySelector('[product-id="3"] a')!);
      expect(await restNames()).to.deep.equal(['Product Clicked']);
    });
  });

  it('emits from itself', async () => {
    const from: unknown[] = [];
    listen(document, 'ecom-product-list-viewed', (event: Event) => void from.push(event.target));
    const list = await mount(`<ecom-product-list list-id="home">${card(1)}</ecom-product-list>`);
    await nextFact();
    expect(from).to.deep.equal([list]);
  });
});
