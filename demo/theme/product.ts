import { html, render, type TemplateResult } from 'lit';
import { card, heart, whole } from './card.js';
import { categories, currency, findProduct, imageOf, products, productUrl, type Product } from './catalogue.js';
import { money, say } from './language.js';
import { startPage } from './page.js';
import { texts } from './texts.js';

const product = findProduct(new URLSearchParams(location.search).get('id'));
let variant = product?.variants?.[0]?.id;

const notFound = (): TemplateResult => html`<section class="empty">
  <h1>${say(texts.notFound)}</h1>
  <p><a class="button" href="/">${say(texts.back)}</a></p>
</section>`;

function page(product: Product): TemplateResult {
  return html`<ecom-product
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
        <p class="product-category">${say(categories[product.category])}</p>
        <h1>${say(product.name)}</h1>
        <p class="product-price">${money(product.price)}</p>
        <p>${say(product.text)}</p>
        <ecom-add-to-cart>
          <form action="/cart.html" class="buy">
            ${product.variants ? glazes(product) : ''}
            <div class="buy-line">
              <label>${say(texts.quantity)} <input name="quantity" type="number" inputmode="numeric" min="1" max="99" value="1" required /></label>
              <button class="button">${say(texts.add)}</button>
            </div>
          </form>
        </ecom-add-to-cart>
        <p class="product-keep">${heart(product)} <span aria-hidden="true">${say(texts.keep)}</span></p>
        <ul class="facts">
          ${product.facts.map((fact) => html`<li>${say(fact)}</li>`)}
        </ul>
      </div>
    </ecom-product>
    <section aria-labelledby="related-title">
      <h2 id="related-title">${say(texts.relatedTitle)}</h2>
      <ecom-product-list list-id="related" name="Goes well with it">
        <ul class="cards">
          ${related(product).map(card)}
        </ul>
      </ecom-product-list>
    </section>`;
}

const glazes = ({ variants = [] }: Product): TemplateResult => html`<fieldset>
  <legend>${say(texts.glaze)}</legend>
  ${variants.map(
    ({ id, name }) => html`<label class="choice"><input type="radio" name="variant" value=${id} ?checked=${id === variants[0]?.id} @change=${choose} /> ${say(name)}</label>`,
  )}
</fieldset>`;

/** The picture and the product of the events follow the choice. */
function choose({ target }: Event): void {
  variant = (target as HTMLInputElement).value;
  if (product) render(page(product), document.getElementById('main')!);
}

/** Three others: of the same kind first. */
const related = ({ id, category }: Product): Product[] =>
  products
    .filter((other) => other.id !== id)
    .sort((one, other) => Number(other.category === category) - Number(one.category === category))
    .slice(0, 3);

startPage({
  title: () => product?.name ?? texts.notFound,
  main: () => (product ? page(product) : notFound()),
});
