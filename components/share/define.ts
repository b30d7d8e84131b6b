import { defineElement } from '../../src/element/define-element.js';
import { EcomShare } from './share.js';

defineElement('ecom-share', EcomShare);

declare global {
  interface HTMLElementTagNameMap {
    'ecom-share': EcomShare;
  }
}
