import { expect } from '@open-wc/testing';
import { analytics } from '../../src/destinations/analytics.js';
import { toConsole } from '../../src/destinations/console.js';
import { ga4 } from '../../src/destinations/ga4.js';
import { gtm } from '../../src/destinations/gtm.js';
import { http } from '../../src/destinations/http.js';
import { meta } from '../../src/destinations/meta.js';
import { nativeApp } from '../../src/destinations/native-app.js';
import { snapchat } from '../../src/destinations/snapchat.js';
import { tiktok } from '../../src/destinations/tiktok.js';
import { userData } from '../../src/destinations/user-data.js';
import type { DeviceModeTracker } from '../../src/events/commands.js';
import { replace, settled, startTracker } from '../tracker/harness.js';
import { setGlobal } from './record.js';

const page = window as unknown as Record<string, unknown>;
const mug = { product_id: '1', name: 'Mug', price: 35, currency: 'SAR' };

/** Google's types: ad_storage, ad_user_data, ad_personalization, analytics, functionality, personalization, security. */
function types(said: string): Record<string, string> {
  const names = ['ad_storage', 'ad_user_data', 'ad_personalization', 'analytics_storage', 'functionality_storage', 'personalization_storage', 'security_storage'];
  return Object.fromEntries(names.map((name, at) => [name, said[at] === 'g' ? 'granted' : 'denied']));
}

/** What the dataLayer holds, calls as arrays. */
const layer = (): unknown[] => ((page.dataLayer ?? []) as object[]).map((entry) => (/Arguments/.test(Object.prototype.toString.call(entry)) ? Array.from(entry as ArrayLike<unknown>) : entry));

/** Scripts that are put on the page until the test is over; none is fetched. */
function recordScripts(): HTMLScriptElement[] {
  const scripts: HTMLScriptElement[] = [];
  replace(document.head, 'append', { value: (script: HTMLScriptElement) => void scripts.push(script), writable: true });
  return scripts;
}

beforeEach(() => {
  localStorage.clear();
  for (const name of ['gtag', 'dataLayer', 'fbq', '_fbq', 'ttq', 'TiktokAnalyticsObject', 'snaptr']) setGlobal(name, undefined);
});
afterEach(() => localStorage.clear());

describe('what a shopper has to agree to', () => {
  const defaults: [make: (options: { category?: 'necessary' }) => DeviceModeTracker, category: string][] = [
    [ga4, 'analytics'],
    [(options) => analytics(options), 'analytics'],
    [gtm, 'marketing'],
    [meta, 'marketing'],
    [tiktok, 'marketing'],
    [snapchat, 'marketing'],
    [(options) => http({ url: '/events', ...options }), 'marketing'],
    [nativeApp, 'marketing'],
  ];
  for (const [make, category] of defaults) {
    it(`is ${category} for ${make({}).name}, unless the shop says another`, () => {
      expect(make({}).category ?? 'marketing').to.equal(category);
      expect(make({ category: 'necessary' }).category).to.equal('necessary');
    });
  }

  it('is nothing for the console, which is on the page', () => {
    expect(toConsole().category).to.equal('necessary');
  });
});

describe('no script of a vendor is loaded, and no global made', () => {
  for (const [name, make] of Object.entries({ ga4: () => ga4({ measurementId: 'G-1' }), gtm: () => gtm({ containerId: 'GTM-1' }), meta: () => meta({ pixelId: '1' }), tiktok: () => tiktok({ pixelId: 'C1' }), snapchat: () => snapchat({ pixelId: 's' }) })) {
    it(`for ${name} until the shopper agrees`, async () => {
      const scripts = recordScripts();
      const tracker = startTracker({ consent: 'pending' });
      tracker.register(make());
      tracker.on('*', () => {});
      tracker.track('Product Added', mug);
      tracker.consent.update({ personalisation: 'granted' });
      for (const word of ['denied', 'pending', 'denied']) tracker.consent.update(word);
      await settled(tracker);
      expect(scripts).to.deep.equal([]);
      for (const global of ['gtag', 'dataLayer', 'fbq', 'ttq', 'snaptr']) expect(page[global], global).to.equal(undefined);
      tracker.consent.update('granted');
      tracker.track('Product Added', mug);
      await settled(tracker);
      expect(scripts).to.have.length(1);
    });
  }
});

describe('Meta', () => {
  it("is told by its own call, on the page's pixel, at each change", () => {
    const calls: unknown[][] = [];
    setGlobal('fbq', (...call: unknown[]) => calls.push(call));
    const tracker = startTracker({ consent: 'granted' });
    tracker.register(meta());
    tracker.consent.update({ marketing: false });
    tracker.consent.update({ marketing: true });
    tracker.consent.update({ marketing: 'pending' });
    expect(calls).to.deep.equal([['consent', 'grant'], ['consent', 'revoke'], ['consent', 'grant'], ['consent', 'revoke']]);
  });
});

