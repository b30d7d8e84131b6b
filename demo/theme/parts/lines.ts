import { html, nothing, type TemplateResult } from 'lit';
import type { ProductItem } from '../../../src/index.js';
import { findProduct, imageOf, type Product } from '../catalogue.js';
import { money, say } from '../language.js';

/** What a line of a cart or an order is, as the shopper reads it. */
export interface Line {
  product?: Product;
  name: string;
  image: string;
  variant?: string;
}

export function readLine({ product_id, name, variant }: ProductItem): Line {
  const product = findProduct(product_id);
  const chosen = product?.variants?.find(({ id }) => id === variant);
  return {
    product,
    name: product ? say(product.name) : (name ?? product_id),
    image: product ? imageOf(product, variant) : '/art/icon.svg',
    variant: chosen && say(chosen.name),
  };
}

/** The lines of a checkout or an order: nothing can be changed here. */
export const fixedLines = (products: ProductItem[] = []): TemplateResult => html`<ul class="fixed-lines">
  ${products.map((item) => {
    const { name, image, variant } = readLine(item);
    const { price = 0, quantity = 1 } = item;
    return html`<li>
      <img src=${image} alt="" width="400" height="400" />
      <span class="fixed-name">${name}${variant ? html` <span class="soft">${variant}</span>` : nothing} <span class="soft">× ${quantity}</span></span>
      <span>${money(price * quantity)}</span>
    </li>`;
  })}
</ul>`;
