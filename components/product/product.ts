import type { PropertyValues } from '@lit/reactive-element';
import { LightElement } from '../../src/element/light-element.js';
import { isFirstInNavigation } from '../../src/element/navigation.js';
import { readJsonLd } from '../../src/element/json-ld.js';
import { cardsOf, readOwnProduct, type ProductData, type ProductElement } from '../../src/element/product-data.js';
import { closestComposed } from '../../src/element/composed-tree.js';
import { ViewController, type View } from '../../src/element/view-controller.js';

/**
 * A product: what is inside takes its data from here. With `view` it reports Product Viewed itself, once per
 * product and navigation.
 *
 * @tag ecom-product
 * @attr {string} product-id - Id of the product.
 * @attr {string} name - Name of the product.
 * @attr {number} price - Price of one unit, in major units.
 * @attr {string} currency - Currency of the price, ISO 4217.
 * @attr {string} sku
 * @attr {string} brand
 * @attr {string} category
 * @attr {string} variant - What the shopper chose, e.g. `Red / L`.
 * @attr {string} url
 * @attr {string} image-url
 * @attr {'load' | 'visible' | 'none'} view - When it counts as viewed: at once (a product page), when half of it
 *   was in view for a second, or never (a card in a list; the default).
 * @attr {'json-ld'} from - Take what is missing from the page's JSON-LD, when that describes exactly one product.
 * @slot - The theme's markup; a `<script type="application/json">` may hold the data.
 * @fires ecom-product-viewed - The product was viewed.
 */
export class EcomProduct extends LightElement implements ProductElement {
  static override readonly properties = { view: {}, productId: { attribute: 'product-id' } };

  /** When it counts as viewed. */
  declare view?: View;
  /** Id of the product, as the attribute has it. */
  declare productId?: string;
  /** Product data from JavaScript; wins over attributes. */
  product?: ProductData;

  readonly #view = new ViewController(this, () => {
    const product = this.describeProduct();
    if (isFirstInNavigation(`product ${product.product_id}`)) this.emit('Product Viewed', { ...product, product_id: product.product_id! });
  });

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('view') || changed.has('productId')) this.#view.watch();
  }

  /**
   * All that is known of the product here: what is written on it, its place in the list around, the page's JSON-LD. A list
   * that tells of all its products knows the `position` of each.
   */
  describeProduct(position?: number): ProductData {
    const list = closestComposed(this, 'ecom-product-list');
    const listId = list?.getAttribute('list-id');
    return {
      ...(this.getAttribute('from') === 'json-ld' && readJsonLd()),
      ...(list && { position: position ?? (cardsOf(list).indexOf(this) + 1 || undefined) }),
      ...(listId && { list_id: listId }),
      ...readOwnProduct(this),
    };
  }
}
