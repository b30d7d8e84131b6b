import { expect, nextFrame, waitUntil } from '@open-wc/testing';
import '../../components/add-to-cart/define.js';
import '../../components/tracker/define.js';
import type { EcomTracker } from '../../components/tracker/tracker.js';
import { memory } from '../../src/platforms/memory.js';
import { installTracker } from '../../src/tracker/install.js';
import { closePage, drawn, later, listenTo, mount, mug, nextFact, nothingElse, openBarePage, overhearConsole, tracker } from './page.js';

describe('<ecom-tracker>', () => {
  beforeEach(openBarePage);
  afterEach(closePage);

  it('puts the tracker at window.ecom and starts it', async () => {
    const element = await mount<EcomTracker>('<ecom-tracker></ecom-tracker>');
    expect(await element.ready).to.equal(window.ecom);
  });

  it('shows nothing', async () => {
    const element = await mount('<ecom-tracker>text</ecom-tracker>');
    expect(element.checkVisibility()).to.equal(false);
  });

  it('takes its options from attributes, also when they change', async () => {
    const element = await mount<EcomTracker>('<ecom-tracker debug strict invalid="deliver" unanswered="ignore" currency="SAR" store-id="s" scope="sa"></ecom-tracker>');
    expect(tracker().options).to.include({ debug: true, strict: true, invalid: 'deliver', unanswered: 'ignore', currency: 'SAR', storeId: 's', scope: 'sa' });
    for (const name of ['debug', 'strict', 'invalid', 'unanswered']) element.removeAttribute(name);
    element.currency = 'KWD';
    await drawn(element);
    const { debug, strict, invalid, unanswered, currency } = tracker().options;
    expect([debug, strict, invalid ?? 'none', unanswered ?? 'none', currency]).to.deep.equal([false, false, 'none', 'none', 'KWD']);
  });

  it('leaves what it does not say as `configure()` has said it, also when another attribute changes', async () => {
    const said = { currency: 'SAR', storeId: '7', scope: 'sa', unanswered: 'ignore', invalid: 'deliver', debug: true, strict: true } as const;
    overhearConsole('warn');
    installTracker().configure(said);
    const element = await mount<EcomTracker>('<ecom-tracker></ecom-tracker>');
    expect(tracker().options).to.include(said);
    element.scope = 'ae';
    await drawn(element);
    expect(tracker().options).to.include({ ...said, scope: 'ae' });
  });

  /** The state in short: necessary, analytics, marketing, personalisation, by their first letters. */
  const brief = (): string => Object.values(tracker().consent.state).map((status) => status[0]).join('');

  it('opens nothing that the head of the page has closed, when a router puts it there later', async () => {
    (window as { ecom?: unknown }).ecom = [['configure', { consent: 'pending' }]];
    // As ecom.js does where the document has no such tag.
    installTracker().start();
    listenTo(tracker());
    tracker().track('One');
    const element = await mount<EcomTracker>('<ecom-tracker consent="pending"></ecom-tracker>');
    await nextFrame();
    expect(tracker().receipts()[0]!.deliveries.map(({ status, reason }) => [status, reason])).to.deep.equal([['waiting', 'consent']]);
    element.consent = 'granted';
    expect((await nextFact()).name).to.equal('One');
  });

  it('begins with its consent, and takes each later value for a decision of the shopper', async () => {
    const element = await mount<EcomTracker>('<ecom-tracker consent="pending"></ecom-tracker>');
    expect(tracker().consent.decided).to.deep.equal({});
    element.setAttribute('consent', 'analytics');
    await drawn(element);
    expect(tracker().consent.decided).to.include({ analytics: 'granted', marketing: 'denied', personalisation: 'denied' });
    tracker().configure({ consent: 'granted' });
    expect(brief()).to.equal('ggdd');
  });

  it('takes consent from its attributes, also when they change', async () => {
    const element = await mount<EcomTracker>('<ecom-tracker consent-region="SA"></ecom-tracker>');
    const { consent } = tracker();
    expect(brief()).to.equal('gppp');
    element.consent = 'analytics';
    await drawn(element);
    expect(brief()).to.equal('ggdd');
    consent.update({ marketing: true });
    element.setAttribute('consent', 'denied');
    await drawn(element);
    expect(brief()).to.equal('gddd');
    element.removeAttribute('consent');
    element.removeAttribute('consent-region');
    await drawn(element);
    expect(brief(), 'nothing opens because an attribute is gone').to.equal('gddd');
  });

  it('does all that window.ecom does', async () => {
    const element = await mount<EcomTracker>('<ecom-tracker></ecom-tracker>');
    const heard: string[] = [];
    const end = element.on('*', (name) => heard.push(name));
    listenTo(element as never);
    element.track('Gift Wrapped', { paper: 'red' });
    element.page({ name: 'Home' });
    expect([(await nextFact()).name, (await nextFact()).name]).to.deep.equal(['Gift Wrapped', 'page']);
    expect(heard).to.deep.equal(['Gift Wrapped', 'page']);
    end();
    expect(element.history.map(({ eventName }) => eventName)).to.deep.equal(['Gift Wrapped', 'page']);
    expect(element.receipts()).to.deep.equal(tracker().receipts());
    expect([element.unregister('test'), element.unregister('test')]).to.deep.equal([true, false]);
  });

  for (const when of ['before', 'after'] as const) {
    it(`uses the platform that it names, which a script provides ${when} it comes`, async () => {
      overhearConsole('error');
      let made = 0;
      const provide = (): void => installTracker().provide('shop', () => ({ name: 'shop', attach: () => (made++, () => {}) }));
      if (when === 'before') provide();
      await mount('<ecom-tracker platform="shop"></ecom-tracker>');
      if (when === 'after') provide();
      expect(tracker().platforms.shop).to.be.an('object');
      expect(made).to.equal(1);
    });
  }

  it('names the store that a script has put on the page, which then answers the elements', async () => {
    const said = overhearConsole('error');
    const store = memory();
    later(installTracker().use(store));
    const root = await mount(`<div><ecom-tracker platform="memory"></ecom-tracker><ecom-add-to-cart ${mug}></ecom-add-to-cart></div>`);
    listenTo(tracker());
    root.querySelector('ecom-add-to-cart')!.click();
    const { payload, context } = await nextFact();
    expect([payload.cart_id, context.assumed]).to.deep.equal(['cart-1', undefined]);
    expect(store.cart.products).to.have.length(1);
    await nothingElse();
    expect(said).to.deep.equal([]);
  });

  it('says that a gateway needs a drop-in script, or an outbox that is registered', async () => {
    const said = overhearConsole('error');
    await mount('<ecom-tracker endpoint="https://shop.example/v1/events"></ecom-tracker>');
    await waitUntil(() => said.length);
    expect(said).to.deep.equal(['ecom-events: there is no outbox.js beside this script']);
    expect(tracker().receipts()).to.deep.equal([]);
  });

  it('says which platforms there are when it does not know one', async () => {
    const said = overhearConsole('error');
    await mount('<ecom-tracker platform="shop"></ecom-tracker>');
    expect(said.join()).to.contain('"shop"').and.to.contain('shop.js');
  });

  it('goes on when it is taken away: the tracker is the page’s', async () => {
    const root = await mount(`<div><ecom-tracker></ecom-tracker><ecom-add-to-cart ${mug}></ecom-add-to-cart></div>`);
    listenTo(tracker());
    root.querySelector('ecom-tracker')!.remove();
    root.querySelector('ecom-add-to-cart')!.click();
    expect((await nextFact()).name).to.equal('Product Added');
  });
});
