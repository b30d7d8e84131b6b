import { defineElement } from '../../src/element/define-element.js';
import { EcomSignOut } from './sign-out.js';

defineElement('ecom-sign-out', EcomSignOut);

declare global {
  interface HTMLElementTagNameMap {
    'ecom-sign-out': EcomSignOut;
  }
}
