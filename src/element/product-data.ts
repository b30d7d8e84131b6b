import type { ProductItem } from '../events/payloads.js';
import { isObject, toPlain, type JsonObject } from '../events/plain.js';
import { closestComposed } from './composed-tree.js';

/** What is known of a product: any of its fields, those of its list or wishlist, and the theme's own. */
export type ProductData = Partial<ProductItem> & JsonObject;

/** An element that carries product data. */
export interface ProductElement extends Element {
  product?: ProductData;
}

/** The fields that may stand in attributes: `product-id`, `image-url` … */
const textFields = ['product_id', 'sku', 'name', 'brand', 'category', 'variant', 'coupon', 'currency', 'url', 'image_url'];
const numberFields = ['price', 'quantity', 'position'];

const attributeOf = (field: string): string => field.replace('_', '-');

/**
 * What is known of the product at `element`, now: its `product` property, a JSON script in it, its attributes,
 * then the same of the `<ecom-product>` around it, then the list (`list_id`, `position`). Nearer wins, field by field.
 * With `from="json-ld"` the page's only JSON-LD Product comes last.
 */
export function readProduct(element: ProductElement): ProductData {
  const around = closestComposed(element, 'ecom-product') as ProductElement | null;
  return {
    ...(closestComposed(element, '[from="json-ld"]') && readJsonLd()),
    ...readList(around ?? element),
    ...(around && around !== element && readOwn(around)),
    ...readOwn(element),
  };
}

/** The product data written on one element itself. */
function readOwn(element: ProductElement): ProductData {
  const data: ProductData = {};
  for (const field of textFields) {
    const value = element.getAttribute(attributeOf(field));
    if (value) data[field] = value;
  }
  for (const field of numberFields) {
    const value = element.getAttribute(attributeOf(field));
    // What is no number stays as it is, for the judge to name it.
    if (value) data[field] = Number.isNaN(Number(value)) ? value : Number(value);
  }
  return { ...data, ...readScript(element), ...(toPlain(element.product) as ProductData | undefined) };
}

/** The JSON in the element's own `<script type="application/json">`. */
export function readScript(element: Element): JsonObject | undefined {
  const script = element.querySelector(':scope > script[type="application/json"]');
  return script ? parse(script.textContent, element) : undefined;
}

function parse(text: string, element: Element): JsonObject | undefined {
  try {
    const data = toPlain(JSON.parse(text));
    if (isObject(data)) return data;
  } catch {
    // Told below.
  }
  console.error('ecom-events: this is not a JSON object, in', element);
  return undefined;
}

/** What the list around a product gives it. */
function readList(product: Element): ProductData {
  const list = closestComposed(product, 'ecom-product-list');
  if (!list) return {};
  const data: ProductData = { position: [...list.querySelectorAll<Element>('ecom-product')].indexOf(product) + 1 };
  const id = list.getAttribute('list-id');
  if (id) data.list_id = id;
  if (!data.position) delete data.position;
  return data;
}

/** The page's JSON-LD Product, when there is exactly one: with two nobody can say which is meant. */
function readJsonLd(): ProductData {
  const products = [...document.querySelectorAll('script[type="application/ld+json"]')]
    .map((script) => parse(script.textContent, script))
    .filter((data) => data?.['@type'] === 'Product');
  const [product] = products;
  if (products.length !== 1 || !product) return {};
  const offer = Array.isArray(product.offers) ? product.offers[0] : product.offers;
  const data: ProductData = {};
  const take = (field: string, value: unknown): void => {
    if (typeof value === 'string' || typeof value === 'number') data[field] = value;
  };
  take('product_id', product.productID ?? product.sku);
  take('sku', product.sku);
  take('name', product.name);
  take('category', product.category);
  take('brand', isObject(product.brand) ? product.brand.name : product.brand);
  take('url', product.url);
  take('image_url', Array.isArray(product.image) ? product.image[0] : product.image);
  if (isObject(offer)) {
    take('price', offer.price);
    take('currency', offer.priceCurrency);
  }
  return data;
}
