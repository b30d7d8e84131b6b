import type { EcomContext } from '../../events/commands.js';
import type { Finding } from '../../events/finding.js';
import type { JsonObject } from '../../events/plain.js';
import { inTopFrame } from '../../testing/in-page.js';
import { openLine } from '../../testing/page-line.js';
import type { PageEntry, ReceiptEntry, Vendor } from './entries.js';

/** Under this name the page tells us; what it holds for us has the same name and `state`. */
export const line = 'ecomEventsCheck';

/** The script that has a page tell what its tracker and its vendors are told. */
export const spyScript = inTopFrame(`(${spy.toString()})(${JSON.stringify(line)}, ${openLine.toString()})`);

/** What the script keeps in the page, for what is asked later. */
export interface SpyState {
  doc: string;
  /** Asks the receipts; and listens to a tracker that has not heard of us, since the page has thrown our command away. */
  ask(): ReceiptEntry[];
}

/** Runs in the page before its scripts. */
function spy(line: string, open: typeof openLine): void {
  interface Tracker {
    push?: (command: unknown[]) => void;
    on?: (name: string, listener: typeof heard) => void;
    receipts?: () => { eventName: string; context: EcomContext; status: string; findings: Finding[]; deliveries: ReceiptEntry['deliveries'] }[];
    consent?: { state?: Record<string, string> };
  }
  const page = window as unknown as Record<string, unknown> & { ecom?: Tracker };
  const doc = Math.random().toString(36).slice(2);
  const send = open(line);
  const tell = (entry: PageEntry): void => send({ ...entry, at: Date.now(), url: location.origin + location.pathname, doc });
  tell({ kind: 'document' });

  // The tracker: by the head stub, so that nothing comes before us.
  const got = new Set<string>();
  function heard(name: string, payload: JsonObject, context: EcomContext): void {
    if (got.has(context.event_id)) return;
    got.add(context.event_id);
    tell({ kind: 'event', name, payload, context });
  }
  if (typeof page.ecom?.push !== 'function') page.ecom = [] as object as Tracker;
  page.ecom!.push!(['on', '*', heard]);
  addEventListener('ecom-invalid', ({ detail: { event: name, eventId: id, findings } }) => tell({ kind: 'rejected', name, id, findings }), true);
  const state: SpyState = {
    doc,
    ask() {
      const receipts = page.ecom?.receipts?.() ?? [];
      if (receipts.some(({ status, context }) => status === 'accepted' && !got.has(context.event_id))) page.ecom!.on?.('*', heard);
      return receipts.map(({ eventName, context, findings, deliveries }) => ({
        id: context.event_id,
        name: eventName,
        findings,
        deliveries: deliveries.map(({ destination, status, at, error }) => ({ destination, status, at, error })),
      }));
    },
  };
  Object.defineProperty(page, `${line} state`, { value: state });
  addEventListener('pagehide', () => tell({ kind: 'receipts', receipts: state.ask() }));

  // What the shopper does.
  for (const type of ['click', 'submit', 'change', 'keydown']) addEventListener(type, () => tell({ kind: 'act' }), true);

  // What the store says to it: what it denies is not missing.
  const requests = 'product-add product-remove cart-update coupon-apply coupon-remove wishlist-add wishlist-remove search list-filter list-sort checkout-start checkout-step payment-submit';
  for (const request of requests.split(' ')) {
    const listener = (event: Event & { answer?: () => Promise<{ denied?: boolean } | undefined> }): void => {
      const { answer } = event;
      if (typeof answer !== 'function') return;
      event.answer = async () => {
        try {
          const said = await answer.call(event);
          tell({ kind: 'answer', request, outcome: said === undefined ? 'none' : said.denied ? 'denied' : 'confirmed' });
          return said;
        } catch (error) {
          tell({ kind: 'answer', request, outcome: 'failed' });
          throw error;
        }
      };
    };
    addEventListener(`ecom-${request}-request`, listener, true);
  }

  addEventListener('securitypolicyviolation', ({ effectiveDirective: directive, blockedURI: blocked, sourceFile: source }) => {
    tell({ kind: 'violation', directive, blocked, source });
  });

  // The vendors.
  type Fields = Record<string, unknown>;
  const fields = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});
  const idOf = (item: unknown): unknown => fields(item).item_id ?? fields(item).id ?? fields(item).content_id;
  /** What tells two calls of one name apart: ids, never an amount. */
  const keyOf = (...sources: unknown[]): string => {
    const all = Object.assign({}, ...sources.map(fields)) as Fields;
    const items = [all.items, all.contents, all.products].find(Array.isArray) as unknown[] | undefined;
    const ids = items?.map(idOf) ?? all.content_ids ?? all.item_ids;
    const names = ['transaction_id', 'order_id', 'item_list_id', 'promotion_id', 'search_term', 'search_string', 'page_location', 'send_to', 'step', 'coupon', 'item_id', 'filters', 'sort'];
    return JSON.stringify([ids ?? null, ...names.map((name) => all[name] ?? null)]);
  };
  const call = (vendor: Vendor, form: string, name: unknown, ...sources: unknown[]): void => {
    const consent = page.ecom?.consent?.state;
    try {
      if (typeof name === 'string') tell({ kind: 'call', vendor, form, name, key: keyOf(...sources), consent: consent && { ...consent } });
    } catch {
      // What a page passes may throw when it is looked at.
    }
  };
  /** Has `look` see what is put at `window` under this name; what it returns stands there. */
  const watch = (name: string, look: (value: never) => unknown): void => {
    let value: unknown;
    Object.defineProperty(page, name, {
      configurable: true,
      enumerable: true,
      get: () => value,
      set(next: never) {
        value = typeof next === 'object' || typeof next === 'function' ? look(next) : next;
      },
    });
  };
  const said = (...list: unknown[]): void => {
    for (const entry of list) {
      // gtag pushes its arguments.
      const [command, name, parameters] = Array.from(entry as ArrayLike<unknown>);
      if (command === 'event') call('google', 'gtag', name, parameters);
      const { event, ecommerce } = fields(entry);
      if (typeof event === 'string' && !event.startsWith('gtm.')) call('google', 'dataLayer', event, entry, ecommerce);
    }
  };
  watch('dataLayer', (layer: unknown[]) => {
    if (!Array.isArray(layer)) return layer;
    said(...layer);
    // A tag manager puts a function of its own there.
    let push = layer.push;
    Object.defineProperty(layer, 'push', {
      configurable: true,
      get: () =>
        function (this: unknown, ...entries: unknown[]) {
          said(...entries);
          return push.apply(layer, entries);
        },
      set(next: typeof push) {
        push = next;
      },
    });
    return layer;
  });
  const watchFunction = (name: string, vendor: Vendor, look: (...values: unknown[]) => void): void =>
    watch(name, (target: (...values: unknown[]) => unknown) => {
      if (typeof target !== 'function') return target;
      return new Proxy(target, {
        apply(target, self, values: unknown[]) {
          look(...values);
          return Reflect.apply(target, self, values) as unknown;
        },
      });
    });
  watchFunction('fbq', 'meta', (command, ...values) => {
    const [name, parameters] = String(command).startsWith('trackSingle') ? values.slice(1) : values;
    if (String(command).startsWith('track')) call('meta', 'fbq', name, parameters);
  });
  watchFunction('snaptr', 'snapchat', (command, name, parameters) => command === 'track' && call('snapchat', 'snaptr', name, parameters));
  watch('ttq', (target: object) =>
    new Proxy(target, {
      get(target, name) {
        const value = Reflect.get(target, name) as unknown;
        if ((name !== 'track' && name !== 'page') || typeof value !== 'function') return value;
        return (...values: unknown[]): unknown => {
          call('tiktok', 'ttq', name === 'page' ? 'page' : values[0], values[1]);
          return Reflect.apply(value, target, values) as unknown;
        };
      },
    }),
  );
}
