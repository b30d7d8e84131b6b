import { defineElement } from '../../src/element/define-element.js';
import { EcomAccountForm } from './account-form.js';

defineElement('ecom-account-form', EcomAccountForm);

declare global {
  interface HTMLElementTagNameMap {
    'ecom-account-form': EcomAccountForm;
  }
}
