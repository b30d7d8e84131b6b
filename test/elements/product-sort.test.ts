import { expect, nextFrame, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../components/product/define.js';
import '../../components/product-list/define.js';
import '../../components/product-sort/define.js';
import type { EcomProductSort } from '../../components/product-sort/product-sort.js';
import type { EcomRequestFailed } from '../../src/element/request-controller.js';
import { patience, quiet } from '../../src/element/list-context.js';
import { answer, closePage, drawn, hold, isSeen, listen, mount, nextFact, nothingElse, openPage, overhear, statusOf, stopTheClock, turnPage } from './page.js';

const cards = (...ids: number[]): string =>
  ids.map((id) => `<ecom-product product-id="${id}" name="Mug ${id}" price="${id}" currency="SAR"></ecom-product>`).join('');
const items = (...ids: number[]): object[] => ids.map((id, at) => ({ product_id: `${id}`, name: `Mug ${id}`, price: id, currency: 'SAR', position: at + 1 }));
const options = ['', 'price:asc', 'price:desc', 'best'];
const select = `<label>Sort <select>${options.map((value) => `<option value="${value}">${value || 'Featured'}</option>`).join('')}</select></label>`;
const sort = (attributes = ''): string => `<ecom-product-sort ${attributes}>${select}</ecom-product-sort>`;
const shelf = `<ecom-product-list list-id="shelf" name="Shelf" category="Mugs">${cards(1, 2, 3)}</ecom-product-list>`;

/** A page with a list that is reported, and the select for it. */
async function page(attributes = ''): Promise<{ element: EcomProductSort; list: HTMLElement; field: HTMLSelectElement; choose(value: string): void }> {
  const root = await mount(`<main>${shelf}${sort(attributes)}</main>`);
  const field = root.querySelector('select')!;
  expect((await nextFact()).name).to.equal('Product List Viewed');
  return {
    element: root.querySelector('ecom-product-sort')!,
    list: root.querySelector('ecom-product-list')!,
    field,
    choose: (value) => {
      field.value = value;
      field.dispatchEvent(new Event('change', { bubbles: true }));
    },
  };
}

/** What has been answered is shown. */
async function shown(element: Element): Promise<HTMLElement> {
  await nextFrame();
  await drawn(element);
  return statusOf(element);
}

describe('<ecom-product-sort>', () => {
  beforeEach(async () => {
    openPage();
    turnPage();
  });
  afterEach(closePage);

  it('asks the store, and reports Product List Sorted with the products in their new order, which are no new Product List Viewed', async () => {
    const { list, element, choose } = await page();
    const requests = answer('list-sort', () => void (list.innerHTML = cards(3, 2, 1)));
    choose('price:desc');
    const { name, payload, context } = await nextFact();
    expect([name, context.assumed]).to.deep.equal(['Product List Sorted', undefined]);
    expect(payload).to.deep.equal({ list_id: 'shelf', category: 'Mugs', sorts: [{ type: 'price', value: 'desc' }], products: items(3, 2, 1) });
    expect(requests[0]!.detail).to.deep.equal({ list_id: 'shelf', category: 'Mugs', sorts: [{ type: 'price', value: 'desc' }] });
    expect((await shown(element)).textContent).to.equal('Results: 3');
    await nothingElse();
  });

  it('reports the order of cards that only change places', async () => {
    const { list, choose } = await page();
    answer('list-sort', () => list.append(...[...list.children].reverse()));
    choose('price:desc');
    expect((await nextFact()).payload.products).to.deep.equal(items(3, 2, 1));
    await nothingElse();
  });

  it('reports the products and the order that the store confirmed', async () => {
    const { choose } = await page();
    answer('list-sort', () => ({ products: [{ product_id: '9' }], sorts: [{ type: 'popularity' }] }));
    choose('best');
    expect((await nextFact()).payload).to.deep.include({ products: [{ product_id: '9' }], sorts: [{ type: 'popularity' }] });
    await nothingElse();
  });

  for (const [option, sorts] of [
    ['price:asc', [{ type: 'price', value: 'asc' }]],
    ['price-asc', [{ type: 'price', value: 'asc' }]],
    ['price_desc', [{ type: 'price', value: 'desc' }]],
    ['created-at_DESC', [{ type: 'created-at', value: 'desc' }]],
    ['title-ascending', [{ type: 'title', value: 'asc' }]],
    ['best-selling', [{ type: 'best-selling', value: undefined }]],
    ['asc', [{ type: 'asc', value: undefined }]],
    ['', []],
  ] as const) {
    it(`takes the option "${option}" for ${JSON.stringify(sorts)}`, async () => {
      const requests = hold('list-sort');
      const root = await mount(`<ecom-product-sort><select><option value="first"></option><option value="${option}"></option></select></ecom-product-sort>`);
      const field = root.querySelector('select')!;
      field.value = option;
      field.dispatchEvent(new Event('change', { bubbles: true }));
      expect(requests[0]!.detail.sorts).to.deep.equal(sorts);
    });
  }

  describe('hears the shopper only', () => {
    it('not a script that sets the select', async () => {
      const requests = overhear('list-sort');
      const { field } = await page();
      field.value = 'best';
      await nextFrame();
      expect(requests).to.deep.equal([]);
      await nothingElse();
    });

    it('not a choice that is no other', async () => {
      const requests = overhear('list-sort');
      const { choose } = await page();
      choose('');
      expect(requests).to.deep.equal([]);
    });

    it('also one who goes back to the first order when a script had set another', async () => {
      const requests = overhear('list-sort');
      const { field, choose } = await page();
      field.value = 'best';
      field.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
      choose('');
      expect(requests[0]!.detail.sorts).to.deep.equal([]);
      expect((await nextFact()).name).to.equal('Product List Sorted');
    });

    it('not a change of another field beside the select', async () => {
      const requests = overhear('list-sort');
      const { element } = await page();
      element.insertAdjacentHTML('beforeend', '<input>');
      element.querySelector('input')!.dispatchEvent(new Event('change', { bubbles: true }));
      expect(requests).to.deep.equal([]);
    });

    it('by the keyboard', async () => {
      const { field } = await page();
      answer('list-sort', () => ({}));
      field.focus();
      await sendKeys({ press: 'ArrowDown' });
      expect((await nextFact()).payload.sorts).to.deep.equal([{ type: 'price', value: 'asc' }]);
      expect(document.activeElement).to.equal(field);
      await sendKeys({ press: 'ArrowUp' });
      expect((await nextFact()).payload.sorts).to.deep.equal([]);
      await nothingElse();
    });
  });

  describe('when nobody answers', () => {
    it('assumes it, with what the list shows when a theme that fetches by itself has drawn it', async () => {
      const { list, field, choose } = await page();
      const clock = stopTheClock(quiet);
      choose('price:desc');
      await nextFrame();
      clock.pass(patience - 1);
      list.innerHTML = cards(3, 2, 1);
      await nextFrame();
      clock.pass(quiet);
      const { name, payload, context } = await nextFact();
      expect([name, context.assumed, payload.products, field.value]).to.deep.equal(['Product List Sorted', true, items(3, 2, 1), 'price:desc']);
      await nothingElse();
    });

    it('and that is to be ignored, reports nothing, of the list neither', async () => {
      const { list, field, choose } = await page('unanswered="ignore"');
      const clock = stopTheClock(quiet);
      choose('best');
      list.innerHTML = cards(3, 2, 1);
      await nextFrame();
      clock.pass(quiet);
      await nothingElse();
      expect(field.value).to.equal('best');
    });
  });

  describe('puts the select back and reports nothing', () => {
    it('when the store says no or fails; the reason is seen', async () => {
      const { element, field, choose } = await page();
      const requests = hold('list-sort');
      choose('best');
      expect([(await shown(element)).textContent, element.ariaBusy]).to.deep.equal(['One moment…', 'true']);
      requests[0]!.deny('Not for this list');
      const status = await shown(element);
      expect([field.value, status.textContent, isSeen(status), element.ariaBusy]).to.deep.equal(['', 'Not for this list', true, null]);
      choose('best');
      requests[1]!.fail();
      expect([(await shown(element)).textContent, field.value]).to.deep.equal(['That did not work. Please try again.', '']);
      await nothingElse();
    });

    it('to the order that the store confirmed last', async () => {
      const { field, choose } = await page();
      const requests = hold('list-sort');
      choose('price:asc');
      requests[0]!.confirm();
      await nextFact();
      choose('best');
      requests[1]!.deny();
      await nextFrame();
      expect(field.value).to.equal('price:asc');
      await nothingElse();
    });

    it('when a listener calls it off', async () => {
      listen(document, 'ecom-list-sort-request', (event: Event) => event.preventDefault());
      const { field, choose } = await page();
      choose('best');
      await nextFrame();
      expect(field.value).to.equal('');
      await nothingElse();
    });

    it('when the store never answers, and shows its answer when it comes late after all', async () => {
      const { field, choose } = await page('timeout="1"');
      const requests = hold('list-sort');
      const failed = oneEvent(document, 'ecom-request-failed') as Promise<CustomEvent<EcomRequestFailed>>;
      choose('best');
      expect(((await failed).detail.error as Error).name).to.equal('TimeoutError');
      expect([requests[0]!.signal.aborted, field.value]).to.deep.equal([true, '']);
      await nothingElse();
      requests[0]!.confirm();
      expect((await nextFact()).payload.sorts).to.deep.equal([{ type: 'best' }]);
      expect(field.value).to.equal('best');
      await nothingElse();
    });

    it('when it has left the page and the store then fails; its handler is told', async () => {
      const { element, choose } = await page();
      const requests = hold('list-sort');
      choose('best');
      element.remove();
      await nextFrame();
      expect(requests[0]!.signal.aborted).to.equal(true);
      requests[0]!.fail();
      await nothingElse();
    });
  });

  for (const outcome of ['confirm', 'deny', 'fail'] as const) {
    it(`has nothing that axe finds before and after ${outcome}`, async () => {
      const { element, choose } = await page();
      const requests = hold('list-sort');
      choose('best');
      await shown(element);
      await expect(element).to.be.accessible();
      requests[0]![outcome]();
      await shown(element);
      await expect(element).to.be.accessible();
    });
  }

  it('reports nothing when the platform does, of the list neither, and the order stays', async () => {
    const { list, field, choose } = await page();
    answer('list-sort', () => {
      list.innerHTML = cards(3, 2, 1);
      return { reportedBy: 'platform' };
    });
    const clock = stopTheClock(quiet);
    choose('best');
    await nextFrame();
    clock.pass(quiet);
    expect(field.value).to.equal('best');
    await nothingElse();
  });

  for (const outcome of ['confirm', 'deny'] as const) {
    it(`asks for what was chosen while the store was busy when that has ended with ${outcome}`, async () => {
      const { field, choose } = await page();
      const requests = hold('list-sort');
      choose('price:asc');
      choose('best');
      choose('price:desc');
      expect(requests).to.have.length(1);
      requests[0]![outcome]();
      await nextFrame();
      expect(field.value, 'until the list has settled, too').to.equal('price:desc');
      if (outcome === 'confirm') expect((await nextFact()).payload.sorts).to.deep.equal([{ type: 'price', value: 'asc' }]);
      await nextFrame();
      expect([requests.length, field.value]).to.deep.equal([2, 'price:desc']);
      requests[1]!.confirm();
      expect((await nextFact()).payload.sorts).to.deep.equal([{ type: 'price', value: 'desc' }]);
      await nothingElse();
    });
  }

  it('asks for nothing more when it has left meanwhile', async () => {
    const { element, choose } = await page();
    const requests = hold('list-sort');
    choose('price:asc');
    choose('best');
    element.remove();
    const more: Event[] = [];
    listen(element, 'ecom-list-sort-request', (event: Event) => void more.push(event));
    requests[0]!.confirm();
    expect((await nextFact()).payload.sorts).to.deep.equal([{ type: 'price', value: 'asc' }]);
    await nothingElse();
    expect(more).to.deep.equal([]);
  });
});
