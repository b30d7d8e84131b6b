import type { Golden } from './golden.js';

const mug = {
  item_id: '1846327032',
  item_name: 'كوب سيراميك أزرق',
  item_brand: 'دار الفخار',
  item_category: 'أكواب',
  item_variant: 'أزرق / 350 مل',
  index: 1,
  price: 35,
  quantity: 2,
};
const oneMug = { ...mug, quantity: 1 };
const dates = {
  item_id: '1846327145',
  item_name: 'Ajwa dates, 1 kg',
  item_brand: 'Nakhla',
  item_category: 'Dates',
  index: 2,
  price: 89.5,
  quantity: 1,
};
const promotion = { promotion_id: 'ramadan-1447', promotion_name: 'عروض رمضان', creative_name: 'banner_gold', creative_slot: 'home_top' };

/**
 * Rows of the event table, column GA4. A value is price times quantity of the items: two mugs are 70, with a kilo of dates
 * 159.5, whatever the order's total is.
 */
export const golden: Golden = {
  'Signed In': [['event', 'login', { method: 'otp' }]],
  'Signed Up': [['event', 'sign_up', { method: 'otp' }]],
  'Signed Out': [
    ['event', 'logout', {}],
    ['set', { user_id: null }],
  ],
  // Nothing in the example but the names of the fields.
  'User Profile Updated': [],
  'Product Added': [['event', 'add_to_cart', { currency: 'SAR', value: 70, items: [mug] }]],
  'Product Removed': [['event', 'remove_from_cart', { currency: 'SAR', value: 35, items: [oneMug] }]],
  'Cart Viewed': [['event', 'view_cart', { currency: 'SAR', value: 159.5, items: [mug, dates] }]],
  // One mug more.
  'Cart Updated': [['event', 'add_to_cart', { currency: 'SAR', value: 35, items: [oneMug] }]],
  'Cart Shared': [['event', 'share', { method: 'whatsapp', content_type: 'cart', item_id: '918273645' }]],
  'Checkout Started': [['event', 'begin_checkout', { currency: 'SAR', value: 159.5, coupon: 'WELCOME20', items: [mug, dates] }]],
  'Checkout Step Viewed': [['event', 'checkout_step_viewed', { step: 2, step_name: 'shipping', checkout_id: '918273645-1' }]],
  'Checkout Step Completed': [['event', 'add_shipping_info', { currency: 'SAR', value: 159.5, shipping_tier: 'aramex', items: [mug, dates] }]],
  'Payment Info Entered': [['event', 'add_payment_info', { currency: 'SAR', value: 159.5, payment_type: 'mada', items: [mug, dates] }]],
  'Payment Failed': [['event', 'payment_failed', { payment_type: 'mada', error_code: 'insufficient_funds' }]],
  'Order Completed': [
    [
      'event',
      'purchase',
      {
        transaction_id: '204417',
        currency: 'SAR',
        value: 159.5,
        tax: 23.93,
        shipping: 20,
        coupon: 'WELCOME20',
        customer_type: 'new',
        items: [mug, dates],
      },
    ],
  ],
  'Order Updated': [],
  'Order Refunded': [['event', 'refund', { transaction_id: '204417', currency: 'SAR', value: 35, items: [oneMug] }]],
  // No purchase of it was reported.
  'Order Cancelled': [],
  'Products Searched': [['event', 'search', { search_term: 'كوب' }]],
  'Product List Viewed': [['event', 'view_item_list', { item_list_id: 'category_mugs', item_list_name: 'mugs', items: [mug, dates] }]],
  'Product List Filtered': [
    ['event', 'filter_item_list', { item_list_id: 'category_mugs', filters: 'brand:دار الفخار' }],
    ['event', 'view_item_list', { item_list_id: 'category_mugs', item_list_name: 'mugs', items: [mug] }],
  ],
  'Product List Sorted': [['event', 'sort_item_list', { item_list_id: 'category_mugs', sort: 'price:asc' }]],
  'Product Viewed': [['event', 'view_item', { currency: 'SAR', value: 35, items: [oneMug] }]],
  'Product Clicked': [['event', 'select_item', { item_list_id: 'home_featured', items: [{ ...dates, item_list_id: 'home_featured' }] }]],
  'Product Shared': [['event', 'share', { method: 'whatsapp', content_type: 'product', item_id: '1846327145' }]],
  'Product Reviewed': [['event', 'product_reviewed', { item_id: '1846327032', rating: 5 }]],
  'Promotion Viewed': [['event', 'view_promotion', { ...promotion, items: [mug] }]],
  'Promotion Clicked': [['event', 'select_promotion', promotion]],
  'Coupon Entered': [['event', 'coupon_entered', { coupon: 'WELCOME20' }]],
  'Coupon Applied': [['event', 'coupon_applied', { coupon: 'WELCOME20', discount: 20, currency: 'SAR' }]],
  'Coupon Denied': [['event', 'coupon_denied', { coupon: 'SUMMER10', reason_code: 'expired' }]],
  'Coupon Removed': [['event', 'coupon_removed', { coupon: 'WELCOME20' }]],
  'Product Added to Wishlist': [['event', 'add_to_wishlist', { currency: 'SAR', value: 89.5, items: [dates] }]],
  'Product Removed from Wishlist': [['event', 'remove_from_wishlist', { items: [dates] }]],
  'Wishlist Product Added to Cart': [['event', 'add_to_cart', { currency: 'SAR', value: 89.5, items: [dates], add_source: 'wishlist' }]],
  page: [
    [
      'event',
      'page_view',
      { page_location: 'https://shop.example/ar/p/blue-mug', page_title: 'كوب سيراميك أزرق', page_referrer: 'https://shop.example/ar' },
    ],
  ],
};
