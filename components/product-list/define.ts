import { defineElement } from '../../src/element/define-element.js';
import { EcomProductList } from './product-list.js';

defineElement('ecom-product-list', EcomProductList);

declare global {
  interface HTMLElementTagNameMap {
    'ecom-product-list': EcomProductList;
  }
}
