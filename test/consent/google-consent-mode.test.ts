import { expect } from '@open-wc/testing';
import { followGoogleConsentMode, googleConsentMode } from '../../src/consent/google-consent-mode.js';
import { ga4 } from '../../src/destinations/ga4.js';
import { later, replace, settled } from '../tracker/harness.js';
import { brief, openPage, openTracker, setGlobal } from './page.js';

/** Calls of consent mode in the dataLayer, as arrays. */
const calls = (): unknown[][] =>
  (window as unknown as { dataLayer: ArrayLike<unknown>[] }).dataLayer.map((entry) => {
    expect(Object.prototype.toString.call(entry), 'Google takes `arguments` only').to.equal('[object Arguments]');
    return Array.from(entry);
  });

/** Google's types: ad_storage, ad_user_data, ad_personalization, analytics, functionality, personalization, security. */
function types(said: string): Record<string, string> {
  const names = ['ad_storage', 'ad_user_data', 'ad_personalization', 'analytics_storage', 'functionality_storage', 'personalization_storage', 'security_storage'];
  return Object.fromEntries(names.map((name, at) => [name, said[at] === 'g' ? 'granted' : 'denied']));
}

/** The page's own `gtag`, as in Google's snippet. */
function gtag(..._call: unknown[]): void {
  (window as unknown as { dataLayer: unknown[] }).dataLayer.push(arguments);
}

beforeEach(() => {
  openPage();
  setGlobal('dataLayer', undefined);
  replace(navigator, 'globalPrivacyControl', { value: undefined });
});

describe('Google is told', () => {
  it('the default before anything else: denied everywhere, granted where consent is presumed, and to wait for more', () => {
    later(googleConsentMode());
    expect(calls()).to.deep.equal([
      ['consent', 'default', { ...types('ddddddg'), wait_for_update: 500 }],
      ['consent', 'default', { ...types('ggggggg'), region: ['US'], wait_for_update: 500 }],
    ]);
  });

  it('nothing of ads where the browser objects', () => {
    replace(navigator, 'globalPrivacyControl', { value: true });
    later(googleConsentMode());
    expect(calls()[1]).to.deep.equal(['consent', 'default', { ...types('dddgggg'), region: ['US'], wait_for_update: 500 }]);
  });

  for (const [region, said] of [['SA', 'ddddddg'], ['DE', 'ddddddg'], ['US-CA', 'ggggggg']] as const) {
    it(`the default of ${region} where the shop names it`, () => {
      later(googleConsentMode({ region, waitForUpdate: 1000 }));
      expect(calls()).to.deep.equal([['consent', 'default', { ...types(said), wait_for_update: 1000 }]]);
    });
  }

  it('each change of what the shopper agrees to, and nothing while that is pending', () => {
    later(googleConsentMode({ region: 'SA' }));
    const tracker = openTracker({ consentRegion: 'SA' });
    tracker.consent.update({ personalisation: false });
    expect(calls()).to.have.length(1);
    tracker.consent.update({ analytics: true });
    tracker.consent.update('granted');
    tracker.consent.update({ marketing: false });
    expect(calls().slice(1)).to.deep.equal([
      ['consent', 'update', types('dddgddg')],
      ['consent', 'update', types('ggggggg')],
      ['consent', 'update', types('dddgggg')],
    ]);
  });

  it('what a tracker has said before', () => {
    openTracker({ consent: 'analytics' });
    later(googleConsentMode({ region: 'SA' }));
    expect(calls().at(-1)).to.deep.equal(['consent', 'update', types('dddgddg')]);
  });

  it('by another array where the shop has one, until that ends', () => {
    setGlobal('shopLayer', undefined);
    const end = googleConsentMode({ dataLayer: 'shopLayer', region: 'SA' });
    end();
    openTracker({ consent: 'granted' });
    expect((window as unknown as { shopLayer: unknown[] }).shopLayer).to.have.length(1);
    expect((window as { dataLayer?: unknown }).dataLayer).to.equal(undefined);
  });

  it('by one voice: a destination of Google leaves consent mode to it', async () => {
    later(googleConsentMode({ region: 'SA' }));
    setGlobal('gtag', () => {});
    const tracker = openTracker({ consent: 'pending' });
    tracker.register(ga4());
    tracker.consent.update('granted');
    await settled(tracker);
    expect(calls().map(([, kind]) => kind)).to.deep.equal(['default', 'update']);
  });
});

