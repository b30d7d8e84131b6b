import { defineElement } from '../../src/element/define-element.js';
import { EcomPromotion } from './promotion.js';

defineElement('ecom-promotion', EcomPromotion);

declare global {
  interface HTMLElementTagNameMap {
    'ecom-promotion': EcomPromotion;
  }
}
