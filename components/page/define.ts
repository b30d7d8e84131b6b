import { defineElement } from '../../src/element/define-element.js';
import { EcomPage } from './page.js';

defineElement('ecom-page', EcomPage);

declare global {
  interface HTMLElementTagNameMap {
    'ecom-page': EcomPage;
  }
}
