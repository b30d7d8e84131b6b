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
import * as destinations from '../../src/destinations/index.js';
import { catalogue } from '../../src/events/catalogue.js';
import type { DeviceModeTracker } from '../../src/events/commands.js';
import type { CatalogueEventName } from '../../src/events/payloads.js';
import type { JsonObject } from '../../src/events/plain.js';
import { replace } from '../tracker/harness.js';
import { golden as ofGa4 } from './ga4.golden.js';
import { pageView, type Golden } from './golden.js';
import { golden as ofGtm } from './gtm.golden.js';
import { golden as ofMeta } from './meta.golden.js';
import { contextOf, play, recordDataLayer, recordFbq, recordGtag, recordSnaptr, recordTtq, setGlobal, type Calls } from './record.js';
import { golden as ofSnapchat } from './snapchat.golden.js';
import { golden as ofTiktok } from './tiktok.golden.js';
import { leftOut } from './whole.golden.js';

const vendors: [name: string, make: () => DeviceModeTracker, record: () => Calls, golden: Golden][] = [
  ['ga4', ga4, recordGtag, ofGa4],
  ['gtm', gtm, recordDataLayer, ofGtm],
  ['meta', meta, recordFbq, ofMeta],
  ['tiktok', tiktok, recordTtq, ofTiktok],
  ['snapchat', snapchat, recordSnaptr, ofSnapchat],
];

for (const [name, make, record, golden] of vendors) {
  describe(`${name} is told as reviewed of`, () => {
    for (const event of catalogue) {
      it(event.name, async () => {
        const calls = record();
        await play(make(), [event.name, event.example]);
        expect(calls).to.deep.equal(golden[event.name]);
      });
    }

    it('a page view', async () => {
      const calls = record();
      await play(make(), ['page', pageView]);
      expect(calls).to.deep.equal(golden.page);
    });

    it('nothing that is not in the catalogue', async () => {
      const calls = record();
      await play(make(), ['Gift Wrapped', { product_id: '1', price: 5, currency: 'SAR' }], ['constructor', {}], ['__proto__', {}]);
      expect(calls).to.deep.equal([]);
    });
  });
}

/** What was handed over, as name and payload. */
const receivers: Record<string, () => { tracker: DeviceModeTracker; heard: [name: string, payload: JsonObject][] }> = {
  analytics() {
    const heard: [string, JsonObject][] = [];
    setGlobal('analytics', {
      track: (name: string, { event_id, ...payload }: JsonObject) => event_id === 'e-1' && heard.push([name, payload]),
      page: (_category: unknown, _name: unknown, { event_id, ...payload }: JsonObject) => event_id === 'e-1' && heard.push(['page', payload]),
    });
    return { tracker: analytics(), heard };
  },
  console() {
    const heard: [string, JsonObject][] = [];
    replace(console, 'info', { value: (name: string, payload: JsonObject, id: string) => id === 'e-1' && heard.push([name, payload]), writable: true });
    return { tracker: toConsole(), heard };
  },
  http() {
    const heard: [string, JsonObject][] = [];
    setGlobal('fetch', (_address: string, { body }: { body: string }) => {
      const { event, payload, context } = JSON.parse(body) as { event: string; payload: JsonObject; context: unknown };
      expect(context).to.deep.equal(contextOf('e-1'));
      heard.push([event, payload]);
      return Promise.resolve(new Response());
    });
    return { tracker: http({ url: '/events' }), heard };
  },
  'native-app'() {
    const heard: [string, JsonObject][] = [];
    setGlobal('ReactNativeWebView', {
      postMessage(text: string) {
        const { event, payload, context } = JSON.parse(text) as { event: string; payload: JsonObject; context: unknown };
        expect(context).to.deep.equal(contextOf('e-1'));
        heard.push([event, payload]);
      },
    });
    return { tracker: nativeApp(), heard };
  },
};

for (const [name, receive] of Object.entries(receivers)) {
  describe(`${name} gets as it is`, () => {
    for (const event of catalogue) {
      it(event.name, async () => {
        const { tracker, heard } = receive();
        await play(tracker, [event.name, event.example]);
        const personal = leftOut[event.name as CatalogueEventName] ?? [];
        expect(heard).to.deep.equal([[event.name, Object.fromEntries(Object.entries(event.example).filter(([field]) => !personal.includes(field)))]]);
      });
    }

    it('a page view', async () => {
      const { tracker, heard } = receive();
      await play(tracker, ['page', pageView]);
      expect(heard).to.deep.equal([['page', pageView]]);
    });

    it('an event of the shop', async () => {
      const { tracker, heard } = receive();
      await play(tracker, ['Gift Wrapped', { product_id: '1', paper: 'red' }]);
      expect(heard).to.deep.equal([['Gift Wrapped', { product_id: '1', paper: 'red' }]]);
    });
  });
}

describe('a destination of the package', () => {
  /** All that it exports and that makes one. */
  const made = Object.values(destinations as Record<string, (options: object) => unknown>).flatMap((make) => {
    const one = make({ url: '/events' });
    return typeof one === 'object' ? [(one as DeviceModeTracker).name] : [];
  });

  it('has golden tests, each of them', () => {
    expect([...vendors.map(([name]) => name), ...Object.keys(receivers)]).to.have.members(made);
  });

  for (const [name, , , golden] of vendors) {
    it(`${name} has one for each event of the catalogue and a page view, and for nothing else`, () => {
      expect(Object.keys(golden)).to.have.members([...catalogue.map((event) => event.name), 'page']);
    });
  }
});
