import { isObject, toPlain, type Json, type JsonObject } from '../events/plain.js';
import type { Platform } from '../tracker/platform.js';
import { sameAction } from './same-action.js';
import { fetchCart, makeCart } from './shopify/cart.js';
import { filtersOf, makeLists, sortsOf } from './shopify/lists.js';
import { readPixel, type ShopifyAnalytics } from './shopify/pixel.js';
import { addressOf, amountOf, at, currencyOf, idOf, known, objectsAt, titleOf } from './shopify/values.js';
import { textOf } from './text.js';

export type { ShopifyAnalytics };

/** How Shopify's events are read. */
export interface ShopifyOptions {
  /**
   * Whether lines of the cart whose product was not seen on the page are looked up in the shop's own `/cart.js`, one
   * request for a change or a view of the cart; they are when absent.
   */
  lookUp?: boolean;
  /** What a custom pixel is given: its customer events are read. The global `analytics` of a pixel when absent. */
  analytics?: ShopifyAnalytics;
  /** Our names that are left out, such as `Product List Viewed` where an element reports lists. */
  except?: readonly string[];
}

/**
 * A store on Shopify, by what its theme says of itself. Standard storefront events
 * (shopify.dev/docs/api/storefront-events-and-actions/events, types of cdn.shopify.com/storefront/standard-events.d.ts):
 *
 * | `shopify:…` | here |
 * |---|---|
 * | `product:view` of a page or a dialog | Product Viewed |
 * | `product:view` of cards, `collection:view` | Product List Viewed: cards of a second are one view |
 * | `collection:update` | Product List Filtered, Product List Sorted |
 * | `search:update` | Products Searched, or those two of the list `search` where the query is the same |
 * | `cart:view` | Cart Viewed |
 * | `cart:lines-update` | Product Added, Product Removed, Cart Updated: when its promise has resolved without `userErrors`, with the units that really changed |
 * | `cart:discount-update` | Coupon Applied, Coupon Denied, Coupon Removed, likewise |
 *
 * In a custom pixel, which alone sees Shopify's checkout, its customer events (`shopify/pixel.ts`), orders among them. Ids
 * are the numbers in Shopify's: `product_id`, and `variant_id` besides. `page:view` is left to the page's own report.
 * Not verified against a live store: what the keys of the Ajax API are among the lines of carts that a theme makes by the
 * Storefront API, where such a line stays without its product.
 *
 * ```ts
 * ecom.use(shopify()); // without modules: <script src="sources.js" data-sources="shopify" defer></script>
 * ```
 */
