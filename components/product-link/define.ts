import { defineElement } from '../../src/element/define-element.js';
import { EcomProductLink } from './product-link.js';

defineElement('ecom-product-link', EcomProductLink);

declare global {
  interface HTMLElementTagNameMap {
    'ecom-product-link': EcomProductLink;
  }
}
