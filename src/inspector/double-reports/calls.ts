import { reportOf, type VendorReport } from './report.js';
import { analytics, google, meta, snapchat, tiktok, type Vendor } from './vendors.js';

type Call = ArrayLike<unknown>;
type Globals = Record<string, unknown>;

/** A function of the page by which a vendor is told of events. */
interface Listened {
  vendor: Vendor;
  /** Its name, for people. */
  by: string;
  /** Name of the global that it is, or that it belongs to. */
  global: string;
  /** Name of the method, where it is one. */
  method?: string;
  /** What a call says. */
  read(call: Call, at?: number): VendorReport | undefined;
  /** Calls that were made before, as the page keeps them until the vendor's script comes, or for good. */
  earlier?(found: Globals | Call): Call[];
}

const isList = (value: unknown): value is Call => typeof value === 'object' && value !== null && 'length' in value;

const entries = (list: unknown): unknown[] => (isList(list) ? Array.from(list) : []);

const readGtag = ([command, name, params]: Call & Iterable<unknown>, by: string, at?: number): VendorReport | undefined =>
  command === 'event' ? forAnalytics(reportOf(google, by, name, params, undefined, at, (params as { send_to?: unknown } | undefined)?.send_to)) : undefined;

/** What is sent to Google Ads or Floodlight alone is a conversion, which Analytics does not count. */
const forAnalytics = (report: VendorReport | undefined): VendorReport | undefined => (/^(AW|DC)-/.test(report?.pixel ?? '') ? undefined : report);

/** What stands in a dataLayer: a call of gtag, or an event for Google Tag Manager. */
function readPush(entry: unknown, at?: number): VendorReport | undefined {
  if (isList(entry)) return readGtag(Array.from(entry), 'gtag', at);
  const { event, ecommerce, event_id, ...params } = (entry ?? {}) as Record<string, unknown>;
  return reportOf(google, 'dataLayer', event, ecommerce ?? params, event_id, at);
}

function readFbq(call: Call, at?: number): VendorReport | undefined {
  const [command, ...rest] = Array.from(call);
  if (typeof command !== 'string' || !/^track(Single)?(Custom)?$/.test(command)) return undefined;
  const pixel = command.includes('Single') ? String(rest.shift()) : undefined;
  const [name, params, options] = rest;
  return reportOf(meta, 'fbq', name, params, (options as { eventID?: unknown } | undefined)?.eventID, at, pixel);
}

const readTtq = ([name, params, options]: unknown[], at?: number): VendorReport | undefined =>
  reportOf(tiktok, 'ttq.track', name, params, (options as { event_id?: unknown } | undefined)?.event_id, at);

function readSnaptr(call: Call, at?: number): VendorReport | undefined {
  const [command, name, params] = Array.from(call);
  return command === 'track' ? reportOf(snapchat, 'snaptr', name, params, (params as { client_dedup_id?: unknown } | undefined)?.client_dedup_id, at) : undefined;
}

/** Calls of one method among those that a stub keeps as `[method, ...call]`. */
const keptCalls = (method: string) => (stub: unknown) => entries(stub).flatMap((entry) => (isList(entry) && entry[0] === method ? [Array.from(entry).slice(1)] : []));

const analyticsCalls = (global: string): Listened[] => [
  {
    vendor: analytics,
    by: `${global}.track`,
    global,
    method: 'track',
    read: ([name, properties]: Call & Iterable<unknown>, at) => reportOf(analytics, `${global}.track`, name, properties, (properties as { event_id?: unknown } | undefined)?.event_id, at),
    earlier: keptCalls('track'),
  },
];

const all: Listened[] = [
  { vendor: google, by: 'gtag', global: 'gtag', read: (call, at) => readGtag(Array.from(call), 'gtag', at) },
  { vendor: google, by: 'dataLayer', global: 'dataLayer', method: 'push', read: (call, at) => readPush(call[0], at), earlier: (found) => entries(found).map((entry) => [entry]) },
  { vendor: meta, by: 'fbq', global: 'fbq', read: readFbq, earlier: (found) => entries((found as Globals).queue).filter(isList) },
  { vendor: tiktok, by: 'ttq.track', global: 'ttq', method: 'track', read: (call, at) => readTtq(Array.from(call), at), earlier: keptCalls('track') },
  { vendor: tiktok, by: 'ttq.page', global: 'ttq', method: 'page', read: (_, at) => reportOf(tiktok, 'ttq.page', 'page', {}, undefined, at), earlier: keptCalls('page') },
  { vendor: snapchat, by: 'snaptr', global: 'snaptr', read: readSnaptr, earlier: (found) => entries((found as Globals).queue).filter(isList) },
  ...['analytics', 'rudderanalytics', 'jitsu'].flatMap(analyticsCalls),
];

/** Vendors that a call under way tells: `gtag` pushes into the dataLayer, which is the same report. */
const telling = new Set<Vendor>();

/**
 * Listens to the calls by which the page tells vendors of events. What is called stays what it was for everybody who calls
 * it or reads from it; `stop` puts it back, unless somebody has built on it in the meantime.
 */
export class CallListener {
  readonly #heard: (report: VendorReport) => void;
  readonly #page: Globals;
  /** What is listened to now → what ends it. */
  #hooks = new Map<Listened, { proxy: unknown; end: () => void }>();
  #on = false;

  constructor(heard: (report: VendorReport) => void, page: Globals = globalThis as unknown as Globals) {
    this.#heard = heard;
    this.#page = page;
  }

  /** Listens to what is there; again, to what has come or been replaced since. */
  look(): void {
    this.#on = true;
    for (const listened of all) {
      try {
        this.#listen(listened);
      } catch {
        // A getter that throws, or what may not be changed: then it is not listened to.
      }
    }
  }

  stop(): void {
    this.#on = false;
    for (const { end } of this.#hooks.values()) {
      try {
        end();
      } catch {
        // It may not be changed any more; what is there does nothing.
      }
    }
    this.#hooks.clear();
  }

  #listen(listened: Listened): void {
    const { global, method, earlier } = listened;
    const found = this.#page[global] as Globals | undefined;
    const owner = method ? found : this.#page;
    const key = method ?? global;
    const original = owner?.[key];
    const hook = this.#hooks.get(listened);
    if (!owner || typeof original !== 'function' || original === hook?.proxy) return;
    // Once: what has replaced it has taken over what was kept.
    if (!hook && earlier) for (const call of earlier(found!)) this.#take(listened, call);
    const proxy = new Proxy(original as (...call: unknown[]) => unknown, {
      apply: (target, self, call: unknown[]): unknown => this.#pass(listened, target, self, call),
    });
    const isOwn = Object.hasOwn(owner, key);
    owner[key] = proxy;
    if (owner[key] !== proxy) return;
    this.#hooks.set(listened, {
      proxy,
      end() {
        if (owner[key] !== proxy) return;
        if (isOwn) owner[key] = original;
        else delete owner[key];
      },
    });
  }

  #pass(listened: Listened, target: (...call: unknown[]) => unknown, self: unknown, call: unknown[]): unknown {
    const { vendor } = listened;
    const isNew = this.#on && !telling.has(vendor);
    if (!isNew) return Reflect.apply(target, self, call);
    this.#take(listened, call, Date.now());
    telling.add(vendor);
    try {
      return Reflect.apply(target, self, call);
    } finally {
      telling.delete(vendor);
    }
  }

  #take({ read }: Listened, call: Call, at?: number): void {
    try {
      const report = read(call, at);
      if (report?.vendor.meaning(report.name).length) this.#heard(report);
    } catch {
      // What a page passes may throw when it is looked at.
    }
  }
}
