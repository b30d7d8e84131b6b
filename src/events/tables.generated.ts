// Written by `npm run generate` from the zod schemas; do not edit.

/**
 * The fields of every event in short, in the order of `eventNames`: name, level (`!` must, `?` should, `~` exact,
 * none: may), kind (`#` number, `$` amount, `%` currency, `[]` strings, `{}` object, `=a,b` one of, `@t` a list of the
 * sub-table t, none: string), `<a,b` other names; ` |a,b` at the end: one of these must be there.
 */
export const eventTables: readonly string[] = [
  // Signed In
  'first_name last_name type mobile email method',
  // Signed Up
  'first_name last_name type mobile email method',
  // Signed Out
  '',
  // User Profile Updated
  'first_name last_name type mobile email updated_fields?[]',
  // Product Added
  'cart_id product_id! sku category name? brand variant price?$ quantity~$ coupon position# url image_url currency?% cart_item_id source request_id value~$',
  // Product Removed
  'cart_id product_id! sku category name? brand variant price?$ quantity~$ coupon position# url image_url currency?%',
  // Cart Viewed
  'cart_id? products!@product currency?% value?$',
  // Cart Updated
  'cart_id? value?$ revenue~$ shipping~$ tax~$ discount~$ currency?% affiliation products!@product changes@change',
  // Cart Shared
  'share_via! share_message recipient cart_id? products@product',
  // Checkout Started
  'checkout_id? order_id cart_id affiliation revenue~$ shipping~$ tax~$ discount~$ coupon value?$ currency?% products!@product',
  // Checkout Step Viewed
  'checkout_id? step!# shipping_method payment_method step_name currency% value~$ products@product',
  // Checkout Step Completed
  'checkout_id? step!# shipping_method payment_method step_name currency% value~$ products@product',
  // Payment Info Entered
  'checkout_id? order_id step# shipping_method payment_method? currency% value~$ products@product |payment_method,checkout_id',
  // Payment Failed
  'checkout_id? payment_method? gateway error_code? error_type error_message http_status# error_fields[] field_errors@error |payment_method,checkout_id',
  // Order Completed
  'order_id! affiliation total!$ revenue~$ shipping~$ tax~$ discount~$ coupon currency?% products?@product checkout_id subtotal~$ payment_method customer_type=new,returning',
  // Order Updated
  'order_id! affiliation total!$ revenue~$ shipping~$ tax~$ discount~$ coupon currency?% products?@product',
  // Order Refunded
  'order_id! refund_id? total?$ currency?% products@product reason',
  // Order Cancelled
  'order_id! affiliation total?$ revenue~$ shipping~$ tax~$ discount~$ coupon currency?% products?@product reason',
  // Products Searched
  'query! filters{} sorts@pair<sort products@product total_results#',
  // Product List Viewed
  'list_id? category sub_category list_name sorts@pair<sort products!@product',
  // Product List Filtered
  'list_id? category sub_category list_name filters?@pair sorts@pair<sort products!@product',
  // Product List Sorted
  'list_id? category sorts?@pair<sort products!@product',
  // Product Viewed
  'product_id! sku category name? brand variant price?$ quantity~$ coupon position# url image_url currency?% value~$ source request_id',
  // Product Clicked
  'product_id! sku category name? brand variant price?$ quantity~$ coupon position# url image_url list_id? currency% source request_id',
  // Product Shared
  'share_via? share_message recipient product_id! sku category name? brand variant price?$ quantity~$ coupon position# url image_url',
  // Product Reviewed
  'product_id! review_id? review_body rating?# name price~$ sku category brand variant url image_url',
  // Promotion Viewed
  'promotion_id? creative name position products@product |promotion_id,name',
  // Promotion Clicked
  'promotion_id? creative name position products@product |promotion_id,name',
  // Coupon Entered
  'coupon_id!<coupon_code,couponCode,coupon_name,couponName order_id cart_id coupon_code coupon_name discount~$ value~$ currency%',
  // Coupon Applied
  'coupon_id!<coupon_code,couponCode,coupon_name,couponName order_id cart_id coupon_code coupon_name discount?$ currency?%',
  // Coupon Denied
  'coupon_id!<coupon_code,couponCode,coupon_name,couponName order_id cart_id coupon_code coupon_name reason reason_code?',
  // Coupon Removed
  'coupon_id!<coupon_code,couponCode,coupon_name,couponName order_id cart_id coupon_code coupon_name discount~$ currency%',
  // Product Added to Wishlist
  'wishlist_id? wishlist_name product_id! sku category name? brand variant price?$ quantity~$ coupon position# url image_url currency?%',
  // Product Removed from Wishlist
  'wishlist_id? wishlist_name product_id! sku category name? brand variant price?$ quantity~$ coupon position# url image_url currency%',
  // Wishlist Product Added to Cart
  'wishlist_id? wishlist_name cart_id product_id! sku category name? brand variant price?$ quantity~$ coupon position# url image_url currency?%',
];

/** The fields of the objects in lists, likewise. */
export const subTables: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['product', 'product_id! sku category name? brand variant price?$ quantity~$ coupon position# url image_url currency% cart_item_id'],
  ['change', 'cart_item_id product_id before# after# delta#'],
  ['error', 'field message'],
  ['pair', 'type?<field value<direction'],
]);

/** Other names of events, without separators and in lower case → name in the catalogue. */
export const nameAliases: readonly [key: string, name: string][] = [
  ['profileupdated', 'User Profile Updated'],
  ['ordercanceled', 'Order Cancelled'],
  ['viewedproductcategory', 'Product List Viewed'],
  ['wishlistproductadded', 'Product Added to Wishlist'],
  ['wishlistproductremoved', 'Product Removed from Wishlist'],
];
