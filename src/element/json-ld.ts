import { isObject, type JsonObject } from '../events/plain.js';
import { parseJson, type ProductData } from './product-data.js';

/** The page's JSON-LD Product, when there is exactly one: with two nobody can say which is meant. */
export function readJsonLd(): ProductData {
  const products = [...document.querySelectorAll('script[type="application/ld+json"]')]
    .flatMap((script) => nodesOf(parseJson(script.textContent, script)))
    .filter((node) => [node['@type']].flat().includes('Product'));
  const [product] = products;
  if (products.length !== 1 || !product) return {};
  const offer = first(product.offers);
  const data: ProductData = {};
  const take = (field: string, value: unknown): void => {
    if (typeof value === 'string' || typeof value === 'number') data[field] = value;
  };
  take('product_id', product.productID ?? product.sku);
  take('brand', isObject(product.brand) ? product.brand.name : product.brand);
  take('image_url', first(product.image));
  for (const field of ['sku', 'name', 'category', 'url']) take(field, product[field]);
  if (isObject(offer)) {
    take('price', offer.price);
    take('currency', offer.priceCurrency);
  }
  return data;
}

/** What a script describes: one thing, a list of them, or a graph. */
const nodesOf = (data: unknown): JsonObject[] =>
  Array.isArray(data) ? data.flatMap(nodesOf) : isObject(data) ? [data, ...nodesOf(data['@graph'])] : [];

const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);
