import { LightElement } from '../../src/element/light-element.js';
import { whenParsed } from '../../src/element/dom.js';
import { onNavigation } from '../../src/element/navigation.js';
import { readProduct, type ProductElement } from '../../src/element/product-data.js';

/** Products that come within this time of each other are one page of the list, in milliseconds. */
const quiet = 150;

/**
 * A list of products: gives those inside their position and its id, and reports Product List Viewed, once
 * for what it holds at first and once for each page that is appended later.
 *
 * @tag ecom-product-list
 * @attr {string} list-id - Id of the list, stable and not translated.
 * @attr {string} name - Name of the list, stable and not translated.
 * @attr {string} category - Category that it shows.
 * @slot - The theme's markup with its `<ecom-product>` elements.
 * @fires ecom-product-list-viewed - Products of the list were shown.
 */
export class EcomProductList extends LightElement {
  #reported = new WeakSet<Element>();
  #timer?: ReturnType<typeof setTimeout>;
  #observer = new MutationObserver(() => this.#soon());
  #endNavigation?: () => void;
  readonly #now = (): void => this.#view();

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this, { childList: true, subtree: true });
    this.#endNavigation = onNavigation((soft) => {
      if (soft) return;
      this.#reported = new WeakSet();
      this.#soon();
    });
    // A shopper who leaves early has seen it all the same.
    addEventListener('pagehide', this.#now, true);
    this.#soon();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
    this.#endNavigation?.();
    removeEventListener('pagehide', this.#now, true);
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #soon(): void {
    clearTimeout(this.#timer);
    // A page that comes slowly is one page all the same.
    this.#timer = setTimeout(() => whenParsed(this, this.#now), quiet);
  }

  #view(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const fresh = [...this.querySelectorAll<ProductElement>('ecom-product')].filter((product) => !this.#reported.has(product));
    if (!fresh.length) return;
    const products = fresh.map((product) => {
      this.#reported.add(product);
      const { list_id: _, ...data } = product.describeProduct?.() ?? readProduct(product);
      return { ...data, product_id: data.product_id! };
    });
    const [list_id, list_name, category] = ['list-id', 'name', 'category'].map((name) => this.getAttribute(name) ?? undefined);
    this.emit('Product List Viewed', { list_id, list_name, category, products });
  }
}
