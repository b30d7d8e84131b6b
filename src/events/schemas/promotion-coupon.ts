import { amount, exact, may, must, payload, should, text } from './fields.js';
import { neededCurrency, optionalCurrency, optionalProducts } from './product-item.js';

const promotion = {
  promotion_id: should(text('Id of the promotion.')),
  creative: may(text('Picture or text that was shown, e.g. `summer_banner_2`.')),
  name: may(text('Name of the promotion.')),
  position: may(text('Where on the page, e.g. `home_top`.')),
  products: optionalProducts('Products of the promotion.'),
};

export const promotionViewed = payload(promotion, 'promotion_id', 'name');

export const promotionClicked = payload(promotion, 'promotion_id', 'name');

/** Sources put the code into any of three fields; it ends in `coupon_id`. */
const couponId = must(text('The coupon code.'), ['coupon_code', 'couponCode', 'coupon_name', 'couponName']);

const coupon = {
  // First, to take the code before the other two fields claim it.
  coupon_id: couponId,
  order_id: may(text('Id of the order.')),
  cart_id: may(text('Id of the cart.')),
  coupon_code: may(text('The coupon code once more, where the shop’s id is not the code.')),
  coupon_name: may(text('Name of the coupon.')),
};

const discount = exact(amount('What the coupon takes off, as a positive number.'));

export const couponEntered = payload({
  ...coupon,
  discount,
  value: exact(amount('What the cart costs.')),
  currency: optionalCurrency,
});

export const couponApplied = payload({
  ...coupon,
  discount: should(amount('What the coupon takes off, as a positive number.')),
  currency: neededCurrency,
});

export const couponDenied = payload({
  ...coupon,
  reason: may(text('Why, in the shopper’s language.')),
  reason_code: should(text('Why: `expired`, `not_found`, `min_total`, …')),
});

export const couponRemoved = payload({
  ...coupon,
  discount,
  currency: optionalCurrency,
});
