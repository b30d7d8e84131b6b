import { expect, nextFrame, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../components/checkout/define.js';
import '../../components/checkout-step/define.js';
import type { EcomCheckoutStep } from '../../components/checkout-step/checkout-step.js';
import type { Cart } from '../../src/element/cart-context.js';
import { announceCart } from '../../src/element/cart-context.js';
import { startCheckout } from '../../src/element/checkout-context.js';
import type { EcomRequestFailed } from '../../src/element/request-controller.js';
import { answer, closePage, doubleClick, drawn, hold, isSeen, later, listen, mount, navigate, nextFact, nothingElse, openPage, overhear, rest, restNames, statusOf, turnPage } from './page.js';

let id = '';
let number = 0;

const native = '/test/elements/native.html';
const products = [{ product_id: '1', name: 'Mug', price: 35, quantity: 2 }];
const script = (data: object): string => `<script type="application/json">${JSON.stringify(data)}</script>`;
const form = `<h2>Address</h2><form action="${native}"><label>City <input name="city"></label><button>Go on</button></form>`;
const step = (attributes = 'current', at = 1, inside = form): string => `<ecom-checkout-step step="${at}" name="address" checkout-id="${id}" ${attributes}>${inside}</ecom-checkout-step>`;
const mountStep = (attributes?: string, at?: number, inside?: string): Promise<EcomCheckoutStep> => mount<EcomCheckoutStep>(step(attributes, at, inside));
const send = (root: Element): void => root.querySelector<HTMLElement>('form button')!.click();

/** The numbers of the steps that were viewed until now, and nothing else was reported. */
const viewed = async (): Promise<unknown[]> => (await rest()).map(({ name, payload }) => (name === 'Checkout Step Viewed' ? payload.step : name));

/** The page has been painted with a step in it. */
async function paint(): Promise<void> {
  await nextFrame();
  await new Promise((resolve) => setTimeout(resolve));
}

async function shown(element: Element): Promise<HTMLElement> {
  await nextFrame();
  await drawn(element);
  return statusOf(element);
}

describe('<ecom-checkout-step>', () => {
  beforeEach(async () => {
    id = `step-${++number}`;
    openPage();
    startCheckout({});
    turnPage();
  });
  afterEach(closePage);

  describe('viewed', () => {
    it('is reported when it is drawn as the current one, with what is known', async () => {
      await mountStep('current value="70" currency="SAR" shipping-method="express" payment-method="mada"', 2);
      const { name, payload } = await nextFact();
      expect(name).to.equal('Checkout Step Viewed');
      expect(payload).to.deep.equal({ checkout_id: id, step: 2, step_name: 'address', shipping_method: 'express', payment_method: 'mada', value: 70, currency: 'SAR' });
      await nothingElse();
    });

    it('is not reported of a step that is not current', async () => {
      const element = await mountStep('');
      expect(element.getAttribute('aria-current')).to.equal(null);
      await nothingElse();
    });

    it('is reported when it becomes current later, by property or attribute', async () => {
      const element = await mountStep('');
      element.current = true;
      expect((await nextFact()).payload.step).to.equal(1);
      element.removeAttribute('current');
      await drawn(element);
      element.setAttribute('current', '');
      expect((await nextFact()).payload.step).to.equal(1);
      await nothingElse();
    });

    it('is told to assistive technology and to styles, as long as it is current', async () => {
      const element = await mountStep();
      expect([element.getAttribute('aria-current'), element.hasAttribute('current')]).to.deep.equal(['step', true]);
      element.current = false;
      await drawn(element);
      expect([element.getAttribute('aria-current'), element.hasAttribute('current')]).to.deep.equal([null, false]);
    });

    it('is reported again when the shopper comes back to it', async () => {
      const root = await mount(`<div>${step()}${step('', 2)}</div>`);
      const [first, second] = root.querySelectorAll('ecom-checkout-step');
      for (const [from, to] of [[first, second], [second, first]] as const) {
        from!.current = false;
        to!.current = true;
        await drawn(root);
      }
      expect(await viewed()).to.deep.equal([1, 2, 1]);
    });

    it('is reported once when the theme says it twice, or takes it back in the same breath', async () => {
      const element = await mountStep();
      element.current = true;
      element.setAttribute('current', 'current');
      element.current = false;
      element.current = true;
      await drawn(element);
      expect(await viewed()).to.deep.equal([1]);
    });

    it('is reported once a navigation however often the theme draws or moves it', async () => {
      const root = await mount(`<div>${step()}<p></p></div>`);
      root.querySelector('p')!.append(root.querySelector('ecom-checkout-step')!);
      await mountStep();
      expect(await viewed()).to.deep.equal([1]);
      await navigate();
      await mountStep();
      expect(await viewed()).to.deep.equal([1]);
    });

    it('is not reported again when only the address changes under it', async () => {
      await mountStep();
      await navigate();
      expect(await viewed()).to.deep.equal([1]);
    });

    it('is reported once for each step that is drawn in turn, and for another checkout', async () => {
      await mountStep('current', 1);
      await mountStep('current', 2);
      id += '-other';
      await mountStep('current', 1);
      expect(await viewed()).to.deep.equal([1, 2, 1]);
    });

    it('is reported when one element goes from step to step', async () => {
      const element = await mountStep();
      element.setAttribute('step', '2');
      await drawn(element);
      element.step = 1;
      await drawn(element);
      expect(await viewed()).to.deep.equal([1, 2, 1]);
    });

    it('is reported when the page comes back, of the current step only, and of none that has gone', async () => {
      const root = await mount(`<div>${step('', 1)}${step('current', 2)}</div>`);
      turnPage();
      expect(await viewed()).to.deep.equal([2, 2]);
      root.replaceChildren();
      turnPage();
      await nothingElse();
    });

    it('is reported when it was taken out before it was drawn, and put back', async () => {
      const root = await mount('<div></div>');
      root.innerHTML = step();
      const element = root.firstElementChild!;
      element.remove();
      await drawn(element);
      await nothingElse();
      root.append(element);
      expect(await viewed()).to.deep.equal([1]);
    });

    it('is rejected, not guessed, without a number', async () => {
      const invalid = oneEvent(document, 'ecom-invalid') as Promise<CustomEvent<{ field: string }>>;
      await mount('<ecom-checkout-step current></ecom-checkout-step>');
      expect((await invalid).detail.field).to.equal('step');
      await nothingElse();
    });
  });

  describe('takes the focus to its heading', () => {
    /** A page that was painted with a step in it and whose shopper is at a button. */
    async function painted(inside = form): Promise<{ root: HTMLElement; second: EcomCheckoutStep }> {
      const root = await mount(`<div><button id="begin">Begin</button>${step()}${step('', 2, inside)}</div>`);
      await paint();
      root.querySelector<HTMLElement>('#begin')!.focus();
      return { root, second: root.querySelector<EcomCheckoutStep>('[step="2"]')! };
    }

    it('when it becomes current', async () => {
      const { second } = await painted();
      second.current = true;
      await drawn(second);
      const heading = second.querySelector('h2')!;
      expect([document.activeElement, heading.tabIndex]).to.deep.equal([heading, -1]);
    });

    it('when it is drawn as the current one after the page was painted, but not when it is only drawn anew', async () => {
      const { root } = await painted();
      const draw = async (): Promise<Element> => {
        root.querySelector('[step="3"]')?.remove();
        root.insertAdjacentHTML('beforeend', step('current', 3));
        await drawn(root);
        return root.querySelector('[step="3"] h2')!;
      };
      const heading = await draw();
      expect(document.activeElement === heading).to.equal(true);
      const begin = root.querySelector<HTMLElement>('#begin')!;
      begin.focus();
      await draw();
      expect(document.activeElement).to.equal(begin);
    });

    it('not when the page comes with it, before its first paint', async () => {
      const page = document.createElement('iframe');
      document.body.append(page);
      later(() => page.remove());
      const view = page.contentWindow as Window & typeof globalThis;
      view.document.body.innerHTML = `<button>Begin</button>${step()}${step('', 2)}`;
      const begin = view.document.querySelector('button')!;
      begin.focus();
      const happened = oneEvent(view.document, 'ecom-checkout-step-viewed');
      const tag = view.document.createElement('script');
      Object.assign(tag, { type: 'module', src: `${location.origin}/components/checkout-step/define.ts` });
      view.document.head.append(tag);
      await happened;
      expect(view.document.activeElement).to.equal(begin);
      await new Promise((resolve) => view.requestAnimationFrame(() => setTimeout(() => setTimeout(resolve))));
      const second = view.document.querySelector<EcomCheckoutStep>('[step="2"]')!;
      second.current = true;
      await drawn(second);
      expect(view.document.activeElement, 'and later it does').to.equal(second.querySelector('h2'));
    });

    it('not when the page comes back', async () => {
      const { root } = await painted();
      turnPage();
      await drawn(root);
      expect(document.activeElement).to.equal(root.querySelector('#begin'));
    });

    it('not when the shopper is in the step already', async () => {
      const { second } = await painted();
      const field = second.querySelector('input')!;
      field.focus();
      second.current = true;
      await drawn(second);
      expect(document.activeElement).to.equal(field);
    });

    for (const [what, heading] of [
      ['legend', '<form><fieldset><legend>Address</legend><input name="city"></fieldset></form>'],
      ['heading by its role', '<div role="heading" aria-level="2">Address</div><h3>More</h3>'],
      ['heading that can have the focus', '<h2 tabindex="0">Address</h2>'],
    ] as const) {
      it(`that is a ${what}`, async () => {
        const { second } = await painted(heading);
        const expected = second.querySelector('legend, [role], [tabindex]')!;
        const before = expected.getAttribute('tabindex') ?? '-1';
        second.current = true;
        await drawn(second);
        expect([document.activeElement, expected.getAttribute('tabindex')]).to.deep.equal([expected, before]);
      });
    }

    it('and stays where it was when there is none', async () => {
      const { root, second } = await painted('<p>Address</p>');
      second.current = true;
      await drawn(second);
      expect(document.activeElement).to.equal(root.querySelector('#begin'));
    });
  });

  describe('sent', () => {
    it('asks the store, and reports Checkout Step Completed when it confirms', async () => {
      const requests = hold('checkout-step');
      const element = await mountStep('value="70" currency="SAR"', 2);
      const submitted = oneEvent(element, 'submit') as Promise<SubmitEvent>;
      send(element);
      expect((await submitted).defaultPrevented).to.equal(true);
      await drawn(element);
      expect([element.ariaBusy, statusOf(element).textContent]).to.deep.equal(['true', 'One moment…']);
      expect(JSON.parse(JSON.stringify(requests[0]!.detail))).to.deep.equal({ checkout_id: id, step: 2, step_name: 'address', value: 70, currency: 'SAR' });
      await nothingElse();
      requests[0]!.confirm({ value: 75 });
      const { name, payload, context } = await nextFact();
      expect([name, context.assumed]).to.deep.equal(['Checkout Step Completed', undefined]);
      expect(payload).to.deep.equal({ checkout_id: id, step: 2, step_name: 'address', value: 75, currency: 'SAR' });
      const status = await shown(element);
      expect([element.ariaBusy, status.textContent, isSeen(status)]).to.deep.equal([null, 'Step completed', false]);
      await nothingElse();
    });

    it('says nothing of what else was typed', async () => {
      const requests = answer('checkout-step', () => ({}));
      const element = await mountStep('', 1, '<form><input name="email" value="canary-1"><input type="password" name="shipping_method" value="canary-2"><button>Go on</button></form>');
      send(element);
      expect(JSON.stringify([requests[0]!.detail, await nextFact()])).not.to.contain('canary');
    });

    it('goes on natively when nobody answers, and is no fact: the next page says it', async () => {
      const element = await mountStep('', 1, `<form action="${native}" target="native"><input name="city" value="Jeddah"><button>Go on</button></form><iframe name="native"></iframe>`);
      const loaded = oneEvent(element.querySelector('iframe')!, 'load');
      send(element);
      await loaded;
      expect(element.querySelector('iframe')!.contentWindow!.location.search).to.equal('?city=Jeddah');
      await nothingElse();
    });

    it('is a fact when nobody answers and it says so', async () => {
      const element = await mountStep('unanswered="assume"');
      listen(element, 'submit', (event: Event) => event.preventDefault());
      send(element);
      const { name, context } = await nextFact();
      expect([name, context.assumed]).to.deep.equal(['Checkout Step Completed', true]);
    });

    it('twice, by a double click or in impatience, asks once', async () => {
      const requests = hold('checkout-step');
      const element = await mountStep('');
      doubleClick(element.querySelector('button')!);
      const second = oneEvent(element, 'submit') as Promise<SubmitEvent>;
      send(element);
      expect([(await second).defaultPrevented, requests.length]).to.deep.equal([true, 1]);
    });

    it('with Enter in a field asks once', async () => {
      const requests = hold('checkout-step');
      const element = await mountStep('');
      element.querySelector('input')!.focus();
      await sendKeys({ press: 'Enter' });
      expect(requests).to.have.length(1);
    });

    it('without what it requires asks nothing', async () => {
      const requests = overhear('checkout-step');
      send(await mountStep('', 1, '<form><input name="city" required><button>Go on</button></form>'));
      expect(requests).to.deep.equal([]);
    });

    it('and denied shows why, and is no fact', async () => {
      const requests = hold('checkout-step');
      const element = await mountStep('');
      for (const [reason, text] of [['We do not ship there', 'We do not ship there'], [undefined, 'This is not possible right now']] as const) {
        send(element);
        requests.at(-1)!.deny(reason);
        const status = await shown(element);
        expect([status.textContent, isSeen(status), element.ariaBusy]).to.deep.equal([text, true, null]);
      }
      await nothingElse();
    });

    it('and failed tells it, and is no fact', async () => {
      const failed: EcomRequestFailed[] = [];
      listen(document, 'ecom-request-failed', ({ detail }: CustomEvent<EcomRequestFailed>) => void failed.push(detail));
      const requests = hold('checkout-step');
      const element = await mountStep('');
      send(element);
      requests[0]!.fail();
      expect((await shown(element)).textContent).to.equal('That did not work. Please try again.');
      expect(failed.map(({ request }) => request)).to.deep.equal(['checkout-step']);
      await nothingElse();
    });

    it('and never answered has failed', async () => {
      const requests = hold('checkout-step');
      const element = await mountStep('timeout="1"');
      send(element);
      const { detail } = (await oneEvent(element, 'ecom-request-failed')) as CustomEvent<EcomRequestFailed>;
      expect([(detail.error as Error).name, requests[0]!.signal.aborted]).to.deep.equal(['TimeoutError', true]);
      await nothingElse();
    });

    it('and taken away is aborted, and a fact all the same when the store confirms', async () => {
      const requests = hold('checkout-step');
      const root = await mount(`<div>${step('')}</div>`);
      send(root);
      root.replaceChildren();
      await nextFrame();
      expect(requests[0]!.signal.aborted).to.equal(true);
      requests[0]!.confirm();
      expect((await nextFact()).name).to.equal('Checkout Step Completed');
    });

    it('and called off is nothing', async () => {
      listen(document, 'ecom-checkout-step-request', (event: Event) => event.preventDefault());
      const element = await mountStep('');
      const submitted = oneEvent(element, 'submit') as Promise<SubmitEvent>;
      send(element);
      expect((await submitted).defaultPrevented).to.equal(true);
      await nothingElse();
    });

    it('and reported by the platform is no fact', async () => {
      answer('checkout-step', () => ({ reportedBy: 'platform' }));
      const element = await mountStep('');
      send(element);
      expect((await shown(element)).textContent).to.equal('Step completed');
      await nothingElse();
    });

    it('announces the cart that comes with the answer, and keeps it out of the payload', async () => {
      const cart: Cart = { cart_id: 'c', value: 75, products };
      answer('checkout-step', () => ({ cart }));
      const announced = oneEvent(document, 'ecom-cart-confirmed') as Promise<CustomEvent>;
      send(await mountStep(''));
      expect((await nextFact()).payload).not.to.have.property('cart');
      expect((await announced).detail).to.deep.equal(cart);
    });
  });

  describe('knows what the shopper has chosen', () => {
    const choice = (name: string): string => `<form action="${native}"><input type="radio" name="${name}" value="first"><input type="radio" name="${name}" value="second" checked><button>Go on</button></form>`;

    it('from its form, or from its attribute', async () => {
      answer('checkout-step', () => ({}));
      for (const [field, attribute] of [['shipping_method', 'shipping-method'], ['payment_method', 'payment-method']] as const) {
        send(await mountStep('', 1, choice(field)));
        expect((await nextFact()).payload[field]).to.equal('second');
        send(await mountStep(`${attribute}="said"`, 1, choice(field)));
        expect((await nextFact()).payload[field]).to.equal('said');
        startCheckout({ checkout_id: attribute });
      }
    });

    it('from the steps that were completed before, until another checkout is started', async () => {
      answer('checkout-step', () => ({}));
      startCheckout({ checkout_id: id });
      send(await mountStep('', 1, choice('shipping_method')));
      await nextFact();
      await mountStep('current', 2);
      expect((await nextFact()).payload.shipping_method).to.equal('second');
      startCheckout({ checkout_id: `${id}-other` });
      await mountStep('current', 3);
      expect((await nextFact()).payload).not.to.have.property('shipping_method');
    });

    it('not from a step that was denied', async () => {
      answer('checkout-step', () => ({ denied: true }));
      send(await mountStep('', 1, choice('shipping_method')));
      await nextFrame();
      await mountStep('current', 2);
      expect((await nextFact()).payload).not.to.have.property('shipping_method');
    });
  });

  describe('knows its checkout', () => {
    const order = { cart_id: 'c', currency: 'SAR', value: 70, products };
    const bare = '<ecom-checkout-step step="1" current></ecom-checkout-step>';
    const known = async (): Promise<object> => {
      const { payload } = await nextFact();
      const { step: _, ...about } = payload;
      return about;
    };

    it('by the one around it, which need not be defined or started', async () => {
      await mount(`<ecom-checkout checkout-id="${id}">${script(order)}${bare}</ecom-checkout>`);
      expect(await known()).to.deep.equal({ checkout_id: id, currency: 'SAR', value: 70, products });
    });

    it('by its own JSON and attributes before that', async () => {
      await mount(`<ecom-checkout checkout-id="${id}">${script(order)}<ecom-checkout-step step="1" current value="80">${script({ currency: 'USD' })}</ecom-checkout-step></ecom-checkout>`);
      expect(await known()).to.deep.equal({ checkout_id: id, currency: 'USD', value: 80, products });
    });

    it('by the one that was started last in this document', async () => {
      answer('checkout-start', () => ({ checkout_id: id, value: 60 }));
      const root = await mount(`<div><ecom-checkout>${script(order)}</ecom-checkout><p></p></div>`);
      root.querySelector('ecom-checkout')!.click();
      expect((await nextFact()).name).to.equal('Checkout Started');
      root.innerHTML = bare;
      expect(await known()).to.deep.equal({ checkout_id: id, currency: 'SAR', value: 60, products });
    });

    it('by the one around it with what the store gave when that started', async () => {
      answer('checkout-start', () => ({ checkout_id: id, value: 60 }));
      const root = await mount(`<div><ecom-checkout>${script(order)}</ecom-checkout></div>`);
      const around = root.querySelector('ecom-checkout')!;
      around.click();
      await nextFact();
      around.insertAdjacentHTML('beforeend', bare);
      expect(await known()).to.deep.equal({ checkout_id: id, currency: 'SAR', value: 60, products });
    });

    it('not by an earlier one when that around it has another id', async () => {
      startCheckout({ checkout_id: 'earlier', value: 1 });
      await mount(`<ecom-checkout checkout-id="${id}">${bare}</ecom-checkout>`);
      expect(await known()).to.deep.equal({ checkout_id: id });
    });

    it('also after a coupon has changed the price, of this cart only, and after the store has emptied the cart', async () => {
      startCheckout({ checkout_id: id, coupon: 'OLD', shipping: 5, ...order });
      announceCart({ cart_id: 'c', currency: 'SAR', value: 63, discount: 7, products, changes: [] });
      announceCart({ cart_id: 'other', value: 1, products });
      announceCart({ cart_id: 'c', value: 0, products: [] });
      await mount(bare);
      expect(await known()).to.deep.equal({ checkout_id: id, currency: 'SAR', value: 63, products });
    });

    it('with no price after a change that nobody has confirmed one for', async () => {
      startCheckout({ checkout_id: id, ...order });
      announceCart({ cart_id: 'c', currency: 'SAR', products });
      await mount(bare);
      expect(await known()).to.deep.equal({ checkout_id: id, currency: 'SAR', products });
    });

    it('not at all on a page of its own: nothing is invented', async () => {
      startCheckout({});
      await mount(bare);
      expect(await known()).to.deep.equal({});
      expect(await restNames()).to.deep.equal([]);
    });
  });

  for (const [lang, dir] of [['en', 'ltr'], ['ar', 'rtl']] as const) {
    it(`has nothing for axe to find, whatever the store says (${lang})`, async () => {
      Object.assign(document.documentElement, { lang, dir });
      const requests = hold('checkout-step');
      const root = await mount(`<div>${step()}</div>`);
      for (const outcome of [{ denied: true, reason: 'No' }, new Error('store'), {}]) {
        send(root);
        await expect(root).to.be.accessible();
        if (outcome instanceof Error) requests.at(-1)!.fail(outcome);
        else requests.at(-1)!.confirm(outcome as never);
        await shown(root.firstElementChild!);
        await expect(root).to.be.accessible();
      }
    });
  }
});
