import { defineElement } from '../../src/element/define-element.js';
import { EcomOrder } from './order.js';

defineElement('ecom-order', EcomOrder);

declare global {
  interface HTMLElementTagNameMap {
    'ecom-order': EcomOrder;
  }
}
