import { html, type TemplateResult } from 'lit';
import { categories, currency, imageOf, productUrl, type Product } from './catalogue.js';
import { money, say } from './language.js';
import { store } from './store.js';
import { texts } from './texts.js';

/** Address as it stands in events: whole, for those who read them elsewhere. */
export const whole = (path: string): string => new URL(path, location.href).href;

/** A heart for a product, without a visible word. */
export const heart = (product: Product): TemplateResult => html`<ecom-wishlist-toggle class="heart" wishlist-id="wishlist-1" .pressed=${store().wishlist.includes(product.id)}
  ><span class="unseen">${say(texts.keep)}: ${say(product.name)}</span></ecom-wishlist-toggle
>`;

/** A product in a list. */
export const card = (product: Product): TemplateResult => html`<li>
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
    <p class="card-line"><span class="card-price">${money(product.price)}</span> <span class="card-category">${say(categories[product.category])}</span></p>
    <div class="card-actions">
      ${product.variants
        ? html`<ecom-product-link><a class="button" href=${productUrl(product.id)}>${say(texts.choose)}<span class="unseen">: ${say(product.name)}</span></a></ecom-product-link>`
        : html`<ecom-add-to-cart>${say(texts.add)}<span class="unseen">: ${say(product.name)}</span></ecom-add-to-cart>`}
      ${heart(product)}
    </div>
  </ecom-product>
</li>`;
