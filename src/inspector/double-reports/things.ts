import { isObject, type Json, type JsonObject } from '../../events/plain.js';

/** What a report is about: the first kind of these of which it names one. */
export interface Things {
  kind: 'order' | 'product' | 'other';
  ids: string[];
}

/** Names of ids, in our words and in the vendors', by what they are of. */
const kinds: [Things['kind'], RegExp][] = [
  ['order', /^(order_id|transaction_id)$/],
  ['product', /^(product_id|variant_id|sku|item_ids?|content_ids?|id)$/],
  ['other', /^(promotion_id|list_id|item_list_id|coupon_id|query|search_term|search_string|checkout_id)$/],
];

/** Lists of products are not looked into any deeper than vendors nest them. */
const maxDepth = 3;

/** What a payload, or the parameters of a vendor's call, are about; nothing when they name nothing. */
export function thingsIn(params: Json | undefined): Things | undefined {
  for (const [kind, isId] of kinds) {
    const ids = [...new Set(valuesOf(params, isId, 0))];
    if (ids.length) return { kind, ids };
  }
  return undefined;
}

function valuesOf(params: Json | undefined, isId: RegExp, depth: number): string[] {
  if (depth > maxDepth) return [];
  if (Array.isArray(params)) return params.flatMap((item) => valuesOf(item, isId, depth + 1));
  if (!isObject(params)) return [];
  return Object.entries(params).flatMap(([name, value]) => {
    const values = Array.isArray(value) ? value : [value];
    if (isId.test(name)) return values.filter((one) => typeof one === 'string' || typeof one === 'number').map(String);
    return typeof value === 'object' ? valuesOf(value, isId, depth + 1) : [];
  });
}

/**
 * Whether two reports are about the same thing; undefined where one of them does not say. An id may be a part of the
 * other one: the feed of a shop has ids such as `wc_post_id_123`.
 */
export function areSame(one: Things | undefined, other: Things | undefined): boolean | undefined {
  if (one?.kind !== other?.kind || !one || !other) return undefined;
  const parts = ({ ids }: Things): Set<string> => new Set(ids.flatMap((id) => [id.trim().toLowerCase(), ...id.toLowerCase().split(/[_:/.-]/)]));
  const [mine, theirs] = [parts(one), parts(other)];
  return one.ids.some((id) => theirs.has(id.trim().toLowerCase())) || other.ids.some((id) => mine.has(id.trim().toLowerCase()));
}

/** A text that is the same for the same parameters, in whatever order they stand; a vendor's own options left out. */
export function fingerprint(params: Json | undefined): string {
  const sorted = (value: Json | undefined): Json | undefined => {
    if (Array.isArray(value)) return value.map((item) => sorted(item) ?? null);
    if (!isObject(value)) return value;
    const names = Object.keys(value).filter((name) => !/^(send_to|client_dedup_id|event_id)$/.test(name));
    return Object.fromEntries(names.sort().map((name) => [name, sorted(value[name])])) as JsonObject;
  };
  return JSON.stringify(sorted(params)) ?? '';
}
