import { defineElement } from '../../src/element/define-element.js';
import { EcomTracker } from './tracker.js';

defineElement('ecom-tracker', EcomTracker);

declare global {
  interface HTMLElementTagNameMap {
    'ecom-tracker': EcomTracker;
  }
}
