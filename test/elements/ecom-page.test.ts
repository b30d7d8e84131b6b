import { expect, nextFrame, oneEvent } from '@open-wc/testing';
import '../../components/page/define.js';
import '../../components/product/define.js';
import type { EcomPage } from '../../components/page/page.js';
import type { TrackerApi } from '../../src/tracker/tracker-api.js';
import { can, closePage, later, listen, mount, navigate, nextFact, nothingElse, openPage, turnPage } from './page.js';

const names = async (count: number): Promise<unknown[]> => {
  const seen: unknown[] = [];
  while (seen.length < count) {
    const { name, payload } = await nextFact();
    seen.push(name === 'page' ? payload.name : name);
  }
  return seen;
};

/** Set while the engine tells nothing: told of what its event would have told. */
let silenced: (() => void) | undefined;

// Before the elements listen to it.
(window as { navigation?: EventTarget }).navigation?.addEventListener('navigatesuccess', (event) => {
  if (!silenced) return;
  event.stopImmediatePropagation();
  silenced();
});

/** A document of its own with the element and the tracker, in an engine without the Navigation API. */
async function openOldPage(html: string): Promise<Window & typeof globalThis & { ecom: TrackerApi }> {
  const element = document.createElement('iframe');
  element.src = '/test/elements/native.html';
  later(() => element.remove());
  document.body.append(element);
  await oneEvent(element, 'load');
  const frame = element.contentWindow as Window & typeof globalThis & { ecom: TrackerApi };
  Object.defineProperty(frame, 'navigation', { value: undefined });
  for (const name of ['tracker', 'page']) {
    const script = frame.document.createElement('script');
    script.type = 'module';
    script.src = `/components/${name}/define.ts`;
    frame.document.head.append(script);
    await oneEvent(script, 'load');
  }
  frame.document.body.innerHTML = `<ecom-tracker></ecom-tracker>${html}`;
  return frame;
}

describe('<ecom-page>', () => {
  beforeEach(async () => {
    openPage();
    turnPage();
  });
  afterEach(closePage);

  it('reports the page view, with its name and category and what the document says', async () => {
    document.title = 'Mugs';
    await mount('<ecom-page name="Product" category="Shop"></ecom-page>');
    const { name, payload } = await nextFact();
    expect(name).to.equal('page');
    expect(payload).to.include({ name: 'Product', category: 'Shop', title: 'Mugs', path: location.pathname });
    await nothingElse();
  });

  it('reports it once, however often the theme draws or moves it', async () => {
    const root = await mount('<div><ecom-page name="Home"></ecom-page><p></p></div>');
    expect(await names(1)).to.deep.equal(['Home']);
    root.querySelector('p')!.append(root.querySelector('ecom-page')!);
    await mount('<ecom-page name="Home"></ecom-page>');
    await nothingElse();
  });

  it('reports soft navigations with auto, once each', async () => {
    await mount('<ecom-page name="Home" auto></ecom-page>');
    await navigate();
    await navigate();
    expect(await names(3)).to.deep.equal(['Home', 'Home', 'Home']);
    await nothingElse();
  });

  it('reports no soft navigation without auto', async () => {
    await mount('<ecom-page name="Home"></ecom-page>');
    await navigate();
    expect(await names(1)).to.deep.equal(['Home']);
    await nothingElse();
  });

  it('takes the name that the router sets in the same breath', async () => {
    const page = await mount<EcomPage>('<ecom-page name="Home" auto></ecom-page>');
    const moved = navigate();
    page.name = 'Product';
    await moved;
    expect(await names(2)).to.deep.equal(['Home', 'Product']);
    await nothingElse();
  });

  it('takes the name that the router sets when the shopper goes back', async () => {
    const page = await mount<EcomPage>('<ecom-page name="Home" auto></ecom-page>');
    const moved = navigate();
    page.name = 'Product';
    await moved;
    expect(await names(2)).to.deep.equal(['Home', 'Product']);
    // A router listens later than the elements, and has the rest of the task.
    const back = oneEvent(window, 'popstate');
    listen(window, 'popstate', () => void (page.name = 'Home again'));
    history.back();
    await back;
    expect(await names(1)).to.deep.equal(['Home again']);
    await nothingElse();
  });

  it('takes the element that the router has put in place of the last one', async () => {
    const root = await mount('<div><ecom-page name="Home" auto></ecom-page></div>');
    const moved = navigate();
    root.innerHTML = '<ecom-page name="Product" auto></ecom-page>';
    await moved;
    expect(await names(2)).to.deep.equal(['Home', 'Product']);
    await nothingElse();
  });

  it('notices a soft navigation by a new name where the engine tells nothing', async () => {
    const page = await mount<EcomPage>('<ecom-page name="Home" auto></ecom-page>');
    expect(await names(1)).to.deep.equal(['Home']);
    const moved = can('navigationApi') ? new Promise<void>((resolve) => (silenced = resolve)) : nextFrame();
    later(() => (silenced = undefined));
    // As a router does that took the method before our script came.
    History.prototype.pushState.call(history, null, '', `${location.pathname}${location.search}&engine=old`);
    await moved;
    await nothingElse();
    page.name = 'Product';
    expect(await names(1)).to.deep.equal(['Product']);
    page.name = 'Product again';
    await page.updateComplete;
    await nothingElse();
  });

  it('notices the soft navigations of routers in engines without the Navigation API, once each', async () => {
    const frame = await openOldPage('<ecom-page name="Home" auto></ecom-page>');
    const page = frame.document.querySelector('ecom-page')!;
    const names = (): unknown[] => frame.ecom.receipts().map(({ payload }) => payload?.name);
    frame.history.pushState({ at: 1 }, '', '?page=1');
    page.name = 'Product';
    await nextFrame();
    frame.history.replaceState({ at: 2 }, '', '?page=2');
    await nextFrame();
    expect([frame.history.state, frame.location.search]).to.deep.equal([{ at: 2 }, '?page=2']);
    frame.history.replaceState(null, '', '?page=2#reviews');
    await nextFrame();
    expect(names()).to.deep.equal(['Home', 'Product', 'Product']);
    frame.history.back();
    await oneEvent(frame, 'popstate');
    await nextFrame();
    expect(names()).to.deep.equal(['Home', 'Product', 'Product', 'Product']);
  });

  it('reports itself before its products when the page comes back out of the back/forward cache', async () => {
    await mount('<div><ecom-page name="Product"></ecom-page><ecom-product view="load" product-id="1" price="1" currency="SAR"></ecom-product></div>');
    await names(2);
    turnPage();
    expect(await names(2)).to.deep.equal(['Product', 'Product Viewed']);
    await nothingElse();
  });
});
