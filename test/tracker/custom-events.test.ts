import { expect } from '@open-wc/testing';
import * as z from 'zod';
import { defineEvent } from '../../src/events/define-event.js';
import { EcomEvent } from '../../src/events/ecom-event.js';
import type { StandardSchema } from '../../src/events/standard-schema.js';
import { installTracker } from '../../src/tracker/install.js';
import type { Receipt } from '../../src/tracker/receipt.js';
import type { TrackerApi } from '../../src/tracker/tracker-api.js';
import { recordConsole } from './harness.js';

const page = window as { ecom?: unknown };
const wrapping = z.object({ product_id: z.string(), paper: z.enum(['red', 'blue']).default('red'), bows: z.array(z.number()).optional() });

describe('defineEvent', () => {
  let tracker: TrackerApi;

  beforeEach(() => {
    delete page.ecom;
    tracker = installTracker();
    tracker.start();
  });
  afterEach(() => void delete page.ecom);

  const last = (): Receipt => tracker.receipts().at(-1)!;

  it('lets a right event pass with what the schema makes of it', () => {
    const wrapped = defineEvent('Gift Wrapped', wrapping);
    expect(wrapped).to.include({ name: 'Gift Wrapped', domName: 'ecom-gift-wrapped' });
    tracker.track('Gift Wrapped', { product_id: '1' });
    expect(last()).to.deep.include({ status: 'accepted', payload: { product_id: '1', paper: 'red' }, findings: [] });
  });

  it('rejects a wrong one and names the field and what came', () => {
    defineEvent('Gift Wrapped', wrapping);
    tracker.track('Gift Wrapped', { product_id: 7, bows: [1, 'two'] });
    expect(last().status).to.equal('rejected');
    expect(last().findings.map(({ kind, event, field, received }) => [kind, event, field, received])).to.deep.equal([
      ['rejected', 'Gift Wrapped', 'product_id', 'number'],
      ['rejected', 'Gift Wrapped', 'bows[1]', 'string (3)'],
    ]);
    expect(last().findings[0]!.expected).to.contain('string');
    expect(last().payload).to.deep.equal({ product_id: 7, bows: [1, 'two'] });
  });

  it('its track() reports it, with the options of track', () => {
    defineEvent('Gift Wrapped', wrapping).track({ product_id: '1', paper: 'blue' }, { eventId: 'g1', assumed: true });
    expect(last().payload).to.deep.equal({ product_id: '1', paper: 'blue' });
    expect(last().context).to.include({ event_id: 'g1', assumed: true });
  });

  it('waits where the tracker is not there yet: definition and events, in order', () => {
    delete page.ecom;
    defineEvent('Gift Wrapped', wrapping).track({ product_id: '1', paper: 'green' as 'red' });
    tracker = installTracker();
    tracker.start();
    expect(last()).to.deep.include({ eventName: 'Gift Wrapped', status: 'rejected' });
  });

  it('collects it as a DOM event from anywhere in the document, once', () => {
    defineEvent('Gift Wrapped', wrapping);
    const event = new EcomEvent('Gift Wrapped', { product_id: '1' });
    document.body.dispatchEvent(event);
    expect(tracker.receipts().length).to.equal(1);
    expect(last()).to.deep.include({ eventName: 'Gift Wrapped', status: 'accepted' });
    expect(last().context.event_id).to.equal(event.eventId);
  });

  it('judges a plain CustomEvent of its type under its name', () => {
    defineEvent('Gift Wrapped', wrapping);
    document.body.dispatchEvent(new CustomEvent('ecom-gift-wrapped', { detail: { product_id: '1' }, bubbles: true }));
    document.body.dispatchEvent(new CustomEvent('ecom-gift-wrapped', { detail: {}, bubbles: true }));
    expect(tracker.receipts().map(({ eventName, status }) => `${eventName} ${status}`)).to.deep.equal(['Gift Wrapped accepted', 'Gift Wrapped rejected']);
  });

  it('rejects by a schema that answers later, and says so: an event cannot wait for it', () => {
    defineEvent('Gift Wrapped', z.object({ product_id: z.string().refine(async () => true) }));
    tracker.track('Gift Wrapped', { product_id: '1' });
    expect(last().status).to.equal('rejected');
    expect(last().findings[0]).to.include({ field: '', expected: 'a schema that answers at once' });
  });

  it('keeps an event whose schema breaks, as rejected', () => {
    const lines = recordConsole();
    const broken: StandardSchema = {
      '~standard': {
        version: 1,
        vendor: 'test',
        validate: () => {
          throw new TypeError('broken');
        },
      },
    };
    defineEvent('Gift Wrapped', broken);
    tracker.track('Gift Wrapped', { product_id: '1' });
    expect(tracker.receipts().length).to.equal(1);
    expect(last()).to.deep.include({ status: 'rejected', payload: { product_id: '1' } });
    expect(last().findings[0]).to.include({ field: '', expected: 'a schema that does not throw' });
    expect(lines.error.length).to.equal(1);
  });

  it('takes any Standard Schema: a path of keys or of objects with one, or none', () => {
    const schema: StandardSchema<{ a: string }> = {
      '~standard': { version: 1, vendor: 'test', validate: () => ({ issues: [{ message: 'm1', path: ['a', { key: 0 }] }, { message: 'm2' }] }) },
    };
    defineEvent('Gift Wrapped', schema);
    tracker.track('Gift Wrapped', { a: ['x'] });
    expect(last().findings.map(({ field, expected, received }) => [field, expected, received])).to.deep.equal([
      ['a[0]', 'm1', 'string (1)'],
      ['', 'm2', 'object'],
    ]);
  });

  it('gives the schema a copy: what it does to it leaves the object of the page alone', () => {
    defineEvent('Gift Wrapped', z.object({ product_id: z.string() }).overwrite((value) => Object.assign(value, { product_id: 'theirs' })));
    const payload = { product_id: '1' };
    tracker.track('Gift Wrapped', payload);
    expect(payload.product_id).to.equal('1');
    expect(last().payload).to.deep.equal({ product_id: 'theirs' });
  });

  it('makes plain data of what the schema returns', () => {
    defineEvent('Gift Wrapped', z.object({ on: z.string() }).transform(({ on }) => ({ on: new Date(on), wrap: () => {} })));
    tracker.track('Gift Wrapped', { on: '2026-01-02' });
    expect(last().payload).to.deep.equal({ on: '2026-01-02T00:00:00.000Z' });
  });

  it('does not touch other events, whatever its name', () => {
    defineEvent('constructor', wrapping);
    tracker.track('__proto__', { x: 1 });
    tracker.track('Gift Wrapped', { x: 1 });
    tracker.track('constructor', { x: 1 });
    expect(tracker.receipts().map(({ status }) => status)).to.deep.equal(['accepted', 'accepted', 'rejected']);
  });
});
