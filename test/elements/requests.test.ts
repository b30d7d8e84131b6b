// What follows a request, whatever the store says and whenever. The elements share it; add-to-cart stands for all.
import { expect, nextFrame, oneEvent } from '@open-wc/testing';
import '../../components/add-to-cart/define.js';
import type { EcomAddToCart } from '../../components/add-to-cart/add-to-cart.js';
import { ActionElement } from '../../src/element/action-element.js';
import type { EcomRequestEvent } from '../../src/events/ecom-request-event.js';
import type { EcomRequestFailed, Outcome, RequestOptions } from '../../src/element/request-controller.js';
import { copied, couponDenied, shared } from '../../src/i18n/messages.js';
import { answer, buttonOf, clickWith, closePage, hold, isSeen, later, listen, mount, mug, nextFact, nothingElse, openPage, overhear, overhearConsole, shown, tracker } from './page.js';

/** An element that asks as the test says, and keeps what came of it. */
class Asking extends ActionElement {
  options: Partial<RequestOptions> = {};
  outcome?: Promise<Outcome>;

  protected override label(): string {
    return 'Ask';
  }

  protected override act(native: Event): void {
    this.outcome = this.request.ask('share', {}, { unanswered: 'assume', native, done: shared, ...this.options });
  }
}
customElements.define('test-asking', Asking);

/** One of them. */
async function asking(options: Partial<RequestOptions>, attributes = '', content = ''): Promise<Asking> {
  const element = await mount<Asking>(`<test-asking ${attributes}>${content}</test-asking>`);
  return Object.assign(element, { options });
}

/** What an element does itself, in the test's time. */
function doing(): RequestOptions['otherwise'] & { times: number; confirm(fields: Record<string, unknown>): void; fail(error: Error): void } {
  let settle: { resolve: (fields: Record<string, unknown>) => void; reject: (error: Error) => void };
  const otherwise = Object.assign(
    () => {
      otherwise.times++;
      return new Promise<Record<string, unknown>>((resolve, reject) => (settle = { resolve, reject }));
    },
    { times: 0, confirm: (fields: Record<string, unknown>) => settle.resolve(fields), fail: (error: Error) => settle.reject(error) },
  );
  return otherwise;
}

/** What a browser throws when the shopper closes the sheet for sharing. */
const changeOfMind = (): DOMException => new DOMException('share canceled', 'AbortError');

const button = (attributes = ''): Promise<EcomAddToCart> => mount<EcomAddToCart>(`<ecom-add-to-cart ${mug} ${attributes}></ecom-add-to-cart>`);

/** The local `ecom-request-failed` events of the test. */
function failures(): EcomRequestFailed[] {
  const heard: EcomRequestFailed[] = [];
  listen(document, 'ecom-request-failed', ({ detail }: CustomEvent<EcomRequestFailed>) => void heard.push(detail));
  return heard;
}

