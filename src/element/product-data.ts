import type { ProductItem } from '../events/payloads.js';
import { isObject, toPlain, type JsonObject } from '../events/plain.js';
import { readNumber } from '../events/read-number.js';
import { composedAncestors } from './composed-tree.js';

/** What is known of a product: any of its fields, those of its list or wishlist, and the theme's own. */
export type ProductData = Partial<ProductItem> & JsonObject;

/** An element that carries product data; one that others take theirs from says more by `describeProduct`. */
export interface ProductElement extends Element {
  product?: ProductData;
  describeProduct?(position?: number): ProductData;
}

/** The fields that may stand in attributes: `product-id`, `image-url` … */
const numbers = ['price', 'quantity', 'position'];
const fields = ['product_id', 'sku', 'name', 'brand', 'category', 'variant', 'coupon', 'currency', 'url', 'image_url', ...numbers];

/**
 * What is known of the product at `element`, now: its `product` property, a JSON script in it, its attributes, then
 * what the `<ecom-product>` around it says. Nearer wins, field by field.
 */
export function readProduct(element: ProductElement): ProductData {
  const around = composedAncestors(element).find(({ localName }) => localName === 'ecom-product') as ProductElement | undefined;
  return { ...around?.describeProduct?.(), ...readOwnProduct(element) };
}

/** The product at `element`, as lists of products in payloads have it; its `position` in its list, where that is known. */
export function readItem(element: ProductElement, position?: number): ProductItem {
  const { list_id: _, ...data } = element.describeProduct?.(position) ?? readProduct(element);
  return { ...data, product_id: data.product_id! };
}

/** The products that a list shows, in order. */
export const cardsOf = (list: Element): ProductElement[] => [...list.querySelectorAll('ecom-product:not([hidden], :scope [hidden] *)')];

/** The product data written on the element itself. */
export const readOwnProduct = (element: ProductElement): ProductData => readWritten<ProductData>(element, element.product, fields, numbers);

/**
 * What is written on an element: in the attributes of these fields, in a JSON script in it, and what was `given` to it
 * from JavaScript. The later wins, field by field. As in any JSON, nobody has looked at the values yet.
 */
export function readWritten<Data extends JsonObject>(element: Element, given: unknown, fields: readonly string[], numbers: readonly string[]): Data {
  const data: JsonObject = {};
  for (const field of fields) {
    const value = element.getAttribute(field.replace('_', '-'))?.trim();
    // What should be a number and is none stays as it is, for the judge to name it.
    if (value) data[field] = numbers.includes(field) ? (readNumber(value) ?? value) : value;
  }
  const plain = toPlain(given);
  return { ...data, ...readScript(element), ...(isObject(plain) && plain) } as Data;
}

/** The JSON in the element's own `<script type="application/json">`. */
export function readScript(element: Element): JsonObject | undefined {
  const script = element.querySelector(':scope > script[type="application/json"]');
  const data = script && parseJson(script.textContent, element);
  if (isObject(data)) return data;
  if (data) console.error('ecom-events: no JSON object in', element);
  return undefined;
}

/** How many the shopper wrote into a field of the theme's; `undefined` when that is no number, or nothing at all. */
export const readQuantity = (field: object | null | undefined): number | undefined =>
  field && 'value' in field ? readNumber(field.value as string) : undefined;

/** The JSON in `text`; what is none is told, with the element that has it. */
export function parseJson(text: string, element: Element): unknown {
  try {
    return JSON.parse(text);
  } catch {
    console.error('ecom-events: no JSON in', element);
  }
}
