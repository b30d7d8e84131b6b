import { defineElement } from '../../src/element/define-element.js';
import { EcomProduct } from './product.js';

defineElement('ecom-product', EcomProduct);

declare global {
  interface HTMLElementTagNameMap {
    'ecom-product': EcomProduct;
  }
}
