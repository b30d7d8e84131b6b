import { expect, fixture, nextFrame } from '@open-wc/testing';
import '../../components/coupon-form/define.js';
import type { EcomCouponForm } from '../../components/coupon-form/coupon-form.js';
import { EcomRequestEvent, type EcomRequestDetail, type EcomRequestName } from '../../src/events/ecom-request-event.js';
import { salla } from '../../src/platforms/salla.js';
import { Tracker } from '../../src/tracker/index.js';
import { accountsFrame, loadSdk, page, startSdk, type RealSalla } from './salla-page.js';

/** Asks as an element does. */
function request<Name extends EcomRequestName>(name: Name, detail: EcomRequestDetail<Name>, from: Element = document.body): EcomRequestEvent<Name> {
  const event = new EcomRequestEvent(name, detail);
  from.dispatchEvent(event);
  return event;
}

/** What the store has been asked since the last look, without what the SDK asks for itself. */
async function asked(): Promise<{ method: string; path: string; body: string }[]> {
  const requests = (await (await fetch('/salla-store/platform/requests')).json()) as { method: string; path: string; body: string }[];
  return requests.filter(({ method }) => method !== 'GET').filter(({ path }) => !path.startsWith('auth/'));
}

describe('salla, with the real Twilight SDK', () => {
  const tracker = new Tracker();
  const platform = salla();
  let detach: () => void;
  let sdk: RealSalla;

  /** Names of the events since the last look. */
  let looked = 0;
  function tracked(): string[] {
    const names = tracker.history.map(({ eventName }) => eventName);
    return names.slice(looked, (looked = names.length));
  }

  before(async () => {
    localStorage.clear();
    sessionStorage.clear();
    tracker.start();
    detach = tracker.use(platform);
  });

  beforeEach(async () => {
    if (sdk) await asked();
    tracked();
  });

  it('leaves requests to their native action where there is no SDK', () => {
    expect(request('wishlist-add', { product_id: '101' }).intercepted).to.equal(false);
  });

  describe('that comes later', () => {
    let early: EcomRequestEvent<'product-add'>;

    before(async () => {
      sdk = await loadSdk();
      sdk.storage.set('cart', { id: '55', coupon: 'OLD' });
      early = request('product-add', { product_id: '422', quantity: 5 });
      const answer = early.answer();
      early.answer = () => answer;
      await asked();
      // Gone before the SDK is ready: it must not take the name.
      salla().attach(new Tracker())();
      await startSdk(sdk, 'platform');
    });

    it('takes over what the engine has tracked before, with its id beside the payload', () => {
      const engine = sdk.analytics.history.map(({ action, payload }) => [action, payload.event_id]);
      expect(engine).to.have.length(1);
      expect(tracker.history.map(({ action, context }) => [action, context.event_id])).to.deep.equal(engine);
      const { payload } = tracker.history[0]!;
      expect(payload.name).to.equal('cart');
      expect(payload).to.not.have.property('event_id');
    });

    it('answers what was asked before the SDK was ready, once it is', async () => {
      expect(await early.answer()).to.include({ denied: true, reason: 'Only 1 left' });
      // Asked too early, the SDK knows no store yet and tries Salla's own.
      const elsewhere = performance.getEntriesByType('resource').filter(({ name }) => !name.startsWith(location.origin));
      expect(elsewhere.map(({ name }) => name)).to.deep.equal([]);
    });

    it('names the coupon that was removed, also one of an earlier page: the engine has forgotten it', () => {
      sdk.analytics.track('Coupon Removed', { cart_id: '55', coupon_name: '' });
      expect(tracker.history.at(-1)!.payload).to.deep.equal({ cart_id: '55', coupon_id: 'OLD' });
    });

    it('takes over each event of the engine once, with its id', () => {
      sdk.analytics.track('Product Viewed', { product_id: '1' });
      const engine = sdk.analytics.history.at(-1)!;
      expect(tracked()).to.deep.equal(['Product Viewed']);
      const { context, payload } = tracker.history.at(-1)!;
      expect(context.event_id).to.equal(engine.payload.event_id);
      expect(payload).to.deep.equal({ product_id: '1' });
    });

    it('takes over page views', () => {
      sdk.analytics.page({ name: 'product.single' });
      expect(tracked()).to.deep.equal(['page']);
      expect(tracker.history.at(-1)!.payload.name).to.equal('product.single');
    });

    it('gives an event its own id where the engine repeats one, because an object was reused', () => {
      const reused = { product_id: '2' };
      sdk.analytics.track('Product Viewed', reused);
      sdk.analytics.track('Product Shared', { ...reused, share_via: 'link' });
      expect(tracked()).to.deep.equal(['Product Viewed', 'Product Shared']);
      const [first, second] = sdk.analytics.history.slice(-2).map(({ payload }) => payload.event_id);
      expect(first).to.equal(second);
      const [own, other] = tracker.history.slice(-2).map(({ context }) => context.event_id);
      expect(own).to.equal(first);
      expect(other).to.not.equal(first);
    });

    it('leaves the objects of the engine as they are', () => {
      sdk.analytics.track('Product Viewed', { product_id: '3' });
      expect(sdk.analytics.history.at(-1)!.payload).to.have.property('event_id');
    });

    it('says nothing twice when a second copy of the script attaches too', () => {
      const detachSecond = salla().attach(tracker);
      sdk.analytics.track('Product Viewed', { product_id: '4' });
      detachSecond();
      sdk.analytics.track('Product Viewed', { product_id: '5' });
      expect(tracked()).to.have.length(2);
    });

    it('detaches, and attached again catches up without repeating', () => {
      detach();
      expect(sdk.analytics.customTrackers.map(({ name }) => name)).to.not.include('ecom-events');
      sdk.analytics.track('Product Viewed', { product_id: '6' });
      expect(request('wishlist-add', { product_id: '101' }).intercepted).to.equal(false);
      expect(tracked()).to.deep.equal([]);
      detach = tracker.use(platform);
      return sdk.onReady().then(() => expect(tracked()).to.deep.equal(['Product Viewed']));
    });

    it('leaves a request alone that a theme has taken on', async () => {
      const own = (event: Event) => (event as EcomRequestEvent<'product-add'>).intercept(() => ({ cart_id: 'own' }));
      document.addEventListener('ecom-product-add-request', own);
      const event = request('product-add', { product_id: '101' });
      document.removeEventListener('ecom-product-add-request', own);
      expect(await event.answer()).to.deep.equal({ cart_id: 'own' });
      expect(await asked()).to.deep.equal([]);
    });

    it('adds to the cart; the engine reports it, once', async () => {
      expect(await request('product-add', { product_id: '101', quantity: 3 }).answer()).to.include({ reportedBy: 'platform' });
      const { path, body } = (await asked())[0]!;
      expect(path).to.equal('cart/55/item/101/add');
      expect(JSON.parse(body)).to.deep.equal({ id: '101', quantity: 3 });
      expect(tracked().filter((name) => name === 'Product Added')).to.have.length(1);
    });

    it('adds by the quick way when no quantity is named', async () => {
      await request('product-add', { product_id: '101' }).answer();
      expect((await asked())[0]!.path).to.equal('cart/55/item/101/quick-add');
    });

    it('answers with what the store confirmed when the engine does not report', async () => {
      expect(await request('product-add', { product_id: '102' }).answer()).to.deep.equal({ cart_id: '55' });
      expect(tracked()).to.not.include('Product Added');
    });

    it('does not take an earlier report for that of the request', async () => {
      sdk.analytics.track('Product Added', { product_id: '102' });
      expect(await request('product-add', { product_id: '102' }).answer()).to.deep.equal({ cart_id: '55' });
    });

    it("sends the theme's own form of the product, with its options, from inside and around", async () => {
      const form = document.createElement('form');
      form.innerHTML = '<input name="id" value="101"><input name="options[7]" value="blue"><button type="button"></button>';
      const around = document.createElement('div');
      around.append(form);
      document.body.append(around);
      for (const from of [form.querySelector('button')!, around]) {
        expect(await request('product-add', { product_id: '101', quantity: 2 }, from).answer()).to.include({ reportedBy: 'platform' });
        const { body } = (await asked())[0]!;
        expect(body).to.match(/name="options\[7\]"\s+blue/);
        expect(body).to.match(/name="quantity"\s+2/);
      }
      around.remove();
    });

    it("does not send another product's form", async () => {
      const form = document.createElement('form');
      form.innerHTML = '<input name="id" value="999"><button type="button"></button>';
      document.body.append(form);
      await request('product-add', { product_id: '101', quantity: 2 }, form.querySelector('button')!).answer();
      form.remove();
      expect(JSON.parse((await asked())[0]!.body)).to.deep.equal({ id: '101', quantity: 2 });
    });

    it("passes on the store's no with its reason", async () => {
      const answer = await request('product-add', { product_id: '422', quantity: 5 }).answer();
      expect(answer).to.deep.equal({ denied: true, reason: 'Only 1 left', reason_code: 'stock' });
      expect(tracked()).to.not.include('Product Added');
    });

    it('takes the report of the wishlist page for that of the addition', async () => {
      sdk.config.set('page.slug', 'customer.wishlist');
      const answer = await request('product-add', { product_id: '101', quantity: 1 }).answer();
      sdk.config.set('page.slug', 'cart');
      expect(answer).to.include({ reportedBy: 'platform' });
      expect(tracked()).to.deep.equal(['Wishlist Product Added to Cart']);
    });

    it('says yes with as much as the store tells', async () => {
      sdk.config.set('page.slug', 'index');
      expect(await request('product-add', { product_id: '103', quantity: 1 }).answer()).to.deep.equal({ cart_id: '55' });
      sdk.config.set('page.slug', 'cart');
      expect(await request('product-add', { product_id: '999', quantity: 1 }).answer()).to.deep.equal({});
    });

    for (const id of ['500', '503', '403', '429']) {
      it(`fails when the store fails, with ${id}`, async () => {
        const failure = await request('product-add', { product_id: id, quantity: 1 }).answer().catch((error: unknown) => error);
        expect(failure).to.have.nested.property('response.status', Number(id));
      });
    }

    it('removes a line; the engine reports it', async () => {
      const answer = await request('product-remove', { product_id: '101', cart_item_id: '9' }).answer();
      expect(answer).to.include({ reportedBy: 'platform' });
      expect(await asked()).to.deep.equal([{ method: 'DELETE', path: 'cart/55/item/9', body: '' }]);
      expect(tracked()).to.include('Product Removed');
    });

    it('does not remove what it cannot name', async () => {
      expect(await request('product-remove', { product_id: '101' }).answer()).to.have.property('denied', true);
      expect(await asked()).to.deep.equal([]);
    });

    it('changes a quantity; on the page of the cart the engine reports it', async () => {
      const answer = await request('cart-update', { cart_item_id: '9', quantity: 2 }).answer();
      expect(answer).to.include({ reportedBy: 'platform' });
      expect(JSON.parse((await asked())[0]!.body)).to.include({ id: '9', quantity: 2 });
      expect(tracked()).to.deep.equal(['Cart Updated']);
    });

    it('changes a quantity elsewhere, and answers with the confirmed cart', async () => {
      sdk.config.set('page.slug', 'index');
      const answer = await request('cart-update', { cart_item_id: '9', quantity: 2 }).answer();
      sdk.config.set('page.slug', 'cart');
      const products = [{ product_id: '101', cart_item_id: '9', name: 'Mug', price: 35, quantity: 2 }];
      expect(answer).to.deep.equal({ cart_id: '55', cart: { cart_id: '55', value: 70, currency: 'SAR', products } });
      expect(tracked()).to.deep.equal([]);
    });

    it('fills and empties the wishlist; the engine reports both', async () => {
      for (const [name, method, fact] of [
        ['wishlist-add', 'POST', 'Product Added to Wishlist'],
        ['wishlist-remove', 'DELETE', 'Product Removed from Wishlist'],
      ] as const) {
        expect(await request(name, { product_id: '101' }).answer()).to.include({ reportedBy: 'platform' });
        expect((await asked()).map((one) => [one.method, one.path])).to.deep.equal([[method, 'products/favorites/101']]);
        expect(tracked()).to.deep.equal([fact]);
      }
    });

    it('passes on the no of the SDK itself: a guest has no wishlist', async () => {
      sdk.config.set('user.type', 'guest');
      const answer = await request('wishlist-add', { product_id: '101' }).answer();
      sdk.config.set('user.type', 'user');
      expect(answer).to.include({ denied: true });
      expect((answer as { reason: string }).reason).to.be.a('string');
    });

    it('emits no fact for what a theme called off', async () => {
      const callOff = (item: { preventDefault: boolean }) => void (item.preventDefault = true);
      sdk.wishlist.event.onBeforeAddItem(callOff);
      const answer = await request('wishlist-add', { product_id: '101' }).answer();
      sdk.wishlist.event.offBeforeAddItem(callOff);
      expect(answer).to.deep.equal({ denied: true });
      expect(await asked()).to.deep.equal([]);
    });

    it('applies and removes a coupon; the engine reports both', async () => {
      expect(await request('coupon-apply', { coupon_code: 'TEN' }).answer()).to.include({ reportedBy: 'platform' });
      expect(JSON.parse((await asked())[0]!.body)).to.deep.equal({ coupon: 'TEN' });
      expect(tracked()).to.include('Coupon Applied');
      expect(await request('coupon-remove', { coupon_code: 'TEN' }).answer()).to.include({ reportedBy: 'platform' });
      expect((await asked())[0]!.path).to.equal('cart/55/coupon');
      expect(tracked()).to.include('Coupon Removed');
      expect(sdk.analytics.history.at(-1)!.payload.coupon_name).to.equal('');
      expect(tracker.history.at(-1)!.payload.coupon_id).to.equal('TEN');
    });

    it('knows a coupon by its id or name too, and removes it by its code where several may be applied', async () => {
      await request('coupon-apply', { coupon_id: 'ID' }).answer();
      await request('coupon-apply', { coupon_name: 'NAME' }).answer();
      expect((await asked()).map(({ body }) => JSON.parse(body) as object)).to.deep.equal([{ coupon: 'ID' }, { coupon: 'NAME' }]);
      sdk.storage.set('cart.multi_coupon', true);
      await request('coupon-remove', { coupon_code: 'TEN' }).answer();
      sdk.storage.set('cart.multi_coupon', false);
      expect((await asked())[0]!.path).to.equal('cart/55/coupon/TEN');
    });

    it('tells the shopper of a denied coupon, and that the engine has reported it', async () => {
      const answer = await request('coupon-apply', { coupon_code: 'EXPIRED' }).answer();
      expect(answer).to.deep.equal({ denied: true, reason: 'It has expired', reason_code: 'error', reportedBy: 'platform' });
      expect(tracked().filter((name) => name === 'Coupon Denied')).to.have.length(1);
    });

    describe('and the form for a coupon', () => {
      const queue = window as { ecom?: unknown };
      const before = queue.ecom;
      beforeEach(() => void (queue.ecom = tracker));
      afterEach(() => void (queue.ecom = before));

      /** Sends a code as a shopper does, and waits until the store has answered. */
      async function send(code: string): Promise<EcomCouponForm> {
        const form = await fixture<EcomCouponForm>(`<ecom-coupon-form><form><input name="coupon" value="${code}"><button>Apply</button></form></ecom-coupon-form>`);
        form.querySelector('button')!.click();
        await form.updateComplete;
        while (form.ariaBusy) await nextFrame();
        return form;
      }

      it('report a denied coupon once, and tell the shopper', async () => {
        const form = await send('EXPIRED');
        expect(tracked()).to.deep.equal(['Coupon Entered', 'Coupon Denied']);
        expect(sdk.analytics.history.at(-1)!.eventName).to.equal('Coupon Denied');
        expect(form.querySelector('[data-ecom="error"]')!.textContent).to.equal('It has expired');
        expect(form.applied).to.equal(undefined);
      });

      it('report an applied coupon once, and its removal', async () => {
        const form = await send('TEN');
        expect(tracked().filter((name) => name.startsWith('Coupon'))).to.deep.equal(['Coupon Entered', 'Coupon Applied']);
        expect(form.applied).to.equal('TEN');
        form.append(Object.assign(document.createElement('button'), { type: 'button' }));
        form.lastElementChild!.setAttribute('data-ecom', 'remove');
        (form.lastElementChild as HTMLElement).click();
        await form.updateComplete;
        while (form.ariaBusy) await nextFrame();
        expect(tracked().filter((name) => name.startsWith('Coupon'))).to.deep.equal(['Coupon Removed']);
        expect(form.applied).to.equal(undefined);
      });
    });


    it('says what a coupon takes off when the engine does not report it', async () => {
      const events = sdk.config.get('jitsu.events') as string[];
      sdk.config.set('jitsu.events', events.filter((name) => !name.startsWith('Coupon')));
      const applied = await request('coupon-apply', { coupon_code: 'TEN' }).answer();
      const removed = await request('coupon-remove', { coupon_code: 'TEN' }).answer();
      sdk.config.set('jitsu.events', events);
      expect(applied).to.deep.equal({ cart_id: '55', discount: 10, currency: 'SAR' });
      expect(removed, 'the cart no longer knows it').to.deep.equal({ cart_id: '55' });
      expect(tracked()).to.deep.equal(['Cart Updated', 'Cart Updated']);
    });

    for (const name of ['sign-in', 'sign-up', 'profile-update', 'review-submit', 'checkout-start', 'checkout-step', 'payment-submit', 'search', 'share'] as const) {
      it(`leaves ${name} to Salla's own pages and the browser`, () => {
        expect(request(name, {}).intercepted).to.equal(false);
      });
    }

    describe('signing out', () => {
      const { log } = console;

      before(() => {
        sdk.config.set('login.url', `${location.origin}/salla-store/platform`);
        // The test stays on its page, and the SDK says in the console that it leaves.
        sdk.config.set('store.url', `${location.href}#`);
        console.log = () => {};
      });
      afterEach(() => history.replaceState(null, '', location.pathname + location.search));
      after(() => (console.log = log));

      it('is done with the accounts of Salla before the page is left; the engine reports it, once', async () => {
        const accounts = accountsFrame();
        const answer = request('sign-out', {}).answer();
        await accounts;
        expect([tracked(), location.hash]).to.deep.equal([['Signed Out'], '']);
        postMessage({ source: 'login', type: 'iframe::logged-out' });
        expect(await answer).to.deep.equal({ reportedBy: 'platform' });
        expect([tracked(), location.hash]).to.deep.equal([[], '#/logout?from=twilight']);
      });

      it('is confirmed where the engine does not report it', async () => {
        sdk.config.set('jitsu.events', []);
        const accounts = accountsFrame();
        const answer = request('sign-out', {}).answer();
        await accounts;
        postMessage({ source: 'login', type: 'iframe::logged-out' });
        expect(await answer).to.deep.equal({});
        expect(tracked()).to.deep.equal([]);
      });
    });

    it('has an SDK on the page that is the real one', () => {
      expect(page.Salla).to.equal(sdk);
      expect(sdk.analytics.customTrackers.map(({ name }) => name)).to.deep.equal(['DefaultSallaTracker', 'ecom-events']);
    });
  });
});
