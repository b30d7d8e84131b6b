import { expect } from '@open-wc/testing';
import { banners, followBanner, fromEvent, type Banner } from '../../src/consent/banner.js';
import { later, recordConsole } from '../tracker/harness.js';
import { brief, openPage, openTracker, setGlobal } from './page.js';

const dispatch = (target: EventTarget, type: string, detail?: unknown): unknown => target.dispatchEvent(new CustomEvent(type, { detail }));

/** Follows a banner until the test is over. */
const follow = (...values: Parameters<typeof followBanner>): void => later(followBanner(...values));

beforeEach(openPage);

describe('a banner that is followed', () => {
  it('by its event is heard as the shop reads it, until it is not', () => {
    const tracker = openTracker({ consent: 'pending' });
    const end = fromEvent(document, 'shop:consent', ({ detail }: CustomEvent<{ ads?: boolean } | null>) => detail?.ads === undefined ? undefined : { marketing: detail.ads });
    dispatch(document, 'shop:consent');
    expect(brief(tracker.consent.state)).to.equal('ppp');
    dispatch(document, 'shop:consent', { ads: true });
    expect(brief(tracker.consent.state)).to.equal('pgp');
    end();
    dispatch(document, 'shop:consent', { ads: false });
    expect(brief(tracker.consent.state)).to.equal('pgp');
  });

  it('is heard before the script of the tracker is there', () => {
    later(fromEvent(document, 'shop:consent', () => 'analytics'));
    dispatch(document, 'shop:consent');
    expect(brief(openTracker({ consent: 'pending' }).consent.state)).to.equal('gdd');
  });

  for (const when of ['before', 'after']) {
    it(`${when} the tracker makes all pending until the shopper has answered, where the theme does not say`, () => {
      let tracker = when === 'after' ? openTracker() : undefined;
      follow('cookiebot');
      tracker ??= openTracker();
      expect(brief(tracker.consent.state)).to.equal('ppp');
    });
  }

  it('leaves a theme its word about how the page begins', () => {
    follow('cookiebot');
    expect(brief(openTracker({ consentRegion: 'US' }).consent.state)).to.match(/^g.g$/);
    const denied = openTracker({ consent: 'denied' });
    follow('cookiebot');
    expect(brief(denied.consent.state)).to.equal('ddd');
  });

  it('is named in the console when there is none of that name', () => {
    const { error } = recordConsole();
    follow('cookiemonster' as never);
    expect(error).to.deep.equal([`ecom-events: there is no banner "cookiemonster"; there are ${Object.keys(banners).join(', ')}`]);
  });

  it('may be described by the shop', () => {
    const own: Banner = {
      on: 'document',
      events: 'banner:yes banner:no',
      means: { analytics: 'stats', marketing: 'ads', personalisation: 'ads stats' },
      read: (detail) => ({ said: detail as string[], answered: true }),
    };
    const tracker = openTracker();
    follow({ ...own, read: (detail) => detail ? own.read(detail) : undefined });
    dispatch(document, 'banner:yes', ['stats', 'ads']);
    expect(brief(tracker.consent.state)).to.equal('ggg');
    dispatch(document, 'banner:no', ['stats']);
    expect(brief(tracker.consent.state), 'one of two is not enough').to.equal('gdd');
  });

  it('that is ended is heard no more', () => {
    const tracker = openTracker();
    const end = followBanner('onetrust');
    end();
    setGlobal('OneTrust', { IsAlertBoxClosed: () => true });
    dispatch(window, 'OneTrustGroupsUpdated', ['C0002']);
    expect(brief(tracker.consent.state)).to.equal('ppp');
  });
});