describe('TikTok', () => {
  it("is told by its own calls, on the page's pixel, at each change", () => {
    const calls: string[] = [];
    setGlobal('ttq', Object.fromEntries(['grantConsent', 'holdConsent', 'revokeConsent'].map((name) => [name, () => calls.push(name)])));
    const tracker = startTracker({ consent: 'granted' });
    tracker.register(tiktok());
    tracker.consent.update({ marketing: false });
    tracker.consent.update({ marketing: 'pending' });
    tracker.consent.update({ marketing: true });
    expect(calls).to.deep.equal(['grantConsent', 'revokeConsent', 'holdConsent', 'grantConsent']);
  });

  it('is left alone where its pixel has no such calls', () => {
    setGlobal('ttq', { track() {} });
    const tracker = startTracker({ consent: 'granted' });
    tracker.register(tiktok());
    tracker.consent.update('denied');
    expect(tracker.consent.state.marketing).to.equal('denied');
  });

  it('keeps the call for its script while that is on its way', async () => {
    recordScripts();
    const tracker = startTracker({ consent: 'granted' });
    tracker.register(tiktok({ pixelId: 'C1' }));
    tracker.track('Product Added', mug);
    await settled(tracker);
    tracker.consent.update('denied');
    expect(Array.from(page.ttq as unknown[][]).at(-1)).to.deep.equal(['revokeConsent']);
  });
});

describe('Google', () => {
  it('is told of consent before its tag is put on the page, and at each change from then on', async () => {
    recordScripts();
    const tracker = startTracker({ consent: 'pending' });
    tracker.register(ga4({ measurementId: 'G-1' }));
    tracker.track('Product Added', mug);
    tracker.consent.update({ analytics: true });
    await settled(tracker);
    expect(layer()[0]).to.deep.equal(['consent', 'default', types('dddgddg')]);
    expect(layer().slice(1, 3).map((call) => (call as unknown[])[0])).to.deep.equal(['js', 'config']);
    tracker.consent.update({ marketing: true });
    expect(layer().at(-1)).to.deep.equal(['consent', 'update', types('ggggddg')]);
    tracker.consent.update('denied');
    expect(layer().at(-1)).to.deep.equal(['consent', 'update', types('ddddddg')]);
  });

  it('is told likewise by the container of Tag Manager', async () => {
    recordScripts();
    const tracker = startTracker({ consent: 'marketing' });
    tracker.register(gtm({ containerId: 'GTM-1' }));
    tracker.track('Product Added', mug);
    await settled(tracker);
    expect(layer().slice(0, 2).map((entry) => (Array.isArray(entry) ? entry : (entry as { event: string }).event))).to.deep.equal([['consent', 'default', types('gggdddg')], 'gtm.js']);
    tracker.consent.update('denied');
    expect(layer().at(-1)).to.deep.equal(['consent', 'update', types('ddddddg')]);
  });

  it('is not told by us where a banner tells it', () => {
    setGlobal('gtag', () => {});
    setGlobal('dataLayer', [['consent', 'default', types('ddddddd')]]);
    const tracker = startTracker({ consent: 'granted' });
    tracker.register(ga4());
    tracker.register(gtm());
    tracker.consent.update('denied');
    expect(layer()).to.have.length(1);
  });

  it('gets nothing where nobody asks', async () => {
    recordScripts();
    const tracker = startTracker();
    tracker.register(ga4({ measurementId: 'G-1' }));
    tracker.track('Product Added', mug);
    await settled(tracker);
    expect(layer().map((call) => (call as unknown[])[0])).to.deep.equal(['js', 'config', 'event']);
  });

  it('gets no user without marketing, though it measures', async () => {
    const told: string[] = [];
    setGlobal('gtag', (command: string, name: string) => told.push(`${command} ${name}`));
    const tracker = startTracker({ consent: 'analytics' });
    tracker.register(ga4({ userData: userData() }));
    tracker.track('Signed In', { email: 'noura@example.com', method: 'otp' });
    await settled(tracker);
    await crypto.subtle.digest('SHA-256', new Uint8Array(1));
    expect(told).to.deep.equal(['event login']);
    tracker.consent.update({ marketing: true });
    tracker.track('Signed In', { email: 'noura@example.com' });
    while (!told.includes('set user_data')) await new Promise((resolve) => setTimeout(resolve));
    expect(told.slice(1)).to.have.members(['event login', 'set user_data']);
  });
});
