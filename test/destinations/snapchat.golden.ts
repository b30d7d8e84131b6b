import type { Golden } from './golden.js';

const mug = ['1846327032'];
const dates = ['1846327145'];
const both = ['1846327032', '1846327145'];
const currency = 'SAR';
const client_dedup_id = 'e-1';

/**
 * Rows of the event table, column Snap. A price is that of all units, of a checkout and an order the total; a category
 * is that of the list, or one that all products share.
 */
export const golden: Golden = {
  'Signed In': [['track', 'LOGIN', { client_dedup_id }]],
  'Signed Up': [['track', 'SIGN_UP', { sign_up_method: 'otp', client_dedup_id }]],
  'Signed Out': [],
  'User Profile Updated': [],
  'Product Added': [['track', 'ADD_CART', { item_ids: mug, item_category: 'أكواب', number_items: 2, price: 70, currency, client_dedup_id }]],
  'Product Removed': [],
  'Cart Viewed': [],
  // One mug more.
  'Cart Updated': [['track', 'ADD_CART', { item_ids: mug, item_category: 'أكواب', number_items: 1, price: 35, currency, client_dedup_id }]],
  'Cart Shared': [['track', 'SHARE', { item_ids: both, client_dedup_id }]],
  'Checkout Started': [['track', 'START_CHECKOUT', { item_ids: both, number_items: 3, price: 183.43, currency, client_dedup_id }]],
  'Checkout Step Viewed': [],
  'Checkout Step Completed': [],
  'Payment Info Entered': [
    ['track', 'ADD_BILLING', { payment_info_available: 1, success: 1, price: 183.43, currency, item_ids: both, client_dedup_id }],
  ],
  'Payment Failed': [],
  'Order Completed': [
    [
      'track',
      'PURCHASE',
      { transaction_id: '204417', price: 183.43, currency, item_ids: both, number_items: 3, client_dedup_id: 'purchase:204417' },
    ],
  ],
  'Order Updated': [],
  'Order Refunded': [],
  'Order Cancelled': [],
  'Products Searched': [['track', 'SEARCH', { search_string: 'كوب', client_dedup_id }]],
  'Product List Viewed': [['track', 'LIST_VIEW', { item_ids: both, item_category: 'أكواب', client_dedup_id }]],
  'Product List Filtered': [],
  'Product List Sorted': [],
  'Product Viewed': [['track', 'VIEW_CONTENT', { item_ids: mug, item_category: 'أكواب', price: 35, currency, client_dedup_id }]],
  'Product Clicked': [],
  'Product Shared': [['track', 'SHARE', { item_ids: dates, client_dedup_id }]],
  'Product Reviewed': [['track', 'RATE', { item_ids: mug, client_dedup_id }]],
  'Promotion Viewed': [],
  'Promotion Clicked': [],
  'Coupon Entered': [],
  'Coupon Applied': [],
  'Coupon Denied': [],
  'Coupon Removed': [],
  'Product Added to Wishlist': [['track', 'ADD_TO_WISHLIST', { item_ids: dates, price: 89.5, currency, client_dedup_id }]],
  'Product Removed from Wishlist': [],
  'Wishlist Product Added to Cart': [
    ['track', 'ADD_CART', { item_ids: dates, item_category: 'Dates', number_items: 1, price: 89.5, currency, client_dedup_id }],
  ],
  page: [['track', 'PAGE_VIEW', { client_dedup_id }]],
};
