import type { ProductItem } from '../../src/index.js';
import { categories, currency, imageOf, products, type Product } from './catalogue.js';
import { say } from './language.js';
import { pathTo, whole } from './links.js';

/** What a list of products can be narrowed to; names and values are those of the form's fields. */
export interface Wish {
  /** Words of a search. */
  q: string;
  /** The aisle of the shop: a category whose link was followed. */
  aisle: string;
  category: string[];
  price: string;
  sort: string;
}

/** Ranges of prices to choose from: from, and below. */
export const ranges: Record<string, [from: number, below: number]> = {
  'under-100': [0, 100],
  '100-200': [100, 200],
  'over-200': [200, Infinity],
};

const orders: Record<string, (one: Product, other: Product) => number> = {
  'price:asc': (one, other) => one.price - other.price,
  'price:desc': (one, other) => other.price - one.price,
  'rating:desc': (one, other) => other.rating - one.rating,
  'name:asc': (one, other) => say(one.name).localeCompare(say(other.name)),
};

/** The ways to sort, that of the shop first. */
export const sorts = ['featured', ...Object.keys(orders)];

const wordsOf = ({ name, text, category }: Product): string => [name, text, categories[category]].flatMap(({ en, ar }) => [en, ar]).join(' ').toLowerCase();

/** Whether all words of the search are in what is said of the product, in either language. */
const isMeant = (product: Product, q: string): boolean => {
  const words = wordsOf(product);
  return q.toLowerCase().split(/\s+/).every((word) => words.includes(word));
};

/** The products that a shopper wishes to see, in order. */
export function take({ q = '', aisle = '', category = [], price = '', sort = '' }: Partial<Wish>): Product[] {
  const [from, below] = ranges[price] ?? [0, Infinity];
  return products
    .filter((product) => isMeant(product, q))
    .filter((product) => !aisle || product.category === aisle)
    .filter((product) => !category.length || category.includes(product.category))
    .filter((product) => product.price >= from && product.price < below)
    .sort(orders[sort] ?? (() => 0));
}

/** The address of a product's page. */
export const productUrl = (id: string): string => pathTo('product', { id });

/** A product as events have it, at its place in a list. */
export const toItem = (product: Product, index: number): ProductItem => ({
  product_id: product.id,
  sku: product.sku,
  name: say(product.name),
  category: product.category,
  price: product.price,
  currency,
  position: index + 1,
  url: whole(productUrl(product.id)),
  image_url: whole(imageOf(product)),
});
