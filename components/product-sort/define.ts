import { defineElement } from '../../src/element/define-element.js';
import { EcomProductSort } from './product-sort.js';

defineElement('ecom-product-sort', EcomProductSort);

declare global {
  interface HTMLElementTagNameMap {
    'ecom-product-sort': EcomProductSort;
  }
}
