import { expect } from '@open-wc/testing';
import type { MemoryPlatform } from '../../src/platforms/memory.js';
import { ask, closeStore, key, mug, open } from './memory-page.js';

describe('coupons of the memory platform', () => {
  const coupons = {
    TEN: { percent: 10, name: 'Ten per cent' },
    FIVE: { amount: 5 },
    HUGE: { amount: 500 },
    BIG: { percent: 20, minTotal: 100 },
    OLD: { percent: 50, expired: true },
  };

  /** A store with two mugs in its cart. */
  async function openWithMugs(): Promise<MemoryPlatform> {
    const store = open({ coupons });
    await ask('product-add', { ...mug, quantity: 2 });
    return store;
  }

  const setMugs = (quantity: number): Promise<Record<string, unknown>> => ask('cart-update', { cart_item_id: 'line-1', quantity });

  afterEach(closeStore);

  it('takes a part of what the lines cost off, and says so with the cart', async () => {
    const store = await openWithMugs();
    const answer = await ask('coupon-apply', { coupon_id: 'TEN', cart_id: 'cart-1' });
    expect(answer).to.include({ coupon_id: 'TEN', coupon_name: 'Ten per cent', cart_id: 'cart-1', discount: 7, currency: 'SAR' });
    expect(answer.cart).to.deep.equal(store.cart);
    expect(store.cart).to.include({ coupon: 'TEN', discount: 7, value: 63 });
  });

  it('takes a fixed amount off, never more than the lines cost', async () => {
    const store = await openWithMugs();
    await ask('coupon-apply', { coupon_id: 'FIVE' });
    expect(store.cart).to.include({ discount: 5, value: 65 });
    await ask('coupon-remove', { coupon_id: 'FIVE' });
    await ask('coupon-apply', { coupon_id: 'HUGE' });
    expect(store.cart).to.include({ discount: 70, value: 0 });
  });

  it('never adds to what the cart costs', async () => {
    const store = open({ coupons: { WRONG: { amount: -5 } } });
    await ask('product-add', mug);
    await ask('coupon-apply', { coupon_id: 'WRONG' });
    expect(store.cart).to.include({ discount: 0, value: 35 });
  });

  for (const [currency, price, discount, value] of [['SAR', 6.7, 1.01, 5.69], ['KWD', 6.7, 1.005, 5.695], ['JPY', 670, 101, 569], ['?', 6.7, 1.01, 5.69]] as const) {
    it(`rounds a discount in ${currency} as that currency is paid, half a unit up, and both amounts add up`, async () => {
      const store = open({ currency, coupons: { PART: { percent: 15 } } });
      await ask('product-add', { product_id: '1', price });
      await ask('coupon-apply', { coupon_id: 'PART' });
      expect(store.cart).to.include({ discount, value });
    });
  }

  it('leaves no dust of binary fractions', async () => {
    const store = open({ coupons });
    await ask('product-add', { ...mug, price: 0.1, quantity: 3 });
    await ask('coupon-apply', { coupon_id: 'TEN' });
    expect(store.cart).to.include({ discount: 0.03, value: 0.27 });
  });

  it('knows a code however it is typed', async () => {
    const store = await openWithMugs();
    expect(await ask('coupon-apply', { coupon_id: ' ten ' })).to.include({ coupon_id: 'TEN', discount: 7 });
    await ask('coupon-remove', { coupon_id: 'ten' });
    expect(store.cart).to.not.have.property('coupon');
  });

  const refusals = {
    NONE: ['not_found', 'There is no such coupon', 'لا توجد قسيمة بهذا الرمز'],
    '': ['not_found', 'There is no such coupon', 'لا توجد قسيمة بهذا الرمز'],
    OLD: ['expired', 'This coupon has expired', 'انتهت صلاحية هذه القسيمة'],
    BIG: ['min_total', 'This coupon is for carts of 100 SAR and more', 'هذه القسيمة للسلال بقيمة 100 SAR فأكثر'],
  };
  for (const [code, [reason_code, en, ar]] of Object.entries(refusals)) {
    it(`refuses "${code}" (${reason_code}) in the language of the page`, async () => {
      const store = await openWithMugs();
      expect(await ask('coupon-apply', { coupon_id: code })).to.deep.equal({ denied: true, reason: en, reason_code });
      document.documentElement.lang = 'ar-SA';
      expect(await ask('coupon-apply', { coupon_id: code })).to.deep.equal({ denied: true, reason: ar, reason_code });
      expect(store.cart).to.include({ value: 70 }).and.not.have.property('coupon');
    });
  }

  it('refuses every coupon when it has none', async () => {
    open();
    expect(await ask('coupon-apply', { coupon_id: 'TEN' })).to.include({ denied: true, reason_code: 'not_found' });
  });

  it('takes one coupon: a second one, and the same again, is refused until it is removed', async () => {
    const store = await openWithMugs();
    await ask('coupon-apply', { coupon_id: 'TEN' });
    for (const coupon_id of ['FIVE', 'TEN']) {
      document.documentElement.lang = 'en';
      expect(await ask('coupon-apply', { coupon_id })).to.deep.equal({
        denied: true,
        reason: 'Coupon TEN is applied; an order takes one',
        reason_code: 'already_applied',
      });
      document.documentElement.lang = 'ar';
      expect(await ask('coupon-apply', { coupon_id })).to.include({ reason: 'القسيمة TEN مطبّقة، ولكل طلب قسيمة واحدة' });
    }
    expect(store.cart).to.include({ coupon: 'TEN', discount: 7 });
    await ask('coupon-remove', { coupon_id: 'TEN' });
    await ask('coupon-apply', { coupon_id: 'FIVE' });
    expect(store.cart).to.include({ coupon: 'FIVE', discount: 5 });
  });

  it('removes the coupon and says what it took off', async () => {
    const store = await openWithMugs();
    await ask('coupon-apply', { coupon_id: 'TEN' });
    const answer = await ask('coupon-remove', { coupon_id: 'TEN' });
    expect(answer).to.include({ coupon_id: 'TEN', coupon_name: 'Ten per cent', cart_id: 'cart-1', discount: 7, currency: 'SAR' });
    expect(answer.cart).to.deep.equal(store.cart);
    expect(store.cart).to.include({ value: 70 }).and.not.have.any.keys('coupon', 'discount');
  });

  it('removes the one in force when no code is said', async () => {
    const store = await openWithMugs();
    await ask('coupon-apply', { coupon_id: 'TEN' });
    expect(await ask('coupon-remove', {})).to.include({ coupon_id: 'TEN' });
    expect(store.cart).to.not.have.property('coupon');
  });

  it('denies to remove one that is not in force', async () => {
    const store = await openWithMugs();
    expect(await ask('coupon-remove', {})).to.deep.equal({ denied: true, reason_code: 'not_found' });
    await ask('coupon-apply', { coupon_id: 'TEN' });
    expect(await ask('coupon-remove', { coupon_id: 'FIVE' })).to.deep.equal({ denied: true, reason_code: 'not_found' });
    expect(store.cart).to.include({ coupon: 'TEN' });
  });

  it('works the discount out anew when the lines change', async () => {
    const store = await openWithMugs();
    await ask('coupon-apply', { coupon_id: 'TEN' });
    expect((await setMugs(4)).cart).to.include({ coupon: 'TEN', discount: 14, value: 126 });
    expect((await ask('product-remove', { product_id: '1' })).cart).to.include({ coupon: 'TEN', discount: 0, value: 0 });
    await ask('product-add', mug);
    expect(store.cart).to.include({ coupon: 'TEN', discount: 3.5, value: 31.5 });
  });

  it('takes nothing off while the cart costs less than the coupon needs', async () => {
    const store = await openWithMugs();
    await setMugs(3);
    await ask('coupon-apply', { coupon_id: 'BIG' });
    expect(store.cart).to.include({ discount: 21, value: 84 });
    await setMugs(2);
    expect(store.cart).to.include({ coupon: 'BIG', discount: 0, value: 70 });
    await setMugs(3);
    expect(store.cart).to.include({ coupon: 'BIG', discount: 21, value: 84 });
  });

  it('takes nothing off once it has expired or is gone', async () => {
    const store = await openWithMugs();
    await ask('coupon-apply', { coupon_id: 'TEN' });
    store.coupons = { TEN: { percent: 10, expired: true } };
    expect(store.cart).to.include({ discount: 0, value: 70 });
    store.coupons = {};
    expect(store.cart).to.include({ discount: 0, value: 70 });
  });

  it('keeps the coupon for the next page', async () => {
    open({ storageKey: key, coupons });
    await ask('product-add', mug);
    await ask('coupon-apply', { coupon_id: 'TEN' });
    expect(open({ storageKey: key, coupons }).cart).to.include({ coupon: 'TEN', discount: 3.5 });
  });
});
