import { expect, nextFrame, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../components/product/define.js';
import '../../components/product-filters/define.js';
import '../../components/product-list/define.js';
import '../../components/product-sort/define.js';
import type { EcomProductFilters } from '../../components/product-filters/product-filters.js';
import type { EcomRequestFailed } from '../../src/element/request-controller.js';
import { patience, quiet } from '../../src/element/list-context.js';
import { answer, clickWith, closePage, doubleClick, drawn, hold, isSeen, listen, mount, nextFact, nothingElse, openPage, overhear, restNames, statusOf, stopTheClock, tracker, turnPage } from './page.js';

const cards = (...ids: number[]): string =>
  ids.map((id) => `<ecom-product product-id="${id}" name="Mug ${id}" price="${id}" currency="SAR"></ecom-product>`).join('');
const items = (...ids: number[]): object[] => ids.map((id, at) => ({ product_id: `${id}`, name: `Mug ${id}`, price: id, currency: 'SAR', position: at + 1 }));

const fields = '<label><input type="checkbox" name="colour" value="olive"> Olive</label><label><input type="checkbox" name="colour" value="sea"> Sea</label><label>To <input name="price_to"></label>';
const form = (inside = fields): string => `<form>${inside}<button>Filter</button></form>`;
const filters = (attributes = '', inside = form()): string => `<ecom-product-filters ${attributes}>${inside}</ecom-product-filters>`;
const shelf = (inside = cards(1, 2, 3), attributes = 'list-id="shelf" name="Shelf" category="Mugs"'): string => `<ecom-product-list ${attributes}>${inside}</ecom-product-list>`;

/** A page with a list that is reported, and a form for it; what is submitted natively stays on the page. */
async function page(html: string): Promise<{ root: HTMLElement; element: EcomProductFilters; list: HTMLElement; submitted: SubmitEvent[] }> {
  const root = await mount(`<main>${html}</main>`);
  const submitted: SubmitEvent[] = [];
  listen(window, 'submit', (event: SubmitEvent) => {
    if (!event.defaultPrevented) submitted.push(event);
    event.preventDefault();
  });
  const list = root.querySelector<HTMLElement>('ecom-product-list')!;
  if (list?.childElementCount) expect((await nextFact()).name).to.equal('Product List Viewed');
  return { root, element: root.querySelector('ecom-product-filters')!, list, submitted };
}

const tick = (root: Element, value: string): void => root.querySelector<HTMLElement>(`[value="${value}"]`)!.click();
const send = (root: Element): void => root.querySelector('button')!.click();

/** What has been answered is shown. */
async function shown(element: Element): Promise<HTMLElement> {
  await nextFrame();
  await drawn(element);
  return statusOf(element);
}

/** The local `ecom-request-failed` events of the test. */
function failures(): string[] {
  const heard: string[] = [];
  listen(document, 'ecom-request-failed', ({ detail }: CustomEvent<EcomRequestFailed>) => void heard.push((detail.error as Error).name));
  return heard;
}

describe('<ecom-product-filters>', () => {
  beforeEach(async () => {
    openPage();
    turnPage();
  });
  afterEach(closePage);

  describe('asks the store', () => {
    it('with the filters chosen, each value by its name, and what is known of the list', async () => {
      const requests = hold('list-filter');
      const { root, submitted } = await page(shelf() + filters());
      tick(root, 'olive');
      tick(root, 'sea');
      root.querySelector<HTMLInputElement>('[name="price_to"]')!.value = ' 20 ';
      send(root);
      expect(requests[0]!.detail).to.deep.equal({
        list_id: 'shelf', list_name: 'Shelf', category: 'Mugs', sorts: undefined,
        filters: [{ type: 'colour', value: 'olive' }, { type: 'colour', value: 'sea' }, { type: 'price_to', value: '20' }],
      });
      expect(submitted).to.deep.equal([]);
    });

    it('with no filter when none is chosen', async () => {
      const requests = hold('list-filter');
      const { root } = await page(shelf() + filters());
      send(root);
      expect(requests[0]!.detail.filters).to.deep.equal([]);
    });

    it('with the order in force, which is no filter though its select stands in the form', async () => {
      const requests = hold('list-filter');
      const sort = '<ecom-product-sort><select name="order"><option value="">Featured</option><option value="price:desc">Price</option></select></ecom-product-sort>';
      const { root } = await page(shelf() + filters('', form(fields + sort)));
      send(root);
      expect(requests[0]!.detail).to.deep.include({ filters: [], sorts: [] });
      requests[0]!.deny();
      await nextFrame();
      root.querySelector('select')!.value = 'price:desc';
      send(root);
      expect(requests[1]!.detail).to.deep.include({ filters: [], sorts: [{ type: 'price', value: 'desc' }] });
    });

    for (const [what, html, list_id] of [
      ['the one it names, wherever that is', `${shelf('', 'list-id="a"')}${shelf('', 'list-id="b"')}${filters('list-id="b"')}`, 'b'],
      ['the one it names, although that is not on the page', `${shelf('', 'list-id="a"')}${filters('list-id="elsewhere"')}`, 'elsewhere'],
      ['the one around it, before others', `${shelf('', 'list-id="a"')}${shelf(filters(), 'list-id="b"')}`, 'b'],
      ['the page’s only one', `${shelf('', 'list-id="a"')}${filters()}`, 'a'],
      ['none, when there are several', `${shelf('', 'list-id="a"')}${shelf('', 'list-id="b"')}${filters()}`, undefined],
    ] as const) {
      it(`about a list: ${what}`, async () => {
        const requests = hold('list-filter');
        const root = await mount(`<main>${html}</main>`);
        send(root.querySelector('ecom-product-filters')!);
        expect(requests[0]!.detail.list_id).to.equal(list_id);
      });
    }
  });

  describe('reports Product List Filtered', () => {
    it('with the products that the list shows once it has settled, which are no new Product List Viewed', async () => {
      const { root, list } = await page(shelf() + filters());
      answer('list-filter', async () => {
        list.innerHTML = cards(3);
        await nextFrame();
        list.insertAdjacentHTML('beforeend', cards(1));
        return {};
      });
      tick(root, 'olive');
      send(root);
      const { name, payload, context } = await nextFact();
      expect([name, context.assumed]).to.deep.equal(['Product List Filtered', undefined]);
      expect(payload).to.deep.equal({ list_id: 'shelf', list_name: 'Shelf', category: 'Mugs', filters: [{ type: 'colour', value: 'olive' }], products: items(3, 1) });
      await nothingElse();
      list.insertAdjacentHTML('beforeend', cards(4));
      const next = await nextFact();
      expect([next.name, (next.payload.products as { position: number }[])[0]!.position], 'the next page of the filtered list').to.deep.equal(['Product List Viewed', 3]);
      await nothingElse();
    });

    it('although the store takes its time after the list was drawn', async () => {
      const { root, list } = await page(shelf() + filters());
      const requests = hold('list-filter');
      const clock = stopTheClock(quiet);
      send(root);
      list.innerHTML = cards(3);
      await nextFrame();
      clock.pass(quiet);
      requests[0]!.confirm();
      await nextFrame();
      clock.pass(quiet);
      const { name, payload } = await nextFact();
      expect([name, payload.products]).to.deep.equal(['Product List Filtered', items(3)]);
      await nothingElse();
    });

    it('with the products and fields that the store confirmed', async () => {
      const { root, list } = await page(shelf() + filters());
      answer('list-filter', () => {
        list.innerHTML = cards(2);
        return { products: [{ product_id: '2' }, { product_id: '9' }], filters: [{ type: 'colour', value: 'green' }], total_results: 48 };
      });
      send(root);
      const { payload } = await nextFact();
      expect(payload).to.deep.include({ products: [{ product_id: '2' }, { product_id: '9' }], filters: [{ type: 'colour', value: 'green' }] });
      await nothingElse();
    });

    it('with no product when nothing is left', async () => {
      const { root, list, element } = await page(shelf() + filters());
      answer('list-filter', () => list.replaceChildren());
      send(root);
      expect((await nextFact()).payload.products).to.deep.equal([]);
      expect((await shown(element)).textContent).to.equal('Results: 0');
      await nothingElse();
    });

    it('with what is not hidden, where the theme hides what the filters leave out', async () => {
      const { root, list } = await page(shelf() + filters());
      answer('list-filter', () => void ((list.children[0] as HTMLElement).hidden = true));
      send(root);
      expect((await nextFact()).payload.products).to.deep.equal(items(2, 3));
      await nothingElse();
    });

    for (const [what, html] of [['around this element', shelf(filters() + cards(1, 2))], ['beside it', shelf() + filters()]] as const) {
      it(`where the theme draws the list itself anew, ${what}`, async () => {
        const { root, list } = await page(html);
        answer('list-filter', () => list.replaceWith(document.createRange().createContextualFragment(shelf(cards(3)))));
        send(root);
        const { name, payload } = await nextFact();
        expect([name, payload.products]).to.deep.equal(['Product List Filtered', items(3)]);
        await nothingElse();
      });
    }

    it('where the theme draws the list itself anew after it has answered', async () => {
      const { root, list } = await page(shelf() + filters());
      answer('list-filter', () => ({}));
      send(root);
      await nextFrame();
      list.replaceWith(document.createRange().createContextualFragment(shelf(cards(3))));
      const { name, payload } = await nextFact();
      expect([name, payload.products]).to.deep.equal(['Product List Filtered', items(3)]);
      await nothingElse();
    });

    it('and says how many are left: as the store counts, else as many as there are', async () => {
      const { root, element, list } = await page(shelf() + filters());
      const requests = hold('list-filter');
      send(root);
      expect((await shown(element)).textContent).to.equal('One moment…');
      expect(element.ariaBusy).to.equal('true');
      requests[0]!.confirm({ total_results: 48 });
      await nextFact();
      expect((await shown(element)).textContent).to.equal('Results: 48');
      send(root);
      list.innerHTML = cards(3);
      requests[1]!.confirm();
      await nextFact();
      const status = await shown(element);
      expect([status.textContent, isSeen(status), element.ariaBusy]).to.deep.equal(['Results: 1', false, null]);
      document.documentElement.lang = 'ar';
      expect((await shown(element)).textContent).to.equal('عدد النتائج: 1');
    });

    it('not without a list: products that nobody knows are not made up', async () => {
      const { root, element } = await page(filters('list-id="elsewhere"'));
      answer('list-filter', () => ({}));
      send(root);
      await nothingElse();
      const receipt = tracker().receipts().find(({ eventName }) => eventName === 'Product List Filtered')!;
      expect([receipt.status, receipt.findings.find(({ kind }) => kind === 'rejected')?.field]).to.deep.equal(['rejected', 'products']);
      expect((await shown(element)).textContent).to.equal('');
    });
  });

  describe('when nobody answers', () => {
    it('lets the form go on and assumes it, with what the list shows when the shopper leaves', async () => {
      const { root, submitted } = await page(shelf() + filters());
      tick(root, 'sea');
      send(root);
      expect(submitted).to.have.length(1);
      await nextFrame();
      const filtered = oneEvent(document, 'ecom-product-list-filtered');
      dispatchEvent(new PageTransitionEvent('pagehide'));
      await filtered;
      dispatchEvent(new PageTransitionEvent('pageshow'));
      const { name, payload, context } = await nextFact();
      expect([name, context.assumed, payload.products]).to.deep.equal(['Product List Filtered', true, items(1, 2, 3)]);
      await nothingElse();
    });

    it('waits for a theme that fetches by itself', async () => {
      const { root, list } = await page(shelf() + filters());
      const clock = stopTheClock(quiet);
      send(root);
      await nextFrame();
      clock.pass(patience - 1);
      list.innerHTML = cards(3);
      await nextFrame();
      clock.pass(quiet);
      const { name, payload, context } = await nextFact();
      expect([name, context.assumed, payload.products]).to.deep.equal(['Product List Filtered', true, items(3)]);
      await nothingElse();
    });

    it('and that is to be ignored, reports nothing, of the list neither', async () => {
      const { root, list, submitted } = await page(shelf() + filters('unanswered="ignore"'));
      const clock = stopTheClock(quiet);
      send(root);
      expect(submitted).to.have.length(1);
      list.innerHTML = cards(3);
      await nextFrame();
      clock.pass(quiet);
      await nothingElse();
    });
  });

  describe('reports nothing', () => {
    it('when the store says no or fails: the reason is seen, and what the list then shows anew is an ordinary view', async () => {
      const { root, element, list } = await page(shelf() + filters());
      const [requests, failed] = [hold('list-filter'), failures()];
      send(root);
      list.insertAdjacentHTML('beforeend', cards(4));
      requests[0]!.deny('Too many filters');
      const status = await shown(element);
      expect([status.textContent, isSeen(status)]).to.deep.equal(['Too many filters', true]);
      expect((await nextFact()).name).to.equal('Product List Viewed');
      send(root);
      requests[1]!.fail();
      expect((await shown(element)).textContent).to.equal('That did not work. Please try again.');
      expect(failed).to.deep.equal(['Error']);
      await nothingElse();
    });

    it('when the store never answers: the list is free again', async () => {
      const { root, list, element } = await page(shelf() + filters('timeout="1"'));
      const [requests, failed] = [hold('list-filter'), failures()];
      send(root);
      await oneEvent(document, 'ecom-request-failed');
      expect([failed, requests[0]!.signal.aborted]).to.deep.equal([['TimeoutError'], true]);
      expect(isSeen(await shown(element))).to.equal(true);
      list.insertAdjacentHTML('beforeend', cards(4));
      expect((await nextFact()).name).to.equal('Product List Viewed');
      await nothingElse();
    });

    it('when the element has left and the store then fails; its handler is told', async () => {
      const { root, element } = await page(shelf() + filters());
      const [requests, failed] = [hold('list-filter'), failures()];
      send(root);
      element.remove();
      await nextFrame();
      expect(requests[0]!.signal.aborted).to.equal(true);
      requests[0]!.fail();
      await nothingElse();
      expect(failed).to.deep.equal([]);
    });

    it('when a listener calls it off, and the form does not go on', async () => {
      listen(document, 'ecom-list-filter-request', (event: Event) => event.preventDefault());
      const { root, submitted } = await page(shelf() + filters());
      send(root);
      await nothingElse();
      expect(submitted).to.deep.equal([]);
    });

    it('when the platform reports it itself, of the list neither', async () => {
      const { root, list, element } = await page(shelf() + filters());
      answer('list-filter', () => {
        list.innerHTML = cards(3);
        return { reportedBy: 'platform' };
      });
      const clock = stopTheClock(quiet);
      send(root);
      await nextFrame();
      clock.pass(quiet);
      await nothingElse();
      expect((await shown(element)).textContent).to.equal('Results: 1');
    });

    it('when the theme has looked at the form and stopped it', async () => {
      const requests = overhear('list-filter');
      const { root } = await page(shelf() + filters());
      listen(root.querySelector('form')!, 'submit', (event: Event) => event.preventDefault());
      send(root);
      expect(requests).to.deep.equal([]);
      await nothingElse();
    });
  });

  it('asks once for a double click', async () => {
    const { root } = await page(shelf() + filters());
    const requests = answer('list-filter', () => ({}));
    doubleClick(root.querySelector('button')!);
    expect((await nextFact()).name).to.equal('Product List Filtered');
    await nothingElse();
    expect(requests).to.have.length(1);
  });

  it('is sent with Enter in a field, and with Space on the button', async () => {
    const { root } = await page(shelf() + filters());
    const requests = answer('list-filter', () => ({}));
    root.querySelector<HTMLElement>('[name="price_to"]')!.focus();
    await sendKeys({ type: '9' });
    await sendKeys({ press: 'Enter' });
    expect((await nextFact()).payload.filters).to.deep.equal([{ type: 'price_to', value: '9' }]);
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Space' });
    expect((await nextFact()).name).to.equal('Product List Filtered');
    expect(requests).to.have.length(2);
    await nothingElse();
  });

  it('asks for what was chosen while the store was busy when it has answered, and for nothing when that is the same', async () => {
    const { root } = await page(shelf() + filters());
    const requests = hold('list-filter');
    tick(root, 'olive');
    send(root);
    send(root);
    tick(root, 'sea');
    send(root);
    expect(requests).to.have.length(1);
    requests[0]!.confirm();
    expect((await nextFact()).payload.filters).to.have.length(1);
    await nextFrame();
    expect(requests).to.have.length(2);
    send(root);
    requests[1]!.confirm();
    expect((await nextFact()).payload.filters).to.have.length(2);
    await nothingElse();
    expect(requests).to.have.length(2);
  });

  it('asks for nothing more when it has left meanwhile', async () => {
    const { root, element } = await page(shelf() + filters());
    const requests = hold('list-filter');
    send(root);
    tick(root, 'olive');
    send(root);
    element.remove();
    const more: Event[] = [];
    listen(element, 'ecom-list-filter-request', (event: Event) => void more.push(event));
    requests[0]!.confirm();
    expect((await nextFact()).payload.filters).to.deep.equal([]);
    await nothingElse();
    expect(more).to.deep.equal([]);
  });

  describe('on a change', () => {
    it('asks nothing by itself', async () => {
      const requests = overhear('list-filter');
      const { root } = await page(shelf() + filters());
      tick(root, 'olive');
      root.querySelector('form')!.reset();
      await nextFrame();
      expect(requests).to.deep.equal([]);
    });

    it('asks with `auto`, one event for each change', async () => {
      const { root } = await page(shelf() + filters('auto'));
      const requests = answer('list-filter', () => ({}));
      tick(root, 'olive');
      expect((await nextFact()).payload.filters).to.deep.equal([{ type: 'colour', value: 'olive' }]);
      tick(root, 'olive');
      expect((await nextFact()).payload.filters).to.deep.equal([]);
      expect(requests).to.have.length(2);
      await nothingElse();
    });

    it('asks with `auto` when the form is reset, for what it holds then', async () => {
      const { root } = await page(shelf() + filters('auto'));
      answer('list-filter', () => ({}));
      tick(root, 'olive');
      await nextFact();
      root.querySelector('form')!.reset();
      expect((await nextFact()).payload.filters).to.deep.equal([]);
      await nothingElse();
    });

    it('asks with `auto` once when Enter changes a field and sends the form, and the page does not load anew', async () => {
      const { root, submitted } = await page(shelf() + filters('auto'));
      const requests = answer('list-filter', () => ({}));
      root.querySelector<HTMLElement>('[name="price_to"]')!.focus();
      await sendKeys({ type: '9' });
      await sendKeys({ press: 'Enter' });
      await nextFact();
      send(root);
      expect([requests.length, submitted.length]).to.deep.equal([1, 0]);
      await nothingElse();
    });

    it('assumes with `auto` one event when nobody answers, and lets the form go on', async () => {
      const { root, submitted } = await page(shelf() + filters('auto'));
      const requests = overhear('list-filter');
      tick(root, 'sea');
      send(root);
      expect([requests.length, submitted.length]).to.deep.equal([1, 1]);
      expect((await nextFact()).context.assumed).to.equal(true);
      await nothingElse();
    });

    it('asks with `auto` for the same again when the store had said no', async () => {
      const { root } = await page(shelf() + filters('auto'));
      const requests = hold('list-filter');
      tick(root, 'sea');
      requests[0]!.deny();
      await nextFrame();
      send(root);
      expect(requests).to.have.length(2);
    });

    it('leaves the select of an <ecom-product-sort> in the same form to that', async () => {
      const [filtered, sorted] = [overhear('list-filter'), overhear('list-sort')];
      const sort = '<ecom-product-sort><select name="order"><option value="">Featured</option><option value="price:desc">Price</option></select></ecom-product-sort>';
      const { root } = await page(shelf() + filters('auto', form(fields + sort)));
      const select = root.querySelector('select')!;
      select.value = 'price:desc';
      select.dispatchEvent(new Event('change', { bubbles: true }));
      expect([filtered.length, sorted.length]).to.deep.equal([0, 1]);
      expect((await nextFact()).name).to.equal('Product List Sorted');
    });
  });

  describe('never reads', () => {
    const secret = 'CANARY-4111';
    /** Each holds the canary, and notes whoever reads its value. */
    const secrets = {
      'a password': '<input type="password" name="key">',
      'a password that is shown': '<input type="text" name="password">',
      'a new password': '<input name="n" autocomplete="new-password">',
      'a card number': '<input name="card_number" inputmode="numeric">',
      'a card number by its purpose': '<input name="n" autocomplete="section-pay cc-number">',
      'a card’s code': '<input name="cvc">',
      'a card’s date in a select': `<select name="e" autocomplete="cc-exp"><option value="${secret}" selected>${secret}</option></select>`,
      'a one-time code': '<input name="code" autocomplete="one-time-code">',
      'a one-time code by its name': '<input name="otp">',
      'a token in a text': '<textarea name="api_token"></textarea>',
      'a hidden field': '<input type="hidden" name="session">',
    };

    for (const [what, html] of Object.entries(secrets)) {
      it(`${what}, and no event holds it`, async () => {
        const { root, list } = await page(shelf() + filters('auto', form(`${html}${fields}`)));
        const field = root.querySelector<HTMLInputElement>('form > :first-child')!;
        const reads: string[] = [];
        field.value = secret;
        for (const property of ['value', 'selectedOptions', 'selectedIndex', 'defaultValue']) {
          Object.defineProperty(field, property, { get: () => reads.push(property) && secret });
        }
        const events: unknown[] = [];
        for (const type of ['ecom-list-filter-request', 'ecom-product-list-filtered', 'ecom-product-list-viewed', 'ecom-request-failed']) {
          listen(window, type, ({ detail }: CustomEvent) => void events.push(detail));
        }
        answer('list-filter', () => void (list.innerHTML = cards(3)));
        field.dispatchEvent(new Event('change', { bubbles: true }));
        const facts = [await nextFact()];
        tick(root, 'olive');
        clickWith(root.querySelector('button')!);
        facts.push(await nextFact());
        expect(facts.map(({ payload }) => payload.filters)).to.deep.equal([[], [{ type: 'colour', value: 'olive' }]]);
        expect(events.length).to.be.greaterThan(3);
        expect(JSON.stringify([events, facts, tracker().receipts()])).not.to.contain(secret);
        expect(reads).to.deep.equal([]);
        expect(await restNames()).to.deep.equal([]);
      });
    }

    it('what is next to a filter with a harmless name, which is read', async () => {
      const { root } = await page(shelf() + filters('', form('<input name="q" value="mug"><input name="brand" value=""><select name="size" multiple><option selected>S</option><option selected>L</option></select><input value="nameless">')));
      const requests = hold('list-filter');
      send(root);
      expect(requests[0]!.detail.filters).to.deep.equal([{ type: 'q', value: 'mug' }, { type: 'size', value: 'S' }, { type: 'size', value: 'L' }]);
    });
  });
});
