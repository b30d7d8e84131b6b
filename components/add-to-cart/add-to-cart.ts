import { ActionElement } from '../../src/element/action-element.js';
import { announceCart, type Cart } from '../../src/element/cart-context.js';
import { readProduct, readQuantity, type ProductData } from '../../src/element/product-data.js';
import { isDone } from '../../src/element/request-controller.js';
import { readWishlist } from '../../src/element/wishlist-context.js';
import { added, addToCart } from '../../src/i18n/messages.js';
import type { EcomPayload } from '../../src/events/payloads.js';

/**
 * Adds a product to the cart: asks the store (`ecom-product-add-request`), and reports the addition when it
 * is confirmed, or when there is no store to ask. Inside `<ecom-wishlist>` the report is Wishlist Product
 * Added to Cart instead.
 *
 * Holding text, or nothing, it is a button; around a form, a link or a button of the theme's it leaves them
 * as they are. The quantity is that of the form's field `quantity`: the form inside, the one around it, or the one that
 * its button belongs to.
 *
 * @tag ecom-add-to-cart
 * @attr {string} product-id - Id of the product; without it, that of the `<ecom-product>` around.
 * @attr {string} name - Name of the product.
 * @attr {number} price - Price of one unit, in major units.
 * @attr {string} currency - Currency of the price, ISO 4217.
 * @attr {string} sku
 * @attr {string} brand
 * @attr {string} category
 * @attr {string} variant - What the shopper chose, e.g. `Red / L`.
 * @attr {number} quantity - How many a click adds; 1 when absent.
 * @attr {'assume' | 'ignore'} unanswered - What follows when nobody answers; default `assume`.
 * @attr {number} timeout - How long the store may take, in milliseconds.
 * @slot - The button's text, or the theme's own form, link or button.
 * @slot icon - An icon before the text.
 * @csspart button - The button.
 * @csspart icon - The icon's slot.
 * @csspart status - What came of it, for screen readers, and for all when it failed.
 * @cssprop [--ecom-color-primary=var(--color-primary, #14532d)] - Colour of the button.
 * @cssprop [--ecom-color-on-primary=#fff] - Colour of its text.
 * @cssprop [--ecom-color-error=#b91c1c] - Colour of bad news.
 * @cssprop [--ecom-font=inherit]
 * @cssprop [--ecom-radius=0.5em]
 * @cssprop [--ecom-gap=0.5em]
 * @fires ecom-product-add-request - Asks the store.
 * @fires ecom-product-added - Product Added: the product is in the cart.
 * @fires ecom-wishlist-product-added-to-cart - The same, from a wishlist.
 * @fires ecom-request-failed - The store failed; local, not tracked.
 */
export class EcomAddToCart extends ActionElement {
  /** Product data from JavaScript; wins over attributes. */
  product?: ProductData;

  protected override label(): string {
    return this.locale.text(addToCart);
  }

  protected override async act(native: Event): Promise<void> {
    const product = readProduct(this);
    const detail: EcomPayload<'Product Added'> = { ...product, quantity: (quantityBeside(native) || product.quantity) ?? 1, product_id: product.product_id! };
    const wishlist = readWishlist(this);
    const outcome = await this.request.ask('product-add', detail, { unanswered: 'assume', native, done: added });
    if (!isDone(outcome)) return;
    const { cart, ...fields } = outcome.fields;
    const name = wishlist ? 'Wishlist Product Added to Cart' : 'Product Added';
    this.emit(name, { ...detail, ...wishlist, ...fields }, outcome);
    if (cart) announceCart(cart as Cart);
  }
}

/** The quantity in the theme's form: the one that is submitted, or of what was clicked. */
function quantityBeside({ target }: Event): number | undefined {
  const near = (target as Element).closest<HTMLButtonElement | HTMLFormElement>('button, form');
  const form = near instanceof HTMLButtonElement ? near.form : near;
  const field = form?.elements.namedItem('quantity');
  // A product may be offered among the lines of a cart.
  return (field as Partial<Element> | undefined)?.closest?.('ecom-cart-item') ? undefined : readQuantity(field);
}
