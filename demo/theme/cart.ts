import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { EcomPayload, ProductItem } from '../../src/index.js';
import { currency, findProduct, imageOf, productUrl } from './catalogue.js';
import { money, say } from './language.js';
import { startPage } from './page.js';
import { texts } from './texts.js';

let cart: EcomPayload<'Cart Updated'>;

const empty = (): TemplateResult => html`<div class="empty">
  <p>${say(texts.cartEmpty)}</p>
  <p><a class="button" href="/">${say(texts.back)}</a></p>
</div>`;

const lines = (): TemplateResult => html`<ul class="lines">
  ${repeat(cart.products, lineId, line)}
</ul>`;

const lineId = ({ cart_item_id, product_id }: ProductItem): string => cart_item_id ?? product_id;

function line(item: ProductItem): TemplateResult {
  const { product_id, variant, price = 0, quantity = 0 } = item;
  const product = findProduct(product_id);
  const name = product ? say(product.name) : (item.name ?? product_id);
  const glaze = product?.variants?.find(({ id }) => id === variant);
  return html`<li>
    <ecom-cart-item line-id=${lineId(item)} product-id=${product_id} name=${name} variant=${variant ?? ''} price=${price} currency=${item.currency ?? currency} quantity=${quantity}>
      <div class="line">
        <img src=${product ? imageOf(product, variant) : ''} alt="" width="400" height="400" />
        <div class="line-name">
          <a href=${productUrl(product_id)}>${name}</a>
          ${glaze ? html`<span class="line-variant">${say(glaze.name)}</span>` : ''}
          <span class="line-price">${money(price)}</span>
        </div>
        <div class="stepper">
          <button type="button" data-ecom="decrease" aria-label="${say(texts.less)}: ${name}">−</button>
          <input name="quantity" type="number" inputmode="numeric" min="0" max="99" aria-label="${say(texts.quantity)}: ${name}" .value=${live(String(quantity))} />
          <button type="button" data-ecom="increase" aria-label="${say(texts.more)}: ${name}">+</button>
        </div>
        <span class="line-total">${money(price * quantity)}</span>
        <button class="quiet" type="button" data-ecom="remove">${say(texts.remove)}<span class="unseen">: ${name}</span></button>
      </div>
    </ecom-cart-item>
  </li>`;
}

function total(): TemplateResult {
  const { cart_id, value = 0, products } = cart;
  const started = { checkout_id: `checkout-of-${cart_id}`, cart_id, value, currency, products };
  return html`<div class="total">
    <p><span>${say(texts.total)}</span> <strong>${money(value)}</strong></p>
    <ecom-event name="Checkout Started" trigger="click" .payload=${started}>
      <button class="button" type="button" @click=${showEnding}>${say(texts.checkout)}</button>
    </ecom-event>
  </div>`;
}

const showEnding = (): void => document.querySelector<HTMLDialogElement>('#ending')?.showModal();

const ending = (): TemplateResult => html`<dialog id="ending" aria-labelledby="ending-title">
  <h2 id="ending-title">${say(texts.checkoutTitle)}</h2>
  <p>${say(texts.checkoutText)}</p>
  <form method="dialog"><button class="button">${say(texts.close)}</button></form>
</dialog>`;

startPage({
  title: () => texts.cart,
  onCart: (to) => (cart = to),
  main: () => html`<h1>${say(texts.cartTitle)}</h1>
    <ecom-cart view="load" cart-id=${cart.cart_id ?? ''} currency=${currency} .cart=${cart}>
      ${cart.products.length ? [lines(), total()] : empty()}
    </ecom-cart>
    ${ending()}`,
});
