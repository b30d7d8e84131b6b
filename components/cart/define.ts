import { defineElement } from '../../src/element/define-element.js';
import { EcomCart } from './cart.js';

defineElement('ecom-cart', EcomCart);

declare global {
  interface HTMLElementTagNameMap {
    'ecom-cart': EcomCart;
  }
}
