// What every element around a form does alike; the form for a review stands for all.
import { expect, nextFrame } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../components/account-form/define.js';
import '../../components/add-to-cart/define.js';
import '../../components/coupon-form/define.js';
import '../../components/review-form/define.js';
import { answer, closePage, doubleClick, drawn, hold, listen, mount, mug, nextFact, nothingElse, openPage, overhear, shown, stay } from './page.js';

const form = (inside = '<input name="comment" value="Fine">', attributes = ''): string => `<form action="/test/elements/native.html" ${attributes}>${inside}<button>Send</button></form>`;
const html = `<ecom-review-form product-id="1">${form()}</ecom-review-form>`;
const button = (root: Element): HTMLButtonElement => root.querySelector('button')!;

/** Whether each form that was sent goes on natively. */
function natively(): boolean[] {
  const all: boolean[] = [];
  listen(document, 'submit', ({ defaultPrevented }: Event) => void all.push(!defaultPrevented));
  return all;
}

describe('an element around a form', () => {
  beforeEach(() => {
    openPage();
    stay();
  });
  afterEach(closePage);

  describe('asks once', () => {
    for (const control of ['<button>Send</button>', '<button><b>Send</b></button>', '<input type="submit">', '<input type="image" alt="Send">']) {
      it(`for a double click on ${control}`, async () => {
        const [requests, sent] = [overhear('review-submit'), natively()];
        const root = await mount(`<ecom-review-form><form action="/test/elements/native.html">${control}</form></ecom-review-form>`);
        doubleClick(root.querySelector('b') ?? root.querySelector('button, input')!);
        expect([requests.length, sent]).to.deep.equal([1, [true]]);
      });
    }

    it('for a click, Enter and a script’s submit while the store is asked, and keeps the page', async () => {
      const [requests, sent] = [hold('review-submit'), natively()];
      const root = await mount(html);
      button(root).click();
      root.querySelector('input')!.focus();
      await sendKeys({ press: 'Enter' });
      root.querySelector('form')!.requestSubmit();
      expect([requests.length, sent]).to.deep.equal([1, [false, false, false]]);
    });

    it('again when the answer is there', async () => {
      const requests = hold('review-submit');
      const root = await mount(html);
      for (const times of [1, 2]) {
        button(root).click();
        expect(requests).to.have.length(times);
        requests.at(-1)!.confirm();
        await nextFact();
      }
    });

    it('however often it is taken out, moved and put back', async () => {
      const requests = answer('review-submit', () => ({}));
      const root = await mount(`<div>${html}<p></p></div>`);
      const element = root.firstElementChild!;
      for (const parent of [root.querySelector('p')!, root, root.querySelector('p')!, root]) {
        element.remove();
        parent.append(element);
      }
      button(root).click();
      await nextFact();
      await nothingElse();
      expect(requests).to.have.length(1);
    });
  });

  it('leaves a double click alone on what does not send the form', async () => {
    const root = await mount(`<ecom-review-form>${form('<button type="button" id="other">Other</button><input name="comment"><input type="checkbox" name="a">')}</ecom-review-form>`);
    const prevented: boolean[] = [];
    listen(document, 'click', ({ defaultPrevented }: Event) => void prevented.push(defaultPrevented));
    for (const control of root.querySelectorAll('#other, input')) doubleClick(control);
    expect(prevented).to.deep.equal([false, false, false, false, false, false]);
  });

  it('does not ask for a form that is not valid', async () => {
    const requests = overhear('review-submit');
    const root = await mount(`<ecom-review-form>${form('<input name="comment" required>')}</ecom-review-form>`);
    const invalid: Event[] = [];
    listen(root, 'invalid', (event: Event) => void invalid.push(event), { capture: true });
    button(root).click();
    root.querySelector('form')!.requestSubmit();
    root.querySelector('input')!.focus();
    await sendKeys({ press: 'Enter' });
    expect([requests.length, invalid.length]).to.deep.equal([0, 3]);
    root.querySelector('input')!.value = 'Fine';
    button(root).click();
    expect(requests).to.have.length(1);
  });

  it('leaves it to the theme whether a form is valid that says novalidate', async () => {
    const requests = overhear('review-submit');
    const root = await mount(`<ecom-review-form>${form('<input name="comment" required>', 'novalidate')}</ecom-review-form>`);
    button(root).click();
    expect(requests).to.have.length(1);
  });

  it('does not ask when the theme has stopped the submit or the click', async () => {
    const requests = overhear('review-submit');
    for (const [selector, type] of [['form', 'submit'], ['button', 'click'], ['div', 'submit']] as const) {
      const root = await mount(`<ecom-review-form><div>${form()}</div></ecom-review-form>`);
      listen(root.querySelector(selector)!, type, (event: Event) => event.preventDefault());
      button(root).click();
    }
    expect(requests).to.have.length(0);
    await nothingElse();
  });

  describe('within another', () => {
    it('asks alone: what the inner one has acted on is not the outer one’s', async () => {
      const [reviews, coupons, sent] = [answer('review-submit', () => ({})), answer('coupon-apply', () => ({})), natively()];
      const root = await mount(`<ecom-coupon-form><div><ecom-review-form product-id="1">${form('<input name="code" value="TEN">')}</ecom-review-form></div></ecom-coupon-form>`);
      button(root).click();
      expect((await nextFact()).name).to.equal('Product Reviewed');
      expect([reviews.length, coupons.length, sent]).to.deep.equal([1, 0, [false]]);
      await nothingElse();
    });

    it('asks alone too when nobody answers', async () => {
      const [reviews, coupons, accounts] = [overhear('review-submit'), overhear('coupon-apply'), overhear('sign-in')];
      const root = await mount(`<ecom-account-form><div><ecom-coupon-form><div><ecom-review-form>${form('<input name="code" value="TEN">')}</ecom-review-form></div></ecom-coupon-form></div></ecom-account-form>`);
      button(root).click();
      expect([reviews.length, coupons.length, accounts.length]).to.deep.equal([1, 0, 0]);
    });

    it('leaves the outer one its own form', async () => {
      const [reviews, coupons] = [answer('review-submit', () => ({})), answer('coupon-apply', () => ({}))];
      const root = await mount(`<ecom-coupon-form>${form('<input name="code" value="TEN">')}<ecom-review-form>${form()}</ecom-review-form></ecom-coupon-form>`);
      button(root).click();
      expect([reviews.length, coupons.length]).to.deep.equal([0, 1]);
    });

    it('that is no form leaves the form to the outer one, and its own button is no submit', async () => {
      const [reviews, adds] = [answer('review-submit', () => ({})), answer('product-add', () => ({}))];
      const root = await mount(`<ecom-review-form>${form(`<ecom-add-to-cart ${mug}></ecom-add-to-cart>`)}</ecom-review-form>`);
      root.querySelector('ecom-add-to-cart')!.click();
      expect([reviews.length, adds.length]).to.deep.equal([0, 1]);
      button(root).click();
      expect([reviews.length, adds.length]).to.deep.equal([1, 1]);
    });
  });

  it('is busy while the store is asked, whatever it answers', async () => {
    const requests = hold('review-submit');
    const root = await mount(html);
    expect(root.getAttribute('aria-busy')).to.equal(null);
    for (const outcome of ['confirm', 'deny', 'fail'] as const) {
      button(root).click();
      await drawn(root);
      expect(root.getAttribute('aria-busy'), outcome).to.equal('true');
      requests.at(-1)![outcome]();
      await shown(root);
      expect(root.getAttribute('aria-busy'), outcome).to.equal(null);
    }
  });

  it('is not busy when nobody answers', async () => {
    const root = await mount(html);
    button(root).click();
    await drawn(root);
    expect(root.getAttribute('aria-busy')).to.equal(null);
  });

  it('stays busy when it is moved, and is free again when it has left', async () => {
    const requests = hold('review-submit');
    const root = await mount(`<div>${html}<p></p></div>`);
    const element = root.firstElementChild!;
    button(element).click();
    root.querySelector('p')!.append(element);
    await drawn(root);
    expect([element.getAttribute('aria-busy'), requests[0]!.signal.aborted]).to.deep.equal(['true', false]);
    element.remove();
    await nextFrame();
    requests[0]!.fail();
    await nextFrame();
    root.append(element);
    await drawn(root);
    expect(element.getAttribute('aria-busy')).to.equal(null);
    await nothingElse();
  });

  it('hears of a form that comes later than the element', async () => {
    const requests = overhear('review-submit');
    const root = await mount('<ecom-review-form product-id="1"></ecom-review-form>');
    const late = document.createElement('form');
    late.append(document.createElement('button'));
    root.append(late);
    button(root).click();
    expect(requests).to.have.length(1);
  });
});
