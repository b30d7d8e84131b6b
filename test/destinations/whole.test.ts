import { expect } from '@open-wc/testing';
import { analytics } from '../../src/destinations/analytics.js';
import { toConsole } from '../../src/destinations/console.js';
import { http } from '../../src/destinations/http.js';
import { nativeApp } from '../../src/destinations/native-app.js';
import type { JsonObject } from '../../src/events/plain.js';
import { recordConsole, replace } from '../tracker/harness.js';
import { contextOf, play, setGlobal } from './record.js';

const mug = { product_id: '1', name: 'Mug', price: 35, currency: 'SAR' };
const timestamp = contextOf('e-1').timestamp;
const personal = { first_name: 'Canary', last_name: 'Canary', mobile: 'Canary', email: 'Canary', recipient: 'Canary', share_message: 'Canary', review_body: 'Canary', error_message: 'Canary', field_errors: [{ message: 'Canary' }] };

describe('an analytics object', () => {
  const record = (name: string): unknown[][] => {
    const calls: unknown[][] = [];
    setGlobal(name, { track: (...call: unknown[]) => void calls.push(['track', ...call]), page: (...call: unknown[]) => void calls.push(['page', ...call]) });
    return calls;
  };

  for (const name of ['analytics', 'rudderanalytics', 'jitsu', 'mine']) {
    it(`called ${name} gets events and page views, with id and time`, async () => {
      const calls = record(name);
      await play(analytics(name === 'mine' ? { object: 'mine' } : {}), ['Product Added', mug], ['page', { name: 'Home', category: 'Shop', title: 'Shop' }]);
      expect(calls).to.deep.equal([
        ['track', 'Product Added', { ...mug, event_id: 'e-1' }, { timestamp }],
        ['page', 'Shop', 'Home', { title: 'Shop', event_id: 'e-2' }, { timestamp }],
      ]);
    });
  }

  it('that is handed over gets them, and is called as its own', async () => {
    const calls: unknown[] = [];
    const object = {
      track(name: string) {
        calls.push(this === object && name);
        // As a library does that waits for its server.
        return new Promise(() => {});
      },
      page() {},
    };
    await play(analytics({ object }), ['Product Added', mug]);
    expect(calls).to.deep.equal(['Product Added']);
  });

  it('that comes later gets what came before it', async () => {
    const waiting = play(analytics(), ['Product Added', mug]);
    const calls = record('analytics');
    await waiting;
    expect(calls.length).to.equal(1);
  });
});

describe('the app around the page', () => {
  const text = JSON.stringify({ type: 'track', event: 'Product Added', payload: mug, context: contextOf('e-1') });
  const heard: unknown[] = [];
  beforeEach(() => void (heard.length = 0));
  /** An object that loses its method when that is taken off it, as Android's does. */
  const port = (method = 'postMessage'): object => ({
    [method](this: unknown, ...call: unknown[]) {
      if (this === undefined) throw new TypeError('Java bridge method can only be called on the object');
      heard.push(...call);
    },
  });

  const apps: [name: string, global: string, make: () => unknown, options?: object][] = [
    ['React Native', 'ReactNativeWebView', () => port()],
    ['iOS', 'webkit', () => ({ messageHandlers: { ecomEvents: port() } })],
    ['iOS, under a name of its own', 'webkit', () => ({ messageHandlers: { shop: port() } }), { handler: 'shop' }],
    ["Flutter's channel, and Android", 'ecomEvents', () => port()],
    ['Android, with a name and a method of its own', 'ShopAnalytics', () => port('logEvent'), { handler: 'ShopAnalytics', method: 'logEvent' }],
  ];
  for (const [name, global, make, options] of apps) {
    it(`${name}: gets each event once, as JSON`, async () => {
      setGlobal(global, make());
      await play(nativeApp(options), ['Product Added', mug]);
      expect(heard).to.deep.equal([text]);
    });
  }

  it('Flutter: its handler does', async () => {
    setGlobal('flutter_inappwebview', port('callHandler'));
    await play(nativeApp(), ['Product Added', mug]);
    expect(heard).to.deep.equal(['ecomEvents', text]);
  });

  it('gets it by one way only', async () => {
    setGlobal('ReactNativeWebView', port());
    setGlobal('ecomEvents', port());
    await play(nativeApp(), ['Product Added', mug], ['page', {}]);
    expect(heard.length).to.equal(2);
  });

  it('that is not there is no failure', async () => {
    const lines = recordConsole();
    setGlobal('webkit', {});
    await play(nativeApp(), ['Product Added', mug], ['page', {}]);
    expect(lines).to.deep.equal({ info: [], warn: [], error: [] });
  });
});

