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
const event_id = 'e-1';
const reset = [{ ecommerce: null }];

/** Rows of the event table, column GA4, as pushes: what holds items, an order or a promotion is Google's e-commerce. */
export const golden: Golden = {
  'Signed In': [[{ event: 'login', method: 'otp', event_id }]],
  'Signed Up': [[{ event: 'sign_up', method: 'otp', event_id }]],
  'Signed Out': [[{ event: 'logout', event_id }], [{ user_id: null }]],
  'User Profile Updated': [],
  'Product Added': [reset, [{ event: 'add_to_cart', ecommerce: { currency: 'SAR', value: 70, items: [mug] }, event_id }]],
  'Product Removed': [reset, [{ event: 'remove_from_cart', ecommerce: { currency: 'SAR', value: 35, items: [oneMug] }, event_id }]],
  'Cart Viewed': [reset, [{ event: 'view_cart', ecommerce: { currency: 'SAR', value: 159.5, items: [mug, dates] }, event_id }]],
  'Cart Updated': [reset, [{ event: 'add_to_cart', ecommerce: { currency: 'SAR', value: 35, items: [oneMug] }, event_id }]],
  'Cart Shared': [[{ event: 'share', method: 'whatsapp', content_type: 'cart', item_id: '918273645', event_id }]],
  'Checkout Started': [
    reset,
    [{ event: 'begin_checkout', ecommerce: { currency: 'SAR', value: 159.5, coupon: 'WELCOME20', items: [mug, dates] }, event_id }],
  ],
  'Checkout Step Viewed': [[{ event: 'checkout_step_viewed', step: 2, step_name: 'shipping', checkout_id: '918273645-1', event_id }]],
  'Checkout Step Completed': [
    reset,
    [{ event: 'add_shipping_info', ecommerce: { currency: 'SAR', value: 159.5, shipping_tier: 'aramex', items: [mug, dates] }, event_id }],
  ],
  'Payment Info Entered': [
    reset,
    [{ event: 'add_payment_info', ecommerce: { currency: 'SAR', value: 159.5, payment_type: 'mada', items: [mug, dates] }, event_id }],
  ],
  'Payment Failed': [[{ event: 'payment_failed', payment_type: 'mada', error_code: 'insufficient_funds', event_id }]],
  'Order Completed': [
    reset,
    [
      {
        event: 'purchase',
        ecommerce: {
          transaction_id: '204417',
          currency: 'SAR',
          value: 159.5,
          tax: 23.93,
          shipping: 20,
          coupon: 'WELCOME20',
          customer_type: 'new',
          items: [mug, dates],
        },
        event_id: 'purchase:204417',
      },
    ],
  ],
  'Order Updated': [],
  'Order Refunded': [
    reset,
    [{ event: 'refund', ecommerce: { transaction_id: '204417', currency: 'SAR', value: 35, items: [oneMug] }, event_id: 'refund:204417:204417-1' }],
  ],
  'Order Cancelled': [],
  'Products Searched': [[{ event: 'search', search_term: 'كوب', event_id }]],
  'Product List Viewed': [
    reset,
    [{ event: 'view_item_list', ecommerce: { item_list_id: 'category_mugs', item_list_name: 'mugs', items: [mug, dates] }, event_id }],
  ],
  'Product List Filtered': [
    [{ event: 'filter_item_list', item_list_id: 'category_mugs', filters: 'brand:دار الفخار', event_id }],
    reset,
    [{ event: 'view_item_list', ecommerce: { item_list_id: 'category_mugs', item_list_name: 'mugs', items: [mug] }, event_id }],
  ],
  'Product List Sorted': [[{ event: 'sort_item_list', item_list_id: 'category_mugs', sort: 'price:asc', event_id }]],
  'Product Viewed': [reset, [{ event: 'view_item', ecommerce: { currency: 'SAR', value: 35, items: [oneMug] }, event_id }]],
  'Product Clicked': [
    reset,
    [{ event: 'select_item', ecommerce: { item_list_id: 'home_featured', items: [{ ...dates, item_list_id: 'home_featured' }] }, event_id }],
  ],
  'Product Shared': [[{ event: 'share', method: 'whatsapp', content_type: 'product', item_id: '1846327145', event_id }]],
  'Product Reviewed': [[{ event: 'product_reviewed', item_id: '1846327032', rating: 5, event_id }]],
  'Promotion Viewed': [reset, [{ event: 'view_promotion', ecommerce: { ...promotion, items: [mug] }, event_id }]],
  'Promotion Clicked': [reset, [{ event: 'select_promotion', ecommerce: promotion, event_id }]],
  'Coupon Entered': [[{ event: 'coupon_entered', coupon: 'WELCOME20', event_id }]],
  'Coupon Applied': [[{ event: 'coupon_applied', coupon: 'WELCOME20', discount: 20, currency: 'SAR', event_id }]],
  'Coupon Denied': [[{ event: 'coupon_denied', coupon: 'SUMMER10', reason_code: 'expired', event_id }]],
  'Coupon Removed': [[{ event: 'coupon_removed', coupon: 'WELCOME20', event_id }]],
  'Product Added to Wishlist': [reset, [{ event: 'add_to_wishlist', ecommerce: { currency: 'SAR', value: 89.5, items: [dates] }, event_id }]],
  'Product Removed from Wishlist': [reset, [{ event: 'remove_from_wishlist', ecommerce: { items: [dates] }, event_id }]],
  'Wishlist Product Added to Cart': [
    reset,
    [{ event: 'add_to_cart', ecommerce: { currency: 'SAR', value: 89.5, items: [dates], add_source: 'wishlist' }, event_id }],
  ],
  page: [
    [
      {
        event: 'page_view',
        page_location: 'https://shop.example/ar/p/blue-mug',
        page_title: 'كوب سيراميك أزرق',
        page_referrer: 'https://shop.example/ar',
        event_id,
      },
    ],
  ],
};
