// What leaves the inspector: the shop's names, ids and amounts, and nothing of a person, whatever stands in whichever field.
import { expect } from '@open-wc/testing';
import { catalogue } from '../../src/events/catalogue.js';
import type { Json, JsonObject } from '../../src/events/plain.js';
import { eventTables, subTables } from '../../src/events/tables.generated.js';
import { reportOf } from '../../src/inspector/double-reports/report.js';
import { meta } from '../../src/inspector/double-reports/vendors.js';
import { makeRecording, safeReceipt } from '../../src/inspector/recording.js';
import { isSafeText, safePayload, safeTexts } from '../../src/inspector/safe-fields.js';
import { readSubTable, readTable, type Field } from '../../src/tracker/table.js';
import type { Receipt } from '../../src/tracker/receipt.js';
import { recordConsole, settled, startTracker } from '../tracker/harness.js';

/** Text fields that may hold what is personal, or what a shopper wrote. */
const personal = 'email field_errors filters first_name last_name message mobile query reason recipient review_body share_message wishlist_name error_message'.split(' ');

const page = { version: '0.1.0', platforms: ['memory'], options: { currency: 'SAR' } };

/** Marks that no recording may hold, wherever they stood. */
const marks = { email: 'canary@shop.example', phone: '+966 50 123 4567', local: '0501234567', secret: 'Canary Quill 77' };

/** A value with a mark in it, of the kind that a field wants. */
function marked({ kind, of, name }: Field, mark: string, field: Field): Json {
  if (kind === '@') return [Object.fromEntries(readSubTable(field).fields.map((one) => [one.name, marked(one, mark, one)])) as JsonObject];
  if (kind === '[]') return [mark];
  if (kind === '{}') return { [name]: mark, size: mark };
  return of && kind === '=' ? of.split(',')[0]! : mark;
}

