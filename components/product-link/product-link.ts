import { LightElement } from '../../src/element/light-element.js';
import { readProduct, type ProductData } from '../../src/element/product-data.js';

/**
 * Around the theme's link to a product: reports Product Clicked when the shopper follows it, by mouse (also
 * into a new tab), touch or keyboard. The link goes where it goes.
 *
 * @tag ecom-product-link
 * @attr {string} product-id - Id of the product; without it, that of the `<ecom-product>` around.
 * @attr {string} name - Name of the product.
 * @attr {number} price - Price of one unit, in major units.
 * @attr {string} currency - Currency of the price, ISO 4217.
 * @slot - The theme's link.
 * @fires ecom-product-clicked - The shopper follows the link.
 */
export class EcomProductLink extends LightElement {
  /** Product data from JavaScript; wins over attributes. */
  product?: ProductData;

  constructor() {
    super();
    for (const type of ['click', 'auxclick'] as const) this.slotted.addEventListener(type, (event) => this.#clicked(event));
  }

  #clicked({ target, button, detail }: MouseEvent): void {
    // Left or middle: the right button opens a menu. A double click follows the link once.
    if (button > 1 || detail > 1 || !(target instanceof Element) || !target.closest('ecom-product-link a[href]')) return;
    const product = readProduct(this);
    this.emit('Product Clicked', { ...product, product_id: product.product_id! });
  }
}