describe('Cookiebot', () => {
  /** Cookiebot's object, as far as its documentation goes. */
  const make = (hasResponse: boolean, ...ticked: string[]): void =>
    setGlobal('Cookiebot', { hasResponse, consent: { necessary: true, ...Object.fromEntries(['preferences', 'statistics', 'marketing'].map((name) => [name, ticked.includes(name)])) } });

  it('is nothing until the shopper has answered, then what is ticked; the rest is denied', () => {
    const tracker = openTracker();
    follow('cookiebot');
    make(false);
    dispatch(window, 'CookiebotOnConsentReady');
    expect(brief(tracker.consent.state)).to.equal('ppp');
    make(true, 'statistics');
    dispatch(window, 'CookiebotOnAccept');
    expect(brief(tracker.consent.state)).to.equal('gdd');
    make(true, 'marketing', 'preferences');
    dispatch(window, 'CookiebotOnAccept');
    expect(brief(tracker.consent.state)).to.equal('dgg');
    make(true);
    dispatch(window, 'CookiebotOnDecline');
    expect(brief(tracker.consent.state)).to.equal('ddd');
  });

  it('that has answered before counts at once', () => {
    make(true, 'statistics', 'marketing', 'preferences');
    follow('cookiebot');
    expect(brief(openTracker().consent.state)).to.equal('ggg');
  });
});

describe('OneTrust', () => {
  it('takes what is active before the shopper answers as granted, and denies only what they left out', () => {
    let isClosed = false;
    setGlobal('OneTrust', { IsAlertBoxClosed: () => isClosed });
    const tracker = openTracker();
    follow('onetrust');
    dispatch(window, 'OneTrustGroupsUpdated', ['C0001']);
    expect(brief(tracker.consent.state)).to.equal('ppp');
    dispatch(window, 'OneTrustGroupsUpdated', ['C0001', 'C0002']);
    expect(brief(tracker.consent.state), 'where consent is presumed').to.equal('gpp');
    isClosed = true;
    dispatch(window, 'OneTrustGroupsUpdated', ['C0001', 'C0003', 'C0004']);
    expect(brief(tracker.consent.state)).to.equal('dgg');
  });

  it('that was there before is read from its list', () => {
    setGlobal('OneTrust', { IsAlertBoxClosed: () => true });
    setGlobal('OnetrustActiveGroups', ',C0001,C0002,');
    follow('onetrust');
    expect(brief(openTracker().consent.state)).to.equal('gdd');
  });
});

describe('Usercentrics', () => {
  const detail = (type: string, ucCategory: object): object => ({ event: 'consent_status', action: 'onInitialPageLoad', type, ucCategory, 'Service One': true });

  it('counts what was said explicitly; a category of which some services are on is none', () => {
    const tracker = openTracker();
    follow('usercentrics');
    dispatch(window, 'ucEvent', { event: 'other' });
    dispatch(window, 'ucEvent', detail('implicit', { essential: true, functional: false, marketing: false }));
    expect(brief(tracker.consent.state)).to.equal('ppp');
    dispatch(window, 'ucEvent', detail('EXPLICIT', { essential: true, functional: true, marketing: null }));
    expect(brief(tracker.consent.state)).to.equal('ddg');
  });

  it('goes by the names that the shop has given to event and categories', () => {
    const tracker = openTracker();
    follow('usercentrics', { events: 'shop:uc', means: { analytics: 'functional' } });
    dispatch(window, 'shop:uc', detail('explicit', { essential: true, functional: true, marketing: true }));
    expect(brief(tracker.consent.state)).to.equal('ggg');
  });
});

describe('CookieYes', () => {
  const categories = { necessary: true, functional: false, analytics: true, performance: false, advertisement: false };

  it('is read when it loads, and when the shopper decides', () => {
    const tracker = openTracker();
    follow('cookieyes');
    dispatch(document, 'cookieyes_banner_load', { categories: { ...categories, analytics: false }, isUserActionCompleted: false });
    expect(brief(tracker.consent.state)).to.equal('ppp');
    dispatch(document, 'cookieyes_consent_update', { accepted: ['necessary', 'advertisement'], rejected: ['analytics', 'functional'] });
    expect(brief(tracker.consent.state)).to.equal('dgd');
  });

  it('that was there before is asked', () => {
    setGlobal('getCkyConsent', () => ({ activeLaw: 'gdpr', categories, isUserActionCompleted: true }));
    follow('cookieyes');
    expect(brief(openTracker().consent.state)).to.equal('gdd');
  });
});

