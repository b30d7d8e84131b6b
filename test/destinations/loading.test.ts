import { expect } from '@open-wc/testing';
import { ga4 } from '../../src/destinations/ga4.js';
import { gtm } from '../../src/destinations/gtm.js';
import { meta } from '../../src/destinations/meta.js';
import { snapchat } from '../../src/destinations/snapchat.js';
import { tiktok } from '../../src/destinations/tiktok.js';
import { loadScript } from '../../src/destinations/shared/load-script.js';
import type { DeviceModeTracker } from '../../src/events/commands.js';
import { later, replace } from '../tracker/harness.js';
import { contextOf, setGlobal } from './record.js';

const mug = { product_id: '1', name: 'Mug', price: 35, currency: 'SAR' };
const page = window as unknown as Record<string, unknown>;

/** Scripts that are put on the page until the test is over; none is fetched. */
function recordScripts(): HTMLScriptElement[] {
  const scripts: HTMLScriptElement[] = [];
  const find = document.querySelector.bind(document);
  replace(document.head, 'append', { value: (script: HTMLScriptElement) => void scripts.push(script), writable: true });
  // What was put there is found there.
  replace(document, 'querySelector', {
    value: (selector: string) => (selector.startsWith('script[src') ? (scripts.find((script) => script.matches(selector)) ?? null) : find(selector)),
    writable: true,
  });
  return scripts;
}

/** Globals that a destination makes are gone when the test is over. */
function withoutGlobals(): void {
  for (const name of ['gtag', 'dataLayer', 'fbq', '_fbq', 'ttq', 'TiktokAnalyticsObject', 'snaptr']) setGlobal(name, undefined);
}

const vendors: [make: () => DeviceModeTracker, address: string][] = [
  [() => ga4({ measurementId: 'G-1' }), 'https://www.googletagmanager.com/gtag/js?id=G-1'],
  [() => gtm({ containerId: 'GTM-1' }), 'https://www.googletagmanager.com/gtm.js?id=GTM-1'],
  [() => meta({ pixelId: '1' }), 'https://connect.facebook.net/en_US/fbevents.js'],
  [() => tiktok({ pixelId: 'C1' }), 'https://analytics.tiktok.com/i18n/pixel/events.js?sdkid=C1&lib=ttq'],
  [() => snapchat({ pixelId: 's-1' }), 'https://sc-static.net/scevent.min.js'],
];

beforeEach(withoutGlobals);

for (const [make, address] of vendors) {
  describe(`the script of ${make().name}`, () => {
    it('is loaded at the first delivery, not before, and once', () => {
      const scripts = recordScripts();
      const tracker = make();
      expect(scripts).to.deep.equal([]);
      tracker.track('Product Added', mug, contextOf('e-1'));
      tracker.track('Product Added', mug, contextOf('e-2'));
      tracker.page!({}, contextOf('e-3'));
      expect(scripts.map(({ src, async }) => [src, async])).to.deep.equal([[address, true]]);
    });

    it("has the nonce of the page's scripts", () => {
      const own = Object.assign(document.createElement('script'), { type: 'text/plain' });
      own.setAttribute('nonce', 'once');
      document.head.append(own);
      later(() => own.remove());
      const scripts = recordScripts();
      make().track('Product Added', mug, contextOf('e-1'));
      expect(scripts[0]!.nonce).to.equal('once');
    });

    it('is not loaded for an event that the vendor is not told of', () => {
      const scripts = recordScripts();
      const silent = make();
      if (silent.name !== 'gtm') silent.track('Order Updated', { order_id: '1' }, contextOf('e-1'));
      expect(scripts).to.deep.equal([]);
    });
  });
}

