import { LightElement } from '../../src/element/light-element.js';

/**
 * A wishlist: what is inside belongs to it. Toggles take its id and name; a product that is put into the
 * cart from here is reported as Wishlist Product Added to Cart.
 *
 * @tag ecom-wishlist
 * @attr {string} wishlist-id - Id of the wishlist.
 * @attr {string} name - Name of the wishlist.
 * @slot - The wishlist's markup.
 */
export class EcomWishlist extends LightElement {}
