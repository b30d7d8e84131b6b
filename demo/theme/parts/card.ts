import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { categories, currency, imageOf, type Product } from '../catalogue.js';
import { money, say } from '../language.js';
import { whole } from '../links.js';
import { productUrl } from '../shelf.js';
import { store } from '../store.js';
import { listTexts as texts } from '../texts/list.js';
import { stars } from './stars.js';

/** A heart for a product, without a visible word. */
export const heart = (product: Product): TemplateResult => html`<ecom-wishlist-toggle class="heart" wishlist-id="wishlist-1" .pressed=${store().wishlist.includes(product.id)}
  ><span class="unseen">${say(texts.keep)}: ${say(product.name)}</span></ecom-wishlist-toggle
>`;

/** What it costs, and what it did before. */
export const price = ({ price, was }: Product): TemplateResult => html`<span class="price"
  ><strong>${money(price)}</strong>${was ? html` <s><span class="unseen">${say(texts.was)} </span>${money(was)}</s>` : nothing}</span
>`;

const label = ({ label, was }: Product): TemplateResult | typeof nothing => {
  const word = label ?? (was ? texts.sale : undefined);
  return word ? html`<span class="label">${say(word)}</span>` : nothing;
};

/** A product in a list. */
const card = (product: Product): TemplateResult => html`<li>
  <ecom-product
    class="card"
    product-id=${product.id}
    sku=${product.sku}
    name=${say(product.name)}
    category=${product.category}
    price=${product.price}
    currency=${currency}
    url=${whole(productUrl(product.id))}
    image-url=${whole(imageOf(product))}
  >
    <ecom-product-link>
      <a href=${productUrl(product.id)}>
        <img src=${imageOf(product)} alt="" width="400" height="400" />
        <h3>${say(product.name)}</h3>
      </a>
    </ecom-product-link>
    ${label(product)}
    <p class="card-line">${price(product)} <span class="card-category">${say(categories[product.category])}</span></p>
    <p class="card-line card-rating">${stars(product.rating)} <span>${product.ratings}</span></p>
    <div class="card-actions">
      ${product.variants
        ? html`<ecom-product-link><a class="button" href=${productUrl(product.id)}>${say(texts.choose)}<span class="unseen">: ${say(product.name)}</span></a></ecom-product-link>`
        : html`<ecom-add-to-cart>${say(texts.add)}<span class="unseen">: ${say(product.name)}</span></ecom-add-to-cart>`}
      ${heart(product)}
    </div>
  </ecom-product>
</li>`;

/** Products as cards: another order moves them. */
export const cards = (products: Product[]): TemplateResult => html`<ul class="cards">
  ${repeat(products, ({ id }) => id, card)}
</ul>`;