describe('a request', () => {
  beforeEach(openPage);
  afterEach(closePage);

  it('carries what is asked for, and can be answered from the element, the document or the window', async () => {
    const element = await button('quantity="2"');
    for (const target of [element, document, window]) {
      const asked = oneEvent(target, 'ecom-product-add-request') as Promise<CustomEvent>;
      (target as Document).addEventListener('ecom-product-add-request', (event) => event.intercept(() => ({ cart_id: 'c' })), { once: true });
      element.click();
      const { detail, bubbles, composed, cancelable } = await asked;
      expect({ detail, bubbles, composed, cancelable }).to.deep.equal({
        detail: { product_id: '1', name: 'Mug', price: 35, currency: 'SAR', quantity: 2 },
        bubbles: true,
        composed: true,
        cancelable: true,
      });
      expect((await nextFact()).payload.cart_id).to.equal('c');
    }
    await nothingElse();
  });

  it('is confirmed by an answer that is no object, which adds no field', async () => {
    const element = await button();
    listen(document, 'ecom-product-add-request', (event: EcomRequestEvent<'product-add'>) => event.intercept(() => 'ok' as never));
    element.click();
    expect((await nextFact()).payload).to.deep.equal({ product_id: '1', name: 'Mug', price: 35, currency: 'SAR', quantity: 1 });
  });

  it('that the store denies shows the reason to everybody, and is no fact', async () => {
    const [element, requests, failed] = [await button(), hold('product-add'), failures()];
    for (const [reason, text] of [['Only 2 left', 'Only 2 left'], [undefined, 'This is not possible right now'], ['', 'This is not possible right now']] as const) {
      element.click();
      requests.at(-1)!.deny(reason);
      const status = await shown(element);
      expect([status.textContent, isSeen(status), buttonOf(element).ariaBusy]).to.deep.equal([text, true, 'false']);
    }
    expect(failed).to.deep.equal([]);
    await nothingElse();
  });

  it('that the platform reports itself is no fact of the element', async () => {
    answer('product-add', () => ({ reportedBy: 'platform' }));
    const element = await button();
    element.click();
    expect((await shown(element)).textContent).to.equal('Added to cart');
    await nothingElse();
  });

  it('that the store fails is shown to everybody, told as ecom-request-failed, and is no fact', async () => {
    const [element, requests, failed] = [await button(), hold('product-add'), failures()];
    const error = new Error('503');
    element.click();
    requests[0]!.fail(error);
    const status = await shown(element);
    expect([status.textContent, isSeen(status), buttonOf(element).ariaBusy]).to.deep.equal(['That did not work. Please try again.', true, 'false']);
    expect(failed).to.deep.equal([{ request: 'product-add', error }]);
    await nothingElse();
  });

  it('whose handler throws at once has failed too', async () => {
    const [element, failed] = [await button(), failures()];
    answer('product-add', () => {
      throw new TypeError('theme');
    });
    element.click();
    expect((await shown(element)).dataset.tone).to.equal('error');
    expect(failed.map(({ error }) => (error as Error).message)).to.deep.equal(['theme']);
  });

  it('can be made again after a failure, and then speaks of the new answer', async () => {
    const [element, requests] = [await button(), hold('product-add')];
    element.click();
    requests[0]!.fail();
    await shown(element);
    element.click();
    requests[1]!.confirm();
    expect((await nextFact()).name).to.equal('Product Added');
    const status = await shown(element);
    expect([status.textContent, isSeen(status)]).to.deep.equal(['Added to cart', false]);
  });

  it('that a listener calls off is nothing at all, even when another took it on', async () => {
    const [element, requests, failed] = [await button(), hold('product-add'), failures()];
    listen(document, 'ecom-product-add-request', (event: Event) => event.preventDefault());
    element.click();
    expect((await shown(element)).textContent).to.equal('');
    expect([requests, failed, buttonOf(element).ariaBusy]).to.deep.equal([[], [], 'false']);
    await nothingElse();
  });

  it('that is called off keeps the page from submitting natively', async () => {
    listen(document, 'ecom-product-add-request', (event: Event) => event.preventDefault());
    const root = await mount(`<div><ecom-add-to-cart ${mug}><form action="/test/elements/native.html"><button>Buy</button></form></ecom-add-to-cart></div>`);
    const submitted = oneEvent(root, 'submit') as Promise<SubmitEvent>;
    root.querySelector('button')!.click();
    expect((await submitted).defaultPrevented).to.equal(true);
    await nothingElse();
  });

  it('is taken by one listener: a second one is told so, and the first one answers', async () => {
    const element = await button();
    const told: unknown[] = [];
    answer('product-add', () => ({ cart_id: 'first' }));
    listen(window, 'ecom-product-add-request', (event: { intercept(handler: () => object): void }) => {
      try {
        event.intercept(() => ({ cart_id: 'second' }));
      } catch (error) {
        told.push((error as DOMException).name);
      }
    });
    element.click();
    expect((await nextFact()).payload.cart_id).to.equal('first');
    expect(told).to.deep.equal(['InvalidStateError']);
    await nothingElse();
  });

  it('is said once: what changes in the element afterwards says nothing again, the same outcome of another click does', async () => {
    const element = await button();
    element.click();
    const status = await shown(element);
    expect(status.textContent).to.equal('Added to cart');
    let changes = 0;
    const observer = new MutationObserver((records) => (changes += records.length));
    later(() => observer.disconnect());
    observer.observe(status, { childList: true, characterData: true, subtree: true });
    element.requestUpdate();
    await shown(element);
    expect(changes).to.equal(0);
    element.click();
    await shown(element);
    expect(changes).to.be.above(0);
    expect(status.textContent).to.equal('Added to cart');
  });

  it('tells in debug mode who could have answered', async () => {
    tracker().configure({ debug: true });
    const said = overhearConsole('info');
    const element = await button();
    element.click();
    expect(said.join('\n')).to.contain('nobody answered ecom-product-add-request').and.to.contain('event.intercept()');
  });

  describe('that is never answered', () => {
    it('fails after the element’s timeout, aborts its handler, and is no fact', async () => {
      const [element, requests, failed] = [await button('timeout="1"'), hold('product-add'), failures()];
      element.click();
      await oneEvent(document, 'ecom-request-failed');
      expect(failed.map(({ error }) => (error as Error).name)).to.deep.equal(['TimeoutError']);
      expect(requests[0]!.signal.aborted).to.equal(true);
      const status = await shown(element);
      expect([status.textContent, isSeen(status), buttonOf(element).ariaBusy]).to.deep.equal(['That did not work. Please try again.', true, 'false']);
      await nothingElse();
    });

    it('fails after 20 seconds when the element’s timeout is no time', async () => {
      const [failed] = [failures(), hold('product-add')];
      const waiting = [await button('timeout=""'), await button('timeout="0"'), await button('timeout="soon"')];
      waiting.forEach((element) => element.click());
      (await button('timeout="1"')).click();
      await oneEvent(document, 'ecom-request-failed');
      expect([failed.length, ...waiting.map((element) => buttonOf(element).ariaBusy)]).to.deep.equal([1, 'true', 'true', 'true']);
    });

    it('is a fact all the same when the store confirms it late, and none when it then fails', async () => {
      const [element, requests, failed] = [await button('timeout="1"'), hold('product-add'), failures()];
      element.click();
      await oneEvent(document, 'ecom-request-failed');
      requests[0]!.confirm({ cart_id: 'late' });
      expect((await nextFact()).payload.cart_id).to.equal('late');
      expect((await shown(element)).textContent).to.equal('Added to cart');
      element.click();
      await oneEvent(document, 'ecom-request-failed');
      requests[1]!.fail();
      await nextFrame();
      expect(failed).to.have.length(2);
      await nothingElse();
    });

    it('leaves a later request alone when the answer comes', async () => {
      const [element, requests] = [await button('timeout="1"'), hold('product-add')];
      element.click();
      await oneEvent(document, 'ecom-request-failed');
      element.timeout = 10_000;
      element.click();
      requests[0]!.confirm({ cart_id: 'first' });
      expect((await nextFact()).payload.cart_id).to.equal('first');
      const status = await shown(element);
      expect([status.textContent, buttonOf(element).ariaBusy]).to.deep.equal(['One moment…', 'true']);
      requests[1]!.confirm({ cart_id: 'second' });
      expect((await nextFact()).payload.cart_id).to.equal('second');
      await nothingElse();
    });
  });

  it('that the shopper gives up while the store asks back is no failure, and no fact', async () => {
    const [element, requests, failed] = [await button(), hold('product-add'), failures()];
    element.click();
    requests[0]!.fail(changeOfMind());
    const status = await shown(element);
    expect([status.textContent, status.dataset.tone, buttonOf(element).ariaBusy]).to.deep.equal(['', '', 'false']);
    expect(failed).to.deep.equal([]);
    element.click();
    requests[1]!.confirm();
    expect((await nextFact()).name).to.equal('Product Added');
    await nothingElse();
  });

  it('that the store denies says what the element says of it when there is no reason', async () => {
    const [element, requests] = [await asking({ denied: couponDenied }), hold('share')];
    for (const [reason, text] of [[undefined, couponDenied.en], ['', couponDenied.en], ['Expired', 'Expired']] as const) {
      element.click();
      requests.at(-1)!.deny(reason);
      const status = await shown(element);
      expect([status.textContent, isSeen(status)]).to.deep.equal([text, true]);
    }
  });

  it('that the store denies has what the fact about it says, and whether the platform reports it', async () => {
    const element = await asking({});
    answer('share', () => ({ denied: true, reason: 'No', reason_code: 'limit', fields: { http_status: 402 }, reportedBy: 'platform' }));
    element.click();
    const outcome = await element.outcome!;
    expect(outcome).to.deep.include({ kind: 'denied', fields: { reason: 'No', reason_code: 'limit', http_status: 402 }, reported: true });
  });

  it('says what the confirmed fields make of it', async () => {
    const element = await asking({ done: ({ share_via }) => (share_via === 'copy' ? copied : shared) });
    const requests = hold('share');
    for (const [fields, text] of [[{ share_via: 'copy' }, copied.en], [undefined, shared.en]] as const) {
      element.click();
      requests.at(-1)!.confirm(fields);
      expect((await shown(element)).textContent).to.equal(text);
    }
    // Nobody answers: nothing is confirmed.
    const bare = await asking({ done: (fields) => (Object.keys(fields).length ? copied : shared) });
    listen(bare, 'ecom-share-request', (event: Event) => event.stopPropagation());
    bare.click();
    expect((await shown(bare)).textContent).to.equal(shared.en);
  });

  it('tells the element that it is asked, before there is an answer, and not when it is called off', async () => {
    let times = 0;
    const [element, requests] = [await asking({ asked: () => times++ }), hold('share')];
    element.click();
    expect([times, requests.length]).to.deep.equal([1, 1]);
    requests[0]!.confirm();
    await element.outcome;
    listen(document, 'ecom-share-request', (event: Event) => event.preventDefault());
    element.click();
    expect(times).to.equal(1);
    const unanswered = await asking({ asked: () => times++ });
    listen(unanswered, 'ecom-share-request', (event: Event) => event.stopPropagation());
    unanswered.click();
    expect(times).to.equal(2);
  });

  describe('that the element can carry out itself', () => {
    it('is carried out at once when nobody answers, and what comes of it is the answer', async () => {
      const otherwise = doing();
      const element = await asking({ otherwise });
      element.click();
      // Within the click: browsers open a sheet for sharing to nobody else.
      expect(otherwise.times).to.equal(1);
      expect([(await shown(element)).textContent, buttonOf(element).ariaBusy]).to.deep.equal(['One moment…', 'true']);
      element.click();
      expect([otherwise.times, (await element.outcome!).kind]).to.deep.equal([1, 'busy']);
    });

    it('has its fields confirmed', async () => {
      const otherwise = doing();
      const element = await asking({ otherwise });
      element.click();
      otherwise.confirm({ share_via: 'web_share' });
      expect(await element.outcome!).to.deep.include({ kind: 'confirmed', fields: { share_via: 'web_share' } });
      expect([(await shown(element)).textContent, buttonOf(element).ariaBusy]).to.deep.equal([shared.en, 'false']);
    });

    it('is left to whoever answers or calls it off', async () => {
      const otherwise = doing();
      const element = await asking({ otherwise });
      answer('share', () => ({ share_via: 'store' }));
      element.click();
      expect(await element.outcome!).to.deep.include({ kind: 'confirmed', fields: { share_via: 'store' } });
      listen(document, 'ecom-share-request', (event: Event) => event.preventDefault());
      element.click();
      expect([(await element.outcome!).kind, otherwise.times]).to.deep.equal(['prevented', 0]);
    });

    it('keeps a link of the theme’s from being followed', async () => {
      const element = await asking({ otherwise: doing() }, '', '<a href="#followed">Ask</a>');
      expect(clickWith(element.querySelector('a')!)).to.equal(false);
    });

    it('is carried out, and no fact, where unanswered requests are none', async () => {
      const asked = overhear('share');
      tracker().configure({ unanswered: 'ignore' });
      for (const attributes of ['unanswered="ignore"', '']) {
        const otherwise = doing();
        const element = await asking({ otherwise }, attributes);
        element.click();
        otherwise.confirm({});
        expect((await element.outcome!).kind).to.equal('ignored');
        expect((await shown(element)).textContent).to.equal(shared.en);
      }
      expect(asked).to.have.length(2);
    });

    it('is shown to have failed when it fails', async () => {
      const [otherwise, failed] = [doing(), failures()];
      const element = await asking({ otherwise });
      element.click();
      const error = new DOMException('no permission', 'NotAllowedError');
      otherwise.fail(error);
      expect((await element.outcome!).kind).to.equal('failed');
      const status = await shown(element);
      expect([status.textContent, isSeen(status)]).to.deep.equal(['That did not work. Please try again.', true]);
      expect(failed).to.deep.equal([{ request: 'share', error }]);
    });

    it('is nothing at all when the shopper gives it up, and can be asked for again', async () => {
      const [otherwise, failed] = [doing(), failures()];
      const element = await asking({ otherwise });
      element.click();
      otherwise.fail(changeOfMind());
      expect((await element.outcome!).kind).to.equal('failed');
      expect([(await shown(element)).textContent, failed.length, buttonOf(element).ariaBusy]).to.deep.equal(['', 0, 'false']);
      element.click();
      expect(otherwise.times).to.equal(2);
    });

    it('takes as long as the shopper takes', async () => {
      const [otherwise, failed] = [doing(), failures()];
      const element = await asking({ otherwise }, 'timeout="1"');
      element.click();
      const asked = await button('timeout="2"');
      hold('product-add');
      asked.click();
      await oneEvent(document, 'ecom-request-failed');
      expect([failed.length, (await shown(element)).textContent]).to.deep.equal([1, 'One moment…']);
      otherwise.confirm({});
      expect((await element.outcome!).kind).to.equal('confirmed');
    });
  });

  describe('of an element that has left the page', () => {
    it('is nothing at all where nothing is left that it could be asked from', async () => {
      const requests = hold('share');
      const element = await asking({});
      element.remove();
      element.click();
      expect((await element.outcome!).kind).to.equal('prevented');
      expect(requests).to.have.length(0);
      await nothingElse();
    });

    it('is asked from the place it had when the theme has taken it away in the same click', async () => {
      const root = await mount(`<div><ecom-add-to-cart ${mug}><button type="button">Buy</button></ecom-add-to-cart></div>`);
      const asked: EventTarget[] = [];
      listen(root, 'ecom-product-add-request', (event: EcomRequestEvent<'product-add'>) => {
        asked.push(event.target!);
        event.intercept(() => ({ cart_id: 'c' }));
      });
      const control = root.querySelector('button')!;
      listen(control, 'click', () => control.parentElement!.remove());
      control.click();
      expect((await nextFact()).payload.cart_id).to.equal('c');
      expect(asked).to.deep.equal([root]);
      await nothingElse();
    });

    /** Asks, then takes the element away. */
    async function leave(): Promise<{ element: EcomAddToCart; parent: Element; request: ReturnType<typeof hold<'product-add'>>[number] }> {
      const requests = hold('product-add');
      const parent = await mount(`<div><p><ecom-add-to-cart ${mug}></ecom-add-to-cart></p></div>`);
      const element = parent.querySelector('ecom-add-to-cart')!;
      element.click();
      const request = requests[0]!;
      element.parentElement!.remove();
      await nextFrame();
      return { element, parent, request };
    }

    it('is aborted for its handler', async () => {
      expect((await leave()).request.signal.aborted).to.equal(true);
    });

    it('is not aborted when the element is only moved', async () => {
      const requests = hold('product-add');
      const root = await mount(`<div><ecom-add-to-cart ${mug}></ecom-add-to-cart><p></p></div>`);
      const element = root.querySelector('ecom-add-to-cart')!;
      element.click();
      root.querySelector('p')!.append(element);
      await nextFrame();
      expect([requests[0]!.signal.aborted, buttonOf(element).ariaBusy]).to.deep.equal([false, 'true']);
      requests[0]!.confirm();
      expect((await nextFact()).name).to.equal('Product Added');
      expect((await shown(element)).textContent).to.equal('Added to cart');
      await nothingElse();
    });

    it('is no fact and no news when the store then denies or fails', async () => {
      const failed = failures();
      for (const outcome of ['deny', 'fail'] as const) {
        const { request } = await leave();
        request[outcome]();
        await nextFrame();
        closePage();
        openPage();
      }
      expect(failed).to.deep.equal([]);
      await nothingElse();
    });

    it('is a fact, once, from the nearest ancestor that is left, when the store then confirms', async () => {
      const { parent, request } = await leave();
      const emitted: EventTarget[] = [];
      listen(document, 'ecom-product-added', (event: Event) => void emitted.push(event.target!));
      request.confirm({ cart_id: 'c' });
      expect((await nextFact()).payload).to.include({ product_id: '1', cart_id: 'c' });
      expect(emitted).to.deep.equal([parent]);
      await nothingElse();
    });

    it('can be made anew when the element is back', async () => {
      const { element, parent, request } = await leave();
      request.fail();
      await nextFrame();
      parent.append(element);
      listen(element, 'ecom-product-add-request', (event: { intercept(handler: () => object): void; stopPropagation(): void }) => {
        event.intercept(() => ({ cart_id: 'again' }));
        event.stopPropagation();
      });
      element.click();
      expect((await nextFact()).payload.cart_id).to.equal('again');
      await nothingElse();
    });
  });
});
