import { closestCart, type Cart, type CartContext } from '../../src/element/cart-context.js';
import { composedAncestors } from '../../src/element/composed-tree.js';
import { readProduct, readQuantity, type ProductData } from '../../src/element/product-data.js';
import { isDone, type Outcome } from '../../src/element/request-controller.js';
import { WrapperElement } from '../../src/element/wrapper-element.js';
import { removed, updated } from '../../src/i18n/messages.js';
import type { CartLineChange } from '../../src/events/ecom-request-event.js';

/**
 * Around the theme's markup of one cart line. Inside it, `data-ecom="remove"` marks what removes the line,
 * `data-ecom="increase"` and `"decrease"` what changes the quantity by one, and a field named `quantity` holds it.
 * After a removal the focus goes to the line that follows; a quantity that the store refuses goes back.
 *
 * @tag ecom-cart-item
 * @attr {string} line-id - Id of the line in the cart.
 * @attr {string} product-id - Id of the product.
 * @attr {string} name - Name of the product.
 * @attr {number} price - Price of one unit, in major units.
 * @attr {string} currency - Currency of the price, ISO 4217.
 * @attr {string} variant
 * @attr {number} quantity - Units of the line, as the store confirmed them.
 * @attr {'assume' | 'ignore'} unanswered - What follows when nobody answers; default `assume`.
 * @attr {number} timeout - How long the store may take, in milliseconds.
 * @slot - The theme's markup.
 * @csspart status - What came of it, for screen readers, and for all when it failed.
 * @cssprop [--ecom-color-error=#b91c1c] - Colour of bad news.
 * @fires ecom-product-remove-request - Asks the store to remove the line.
 * @fires ecom-cart-update-request - Asks the store for another quantity.
 * @fires ecom-product-removed - Product Removed: the line is gone; its `quantity` is what was removed.
 * @fires ecom-request-failed - The store failed; local, not tracked.
 */
export class EcomCartItem extends WrapperElement {
  /** Product data from JavaScript; wins over attributes. */
  product?: ProductData;

  /** The quantity the shopper wants, while the store is asked. */
  #wanted?: number;
  /** What gets the focus when the line goes and takes it along: the first that is still there then. */
  #heirs: HTMLElement[] = [];

  protected override content(): Node[] {
    this.slotted.addEventListener('click', (event) => this.#clicked(event));
    this.slotted.addEventListener('change', (event) => this.#changed(event));
    this.slotted.addEventListener('submit', (event) => this.#submitted(event as SubmitEvent));
    return super.content();
  }

  #clicked(event: MouseEvent): void {
    const control = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-ecom]') : null;
    const role = control?.dataset.ecom;
    if (!control || !role || event.defaultPrevented) return;
    if (event.detail > 1 && role === 'remove') return event.preventDefault();
    const quantity = this.#wanted ?? this.#quantity;
    if (role === 'remove') void this.#setQuantity(0, event);
    if (role === 'increase') void this.#setQuantity(quantity + 1, event);
    if (role === 'decrease') void this.#setQuantity(quantity - 1, event);
  }

  #changed(event: Event): void {
    if (isQuantityField(event.target)) void this.#setQuantity(readQuantity(event.target), event);
  }

  /** A form of the theme's around the quantity: what it holds is what is asked. */
  #submitted(event: SubmitEvent): void {
    const field = (event.target as HTMLFormElement).elements.namedItem('quantity');
    if (event.defaultPrevented || !isQuantityField(field)) return;
    const quantity = readQuantity(field);
    if (quantity !== this.#quantity) void this.#setQuantity(quantity, event);
  }

