import { expect } from '@open-wc/testing';
import { findingText, type Finding, type Verdict } from '../../src/events/finding.js';
import type { CatalogueEventName } from '../../src/events/payloads.js';
import { judgeWithZod } from '../../src/events/verdict.js';
import { judge } from '../../src/tracker/judge.js';

const judges: [name: string, judge: (event: CatalogueEventName, payload: unknown) => Verdict][] = [
  ['zod', judgeWithZod],
  ['the tables', judge],
];

const mug = { product_id: '7', name: 'Mug', price: 35, currency: 'SAR' };
const line = { product_id: '7', name: 'Mug', price: 35 };
const cart = { cart_id: '1', currency: 'SAR', value: 35 };

/** `kind field` of each finding. */
const brief = (findings: Finding[]): string[] => [...new Set(findings.map(({ kind, field }) => `${kind} ${field}`))];

for (const [by, verdictOf] of judges) {
  describe(`levels, by ${by}`, () => {
    const check = (event: CatalogueEventName, payload: unknown, ok: boolean, ...findings: string[]): Verdict => {
      const verdict = verdictOf(event, payload);
      expect(brief(verdict.findings)).to.have.members(findings);
      expect(verdict.ok).to.equal(ok);
      return verdict;
    };

    it('must: missing or wrong, the event is rejected and the field named', () => {
      check('Product Added', { ...mug, product_id: undefined }, false, 'rejected product_id');
      check('Product Added', { ...mug, product_id: {} }, false, 'rejected product_id');
      check('Cart Viewed', cart, false, 'rejected products');
      check('Cart Viewed', { ...cart, products: 'mug' }, false, 'rejected products');
      check('Cart Viewed', { ...cart, products: [line, { name: 'Mug', price: 35 }] }, false, 'rejected products[1].product_id');
      check('Order Completed', { order_id: '1', currency: 'SAR', products: [line] }, false, 'rejected total');
      check('Checkout Step Viewed', { checkout_id: '1' }, false, 'rejected step');
    });

    it('must: an empty list is there', () => {
      check('Cart Viewed', { ...cart, products: [] }, true);
    });

    it('should: missing, the event is delivered and the field named', () => {
      check('Product Added', { product_id: '7', currency: 'SAR' }, true, 'missing name', 'missing price');
      check('Cart Viewed', { ...cart, products: [{ product_id: '7' }] }, true, 'missing products[0].name', 'missing products[0].price');
    });

    it('should: wrong, the event is rejected', () => {
      check('Product Added', { ...mug, price: 'cheap' }, false, 'rejected price');
      check('Product Added', { ...mug, price: -1 }, false, 'rejected price');
      check('Product Added', { ...mug, price: Infinity }, false, 'rejected price');
      check('Product Added', { ...mug, price: true }, false, 'rejected price');
      check('Product Added', { ...mug, currency: 'riyal' }, false, 'rejected currency');
      check('Order Completed', { order_id: '1', total: 1, currency: 'SAR', products: {} }, false, 'rejected products');
    });

    it('exact: an optional amount may be missing, but not wrong', () => {
      check('Product Added', mug, true);
      check('Product Added', { ...mug, quantity: 'two' }, false, 'rejected quantity');
      check('Product Added', { ...mug, quantity: -2 }, false, 'rejected quantity');
      check('Cart Viewed', { ...cart, products: [{ ...line, quantity: [] }] }, false, 'rejected products[0].quantity');
    });

    it('may: wrong, it is removed', () => {
      const { payload } = check('Product Added', { ...mug, brand: { id: 1 }, position: 'first' }, true, 'removed brand', 'removed position');
      expect(payload).to.deep.equal(mug);
      check('Product Clicked', { ...mug, list_id: '1', currency: 'riyal' }, true, 'removed currency');
      check('Order Completed', { order_id: '1', total: 1, currency: 'SAR', products: [], customer_type: 'old' }, true, 'removed customer_type');
      check('Products Searched', { query: 'mug', filters: ['brand'] }, true, 'removed filters');
      check('Payment Failed', { checkout_id: '1', payment_method: 'mada', error_code: '1', error_fields: [{}] }, true, 'removed error_fields');
    });

    it('may: takes the wrong things inside it along, the innermost one first', () => {
      check('Cart Viewed', { ...cart, products: [{ ...line, brand: [] }] }, true, 'removed products[0].brand');
      const shared = { share_via: 'copy', cart_id: '1' };
      const { payload } = check('Cart Shared', { ...shared, products: [{ price: 'x', brand: 1 }, 'mug'] }, true, 'removed products');
      expect(payload).to.deep.equal(shared);
      check('Promotion Viewed', { promotion_id: '1', products: [{ name: 'Mug' }] }, true, 'removed products');
    });

    it('one of several: none of them, the event is rejected', () => {
      check('Promotion Viewed', { name: 'Sale' }, true, 'missing promotion_id');
      check('Promotion Viewed', { creative: 'a' }, false, 'missing promotion_id', 'rejected promotion_id');
      check('Promotion Viewed', { name: {} }, false, 'removed name', 'missing promotion_id', 'rejected promotion_id');
      check('Payment Info Entered', { checkout_id: '1' }, true, 'missing payment_method');
      const { findings } = check('Payment Info Entered', {}, false, 'missing checkout_id', 'missing payment_method', 'rejected payment_method');
      expect(findings.find(({ kind }) => kind === 'rejected')?.expected).to.equal('payment_method or checkout_id');
    });

    it('a payload that is no object is rejected', () => {
      for (const payload of ['7', 7, true, [], [1], [mug, mug]]) check('Product Added', payload, false, 'rejected ');
    });

    it('nothing is an empty payload', () => {
      check('Signed Out', undefined, true);
      check('Signed Out', null, true);
    });

    it('unknown fields pass untouched', () => {
      const extra = { colour: null, gift: { wrap: true, note: '' }, ids: [1, '2'] };
      expect(check('Product Added', { ...mug, ...extra }, true).payload).to.deep.equal({ ...mug, ...extra });
    });

    it('names field, expectation and kind, never the value', () => {
      const [finding] = verdictOf('Product Added', { ...mug, price: 'secret' }).findings;
      const text = findingText(finding!);
      expect(text).to.match(/^Product Added: price rejected: expected .*0 or more.*, got string \(6\)$/);
    });
  });

  describe(`repairs, by ${by}`, () => {
    const repaired = (event: CatalogueEventName, payload: unknown, right: unknown, ...fields: string[]): void => {
      const verdict = verdictOf(event, payload);
      expect(verdict.payload).to.deep.equal(right);
      expect(verdict.ok).to.equal(true);
      expect(brief(verdict.findings)).to.have.members(fields.map((field) => `repaired ${field}`));
    };

    it('a number where an id is wanted', () => {
      repaired('Product Added', { ...mug, product_id: 7 }, mug, 'product_id');
      repaired('Cart Viewed', { ...cart, products: [{ ...line, product_id: 7 }] }, { ...cart, products: [line] }, 'products[0].product_id');
      repaired('User Profile Updated', { updated_fields: [1] }, { updated_fields: ['1'] }, 'updated_fields');
    });

    it('a numeric string where a number is wanted', () => {
      for (const price of ['35', ' 35.0 ', '+35', '٣٥', '٣٥٫٠', '۳۵', '0035']) repaired('Product Added', { ...mug, price }, mug, 'price');
      repaired('Product Added', { ...mug, price: '١٬٢٣٤٫٥' }, { ...mug, price: 1234.5 }, 'price');
      for (const price of ['35 SAR', '1,234', '1e3', '0x10', '.', ' ', '--1']) {
        expect(verdictOf('Product Added', { ...mug, price }).ok, price).to.equal(false);
      }
    });

    it('nothing in its other spellings', () => {
      for (const nothing of [null, '', NaN]) repaired('Product Added', { ...mug, quantity: nothing, brand: nothing }, mug, 'quantity', 'brand');
      repaired('Product Added', { ...mug, brand: undefined }, mug);
    });

    it('a currency in lower case', () => {
      repaired('Product Added', { ...mug, currency: ' sar ' }, mug, 'currency');
    });

    it('an array around the payload', () => {
      repaired('Product Added', [mug], mug, '');
    });

    it('camelCase names, in lists too', () => {
      repaired('Product Added', { productId: '7', name: 'Mug', price: 35, currency: 'SAR', imageUrl: '/a.jpg' }, { ...mug, image_url: '/a.jpg' }, 'product_id', 'image_url');
      repaired('Cart Viewed', { ...cart, products: [{ productId: '7', name: 'Mug', price: 35 }] }, { ...cart, products: [line] }, 'products[0].product_id');
    });

    it('the field itself wins over its other names', () => {
      repaired('Product Added', { ...mug, productId: '8' }, { ...mug, productId: '8' });
    });

    it('the coupon code in any of its fields', () => {
      const right = { coupon_id: 'A', discount: 1, currency: 'SAR' };
      for (const field of ['coupon_code', 'coupon_name', 'couponCode', 'couponName', 'couponId']) {
        repaired('Coupon Applied', { [field]: 'A', discount: 1, currency: 'SAR' }, right, 'coupon_id');
      }
      repaired('Coupon Applied', { ...right, coupon_name: 'Welcome' }, { ...right, coupon_name: 'Welcome' });
      expect(verdictOf('Coupon Applied', { discount: 1, currency: 'SAR' }).ok).to.equal(false);
    });

    it('sorts and filters in their other shapes', () => {
      const list = { list_id: '1', products: [line] };
      const right = { ...list, sorts: [{ type: 'price', value: 'asc' }] };
      repaired('Product List Sorted', { ...list, sorts: [{ field: 'price', direction: 'asc' }] }, right, 'sorts[0].type', 'sorts[0].value');
      repaired('Product List Sorted', { ...list, sort: right.sorts }, right, 'sorts');
      repaired('Product List Sorted', { ...list, sorts: 'price' }, { ...list, sorts: [{ type: 'price' }] }, 'sorts');
      repaired('Product List Filtered', { ...list, filters: 'brand' }, { ...list, filters: [{ type: 'brand' }] }, 'filters');
    });

    it('leaves the payload it was given as it was', () => {
      const given = Object.freeze({ productId: 7, price: '35', currency: 'sar', products: Object.freeze([1]) });
      verdictOf('Product Added', given);
      expect(given).to.deep.equal({ productId: 7, price: '35', currency: 'sar', products: [1] });
    });
  });
}
