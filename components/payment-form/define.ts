import { defineElement } from '../../src/element/define-element.js';
import { EcomPaymentForm } from './payment-form.js';

defineElement('ecom-payment-form', EcomPaymentForm);

declare global {
  interface HTMLElementTagNameMap {
    'ecom-payment-form': EcomPaymentForm;
  }
}
