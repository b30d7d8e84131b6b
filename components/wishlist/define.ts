import { defineElement } from '../../src/element/define-element.js';
import { EcomWishlist } from './wishlist.js';

defineElement('ecom-wishlist', EcomWishlist);

declare global {
  interface HTMLElementTagNameMap {
    'ecom-wishlist': EcomWishlist;
  }
}
