import { defineElement } from '../../src/element/define-element.js';
import { EcomReviewForm } from './review-form.js';

defineElement('ecom-review-form', EcomReviewForm);

declare global {
  interface HTMLElementTagNameMap {
    'ecom-review-form': EcomReviewForm;
  }
}
