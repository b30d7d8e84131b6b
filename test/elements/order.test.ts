import { expect, nextFrame, oneEvent } from '@open-wc/testing';
import '../../components/order/define.js';
import type { EcomOrder } from '../../components/order/order.js';
import type { JsonObject } from '../../src/events/plain.js';
import { closePage, drawn, later, listen, mount, nextFact, nothingElse, openPage, overhearConsole, tracker, turnPage } from './page.js';
import { replace } from '../tracker/harness.js';

/** An order is reported once for ever: each test has one of its own. */
let id = '';
let number = 0;

const products = [{ product_id: '1', name: 'Mug', price: 35, quantity: 2 }];
const orderOf = (more: JsonObject = {}): JsonObject => ({ order_id: id, total: 70, currency: 'SAR', products, ...more });
const script = (data: object): string => `<script type="application/json">${JSON.stringify(data)}</script>`;
const page = (data: object = orderOf()): string => `<ecom-order>${script(data)}<h1>Thank you</h1></ecom-order>`;
const isDone = (): boolean => !!localStorage.getItem(`ecom.done.order ${id}`);

/** What tabs wait for, or hold, of this test's order. */
async function locks(): Promise<number> {
  const { held = [], pending = [] } = await navigator.locks.query();
  return [...held, ...pending].filter(({ name }) => name?.includes(id)).length;
}

/** Resolves when no tab holds anything of this test's order, or waits for it. */
async function free(): Promise<void> {
  while (await locks()) await nextFrame();
}

/** Resolves when the lock has been granted, and everything about it has been said. */
async function offered(): Promise<void> {
  await nextFrame();
  await navigator.locks.query();
  await nothingElse();
}

/** A page of the shop beside ours. */
interface OtherPage {
  view: Window & typeof globalThis;
  /** Registers a destination, and resolves with what it has got once it has got all. */
  heard(): Promise<string[]>;
  close(): void;
}

/** Another page of the shop, with a memory of its own; storage and locks are shared. */
async function otherPage(): Promise<OtherPage> {
  const element = document.createElement('iframe');
  element.src = '/test/elements/native.html';
  document.body.append(element);
  const close = (): void => element.remove();
  later(close);
  await oneEvent(element, 'load');
  const view = element.contentWindow as Window & typeof globalThis;
  const load = async (path: string): Promise<void> => {
    const tag = view.document.createElement('script');
    Object.assign(tag, { type: 'module', src: location.origin + path });
    view.document.head.append(tag);
    await oneEvent(tag, 'load');
  };
  view.document.body.innerHTML = `<ecom-tracker></ecom-tracker>${page()}`;
  for (const name of ['tracker', 'order']) await load(`/components/${name}/define.ts`);
  // A lock is granted in the meantime, or another page holds it.
  await view.navigator.locks.query();
  await nextFrame();
  const heard = async (): Promise<string[]> => {
    const names: string[] = [];
    view.ecom!.register({ name: 'test', track: (name) => void names.push(name) });
    view.ecom!.track('marker');
    while (!names.includes('marker')) await nextFrame();
    return names.filter((name) => name !== 'marker');
  };
  return { view, heard, close };
}

