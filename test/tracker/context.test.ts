import { expect } from '@open-wc/testing';
import { scrubUrl } from '../../src/tracker/enrich.js';
import { version } from '../../src/version.js';
import { lastReceipt, later, partner, replace, settled, startTracker } from './harness.js';

const uuid = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

describe('the context of an event', () => {
  beforeEach(() => {
    const { lang, dir } = document.documentElement;
    const { title } = document;
    const { href } = location;
    later(() => {
      Object.assign(document.documentElement, { lang, dir });
      document.title = title;
      history.replaceState(null, '', href);
    });
  });

  it('has an id of its own, a UUID, the same for every callback', async () => {
    const tracker = startTracker();
    const [a, b] = [partner('a'), partner('b')];
    tracker.register(a);
    tracker.register(b);
    tracker.track('One');
    tracker.track('One');
    await settled(tracker);
    const ids = a.heard.map(({ context }) => context.event_id);
    expect(ids[0]).to.match(uuid);
    expect(ids[1]).to.match(uuid).and.not.to.equal(ids[0]);
    expect(b.heard.map(({ context }) => context.event_id)).to.deep.equal(ids);
  });

  it('has a UUID on a page without crypto.randomUUID, as in a preview on plain http', () => {
    replace(crypto, 'randomUUID', { value: undefined });
    const tracker = startTracker();
    tracker.track('One');
    tracker.track('Two');
    const [one, two] = tracker.receipts();
    expect(one!.context.event_id).to.match(uuid).and.not.to.equal(two!.context.event_id);
  });

  it('says when and where it happened, in which language, and who reports it', () => {
    history.replaceState(null, '', '/cups/blue?size=2');
    document.title = 'Blue cup';
    document.documentElement.lang = 'ar';
    const tracker = startTracker();
    const before = new Date().toISOString();
    tracker.track('One');
    const { context } = lastReceipt(tracker);
    expect(context.timestamp >= before && context.timestamp <= new Date().toISOString(), context.timestamp).to.equal(true);
    expect(context.page).to.deep.include({ url: `${location.origin}/cups/blue?size=2`, path: '/cups/blue', title: 'Blue cup' });
    expect(context).to.deep.include({ locale: 'ar', library: { name: 'ecom-events', version } });
  });

  it('follows a page that changes its address or title without a load', () => {
    const tracker = startTracker();
    history.replaceState(null, '', '/one');
    tracker.track('One');
    history.replaceState(null, '', '/two');
    tracker.track('Two');
    document.title = 'Two';
    tracker.track('Three');
    expect(tracker.receipts().map(({ context: { page } }) => `${page.path} ${page.title}`)).to.deep.equal([
      `/one ${tracker.receipts()[0]!.context.page.title}`,
      `/two ${tracker.receipts()[0]!.context.page.title}`,
      '/two Two',
    ]);
  });

  it("has the browser's language where the page names none", () => {
    document.documentElement.removeAttribute('lang');
    const tracker = startTracker();
    tracker.track('One');
    expect(lastReceipt(tracker).context.locale).to.equal(navigator.language);
  });

  it('has the store and scope that the theme gave, and neither when it gave none', () => {
    const tracker = startTracker();
    tracker.track('One');
    tracker.configure({ storeId: '1305146709', scope: 'riyadh' });
    tracker.track('Two');
    const [one, two] = tracker.receipts();
    expect(one!.context).not.to.have.any.keys('store_id', 'scope');
    expect(two!.context).to.include({ store_id: '1305146709', scope: 'riyadh' });
  });

  it('says that nobody confirmed it, and only then', () => {
    const tracker = startTracker();
    tracker.track('One', {}, { assumed: true });
    tracker.track('Two');
    const [one, two] = tracker.receipts();
    expect(one!.context.assumed).to.equal(true);
    expect(two!.context).not.to.have.property('assumed');
  });

  it('keeps the id and time of a fact that has them', () => {
    const tracker = startTracker();
    tracker.track('One', {}, { eventId: 'f1', timestamp: '2026-01-02T03:04:05.000Z' });
    expect(lastReceipt(tracker).context).to.include({ event_id: 'f1', timestamp: '2026-01-02T03:04:05.000Z' });
  });

  it('is plain data: a callback gets the one of the history', async () => {
    const tracker = startTracker();
    const ads = partner('ads');
    tracker.register(ads);
    tracker.track('One');
    await settled(tracker);
    expect(JSON.parse(JSON.stringify(ads.heard[0]!.context))).to.deep.equal(tracker.history[0]!.context);
  });
});

describe('addresses', () => {
  const scrubbed: [string, string][] = [
    ['https://shop.test/a?utm_source=x&page=2', 'https://shop.test/a?utm_source=x&page=2'],
    ['https://shop.test/a?email=a%40b.sa&page=2', 'https://shop.test/a?page=2'],
    ['https://shop.test/a?who=a%40b.sa', 'https://shop.test/a'],
    ['https://shop.test/a?phone=055&mobile=055&first_name=x&password=y&reset_token=z&otp=1&AUTH=2&client_secret=3', 'https://shop.test/a'],
    ['https://shop.test/a?email=1&email=2&x=3', 'https://shop.test/a?x=3'],
    ['https://shop.test/a#access_token=1', 'https://shop.test/a'],
    ['https://shop.test/account/jane@x.com/orders', 'https://shop.test/account/-/orders'],
    ['https://shop.test/account/jane%40x.com', 'https://shop.test/account/-'],
    ['https://shop.test/@brand/mug?campaign_name=eid&name=x', 'https://shop.test/@brand/mug?campaign_name=eid'],
    ['', ''],
  ];
  for (const [address, expected] of scrubbed) {
    it(`'${address}' is kept as '${expected}'`, () => {
      expect(scrubUrl(address)).to.equal(expected);
    });
  }

  it('of the page are without personal parameters in the context, and in the payload of a page view', () => {
    const { href } = location;
    later(() => history.replaceState(null, '', href));
    history.replaceState(null, '', '/welcome/a@b.sa?email=a%40b.sa&from=mail#token');
    const tracker = startTracker();
    tracker.page();
    const { context, payload } = lastReceipt(tracker);
    expect(context.page).to.include({ url: `${location.origin}/welcome/-?from=mail`, path: '/welcome/-' });
    expect(payload).to.include({ url: `${location.origin}/welcome/-?from=mail`, path: '/welcome/-' });
  });
});

describe('page()', () => {
  it('is completed from the document', () => {
    const tracker = startTracker();
    tracker.page();
    const { eventName, action, payload, context } = lastReceipt(tracker);
    expect([eventName, action]).to.deep.equal(['page', 'page']);
    expect(payload).to.deep.equal(context.page);
    expect(payload).to.have.all.keys('url', 'path', 'title', 'referrer');
  });

  it('keeps what it was given', () => {
    const tracker = startTracker();
    tracker.page({ name: 'Home', title: 'Mine', shelf: 3 });
    expect(lastReceipt(tracker).payload).to.include({ name: 'Home', title: 'Mine', shelf: 3, path: location.pathname });
  });

  it('does not change the page of the context by its payload', () => {
    const tracker = startTracker();
    tracker.page({ title: 'Mine' });
    tracker.track('One');
    expect(lastReceipt(tracker).context.page.title).to.equal(document.title);
  });
});
