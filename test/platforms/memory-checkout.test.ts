import { expect } from '@open-wc/testing';
import { judgePlain } from '../../src/tracker/judge.js';
import { ask, closeStore, key, mug, open } from './memory-page.js';

describe('checkout of the memory platform', () => {
  const coupons = { TEN: { percent: 10 }, BIG: { percent: 20, minTotal: 100 } };
  const shipping = { standard: 15, pickup: 0 };
  const pay = (payment_method = 'mada'): Promise<Record<string, unknown>> => ask('payment-submit', { payment_method });

  afterEach(closeStore);

  it('starts with an id and what is to be paid', async () => {
    const store = open({ coupons });
    await ask('product-add', { ...mug, quantity: 2 });
    const plain = await ask('checkout-start', {});
    expect(plain).to.deep.equal({ checkout_id: plain.checkout_id, cart_id: 'cart-1', value: 70, currency: 'SAR', products: store.cart.products });
    expect(plain.checkout_id).to.match(/^checkout-\w+$/);
    await ask('coupon-apply', { coupon_id: 'TEN' });
    expect(await ask('checkout-start', {})).to.include({ value: 63, discount: 7, coupon: 'TEN' });
  });

  it('does not mention a coupon that takes nothing off', async () => {
    open({ coupons });
    await ask('product-add', { ...mug, quantity: 3 });
    await ask('coupon-apply', { coupon_id: 'BIG' });
    await ask('cart-update', { cart_item_id: 'line-1', quantity: 1 });
    expect(await ask('checkout-start', {})).to.include({ value: 35 }).and.not.have.any.keys('coupon', 'discount');
  });

  it('is the same checkout until it is paid, then another one', async () => {
    open();
    await ask('product-add', mug);
    const { checkout_id: first } = await ask('checkout-start', {});
    await ask('product-add', mug);
    expect((await ask('checkout-start', {})).checkout_id).to.equal(first);
    await pay();
    await ask('product-add', mug);
    expect((await ask('checkout-start', {})).checkout_id).to.not.equal(first);
  });

  it('takes over the id that the theme has for it', async () => {
    const store = open();
    await ask('product-add', mug);
    expect(await ask('checkout-start', { checkout_id: 'mine' })).to.include({ checkout_id: 'mine' });
    await pay();
    expect(store.order).to.include({ checkout_id: 'mine' });
  });

  it('refuses an empty cart, in the language of the page', async () => {
    const store = open();
    const denial = { denied: true, reason: 'The cart is empty', reason_code: 'empty_cart' };
    expect(await ask('checkout-start', {})).to.deep.equal(denial);
    expect(await pay()).to.deep.equal(denial);
    document.documentElement.lang = 'ar';
    expect(await pay()).to.include({ reason: 'السلة فارغة' });
    expect(store.orders).to.deep.equal([]);
  });

  it('makes an order whose amounts add up, and empties the cart', async () => {
    const store = open({ coupons, shipping });
    await ask('product-add', { ...mug, price: 33.33, quantity: 3 });
    await ask('product-add', { product_id: '2', name: 'Beans', price: 0.1, currency: 'SAR' });
    await ask('coupon-apply', { coupon_id: 'TEN' });
    const { checkout_id } = await ask('checkout-start', {});
    const { products } = store.cart;
    expect(await ask('checkout-step', { step: 1, step_name: 'shipping', shipping_method: 'standard' })).to.deep.equal({});
    const { order_id } = await pay();
    expect(order_id).to.match(/^order-\w+$/);
    expect(store.order).to.deep.equal({
      order_id,
      checkout_id,
      total: 105.08,
      revenue: 100.09,
      discount: 10.01,
      shipping: 15,
      coupon: 'TEN',
      currency: 'SAR',
      products: JSON.parse(JSON.stringify(products)),
      payment_method: 'mada',
      customer_type: 'new',
    });
    expect(store.cart).to.deep.equal({ cart_id: 'cart-1', currency: undefined, value: 0, products: [] });
  });

  it('makes an order that is a valid Order Completed, without fields that nobody knows', async () => {
    const store = open();
    await ask('product-add', mug);
    await pay();
    expect(judgePlain('Order Completed', {}).ok, 'it is judged').to.equal(false);
    const { ok, findings } = judgePlain('Order Completed', { ...store.order } as never);
    expect({ ok, findings }).to.deep.equal({ ok: true, findings: [] });
    expect(store.order).to.have.all.keys('order_id', 'checkout_id', 'total', 'revenue', 'currency', 'products', 'payment_method', 'customer_type');
  });

  it('charges what the chosen shipping costs, the last choice counts', async () => {
    const store = open({ shipping });
    const orderWith = async (...methods: string[]): Promise<(number | undefined)[]> => {
      await ask('product-add', mug);
      for (const shipping_method of methods) await ask('checkout-step', { step: 1, shipping_method });
      await ask('checkout-step', { step: 2, step_name: 'payment' });
      await pay();
      return [store.order?.shipping, store.order?.total];
    };
    expect(await orderWith('standard')).to.deep.equal([15, 50]);
    expect(await orderWith('standard', 'pickup'), 'free').to.deep.equal([0, 35]);
    expect(await orderWith('drone'), 'at a price that is not known').to.deep.equal([undefined, 35]);
    expect(await orderWith(), 'the next checkout begins without').to.deep.equal([undefined, 35]);
  });

  it('says who is new and who has bought before', async () => {
    const store = open();
    for (const _ of [1, 2, 3]) {
      await ask('product-add', mug);
      await pay();
    }
    expect(store.orders.map(({ customer_type }) => customer_type)).to.deep.equal(['new', 'returning', 'returning']);
    expect(new Set(store.orders.map(({ order_id }) => order_id)).size).to.equal(3);
    expect(store.order).to.deep.equal(store.orders[2]);
  });

  it('gives a way of paying the outcome it shall have; unknown ones succeed', async () => {
    const declined = { reason_code: 'insufficient_funds', reason: 'No money', gateway: 'moyasar', error_type: 'declined', http_status: 402, error_fields: ['number'] };
    const store = open({ coupons, payments: { card: declined, wallet: { reason_code: 'expired' }, mada: 'confirm' } });
    await ask('product-add', mug);
    await ask('coupon-apply', { coupon_id: 'TEN' });
    const { checkout_id } = await ask('checkout-start', {});
    const { cart } = store;
    const { reason, reason_code, ...fields } = declined;
    expect(await pay('card')).to.deep.equal({ denied: true, reason, reason_code, fields });
    expect(await pay('wallet')).to.deep.equal({ denied: true, reason_code: 'expired', fields: {} });
    expect([store.orders, store.cart], 'nothing has changed').to.deep.equal([[], cart]);
    await pay('mada');
    expect(store.order, 'it is the same checkout').to.include({ checkout_id, payment_method: 'mada', coupon: 'TEN' });
    await ask('product-add', mug);
    await pay('cash');
    expect(store.order).to.include({ payment_method: 'cash' });
  });

  it('orders a cart once, though it is paid twice at the same time', async () => {
    const store = open({ delay: 5 });
    await ask('product-add', mug);
    const [, second] = await Promise.all([pay(), pay()]);
    expect(second).to.include({ denied: true, reason_code: 'empty_cart' });
    expect(store.orders).to.have.length(1);
  });

  it('drops the coupon with the cart that was ordered', async () => {
    const store = open({ coupons });
    await ask('product-add', mug);
    await ask('coupon-apply', { coupon_id: 'TEN' });
    await pay();
    await ask('product-add', mug);
    expect(store.cart).to.include({ value: 35 }).and.not.have.any.keys('coupon', 'discount');
  });

  it('has no order, and forgets those it had on demand', async () => {
    const store = open();
    expect([store.order, store.orders]).to.deep.equal([undefined, []]);
    await ask('product-add', mug);
    await pay();
    store.clear();
    expect(store.orders).to.deep.equal([]);
  });

  it('gives copies: a caller cannot change an order', async () => {
    const store = open();
    await ask('product-add', mug);
    await pay();
    store.order!.total = 0;
    store.orders[0]!.products!.pop();
    expect(store.order).to.include({ total: 35 });
    expect(store.order!.products).to.have.length(1);
  });

  it('goes on with the checkout, and shows the orders, on the next page', async () => {
    const options = { storageKey: key, shipping };
    open(options);
    await ask('product-add', mug);
    const { checkout_id } = await ask('checkout-start', {});
    open(options);
    await ask('checkout-step', { step: 1, shipping_method: 'standard' });
    open(options);
    await pay();
    const { order, orders } = open(options);
    expect(order).to.include({ checkout_id, shipping: 15, total: 50 });
    expect(orders).to.have.length(1);
  });
});