describe('<ecom-order>', () => {
  beforeEach(() => {
    id = `order-${++number}-${Date.now()}`;
    openPage();
  });
  afterEach(closePage);
  after(() => {
    for (const key of Object.keys(localStorage)) if (key.startsWith('ecom.done.')) localStorage.removeItem(key);
  });

  describe('reports Order Completed', () => {
    it('with the JSON inside', async () => {
      await mount(page());
      const { name, payload, context } = await nextFact();
      expect([name, context.assumed]).to.deep.equal(['Order Completed', undefined]);
      expect(payload).to.deep.equal(orderOf());
      await nothingElse();
    });

    it('with its attributes', async () => {
      await mount(`<ecom-order order-id="${id}" total="٧٥٫٥" currency="sar" subtotal="70" revenue="80" shipping="3" tax="2.5" discount="10" coupon="TEN"
        affiliation="Jeddah" checkout-id="c" payment-method="mada" customer-type="new"></ecom-order>`);
      expect((await nextFact()).payload).to.deep.equal({
        order_id: id, total: 75.5, currency: 'SAR', subtotal: 70, revenue: 80, shipping: 3, tax: 2.5, discount: 10, coupon: 'TEN',
        affiliation: 'Jeddah', checkout_id: 'c', payment_method: 'mada', customer_type: 'new',
      });
    });

    it('with its property, which wins over JSON and attributes, field by field', async () => {
      const element = document.createElement('ecom-order');
      element.setAttribute('order-id', 'attribute');
      element.innerHTML = script(orderOf({ total: 1, coupon: 'JSON' }));
      element.order = { total: 70 };
      document.body.append(element);
      later(() => element.remove());
      expect((await nextFact()).payload).to.deep.equal(orderOf({ coupon: 'JSON' }));
    });

    it('when the order comes later: as a property, in JSON, in attributes', async () => {
      const element = await mount<EcomOrder>('<ecom-order></ecom-order>');
      await offered();
      element.order = orderOf();
      expect((await nextFact()).payload.order_id).to.equal(id);
      id += '-json';
      element.order = undefined;
      await drawn(element);
      element.innerHTML = script(orderOf());
      expect((await nextFact()).payload.order_id).to.equal(id);
      id += '-attribute';
      element.replaceChildren();
      element.setAttribute('order-id', id);
      element.setAttribute('total', '1');
      expect((await nextFact()).payload).to.deep.equal({ order_id: id, total: 1 });
      await nothingElse();
    });

    it('when it was taken out before it was drawn, and put back', async () => {
      const element = document.createElement('ecom-order');
      element.order = orderOf();
      document.body.append(element);
      element.remove();
      await drawn(element);
      await offered();
      document.body.append(element);
      later(() => element.remove());
      expect((await nextFact()).name).to.equal('Order Completed');
    });

    it('also when the theme has moved on in the same breath', async () => {
      const root = await mount(`<div>${page()}</div>`);
      root.replaceChildren();
      expect((await nextFact()).payload.order_id).to.equal(id);
    });
  });

  describe('once', () => {
    it('in a page, however often the theme draws it, moves it or shows the page again', async () => {
      const root = await mount(`<div>${page()}<p></p></div>`);
      expect((await nextFact()).name).to.equal('Order Completed');
      root.querySelector('p')!.append(root.querySelector('ecom-order')!);
      await mount(page());
      await mount(page(orderOf({ coupon: 'late' })));
      turnPage();
      await offered();
    });

    it('for each of two orders', async () => {
      const root = await mount(`<div>${page()}${page(orderOf({ order_id: `${id}-2` }))}</div>`);
      expect([(await nextFact()).payload.order_id, (await nextFact()).payload.order_id]).to.deep.equal([id, `${id}-2`]);
      root.remove();
      await nothingElse();
    });

    it('over a reload, once a destination has it', async () => {
      await mount(page());
      await nextFact();
      expect(isDone()).to.equal(true);
      expect(await (await otherPage()).heard()).to.deep.equal([]);
    });

    it('days later', async () => {
      localStorage.setItem(`ecom.done.order ${id}`, '2020-01-01T00:00:00.000Z');
      await mount(page());
      await offered();
    });

    it('in two tabs that are open at the same time', async () => {
      // The first has begun, and nobody has taken it yet.
      const [first, second] = [await otherPage(), await otherPage()];
      expect(await locks()).to.equal(2);
      expect(await first.heard()).to.deep.equal(['Order Completed']);
      await free();
      expect(await second.heard()).to.deep.equal([]);
    });
  });

  describe('as long as nobody has it', () => {
    it('is offered by the next page', async () => {
      const first = await otherPage();
      expect(first.view.ecom!.history.map(({ eventName }) => eventName)).to.deep.equal(['Order Completed']);
      expect([isDone(), await locks()]).to.deep.equal([false, 1]);
      first.close();
      await mount(page());
      expect((await nextFact()).payload).to.deep.equal(orderOf());
      expect(isDone()).to.equal(true);
      await free();
    });

    it('is offered by another tab when the first is closed', async () => {
      const first = await otherPage();
      await mount(page());
      await offered();
      first.close();
      expect((await nextFact()).payload.order_id).to.equal(id);
    });

    it('is not done by a destination that fails, and is by the next that does not', async () => {
      const first = await otherPage();
      for (const [name, track] of [
        ['throws', () => { throw new Error('broken'); }],
        ['rejects', () => Promise.reject(new Error('broken'))],
      ] as const) first.view.ecom!.register({ name, track });
      first.view.console.error = () => {};
      const failed = (): number => first.view.ecom!.receipts()[0]!.deliveries.filter(({ status }) => status === 'failed').length;
      while (failed() < 2) await nextFrame();
      expect(isDone()).to.equal(false);
      first.close();
      expect(await (await otherPage()).heard()).to.deep.equal(['Order Completed']);
      expect(isDone()).to.equal(true);
    });

    it('is not done by listeners of the page', async () => {
      const heard: string[] = [];
      const first = await otherPage();
      first.view.ecom!.on('Order Completed', (name) => heard.push(name));
      while (!heard.length) await nextFrame();
      expect(isDone()).to.equal(false);
    });
  });

  describe('that is invalid', () => {
    it('is rejected, not marked, holds nothing, and is told once', async () => {
      const told: CustomEvent<{ field: string }>[] = [];
      listen(document, 'ecom-invalid', (event: CustomEvent<{ field: string }>) => void told.push(event));
      const root = await mount(`<div>${page(orderOf({ total: 'a lot' }))}<p></p></div>`);
      await offered();
      root.querySelector('p')!.append(root.querySelector('ecom-order')!);
      await offered();
      expect(told.map(({ detail }) => detail.field)).to.deep.equal(['total']);
      expect(isDone()).to.equal(false);
      await free();
    });

    it('is reported when it is put right, in this page or the next', async () => {
      const element = await mount<EcomOrder>(`<ecom-order order-id="${id}"></ecom-order>`);
      await offered();
      element.order = orderOf();
      expect((await nextFact()).payload).to.deep.equal(orderOf());
      id += '-next';
      await mount(`<ecom-order order-id="${id}"></ecom-order>`);
      await offered();
      expect(await (await otherPage()).heard()).to.deep.equal(['Order Completed']);
    });

    it('because it has no id is told, and takes nothing from the next one', async () => {
      const invalid = oneEvent(document, 'ecom-invalid') as Promise<CustomEvent<{ field: string }>>;
      const element = await mount<EcomOrder>('<ecom-order total="70"></ecom-order>');
      expect((await invalid).detail.field).to.equal('order_id');
      element.order = orderOf();
      expect((await nextFact()).payload.order_id).to.equal(id);
    });
  });

  it('does not fail where storage is shut', async () => {
    const told = overhearConsole('error');
    const shut = (): never => {
      throw new DOMException('shut', 'SecurityError');
    };
    replace(window, 'localStorage', { get: shut });
    replace(navigator, 'locks', { get: () => ({ request: () => Promise.reject(new DOMException('shut', 'SecurityError')) }) });
    await mount(page());
    expect((await nextFact()).name).to.equal('Order Completed');
    await mount(page());
    await nothingElse();
    expect(told).to.deep.equal([]);
  });

  it('is delivered where there are no locks', async () => {
    replace(navigator, 'locks', { get: () => undefined });
    await mount(page());
    expect((await nextFact()).name).to.equal('Order Completed');
    expect(isDone()).to.equal(true);
    expect(tracker().history).to.have.length(1);
  });
});
