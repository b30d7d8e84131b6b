import type { EventEntry } from '../catalogue.js';
import * as schemas from '../schemas/product.js';
import { dates, mug } from './shop.js';

const list = { list_id: 'category_mugs', category: 'أكواب', list_name: 'mugs' };
const sorts = [{ type: 'price', value: 'asc' }];

export const productEvents: EventEntry[] = [
  {
    name: 'Products Searched',
    description: 'The shopper searched for products.',
    schema: schemas.productsSearched,
    example: { query: 'كوب', filters: { brand: 'دار الفخار' }, sorts, products: [mug], total_results: 1 },
  },
  {
    name: 'Product List Viewed',
    aliases: ['Viewed Product Category'],
    description: 'A list of products was shown.',
    schema: schemas.productListViewed,
    example: { ...list, sorts, products: [mug, dates] },
  },
  {
    name: 'Product List Filtered',
    description: 'The shopper filtered a list of products.',
    schema: schemas.productListFiltered,
    example: { ...list, filters: [{ type: 'brand', value: 'دار الفخار' }], sorts, products: [mug] },
  },
  {
    name: 'Product List Sorted',
    description: 'The shopper changed the order of a list of products.',
    schema: schemas.productListSorted,
    example: { list_id: 'category_mugs', category: 'أكواب', sorts, products: [mug, dates] },
  },
  {
    name: 'Product Viewed',
    description: 'The shopper looked at a product.',
    schema: schemas.productViewed,
    example: { ...mug, quantity: 1, currency: 'SAR', value: 35, source: 'search', request_id: 'q-81c2' },
  },
  {
    name: 'Product Clicked',
    description: 'The shopper chose a product of a list.',
    schema: schemas.productClicked,
    example: { ...dates, list_id: 'home_featured', currency: 'SAR' },
  },
  {
    name: 'Product Shared',
    description: 'The shopper shared a product.',
    schema: schemas.productShared,
    example: { share_via: 'whatsapp', ...dates },
  },
  {
    name: 'Product Reviewed',
    description: 'The shopper wrote a review of a product.',
    schema: schemas.productReviewed,
    example: {
      product_id: '1846327032',
      review_id: '77120',
      review_body: 'جميل وجودته ممتازة',
      rating: 5,
      name: 'كوب سيراميك أزرق',
      price: 35,
    },
  },
];
