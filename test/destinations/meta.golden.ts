import type { Golden } from './golden.js';

const mugs = { id: '1846327032', quantity: 2, item_price: 35 };
const oneMug = { id: '1846327032', quantity: 1, item_price: 35 };
const dates = { id: '1846327145', quantity: 1, item_price: 89.5 };
const cart = { content_ids: ['1846327032', '1846327145'], contents: [mugs, dates], currency: 'SAR' };
const options = { eventID: 'e-1' };

/** Rows of the event table, column Meta. The value of a checkout and of an order is its total, 183.43; three units are in it. */
export const golden: Golden = {
  'Signed In': [],
  'Signed Up': [['track', 'CompleteRegistration', {}, options]],
  'Signed Out': [],
  'User Profile Updated': [],
  'Product Added': [
    ['track', 'AddToCart', { content_ids: ['1846327032'], content_type: 'product', contents: [mugs], currency: 'SAR', value: 70 }, options],
  ],
  'Product Removed': [],
  'Cart Viewed': [],
  // One mug more.
  'Cart Updated': [
    ['track', 'AddToCart', { content_ids: ['1846327032'], content_type: 'product', contents: [oneMug], currency: 'SAR', value: 35 }, options],
  ],
  'Cart Shared': [],
  'Checkout Started': [['track', 'InitiateCheckout', { ...cart, num_items: 3, value: 183.43 }, options]],
  'Checkout Step Viewed': [],
  'Checkout Step Completed': [],
  'Payment Info Entered': [['track', 'AddPaymentInfo', { ...cart, value: 183.43 }, options]],
  'Payment Failed': [],
  'Order Completed': [
    ['track', 'Purchase', { ...cart, content_type: 'product', num_items: 3, value: 183.43 }, { eventID: 'purchase:204417' }],
  ],
  'Order Updated': [],
  'Order Refunded': [],
  'Order Cancelled': [],
  // Neither currency nor value: what was found nobody has chosen.
  'Products Searched': [
    ['track', 'Search', { search_string: 'كوب', content_ids: ['1846327032'], content_type: 'product', contents: [mugs] }, options],
  ],
  'Product List Viewed': [],
  'Product List Filtered': [],
  'Product List Sorted': [],
  'Product Viewed': [
    [
      'track',
      'ViewContent',
      {
        content_ids: ['1846327032'],
        content_type: 'product',
        contents: [oneMug],
        content_name: 'كوب سيراميك أزرق',
        content_category: 'أكواب',
        currency: 'SAR',
        value: 35,
      },
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
  'Product Added to Wishlist': [
    ['track', 'AddToWishlist', { content_ids: ['1846327145'], contents: [dates], currency: 'SAR', value: 89.5 }, options],
  ],
  'Product Removed from Wishlist': [],
  'Wishlist Product Added to Cart': [
    ['track', 'AddToCart', { content_ids: ['1846327145'], content_type: 'product', contents: [dates], currency: 'SAR', value: 89.5 }, options],
  ],
  page: [['track', 'PageView', {}, options]],
};