describe('a server', () => {
  /** Requests; each is answered with this status. */
  function recordFetch(status = 200): [address: string, request: RequestInit][] {
    const requests: [string, RequestInit][] = [];
    setGlobal('fetch', (address: string, request: RequestInit) => {
      requests.push([address, request]);
      return Promise.resolve(new Response(undefined, { status: status === 200 ? 204 : status }));
    });
    return requests;
  }
  const send = (options: Parameters<typeof http>[0], payload: JsonObject = mug): unknown => http(options).track('Product Added', payload, contextOf('e-1'));
  const event = { type: 'track', event: 'Product Added', payload: mug, context: contextOf('e-1') };

  it('gets each event as JSON, also while the page is left', async () => {
    const requests = recordFetch();
    await send({ url: '/events', headers: { 'x-key': 'public' }, credentials: 'omit' });
    const [[address, { method, headers, body, keepalive, credentials, signal }]] = requests as [[string, RequestInit]];
    expect([address, method, headers, JSON.parse(body as string), keepalive, credentials]).to.deep.equal([`${location.origin}/events`, 'POST', { 'content-type': 'application/json', 'x-key': 'public' }, event, true, 'omit']);
    expect(signal).to.be.instanceOf(AbortSignal);
  });

  it('gets a body of the shop, or nothing where there is none', async () => {
    const requests = recordFetch();
    await send({ url: '/events', body: ({ event, payload }) => ({ name: event, id: payload.product_id }) });
    await send({ url: '/events', body: () => undefined });
    expect(requests.map(([, { body }]) => body)).to.deep.equal(['{"name":"Product Added","id":"1"}']);
  });

  it('gets what is too long for a page that is left as long as it stays', async () => {
    const requests = recordFetch();
    await send({ url: '/events' }, { ...mug, name: 'كوب'.repeat(15_000) });
    expect(requests[0]![1].keepalive).to.equal(false);
  });

  it('gets of many events at once as many while the page is left as the browser takes together, and the rest all the same', async () => {
    const requests: RequestInit[] = [];
    let answer = (): void => {};
    const answered = new Promise<void>((resolve) => (answer = resolve));
    setGlobal('fetch', (_: string, request: RequestInit) => (requests.push(request), answered.then(() => new Response(undefined, { status: 204 }))));
    const sent = Array.from({ length: 4 }, () => send({ url: '/events' }, { ...mug, name: 'm'.repeat(25_000) }));
    expect(requests.map(({ keepalive }) => keepalive)).to.deep.equal([true, true, false, false]);
    answer();
    await Promise.all(sent);
    await send({ url: '/events' });
    expect(requests.at(-1)!.keepalive, 'what was answered counts no more').to.equal(true);
  });

  it('that answers with no success has failed, without what was sent; for good where it refuses the event', async () => {
    for (const [status, name] of [[500, 'NetworkError'], [408, 'NetworkError'], [425, 'NetworkError'], [429, 'NetworkError'], [400, 'DataError'], [413, 'DataError'], [422, 'DataError']] as const) {
      recordFetch(status);
      const error = await (send({ url: '/events' }) as Promise<void>).then(() => undefined, (reason: unknown) => reason as DOMException);
      expect([error!.name, error!.message]).to.deep.equal([name, `the server answered ${status}`]);
    }
  });

  it('is asked again, since it knows an event by its id, unless the shop says that it does not', () => {
    expect([http({ url: '/events' }).retry, http({ url: '/events', retry: false }).retry]).to.deep.equal([true, false]);
  });

  it('is spoken to over https only, but for that of the page', async () => {
    const requests = recordFetch();
    for (const url of ['http://other.example/events', 'ftp://other.example', 'data:text/plain,x']) {
      const error = await (send({ url }) as Promise<void>).then(() => undefined, (reason: unknown) => reason);
      expect(error).to.be.instanceOf(TypeError);
    }
    await send({ url: 'https://other.example/events' });
    expect(requests.map(([address]) => address)).to.deep.equal(['https://other.example/events']);
  });
});

describe('what is personal', () => {
  it('goes to none of them, but where the shop says so', async () => {
    const sent: string[] = [];
    const keep = (...parts: unknown[]): void => void sent.push(JSON.stringify(parts));
    const makes = (options: object) => [analytics({ object: { track: keep, page: keep }, ...options }), nativeApp(options), http({ url: '/events', ...options })];
    setGlobal('ReactNativeWebView', { postMessage: keep });
    setGlobal('fetch', (...parts: unknown[]) => (keep(...parts), Promise.resolve(new Response())));
    replace(console, 'info', { value: keep, writable: true });
    const deep = { product_id: '1', recipient: 'Canary', gift: { email: 'canary@example.com' } };
    const payload: JsonObject = { product_id: '1', query: 'canary@example.com', products: [deep], deep, ...personal };
    for (const tracker of [...makes({}), toConsole()]) await play(tracker, ['Products Searched', payload], ['page', payload]);
    expect(sent.length).to.equal(8);
    expect(sent.join()).not.to.match(/canary/i);
    expect(sent.join()).to.include('product_id');
    for (const tracker of makes({ personalData: true })) await play(tracker, ['Products Searched', payload]);
    expect(sent.slice(8).map((text) => /canary/i.test(text))).to.deep.equal([true, true, true]);
  });
});
