import type { CSSResultGroup, PropertyValues } from '@lit/reactive-element';
import { announceCart, type Cart, type CartContext } from '../../src/element/cart-context.js';
import { diffCarts, withChange } from '../../src/element/cart-diff.js';
import { create } from '../../src/element/dom.js';
import { ContextElement } from '../../src/element/context-element.js';
import { isFirstInNavigation } from '../../src/element/navigation.js';
import { readProduct, readScript } from '../../src/element/product-data.js';
import { ViewController, type View } from '../../src/element/view-controller.js';
import type { CartLineChange } from '../../src/events/ecom-request-event.js';
import { isObject } from '../../src/events/plain.js';
import { hostStyles, statusStyles } from '../../src/element/shared.styles.js';

/** The carts of this page as last confirmed, by id: of several elements that show one cart, one reports its change. */
const known = new Map<string, Cart>();

/**
 * A cart: reports Cart Viewed, and Cart Updated with the lines that changed whenever the store has confirmed
 * another cart. What the cart holds comes from the property `cart`, a JSON script inside, or the
 * `<ecom-cart-item>` elements inside. A page may show a cart twice (a mini-cart): its change is reported once. A property
 * that changes while the page is hidden is what another tab did, and reported there.
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
  declare view?: View;
  /** The cart as the store confirmed it; another one is reported as Cart Updated. */
  declare cart?: Cart;

  /** The cart is what the store has answered somebody on this page. */
  #isAnswer = false;
  readonly #status = create('span', { class: 'status', role: 'status' });
  readonly #view = new ViewController(this, () => {
    if (!isFirstInNavigation(`cart ${this.#id}`)) return;
    this.remember();
    this.emit('Cart Viewed', this.read());
  });
  readonly #confirmed = ({ detail }: CustomEvent<Cart>): void => {
    const id = detail.cart_id ?? this.#id;
    const written = this.#written();
    // What the markup says of a cart that nobody has confirmed yet is how it was until now.
    if (written && !known.has(id) && (!this.#id || this.#id === id)) known.set(id, known.get(this.#id) ?? written);
    this.cart = detail;
    this.#isAnswer = true;
  };

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('ecom-cart-confirmed', this.#confirmed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('ecom-cart-confirmed', this.#confirmed);
  }

  remember(): void {
    known.set(this.#id, this.read());
  }

  take(cart: Cart | undefined, change: CartLineChange, assumed?: boolean): void {
    // Read before the confirmed cart brings an id that the markup may not have had. Reported at once: the next
    // change of a quick shopper begins from here.
    const before = known.get(this.#id) ?? this.read();
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
    if (changed.has('view')) this.#view.watch();
    // What another tab has done it reports itself: a page that nobody sees only follows.
    if (changed.has('cart') && this.cart) this.#update(this.cart, known.get(this.#id), false, document.hidden && !this.#isAnswer);
    this.#isAnswer = false;
  }

  #update(cart: Cart, before = known.get(this.#id), assumed = false, follows = false): void {
    const changes = before && diffCarts(before, cart);
    known.set(this.#id, cart);
    if (changes?.length && !follows) this.emit('Cart Updated', { ...cart, changes }, { assumed });
  }

  get #id(): string {
    return this.cart?.cart_id ?? (this.getAttribute('cart-id') || String((readScript(this)?.cart_id as string | undefined) ?? ''));
  }

  /** The cart as the theme or the store gave it, else as the markup shows it, else as the page knows it. */
  read(): Cart {
    return this.cart ?? this.#written() ?? known.get(this.#id) ?? { ...this.#about, products: [] };
  }

  get #about(): Partial<Cart> {
    return { cart_id: this.#id || undefined, currency: this.getAttribute('currency') ?? undefined };
  }

  /** The cart that the markup shows, when it shows one. */
  #written(): Cart | undefined {
    const script = readScript(this);
    if (Array.isArray(script?.products)) return { ...this.#about, ...script, products: script.products.filter(isObject) as Cart['products'] };
    const lines = [...this.querySelectorAll('ecom-cart-item')].map((line) => {
      const { list_id: _, ...product } = readProduct(line);
      return { ...product, product_id: product.product_id!, cart_item_id: line.getAttribute('line-id') ?? undefined };
    });
    return lines.length ? { ...this.#about, ...script, products: lines } : undefined;
  }
}
