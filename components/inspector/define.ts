import { defineElement } from '../../src/element/define-element.js';
import { EcomInspector } from './inspector.js';

defineElement('ecom-inspector', EcomInspector);

declare global {
  interface HTMLElementTagNameMap {
    'ecom-inspector': EcomInspector;
  }
}
