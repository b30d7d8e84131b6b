import { expect, nextFrame, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../components/checkout/define.js';
import '../../components/checkout-step/define.js';
import '../../components/payment-form/define.js';
import type { EcomPaymentForm } from '../../components/payment-form/payment-form.js';
import { startCheckout } from '../../src/element/checkout-context.js';
import type { EcomRequestFailed } from '../../src/element/request-controller.js';
import type { EcomDenial } from '../../src/events/ecom-request-event.js';
import { answer, closePage, doubleClick, drawn, hold, isSeen, listen, mount, nextFact, nothingElse, openPage, overhear, overhearConsole, restNames, statusOf, tracker } from './page.js';

const native = '/test/elements/native.html';
const products = [{ product_id: '1', name: 'Mug', price: 35, quantity: 2 }];
const script = (data: object): string => `<script type="application/json">${JSON.stringify(data)}</script>`;
const card = '<label>Number <input name="card_number" autocomplete="cc-number"></label><label>Code <input name="cvc"></label>';
const form = (fields = card, attributes = ''): string => `<form action="${native}" ${attributes}>${fields}<button>Pay</button></form>`;
const payment = (attributes = 'method="mada"', inside = form()): Promise<EcomPaymentForm> => mount<EcomPaymentForm>(`<ecom-payment-form ${attributes}>${inside}</ecom-payment-form>`);
const send = (root: Element): void => root.querySelector<HTMLElement>('form button')!.click();

/** The payload of Payment Info Entered, which comes next. */
async function entered(): Promise<object> {
  const { name, payload } = await nextFact();
  expect(name).to.equal('Payment Info Entered');
  return payload;
}

/** The details of the local events of that type. */
function confirmations(): object[] {
  const heard: object[] = [];
  listen(document, 'ecom-payment-confirmed', ({ detail }: CustomEvent<object>) => void heard.push(JSON.parse(JSON.stringify(detail)) as object));
  return heard;
}

async function shown(element: Element): Promise<HTMLElement> {
  await nextFrame();
  await drawn(element);
  return statusOf(element);
}

const declined: EcomDenial = {
  denied: true,
  reason: 'Your bank said no to 4111',
  reason_code: 'insufficient_funds',
  fields: { gateway: 'moyasar', error_type: 'declined', http_status: 402, error_message: 'card 4111 declined', error_fields: ['cvc'], field_errors: [{ field: 'cvc', message: '123 is wrong' }] },
};

describe('<ecom-payment-form>', () => {
  beforeEach(() => {
    openPage();
    startCheckout({});
  });
  afterEach(closePage);

  describe('sent', () => {
    it('reports Payment Info Entered when it asks, and nothing more when the store confirms: the order page does', async () => {
      const [requests, confirmed] = [hold('payment-submit'), confirmations()];
      const element = await payment('method="mada" step="3" checkout-id="c" order-id="o" value="70" currency="SAR"');
      const expected = { checkout_id: 'c', order_id: 'o', payment_method: 'mada', step: 3, value: 70, currency: 'SAR' };
      const submitted = oneEvent(element, 'submit') as Promise<SubmitEvent>;
      send(element);
      expect((await submitted).defaultPrevented).to.equal(true);
      expect(JSON.parse(JSON.stringify(requests[0]!.detail))).to.deep.equal(expected);
      expect(await entered()).to.deep.equal(expected);
      expect([element.ariaBusy, statusOf(element).textContent, confirmed]).to.deep.equal(['true', 'One moment…', []]);
      requests[0]!.confirm({ order_id: 'o-2' });
      const status = await shown(element);
      expect([element.ariaBusy, status.textContent, isSeen(status)]).to.deep.equal([null, 'Payment accepted', false]);
      expect(confirmed, 'the theme goes on').to.deep.equal([{ ...expected, order_id: 'o-2' }]);
      await nothingElse();
    });

    it('goes on natively when nobody answers; that the shopper has sent it is a fact', async () => {
      const confirmed = confirmations();
      const element = await payment('method="mada"', `<iframe name="native"></iframe>${form('<input name="agreed" value="1">', 'target="native"')}`);
      const loaded = oneEvent(element.querySelector('iframe')!, 'load');
      send(element);
      expect(await entered()).to.deep.equal({ payment_method: 'mada' });
      await loaded;
      expect(element.querySelector('iframe')!.contentWindow!.location.search).to.equal('?agreed=1');
      expect(confirmed).to.deep.equal([]);
      await nothingElse();
    });

    it('reports it once, also with unanswered="assume"', async () => {
      const element = await payment('method="mada" unanswered="assume"');
      listen(element, 'submit', (event: Event) => event.preventDefault());
      send(element);
      expect(await restNames()).to.deep.equal(['Payment Info Entered']);
    });

    it('twice, by a double click or in impatience, asks and reports once', async () => {
      const requests = hold('payment-submit');
      const element = await payment();
      doubleClick(element.querySelector('button')!);
      const second = oneEvent(element, 'submit') as Promise<SubmitEvent>;
      send(element);
      expect([(await second).defaultPrevented, requests.length]).to.deep.equal([true, 1]);
      expect(await restNames()).to.deep.equal(['Payment Info Entered']);
    });

    it('with Enter in a field asks once', async () => {
      const requests = hold('payment-submit');
      const element = await payment();
      element.querySelector('input')!.focus();
      await sendKeys({ press: 'Enter' });
      expect(requests).to.have.length(1);
    });

    it('without what it requires asks nothing, and nothing is entered', async () => {
      const requests = overhear('payment-submit');
      send(await payment('method="mada"', form('<input name="cvc" required>')));
      expect(requests).to.deep.equal([]);
      await nothingElse();
    });

    it('and called off is nothing', async () => {
      listen(document, 'ecom-payment-submit-request', (event: Event) => event.preventDefault());
      const element = await payment();
      const submitted = oneEvent(element, 'submit') as Promise<SubmitEvent>;
      send(element);
      expect((await submitted).defaultPrevented).to.equal(true);
      await nothingElse();
    });

    it('and failed tells it; that is no denial', async () => {
      const failed: EcomRequestFailed[] = [];
      listen(document, 'ecom-request-failed', ({ detail }: CustomEvent<EcomRequestFailed>) => void failed.push(detail));
      const [requests, confirmed] = [hold('payment-submit'), confirmations()];
      const element = await payment();
      send(element);
      requests[0]!.fail();
      expect((await shown(element)).textContent).to.equal('That did not work. Please try again.');
      expect([failed.map(({ request }) => request), confirmed]).to.deep.equal([['payment-submit'], []]);
      expect(await restNames()).to.deep.equal(['Payment Info Entered']);
    });

    it('and never answered has failed', async () => {
      const requests = hold('payment-submit');
      const element = await payment('method="mada" timeout="1"');
      send(element);
      const { detail } = (await oneEvent(element, 'ecom-request-failed')) as CustomEvent<EcomRequestFailed>;
      expect([(detail.error as Error).name, requests[0]!.signal.aborted]).to.deep.equal(['TimeoutError', true]);
      expect(await restNames()).to.deep.equal(['Payment Info Entered']);
    });

    it('and taken away is aborted; what the store says then is heard all the same', async () => {
      const confirmed = confirmations();
      const requests = hold('payment-submit');
      for (const outcome of ['deny', 'confirm'] as const) {
        const root = await mount(`<div><ecom-payment-form method="mada">${form()}</ecom-payment-form></div>`);
        send(root);
        await entered();
        root.replaceChildren();
        await nextFrame();
        expect(requests.at(-1)!.signal.aborted).to.equal(true);
        requests.at(-1)![outcome]();
        expect(await restNames()).to.deep.equal(outcome === 'deny' ? ['Payment Failed'] : []);
      }
      expect(confirmed).to.have.length(1);
    });

    it('announces the cart that comes with the answer, and tells the theme the rest', async () => {
      const confirmed = confirmations();
      answer('payment-submit', () => ({ order_id: 'o', cart: { cart_id: 'c', products: [] } }));
      const announced = oneEvent(document, 'ecom-cart-confirmed') as Promise<CustomEvent>;
      send(await payment());
      expect((await announced).detail).to.deep.equal({ cart_id: 'c', products: [] });
      expect(confirmed).to.deep.equal([{ payment_method: 'mada', order_id: 'o' }]);
    });

    it('and reported by the platform lets the theme go on', async () => {
      const confirmed = confirmations();
      answer('payment-submit', () => ({ reportedBy: 'platform' }));
      send(await payment());
      await entered();
      await nothingElse();
      expect(confirmed).to.deep.equal([{ payment_method: 'mada' }]);
    });
  });

  describe('denied', () => {
    it('reports Payment Failed with codes and names, and none of the words', async () => {
      answer('payment-submit', () => declined);
      const element = await payment('method="mada" checkout-id="c" value="70" currency="SAR" step="3"');
      send(element);
      await entered();
      const { name, payload } = await nextFact();
      expect(name).to.equal('Payment Failed');
      expect(payload).to.deep.equal({
        checkout_id: 'c', payment_method: 'mada', gateway: 'moyasar', error_code: 'insufficient_funds', error_type: 'declined', http_status: 402, error_fields: ['cvc'],
      });
      expect(JSON.stringify(tracker().receipts())).not.to.match(/4111|123/);
      await nothingElse();
    });

    it('shows the reason to the shopper, or says that the payment did not go through', async () => {
      const requests = hold('payment-submit');
      const element = await payment();
      for (const [reason, text] of [['Not enough funds', 'Not enough funds'], [undefined, 'The payment did not go through']] as const) {
        send(element);
        requests.at(-1)!.deny(reason);
        const status = await shown(element);
        expect([status.textContent, isSeen(status), element.ariaBusy]).to.deep.equal([text, true, null]);
      }
    });

    it('takes the code of the denial from its fields where it has none itself', async () => {
      answer('payment-submit', () => ({ denied: true, fields: { error_code: 'E7' } }));
      send(await payment());
      await entered();
      expect((await nextFact()).payload).to.deep.equal({ payment_method: 'mada', error_code: 'E7' });
    });

    it('is no fact when the platform reports it, and shown all the same', async () => {
      answer('payment-submit', () => ({ ...declined, reportedBy: 'platform' }));
      const element = await payment();
      send(element);
      await entered();
      expect([(await shown(element)).textContent, element.querySelector('[name="cvc"]')!.getAttribute('aria-invalid')]).to.deep.equal([declined.reason, 'true']);
      await nothingElse();
    });

    it('is a fact also when what the store says of fields cannot be read', async () => {
      answer('payment-submit', () => ({ denied: true, reason_code: 'E7', fields: { error_fields: { cvc: 'wrong' } as never } }));
      send(await payment());
      await entered();
      expect((await nextFact()).payload).to.deep.equal({ payment_method: 'mada', error_code: 'E7' });
    });

    it('can be tried again, each time a fact', async () => {
      const requests = hold('payment-submit');
      const element = await payment();
      send(element);
      requests[0]!.deny();
      await nextFrame();
      send(element);
      requests[1]!.confirm();
      expect(await restNames()).to.deep.equal(['Payment Info Entered', 'Payment Failed', 'Payment Info Entered']);
    });

    describe('marks the refused fields', () => {
      const marked = (root: Element): string[] => [...root.querySelectorAll('[aria-invalid="true"]')].map((field) => (field as HTMLInputElement).name);
      const refuse = async (error_fields: string[], inside?: string): Promise<EcomPaymentForm> => {
        answer('payment-submit', () => ({ denied: true, fields: { error_fields } }));
        const element = await payment('method="mada"', inside);
        send(element);
        await shown(element);
        return element;
      };

      it('and no others, and takes the shopper to the first', async () => {
        const element = await refuse(['cvc', 'card_number', 'gone']);
        expect(marked(element)).to.deep.equal(['card_number', 'cvc']);
        expect(document.activeElement).to.equal(element.querySelector('[name="card_number"]'));
      });

      it('until the shopper changes them, one by one', async () => {
        const element = await refuse(['cvc', 'card_number']);
        await sendKeys({ press: '4' });
        expect(marked(element)).to.deep.equal(['cvc']);
      });

      it('until the next try, and leaves the theme’s own marks alone', async () => {
        const element = await refuse(['cvc'], form(`${card}<input name="own" aria-invalid="true">`));
        expect(marked(element)).to.deep.equal(['cvc', 'own']);
        listen(document, 'ecom-payment-submit-request', (event: Event) => event.stopImmediatePropagation(), { capture: true });
        listen(element, 'submit', (event: Event) => event.preventDefault());
        element.querySelector<HTMLInputElement>('[name="own"]')!.dispatchEvent(new Event('input', { bubbles: true }));
        send(element);
        expect(marked(element)).to.deep.equal(['own']);
      });

      it('of radios and selects too', async () => {
        const element = await refuse(['bank', 'months'], form('<input type="radio" name="bank"><input type="radio" name="bank"><select name="months"></select>'));
        expect(marked(element)).to.deep.equal(['bank', 'bank', 'months']);
      });

      it('and leaves a shopper who has gone elsewhere where he is', async () => {
        const requests = hold('payment-submit');
        const root = await mount(`<div><ecom-payment-form method="mada">${form()}</ecom-payment-form><button id="else">Help</button></div>`);
        send(root);
        root.querySelector<HTMLElement>('#else')!.focus();
        requests[0]!.confirm({ denied: true, fields: { error_fields: ['cvc'] } } as never);
        await shown(root.firstElementChild!);
        expect([marked(root), document.activeElement!.id]).to.deep.equal([['cvc'], 'else']);
      });

      it('not by an answer to an earlier try that comes too late', async () => {
        const requests = hold('payment-submit');
        const element = await payment('method="mada" timeout="1"');
        send(element);
        await oneEvent(document, 'ecom-request-failed');
        element.timeout = 10_000;
        send(element);
        requests[0]!.confirm(declined as never);
        await nextFrame();
        expect(marked(element)).to.deep.equal([]);
      });

      it('only where the store named some', async () => {
        expect(marked(await refuse([''], form('<input><input name="cvc">')))).to.deep.equal([]);
      });
    });
  });

  describe('knows', () => {
    it('the way of paying from the form, its own attribute first, and what was chosen for shipping', async () => {
      const choice = '<input type="radio" name="payment_method" value="mada"><input type="radio" name="payment_method" value="cod" checked><select name="shipping_method"><option>express</option></select>';
      answer('payment-submit', () => ({}));
      send(await payment('', form(choice)));
      expect(await entered()).to.deep.equal({ payment_method: 'cod', shipping_method: 'express' });
      send(await payment('method="apple_pay"', form(choice)));
      expect(await entered()).to.deep.equal({ payment_method: 'apple_pay', shipping_method: 'express' });
    });

    it('its step and its checkout from what is around', async () => {
      answer('payment-submit', () => ({}));
      const root = await mount(`<ecom-checkout checkout-id="c">${script({ order_id: 'o', value: 70, currency: 'SAR', products })}
        <ecom-checkout-step step="3"><ecom-payment-form method="mada">${form()}</ecom-payment-form></ecom-checkout-step></ecom-checkout>`);
      const steps = overhear('checkout-step');
      send(root);
      expect(await entered()).to.deep.equal({ checkout_id: 'c', order_id: 'o', payment_method: 'mada', step: 3, value: 70, currency: 'SAR', products });
      expect(steps, 'the form is of the payment').to.deep.equal([]);
      await nothingElse();
    });

    it('the checkout that was started last in this document', async () => {
      startCheckout({ checkout_id: 'c', value: 70, currency: 'SAR', products });
      answer('payment-submit', () => ({}));
      send(await payment('method="mada" value="75"'));
      expect(await entered()).to.deep.equal({ checkout_id: 'c', payment_method: 'mada', value: 75, currency: 'SAR', products });
    });
  });

  it('never reads a field of the card: not when it is sent, confirmed, denied or fails', async () => {
    const console = (['error', 'warn', 'info'] as const).flatMap((method) => overhearConsole(method));
    const secrets = [
      '<input name="card_number">', '<input name="cardNumber">', '<input name="n" autocomplete="cc-number">', '<input name="exp" autocomplete="cc-exp">', '<input name="cvv">', '<input name="cvc">',
      '<input name="holder" autocomplete="cc-name">', '<input name="otp">', '<input name="code" autocomplete="one-time-code">', '<input type="password" name="pin">', '<input name="iban">', '<input type="password" name="payment_method">',
      '<input name="shipping_method" autocomplete="cc-csc">', '<input type="hidden" name="token">', '<textarea name="card_note"></textarea>', '<input name="street">', '<input>',
    ];
    const requests = hold('payment-submit');
    const element = await payment('method="mada"', form(secrets.join('')));
    const read: string[] = [];
    for (const field of element.querySelectorAll<HTMLInputElement>('input, textarea')) {
      field.value = 'canary';
      for (const property of ['value', 'defaultValue', 'valueAsNumber', 'valueAsDate'] as const) {
        Object.defineProperty(field, property, { get: () => (read.push(`${field.name} ${property}`), 'canary') });
      }
    }
    const detail: unknown[] = [];
    for (const type of ['ecom-request-failed', 'ecom-payment-confirmed', 'ecom-invalid']) listen(document, type, (event: CustomEvent) => void detail.push(event.detail));
    for (const outcome of ['confirm', 'deny', 'fail'] as const) {
      send(element);
      const request = requests.at(-1)!;
      detail.push(request.detail);
      if (outcome === 'deny') request.confirm(declined as never);
      else request[outcome]();
      await shown(element);
    }
    expect(await restNames()).to.deep.equal(['Payment Info Entered', 'Payment Info Entered', 'Payment Failed', 'Payment Info Entered']);
    expect(read).to.deep.equal([]);
    expect(detail.length).to.equal(5);
    expect(JSON.stringify([detail, tracker().receipts(), console, { ...localStorage }])).not.to.contain('canary');
  });

  for (const [lang, dir] of [['en', 'ltr'], ['ar', 'rtl']] as const) {
    it(`has nothing for axe to find, whatever the store says (${lang})`, async () => {
      Object.assign(document.documentElement, { lang, dir });
      const requests = hold('payment-submit');
      const root = await mount(`<div><ecom-payment-form method="mada">${form()}</ecom-payment-form></div>`);
      for (const outcome of [declined, new Error('store'), {}]) {
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
