import type { Golden } from './golden.js';

const mugs = {
  content_id: '1846327032',
  content_name: 'كوب سيراميك أزرق',
  content_category: 'أكواب',
  brand: 'دار الفخار',
  price: 35,
  quantity: 2,
};
const oneMug = { ...mugs, quantity: 1 };
const dates = { content_id: '1846327145', content_name: 'Ajwa dates, 1 kg', content_category: 'Dates', brand: 'Nakhla', price: 89.5, quantity: 1 };
const ids = ['1846327032', '1846327145'];
const content_type = 'product';
const currency = 'SAR';
const options = { event_id: 'e-1' };

/** Rows of the event table, column TikTok. The value of a checkout and of an order is its total, a price that of one unit. */
export const golden: Golden = {
  'Signed In': [],
  'Signed Up': [['track', 'CompleteRegistration', {}, options]],
  'Signed Out': [],
  'User Profile Updated': [],
  'Product Added': [
    [
      'track',
      'AddToCart',
      { content_type, content_ids: ['1846327032'], contents: [mugs], quantity: 2, description: 'كوب سيراميك أزرق', currency, value: 70 },
      options,
    ],
  ],
  'Product Removed': [],
  'Cart Viewed': [],
  // One mug more.
  'Cart Updated': [
    [
      'track',
      'AddToCart',
      { content_type, content_ids: ['1846327032'], contents: [oneMug], quantity: 1, description: 'كوب سيراميك أزرق', currency, value: 35 },
      options,
    ],
  ],
  'Cart Shared': [],
  'Checkout Started': [
    ['track', 'InitiateCheckout', { content_type, content_ids: ids, contents: [mugs, dates], quantity: 3, currency, value: 183.43 }, options],
  ],
  'Checkout Step Viewed': [],
  'Checkout Step Completed': [],
  'Payment Info Entered': [['track', 'AddPaymentInfo', { contents: [mugs, dates], currency, value: 183.43 }, options]],
  'Payment Failed': [],
  // Two products have no description in common.
  'Order Completed': [
    [
      'track',
      'Purchase',
      { content_type, content_ids: ids, contents: [mugs, dates], quantity: 3, currency, value: 183.43 },
      { event_id: 'purchase:204417' },
    ],
  ],
  'Order Updated': [],
  'Order Refunded': [],
  'Order Cancelled': [],
  'Products Searched': [['track', 'Search', { search_string: 'كوب' }, options]],
  'Product List Viewed': [],
  'Product List Filtered': [],
  'Product List Sorted': [],
  'Product Viewed': [
    [
      'track',
      'ViewContent',
      { content_type, content_ids: ['1846327032'], contents: [oneMug], quantity: 1, description: 'كوب سيراميك أزرق', currency, value: 35 },
      options,
    ],
  ],
  'Product Clicked': [],
  'Product Shared': [],
  'Product Reviewed': [],
  'Promotion Viewed': [],
  'Promotion Clicked': [],
  'Coupon Entered': [],
  'Coupon Applied': [],
  'Coupon Denied': [],
  'Coupon Removed': [],
  'Product Added to Wishlist': [['track', 'AddToWishlist', { contents: [dates], currency, value: 89.5 }, options]],
  'Product Removed from Wishlist': [],
  'Wishlist Product Added to Cart': [
    [
      'track',
      'AddToCart',
      { content_type, content_ids: ['1846327145'], contents: [dates], quantity: 1, description: 'Ajwa dates, 1 kg', currency, value: 89.5 },
      options,
    ],
  ],
  page: [['page']],
};
