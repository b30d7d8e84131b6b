import { ga4Events, ga4Items } from '../destinations/shared/ga4-events.js';
import { isOurs } from '../events/ours.js';
import { isObject, objectsIn, toPlain, type Json, type JsonObject } from '../events/plain.js';
import { readNumber } from '../events/read-number.js';
import type { Platform } from '../tracker/platform.js';
import { sameAction } from './same-action.js';
import { textOf } from './text.js';
import { rename, universalEvents } from './universal-analytics.js';

/** How the pushes of a theme are read. */
export interface DataLayerOptions {
  /** Name of the array, where it is not `dataLayer`. */
  name?: string;
  /** Google's names that are left out, such as `view_item_list` where an element reports lists. */
  except?: readonly string[];
  /**
   * What the theme's `value` of an order is: what is paid (`total`), or without shipping and tax (`revenue`), as Google
   * has it. Absent: `total` where it is the sum of the items, tax and shipping; else `revenue`.
   */
  value?: 'total' | 'revenue';
  /** Whether the prices of the theme hold the tax: then it is not added to an order's `value` once more. */
  taxIncluded?: boolean;
  /** Number of the checkout's step that `add_shipping_info` completes, the first is 1; 2 when absent: after the address. */
  shippingStep?: number;
}

/** What one of Google's names means here. */
interface Meaning {
  event: string;
  /** Parameters that have to be these words. */
  words: [param: string, word: string][];
  /** Parameters that are fields of the payload. */
  fields: [param: string, field: string][];
}

/** A fact and its payload. */
type Fact = [name: string, payload: JsonObject];

/** What is made of the items, or of more than one parameter. */
const made = ['items', 'value', 'item_id'];

/** `method=share_via content_type:cart` → the field of each parameter, and the words. */
function readRow(specs: string[]): Pick<Meaning, 'words' | 'fields'> {
  const parts = specs.map((spec) => spec.split(/([=:])/) as [string, string?, string?]);
  return {
    words: parts.flatMap(([param, mark, word]) => (mark === ':' ? [[param, word!] as [string, string]] : [])),
    fields: parts.flatMap(([param, mark, field = param]) => (mark === ':' || (!mark && made.includes(param)) ? [] : [[param, field] as [string, string]])),
  };
}

/** Google's name → its meanings, the most particular first: our destinations' own table, read the other way. */
function readMeanings(): Map<string, Meaning[]> {
  const meanings = new Map<string, Meaning[]>();
  for (const [event, row] of Object.entries(ga4Events)) {
    const [name, ...specs] = row.split(' ') as [string, ...string[]];
    meanings.set(name, [...(meanings.get(name) ?? []), { event, ...readRow(specs) }].sort((a, b) => b.words.length - a.words.length));
  }
  return meanings;
}

/** Conversions of Google's ads and Floodlight: the same action once more, for another receiver. */
const isAdsOnly = (to: Json | undefined): boolean => [to].flat().every((id) => typeof id === 'string' && /^(AW|DC)-/.test(id));

/** Events about one product; what has several of them is as many events. */
const isOfOne = (event: string): boolean => /^Wishlist|^Product (?!List)/.test(event);

const sum = (...amounts: number[]): number => Number(amounts.reduce((all, one) => all + one, 0).toFixed(3));

/** Makes facts of Google's events. */
function makeReader({ value: setting, taxIncluded, shippingStep = 2, except = [] }: DataLayerOptions): (name: string, params: JsonObject, total?: Json) => Fact[] {
  const meanings = readMeanings();
  const { fields: itemFields } = readRow(ga4Items.split(' ').filter((spec) => !/^item_(cat|list)|^affil|^disc/.test(spec)));
  /** Whether the theme counts places from 0: Google's examples do, and here the first is 1. */
  let fromZero = false;

  function readProduct(item: JsonObject): JsonObject {
    const levels = ['', 2, 3, 4, 5].flatMap((level) => textOf(item[`item_category${level}`]) || []);
    const product: JsonObject = { ...rename(item, [['item_id', 'product_id'], ...itemFields, ['currency', 'currency']]), ...(levels.length && { category: levels.join(' > ') }) };
    const position = product.position === undefined ? undefined : readNumber(product.position);
    if (fromZero && position !== undefined) product.position = position + 1;
    return product;
  }

  /** What an order costs, of what the theme says of it. */
  function amountsOf(params: JsonObject, items: JsonObject[], total?: Json): JsonObject {
    if (total !== undefined) return { total };
    const [value, tax = 0, shipping = 0] = ['value', 'tax', 'shipping'].map((field) => readNumber(params[field] ?? null));
    if (value === undefined) return { total: params.value };
    const more = taxIncluded ? [shipping] : [tax, shipping];
    const prices = items.map(({ price, quantity }) => readNumber(price ?? null)! * (readNumber(quantity ?? null) ?? 1));
    const isWhole = Math.abs(sum(...prices, ...more) - value) < 0.005;
    if (setting === 'total' || (setting !== 'revenue' && isWhole && sum(...more))) return { total: value };
    return { total: sum(value, ...more), revenue: value };
  }

  return (name, params, total) => {
    const meaning = meanings.get(name)?.find(({ words }) => words.every(([param, word]) => params[param] === word));
    if (!meaning || except.includes(name)) return [];
    const { event } = meaning;
    const items = objectsIn(params.items) ?? [];
    fromZero ||= items.some(({ index }) => readNumber(index ?? null) === 0);
    const payload = { ...rename(items[0] ?? {}, meaning.fields.filter(([param]) => param.startsWith('item_list'))), ...rename(params, meaning.fields) };
    const products = items.map(readProduct);
    if (isOfOne(event)) {
      if (!items.length && params.item_id !== undefined) products.push({ product_id: params.item_id });
      // That of all of them is that of none.
      if (/^Product (Viewed|Added)$/.test(event) && products.length === 1 && params.value !== undefined) payload.value = params.value;
      return products.map((product) => [event, { ...product, ...payload }]);
    }
    if (event.startsWith('Promotion')) return promotionsOf(payload, meaning, items).map((promotion) => [event, promotion]);
    if (params.items !== undefined) payload.products = products;
    if (event.startsWith('Order')) Object.assign(payload, rename(items[0] ?? {}, [['affiliation', 'affiliation']]), rename(params, [['affiliation', 'affiliation']]), amountsOf(params, items, total));
    else if (/^(Cart V|Checkout|Payment)/.test(event) && params.value !== undefined) payload.value = params.value;
    if (/Step/.test(event)) Object.assign(payload, { step: params.checkout_step ?? shippingStep, step_name: 'shipping' });
    if (/Refunded/.test(event)) delete payload.revenue;
    return [[event, payload]];
  };

  /** One for each promotion: an event names it, or its items do. */
  function promotionsOf(payload: JsonObject, { fields }: Meaning, items: JsonObject[]): JsonObject[] {
    const found = new Map<string, JsonObject & { products: JsonObject[] }>();
    for (const item of items) {
      const own = { ...rename(item, fields), ...payload };
      const key = JSON.stringify(own);
      const promotion = found.get(key) ?? { ...own, products: [] };
      promotion.products.push(readProduct(item));
      found.set(key, promotion);
    }
    return items.length ? [...found.values()] : [payload];
  }
}

