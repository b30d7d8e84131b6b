import { expect } from '@open-wc/testing';
import { EcomRequestEvent } from '../../src/events/ecom-request-event.js';
import { ask, closeStore, key, mug, open, undo } from './memory-page.js';

describe('the memory platform', () => {
  async function rejection(promise: Promise<unknown>): Promise<Error> {
    return promise.then(
      () => expect.fail('it resolved') as never,
      (error: Error) => error,
    );
  }

  afterEach(closeStore);

  it('confirms an addition with its fields and the whole cart', async () => {
    const store = open();
    const answer = await ask('product-add', { ...mug, quantity: 2 });
    expect(answer).to.include({ cart_id: 'cart-1', cart_item_id: 'line-1', price: 35, quantity: 2, currency: 'SAR', value: 70 });
    expect(answer.cart).to.deep.equal(store.cart);
    expect(store.cart).to.deep.include({ cart_id: 'cart-1', currency: 'SAR', value: 70 });
    expect(store.cart.products[0]).to.include({ ...mug, cart_item_id: 'line-1', quantity: 2 });
  });

  it('keeps what the theme knows of a product, but not where it stood in a list', async () => {
    const store = open();
    await ask('product-add', { ...mug, sku: 'M-1', position: 3, ...{ list_id: 'home' } });
    expect(store.cart.products[0]).to.include({ sku: 'M-1' });
    expect(store.cart.products[0]).to.not.have.any.keys('position', 'list_id');
  });

  it('adds one when no quantity was said', async () => {
    open();
    expect(await ask('product-add', mug)).to.include({ quantity: 1 });
  });

  it('keeps one line a product and variant, with the same id', async () => {
    const store = open();
    await ask('product-add', { ...mug, variant: 'Blue' });
    const answer = await ask('product-add', { ...mug, variant: 'Blue', quantity: 2 });
    await ask('product-add', { ...mug, variant: 'Red' });
    expect(answer).to.include({ cart_item_id: 'line-1-Blue', quantity: 2 });
    expect(store.cart.products.map(({ cart_item_id, quantity }) => [cart_item_id, quantity])).to.deep.equal([['line-1-Blue', 3], ['line-1-Red', 1]]);
  });

  it('adds amounts up without the dust of binary fractions', async () => {
    const store = open();
    await ask('product-add', { ...mug, price: 0.1, quantity: 3 });
    expect(store.cart.value).to.equal(0.3);
  });

  it('gives copies: a caller cannot change the store', async () => {
    const store = open();
    await ask('product-add', mug);
    store.cart.products[0]!.quantity = 99;
    store.cart.products.pop();
    expect(store.cart.products[0]).to.include({ quantity: 1 });
  });

  it('sets the quantity of a line', async () => {
    const store = open();
    await ask('product-add', mug);
    const answer = await ask('cart-update', { cart_item_id: 'line-1', quantity: 5 });
    expect(answer.cart).to.deep.equal(store.cart);
    expect(store.cart).to.deep.include({ value: 175 });
  });

  it('removes a line that shall have none', async () => {
    const store = open();
    await ask('product-add', mug);
    await ask('cart-update', { product_id: '1', quantity: 0 });
    expect(store.cart.products).to.deep.equal([]);
  });

  it('removes a line and confirms how many units it held', async () => {
    const store = open({ currency: 'SAR' });
    await ask('product-add', { ...mug, quantity: 3 });
    const answer = await ask('product-remove', { product_id: '1', cart_item_id: 'line-1' } as never);
    expect(answer).to.include({ cart_id: 'cart-1', product_id: '1', price: 35, quantity: 3, currency: 'SAR' });
    expect(answer.cart).to.deep.equal({ cart_id: 'cart-1', currency: 'SAR', value: 0, products: [] });
    expect(store.cart.products).to.deep.equal([]);
  });

  it('denies to change or remove what is not in the cart', async () => {
    open();
    expect(await ask('product-remove', { product_id: '9' })).to.deep.equal({ denied: true, reason_code: 'not_found' });
    expect(await ask('cart-update', { cart_item_id: 'line-9', quantity: 2 })).to.include({ denied: true, reason_code: 'not_found' });
  });

  it('keeps the wishlist, each product once', async () => {
    const store = open();
    expect(await ask('wishlist-add', mug)).to.deep.equal({ wishlist_id: 'wishlist-1' });
    await ask('wishlist-add', { product_id: '2' });
    await ask('wishlist-add', mug);
    expect(store.wishlist).to.deep.equal(['1', '2']);
    expect(await ask('wishlist-remove', mug)).to.deep.equal({ wishlist_id: 'wishlist-1' });
    expect(store.wishlist).to.deep.equal(['2']);
  });

  it('denies more than there are, of all variants together, and says so in the language of the page', async () => {
    const store = open({ stock: { 1: 3 } });
    await ask('product-add', { ...mug, variant: 'Blue', quantity: 2 });
    const denial = await ask('product-add', { ...mug, variant: 'Red', quantity: 2 });
    expect(denial).to.deep.equal({ denied: true, reason: 'Only 3 of this in stock', reason_code: 'out_of_stock' });
    document.documentElement.lang = 'ar-SA';
    const arabic = await ask('cart-update', { cart_item_id: 'line-1-Blue', quantity: 4 });
    expect(arabic).to.include({ denied: true, reason_code: 'out_of_stock', reason: 'المتوفر من هذا المنتج: 3' });
    expect(store.cart.products[0]).to.include({ quantity: 2 });
    expect(await ask('cart-update', { cart_item_id: 'line-1-Blue', quantity: 3 })).to.not.have.property('denied');
  });

  it('lets the cart shrink when the stock has shrunk under it', async () => {
    const store = open();
    await ask('product-add', { ...mug, quantity: 9 });
    store.stock = { 1: 3 };
    expect(await ask('cart-update', { cart_item_id: 'line-1', quantity: 8 })).to.not.have.property('denied');
  });

  it('says no, breaks and hangs on demand, and changes nothing then', async () => {
    const store = open({ mood: 'deny' });
    expect(await ask('product-add', mug)).to.deep.equal({ denied: true, reason_code: 'denied' });
    store.mood = 'fail';
    expect((await rejection(ask('product-add', mug))).message).to.equal('the store failed');
    store.mood = 'hang';
    const abort = new AbortController();
    const hanging = rejection(ask('product-add', mug, abort.signal));
    abort.abort();
    expect((await hanging).name).to.equal('AbortError');
    expect(store.cart.products).to.deep.equal([]);
  });

  it('does something once, then what it always does', async () => {
    const store = open();
    store.next = 'deny';
    expect(await ask('product-add', mug)).to.have.property('denied');
    expect(await ask('product-add', mug)).to.not.have.property('denied');
  });

  it('does as if it were not there: the native action goes on', () => {
    open({ next: 'absent' });
    const asked = [1, 2].map(() => {
      const event = new EcomRequestEvent('product-add', mug);
      document.body.dispatchEvent(event);
      return event.intercepted;
    });
    expect(asked).to.deep.equal([false, true]);
  });

  it('takes its time, and gives up when the asking element has left the page', async () => {
    const store = open({ delay: 20 });
    const start = performance.now();
    await ask('product-add', mug);
    expect(performance.now() - start).to.be.greaterThan(15);
    store.delay = 60_000;
    const abort = new AbortController();
    const slow = rejection(ask('product-add', mug, abort.signal));
    abort.abort();
    expect((await slow).name).to.equal('AbortError');
    expect((await rejection(ask('product-add', mug, abort.signal))).name, 'already left').to.equal('AbortError');
    expect(store.cart.value).to.equal(35);
  });

  it('leaves search, filters, sorting and sharing to the theme and the browser', () => {
    open({ mood: 'fail' });
    for (const name of ['search', 'list-filter', 'list-sort', 'share'] as const) {
      const event = new EcomRequestEvent(name, {});
      document.body.dispatchEvent(event);
      expect(event.intercepted, name).to.equal(false);
    }
  });

  it('takes a review, each with an id of its own', async () => {
    open();
    const review = { ...mug, rating: 5, review_body: 'Good' };
    const ids = [await ask('review-submit', review), await ask('review-submit', review)].map(({ review_id }) => review_id);
    expect(ids[0]).to.match(/^review-\w+$/).and.not.equal(ids[1]);
  });

  it('leaves a request alone that the theme answered or called off', async () => {
    const store = open();
    const theme = new AbortController();
    document.addEventListener('ecom-product-add-request', (event) => event.intercept(() => ({ cart_id: 'theme' })), { signal: theme.signal });
    document.addEventListener('ecom-wishlist-add-request', (event) => event.preventDefault(), { signal: theme.signal });
    expect(await ask('product-add', mug)).to.deep.equal({ cart_id: 'theme' });
    const off = new EcomRequestEvent('wishlist-add', mug);
    document.body.dispatchEvent(off);
    theme.abort();
    expect(off.intercepted).to.equal(false);
    expect(store.cart.products).to.deep.equal([]);
  });

  it('answers no more once it is detached', () => {
    open();
    undo();
    const event = new EcomRequestEvent('product-add', mug);
    document.body.dispatchEvent(event);
    expect(event.intercepted).to.equal(false);
  });

  it('keeps cart and wishlist for the next page, and sees what another tab did', async () => {
    const here = open({ storageKey: key });
    await ask('product-add', mug);
    await ask('wishlist-add', mug);
    const there = open({ storageKey: key });
    expect(there.cart).to.deep.equal(here.cart);
    await ask('cart-update', { cart_item_id: 'line-1', quantity: 4 });
    expect(here.cart.value).to.equal(140);
    expect(here.wishlist).to.deep.equal(['1']);
    here.clear();
    expect(there.cart.products).to.deep.equal([]);
  });

  it('goes on with what an earlier version has kept', async () => {
    localStorage.setItem(key, JSON.stringify({ lines: [], wishlist: ['1'] }));
    const store = open({ storageKey: key });
    await ask('product-add', mug);
    await ask('payment-submit', { payment_method: 'mada' });
    expect([store.wishlist, store.orders.length]).to.deep.equal([['1'], 1]);
  });

  it('begins anew when what was kept is broken', () => {
    localStorage.setItem(key, '{');
    expect(open({ storageKey: key }).cart.products).to.deep.equal([]);
  });
});
