import { expect } from '@open-wc/testing';
import { catalogue } from '../../src/events/catalogue.js';
import { judgeWithZod } from '../../src/events/verdict.js';
import { judge } from '../../src/tracker/judge.js';
import { sallaPayloads } from '../fixtures/salla-payloads.js';

/** What no engine of Salla sends: they come from the back office or from elements. */
const neverSent = ['Cart Shared', 'Product List Sorted', 'Order Updated', 'Order Refunded', 'Order Cancelled'];

describe("payloads of Salla's engines", () => {
  it('are tried for every event they send', () => {
    const tried = new Set<string>(sallaPayloads.map(({ event }) => event));
    expect(catalogue.map(({ name }) => name).filter((name) => !tried.has(name))).to.have.members(neverSent);
  });

  for (const { event, variant, payload, findings = [] } of sallaPayloads) {
    it(`${event}${variant ? `, ${variant}` : ''}: accepted`, () => {
      for (const verdictOf of [judge, judgeWithZod]) {
        const verdict = verdictOf(event, payload);
        const noted = verdict.findings.filter(({ kind }) => kind !== 'repaired').map(({ kind, field }) => `${kind} ${field}`);
        expect(noted).to.have.members(findings);
        expect(verdict.ok).to.equal(true);
      }
    });
  }

  it('come out with ids as strings and amounts as numbers', () => {
    const { payload } = sallaPayloads.find(({ event, variant }) => event === 'Order Completed' && !variant)!;
    for (const verdictOf of [judge, judgeWithZod]) {
      const result = verdictOf('Order Completed', payload).payload;
      expect(result).to.include({ order_id: '204417', total: 183.43, shipping: 20 }).and.not.have.any.keys('coupon', 'affiliation');
      expect(result.products).to.deep.include({
        product_id: '1846327032',
        name: 'كوب سيراميك',
        price: 35,
        category: 'أكواب',
        brand: 'دار الفخار',
        quantity: 2,
        sku: 'MUG-1',
        url: 'https://shop.example/ar/p1846327032',
        image_url: 'https://shop.example/a.jpg',
      });
    }
  });

  describe('a wrong one is rejected, with the field named', () => {
    for (const { name, example } of catalogue) {
      // Signed In, Up and Out and the profile have nothing that could make the event false.
      if (['Signed In', 'Signed Up', 'Signed Out'].includes(name)) continue;
      it(name, () => {
        const wrong = Object.keys(example).filter((field) => {
          const verdicts = [judge, judgeWithZod].map((verdictOf) => verdictOf(name, { ...example, [field]: { wrong: true } }));
          const [byTable, byZod] = verdicts.map(({ ok, findings }) => ({ ok, named: findings.map((finding) => finding.field).join() }));
          expect(byTable).to.deep.equal(byZod);
          expect(byTable!.named).to.match(new RegExp(`^${field}$|^$`));
          return !byTable!.ok;
        });
        expect(wrong.length).to.be.above(0);
      });
    }
  });
});
