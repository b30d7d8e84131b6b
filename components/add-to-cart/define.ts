import { defineElement } from '../../src/element/define-element.js';
import { EcomAddToCart } from './add-to-cart.js';

defineElement('ecom-add-to-cart', EcomAddToCart);

declare global {
  interface HTMLElementTagNameMap {
    'ecom-add-to-cart': EcomAddToCart;
  }
}
