import { expect, nextFrame, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../components/search/define.js';
import type { EcomSearch } from '../../components/search/search.js';
import type { EcomRequestFailed } from '../../src/element/request-controller.js';
import { answer, closePage, doubleClick, drawn, hold, isSeen, listen, mount, nextFact, nothingElse, openPage, overhear, statusOf } from './page.js';

const field = '<label>Search <input type="search" name="q"></label>';
const search = (attributes = '', inside = `<form>${field}<button>Search</button></form>`): string => `<ecom-search ${attributes}>${inside}</ecom-search>`;

/** A page with a search; what is submitted natively stays on the page. */
async function page(html = search()): Promise<{ element: EcomSearch; submitted: SubmitEvent[]; find(query: string): void }> {
  const root = await mount(`<div>${html}</div>`);
  const submitted: SubmitEvent[] = [];
  listen(window, 'submit', (event: SubmitEvent) => {
    if (!event.defaultPrevented) submitted.push(event);
    event.preventDefault();
  });
  return {
    element: root.querySelector('ecom-search')!,
    submitted,
    find: (query) => {
      root.querySelector('input')!.value = query;
      root.querySelector('button')!.click();
    },
  };
}

/** What has been answered is shown. */
async function shown(element: Element): Promise<HTMLElement> {
  await nextFrame();
  await drawn(element);
  return statusOf(element);
}

describe('<ecom-search>', () => {
  beforeEach(openPage);
  afterEach(closePage);

  it('asks the store, and reports Products Searched with what it found', async () => {
    const { element, submitted, find } = await page();
    const found = { products: [{ product_id: '1', name: 'Mug' }], total_results: 7, filters: { colour: 'olive' }, sorts: [{ type: 'price', value: 'asc' }] };
    const requests = answer('search', () => found);
    find(' mug ');
    const { name, payload, context } = await nextFact();
    expect([name, context.assumed]).to.deep.equal(['Products Searched', undefined]);
    expect(payload).to.deep.equal({ query: 'mug', ...found });
    expect(requests[0]!.detail).to.deep.equal({ query: 'mug' });
    expect(submitted).to.deep.equal([]);
    const status = await shown(element);
    expect([status.textContent, isSeen(status)]).to.deep.equal(['Results: 7', false]);
    await nothingElse();
  });

  it('says that nothing was found, and nothing when it does not know', async () => {
    const { element, find } = await page();
    const requests = hold('search');
    for (const [total_results, said] of [[0, 'Results: 0'], [undefined, '']] as const) {
      find('unicorn');
      expect([(await shown(element)).textContent, element.ariaBusy]).to.deep.equal(['One moment…', 'true']);
      requests.at(-1)!.confirm({ total_results });
      expect((await nextFact()).payload).to.deep.equal({ query: 'unicorn', ...(total_results === 0 && { total_results }) });
      expect([(await shown(element)).textContent, element.ariaBusy]).to.deep.equal([said, null]);
    }
    await nothingElse();
  });

  for (const [what, inside] of [
    ['the first of type search', '<input name="q" value="wrong"><input type="search" name="words" value="mug"><input type="search" name="more" value="wrong">'],
    ['named q', '<input name="other" value="wrong"><input name="q" value="mug">'],
    ['named query', '<input name="query" value="mug">'],
    ['named search', '<input name="search" value="mug">'],
    ['named s', '<input name="s" value="mug">'],
  ] as const) {
    it(`takes the query from the field ${what}`, async () => {
      const requests = hold('search');
      const { element } = await page(search('', `<form>${inside}<button>Search</button></form>`));
      element.querySelector('button')!.click();
      expect(requests[0]!.detail).to.deep.equal({ query: 'mug' });
    });
  }

  it('never reads a password, whatever its name is', async () => {
    const requests = overhear('search');
    const { element } = await page(search('', '<form><input type="password" name="q"><button>Search</button></form>'));
    const reads: string[] = [];
    Object.defineProperty(element.querySelector('input')!, 'value', { get: () => reads.push('value') && 'CANARY' });
    element.querySelector('button')!.click();
    expect([requests, reads]).to.deep.equal([[], []]);
    await nothingElse();
  });

  it('asks nothing while the shopper types', async () => {
    const requests = overhear('search');
    const { element } = await page();
    element.querySelector('input')!.focus();
    await sendKeys({ type: 'mug' });
    await sendKeys({ press: 'Tab' });
    expect(requests).to.deep.equal([]);
    await nothingElse();
  });

  it('is sent with Enter in its field', async () => {
    const { element } = await page();
    answer('search', () => ({ total_results: 1 }));
    element.querySelector('input')!.focus();
    await sendKeys({ type: 'mug' });
    await sendKeys({ press: 'Enter' });
    expect((await nextFact()).payload).to.deep.equal({ query: 'mug', total_results: 1 });
    await nothingElse();
  });

  it('searches for nothing shorter than it should: the form goes on as it would', async () => {
    const { element, submitted, find } = await page();
    const requests = hold('search');
    for (const [least, short, enough] of [[undefined, ' ', 'm'], ['0', '', 'm'], ['', '', 'm'], ['3', 'mu ', 'mug']] as const) {
      if (least !== undefined) element.setAttribute('min-length', least);
      find(short);
      expect([requests.length, submitted.splice(0).length], least).to.deep.equal([0, 1]);
      find(enough);
      expect([requests.length, submitted.length], least).to.deep.equal([1, 0]);
      requests.pop()!.deny();
      await nextFrame();
    }
    await nothingElse();
  });

  it('is assumed when nobody answers, and the form goes on', async () => {
    const { element, submitted, find } = await page();
    find('mug');
    const { payload, context } = await nextFact();
    expect([payload, context.assumed, submitted.length]).to.deep.equal([{ query: 'mug' }, true, 1]);
    expect((await shown(element)).textContent).to.equal('');
    await nothingElse();
  });

  it('is no fact when nobody answers and that is to be ignored', async () => {
    const { submitted, find } = await page(search('unanswered="ignore"'));
    find('mug');
    expect(submitted).to.have.length(1);
    await nothingElse();
  });

  it('is no fact when the store says no or fails, which everybody sees', async () => {
    const { element, find } = await page();
    const requests = hold('search');
    find('mug');
    requests[0]!.deny('Search is closed');
    const status = await shown(element);
    expect([status.textContent, isSeen(status)]).to.deep.equal(['Search is closed', true]);
    find('mug');
    requests[1]!.fail();
    expect((await shown(element)).textContent).to.equal('That did not work. Please try again.');
    await nothingElse();
  });

  it('is no fact when the store never answers', async () => {
    const { element, find } = await page(search('timeout="1"'));
    const requests = hold('search');
    const failed = oneEvent(document, 'ecom-request-failed') as Promise<CustomEvent<EcomRequestFailed>>;
    find('mug');
    expect(((await failed).detail.error as Error).name).to.equal('TimeoutError');
    expect([requests[0]!.signal.aborted, isSeen(await shown(element))]).to.deep.equal([true, true]);
    await nothingElse();
  });

  it('is no fact when it has left the page and the store then fails; its handler is told', async () => {
    const { element, find } = await page();
    const requests = hold('search');
    find('mug');
    element.remove();
    await nextFrame();
    expect(requests[0]!.signal.aborted).to.equal(true);
    requests[0]!.fail();
    await nothingElse();
  });

  it('is nothing when a listener calls it off, and the form does not go on', async () => {
    listen(document, 'ecom-search-request', (event: Event) => event.preventDefault());
    const { submitted, find } = await page();
    find('mug');
    expect(submitted).to.deep.equal([]);
    await nothingElse();
  });

  it('is no fact of the element when the platform reports it', async () => {
    const { element, find } = await page();
    answer('search', () => ({ reportedBy: 'platform' }));
    find('mug');
    await nothingElse();
    expect((await shown(element)).textContent).to.equal('');
  });

  it('searches once for a double click, and for an impatient second one', async () => {
    const { element, find } = await page();
    const requests = hold('search');
    element.querySelector('input')!.value = 'mug';
    doubleClick(element.querySelector('button')!);
    find('mug');
    requests[0]!.confirm();
    expect((await nextFact()).name).to.equal('Products Searched');
    await nothingElse();
    expect(requests).to.have.length(1);
  });

  it('searches for what was asked meanwhile when the store has answered', async () => {
    const { find, submitted } = await page();
    const requests = hold('search');
    find('mu');
    find('mug');
    requests[0]!.confirm();
    expect((await nextFact()).payload.query).to.equal('mu');
    requests[1]!.confirm({ total_results: 2 });
    expect((await nextFact()).payload).to.deep.equal({ query: 'mug', total_results: 2 });
    expect(submitted).to.deep.equal([]);
    await nothingElse();
  });

  it('searches for nothing more when it has left meanwhile', async () => {
    const { element, find } = await page();
    const requests = hold('search');
    find('mu');
    find('mug');
    element.remove();
    requests[0]!.confirm();
    expect((await nextFact()).payload.query).to.equal('mu');
    await nothingElse();
  });

  describe('is the landmark for search', () => {
    const roleOf = async (html: string): Promise<string | null> => {
      const root = await mount(`<div>${html}</div>`);
      await nextFrame();
      return root.querySelector('ecom-search')!.getAttribute('role');
    };

    it('itself', async () => {
      expect(await roleOf(search())).to.equal('search');
      expect(await roleOf(`<div role="banner">${search()}</div>`)).to.equal('search');
    });

    it('also when the form comes later', async () => {
      const { element } = await page('<ecom-search></ecom-search>');
      element.innerHTML = '<form></form>';
      await nextFrame();
      expect(element.role).to.equal('search');
    });

    it('not where the theme has one, or a role of its own', async () => {
      const form = '<form><input name="q"></form>';
      expect(await roleOf(search('', `<search>${form}</search>`))).to.equal(null);
      expect(await roleOf(search('', '<form role="search"></form>'))).to.equal(null);
      expect(await roleOf(`<search>${search()}</search>`)).to.equal(null);
      expect(await roleOf(`<div role="search">${search()}</div>`)).to.equal(null);
      expect(await roleOf(search('role="group"'))).to.equal('group');
    });
  });
});
