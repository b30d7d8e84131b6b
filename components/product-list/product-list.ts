import { LightElement } from '../../src/element/light-element.js';
import { whenParsed } from '../../src/element/dom.js';
import { describeList, quiet, type ListContext } from '../../src/element/list-context.js';
import { isFirstInNavigation, onNavigation } from '../../src/element/navigation.js';
import { cardsOf, readItem, type ProductElement } from '../../src/element/product-data.js';
import { watchVisible } from '../../src/element/visibility.js';
import type { ProductItem } from '../../src/events/payloads.js';

/** Whether a card comes, goes, hides or is shown with this node. */
const isOfCards = (node: Node): boolean => node instanceof Element && (node.localName === 'ecom-product' || !!node.querySelector('ecom-product'));

/**
 * A list of products: gives those inside their position and its id, and reports Product List Viewed: once for what it
 * holds at first and once for each page that is appended later; or, with `view="visible"`, for those products only that
 * the shopper has seen, once per product and navigation. What a filter or a sort draws anew is theirs to report.
 *
 * @tag ecom-product-list
 * @attr {string} list-id - Id of the list, stable and not translated.
 * @attr {string} name - Name of the list, stable and not translated.
 * @attr {string} category - Category that it shows.
 * @attr {'load' | 'visible' | 'none'} view - When its products count as viewed: when they are in the list (the default),
 *   each when half of it was in view for a second, or never.
 * @slot - The theme's markup with its `<ecom-product>` elements; those that are `hidden` are not shown.
 * @fires ecom-product-list-viewed - Products of the list were shown.
 */
export class EcomProductList extends LightElement implements ListContext {
  #reported = new WeakSet<Element>();
  /** Cards that are watched until they are seen, with what ends that. */
  readonly #watched = new Map<Element, () => void>();
  /** Products that were seen and are not reported yet. */
  #seen: ProductItem[] = [];
  /** Requests that arrange the list. */
  readonly #asked = new Set<{ readonly pending: boolean }>();
  #waiting: ((products?: ProductItem[]) => void)[] = [];
  #timer?: ReturnType<typeof setTimeout>;
  readonly #observer = new MutationObserver((records) => {
    const isOfCardsToo = ({ type, target, addedNodes, removedNodes }: MutationRecord): boolean =>
      (type === 'attributes' ? [target] : [...addedNodes, ...removedNodes]).some(isOfCards);
    if (records.some(isOfCardsToo)) this.#soon();
  });
  #endNavigation?: () => void;
  readonly #now = (): void => this.#view();

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this, { childList: true, subtree: true, attributeFilter: ['hidden'] });
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
    this.#watched.forEach((end) => end());
    this.#watched.clear();
    this.#report(this.#seen.splice(0));
    this.#waiting.splice(0).forEach((resolve) => resolve());
  }

  readProducts(): ProductItem[] {
    return cardsOf(this).map((card, at) => readItem(card, at + 1));
  }

  hold(request: { readonly pending: boolean }): void {
    this.#view();
    this.#asked.add(request);
  }

  settled(wait = quiet): Promise<ProductItem[] | undefined> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      if (this.#timer === undefined) this.#soon(wait);
    });
  }

  protected override content(): Node[] {
    // What is clicked has just been seen, and is viewed before it is clicked.
    for (const type of ['click', 'auxclick']) this.slotted.addEventListener(type, () => this.#seen.length && this.#view(), true);
    return super.content();
  }

  #soon(wait = quiet): void {
    clearTimeout(this.#timer);
    // A page that comes slowly is one page all the same.
    this.#timer = setTimeout(() => whenParsed(this, this.#now), wait);
  }

  #view(): void {
    if (this.#timer === undefined) return;
    // What the store is asked for may be half drawn, and is not confirmed.
    if ([...this.#asked].some(({ pending }) => pending)) return this.#soon();
    this.#asked.clear();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#report(this.#seen.splice(0));
    const view = this.getAttribute('view');
    const cards = cardsOf(this);
    if (this.#waiting.length) {
      const products = this.readProducts();
      cards.forEach((card) => this.#take(card));
      this.#waiting.splice(0).forEach((resolve) => resolve(products));
    } else if (view === 'visible') this.#watch(cards);
    else if (view !== 'none') this.#report(cards.flatMap((card, at) => (this.#take(card) ? [readItem(card, at + 1)] : [])));
  }

  /** Takes a card as reported; false when it was already. */
  #take(card: Element): boolean {
    this.#watched.get(card)?.();
    this.#watched.delete(card);
    return !this.#reported.has(card) && !!this.#reported.add(card);
  }

  #watch(cards: ProductElement[]): void {
    // A card that has left is not kept.
    for (const [card, end] of this.#watched) if (!this.contains(card) && this.#watched.delete(card)) end();
    for (const card of cards) {
      if (!this.#reported.has(card) && !this.#watched.has(card)) this.#watched.set(card, watchVisible(card, () => this.#see(card)));
    }
  }

  #see(card: ProductElement): void {
    this.#take(card);
    const product = readItem(card);
    const list = this.getAttribute('list-id');
    // A theme may draw its cards anew; a list without an id cannot be known again.
    if (list && !isFirstInNavigation(`list ${list} ${product.product_id}`)) return;
    this.#seen.push(product);
    this.#soon();
  }

  #report(products: ProductItem[]): void {
    if (products.length) this.emit('Product List Viewed', { ...describeList(this), products });
  }
}
