import type { Json, JsonObject } from '../../events/plain.js';
import { at, idOf, known, objectsAt } from './values.js';
import { textOf } from '../text.js';

/** Cards that come into view within this many milliseconds after the first are one view of a list. */
const gather = 1000;

/** A view of a list that is under way. */
interface View {
  name: string;
  fields: JsonObject;
  products: JsonObject[];
  at: number;
  timer?: ReturnType<typeof setTimeout>;
}

/** `{ variantOption: { name: 'Color', value: 'Red' } }` → `Color` is `Red`. */
function pairOf([kind, value]: [string, Json | undefined]): JsonObject {
  const name = at(value, 'name') ?? at(value, 'key');
  const { min, max } = { min: at(value, 'min'), max: at(value, 'max') };
  const range = min !== undefined || max !== undefined ? `${textOf(min)}-${textOf(max)}` : undefined;
  const word = at(value, 'value') ?? idOf(at(value, 'id')) ?? range ?? value;
  return known({ type: name ?? kind, value: typeof word === 'object' ? undefined : String(word) });
}

/** The filters in force. */
export const filtersOf = (source: Json): JsonObject[] => objectsAt(source, 'productFilters').flatMap((filter) => Object.entries(filter).map(pairOf));

/** The order in force, in Shopify's word. */
export const sortsOf = (source: Json): JsonObject[] => {
  const key = at(source, 'sortKey');
  return typeof key === 'string' ? [{ type: key.toLowerCase() }] : [];
};

/**
 * Makes views of lists of cards: Shopify tells of a collection, and of each card that comes into view. Those of a moment
 * are one Product List Viewed, each card once for each list; after filtering or sorting those that come are what is left.
 */
export function makeLists(report: (name: string, payload: JsonObject, at: number) => void) {
  const views = new Map<string, View>();
  const shown = new Map<string, Set<Json | undefined>>();
  const close = (list: string): void => {
    const view = views.get(list);
    if (!view) return;
    clearTimeout(view.timer);
    views.delete(list);
    report(view.name, { ...view.fields, products: view.products }, view.at);
  };
  /** Begins a view; one that the shop has yet to confirm is not closed before `confirm`. */
  const open = (name: string, fields: JsonObject, isConfirmed = true): View => {
    const list = textOf(fields.list_id);
    close(list);
    if (name !== 'Product List Viewed') shown.delete(list);
    const view: View = { name, fields, products: [], at: Date.now() };
    views.set(list, view);
    if (isConfirmed) confirm(view);
    return view;
  };
  const confirm = (view: View): void => {
    const list = textOf(view.fields.list_id);
    if (views.get(list) === view) view.timer = setTimeout(() => close(list), gather);
  };
  return {
    open,
    confirm,
    /** The shop has declined it. */
    drop: (view: View): void => void (views.get(textOf(view.fields.list_id)) === view && views.delete(textOf(view.fields.list_id))),
    /** The cards of a list are new ones: another search. */
    renew: (list: string): void => void shown.delete(list),
    /** A card has come into view. */
    add(fields: JsonObject, product: JsonObject): void {
      const list = textOf(fields.list_id);
      const ids = shown.get(list) ?? new Set();
      shown.set(list, ids);
      if (ids.has(product.product_id)) return;
      const { products } = views.get(list) ?? open('Product List Viewed', fields);
      ids.add(product.product_id);
      products.push({ ...product, position: ids.size });
    },
    /** The page is left: what is under way is all there is. */
    end: (): void => [...views].forEach(([list, { timer }]) => timer && close(list)),
  };
}