describe('until the script is there', () => {
  it("gtag keeps calls as Google's own does, with page views switched off", () => {
    recordScripts();
    vendors[0]![0]().track('Product Viewed', mug, contextOf('e-1'));
    const calls = (page.dataLayer as IArguments[]).map((entry) => [Object.prototype.toString.call(entry), ...entry]);
    expect(calls[0]!.slice(0, 2)).to.deep.equal(['[object Arguments]', 'js']);
    expect(calls.slice(1)).to.deep.equal([
      ['[object Arguments]', 'config', 'G-1', { send_page_view: false }],
      ['[object Arguments]', 'event', 'view_item', { currency: 'SAR', value: 35, items: [{ item_id: '1', item_name: 'Mug', price: 35 }], send_to: 'G-1' }],
    ]);
  });

  it('gtag that is there for consent only, or for another id, is told of ours', () => {
    const scripts = recordScripts();
    const dataLayer: unknown[][] = [];
    setGlobal('dataLayer', dataLayer);
    setGlobal('gtag', (...call: unknown[]) => dataLayer.push(call));
    dataLayer.push(['consent', 'default', {}], ['config', 'AW-1']);
    vendors[0]![0]().page!({ title: 'Shop' }, contextOf('e-1'));
    expect(dataLayer.slice(2).map(([command, name]) => (command === 'js' ? [command] : [command, name]))).to.deep.equal([['js'], ['config', 'G-1'], ['event', 'page_view']]);
    expect(scripts.length).to.equal(1);
  });

  it('gtag that knows our id is left as it is', () => {
    const scripts = recordScripts();
    setGlobal('dataLayer', [['config', 'G-1']]);
    scripts.push(Object.assign(document.createElement('script'), { src: 'https://www.googletagmanager.com/gtag/js?id=G-1' }));
    const calls: unknown[][] = [];
    setGlobal('gtag', (...call: unknown[]) => void calls.push(call));
    vendors[0]![0]().page!({ title: 'Shop' }, contextOf('e-1'));
    expect(calls).to.deep.equal([['event', 'page_view', { page_title: 'Shop', send_to: 'G-1' }]]);
    expect(scripts.length).to.equal(1);
  });

  it('gtag minds nothing that a theme has pushed by mistake', () => {
    recordScripts();
    setGlobal('dataLayer', [null, undefined, {}]);
    ga4({ measurementId: 'G-1' }).track('Product Added', mug, contextOf('e-1'));
    expect((page.dataLayer as ArrayLike<unknown>[]).slice(3).map((entry) => entry[0])).to.deep.equal(['js', 'config', 'event']);
  });

  it('the dataLayer keeps pushes, after the start of the container', () => {
    const scripts = recordScripts();
    gtm({ containerId: 'GTM-1', dataLayer: 'layer' }).track('Signed In', { method: 'otp' }, contextOf('e-1'));
    later(() => delete page.layer);
    const [start, ...pushes] = page.layer as Record<string, unknown>[];
    expect(start).to.have.keys('gtm.start', 'event');
    expect(start!.event).to.equal('gtm.js');
    expect(pushes).to.deep.equal([{ event: 'login', method: 'otp', event_id: 'e-1' }]);
    expect(scripts[0]!.src).to.equal('https://www.googletagmanager.com/gtm.js?id=GTM-1&l=layer');
  });

  it("fbq keeps calls as Meta's own does, and its own page views are off", () => {
    recordScripts();
    vendors[2]![0]().page!({}, contextOf('e-1'));
    const fbq = page.fbq as { queue: unknown[][]; loaded: boolean; version: string; push: unknown; disablePushState: boolean; callMethod?: (...call: unknown[]) => void } & ((...call: unknown[]) => void);
    expect(fbq.queue).to.deep.equal([['init', '1'], ['trackSingle', '1', 'PageView', {}, { eventID: 'e-1' }]]);
    expect([fbq.push === fbq, fbq.loaded, fbq.version, fbq.disablePushState, page._fbq === fbq]).to.deep.equal([true, true, '2.0', true, true]);
    const taken: unknown[][] = [];
    fbq.callMethod = (...call) => void taken.push(call);
    fbq('track', 'x');
    expect(taken).to.deep.equal([['track', 'x']]);
  });

  it('fbq of the page is told of our pixel, once', () => {
    const scripts = recordScripts();
    for (const state of [{ getState: () => ({ pixels: [{ id: '1' }] }) }, { queue: [['init', '1']] }, { queue: [['init', '2']] }]) {
      const calls: unknown[][] = [];
      setGlobal('fbq', Object.assign((...call: unknown[]) => void calls.push(call), state));
      vendors[2]![0]().track('Signed Up', {}, contextOf('e-1'));
      expect(calls.filter(([command]) => command === 'init').length).to.equal(JSON.stringify(state).includes('"2"') ? 1 : 0);
      expect(calls.at(-1)).to.deep.equal(['trackSingle', '1', 'CompleteRegistration', {}, { eventID: 'e-1' }]);
    }
    expect(scripts).to.deep.equal([]);
  });

  it("ttq keeps calls as TikTok's own does", () => {
    recordScripts();
    const tracker = vendors[3]![0]();
    tracker.page!({}, contextOf('e-1'));
    tracker.track('Signed Up', {}, contextOf('e-2'));
    const ttq = page.ttq as unknown[][] & Record<string, unknown> & { instance(id: string): unknown[][] & { page(): void } };
    expect([...ttq]).to.deep.equal([['page'], ['track', 'CompleteRegistration', {}, { event_id: 'e-2' }]]);
    expect(page.TiktokAnalyticsObject).to.equal('ttq');
    expect(Object.keys(ttq._i as object)).to.deep.equal(['C1']);
    ttq.instance('C1').page();
    expect([...(ttq._i as Record<string, unknown[][]>).C1!]).to.deep.equal([['page']]);
  });

  it('ttq of the page loads our pixel where it has not', () => {
    const loaded: string[] = [];
    for (const known of [{ C1: [] }, {}]) {
      setGlobal('ttq', { _i: known, load: (id: string) => (loaded.push(id), Object.assign(known, { [id]: [] })), track() {}, page() {} });
      const tracker = vendors[3]![0]();
      for (const id of ['e-1', 'e-2']) tracker.page!({}, contextOf(id));
    }
    expect(loaded).to.deep.equal(['C1']);
  });

  it("snaptr keeps calls as Snapchat's own does", () => {
    recordScripts();
    vendors[4]![0]().page!({}, contextOf('e-1'));
    const snaptr = page.snaptr as { queue: unknown[][]; handleRequest?: (...call: unknown[]) => void } & ((...call: unknown[]) => void);
    expect(snaptr.queue).to.deep.equal([['init', 's-1'], ['track', 'PAGE_VIEW', { client_dedup_id: 'e-1' }]]);
    const taken: unknown[][] = [];
    snaptr.handleRequest = (...call) => void taken.push(call);
    snaptr('track', 'x');
    expect(taken).to.deep.equal([['track', 'x']]);
  });
});