  get #quantity(): number {
    return Number(readProduct(this).quantity ?? 1);
  }

  /** The cart around, with what it holds now noted: afterwards the line may be gone. */
  #cart(): CartContext | undefined {
    const cart = closestCart(this);
    cart?.remember();
    return cart;
  }

  get #change(): CartLineChange {
    return { cart_item_id: this.getAttribute('line-id') ?? undefined, product_id: readProduct(this).product_id, quantity: 0 };
  }

  async #remove(native: Event): Promise<Outcome> {
    const { list_id: _, ...product } = readProduct(this);
    const detail = { quantity: 1, ...product, product_id: product.product_id!, cart_item_id: this.#change.cart_item_id };
    const change = this.#change;
    const cart = this.#cart();
    const heirs = this.#nextFocus(cart);
    const outcome = await this.request.ask('product-remove', detail, { unanswered: 'assume', native, done: removed });
    if (!isDone(outcome)) return outcome;
    this.#heirs = heirs;
    const { cart: confirmed, ...fields } = outcome.fields;
    this.emit('Product Removed', { ...detail, ...fields }, outcome);
    cart?.take(confirmed as Cart | undefined, change, outcome.assumed);
    cart?.announce(this.locale.text(removed));
    this.#passFocus();
    return outcome;
  }

  async #update(quantity: number, native: Event): Promise<Outcome> {
    const change = { ...this.#change, quantity };
    const cart = this.#cart();
    const outcome = await this.request.ask('cart-update', change, { unanswered: 'assume', native, done: updated });
    if (isDone(outcome) || outcome.kind === 'reported') {
      this.setAttribute('quantity', String(quantity));
      // The property and a JSON script say more than the attribute.
      if (this.#quantity !== quantity) this.product = { ...this.product, quantity };
    }
    if (isDone(outcome)) cart?.take(outcome.fields.cart as Cart | undefined, change, outcome.assumed);
    return outcome;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // A theme may draw its cart anew much later than the store answers; when it has, the others are in place.
    queueMicrotask(() => this.#passFocus());
  }

  #passFocus(): void {
    if (this.isConnected) return;
    const heir = this.#heirs.find(({ isConnected }) => isConnected);
    this.#heirs = [];
    if (heir && (document.activeElement ?? document.body) === document.body) {
      if (heir.localName === 'ecom-cart') heir.tabIndex = -1;
      heir.focus();
    }
  }

  /** Asks for another quantity, or for the line's removal; what is no quantity is taken back. */
  async #setQuantity(quantity: number | undefined, native: Event): Promise<void> {
    if (quantity === undefined || quantity < 0) return this.#show(this.#wanted ?? this.#quantity);
    if (quantity) this.#show(quantity);
    this.#wanted = quantity;
    // Asked for when the store has answered: three quick clicks on + are three units.
    if (this.request.pending) return native.preventDefault();
    const ancestors = composedAncestors(this);
    const { kind } = await (quantity ? this.#update(quantity, native) : this.#remove(native));
    const wanted = this.#wanted;
    this.#wanted = undefined;
    if (kind === 'denied' || kind === 'failed' || kind === 'prevented') this.#show(this.#quantity);
    else if (quantity && wanted !== quantity) {
      const line = this.#inPlace(ancestors);
      if (line) return line.#setQuantity(wanted, native);
    }
  }

  /** The line as it stands in the cart now: the theme may have drawn it anew. */
  #inPlace(ancestors: Element[]): EcomCartItem | undefined {
    if (this.isConnected) return this;
    const lines = ancestors.find(({ isConnected }) => isConnected)?.querySelectorAll('ecom-cart-item') ?? [];
    return [...lines].find((line) => line.getAttribute('line-id') === this.getAttribute('line-id'));
  }

  /** Writes the quantity into the theme's field. */
  #show(quantity: number): void {
    const field = this.querySelector('[name="quantity"]');
    if (isQuantityField(field)) field.value = String(quantity);
  }

  /** The next line's control, the previous one's, and the cart. */
  #nextFocus(cart?: HTMLElement): HTMLElement[] {
    const lines = [...(cart?.querySelectorAll('ecom-cart-item') ?? [])];
    const at = lines.indexOf(this);
    const controls = [lines[at + 1], lines[at - 1]].map((line) => line?.querySelector<HTMLElement>('[data-ecom="remove"]'));
    return [...controls, cart].filter((heir) => !!heir);
  }
}

const isQuantityField = (field: unknown): field is HTMLInputElement | HTMLSelectElement =>
  (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) && field.name === 'quantity';
