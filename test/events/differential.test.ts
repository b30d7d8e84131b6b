import { expect } from '@open-wc/testing';
import type { Verdict } from '../../src/events/finding.js';
import { judgeWithZod } from '../../src/events/verdict.js';
import { judge } from '../../src/tracker/judge.js';
import { generate, seededRandom } from '../fixtures/payload-generator.js';

const seed = 20_260_101;
const rounds = 100_000;

/** What both judges must agree on, as text: it is compared a hundred thousand times. Words may differ. */
const answer = ({ ok, payload, findings }: Verdict): string =>
  JSON.stringify([ok, [...new Set(findings.map(({ kind, field }) => `${kind} ${field}`))].sort(), sorted(payload)]);

/** A copy whose keys are in order and whose numbers JSON does not blur. */
function sorted(value: unknown): unknown {
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : Number.isFinite(value) ? value : String(value);
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  // Entries: an object would put keys that look like numbers first.
  return Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, item]) => [key, sorted(item)]);
}

describe('zod and the tables', () => {
  it(`agree on ${rounds} payloads (seed ${seed})`, function () {
    this.timeout(120_000);
    const random = seededRandom(seed);
    const keys = Object.getOwnPropertyNames(Object.prototype).join();
    const counts = { accepted: 0, rejected: 0, repaired: 0, missing: 0, removed: 0 };
    const differences: string[] = [];
    for (let round = 0; round < rounds; round++) {
      const [event, payload] = generate(random);
      const byTable = judge(event, payload);
      const [table, zod] = [answer(byTable), answer(judgeWithZod(event, payload))];
      if (table !== zod && differences.length < 5) differences.push(`round ${round}, ${event}:\n  tables ${table}\n  zod    ${zod}`);
      counts[byTable.ok ? 'accepted' : 'rejected']++;
      for (const kind of ['repaired', 'missing', 'removed'] as const) {
        if (byTable.findings.some((finding) => finding.kind === kind)) counts[kind]++;
      }
    }
    expect(differences.join('\n')).to.equal('');
    expect(Object.getOwnPropertyNames(Object.prototype).join()).to.equal(keys);
    expect('polluted' in {}).to.equal(false);
    // A generator that only makes one kind of payload would prove nothing.
    for (const [kind, count] of Object.entries(counts)) expect(count, kind).to.be.above(rounds / 10);
    console.log(`seed ${seed}: ${JSON.stringify(counts)}`);
  });

  it('change nothing for unsafe keys', () => {
    const mug = { product_id: '7', name: 'Mug', price: 35, currency: 'SAR' };
    const unsafe = JSON.parse(
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"gift":{"__proto__":{"polluted":1},"wrap":true}}',
    ) as object;
    const payload = Object.assign(Object.create(null) as object, mug, {});
    for (const key of Object.keys(unsafe)) {
      Object.defineProperty(payload, key, { value: unsafe[key as keyof typeof unsafe], enumerable: true });
    }
    for (const verdictOf of [judge, judgeWithZod]) {
      const verdict = verdictOf('Product Added', payload);
      expect(verdict).to.deep.equal({ ok: true, payload: { ...mug, gift: { wrap: true } }, findings: [] });
      expect(Object.hasOwn(verdict.payload, '__proto__')).to.equal(false);
      expect((verdict.payload as { polluted?: unknown }).polluted).to.equal(undefined);
    }
    expect(({} as { polluted?: unknown }).polluted).to.equal(undefined);
  });

  it('throw at nothing a page can hand over', () => {
    const cycle: Record<string, unknown> = { product_id: '7' };
    cycle.self = cycle;
    const deep = JSON.parse('{"a":'.repeat(500) + '1' + '}'.repeat(500)) as unknown;
    const broken = { get product_id(): never { throw new Error('no'); } };
    const proxy = new Proxy({}, { ownKeys: () => ['product_id'], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true, value: 1 }) });
    for (const payload of [cycle, [cycle], deep, broken, proxy, document.body, window, new Error('x'), () => 1, Symbol('x'), 10n]) {
      const [one, other] = [judge('Product Added', payload), judgeWithZod('Product Added', payload)];
      expect(answer(one)).to.equal(answer(other));
    }
  });
});
