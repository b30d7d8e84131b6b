// What the inspector shows of double reports.
import { expect } from '@open-wc/testing';
import { all, choose, focusIn, listed, mug, openInspector, showTab, textOf, track, until, usePage } from './panel.js';
import { later, tracker } from '../elements/page.js';
import { find } from './panel.js';

const page = window as unknown as Record<string, unknown>;

/** A page with Google's tag. */
function tag(): (...call: unknown[]) => void {
  page.dataLayer = [];
  page.gtag = function () {
    (page.dataLayer as unknown[]).push(arguments);
  };
  later(() => {
    delete page.gtag;
    delete page.dataLayer;
  });
  return (...call) => (page.gtag as (...call: unknown[]) => void)(...call);
}

const ga4 = { name: 'ga4', track: () => ({ sent: [{ name: 'add_to_cart', params: { value: 35 } }] }) };

describe('a second script that reports the same', () => {
  usePage();

  it('is named on the event, in its details and in a tab, which leads to the event', async () => {
    const gtag = tag();
    tracker().register(ga4);
    const inspector = await openInspector();
    track('Product Added', mug);
    gtag('event', 'add_to_cart', { items: [{ item_id: '1' }] });
    await until(() => all(inspector, '.row .mark').some((mark) => textOf(mark) === 'Reported twice'));
    const sentence = /^gtag add_to_cart of another script repeats Product Added of \d\d:\d\d:\d\d, 1\. Google counts it twice: take one of them out\.$/;
    expect(textOf((await choose(inspector, 'Product Added')).querySelector('.double'))).to.match(sentence);
    const content = await showTab(inspector, 'doubles');
    expect(textOf(content.querySelector('.double'))).to.match(sentence);
    expect([textOf(find(inspector, '#tab-doubles .count')), find(inspector, '#tab-doubles .count').dataset.alarm]).to.deep.equal(['1', 'true']);
    content.querySelector<HTMLElement>('.found .plain')!.click();
    await until(() => focusIn(inspector)?.id === 'detail-title');
    expect(textOf(focusIn(inspector))).to.equal('Product Added');
  });

  it('is no alarm where it alone tells its vendor', async () => {
    const gtag = tag();
    const inspector = await openInspector();
    track('Product Added', mug);
    gtag('event', 'add_to_cart', { items: [{ item_id: '1' }] });
    await until(() => all(inspector, '.row .mark').some((mark) => textOf(mark) === 'Also told by others'));
    expect(find(inspector, '#tab-doubles .count').dataset.alarm).to.equal('false');
    expect(textOf(await showTab(inspector, 'doubles'))).to.contain('Only the other script tells Google of it');
  });

  it('goes with the list when it is emptied', async () => {
    const gtag = tag();
    tracker().register(ga4);
    const inspector = await openInspector();
    track('Product Added', mug);
    gtag('event', 'add_to_cart', { items: [{ item_id: '1' }] });
    await until(() => textOf(find(inspector, '#tab-doubles .count')) === '1');
    find(inspector, '[data-tool="clear"]').click();
    track('Product Viewed', mug);
    await listed(inspector, 1);
    expect(textOf(find(inspector, '#tab-doubles .count'))).to.equal('0');
  });

  it('finds the page’s functions as they were when the inspector is closed', async () => {
    tag();
    const before = page.gtag;
    const inspector = await openInspector();
    expect(page.gtag).to.not.equal(before);
    inspector.open = false;
    await inspector.updateComplete;
    expect(page.gtag).to.equal(before);
  });
});
