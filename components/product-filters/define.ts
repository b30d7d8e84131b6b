import { defineElement } from '../../src/element/define-element.js';
import { EcomProductFilters } from './product-filters.js';

defineElement('ecom-product-filters', EcomProductFilters);

declare global {
  interface HTMLElementTagNameMap {
    'ecom-product-filters': EcomProductFilters;
  }
}
