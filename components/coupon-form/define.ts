import { defineElement } from '../../src/element/define-element.js';
import { EcomCouponForm } from './coupon-form.js';

defineElement('ecom-coupon-form', EcomCouponForm);

declare global {
  interface HTMLElementTagNameMap {
    'ecom-coupon-form': EcomCouponForm;
  }
}
