import type { EcomContext } from '../events/commands.js';
import { describeValue } from '../events/finding.js';
import { isObject, type Json, type JsonObject } from '../events/plain.js';
import type { Delivery, Receipt } from '../tracker/receipt.js';
import type { TrackerOptions } from '../tracker/tracker-options.js';
import { version } from '../version.js';
import type { DoubleReport } from './double-reports/detector.js';
import { isSafeText, safeAddress, safePayload } from './safe-fields.js';

/** What is known of the page besides its events. */
export interface PageState {
  version: string;
  platforms: string[];
  options: Readonly<TrackerOptions>;
  consent?: Readonly<Record<string, string>> | undefined;
}

/**
 * What may be sent to a colleague or put into a ticket: all events with what became of them, in which whatever may be
 * personal is replaced by its kind. Names, ids and amounts of the shop's things stay.
 */
export function makeRecording(receipts: readonly Receipt[], doubles: readonly DoubleReport[], page: PageState, made = new Date()): JsonObject {
  return {
    format: 'ecom-events recording 1',
    made: made.toISOString(),
    inspector: version,
    version: page.version,
    platforms: page.platforms.map(orKind),
    options: safeOptions(page.options),
    consent: page.consent && { ...page.consent },
    events: receipts.map((receipt) => safeReceipt(receipt, doubles)),
  };
}

/** A browser key may be public; it is of no use to a reader all the same. */
const safeOptions = (options: object): JsonObject =>
  Object.fromEntries(Object.entries(options).filter(([name]) => !/key/i.test(name)).map(([name, value]: [string, Json]) => [name, typeof value === 'boolean' ? value : typeof value === 'string' ? orKind(value) : describeValue(value)]));

/** One event, likewise. */
export function safeReceipt({ action, eventName, status, payload, given, context, findings, deliveries }: Receipt, doubles: readonly DoubleReport[] = []): JsonObject {
  const safe = safePayload(action === 'page' ? 'page' : eventName, payload);
  const known = valuesIn(safe);
  return {
    action,
    event: orKind(eventName),
    status,
    given: given && { name: orKind(given.name), payload: safePayload(action === 'page' ? 'page' : eventName, given.payload) },
    payload: safe,
    findings: findings.map((finding) => ({ ...finding, event: orKind(finding.event), field: orKind(finding.field) })),
    context: safeContext(context),
    deliveries: deliveries.map((delivery) => safeDelivery(delivery, known)),
    doubles: doubles.filter(({ event }) => status === 'accepted' && event?.id === context.event_id).map((double) => safeDouble(double, known)),
  };
}

/** The context without who it was. */
function safeContext({ event_id, timestamp, locale, library, store_id, scope, assumed, invalid, page }: EcomContext): JsonObject {
  return {
    event_id: orKind(event_id),
    timestamp: orKind(timestamp),
    locale: orKind(locale),
    library: { ...library },
    store_id: store_id === undefined ? undefined : orKind(store_id),
    scope: scope === undefined ? undefined : orKind(scope),
    assumed,
    invalid,
    page: { url: safeAddress(page.url), title: describeValue(page.title), referrer: describeValue(page.referrer) },
  };
}

/** What destinations of ours do without, in the words they have for it. Anybody else's words may hold anything. */
const ourNotes =
  /^(\w+ is left out: no (amount|currency)|not sent: the (query may be personal|order is told|action is told)|a product is left out: no id|items: \d+ of \d+|TikTok does not list [A-Z]{3})$/;

function safeDelivery({ sent, notes, ...delivery }: Delivery, known: ReadonlySet<Json>): JsonObject {
  return {
    ...delivery,
    destination: orKind(delivery.destination),
    error: delivery.error === undefined ? undefined : /^\w+$/.test(delivery.error) ? delivery.error : describeValue(delivery.error),
    sent: sent?.map(({ name, params }) => ({ name: orKind(name), params: params && safeParams(params, known) })),
    notes: notes?.map((note) => (ourNotes.test(note) ? note : describeValue(note))),
  };
}

/** Parameters that a vendor has and the event has not: sums and counts. */
const sums = /^(value|price|item_price|tax|shipping|discount|quantity|num_items|number_items|index|rating|step)$/;

/** A vendor's parameters: of a value that the event shows too, and of what is counted or summed up, it is known what it is. */
function safeParams(params: JsonObject, known: ReadonlySet<Json>): JsonObject {
  const safe = (value: Json | undefined, name: string): Json | undefined => {
    if (Array.isArray(value)) return value.map((item) => safe(item, name) ?? null);
    if (isObject(value)) return safeParams(value, known);
    return (typeof value === 'number' && sums.test(name)) || known.has(value ?? null) ? value : describeValue(value);
  };
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [orKind(name), safe(value, name)]));
}

const safeDouble = ({ report: { vendor, by, name, at, automatic, things }, certain, counted }: DoubleReport, known: ReadonlySet<Json>): JsonObject => ({
  vendor: vendor.name,
  by,
  name: orKind(name),
  at,
  automatic,
  certain,
  counted,
  ids: things?.ids.map((id) => (known.has(id) ? id : describeValue(id))),
});

/** Texts and numbers of a payload that has nothing personal in it any more. */
function valuesIn(data: Json, found = new Set<Json>()): Set<Json> {
  if (typeof data === 'object' && data !== null) for (const value of Object.values(data)) valuesIn(value ?? null, found);
  else found.add(data);
  return found;
}

const orKind = (text: string): string => (typeof text === 'string' && isSafeText(text) ? text : describeValue(text));