describe('a recording', () => {
  it('keeps a text only where it was decided that it is never personal', () => {
    const sources = [...eventTables, ...subTables.values()].join(' ').replace(/\|\S+/g, '').split(' ').filter(Boolean);
    const texts = new Set(sources.map((source) => /^(\w+)[!?~]?(\[\]|\{\}|@\w+|[#$%=])?/.exec(source)!).flatMap(([, name, kind = '']) => (/^(\[\]|\{\})?$/.test(kind) ? [name!] : [])));
    const undecided = [...texts].filter((name) => safeTexts.has(name) === personal.includes(name));
    expect(undecided).to.deep.equal([]);
  });

  for (const { name } of catalogue) {
    it(`of ${name} holds no mark of any of its fields`, async () => {
      recordConsole();
      const { fields } = readTable(name)!;
      for (const mark of Object.values(marks)) {
        const tracker = startTracker({ inspect: true, invalid: 'deliver' });
        tracker.register({ name: 'ours', track: () => ({ sent: [{ name: 'x', params: Object.fromEntries(fields.map((field) => [field.name, marked(field, mark, field)])) }], notes: [mark] }) });
        // A name of a person cannot be told from one of a product: there the mark is one that can.
        const isPlain = (field: Field): boolean => mark === marks.secret && (safeTexts.has(field.name) || field.kind === '@');
        for (const spelling of ['name', 'alias'] as const) {
          const payload = Object.fromEntries(fields.map((field) => [spelling === 'name' ? field.name : field.aliases[0]!, isPlain(field) ? '1' : marked(field, mark, field)]));
          tracker.track(name as string, { ...payload, unheard_of: mark, unheardOf: { deep: [mark] }, [mark]: mark });
        }
        await settled(tracker);
        const [receipt] = tracker.receipts();
        expect(receipt!.given, 'what was given is kept').to.not.equal(undefined);
        const text = JSON.stringify(makeRecording(tracker.receipts(), [], page));
        expect(text, mark).to.not.contain(mark);
        expect(text).to.contain(receipt!.context.event_id);
      }
    });
  }

  it('of an own event says of which kind its values are, and no more', () => {
    expect(safePayload('Gift Wrapped', { name: 'Noura', paper: 3, tags: ['a'], note: null })).to.deep.equal({ name: 'string (5)', paper: 'number', tags: 'array (1)', note: 'nothing' });
  });

  it('keeps names, ids and amounts of the shop’s things', () => {
    const payload = { order_id: '9', total: 35.5, currency: 'SAR', coupon: 'TEN', customer_type: 'new', products: [{ product_id: '1', name: 'Two-tone mug', price: 35, url: 'https://shop.example/mug?utm=noura#x' }] };
    expect(safePayload('Order Completed', payload)).to.deep.equal({ ...payload, products: [{ ...payload.products[0], url: 'https://shop.example/mug' }] });
  });

  it('keeps what stands under another spelling of a name', () => {
    expect(safePayload('product_added', { productId: '1', price: 3, firstName: 'Noura' })).to.deep.equal({ productId: '1', price: 3, firstName: 'string (5)' });
  });

  it('takes no address, number or page of text for a name', () => {
    for (const text of ['a@b.example', 'a%40b.example', '+966501234567', '00966 50 123 4567', '0501234567', '966501234567', 'call 0551234567 now', 'x'.repeat(201)]) expect(isSafeText(text), text).to.equal(false);
    for (const text of ['Two-tone mug', '204417', '6281234567890', 'كوب بلونين', '2026-03-01', 'a-b/c_d']) expect(isSafeText(text), text).to.equal(true);
  });

  it('says which options the tracker has, but not the key for the gateway', () => {
    const { options } = makeRecording([], [], { ...page, options: { currency: 'SAR', writeKey: 'pk_live_1', debug: true } as object });
    expect(options).to.deep.equal({ currency: 'SAR', debug: true });
  });

  it('says nothing of who it was, nor of what the page was called', async () => {
    document.title = marks.secret;
    const tracker = startTracker({ inspect: true });
    tracker.page({ name: marks.secret, title: marks.secret, url: `https://shop.example/?q=${marks.secret}`, referrer: marks.secret });
    tracker.track('Product Added', { product_id: '1' });
    await settled(tracker);
    const text = JSON.stringify(makeRecording(tracker.receipts(), [], page));
    const { session_id, anonymous_id } = tracker.receipts()[0]!.context;
    document.title = '';
    for (const mark of [marks.secret, session_id, anonymous_id]) expect(text).to.not.contain(mark);
  });

  it('says of a delivery what was sent, with the values that are known and the rest by its kind', () => {
    const receipt: Receipt = {
      action: 'track',
      eventName: 'Product Added',
      payload: { product_id: '1', price: 35, currency: 'SAR', first_name: 'Noura' },
      status: 'accepted',
      findings: [],
      context: { event_id: 'e', timestamp: '2026-03-01T09:00:00.000Z', session_id: 's', anonymous_id: 'a', page: { url: 'https://shop.example/a?b=c', path: '/a', title: 'T', referrer: '' }, locale: 'ar', library: { name: 'ecom-events', version: '1' } },
      deliveries: [
        {
          destination: 'ga4',
          status: 'delivered',
          at: 1,
          durationMs: 2,
          sent: [{ name: 'add_to_cart', params: { currency: 'SAR', value: 70, who: 'Noura', phone: 501234567, items: [{ item_id: '1', price: 35 }] } }],
          notes: ['value is left out: no currency', 'Noura was here'],
        },
        { destination: 'http', status: 'failed', error: 'Noura said no' },
      ],
    };
    const { deliveries, doubles, context } = safeReceipt(receipt, [
      { report: { ...reportOf(meta, 'fbq', 'AddToCart', { content_ids: ['1', 'Noura'] })!, at: 5 }, event: { id: 'e', name: 'Product Added', at: 1 }, certain: true, counted: true },
    ]) as { deliveries: JsonObject[]; doubles: JsonObject[]; context: JsonObject };
    expect(deliveries[0]).to.deep.include({ sent: [{ name: 'add_to_cart', params: { currency: 'SAR', value: 70, who: 'string (5)', phone: 'number', items: [{ item_id: '1', price: 35 }] } }], notes: ['value is left out: no currency', 'string (14)'] });
    expect(deliveries[1]).to.deep.include({ destination: 'http', status: 'failed', error: 'string (13)' });
    expect(doubles[0]).to.deep.include({ by: 'fbq', name: 'AddToCart', ids: ['1', 'string (5)'] });
    expect(context).to.deep.include({ event_id: 'e', page: { url: 'https://shop.example/a', title: 'string (1)', referrer: 'string (0)' } });
    expect(JSON.stringify(deliveries) + JSON.stringify(doubles)).to.not.contain('Noura');
  });

  it('can be read again, as JSON', () => {
    const recording = makeRecording([], [], { ...page, consent: { marketing: 'denied' } }, new Date(0));
    expect(JSON.parse(JSON.stringify(recording))).to.deep.include({ format: 'ecom-events recording 1', made: '1970-01-01T00:00:00.000Z', platforms: ['memory'], options: { currency: 'SAR' }, consent: { marketing: 'denied' }, events: [] });
  });
});
