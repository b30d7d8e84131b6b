import type { EventEntry } from '../catalogue.js';
import * as schemas from '../schemas/promotion-coupon.js';
import { cartId, mug } from './shop.js';

const promotion = {
  promotion_id: 'ramadan-1447',
  creative: 'banner_gold',
  name: 'عروض رمضان',
  position: 'home_top',
};

export const promotionCouponEvents: EventEntry[] = [
  {
    name: 'Promotion Viewed',
    description: 'A promotion was seen, not only rendered.',
    schema: schemas.promotionViewed,
    example: { ...promotion, products: [mug] },
  },
  {
    name: 'Promotion Clicked',
    description: 'The shopper followed a promotion.',
    schema: schemas.promotionClicked,
    example: promotion,
  },
  {
    name: 'Coupon Entered',
    description: 'The shopper typed a coupon code.',
    schema: schemas.couponEntered,
    example: { cart_id: cartId, coupon_id: 'WELCOME20', value: 159.5, currency: 'SAR' },
  },
  {
    name: 'Coupon Applied',
    description: 'The store accepted a coupon.',
    schema: schemas.couponApplied,
    example: {
      cart_id: cartId,
      coupon_id: 'WELCOME20',
      coupon_name: 'خصم الترحيب',
      discount: 20,
      currency: 'SAR',
    },
  },
  {
    name: 'Coupon Denied',
    description: 'The store refused a coupon.',
    schema: schemas.couponDenied,
    example: { cart_id: cartId, coupon_id: 'SUMMER10', reason: 'انتهت صلاحية الكوبون', reason_code: 'expired' },
  },
  {
    name: 'Coupon Removed',
    description: 'A coupon was taken off the cart.',
    schema: schemas.couponRemoved,
    example: { cart_id: cartId, coupon_id: 'WELCOME20', discount: 20, currency: 'SAR' },
  },
];
