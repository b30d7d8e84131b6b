import { dedupeId } from '../../events/dedupe-id.js';
import type { Delivery, Receipt } from '../../tracker/receipt.js';
import { mayMeet, type VendorReport } from './report.js';
import { areSame, fingerprint, thingsIn, type Things } from './things.js';

/** Reports of one action come this close to one another, in milliseconds. */
const together = 2000;

/** A second snippet hears of the same click as the first: nobody presses a button twice within this time, in milliseconds. */
const atOnce = 300;

/** What a vendor's code was called for it sends within this time, in milliseconds. */
const sending = 10_000;

/** Two clocks in milliseconds differ by as much. */
const slack = 1;

/** Somebody besides us told a vendor of an action, or somebody told it twice. */
export interface DoubleReport {
  report: VendorReport;
  /** The event of ours that it repeats. */
  event?: { id: string; name: string; at: number };
  /** The report of another script that it repeats, where there is no event of ours. */
  twin?: VendorReport;
  /** They are about the same thing; else only their meaning and their time are the same. */
  certain: boolean;
  /** The vendor has it twice; else only the other script tells this vendor. */
  counted: boolean;
}

/** An event of ours with what is needed to compare it. */
interface Known {
  receipt: Receipt;
  at: number;
  /** Vendors that were seen to be told of it by us, with the accounts that got it; undefined is all. */
  told: Map<string, Set<string | undefined>>;
  /** Reports that are taken for a partner's own: the same one again is somebody else's. */
  theirs: Set<string>;
  /** Reports of others that are taken for a repetition of it: the same one again is of another action. */
  repeated: Set<string>;
}

/** Our events by all by which a report may be known for one of them. */
class Index {
  readonly byName = new Map<string, Known[]>();
  readonly #byId = new Map<string, Known>();
  /** What our destinations said that they sent, and nobody was seen to send yet. */
  readonly #bySent = new Map<string, Known[]>();
  readonly #things = new Map<Known, Things | undefined>();

