import type { JsonObject } from '../../events/plain.js';
import { amountIn, type Fact, plainValue, priceOf, productId, type Readers, readItems, sumOf, unitsOf, type VendorOptions, withCurrency } from './core.js';

/** What the advertisers' pixels may be told. */
export interface PixelOptions extends VendorOptions {
  /** Amount of an order that their optimisation runs on: what is paid (`total`), or without shipping and tax (`revenue`). */
  value?: 'total' | 'revenue';
  /** What the ids are in the catalogue feed: products, or groups of variants. `product` when absent; never a category. */
  contentType?: 'product' | 'product_group';
}

/** A field of the only product. */
const ofOne =
  (field: string) =>
  (_: JsonObject, { lines }: Fact) =>
    lines?.length === 1 ? plainValue(lines[0]!, field) : undefined;

/** First level of a category: `Home > Kitchen` is in `Home`. */
const firstLevel = (source: JsonObject): string | undefined => (plainValue(source, 'category') as string | undefined)?.split('>')[0]!.trim() || undefined;

/** The category of a list, or the one that all products share. */
function category(payload: JsonObject, { lines = [] }: Fact): string | undefined {
  const [first, ...others] = payload.category ? [firstLevel(payload)] : lines.map(firstLevel);
  return others.every((other) => other === first) ? first : undefined;
}

/** Units of all products. */
const units = (_: JsonObject, { lines }: Fact): number | undefined => lines?.reduce((sum, line) => sum + unitsOf(line), 0);

/** How the advertisers' parameters are made; `items` is the row of one of their `contents`, which begins with its id. */
export function pixelReaders({ ids, contentType = 'product', value: setting = 'total' }: PixelOptions, items = ''): Readers {
  /** Of an order what the setting says; else price times quantity. */
  const value = (payload: JsonObject, fact: Fact): number | undefined => {
    const isOrder = /^(Checkout|Payment|Order) /.test(fact.name);
    // What a search finds nobody has chosen, and signing up costs nothing.
    const isFree = /^(Products|Signed) /.test(fact.name);
    if (isFree && payload.value === undefined) return undefined;
    const order = isOrder ? amountIn(payload, ...(setting === 'total' ? ['total', 'value'] : ['revenue', 'subtotal'])) : undefined;
    return withCurrency(fact, order ?? (isFree ? undefined : sumOf(fact)) ?? (isOrder ? undefined : amountIn(payload, 'value')));
  };
  const idOf = (line: JsonObject): string | undefined => productId(line, ids);
  const idsOf = (_: JsonObject, { lines, note }: Fact): string[] | undefined => {
    const all = lines?.flatMap((line) => idOf(line) ?? []);
    if (all && all.length < lines!.length) note('a product is left out: no id');
    return all?.length ? all : undefined;
  };
  const itemReaders: Readers = { id: idOf, content_id: idOf, price: priceOf, item_price: priceOf, quantity: unitsOf, content_category: firstLevel };
  return {
    content_ids: idsOf,
    item_ids: idsOf,
    content_type: (_, { lines }) => (lines?.length ? contentType : undefined),
    content_name: ofOne('name'),
    description: ofOne('name'),
    content_category: category,
    item_category: category,
    num_items: units,
    number_items: units,
    quantity: units,
    value,
    price: value,
    contents(_, fact) {
      const contents = readItems(items, { ...fact, lines: fact.lines?.filter(idOf) }, itemReaders);
      return contents?.length ? contents : undefined;
    },
  };
}
