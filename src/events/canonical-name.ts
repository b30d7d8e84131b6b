import { nameKey, verbFirst } from './names.js';
import { eventNames } from './event-names.generated.js';
import { nameAliases } from './tables.generated.js';

let names: Map<string, string> | undefined;

/**
 * The catalogue's name for any of its spellings: `product_added`, `ecom-product-added`, `Added Product`
 * (Segment v1), `Wishlist Product Added` (Salla's kit). A name that the catalogue does not know stays as it is.
 */
export function canonicalName(spelling: string): string {
  if (eventNames.includes(spelling)) return spelling;
  names ??= new Map([
    ...[verbFirst, String].flatMap((order) => eventNames.map((name): [string, string] => [nameKey(order(name)), name])),
    ...nameAliases,
  ]);
  return names.get(nameKey(spelling)) ?? spelling;
}
