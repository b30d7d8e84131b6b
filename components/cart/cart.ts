import type { CSSResultGroup, PropertyValues } from '@lit/reactive-element';
import { announceCart, type Cart, type CartContext } from '../../src/element/cart-context.js';
import { diffCarts, withChange } from '../../src/element/cart-diff.js';
import { create, whenParsed } from '../../src/element/dom.js';
import { ContextElement } from '../../src/element/context-element.js';
import { isFirstInNavigation, onNavigation } from '../../src/element/navigation.js';
import { readProduct, readScript } from '../../src/element/product-data.js';
import { watchVisible } from '../../src/element/visibility.js';
import type { CartLineChange } from '../../src/events/ecom-request-event.js';
import { isObject } from '../../src/events/plain.js';
import { hostStyles, statusStyles } from '../../src/element/shared.styles.js';

/** The carts of this page as last confirmed, by id: of several elements that show one cart, one reports its change. */
const known = new Map<string, Cart>();

/**
 * A cart: reports Cart Viewed, and Cart Updated with the lines that changed whenever the store has confirmed
 * another cart. What the cart holds comes from the property `cart`, a JSON script inside, or the
 * `<ecom-cart-item>` elements inside. A page may show a cart twice (a mini-cart): its change is reported once.
 *
 * @tag ecom-cart
 * @attr {string} cart-id - Id of the cart.
 * @attr {string} currency - Currency of its amounts, ISO 4217.
 * @attr {'load' | 'visible' | 'none'} view - When it counts as viewed: at once (the cart page), when half of it was in
 *   view for a second (a drawer), or never (the default).
 * @slot - The theme's markup.
 * @fires ecom-cart-viewed - Cart Viewed: the shopper sees the cart.
 * @fires ecom-cart-updated - Cart Updated: the store confirmed another cart.
 */
export class EcomCart extends ContextElement implements CartContext {
  static override readonly styles: CSSResultGroup = [hostStyles, statusStyles];
  static override readonly properties = { view: {}, cart: { attribute: false } };

  /** When it counts as viewed. */
  declare view?: 'load' | 'visible' | 'none';
  /** The cart as the store confirmed it; another one is reported as Cart Updated. */
  declare cart?: Cart;

  #viewed = false;
  readonly #status = create('span', { class: 'status', role: 'status' });
  #endWatch?: () => void;
  #endNavigation?: () => void;
  readonly #confirmed = ({ detail }: CustomEvent<Cart>): void => {
    const id = detail.cart_id ?? this.#id;
    const isOurs = !this.#id || this.#id === id;
    // What the markup says of a cart that nobody has confirmed yet is how it was until now.
    if (isOurs && !known.has(id) && this.querySelector('ecom-cart-item, :scope > script')) known.set(id, this.#current());
    this.cart = detail;
  };

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('ecom-cart-confirmed', this.#confirmed);
    this.#endNavigation = onNavigation((soft) => {
      this.#viewed = soft && this.#viewed;
      this.#watch();
    });
    if (this.hasUpdated) this.#watch();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('ecom-cart-confirmed', this.#confirmed);
    this.#endNavigation?.();
    this.#endWatch?.();
  }

  remember(): void {
    known.set(this.#id, this.cart ?? this.#current());
  }

  take(cart: Cart | undefined, change: CartLineChange, assumed: boolean): void {
    // Read before the confirmed cart brings an id that the markup may not have had. Reported at once: the next
    // change of a quick shopper begins from here.
    const before = this.#current();
    this.cart = cart ?? withChange(before, change);
    this.#update(this.cart, before, assumed);
    announceCart(this.cart);
  }

  announce(text: string): void {
    this.#status.textContent = text;
  }

  protected override content(): Node[] {
    return [this.slotted, this.#status];
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('view')) this.#watch();
    if (changed.has('cart') && this.cart) this.#update(this.cart);
  }

  #update(cart: Cart, before = known.get(this.#id), assumed = false): void {
    const changes = before && diffCarts(before, cart);
    known.set(this.#id, cart);
    if (changes?.length) this.emit('Cart Updated', { ...cart, changes }, { assumed });
  }

  get #id(): string {
    return this.cart?.cart_id ?? this.getAttribute('cart-id') ?? '';
  }

  /** The confirmed cart, else the one that the markup shows. */
  #current(): Cart {
    const confirmed = known.get(this.#id);
    if (confirmed) return confirmed;
    const written = readScript(this);
    const lines = [...this.querySelectorAll('ecom-cart-item')].map((line) => {
      const { list_id: _, ...product } = readProduct(line);
      return { ...product, product_id: product.product_id!, cart_item_id: line.getAttribute('line-id') ?? undefined };
    });
    const products = Array.isArray(written?.products) ? (written.products.filter(isObject) as Cart['products']) : lines;
    return { cart_id: this.#id || undefined, currency: this.getAttribute('currency') ?? undefined, ...written, products };
  }

  #watch(): void {
    this.#endWatch?.();
    this.#endWatch = undefined;
    if (this.#viewed) return;
    if (this.view === 'load') whenParsed(this, () => this.#viewed || this.#view());
    if (this.view === 'visible') this.#endWatch = watchVisible(this, () => this.#view());
  }

  #view(): void {
    this.#viewed = true;
    this.remember();
    if (isFirstInNavigation(`cart ${this.#id}`)) this.emit('Cart Viewed', this.#current());
  }
}
