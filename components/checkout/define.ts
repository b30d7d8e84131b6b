import { defineElement } from '../../src/element/define-element.js';
import { EcomCheckout } from './checkout.js';

defineElement('ecom-checkout', EcomCheckout);

declare global {
  interface HTMLElementTagNameMap {
    'ecom-checkout': EcomCheckout;
  }
}
