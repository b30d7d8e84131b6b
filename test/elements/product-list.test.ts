import { expect, oneEvent } from '@open-wc/testing';
import '../../components/product/define.js';
import '../../components/product-list/define.js';
import { closePage, mount, navigate, nextFact, nothingElse, openPage } from './page.js';

const card = (id: number): string => `<ecom-product product-id="${id}" name="Mug ${id}" price="${id}" currency="SAR"></ecom-product>`;
const products = (...ids: number[]): object[] =>
  ids.map((id) => ({ product_id: `${id}`, name: `Mug ${id}`, price: id, currency: 'SAR', position: id }));

describe('<ecom-product-list>', () => {
  beforeEach(openPage);
  afterEach(closePage);

  it('reports what it holds, with positions, its id, name and category', async () => {
    await mount(`<ecom-product-list list-id="home" name="Home" category="Mugs"><ul><li>${card(1)}</li><li>${card(2)}</li></ul></ecom-product-list>`);
    const { name, payload } = await nextFact();
    expect(name).to.equal('Product List Viewed');
    expect(payload).to.deep.equal({ list_id: 'home', list_name: 'Home', category: 'Mugs', products: products(1, 2) });
    await nothingElse();
  });

  it('reports appended pages as one event, with the new ones only and positions that go on', async () => {
    const list = await mount(`<ecom-product-list list-id="home">${card(1)}${card(2)}</ecom-product-list>`);
    await nextFact();
    list.insertAdjacentHTML('beforeend', card(3));
    await Promise.resolve();
    list.insertAdjacentHTML('beforeend', card(4) + card(5));
    expect((await nextFact()).payload.products).to.deep.equal(products(3, 4, 5));
    await nothingElse();
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
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
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
});
