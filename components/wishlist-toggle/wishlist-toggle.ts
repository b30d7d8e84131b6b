import type { CSSResultGroup } from '@lit/reactive-element';
import { ActionElement } from '../../src/element/action-element.js';
import { readProduct, type ProductData } from '../../src/element/product-data.js';
import { isDone } from '../../src/element/request-controller.js';
import { readWishlist } from '../../src/element/wishlist-context.js';
import { addToWishlist, wishlistAdded, wishlistRemoved } from '../../src/i18n/messages.js';
import { wishlistToggleStyles } from './wishlist-toggle.styles.js';

/**
 * Puts a product on the wishlist and takes it off again. The button is pressed at once and goes back when
 * the store says no or fails; its label stays, `aria-pressed` tells the state.
 *
 * @tag ecom-wishlist-toggle
 * @attr {boolean} pressed - The product is on the wishlist.
 * @attr {string} wishlist-id - Id of the wishlist; without it, that of the `<ecom-wishlist>` around.
 * @attr {string} product-id - Id of the product; without it, that of the `<ecom-product>` around.
 * @attr {string} name - Name of the product.
 * @attr {number} price - Price of one unit, in major units.
 * @attr {string} currency - Currency of the price, ISO 4217.
 * @attr {'assume' | 'ignore'} unanswered - What follows when nobody answers; default `assume`.
 * @attr {number} timeout - How long the store may take, in milliseconds.
 * @slot - The button's label; it should not change with the state.
 * @slot icon - An icon before the label, instead of the heart.
 * @csspart button - The button.
 * @csspart icon - The icon's slot.
 * @csspart status - What came of it, for screen readers, and for all when it failed.
 * @cssprop [--ecom-color-primary=var(--color-primary, #14532d)] - Colour of the heart and the border.
 * @cssprop [--ecom-color-error=#b91c1c] - Colour of bad news.
 * @cssprop [--ecom-font=inherit]
 * @cssprop [--ecom-radius=0.5em]
 * @cssprop [--ecom-gap=0.5em]
 * @fires ecom-wishlist-add-request - Asks the store to add.
 * @fires ecom-wishlist-remove-request - Asks the store to remove.
 * @fires ecom-product-added-to-wishlist - The product is on the wishlist.
 * @fires ecom-product-removed-from-wishlist - The product is off the wishlist.
 * @fires ecom-request-failed - The store failed; local, not tracked.
 */
export class EcomWishlistToggle extends ActionElement {
  static override readonly styles: CSSResultGroup = [ActionElement.styles, wishlistToggleStyles];
  static override readonly properties = { ...ActionElement.properties, pressed: { type: Boolean, reflect: true } };

  /** The product is on the wishlist. */
  declare pressed: boolean;
  /** Product data from JavaScript; wins over attributes. */
  product?: ProductData;

  constructor() {
    super();
    this.pressed = false;
  }

  protected override label(): string {
    return this.locale.text(addToWishlist);
  }

  protected override update(changed: Map<PropertyKey, unknown>): void {
    super.update(changed);
    this.button.ariaPressed = String(this.pressed);
    this.icon.textContent = this.pressed ? '♥' : '♡';
  }

  protected override async act(native: Event): Promise<void> {
    if (this.request.pending) return native.preventDefault();
    const adds = !this.pressed;
    const product = readProduct(this);
    const id = this.getAttribute('wishlist-id');
    const detail = { ...product, ...readWishlist(this), ...(id && { wishlist_id: id }), product_id: product.product_id! };
    this.pressed = adds;
    const outcome = await (adds
      ? this.request.ask('wishlist-add', detail, { unanswered: 'assume', native, done: wishlistAdded })
      : this.request.ask('wishlist-remove', detail, { unanswered: 'assume', native, done: wishlistRemoved }));
    if (isDone(outcome)) {
      const name = adds ? 'Product Added to Wishlist' : 'Product Removed from Wishlist';
      this.emit(name, { ...detail, ...outcome.fields }, outcome);
    } else if (outcome.kind !== 'reported') {
      this.pressed = !adds;
    }
  }
}
