import { expect, nextFrame, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../components/cart/define.js';
import '../../components/coupon-form/define.js';
import type { EcomCouponForm } from '../../components/coupon-form/coupon-form.js';
import { answer, closePage, doubleClick, drawn, hold, isSeen, listen, mount, nextFact, nothingElse, openPage, overhear, overhearConsole, rest, restNames, shown, stay } from './page.js';

const form = (inside = '<input name="coupon" value="TEN" aria-label="Code">'): string =>
  `<form action="/test/elements/native.html">${inside}<button>Apply</button><button type="button" data-ecom="remove">Remove</button></form>`;
const html = `<ecom-coupon-form>${form()}</ecom-coupon-form>`;
const field = (root: Element): HTMLInputElement => root.querySelector('input')!;
const remover = (root: Element): HTMLElement => root.querySelector('[data-ecom="remove"]')!;
const send = (root: Element): void => root.querySelector<HTMLElement>('button:not([data-ecom])')!.click();
const errorOf = (root: Element): HTMLElement | null => root.querySelector('[data-ecom="error"]');

/** What assistive technology is told of the field. */
const described = (root: Element): string[] =>
  (field(root).getAttribute('aria-describedby') ?? '').split(' ').map((id) => (id ? document.getElementById(id)!.textContent : ''));

describe('<ecom-coupon-form>', () => {
  beforeEach(() => {
    openPage();
    stay();
  });
  afterEach(closePage);

  it('reports the code when it is sent, and what the store gives for it', async () => {
    const requests = answer('coupon-apply', () => ({ discount: 7, currency: 'SAR', coupon_name: 'Ten off' }));
    const element = await mount<EcomCouponForm>(html);
    send(element);
    const facts = await rest();
    expect(facts.map(({ name, payload }) => [name, payload])).to.deep.equal([
      ['Coupon Entered', { coupon_id: 'TEN' }],
      ['Coupon Applied', { coupon_id: 'TEN', discount: 7, currency: 'SAR', coupon_name: 'Ten off' }],
    ]);
    expect(facts[0]!.context.assumed).to.equal(undefined);
    expect(requests[0]!.detail.coupon_id).to.equal('TEN');
  });

  it('takes id, value and currency of the cart around, or of the page', async () => {
    answer('coupon-apply', () => ({ discount: 7 }));
    answer('coupon-remove', () => ({}));
    const cart = '<script type="application/json">{"cart_id":"c","currency":"SAR","value":70,"products":[{"product_id":"1"}]}</script>';
    for (const page of [`<ecom-cart>${cart}${html}</ecom-cart>`, `<div>${html}<ecom-cart>${cart}</ecom-cart></div>`]) {
      const root = await mount(page);
      send(root);
      expect((await rest()).map(({ payload }) => payload)).to.deep.equal([
        { coupon_id: 'TEN', cart_id: 'c', value: 70, currency: 'SAR' },
        { coupon_id: 'TEN', cart_id: 'c', discount: 7, currency: 'SAR' },
      ]);
      remover(root).click();
      expect((await nextFact()).payload).to.deep.equal({ coupon_id: 'TEN', cart_id: 'c', currency: 'SAR' });
      root.remove();
    }
  });

  it('tells the page of the cart that the store confirmed, and keeps it out of the payload', async () => {
    const cart = { cart_id: 'c', currency: 'SAR', value: 63, products: [] };
    answer('coupon-apply', () => ({ cart }));
    answer('coupon-remove', () => ({ cart }));
    const element = await mount(html);
    for (const act of [send, (root: Element) => remover(root).click()]) {
      const confirmed = oneEvent(document, 'ecom-cart-confirmed') as Promise<CustomEvent>;
      act(element);
      expect((await confirmed).detail).to.deep.equal(cart);
    }
    for (const { payload } of await rest()) expect(payload).to.not.have.property('cart');
  });

  for (const [inside, code] of [
    ['<input name="code" value=" ten ">', 'ten'],
    ['<input name="coupon_code" value="TEN">', 'TEN'],
    ['<input type="radio" name="coupon" value="A"><input type="radio" name="coupon" value="B" checked>', 'B'],
    ['<input name="coupon" value=" ">', undefined],
    ['<input name="code" value="123456" autocomplete="one-time-code">', undefined],
    ['', undefined],
  ] as const) {
    it(`finds ${code} in ${inside}`, async () => {
      const requests = answer('coupon-apply', () => ({}));
      const cancelled: boolean[] = [];
      listen(document, 'submit', ({ defaultPrevented }: Event) => void cancelled.push(defaultPrevented));
      send(await mount(`<ecom-coupon-form>${form(inside)}</ecom-coupon-form>`));
      expect(requests.map(({ detail }) => detail.coupon_id)).to.deep.equal(code ? [code] : []);
      // Without a code there is nothing to ask, and the page goes its own way.
      expect(cancelled).to.deep.equal([!!code]);
      expect(await restNames()).to.have.length(code ? 2 : 0);
    });
  }

  describe('denied', () => {
    /** A form whose coupon has been denied. */
    async function deny(page = html, reason?: string): Promise<HTMLElement> {
      const requests = hold('coupon-apply');
      const root = await mount(page);
      send(root);
      requests[0]!.deny(reason);
      await shown(root.querySelector('ecom-coupon-form') ?? root);
      return root;
    }

    it('is reported with reason and code', async () => {
      answer('coupon-apply', () => ({ denied: true, reason: 'It has expired', reason_code: 'expired', fields: { coupon_name: 'Ten off' } }));
      send(await mount(html));
      const { name, payload } = (await rest())[1]!;
      expect(name).to.equal('Coupon Denied');
      expect(payload).to.deep.equal({ coupon_id: 'TEN', reason: 'It has expired', reason_code: 'expired', coupon_name: 'Ten off' });
    });

    it('is not reported a second time when the platform has reported it', async () => {
      answer('coupon-apply', () => ({ denied: true, reason: 'It has expired', reportedBy: 'platform' }));
      const element = await mount(html);
      send(element);
      expect(await restNames()).to.deep.equal(['Coupon Entered']);
      expect(errorOf(element)!.textContent).to.equal('It has expired');
    });

    it('marks the field, describes it with the reason, and gives it the focus', async () => {
      const element = await deny(html, 'It has expired');
      expect(field(element).getAttribute('aria-invalid')).to.equal('true');
      expect(described(element)).to.deep.equal(['It has expired']);
      expect(document.activeElement).to.equal(field(element));
      const error = errorOf(element)!;
      expect([isSeen(error), error.parentElement, getComputedStyle(error).color]).to.deep.equal([true, element, 'rgb(185, 28, 28)']);
    });

    it('says so in the shopper’s language when the store gives no reason', async () => {
      for (const [lang, text] of [['en', 'This coupon cannot be used'], ['ar', 'لا يمكن استخدام هذه القسيمة']] as const) {
        expect(errorOf(await deny(`<div lang="${lang}">${html}</div>`))!.textContent).to.equal(text);
        closePage();
        openPage();
      }
    });

    it('is seen once: at the field, while the status tells it to screen readers', async () => {
      const status = await shown(await deny(html, 'It has expired'));
      expect([status.textContent, isSeen(status)]).to.deep.equal(['It has expired', false]);
    });

    it('is said where the theme wants it, beside what describes the field already', async () => {
      const element = await deny(`<ecom-coupon-form>${form('<input name="coupon" value="TEN" aria-describedby="hint"><i id="hint">Hint</i><b data-ecom="error" id="why" hidden></b>')}</ecom-coupon-form>`, 'No');
      expect(field(element).getAttribute('aria-describedby')).to.equal('hint why');
      expect(described(element)).to.deep.equal(['Hint', 'No']);
      expect([element.querySelectorAll('[data-ecom="error"]').length, isSeen(errorOf(element)!), errorOf(element)!.hidden]).to.deep.equal([1, true, false]);
    });

    it('describes the field once however often it is denied', async () => {
      answer('coupon-apply', () => ({ denied: true, reason: 'No' }));
      const element = await mount(html);
      for (let times = 0; times < 3; times++) {
        send(element);
        await shown(element);
      }
      expect(described(element)).to.deep.equal(['No']);
      expect(element.querySelectorAll('[data-ecom="error"]')).to.have.length(1);
    });

    it('has errors of different ids in two forms', async () => {
      answer('coupon-apply', () => ({ denied: true, reason: 'No' }));
      const root = await mount(`<div>${html}${html}</div>`);
      for (const each of root.children) {
        send(each);
        await shown(each);
      }
      expect(new Set([...root.children].map((each) => errorOf(each)!.id)).size).to.equal(2);
    });

    it('is forgotten when the shopper writes another code', async () => {
      const element = await deny();
      await sendKeys({ type: 'B' });
      expect([field(element).getAttribute('aria-invalid'), errorOf(element)!.textContent, errorOf(element)!.hidden]).to.deep.equal([null, '', true]);
      expect(described(element)).to.deep.equal(['']);
    });

    it('is forgotten when the shopper tries again', async () => {
      const element = await deny();
      send(element);
      expect([field(element).getAttribute('aria-invalid'), errorOf(element)!.textContent]).to.deep.equal([null, '']);
    });

    it('does not take the focus from where the shopper has gone meanwhile', async () => {
      const requests = hold('coupon-apply');
      const root = await mount(`<div>${html}<button id="else">Elsewhere</button></div>`);
      send(root);
      root.querySelector<HTMLElement>('#else')!.focus();
      requests[0]!.deny();
      await nextFrame();
      expect(document.activeElement!.id).to.equal('else');
      expect(field(root).getAttribute('aria-invalid')).to.equal('true');
    });

    it('late, after another one was tried, is a fact and says nothing of the other one', async () => {
      const requests = hold('coupon-apply');
      const element = await mount<EcomCouponForm>(html.replace('>', ' timeout="1">'));
      send(element);
      await oneEvent(document, 'ecom-request-failed');
      element.timeout = 10_000;
      field(element).value = 'TWENTY';
      send(element);
      requests[0]!.deny('It has expired');
      const status = await shown(element);
      expect([status.textContent, errorOf(element), field(element).getAttribute('aria-invalid')]).to.deep.equal(['One moment…', null, null]);
      const denial = (await rest()).at(-1)!;
      expect([denial.name, denial.payload.coupon_id]).to.deep.equal(['Coupon Denied', 'TEN']);
    });

    it('is marked all the same when the form is sent again while the store is asked', async () => {
      const requests = hold('coupon-apply');
      const element = await mount(html);
      send(element);
      send(element);
      expect(requests).to.have.length(1);
      requests[0]!.deny('No');
      await nextFrame();
      expect(field(element).getAttribute('aria-invalid')).to.equal('true');
      expect(await restNames()).to.deep.equal(['Coupon Entered', 'Coupon Denied']);
    });
  });

  it('that the store fails marks no field', async () => {
    const requests = hold('coupon-apply');
    const element = await mount(html);
    send(element);
    requests[0]!.fail();
    expect(isSeen(await shown(element))).to.equal(true);
    expect([field(element).getAttribute('aria-invalid'), errorOf(element)]).to.deep.equal([null, null]);
  });

  describe('in force', () => {
    it('stands in `applied`, property and attribute, until it is removed', async () => {
      answer('coupon-remove', () => ({}));
      for (const [confirmed, applied] of [[{}, 'TEN'], [{ coupon_id: 'Ten' }, 'Ten'], [{ coupon_id: '991', coupon_code: 'TEN' }, 'TEN'], [{ reportedBy: 'platform' }, 'TEN']] as const) {
        const element = await mount<EcomCouponForm>(html);
        element.addEventListener('ecom-coupon-apply-request', (event) => event.intercept(() => confirmed as object));
        send(element);
        await shown(element);
        expect([element.applied, element.getAttribute('applied')]).to.deep.equal([applied, applied]);
        remover(element).click();
        await shown(element);
        expect([element.applied, element.hasAttribute('applied')]).to.deep.equal([undefined, false]);
      }
    });

    it('is not what was denied, failed or not answered', async () => {
      const element = await mount<EcomCouponForm>(html);
      send(element);
      for (const handler of [() => ({ denied: true }) as const, () => Promise.reject(new Error('store'))]) {
        element.addEventListener('ecom-coupon-apply-request', (event) => event.intercept(handler), { once: true });
        send(element);
        await shown(element);
      }
      expect(element.hasAttribute('applied')).to.equal(false);
    });

    it('stays when the store does not remove it', async () => {
      const element = await mount<EcomCouponForm>(html.replace('>', ' applied="TEN">'));
      for (const handler of [() => ({ denied: true }) as const, () => Promise.reject(new Error('store'))]) {
        element.addEventListener('ecom-coupon-remove-request', (event) => event.intercept(handler), { once: true });
        remover(element).click();
        expect((await shown(element)).dataset.tone).to.equal('error');
      }
      expect(element.applied).to.equal('TEN');
      await nothingElse();
    });
  });

  describe('removed', () => {
    const applied = html.replace('>', ' applied="OLD">');

    it('is asked for by its code, not by what is in the field, and reported with what the store confirms', async () => {
      const requests = answer('coupon-remove', () => ({ discount: 7, currency: 'SAR' }));
      const element = await mount(applied);
      remover(element).click();
      const { name, payload, context } = await nextFact();
      expect([name, payload, context.assumed]).to.deep.equal(['Coupon Removed', { coupon_id: 'OLD', discount: 7, currency: 'SAR' }, undefined]);
      expect(requests[0]!.detail.coupon_id).to.equal('OLD');
      expect((await shown(element)).textContent).to.equal('Coupon removed');
      await nothingElse();
    });

    it('is left to the platform that reports it, and ignored when nobody answers', async () => {
      const element = await mount<EcomCouponForm>(applied);
      remover(element).click();
      expect(element.applied).to.equal('OLD');
      answer('coupon-remove', () => ({ reportedBy: 'platform' }));
      remover(element).click();
      await shown(element);
      expect(element.applied).to.equal(undefined);
      await nothingElse();
    });

    for (const [what, inside] of [
      ['a button that sends the form', '<input name="coupon" value="TEN"><button name="remove" data-ecom="remove">Remove</button><button>Apply</button>'],
      ['a form of its own', '<input name="coupon" value="TEN"><button>Apply</button></form><form action="/test/elements/native.html"><button data-ecom="remove">Remove</button>'],
      ['a link', '<a href="/test/elements/native.html" data-ecom="remove"><b>Remove</b></a>'],
    ] as const) {
      it(`by ${what} is one request, once for a double click, and native when nobody answers`, async () => {
        const entered = overhear('coupon-apply');
        const root = await mount(`<div><ecom-coupon-form applied="OLD"><form action="/test/elements/native.html">${inside}</form></ecom-coupon-form></div>`);
        const control = root.querySelector<HTMLElement>('[data-ecom="remove"] b') ?? remover(root);
        const asked = overhear('coupon-remove');
        const type = what === 'a link' ? 'click' : 'submit';
        let natively = oneEvent(root, type) as Promise<Event>;
        listen(window, 'click', (event: Event) => what === 'a link' && event.preventDefault());
        doubleClick(control);
        expect((await natively).type).to.equal(type);
        expect(asked).to.have.length(1);
        const requests = answer('coupon-remove', () => ({}));
        natively = oneEvent(root, type) as Promise<Event>;
        control.click();
        expect((await natively).defaultPrevented).to.equal(true);
        expect((await nextFact()).payload.coupon_id).to.equal('OLD');
        expect([requests.length, entered.length]).to.deep.equal([1, 0]);
        await nothingElse();
      });
    }

    for (const [what, inside] of [
      ['in a field that is shut', '<input name="coupon_code" value="TEN" disabled>'],
      ['hidden in the form that takes it back', '<input name="coupon"></form><form><input type="hidden" name="code" value="TEN">'],
    ] as const) {
      it(`is that of a page from the server that says the code ${what}`, async () => {
        const requests = answer('coupon-remove', () => ({}));
        const element = await mount(`<ecom-coupon-form>${form(inside)}</ecom-coupon-form>`);
        remover(element).click();
        expect((await nextFact()).payload).to.deep.equal({ coupon_id: 'TEN' });
        expect(requests[0]!.detail.coupon_id).to.equal('TEN');
      });
    }

    it('without any code is asked for all the same, and the console says what is missing unless the store knows', async () => {
      const said = overhearConsole('error');
      answer('coupon-remove', () => known);
      let known: { coupon_id?: string } = { coupon_id: 'TEN' };
      // What a one-time code is called is no coupon.
      const element = await mount(`<ecom-coupon-form>${form('<input name="code" autocomplete="one-time-code" value="123456">')}</ecom-coupon-form>`);
      remover(element).click();
      expect((await nextFact()).payload).to.deep.equal({ coupon_id: 'TEN' });
      expect(said).to.deep.equal([]);
      known = {};
      remover(element).click();
      await nothingElse();
      expect(said.join()).to.contain('<ecom-coupon-form> knows no code: set `applied`');
    });

    it('is not asked for when the theme has cancelled the click', async () => {
      const requests = overhear('coupon-remove');
      const element = await mount(applied);
      listen(remover(element), 'click', (event: Event) => event.preventDefault());
      remover(element).click();
      expect(requests).to.have.length(0);
    });

    it('is asked for once by the inner one of two elements', async () => {
      const requests = overhear('coupon-remove');
      const root = await mount(`<ecom-coupon-form applied="OUTER"><div>${applied}</div></ecom-coupon-form>`);
      remover(root).click();
      expect(requests.map(({ detail }) => detail.coupon_id)).to.deep.equal(['OLD']);
    });
  });

  it('is applied and removed by the keyboard', async () => {
    answer('coupon-apply', () => ({}));
    answer('coupon-remove', () => ({}));
    const element = await mount(html);
    field(element).focus();
    await sendKeys({ press: 'Enter' });
    expect(await restNames()).to.deep.equal(['Coupon Entered', 'Coupon Applied']);
    for (const press of ['Tab', 'Tab', 'Enter']) await sendKeys({ press });
    expect(await restNames()).to.deep.equal(['Coupon Removed']);
    await drawn(element);
  });
});