describe('Shopify', () => {
  /** Shopify's customer privacy, as far as its documentation goes. */
  const privacy = (allowed: boolean, said: '' | 'yes' | 'no'): object => ({
    analyticsProcessingAllowed: () => allowed,
    marketingAllowed: () => allowed,
    preferencesProcessingAllowed: () => allowed,
    saleOfDataAllowed: () => allowed,
    currentVisitorConsent: () => ({ analytics: said, marketing: said, preferences: said, sale_of_data: '' }),
  });

  const cases: [string, allowed: boolean, said: '' | 'yes' | 'no', state: string][] = [
    ['where consent comes first and nobody has answered', false, '', 'ppp'],
    ['where consent is presumed', true, '', 'ggg'],
    ['for who has said no', false, 'no', 'ddd'],
    ['for who has said yes', true, 'yes', 'ggg'],
  ];
  for (const [when, allowed, said, state] of cases) {
    it(`is ${state} ${when}`, () => {
      setGlobal('Shopify', { customerPrivacy: privacy(allowed, said) });
      follow('shopify');
      expect(brief(openTracker().consent.state)).to.equal(state);
    });
  }

  it('is loaded where it is not there, and read then', () => {
    const features: unknown[] = [];
    const Shopify: Record<string, unknown> = {
      loadFeatures(wanted: unknown[], loaded: () => void) {
        features.push(...wanted);
        Shopify.customerPrivacy = privacy(true, 'yes');
        loaded();
      },
    };
    setGlobal('Shopify', Shopify);
    follow('shopify');
    expect(features).to.deep.equal([{ name: 'consent-tracking-api', version: '0.1' }]);
    expect(brief(openTracker().consent.state)).to.equal('ggg');
  });

  it('tells of a decision; who objects to the sale of their data objects to marketing', () => {
    const tracker = openTracker();
    follow('shopify');
    const detail = { analyticsAllowed: true, marketingAllowed: true, preferencesAllowed: false, saleOfDataAllowed: true };
    dispatch(document, 'visitorConsentCollected', detail);
    expect(brief(tracker.consent.state)).to.equal('ggd');
    dispatch(document, 'visitorConsentCollected', { ...detail, saleOfDataAllowed: false });
    expect(brief(tracker.consent.state)).to.equal('gdd');
  });
});

describe("IAB's framework", () => {
  /** The API of a consent platform: what it is called with, and how it answers. */
  function makeApi(): { calls: unknown[][]; tell(data: object, success?: boolean): void } {
    let heard: (data: object, success: boolean) => void = () => {};
    const calls: unknown[][] = [];
    setGlobal('__tcfapi', (command: string, version: number, callback: typeof heard) => {
      calls.push([command, version]);
      heard = callback;
    });
    return { calls, tell: (data, success = true) => heard(data, success) };
  }

  const data = (eventStatus: string, purposes: string, gdprApplies = true): object => ({
    eventStatus,
    gdprApplies,
    purpose: { consents: Object.fromEntries([...'12345678'].map((purpose) => [purpose, purposes.includes(purpose)])), legitimateInterests: { 7: true, 8: true } },
  });

  it('is asked once; its purposes are ours when all are there that ours needs', () => {
    const { calls, tell } = makeApi();
    const tracker = openTracker();
    follow('tcf');
    expect(calls).to.deep.equal([['addEventListener', 2]]);
    tell(data('cmpuishown', ''));
    expect(brief(tracker.consent.state)).to.equal('ppp');
    tell(data('useractioncomplete', '18'), false);
    expect(brief(tracker.consent.state), 'it did not work').to.equal('ppp');
    tell(data('useractioncomplete', '18'));
    expect(brief(tracker.consent.state)).to.equal('gdd');
    tell(data('tcloaded', '123478'));
    expect(brief(tracker.consent.state)).to.equal('ggd');
    tell(data('useractioncomplete', '2345678'));
    expect(brief(tracker.consent.state), 'nothing goes without storage').to.equal('ddd');
  });

  it('says nothing where the law does not apply', () => {
    const { tell } = makeApi();
    const tracker = openTracker({ consentRegion: 'SA' });
    follow('tcf');
    tell(data('tcloaded', '12345678', false));
    expect(brief(tracker.consent.state)).to.equal('ppp');
  });

  it('is asked when it comes with the page', () => {
    follow('tcf');
    const { calls } = makeApi();
    dispatchEvent(new Event('load'));
    expect(calls).to.deep.equal([['addEventListener', 2]]);
  });
});
