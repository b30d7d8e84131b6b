import { defineElement } from '../../src/element/define-element.js';
import { EcomWishlistToggle } from './wishlist-toggle.js';

defineElement('ecom-wishlist-toggle', EcomWishlistToggle);

declare global {
  interface HTMLElementTagNameMap {
    'ecom-wishlist-toggle': EcomWishlistToggle;
  }
}
