import type { EcomConfirmation } from '../../events/ecom-request-event.js';
import { readCart } from './cart.js';
import type { MemoryCoupon } from './options.js';
import { amount, isSame, no, say, type Actions, type Store } from './state.js';

/** How many decimals the amounts of a currency have. */
const decimalsOf = (currency = ''): number | undefined =>
  /^[a-z]{3}$/i.test(currency) ? new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits : 2;

/** What a coupon takes off lines that cost `sum`: nothing while they cost too little for it. */
export function discountOf(coupon: MemoryCoupon | '' | undefined, sum: number, currency?: string): number {
  if (!coupon || coupon.expired || sum < (coupon.minTotal ?? 0)) return 0;
  const { percent = 0, amount: fixed = 0 } = coupon;
  return Math.min(sum, Math.max(0, amount((sum * percent) / 100 + fixed, decimalsOf(currency))));
}

/**
 * One coupon at a time. It stays in force while the cart changes, until it is removed or the cart is ordered;
 * what it takes off is worked out anew for each cart.
 */
export function couponActions(store: Store): Actions {
  /** What is said of the cart and the coupon in force. */
  function about(): EcomConfirmation<'coupon-apply'> {
    const { coupon = '', cart_id, currency, discount } = readCart(store);
    return { coupon_id: coupon, coupon_name: store.options.coupons?.[coupon]?.name, cart_id, currency, discount };
  }

  return {
    'coupon-apply'({ coupon_id = '' }) {
      const { options, state } = store;
      const code = Object.keys(options.coupons ?? {}).find((known) => isSame(known, coupon_id)) ?? '';
      const coupon = options.coupons?.[code];
      if (!coupon) return no('not_found', say('There is no such coupon', 'لا توجد قسيمة بهذا الرمز'));
      if (coupon.expired) return no('expired', say('This coupon has expired', 'انتهت صلاحية هذه القسيمة'));
      const { coupon: other } = state;
      if (other) return no('already_applied', say(`Coupon ${other} is applied; an order takes one`, `القسيمة ${other} مطبّقة، ولكل طلب قسيمة واحدة`));
      const { value = 0, currency = '' } = readCart(store);
      const { minTotal = 0 } = coupon;
      const least = `${minTotal} ${currency}`.trim();
      if (value < minTotal) return no('min_total', say(`This coupon is for carts of ${least} and more`, `هذه القسيمة للسلال بقيمة ${least} فأكثر`));
      state.coupon = code;
      return { ...about(), cart: readCart(store) };
    },
    'coupon-remove'({ coupon_id }) {
      const { coupon } = store.state;
      if (!isSame(coupon, coupon_id ?? coupon)) return no('not_found');
      const removed = about();
      store.state.coupon = undefined;
      return { ...removed, cart: readCart(store) };
    },
  };
}
