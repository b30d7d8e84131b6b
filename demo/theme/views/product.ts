import { html, nothing, type TemplateResult } from 'lit';
import { categories, currency, findProduct, imageOf, products, type Product } from '../catalogue.js';
import { redraw } from '../frame.js';
import { say } from '../language.js';
import { pathTo, query, whole } from '../links.js';
import { cards, heart, price } from '../parts/card.js';
import { reviews } from '../parts/reviews.js';
import { shares } from '../parts/shares.js';
import { stars } from '../parts/stars.js';
import { productUrl } from '../shelf.js';
import { listTexts } from '../texts/list.js';
import { productTexts as texts } from '../texts/product.js';
import { texts as shopTexts } from '../texts/shop.js';
import type { View } from '../view.js';

let product: Product | undefined;
let variant: string | undefined;

const notFound = (): TemplateResult => html`<section class="empty">
  <h1 tabindex="-1">${say(texts.notFound)}</h1>
  <p><a class="button" href=${pathTo('home')}>${say(shopTexts.back)}</a></p>
</section>`;

const page = (product: Product): TemplateResult => html`<ecom-product
    class="product"
    view="load"
    product-id=${product.id}
    sku=${product.sku}
    name=${say(product.name)}
    category=${product.category}
    price=${product.price}
    currency=${currency}
    .product=${variant ? { variant } : {}}
    url=${whole(productUrl(product.id))}
    image-url=${whole(imageOf(product, variant))}
  >
    <img class="product-image" src=${imageOf(product, variant)} alt="" width="400" height="400" />
    <div class="product-text">
      <p class="product-category"><a href=${pathTo('search', { in: product.category })}>${say(categories[product.category])}</a></p>
      <h1 tabindex="-1">${say(product.name)}</h1>
      <p class="product-rating">${stars(product.rating)} <a href="#reviews">${product.rating} · ${product.ratings} ${say(texts.ratings)}</a></p>
      <p class="product-price">${price(product)}</p>
      <p>${say(product.text)}</p>
      ${buy(product)}
      <p class="product-keep">${heart(product)} <span aria-hidden="true">${say(listTexts.keep)}</span></p>
      <ul class="facts">
        ${product.facts.map((fact) => html`<li>${say(fact)}</li>`)}
      </ul>
      ${shares(product)}
    </div>
    ${reviews(product)}
  </ecom-product>
  <section aria-labelledby="related-title">
    <h2 id="related-title">${say(texts.relatedTitle)}</h2>
    <ecom-product-list list-id="related" name="Goes well with it">${cards(related(product))}</ecom-product-list>
  </section>`;

const buy = (product: Product): TemplateResult => html`<ecom-add-to-cart>
  <form action=${pathTo('cart')} class="buy">
    ${product.variants ? glazes(product) : nothing}
    <div class="buy-line">
      <label>${say(texts.quantity)} <input name="quantity" type="number" inputmode="numeric" min="1" max="99" value="1" required /></label>
      <button class="button">${say(listTexts.add)}</button>
    </div>
  </form>
</ecom-add-to-cart>`;

const glazes = ({ variants = [] }: Product): TemplateResult => html`<fieldset>
  <legend>${say(texts.glaze)}</legend>
  ${variants.map(
    ({ id, name, image }) => html`<label class="glaze"
      ><input type="radio" name="variant" value=${id} ?checked=${id === variants[0]?.id} @change=${choose} /> <img src=${image} alt="" width="400" height="400" /> ${say(name)}</label
    >`,
  )}
</fieldset>`;

/** The picture and the product of the events follow the choice. */
function choose({ target }: Event): void {
  variant = (target as HTMLInputElement).value;
  redraw();
}

/** Three others: of the same kind first. */
const related = ({ id, category }: Product): Product[] =>
  products
    .filter((other) => other.id !== id)
    .sort((one, other) => Number(other.category === category) - Number(one.category === category))
    .slice(0, 3);

export const productView: View = {
  place: 'product',
  page: 'Product',
  title: () => product?.name ?? texts.notFound,
  enter() {
    product = findProduct(query().get('id'));
    variant = product?.variants?.[0]?.id;
  },
  main: () => (product ? page(product) : notFound()),
};