  constructor(receipts: readonly Receipt[]) {
    for (const receipt of receipts) {
      const { eventName, payload, context, deliveries, status } = receipt;
      if (status !== 'accepted') continue;
      const known: Known = { receipt, at: Date.parse(context.timestamp), told: new Map(), theirs: new Set(), repeated: new Set() };
      put(this.byName, eventName, known);
      for (const id of [context.event_id, dedupeId(eventName, payload, context)]) this.#byId.set(id, known);
      for (const { sent = [] } of deliveries) for (const { name, params = {} } of sent) put(this.#bySent, `${name} ${fingerprint(params)}`, known);
    }
  }

  /** The event that a destination of ours made this report of. */
  ours(report: VendorReport): Known | undefined {
    const byId = report.eventId === undefined ? undefined : this.#byId.get(report.eventId);
    if (byId || (report.automatic && !report.early)) return byId;
    const sent = this.#bySent.get(`${report.name} ${report.fingerprint}`);
    const nearest = sent && nearestOf(sent, report);
    if (nearest) sent.splice(sent.indexOf(nearest), 1);
    if (nearest) return nearest;
    const meant = this.meant(report);
    const called = meant.find(({ receipt }) => receipt.deliveries.some((delivery) => wasCalled(delivery, report)));
    const spoke = called ?? meant.find((known) => !known.theirs.has(keyOf(report)) && known.receipt.deliveries.some((delivery) => speaksFor(delivery, report)));
    if (spoke && !called) spoke.theirs.add(keyOf(report));
    return spoke;
  }

  /** The events that mean the same. */
  meant({ vendor, name }: VendorReport): Known[] {
    return vendor.meaning(name).flatMap((event) => this.byName.get(event) ?? []);
  }

  thingsOf(known: Known): Things | undefined {
    if (!this.#things.has(known)) this.#things.set(known, thingsIn(known.receipt.payload));
    return this.#things.get(known);
  }
}

function put<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

/** What happened closest to a report; the last one where nobody knows when that was. */
const nearestOf = <One extends { at?: number | undefined }>(all: One[], { at }: VendorReport): One | undefined =>
  at === undefined ? all.at(-1) : all.reduce<One | undefined>((best, one) => (best && Math.abs(best.at! - at) <= Math.abs(one.at! - at) ? best : one), undefined);

/** The same of the same script and account. */
const keyOf = ({ vendor, by, name, pixel = '' }: VendorReport): string => `${vendor.name} ${by} ${name} ${pixel}`;

/** A destination that does not say what it sends was called just then: nobody else could run. */
const wasCalled = ({ at, durationMs = 0, sent }: Delivery, report: VendorReport): boolean =>
  !sent && at !== undefined && report.at !== undefined && report.at >= at - slack && report.at <= at + durationMs + slack;

/** A partner's destination is named after this vendor, and may have waited for its script before it spoke. */
const speaksFor = ({ destination, at, sent }: Delivery, { vendor, at: when = at }: VendorReport): boolean =>
  !sent && at !== undefined && vendor.destinations.test(destination) && when! >= at - slack && when! <= at + together;

const isNear = (one: { at?: number | undefined }, other: { at?: number | undefined }): boolean =>
  one.at === undefined || other.at === undefined || Math.abs(one.at - other.at) <= together;

/** Whether a request is what somebody was seen to call; each call explains one request of each pixel. */
function isExplained(request: VendorReport, calls: VendorReport[], explained: Map<VendorReport, Set<string>>): boolean {
  const pixel = request.pixel ?? '';
  const call = calls.find(
    (one) =>
      one.vendor === request.vendor &&
      one.name === request.name &&
      (one.at === undefined || (request.at! >= one.at - slack && request.at! <= one.at + sending)) &&
      mayMeet(one.pixel, request.pixel) &&
      areSame(one.things, request.things) !== false &&
      !explained.get(one)?.has(pixel),
  );
  if (call) explained.set(call, (explained.get(call) ?? new Set()).add(pixel));
  return !!call;
}

/** Whether a destination of ours told this vendor, by what it says itself. */
const saysSo = ({ receipt }: Known, { vendor }: VendorReport): boolean =>
  receipt.deliveries.some(({ destination, sent, status }) => vendor.destinations.test(destination) && (sent ? sent.length > 0 : status === 'delivered'));

/** Whether two reports that are none of ours are one action, told twice: within the same moment, or of one order. */
const areTwins = (one: VendorReport, other: VendorReport): boolean =>
  one.vendor === other.vendor &&
  one.name === other.name &&
  mayMeet(one.pixel, other.pixel) &&
  !!areSame(one.things, other.things) &&
  (one.things!.kind === 'order' || (one.at !== undefined && other.at !== undefined && Math.abs(one.at - other.at) <= atOnce));

/** Whether all of ours went to other accounts of the vendor than this report. */
const isElsewhere = ({ told }: Known, { vendor, pixel }: VendorReport): boolean => {
  const accounts = told.get(vendor.name);
  return !!accounts && ![...accounts].some((account) => mayMeet(account, pixel));
};

/**
 * Finds what others report besides us: the same meaning, about the same thing, at about the same time. `reports` are all that
 * were seen on the page, ours too, oldest first.
 */
export function findDoubles(receipts: readonly Receipt[], reports: readonly VendorReport[]): DoubleReport[] {
  if (!reports.length) return [];
  const index = new Index(receipts);
  const calls = reports.filter(({ automatic }) => !automatic);
  const explained = new Map<VendorReport, Set<string>>();
  const others: VendorReport[] = [];
  for (const report of reports) {
    const ours = index.ours(report);
    if (ours) ours.told.set(report.vendor.name, (ours.told.get(report.vendor.name) ?? new Set()).add(report.pixel));
    if (!ours && !(report.automatic && isExplained(report, calls, explained))) others.push(report);
  }
  const found: DoubleReport[] = [];
  const alone: VendorReport[] = [];
  for (const report of others) {
    const key = keyOf(report);
    const near = index.meant(report).filter((known) => isNear(known, report) && !known.repeated.has(key) && !isElsewhere(known, report));
    // A page view is of this page, and there is no more to compare.
    const alike = (known: Known): boolean | undefined => known.receipt.action === 'page' || areSame(index.thingsOf(known), report.things);
    const certain = nearestOf(near.filter(alike), report);
    // Of what has neither a time nor an id nothing can be said.
    const known = certain ?? (report.at === undefined ? undefined : nearestOf(near.filter((one) => alike(one) === undefined), report));
    if (!known) {
      const twin = alone.find((one) => areTwins(one, report));
      if (twin) found.push({ report, twin, certain: true, counted: true });
      alone.push(report);
      continue;
    }
    known.repeated.add(key);
    const { eventName: name, context } = known.receipt;
    const event = { id: context.event_id, name, at: known.at };
    found.push({ report, event, certain: !!certain, counted: known.told.has(report.vendor.name) || saysSo(known, report) });
  }
  return found;
}
