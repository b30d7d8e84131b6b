import { amount, currency, exact, item, list, may, must, number, should, text } from './fields.js';

/** What every event about one product says of it, in the order of the Segment specification. */
export const productFields = {
  product_id: must(text('Id of the product in the shop, the same as in the catalogue feed.')),
  sku: may(text('Stock keeping unit.')),
  category: may(text('Category of the product.')),
  name: should(text('Name as the shopper sees it.')),
  brand: may(text('Brand.')),
  variant: may(text('Chosen variant, e.g. `Red / L`.')),
  price: should(amount('Price of one unit after its discount, in major units.')),
  quantity: exact(amount('Units.')),
  coupon: may(text('Coupon code used on the product.')),
  position: may(number('Place in the list, the first is 1.')),
  url: may(text('Address of the product page.')),
  image_url: may(text('Address of a picture.')),
};

/** Units of an addition or removal: the difference, not what the cart then holds. */
export const quantityChange = exact(amount('Units added or removed by this action, not the new total.'));

/** Currency that an amount of the event needs. */
export const neededCurrency = should(currency('ISO 4217 code of the amounts, e.g. `SAR`; never assumed.'));

/** Currency of an event that has amounts only sometimes. */
export const optionalCurrency = may(currency('ISO 4217 code of the amounts, e.g. `SAR`.'));

/** What led to the product, for attribution. */
export const attribution = {
  source: may(text('Block of the page that led here, e.g. `search` or `bought_together`.')),
  request_id: may(text('Id of the search or recommendation that led here.')),
};

/** One product in a list, a cart or an order. */
export const productItem = item('product', {
  ...productFields,
  currency: may(currency('ISO 4217 code of this line’s price.')),
  cart_item_id: may(text('Id of the line in the cart.')),
});

/** The products without which the event means nothing. */
export const neededProducts = (description: string) => must(list(productItem, description));

/** The products where a destination wants them. */
export const wantedProducts = (description: string) => should(list(productItem, description));

/** The products where they are good to have. */
export const optionalProducts = (description: string) => may(list(productItem, description));