export function shopify(options: ShopifyOptions = {}): Platform {
  const { lookUp = true, except = [] } = options;
  return {
    name: 'shopify',
    attach(tracker) {
      const actions = sameAction(tracker);
      const letGo = actions.use();
      const stop = new AbortController();
      const { signal } = stop;
      const report = (name: string, payload: JsonObject, when = Date.now()): void => {
        if (!except.includes(name)) actions.report({ by: 'shopify', name, payload, at: when });
      };
      const cart = makeCart(lookUp ? fetchCart : undefined);
      const lists = makeLists(report);
      /** The collection of the page. */
      let collection: JsonObject = {};
      /** What was last filtered and sorted by, by list, and the query of the search. */
      const last = new Map<string, { filters: string; sorts: string; query?: Json | undefined }>();

      /** Does something with the fields of an event; nothing of it is the page's trouble. */
      const listen = (type: string, act: (read: (field: string) => Json | undefined, settled: () => Promise<Json | undefined>) => unknown): void =>
        document.addEventListener(
          `shopify:${type}`,
          (event) => {
            const fields = event as unknown as Record<string, unknown>;
            // What was declined or has failed has not happened.
            const settled = async (): Promise<Json | undefined> => toPlain(await fields.promise);
            void (async () => act((field) => toPlain(fields[field]), settled))().catch(() => {});
          },
          { signal, capture: true },
        );

      function readProduct(product: Json | undefined, variant = at(product, 'selectedVariant')): JsonObject {
        const [price, handle] = [at(variant, 'price'), at(product, 'handle')];
        return known({
          product_id: idOf(at(product, 'id')),
          variant_id: idOf(at(variant, 'id')),
          name: at(product, 'title'),
          variant: titleOf(at(variant, 'title')),
          price: amountOf(price),
          currency: currencyOf(price),
          url: handle && addressOf(`products/${textOf(handle)}`),
        });
      }

      const listOf = (context: Json | undefined): JsonObject => (context === 'collection' && collection.list_id ? collection : { list_id: context as string });

      listen('product:view', (read) => {
        const product = readProduct(read('product'));
        const context = read('context');
        cart.learn(product);
        if (context === 'collection' || context === 'search' || context === 'recommendation') lists.add(listOf(context), product);
        else report('Product Viewed', product);
      });
      listen('product:select', async (read, settled) => {
        const product = read('product');
        cart.learn(readProduct(product, at(await settled(), 'variant')));
      });
      listen('collection:view', (read) => {
        const told = read('collection');
        const handle = at(told, 'handle');
        collection = known({ list_id: idOf(at(told, 'id')) ?? handle, list_name: handle });
        lists.open('Product List Viewed', collection);
      });

      /** A filter, an order or a query is about to become another one; it has when `settled` resolves. */
      async function update(list: JsonObject, source: Json, settled: () => Promise<Json | undefined>): Promise<void> {
        const id = textOf(list.list_id);
        const [filters, sorts, query] = [filtersOf(source), sortsOf(source), at(source, 'query')];
        const old = last.get(id) ?? { filters: '[]', sorts: '[]' };
        const now = { filters: JSON.stringify(filters), sorts: JSON.stringify(sorts), query };
        last.set(id, now);
        if (query !== undefined && query !== old.query) {
          lists.renew(id);
          const total_results = at(await settled(), 'totalCount');
          report('Products Searched', known({ query, filters: Object.fromEntries(filters.map(({ type, value }) => [type, value])), sorts, total_results }));
          return;
        }
        const isFiltered = now.filters !== old.filters;
        if (!isFiltered && now.sorts === old.sorts) return;
        const view = lists.open(isFiltered ? 'Product List Filtered' : 'Product List Sorted', { ...list, ...(isFiltered && { filters }), sorts }, false);
        try {
          await settled();
          lists.confirm(view);
        } catch {
          lists.drop(view);
          last.set(id, old);
        }
      }

      listen('collection:update', (read, settled) => {
        const told = read('collection');
        const handle = at(told, 'handle');
        return update(known({ list_id: idOf(at(told, 'id')) ?? handle, list_name: handle }), { productFilters: read('productFilters'), sortKey: read('sortKey') }, settled);
      });
      listen('search:update', (read, settled) => update({ list_id: 'search' }, read('search') ?? {}, settled));

      const tell = (facts: [string, JsonObject][], when: number): void => facts.forEach(([name, payload]) => report(name, payload, when));
      listen('cart:view', async (read) => {
        const when = Date.now();
        tell(await cart.viewed(read('cart') ?? undefined), when);
      });
      listen('cart:lines-update', async (read, settled) => {
        const [action, lines] = [read('action'), objectsAt({ lines: read('lines') }, 'lines')];
        const prepared = cart.prepare(action, lines);
        const result = await settled();
        const told = at(result, 'cart');
        const when = Date.now();
        if (isObject(told) && !objectsAt(result, 'userErrors').length) tell(await cart.confirmed(action, lines, told, prepared), when);
      });
      listen('cart:discount-update', async (read, settled) => {
        const codes = objectsAt({ codes: read('discountCodes') }, 'codes').map(({ code }) => textOf(code));
        tell(cart.coupons(codes, (await settled()) ?? {}), Date.now());
      });

      const leave = (event: Event): void => {
        if (event.type === 'pagehide' || document.hidden) lists.end();
      };
      addEventListener('pagehide', leave, { signal, capture: true });
      addEventListener('visibilitychange', leave, { signal, capture: true });

      const analytics = options.analytics ?? (globalThis as { analytics?: Partial<ShopifyAnalytics> }).analytics;
      // Other vendors' objects of that name have nothing to subscribe to; and nobody can unsubscribe.
      if (typeof analytics?.subscribe === 'function') readPixel(analytics as ShopifyAnalytics, (...told) => signal.aborted || report(...told));

      return () => {
        lists.end();
        stop.abort();
        letGo();
      };
    },
  };
}