/** The pushes of one array. */
type Layer = unknown[];

/**
 * The e-commerce of an existing theme: what it pushes for Google Analytics 4, by `dataLayer.push({ event, ecommerce })` or
 * `gtag('event', …)`, becomes our facts; what it pushed before is read too, in its order. So does what it pushes for
 * Universal Analytics. Pushes of our own destinations are none of them, and an action that an element reports, or
 * anybody else, is not reported again (`same-action.ts`).
 *
 * ```ts
 * ecom.use(dataLayer()); // without modules: <script src="sources.js" data-sources="data-layer" defer></script>
 * ```
 */
export function dataLayer(options: DataLayerOptions = {}): Platform {
  const { name: key = 'dataLayer' } = options;
  return {
    name: 'data-layer',
    attach(tracker) {
      const page = globalThis as unknown as Record<string, Layer | undefined>;
      const layer = (page[key] ??= []);
      const read = makeReader(options);
      const actions = sameAction(tracker);
      const letGo = actions.use();
      /** What was pushed for an event that is still to come: `ecommerce` without one. */
      let before: JsonObject | undefined;
      let since: number | undefined = performance.timeOrigin;

      /** Says whether it meant something. */
      function report(by: string, name: string, params: JsonObject, total?: Json): boolean {
        const { event_id } = params;
        const facts = read(name, params, total);
        facts.forEach(([event, payload], index) => {
          const options = typeof event_id === 'string' && !index ? { eventId: event_id } : {};
          actions.report({ by, name: event, payload, at: Date.now(), ...(since !== undefined && { since }), options });
        });
        return facts.length > 0;
      }

      function take(push: unknown): void {
        // What `gtag` pushes: Google's tag takes no array for it.
        if (Object.prototype.toString.call(push) === '[object Arguments]') {
          const [command, name, given] = Array.from(push as ArrayLike<unknown>);
          if (command !== 'event' || isOurs(given)) return;
          const params = toPlain(given ?? {});
          if (isObject(params) && !(params.send_to && isAdsOnly(params.send_to))) report('gtag', String(name), params);
          return;
        }
        if (isOurs(push)) return;
        const plain = toPlain(push);
        if (!isObject(plain)) return;
        const { event, ecommerce, ...others } = plain;
        const isCommerce = isObject(ecommerce);
        for (const [name, params, total] of isCommerce ? universalEvents(ecommerce) : []) report('universal', name, params, total);
        if (typeof event !== 'string') {
          if (ecommerce !== undefined) before = isCommerce ? ecommerce : undefined;
          return;
        }
        const params = { ...others, ...(isCommerce ? ecommerce : ecommerce === undefined ? before : {}) };
        if (report('data-layer', event, params)) before = undefined;
      }

      /** Nothing of it is the page's trouble. */
      function takeAll(pushes: unknown[]): void {
        for (const push of pushes) {
          try {
            take(push);
          } catch {
            console.error('ecom-events: data-layer: a push could not be read');
          }
        }
      }

      takeAll([...layer]);
      since = undefined;
      // Tag Manager does the same, before or after: each calls the one that it found.
      const own = Object.hasOwn(layer, 'push');
      const next = layer.push;
      let attached = true;
      const push = (...pushes: unknown[]): number => {
        const length = next.apply(layer, pushes);
        if (attached) takeAll(pushes);
        return length;
      };
      layer.push = push;

      return () => {
        attached = false;
        // With another's around it, it stays and passes on.
        if (layer.push === push) {
          if (own) layer.push = next;
          else Reflect.deleteProperty(layer, 'push');
        }
        letGo();
      };
    },
  };
}
