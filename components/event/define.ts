import { defineElement } from '../../src/element/define-element.js';
import { EcomEventElement } from './event.js';

defineElement('ecom-event', EcomEventElement);

declare global {
  interface HTMLElementTagNameMap {
    'ecom-event': EcomEventElement;
  }
}
