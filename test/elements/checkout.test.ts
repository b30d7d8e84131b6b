import { aTimeout, expect, nextFrame, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../components/cart/define.js';
import '../../components/cart-item/define.js';
import '../../components/checkout/define.js';
import '../../components/checkout-step/define.js';
import type { EcomCheckout } from '../../components/checkout/checkout.js';
import type { Cart } from '../../src/element/cart-context.js';
import type { EcomRequestFailed } from '../../src/element/request-controller.js';
import { answer, buttonOf, clickWith, closePage, doubleClick, drawn, hold, isSeen, later, listen, mount, navigate, nextFact, nothingElse, openPage, overhear, restNames, statusOf, turnPage } from './page.js';

/** A checkout is reported once for ever: each test has one of its own. */
let id = '';
let number = 0;

const products = [{ product_id: '1', name: 'Mug', price: 35, quantity: 2 }];
const order = { cart_id: 'c', currency: 'SAR', value: 70, products };
const script = (data: object): string => `<script type="application/json">${JSON.stringify(data)}</script>`;
const frame = '<iframe name="native"></iframe>';
const native = '/test/elements/native.html';

/** A button that starts a checkout of two mugs. */
const button = (attributes = `checkout-id="${id}"`): Promise<EcomCheckout> => mount<EcomCheckout>(`<ecom-checkout ${attributes}>${script(order)}</ecom-checkout>`);

/** The details of local events of that type. */
function heardOf(type: 'ecom-checkout-confirmed'): object[] {
  const heard: object[] = [];
  listen(document, type, ({ detail }: CustomEvent<object>) => void heard.push(detail));
  return heard;
}

async function shown(element: Element): Promise<HTMLElement> {
  await nextFrame();
  await drawn(element);
  return statusOf(element);
}

describe('<ecom-checkout>', () => {
  beforeEach(async () => {
    id = `checkout-${++number}-${Date.now()}`;
    openPage();
    turnPage();
  });
  afterEach(() => {
    closePage();
    for (const key of Object.keys(localStorage)) if (key.startsWith('ecom.done.')) localStorage.removeItem(key);
  });

  describe('on a bare page', () => {
    it('is a button that reports Checkout Started, as assumed', async () => {
      const element = await button();
      expect(buttonOf(element).innerText.trim()).to.equal('Check out');
      element.click();
      const { name, payload, context } = await nextFact();
      expect([name, context.assumed]).to.deep.equal(['Checkout Started', true]);
      expect(payload).to.deep.equal({ checkout_id: id, ...order });
      expect((await shown(element)).textContent).to.equal('Going to checkout');
      await nothingElse();
    });

    it('speaks Arabic', async () => {
      const root = await mount(`<div lang="ar" dir="rtl"><ecom-checkout></ecom-checkout></div>`);
      expect(buttonOf(root.firstElementChild!).innerText.trim()).to.equal('إتمام الشراء');
    });

    for (const [what, control] of [
      ['a link its navigation', `<a href="${native}?go=1" target="native">Check out</a>`],
      ['a form its submit', `<form action="${native}" target="native"><input type="hidden" name="go" value="1"><button>Check out</button></form>`],
      ['the form around it its submit', `<button name="go" value="1">Check out</button>`],
    ] as const) {
      it(`leaves ${what}, and reports before the page goes`, async () => {
        const element = `<ecom-checkout checkout-id="${id}">${script(order)}${control}</ecom-checkout>`;
        const root = await mount(`<div>${frame}${control.startsWith('<button') ? `<form action="${native}" target="native">${element}</form>` : element}</div>`);
        const happened: string[] = [];
        listen(document, 'ecom-checkout-started', () => void happened.push('started'));
        const loaded = oneEvent(root.querySelector('iframe')!, 'load').then(() => happened.push('gone'));
        root.querySelector<HTMLElement>('a, button')!.click();
        await loaded;
        expect(happened).to.deep.equal(['started', 'gone']);
        expect(root.querySelector('iframe')!.contentWindow!.location.search).to.equal('?go=1');
        expect((await nextFact()).payload.checkout_id).to.equal(id);
        await nothingElse();
      });
    }

    it('reports nothing with unanswered="ignore", and does not count as started', async () => {
      const element = await button(`checkout-id="${id}" unanswered="ignore"`);
      element.click();
      await nothingElse();
      element.unanswered = 'assume';
      element.click();
      expect((await nextFact()).name).to.equal('Checkout Started');
    });

    it('says nothing of a confirmation: the native way goes on', async () => {
      const confirmed = heardOf('ecom-checkout-confirmed');
      (await button()).click();
      expect((await nextFact()).name).to.equal('Checkout Started');
      expect(confirmed).to.deep.equal([]);
    });
  });

  describe('with a store', () => {
    it('asks with what is known, and merges what is confirmed', async () => {
      const requests = answer('checkout-start', () => ({ checkout_id: id, value: 60, discount: 10 }));
      const element = await button('');
      element.click();
      expect(requests[0]!.detail).to.deep.equal(order);
      const { payload, context } = await nextFact();
      expect(payload).to.deep.equal({ ...order, checkout_id: id, value: 60, discount: 10 });
      expect(context.assumed).to.equal(undefined);
      await nothingElse();
    });

    it('cancels the link and the submit, and tells the theme where to go on', async () => {
      answer('checkout-start', () => ({ checkout_id: id }));
      const confirmed = heardOf('ecom-checkout-confirmed');
      const root = await mount(`<div><ecom-checkout>${script(order)}<a href="${native}">Check out</a></ecom-checkout><ecom-checkout>${script(order)}<form action="${native}"><button>Check out</button></form></ecom-checkout></div>`);
      expect(clickWith(root.querySelector('a')!), 'the link is followed').to.equal(false);
      expect((await nextFact()).name).to.equal('Checkout Started');
      expect(confirmed).to.deep.equal([{ ...order, checkout_id: id }]);
      const submitted = oneEvent(root, 'submit') as Promise<SubmitEvent>;
      root.querySelector('button')!.click();
      expect((await submitted).defaultPrevented).to.equal(true);
      await nothingElse();
    });

    it('is busy meanwhile and asks once for a double click, a held key and impatience', async () => {
      const requests = hold('checkout-start');
      const element = await button();
      doubleClick(buttonOf(element));
      element.click();
      element.focus();
      await sendKeys({ press: 'Enter' });
      expect([requests.length, buttonOf(element).ariaBusy]).to.deep.equal([1, 'true']);
      requests[0]!.confirm();
      expect((await nextFact()).name).to.equal('Checkout Started');
      await nothingElse();
    });

    it('is started with Enter and with Space', async () => {
      const requests = answer('checkout-start', () => ({ denied: true }));
      (await button()).focus();
      await sendKeys({ press: 'Enter' });
      await nextFrame();
      await sendKeys({ press: 'Space' });
      expect(requests).to.have.length(2);
    });

    it('shows why it is denied, is no fact, and can be tried again', async () => {
      const [requests, confirmed] = [hold('checkout-start'), heardOf('ecom-checkout-confirmed')];
      const element = await button();
      element.click();
      requests[0]!.deny('The cart is empty');
      const status = await shown(element);
      expect([status.textContent, isSeen(status), buttonOf(element).ariaBusy]).to.deep.equal(['The cart is empty', true, 'false']);
      await nothingElse();
      expect(confirmed).to.deep.equal([]);
      element.click();
      requests[1]!.confirm();
      expect((await nextFact()).name).to.equal('Checkout Started');
    });

    it('shows that it failed, tells it, and is no fact', async () => {
      const failed: EcomRequestFailed[] = [];
      listen(document, 'ecom-request-failed', ({ detail }: CustomEvent<EcomRequestFailed>) => void failed.push(detail));
      const [element, requests] = [await button(), hold('checkout-start')];
      element.click();
      requests[0]!.fail();
      expect((await shown(element)).textContent).to.equal('That did not work. Please try again.');
      expect(failed.map(({ request }) => request)).to.deep.equal(['checkout-start']);
      await nothingElse();
    });

    it('fails when it is never answered', async () => {
      const [element, requests] = [await button('timeout="1"'), hold('checkout-start')];
      element.click();
      const { detail } = (await oneEvent(element, 'ecom-request-failed')) as CustomEvent<EcomRequestFailed>;
      expect([(detail.error as Error).name, requests[0]!.signal.aborted]).to.deep.equal(['TimeoutError', true]);
      await nothingElse();
    });

    it('is aborted when it leaves, and a fact all the same when the store then confirms', async () => {
      const [requests, confirmed] = [hold('checkout-start'), heardOf('ecom-checkout-confirmed')];
      const root = await mount(`<div><ecom-checkout>${script(order)}</ecom-checkout></div>`);
      root.querySelector('ecom-checkout')!.click();
      root.replaceChildren();
      await nextFrame();
      expect(requests[0]!.signal.aborted).to.equal(true);
      requests[0]!.confirm({ checkout_id: id });
      expect((await nextFact()).payload.checkout_id).to.equal(id);
      expect(confirmed, 'the theme goes on').to.have.length(1);
    });

    it('is nothing when a listener calls it off', async () => {
      listen(document, 'ecom-checkout-start-request', (event: Event) => event.preventDefault());
      const root = await mount(`<ecom-checkout><a href="${native}">Check out</a></ecom-checkout>`);
      expect(clickWith(root.querySelector('a')!)).to.equal(false);
      await nothingElse();
    });

    it('is no fact when the platform reports it; the theme goes on', async () => {
      const confirmed = heardOf('ecom-checkout-confirmed');
      answer('checkout-start', () => ({ reportedBy: 'platform' }));
      (await button()).click();
      await nothingElse();
      expect(confirmed).to.have.length(1);
    });

    it('announces the cart that comes with the answer, and keeps it out of the payload', async () => {
      const cart: Cart = { cart_id: 'c', value: 60, products };
      answer('checkout-start', () => ({ checkout_id: id, cart }));
      const announced = oneEvent(document, 'ecom-cart-confirmed') as Promise<CustomEvent>;
      (await button()).click();
      expect((await nextFact()).payload).not.to.have.property('cart');
      expect((await announced).detail).to.deep.equal(cart);
    });
  });

  describe('of one id', () => {
    it('is reported once, however often it is started; the theme goes on each time', async () => {
      const confirmed = heardOf('ecom-checkout-confirmed');
      answer('checkout-start', () => ({ checkout_id: id }));
      const element = await button('');
      for (let times = 1; times < 4; times++) {
        element.click();
        while (confirmed.length < times) await nextFrame();
      }
      expect(await restNames()).to.deep.equal(['Checkout Started']);
    });

    it('is reported by the cart page or by the checkout page, not by both', async () => {
      (await button()).click();
      expect((await nextFact()).name).to.equal('Checkout Started');
      await mount(`<ecom-checkout view="load" checkout-id="${id}">${script(order)}</ecom-checkout>`);
      await nothingElse();
    });

    it('is not reported again by a page that finds it delivered, and is by one that does not', async () => {
      localStorage.setItem(`ecom.done.checkout ${id}`, 'then');
      (await button()).click();
      await nothingElse();
      id += '-other';
      (await button()).click();
      expect((await nextFact()).name).to.equal('Checkout Started');
      expect(localStorage.getItem(`ecom.done.checkout ${id}`), 'delivered').not.to.equal(null);
    });

    it('that nobody knows is reported each time that the shopper starts', async () => {
      const element = await button('');
      element.click();
      element.click();
      expect(await restNames()).to.deep.equal(['Checkout Started', 'Checkout Started']);
    });
  });

  describe('with view="load"', () => {
    it('reports the start at once, without asking, whatever is clicked or sent inside', async () => {
      const requests = overhear('checkout-start');
      const root = await mount(`<ecom-checkout view="load" checkout-id="${id}">${script(order)}
        <form action="${native}"><a href="#terms">Terms</a><button type="button">More</button><button>Go on</button></form></ecom-checkout>`);
      expect((await nextFact()).payload).to.deep.equal({ checkout_id: id, ...order });
      listen(root, 'submit', (event: Event) => event.preventDefault());
      for (const control of root.querySelectorAll<HTMLElement>('a, button')) control.click();
      expect(requests).to.deep.equal([]);
      await nothingElse();
    });

    it('leaves a second click alone', async () => {
      const root = await mount('<ecom-checkout view="load"><button type="button">More</button></ecom-checkout>');
      expect(clickWith(root.querySelector('button')!, { detail: 2 })).to.equal(true);
    });

    it('is no button, whatever is inside, and a block', async () => {
      for (const inside of ['', '<h1>Checkout</h1>']) {
        const element = await mount(`<ecom-checkout view="load">${inside}</ecom-checkout>`);
        expect([element.shadowRoot!.querySelector('button'), getComputedStyle(element).display]).to.deep.equal([null, 'block']);
        element.hidden = true;
        expect(getComputedStyle(element).display).to.equal('none');
      }
    });

    it('reports once when the theme draws it anew or moves it, and when the page comes back', async () => {
      const html = `<ecom-checkout view="load" checkout-id="${id}">${script(order)}</ecom-checkout>`;
      const root = await mount(`<div>${html}<p></p></div>`);
      expect((await nextFact()).name).to.equal('Checkout Started');
      root.querySelector('p')!.append(root.querySelector('ecom-checkout')!);
      await mount(html);
      turnPage();
      await nothingElse();
    });

    it('reports once a navigation where there is no id', async () => {
      const html = `<ecom-checkout view="load">${script(order)}</ecom-checkout>`;
      await mount(html);
      await mount(html);
      expect(await restNames()).to.deep.equal(['Checkout Started']);
      await navigate();
      await mount(html);
      expect(await restNames()).to.deep.equal(['Checkout Started']);
    });

    it('waits for an order that comes later', async () => {
      const rejected: Event[] = [];
      listen(document, 'ecom-invalid', (event: Event) => void rejected.push(event));
      const element = await mount<EcomCheckout>('<ecom-checkout view="load"></ecom-checkout>');
      await nothingElse();
      expect(rejected).to.have.length(0);
      element.order = { checkout_id: id, ...order };
      expect((await nextFact()).payload).to.deep.equal({ checkout_id: id, ...order });
      element.order = { checkout_id: id, ...order, value: 60 };
      await nothingElse();
    });

    it('is reported when what was rejected is put right', async () => {
      const invalid = oneEvent(document, 'ecom-invalid') as Promise<CustomEvent<{ field: string }>>;
      const element = await mount<EcomCheckout>(`<ecom-checkout view="load" checkout-id="${id}"></ecom-checkout>`);
      expect((await invalid).detail.field).to.equal('products');
      element.order = order;
      expect((await nextFact()).payload).to.deep.equal({ checkout_id: id, ...order });
      await nothingElse();
    });

    it('counts when it is written later', async () => {
      const element = await mount(`<ecom-checkout checkout-id="${id}">${script(order)}<a href="#go">Go</a></ecom-checkout>`);
      await nothingElse();
      element.setAttribute('view', 'load');
      expect((await nextFact()).name).to.equal('Checkout Started');
    });

    it('comes before the step that it holds', async () => {
      await mount(`<ecom-checkout view="load" checkout-id="${id}">${script(order)}<ecom-checkout-step step="1" current></ecom-checkout-step></ecom-checkout>`);
      expect(await restNames()).to.deep.equal(['Checkout Started', 'Checkout Step Viewed']);
    });
  });

  describe('takes what is bought', () => {
    const line = '<ecom-cart-item line-id="a" product-id="9" name="Pot" price="10" currency="SAR" quantity="3"></ecom-cart-item>';
    const lineOf = { cart_item_id: 'a', product_id: '9', name: 'Pot', price: 10, currency: 'SAR', quantity: 3 };

    it('from its property, then its JSON, then its attributes', async () => {
      const requests = overhear('checkout-start');
      const attributes = `checkout-id="${id}" value="1" currency="USD" coupon="A" tax="٣" affiliation="Jeddah"`;
      const element = await mount<EcomCheckout>(`<ecom-checkout ${attributes}>${script({ value: 2, currency: 'EUR', products })}</ecom-checkout>`);
      element.order = { value: 3 };
      element.click();
      expect(requests[0]!.detail).to.deep.equal({ checkout_id: id, value: 3, currency: 'EUR', coupon: 'A', tax: 3, affiliation: 'Jeddah', products });
    });

    it('from the cart around it, or else from that of the page', async () => {
      for (const html of [`<ecom-cart cart-id="c9" currency="SAR">${line}<ecom-checkout checkout-id="${id}"></ecom-checkout></ecom-cart>`, `<div><ecom-cart cart-id="c9" currency="SAR">${line}</ecom-cart><ecom-checkout checkout-id="${id}-2"></ecom-checkout></div>`]) {
        const root = await mount(html);
        root.querySelector('ecom-checkout')!.click();
        const { checkout_id: _, ...payload } = (await nextFact()).payload;
        expect(payload).to.deep.equal({ cart_id: 'c9', currency: 'SAR', products: [lineOf] });
        root.remove();
      }
    });

    it('from the cart as the store confirmed it, with its amounts and without its changes', async () => {
      const root = await mount<HTMLElement>(`<div><ecom-cart></ecom-cart><ecom-checkout checkout-id="${id}" coupon="B"></ecom-checkout></div>`);
      root.querySelector('ecom-cart')!.cart = { ...order, discount: 5, changes: [{ product_id: '1', delta: 1 }] };
      root.querySelector('ecom-checkout')!.click();
      expect((await nextFact()).payload).to.deep.equal({ checkout_id: id, ...order, discount: 5, coupon: 'B' });
    });

    it('from itself alone when it names the products: a cart of others has other amounts', async () => {
      const requests = overhear('checkout-start');
      const root = await mount(`<div><ecom-cart cart-id="c9" currency="SAR">${script({ value: 30, products: [lineOf] })}</ecom-cart><ecom-checkout>${script({ products })}</ecom-checkout></div>`);
      root.querySelector('ecom-checkout')!.click();
      expect(requests[0]!.detail).to.deep.equal({ products });
    });

    it('not from a cart whose lines are not known yet', async () => {
      const invalid = oneEvent(document, 'ecom-invalid') as Promise<CustomEvent<{ field: string }>>;
      const root = await mount(`<div><ecom-cart cart-id="c9" currency="SAR"></ecom-cart><ecom-checkout checkout-id="${id}"></ecom-checkout></div>`);
      root.querySelector('ecom-checkout')!.click();
      expect((await invalid).detail.field).to.equal('products');
      await nothingElse();
    });

    it('from a cart whose script comes after its own', async () => {
      const page = document.createElement('iframe');
      document.body.append(page);
      later(() => page.remove());
      const view = page.contentWindow as Window & typeof globalThis;
      view.document.body.innerHTML = `<ecom-cart cart-id="c9" currency="SAR">${line}</ecom-cart><ecom-checkout view="load" checkout-id="${id}"></ecom-checkout>`;
      const started = oneEvent(view.document, 'ecom-checkout-started') as Promise<CustomEvent>;
      const load = (name: string): Promise<unknown> => {
        const tag = view.document.createElement('script');
        Object.assign(tag, { type: 'module', src: `${location.origin}/components/${name}/define.ts` });
        view.document.head.append(tag);
        return oneEvent(tag, 'load');
      };
      await load('checkout');
      await aTimeout(0);
      await load('cart');
      expect((await started).detail).to.deep.include({ checkout_id: id, cart_id: 'c9', products: [lineOf] });
    });
  });

  for (const [lang, dir] of [['en', 'ltr'], ['ar', 'rtl']] as const) {
    it(`has nothing for axe to find, whatever the store says (${lang})`, async () => {
      Object.assign(document.documentElement, { lang, dir });
      const requests = hold('checkout-start');
      for (const inside of ['', '<a href="#go">Go</a>', '<form><button>Go</button></form>']) {
        const root = await mount(`<div><ecom-checkout>${script(order)}${inside}</ecom-checkout></div>`);
        for (const outcome of ['deny', 'fail', 'confirm'] as const) {
          (root.querySelector<HTMLElement>('a, form button') ?? root.querySelector('ecom-checkout')!).click();
          await expect(root).to.be.accessible();
          requests.at(-1)![outcome]();
          await shown(root.firstElementChild!);
          await expect(root).to.be.accessible();
        }
      }
    });
  }
});
