import { expect } from '@open-wc/testing';
import { canonicalName } from '../../src/events/canonical-name.js';
import { catalogue } from '../../src/events/catalogue.js';
import { eventNames } from '../../src/events/event-names.generated.js';
import { judgeWithZod } from '../../src/events/verdict.js';
import { fieldsOf } from '../../src/events/schemas/fields.js';
import { judge } from '../../src/tracker/judge.js';

describe('the catalogue', () => {
  it('holds 35 events in five families', () => {
    expect(catalogue.length).to.equal(35);
    expect([...new Set(catalogue.map(({ family }) => family))]).to.have.members([
      'account',
      'cart-checkout',
      'product',
      'promotion-coupon',
      'wishlist',
    ]);
    expect(eventNames).to.deep.equal(catalogue.map(({ name }) => name));
  });

  for (const key of ['name', 'domName', 'cloudName', 'description'] as const) {
    it(`gives each event its own ${key}`, () => {
      expect(new Set(catalogue.map((event) => event[key])).size).to.equal(35);
    });
  }

  it('names events in the DOM and in the cloud as documented', () => {
    const names = Object.fromEntries(catalogue.map(({ name, domName, cloudName }) => [name, [domName, cloudName]]));
    expect(names['Product Added']).to.deep.equal(['ecom-product-added', 'product.added']);
    expect(names['Signed In']).to.deep.equal(['ecom-signed-in', 'signed.in']);
    expect(names['Order Refunded']).to.deep.equal(['ecom-order-refunded', 'ecommerce.order.refunded']);
    expect(names['Product Added to Wishlist']).to.deep.equal([
      'ecom-product-added-to-wishlist',
      'product.added.to.wishlist',
    ]);
  });

  for (const { name, domName, cloudName, aliases, schema, example } of catalogue) {
    describe(name, () => {
      it('is found by each of its names', () => {
        for (const spelling of [name, domName, cloudName, cloudName.replaceAll('.', '_'), name.toUpperCase(), ...aliases]) {
          expect(canonicalName(spelling)).to.equal(name);
        }
      });

      it('has an example without a finding, by zod and by the tables', () => {
        expect(schema.safeParse(example).success).to.equal(true);
        for (const verdict of [judgeWithZod(name, example), judge(name, example)]) {
          expect(verdict).to.deep.equal({ ok: true, payload: example, findings: [] });
        }
      });

      it('describes every field', () => {
        for (const [field, rule, zod] of fieldsOf(schema)) {
          expect(rule.description, field).to.match(/^\S.*\.$|…$/);
          expect(zod.description).to.equal(rule.description);
        }
      });
    });
  }

  it('has schemas that repair values on their own', () => {
    const { schema } = catalogue.find(({ name }) => name === 'Product Added')!;
    expect(schema.parse({ product_id: 7, price: '٣٥', currency: 'sar', gift: true })).to.deep.equal({
      product_id: '7',
      price: 35,
      currency: 'SAR',
      gift: true,
    });
    expect(schema.safeParse({ product_id: '7', brand: null, quantity: '' }).success).to.equal(true);
    expect(schema.safeParse({ product_id: null }).success).to.equal(false);
  });

  it('knows the names of other specifications', () => {
    const known = {
      'Viewed Product': 'Product Viewed',
      'Added Product': 'Product Added',
      'Removed Product': 'Product Removed',
      'Completed Order': 'Order Completed',
      'Viewed Promotion': 'Promotion Viewed',
      'Clicked Promotion': 'Promotion Clicked',
      'Viewed Checkout Step': 'Checkout Step Viewed',
      'Viewed Product Category': 'Product List Viewed',
      'Wishlist Product Added': 'Product Added to Wishlist',
      'Wishlist Product Removed': 'Product Removed from Wishlist',
      WISHLIST_PRODUCT_ADDED_TO_CART: 'Wishlist Product Added to Cart',
      'Profile Updated': 'User Profile Updated',
      'payment_info.entered': 'Payment Info Entered',
    };
    for (const [spelling, name] of Object.entries(known)) expect(canonicalName(spelling)).to.equal(name);
  });
});
