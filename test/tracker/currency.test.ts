import { expect } from '@open-wc/testing';
import { lastReceipt, recordConsole, startTracker } from './harness.js';
import type { TrackerOptions } from '../../src/tracker/tracker-options.js';

/** What the tracker makes of one payload. */
function track(name: string, payload: unknown, options?: TrackerOptions): { currency: unknown; notes: string[]; status: string } {
  const tracker = startTracker(options);
  tracker.track(name, payload);
  const { payload: got, findings, status } = lastReceipt(tracker);
  return { currency: got.currency, status, notes: findings.filter(({ field }) => field === 'currency').map(({ kind }) => kind) };
}

const line = (currency?: string): object => ({ product_id: '1', name: 'Mug', price: 35, currency });
const cart = (...currencies: (string | undefined)[]): object => ({ cart_id: '7', value: 70, products: currencies.map(line) });
const shop = { currency: 'SAR' };

describe('the currency of an event', () => {
  it('is the one it came with', () => {
    expect(track('Cart Viewed', { ...cart('SAR', 'SAR'), currency: 'kwd' }, shop)).to.deep.include({ currency: 'KWD', notes: ['repaired'] });
  });

  it('is that of its products when they agree, before that of the shop', () => {
    expect(track('Cart Viewed', cart('kwd', 'KWD'), shop)).to.deep.equal({ currency: 'KWD', notes: [], status: 'accepted' });
  });

  for (const [what, payload] of Object.entries({ 'products that disagree': cart('KWD', 'AED'), 'a product without one': cart('KWD', undefined), 'no products': cart(), 'no list at all': { product_id: '1' } })) {
    it(`with ${what} is the one that the shop declared`, () => {
      expect(track(what === 'no list at all' ? 'Product Added' : 'Cart Viewed', payload, shop)).to.deep.include({ currency: 'SAR', notes: [] });
    });

    it(`with ${what} and a shop that declared none stays missing, and is noted`, () => {
      expect(track(what === 'no list at all' ? 'Product Added' : 'Cart Viewed', payload)).to.deep.equal({ currency: undefined, notes: ['missing'], status: 'accepted' });
    });
  }

  it('is not put into an event that has no such field', () => {
    expect(track('Signed In', {}, shop)).to.deep.include({ currency: undefined });
    expect(track('Product List Viewed', { products: [line('SAR')] }, shop)).to.deep.include({ currency: undefined });
    expect(track('Gift Wrapped', { price: 5 }, shop)).to.deep.include({ currency: undefined });
  });

  it('is never put over a wrong one', () => {
    expect(track('Product Added', { ...line(), currency: 'riyal' }, shop)).to.deep.include({ currency: 'riyal', status: 'rejected' });
  });

  it('that was wrong and not needed stays noted when the one of the shop takes its place', () => {
    expect(track('Product Clicked', { ...line(), list_id: '1', currency: 'riyal' }, shop)).to.deep.equal({ currency: 'SAR', notes: ['removed'], status: 'accepted' });
  });

  for (const currency of ['sar', ' SAR ']) {
    it(`that the shop declared as "${currency}" is SAR`, () => {
      expect(track('Product Added', line(), { currency })).to.deep.include({ currency: 'SAR', notes: [] });
    });
  }

  for (const currency of ['riyal', 'ر.س', 682 as unknown as string]) {
    it(`that the shop declared as "${currency}" is none, and the console is told`, () => {
      const { error } = recordConsole();
      expect(track('Product Added', line(), { currency })).to.deep.include({ currency: undefined, notes: ['missing'] });
      expect(error).to.deep.equal([`ecom-events: currency "${currency}": expected an ISO 4217 currency code`]);
    });
  }

  it('that the shop declared satisfies a strict tracker', () => {
    expect(track('Product Added', { product_id: '1', name: 'Mug', price: 35 }, { ...shop, strict: true })).to.deep.include({ status: 'accepted' });
  });
});