describe('an id', () => {
  it('with characters of an address stays an id', () => {
    const scripts = recordScripts();
    ga4({ measurementId: 'G-1&l=x#y' }).page!({}, contextOf('e-1'));
    expect(scripts[0]!.src).to.equal('https://www.googletagmanager.com/gtag/js?id=G-1%26l%3Dx%23y');
  });
});

describe('a script', () => {
  for (const address of ['https://evil.example/x.js', 'http://connect.facebook.net/x.js', 'https://connect.facebook.net.evil.example/x.js', 'javascript:alert(1)', '//sc-static.net/x.js', 'https://sc-static.net@evil.example/']) {
    it(`of ${address} is refused`, () => {
      const scripts = recordScripts();
      expect(() => loadScript(address)).to.throw(TypeError);
      expect(scripts).to.deep.equal([]);
    });
  }
});

describe('under a strict policy', () => {
  it('the scripts pass by the policy ecom-events, with the nonce', async () => {
    const frame = document.createElement('iframe');
    const csp = `require-trusted-types-for 'script'; trusted-types ecom-events; script-src 'nonce-once' ${location.origin}`;
    frame.srcdoc = `<meta http-equiv="Content-Security-Policy" content="${csp}"><script nonce="once">(async () => {
      const told = [];
      document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => told.push(violatedDirective));
      document.head.append = (script) => told.push(script.src, script.nonce);
      const modules = await Promise.all(['meta', 'tiktok'].map((name) => import('${location.origin}/src/destinations/' + name + '.ts')));
      const context = { event_id: 'e-1', timestamp: new Date().toISOString() };
      modules[0].meta({ pixelId: '1' }).page({}, context);
      modules[1].tiktok({ pixelId: 'C1' }).page({}, context);
      setTimeout(() => parent.postMessage(told));
    })().catch((error) => parent.postMessage(String(error)))</script>`;
    const told = new Promise((resolve) => {
      const listen = ({ source, data }: MessageEvent): void => void (source === frame.contentWindow && resolve(data));
      addEventListener('message', listen);
      later(() => removeEventListener('message', listen));
    });
    document.body.append(frame);
    later(() => frame.remove());
    expect(await told).to.deep.equal(['https://connect.facebook.net/en_US/fbevents.js', 'once', 'https://analytics.tiktok.com/i18n/pixel/events.js?sdkid=C1&lib=ttq', 'once']);
  });
});
