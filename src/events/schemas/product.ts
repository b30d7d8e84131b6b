import { amount, exact, may, must, number, pairs, payload, record, should, text } from './fields.js';
import {
  attribution,
  neededCurrency,
  neededProducts,
  optionalCurrency,
  optionalProducts,
  productFields,
} from './product-item.js';

export const productsSearched = payload({
  query: must(text('What was searched for; may hold personal data.')),
  filters: may(record('Filters in force, by name.')),
  sorts: may(pairs('Order in force.'), ['sort']),
  products: optionalProducts('Results shown.'),
  total_results: may(number('Number of all results; 0 when nothing was found.')),
});

const listId = should(text('Id of the list, stable and untranslated.'));
const listCategory = may(text('Category the list shows.'));
const listSorts = may(pairs('Order in force.'), ['sort']);

const listFields = {
  list_id: listId,
  category: listCategory,
  sub_category: may(text('Category below it.')),
  list_name: may(text('Name of the list, untranslated.')),
};

export const productListViewed = payload({
  ...listFields,
  sorts: listSorts,
  products: neededProducts('Products shown.'),
});

export const productListFiltered = payload({
  ...listFields,
  filters: should(pairs('Filters in force.')),
  sorts: listSorts,
  products: neededProducts('Products that are left.'),
});

export const productListSorted = payload({
  list_id: listId,
  category: listCategory,
  sorts: should(pairs('The order chosen.'), ['sort']),
  products: neededProducts('Products in the new order.'),
});

export const productViewed = payload({
  ...productFields,
  currency: neededCurrency,
  value: exact(amount('Price times quantity.')),
  ...attribution,
});

export const productClicked = payload({
  ...productFields,
  list_id: should(text('Id of the list the product was clicked in.')),
  currency: optionalCurrency,
  ...attribution,
});

export const productShared = payload({
  share_via: should(text('Where it was shared: `whatsapp`, `copy`, …')),
  share_message: may(text('Message of the shopper; may hold personal data.')),
  recipient: may(text('To whom; personal data, better left out.')),
  ...productFields,
});

export const productReviewed = payload({
  product_id: productFields.product_id,
  review_id: should(text('Id of the review.')),
  review_body: may(text('Text of the review; may hold personal data.')),
  rating: should(number('Rating given.')),
  name: may(text('Name as the shopper sees it.')),
  price: exact(amount('Price of one unit, in major units.')),
  sku: productFields.sku,
  category: productFields.category,
  brand: productFields.brand,
  variant: productFields.variant,
  url: productFields.url,
  image_url: productFields.image_url,
});
