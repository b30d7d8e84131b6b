import type { JsonObject } from '../plain.js';

/* The small bilingual shop that the examples of the catalogue come from. */

export const mug: JsonObject = {
  product_id: '1846327032',
  sku: 'MUG-350-BLUE',
  category: 'أكواب',
  name: 'كوب سيراميك أزرق',
  brand: 'دار الفخار',
  variant: 'أزرق / 350 مل',
  price: 35,
  quantity: 2,
  position: 1,
  url: 'https://shop.example/ar/p/blue-mug',
  image_url: 'https://shop.example/img/blue-mug.jpg',
};

export const dates: JsonObject = {
  product_id: '1846327145',
  sku: 'DATES-1KG',
  category: 'Dates',
  name: 'Ajwa dates, 1 kg',
  brand: 'Nakhla',
  price: 89.5,
  quantity: 1,
  position: 2,
  url: 'https://shop.example/en/p/ajwa-dates',
  image_url: 'https://shop.example/img/ajwa-dates.jpg',
};

export const cartId = '918273645';
export const checkoutId = '918273645-1';
export const orderId = '204417';

/** Two mugs and a kilo of dates, in the cart. */
export const lines: JsonObject[] = [
  { ...mug, cart_item_id: '501', currency: 'SAR' },
  { ...dates, cart_item_id: '502', currency: 'SAR' },
];

/** What the lines cost with a coupon, shipping and 15 % tax. */
export const amounts: JsonObject = { revenue: 139.5, shipping: 20, tax: 23.93, discount: 20, currency: 'SAR' };
export const total = 183.43;
