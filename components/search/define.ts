import { defineElement } from '../../src/element/define-element.js';
import { EcomSearch } from './search.js';

defineElement('ecom-search', EcomSearch);

declare global {
  interface HTMLElementTagNameMap {
    'ecom-search': EcomSearch;
  }
}