describe('our gate follows what Google is told', () => {
  beforeEach(() => setGlobal('dataLayer', []));

  it('before it and after it: a default is pending, an update a decision', () => {
    gtag('consent', 'default', { ...types('ddddddd'), wait_for_update: 500 });
    later(followGoogleConsentMode());
    const tracker = openTracker();
    expect(brief(tracker.consent.state)).to.equal('ppp');
    gtag('consent', 'update', { analytics_storage: 'granted' });
    expect(brief(tracker.consent.state), 'of the others nothing was said').to.equal('gpp');
    gtag('consent', 'update', types('ggggggg'));
    expect(brief(tracker.consent.state)).to.equal('ggg');
    gtag('consent', 'update', types('dddgddg'));
    expect(brief(tracker.consent.state)).to.equal('gdd');
    expect(calls()).to.have.length(4);
  });

  it('to the letter: marketing is granted when all is that Google has for ads', () => {
    later(followGoogleConsentMode());
    const tracker = openTracker();
    gtag('consent', 'update', types('gdggggg'));
    expect(brief(tracker.consent.state)).to.equal('gdg');
    gtag('consent', 'update', { ad_user_data: 'granted' });
    expect(brief(tracker.consent.state)).to.equal('ggg');
  });

  it('also a default that grants; one for certain regions is not ours to read', () => {
    gtag('consent', 'default', { ...types('ggggggg'), region: ['US'] });
    later(followGoogleConsentMode());
    const tracker = openTracker();
    expect(brief(tracker.consent.state)).to.equal('ppp');
    gtag('consent', 'default', { analytics_storage: 'granted' });
    expect(brief(tracker.consent.state)).to.equal('gpp');
  });

  it('while Google’s own script takes what is pushed, which comes through whole', () => {
    later(followGoogleConsentMode());
    const tracker = openTracker();
    // As Google Tag Manager does: its function calls the one before.
    const { dataLayer } = window as unknown as { dataLayer: { push: (...entries: unknown[]) => unknown } & unknown[] };
    const { push } = dataLayer;
    const seen: unknown[] = [];
    dataLayer.push = (...entries) => {
      seen.push(...entries);
      return push.apply(dataLayer, entries);
    };
    expect(dataLayer.push({ event: 'a' }, { event: 'b' })).to.equal(2);
    gtag('consent', 'update', types('ggggggg'));
    expect(seen).to.have.length(3);
    expect(dataLayer).to.have.length(3);
    expect(brief(tracker.consent.state)).to.equal('ggg');
  });

  it('and is not led astray by what is no call of it', () => {
    later(followGoogleConsentMode());
    const tracker = openTracker();
    for (const entry of [undefined, null, 7, 'consent', ['consent'], ['consent', 'update'], ['consent', 'update', null], { 0: 'consent', 1: 'update' }, { event: 'consent' }]) {
      (window as unknown as { dataLayer: unknown[] }).dataLayer.push(entry);
    }
    expect(brief(tracker.consent.state)).to.equal('ppp');
  });

  it('with a destination of Google beside it, which does not speak over the banner', async () => {
    gtag('consent', 'default', types('ddddddd'));
    later(followGoogleConsentMode());
    setGlobal('gtag', gtag);
    const tracker = openTracker();
    tracker.register(ga4());
    gtag('consent', 'update', types('gdggggg'));
    await settled(tracker);
    expect(calls()).to.have.length(2);
  });
});
