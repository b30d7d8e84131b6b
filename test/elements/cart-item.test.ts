import { expect, nextFrame, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../components/cart/define.js';
import '../../components/cart-item/define.js';
import type { EcomCartItem } from '../../components/cart-item/cart-item.js';
import { answer, clickWith, closePage, doubleClick, drawn, hold, isSeen, listen, mount, nextFact, nextFactNamed, nothingElse, openPage, overhear, statusOf, tracker, type Fact } from './page.js';

/** What a theme writes for one line. */
const line = (id: string, attributes = ''): string => `<ecom-cart-item line-id="l${id}" product-id="${id}" name="Mug ${id}" price="35" currency="SAR" quantity="2" ${attributes}>
  <button data-ecom="decrease">−</button><input name="quantity" value="2" aria-label="Quantity"><button data-ecom="increase">+</button>
  <button data-ecom="remove">Remove</button></ecom-cart-item>`;

const control = (root: Element, role: string): HTMLButtonElement => root.querySelector(`[data-ecom="${role}"]`)!;
const field = (root: Element): HTMLInputElement => root.querySelector('input')!;

/** Writes into the quantity field as a shopper does. */
function write(root: Element, value: string): void {
  field(root).value = value;
  field(root).dispatchEvent(new Event('change', { bubbles: true }));
}

async function shown(element: Element): Promise<HTMLElement> {
  await nextFrame();
  await drawn(element);
  return statusOf(element);
}

describe('<ecom-cart-item>', () => {
  beforeEach(openPage);
  afterEach(closePage);

  describe('removed', () => {
    it('asks the store and reports Product Removed with the quantity that went', async () => {
      const requests = answer('product-remove', () => ({ cart_id: 'c' }));
      const item = await mount(line('1'));
      control(item, 'remove').click();
      const { name, payload, context } = await nextFact();
      expect(name).to.equal('Product Removed');
      expect(payload).to.deep.equal({ product_id: '1', name: 'Mug 1', price: 35, currency: 'SAR', quantity: 2, cart_item_id: 'l1', cart_id: 'c' });
      expect(context.assumed).to.equal(undefined);
      expect(requests[0]!.detail).to.include({ product_id: '1', cart_item_id: 'l1', quantity: 2 });
      await nothingElse();
    });

    it('is assumed to be when nobody answers', async () => {
      const item = await mount(line('1'));
      control(item, 'remove').click();
      const { name, context } = await nextFact();
      expect([name, context.assumed]).to.deep.equal(['Product Removed', true]);
      expect((await shown(item)).textContent).to.equal('Removed from cart');
      await nothingElse();
    });

    it('is asked for once by a double click', async () => {
      const requests = answer('product-remove', () => ({}));
      const item = await mount(line('1'));
      doubleClick(control(item, 'remove'));
      await nextFact();
      await nothingElse();
      expect(requests).to.have.length(1);
    });

    it('is no fact when the store says no: the reason is shown, the quantity goes back', async () => {
      for (const begin of [(item: Element) => write(item, '0'), (item: Element) => control(item, 'remove').click()]) {
        const item = await mount(line('1'));
        item.addEventListener('ecom-product-remove-request', (event) => event.intercept(() => ({ denied: true, reason: 'It is a gift' })));
        begin(item);
        const status = await shown(item);
        expect([status.textContent, isSeen(status), field(item).value]).to.deep.equal(['It is a gift', true, '2']);
        item.addEventListener('ecom-cart-update-request', (event) => event.intercept(() => ({})));
        control(item, 'increase').click();
        expect(field(item).value, 'counted from what is confirmed').to.equal('3');
      }
      await nothingElse();
    });

    it('follows the change that the store is at, when it is asked for meanwhile', async () => {
      const updates = hold('cart-update');
      const removals = hold('product-remove');
      const item = await mount(line('1'));
      control(item, 'increase').click();
      control(item, 'remove').click();
      expect(removals).to.have.length(0);
      updates[0]!.confirm();
      await nextFrame();
      expect(removals).to.have.length(1);
      removals[0]!.confirm();
      expect((await nextFact()).name).to.equal('Product Removed');
      await nothingElse();
    });
  });

  describe('drawn anew by the theme when the store answers', () => {
    /** A cart whose theme draws the line that the store has confirmed; what the store was asked for. */
    async function redrawn(): Promise<{ cart: Element; asked: (number | 'removal')[] }> {
      const asked: (number | 'removal')[] = [];
      const cart = await mount('<ecom-cart cart-id="redrawn" currency="SAR"></ecom-cart>');
      const draw = (quantity: number): void => {
        cart.innerHTML = line('2') + (quantity ? line('1').replace('quantity="2"', `quantity="${quantity}"`).replace('value="2"', `value="${quantity}"`) : '');
      };
      draw(2);
      answer('cart-update', async ({ signal }) => {
        const { quantity } = updates.at(-1)!;
        asked.push(quantity);
        await nextFrame();
        draw(quantity);
        expect(signal.aborted).to.equal(false);
      });
      const updates: { quantity: number }[] = [];
      listen(document, 'ecom-cart-update-request', ({ detail }: CustomEvent<{ quantity: number }>) => void updates.push(detail), { capture: true });
      answer('product-remove', () => {
        asked.push('removal');
        draw(0);
      });
      return { cart, asked };
    }
    const first = (cart: Element): Element => cart.querySelector('[line-id="l1"]')!;

    it('is removed by the store when that was asked for meanwhile, and not only taken for removed', async () => {
      const { cart, asked } = await redrawn();
      const item = first(cart);
      control(item, 'increase').click();
      control(item, 'remove').click();
      expect((await nextFactNamed('Product Removed')).context.assumed).to.equal(undefined);
      expect(asked).to.deep.equal([3, 'removal']);
    });

    it('has all that was clicked meanwhile', async () => {
      const { cart, asked } = await redrawn();
      const plus = control(first(cart), 'increase');
      for (let click = 0; click < 3; click++) plus.click();
      const quantityOf = ({ payload }: Fact): unknown => (payload.changes as { after: number }[])[0]!.after;
      expect([quantityOf(await nextFact()), quantityOf(await nextFact())]).to.deep.equal([3, 5]);
      expect([asked, field(first(cart)).value]).to.deep.equal([[3, 5], '5']);
      await nothingElse();
    });

    it('is asked for nothing more when the theme has taken it away', async () => {
      const requests = hold('cart-update');
      const removals = hold('product-remove');
      const cart = await mount(`<ecom-cart cart-id="taken" currency="SAR">${line('1')}${line('2')}</ecom-cart>`);
      const item = first(cart);
      control(item, 'increase').click();
      control(item, 'remove').click();
      item.remove();
      requests[0]!.confirm({ reportedBy: 'platform' });
      await nothingElse();
      expect(removals).to.have.length(0);
    });
  });

  describe('passes the focus on', () => {
    /** A cart whose theme takes a line away when the store confirmed, by the keyboard. */
    async function removeByKeyboard(id: string, redraw: (item: Element) => void, when: 'within the handler' | 'afterwards'): Promise<Element> {
      const cart = await mount(`<ecom-cart cart-id="focus">${line('1')}${line('2')}${line('3')}</ecom-cart>`);
      const item = cart.querySelector(`[line-id="l${id}"]`)!;
      answer('product-remove', () => {
        if (when === 'within the handler') redraw(item);
        return {};
      });
      control(item, 'remove').focus();
      await sendKeys({ press: 'Enter' });
      await nextFact();
      await nextFrame();
      if (when === 'afterwards') redraw(item);
      await nextFrame();
      return cart;
    }

    for (const when of ['within the handler', 'afterwards'] as const) {
      it(`to the next line, when the theme draws ${when}`, async () => {
        const cart = await removeByKeyboard('2', (item) => item.remove(), when);
        expect(document.activeElement).to.equal(control(cart.querySelector('[line-id="l3"]')!, 'remove'));
      });
    }

    it('to the line before when it was the last one', async () => {
      const cart = await removeByKeyboard('3', (item) => item.remove(), 'afterwards');
      expect(document.activeElement).to.equal(control(cart.querySelector('[line-id="l2"]')!, 'remove'));
    });

    it('to the cart when no line is left', async () => {
      const cart = await removeByKeyboard('1', (item) => item.parentElement!.querySelectorAll('ecom-cart-item').forEach((each) => each.remove()), 'afterwards');
      expect(document.activeElement).to.equal(cart);
    });

    it('to nobody when the shopper has gone elsewhere meanwhile', async () => {
      const elsewhere = document.createElement('button');
      document.body.append(elsewhere);
      await removeByKeyboard('2', (item) => (elsewhere.focus(), item.remove()), 'afterwards');
      expect(document.activeElement).to.equal(elsewhere);
      elsewhere.remove();
    });

    it('and the cart says it, since the line is gone', async () => {
      const cart = await removeByKeyboard('2', (item) => item.remove(), 'within the handler');
      expect(statusOf(cart).textContent).to.equal('Removed from cart');
    });
  });

  describe('with another quantity', () => {
    it('asks for it, with the line’s id, by + and − and by the field', async () => {
      const requests = answer('cart-update', () => ({}));
      const item = await mount(line('1'));
      control(item, 'increase').click();
      await nextFrame();
      control(item, 'decrease').click();
      await nextFrame();
      write(item, '9');
      await nextFrame();
      expect(requests.map(({ detail }) => detail)).to.deep.equal([3, 2, 9].map((quantity) => ({ cart_item_id: 'l1', product_id: '1', quantity })));
      expect(item.getAttribute('quantity')).to.equal('9');
      expect((await shown(item)).textContent).to.equal('Cart updated');
    });

    it('shows the wish at once, and asks for all of + + + when the store is slow', async () => {
      const requests = hold('cart-update');
      const item = await mount(line('1'));
      for (let click = 0; click < 3; click++) control(item, 'increase').click();
      expect(field(item).value).to.equal('5');
      expect(requests.map(({ detail }) => detail.quantity)).to.deep.equal([3]);
      requests[0]!.confirm();
      await nextFrame();
      expect(requests.map(({ detail }) => detail.quantity)).to.deep.equal([3, 5]);
      requests[1]!.confirm();
      await nextFrame();
      expect([item.getAttribute('quantity'), field(item).value, requests.length]).to.deep.equal(['5', '5', 2]);
    });

    it('asks for all of + + + too when the platform reports the change itself', async () => {
      const requests = hold('cart-update');
      const item = await mount(line('1'));
      for (let click = 0; click < 3; click++) control(item, 'increase').click();
      requests[0]!.confirm({ reportedBy: 'platform' });
      await nextFrame();
      requests[1]!.confirm({ reportedBy: 'platform' });
      await nextFrame();
      control(item, 'increase').click();
      expect(requests.map(({ detail }) => detail.quantity)).to.deep.equal([3, 5, 6]);
      await nothingElse();
    });

    it('goes back when the store denies or fails, and says why', async () => {
      const requests = hold('cart-update');
      const item = await mount(line('1'));
      control(item, 'increase').click();
      requests[0]!.deny('Only 2 left');
      expect((await shown(item)).textContent).to.equal('Only 2 left');
      expect(field(item).value).to.equal('2');
      write(item, '8');
      requests[1]!.fail();
      expect((await shown(item)).dataset.tone).to.equal('error');
      expect(field(item).value).to.equal('2');
      await nothingElse();
    });

    it('goes back to what was confirmed when a further wish is denied', async () => {
      const requests = hold('cart-update');
      const item = await mount(line('1'));
      control(item, 'increase').click();
      control(item, 'increase').click();
      requests[0]!.confirm();
      await nextFrame();
      requests[1]!.deny();
      await nextFrame();
      expect([item.getAttribute('quantity'), field(item).value]).to.deep.equal(['3', '3']);
    });

    for (const nonsense of ['', ' ', '-1', 'two']) {
      it(`takes "${nonsense}" back and asks nobody, for a removal least of all`, async () => {
        const asked = [overhear('cart-update'), overhear('product-remove')];
        const item = await mount(line('1'));
        write(item, nonsense);
        expect(field(item).value).to.equal('2');
        expect(asked.flat()).to.have.length(0);
        await nothingElse();
      });
    }

    it('reads Arabic-Indic digits', async () => {
      const requests = answer('cart-update', () => ({}));
      write(await mount(line('1')), '١٢');
      expect(requests[0]!.detail.quantity).to.equal(12);
    });

    it('of 0 is a removal', async () => {
      const requests = answer('product-remove', () => ({}));
      const item = await mount(line('1'));
      control(item, 'decrease').click();
      await nextFrame();
      expect(requests).to.have.length(0);
      item.setAttribute('quantity', '1');
      control(item, 'decrease').click();
      expect((await nextFact()).name).to.equal('Product Removed');
      expect(requests).to.have.length(1);
      await nothingElse();
    });

    it('counts on from it, wherever the first quantity was written', async () => {
      const requests = answer('cart-update', () => ({}));
      const byScript = await mount('<ecom-cart-item line-id="l"><script type="application/json">{"product_id":"1","quantity":4}</script><button data-ecom="increase">+</button></ecom-cart-item>');
      const byProperty = await mount<EcomCartItem>('<ecom-cart-item line-id="l"><button data-ecom="increase">+</button></ecom-cart-item>');
      byProperty.product = { product_id: '1', quantity: 4 };
      for (const item of [byScript, byProperty]) {
        for (let click = 0; click < 2; click++) {
          control(item, 'increase').click();
          await nextFrame();
        }
      }
      expect(requests.map(({ detail }) => detail.quantity)).to.deep.equal([5, 6, 5, 6]);
    });

    it('in a form of the theme is submitted natively when nobody answers, and not when somebody does', async () => {
      const html = line('1').replace('<input', '<form action="/test/elements/native.html" target="native"><input').replace('label="Quantity">', 'label="Quantity"></form>');
      const root = await mount(`<div><iframe name="native"></iframe>${html}</div>`);
      const loaded = oneEvent(root.querySelector('iframe')!, 'load');
      field(root).focus();
      field(root).select();
      await sendKeys({ type: '4' });
      await sendKeys({ press: 'Enter' });
      await loaded;
      expect(root.querySelector('iframe')!.contentWindow!.location.search).to.equal('?quantity=4');
      const requests = answer('cart-update', () => ({}));
      const submitted = oneEvent(root, 'submit') as Promise<SubmitEvent>;
      field(root).value = '6';
      root.querySelector('form')!.requestSubmit();
      expect((await submitted).defaultPrevented).to.equal(true);
      expect(requests.map(({ detail }) => detail.quantity)).to.deep.equal([6]);
    });
  });

  it('follows a link of the theme natively when nobody answers, and not when somebody does', async () => {
    const root = await mount(`<div><iframe name="native"></iframe><ecom-cart-item product-id="1" price="1" currency="SAR" line-id="l">
      <a data-ecom="remove" href="/test/elements/native.html?remove" target="native">Remove</a></ecom-cart-item></div>`);
    const loaded = oneEvent(root.querySelector('iframe')!, 'load');
    root.querySelector('a')!.click();
    await loaded;
    expect((await nextFact()).name).to.equal('Product Removed');
    answer('product-remove', () => ({}));
    expect(clickWith(root.querySelector('a')!)).to.equal(false);
  });

  it('does nothing when the theme has cancelled the click', async () => {
    const item = await mount(line('1'));
    listen(control(item, 'remove'), 'click', (event: Event) => event.preventDefault());
    control(item, 'remove').click();
    await nothingElse();
  });

  it('ignores what nobody answers when it says so', async () => {
    const item = await mount(line('1', 'unanswered="ignore"'));
    control(item, 'remove').click();
    control(item, 'increase').click();
    expect(tracker().receipts()).to.have.length(0);
    await nothingElse();
  });
});
