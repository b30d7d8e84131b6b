import type { ConsentCategory } from '../../events/consent.js';
import type { DeviceModeTracker, EcomContext } from '../../events/commands.js';
import { dedupeId } from '../../events/dedupe-id.js';
import { isObject, type JsonObject } from '../../events/plain.js';
import { debug } from './debug.js';
import { makeFact, type Fact } from './fact.js';
import type { IdPolicy } from './ids.js';
import { amount, readFields, type EventTable, type Readers, type Row } from './rows.js';
import { makeStory } from './story.js';

/** What all vendors may be told. */
export interface VendorOptions {
  /** Name of the destination on the page; needed when there are two of a kind. */
  name?: string;
  /** What the shopper has to agree to; `marketing` when absent, `analytics` for Google Analytics. */
  category?: ConsentCategory;
  /** Which id of a product goes out; `product` when absent. */
  ids?: IdPolicy;
  /**
   * Events that the vendor has no name for: event of the catalogue, or one of your own, → row. A row is the vendor's name
   * and the parameters, each made as in the vendor's table or copied from a field: `GiftWrapped content_ids paper=paper_id`.
   */
  custom?: EventTable;
}

/** One event in the vendor's words. */
export interface VendorCall {
  /** The vendor's name. */
  name: string;
  params: JsonObject;
  /** By which the vendor knows the same event from another side. */
  id: string;
  /** The shop gave the name, the vendor has none. */
  custom: boolean;
}

/** What `track` answers: what the vendor was told, and what it does without. */
export interface DestinationReport {
  sent: VendorCall[];
  notes: string[];
}

/** How one vendor is spoken to. */
export interface Vendor {
  name: string;
  category?: ConsentCategory;
  events: EventTable;
  readers: Readers;
  /** The row of a page view. */
  page: Row;
  /** The vendor's rule for names. */
  naming: RegExp;
  /** The rows to send of a fact, where it is not just the one of the table. */
  choose?(fact: Fact, row: Row | undefined): (Row | undefined | false)[];
  /** Makes the vendor's calls. */
  send(calls: VendorCall[], eventName: string, payload: JsonObject): unknown;
  /** Makes the vendor's own consent call. */
  consent?: DeviceModeTracker['consent'];
}

/** What all vendors read alike. */
const shared: Readers = {
  currency: (_, { currency }) => currency,
  tax: amount('tax'),
  shipping: amount('shipping'),
  discount: amount('discount'),
};

/** A device-mode callback that tells one vendor of events in the vendor's words. */
export function makeVendor(vendor: Vendor, options: VendorOptions): DeviceModeTracker {
  const { events, readers, page, naming, choose = (_, row) => [row], send, consent } = vendor;
  const { name = vendor.name, category = vendor.category, custom = {} } = options;
  const tell = makeStory();
  const all = { ...shared, ...readers };
  const rows = new Map(Object.entries(events));
  const theirs = new Set([page, ...rows.values()].map(nameIn));
  for (const [event, row] of Object.entries(custom)) {
    // A name that means something to the vendor is no name for another event.
    if (naming.test(nameIn(row)) && !theirs.has(nameIn(row))) rows.set(event, row);
    else console.error(`ecom-events: ${name} takes no event named ${nameIn(row)}`);
  }

  function deliver(eventName: string, payload: JsonObject, context: EcomContext, isPage = false): unknown {
    const notes: string[] = [];
    const note = (text: string): void => {
      notes.push(text);
      debug(name, eventName, text);
    };
    const data = isObject(payload) ? payload : {};
    const id = dedupeId(eventName, data, context);
    const sent: VendorCall[] = [];
    for (const fact of isPage ? [makeFact('page', data, note)] : tell(eventName, data, context, note)) {
      for (const row of choose(fact, isPage ? page : rows.get(fact.name))) {
        if (!row) continue;
        const [called, ...specs] = row.split(' ') as [string];
        const params = readFields(specs, fact.payload, fact, all);
        // A currency without an amount says nothing.
        if (!('value' in params || 'price' in params || 'discount' in params)) delete params.currency;
        sent.push({ name: called, params, id, custom: !theirs.has(called) });
      }
    }
    const report: DestinationReport = { sent, notes };
    const answer = send(sent, eventName, data);
    return answer instanceof Promise ? answer.then(() => report) : report;
  }

  return { name, category, consent, track: deliver, page: (payload, context) => deliver('page', payload, context, true) };
}

const nameIn = (row: Row): string => row.split(' ')[0]!;
