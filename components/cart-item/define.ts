import { defineElement } from '../../src/element/define-element.js';
import { EcomCartItem } from './cart-item.js';

defineElement('ecom-cart-item', EcomCartItem);

declare global {
  interface HTMLElementTagNameMap {
    'ecom-cart-item': EcomCartItem;
  }
}
