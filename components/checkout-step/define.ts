import { defineElement } from '../../src/element/define-element.js';
import { EcomCheckoutStep } from './checkout-step.js';

defineElement('ecom-checkout-step', EcomCheckoutStep);

declare global {
  interface HTMLElementTagNameMap {
    'ecom-checkout-step': EcomCheckoutStep;
  }
}
