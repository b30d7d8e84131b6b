import type { JsonObject } from '../../events/plain.js';
import { plainValue } from './plain-value.js';

/**
 * Which id of a product a vendor gets, the same from the view to the purchase; it has to be the id of the catalogue
 * feed. A template takes fields of the product in braces, `{id}` is the product's: `wc_post_id_{id}`, `{product_id}_{sku}`.
 */
export type IdPolicy = 'product' | 'variant' | 'sku' | (string & {});

const templates: Readonly<Record<string, string>> = { product: '{id}', variant: '{variant_id}', sku: '{sku}' };

/** The id of a product by this policy. One that lacks a field of it has none: another kind of id would match nothing. */
export function productId(product: JsonObject, policy: IdPolicy = 'product'): string | undefined {
  let whole = true;
  const id = (templates[policy] ?? policy).replace(/\{(\w+)\}/g, (_, field: string) => {
    const value = plainValue(product, field === 'id' ? 'product_id' : field);
    whole &&= value !== undefined;
    return String(value);
  });
  return whole ? id : undefined;
}
