import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ProductItem } from '../../../src/index.js';
import { currentCart } from '../cart.js';
import { currency, findProduct } from '../catalogue.js';
import { currentCheckout } from '../checkout.js';
import { money, say } from '../language.js';
import { pathTo, query, whole } from '../links.js';
import { cards } from '../parts/card.js';
import { readLine } from '../parts/lines.js';
import { totals } from '../parts/totals.js';
import { productUrl } from '../shelf.js';
import { cartTexts as texts } from '../texts/cart.js';
import { productTexts } from '../texts/product.js';
import { texts as shopTexts } from '../texts/shop.js';
import type { View } from '../view.js';

const empty = (): TemplateResult => html`<div class="empty">
  <img src="/art/finjan.svg" alt="" width="400" height="400" />
  <p>${say(texts.empty)}</p>
  <p><a class="button" href=${pathTo('home')}>${say(shopTexts.back)}</a></p>
</div>`;

const lineId = ({ cart_item_id, product_id }: ProductItem): string => cart_item_id ?? product_id;

function line(item: ProductItem): TemplateResult {
  const { product_id, price = 0, quantity = 0 } = item;
  const { name, image, variant } = readLine(item);
  return html`<li>
    <ecom-cart-item
      line-id=${lineId(item)}
      product-id=${product_id}
      name=${name}
      variant=${item.variant ?? ''}
      price=${price}
      currency=${item.currency ?? currency}
      quantity=${quantity}
    >
      <div class="line">
        <img src=${image} alt="" width="400" height="400" />
        <div class="line-name">
          <a href=${productUrl(product_id)}>${name}</a>
          ${variant ? html`<span class="soft">${variant}</span>` : nothing}
          <span class="soft">${money(price)}</span>
        </div>
        <div class="stepper">
          <button type="button" data-ecom="decrease" aria-label="${say(texts.less)}: ${name}">−</button>
          <input name="quantity" type="number" inputmode="numeric" min="0" max="99" aria-label="${say(productTexts.quantity)}: ${name}" .value=${live(String(quantity))} />
          <button type="button" data-ecom="increase" aria-label="${say(texts.more)}: ${name}">+</button>
        </div>
        <span class="line-total">${money(price * quantity)}</span>
        <button class="quiet" type="button" data-ecom="remove">${say(texts.remove)}<span class="unseen">: ${name}</span></button>
      </div>
    </ecom-cart-item>
  </li>`;
}

/** The code in force with its way out, else the field for one. */
const coupon = (code?: string): TemplateResult => html`<ecom-coupon-form applied=${code ?? nothing}>
  <form id="coupon" method="post">
    ${code
      ? html`<p class="coupon-applied">${say(texts.applied)} <bdi><strong>${code}</strong></bdi> <button class="quiet" type="button" data-ecom="remove">${say(texts.removeCoupon)}</button></p>`
      : html`<label for="coupon-code">${say(texts.coupon)}</label>
          <div class="coupon-line">
            <input id="coupon-code" name="coupon" autocomplete="off" autocapitalize="characters" dir="ltr" required />
            <button class="quiet">${say(texts.apply)}</button>
          </div>
          <p class="error" data-ecom="error"></p>`}
  </form>
</ecom-coupon-form>`;

function summary(): TemplateResult {
  const { products, value = 0, discount, coupon: code } = currentCart();
  const ids = products.map(({ product_id }) => product_id).join();
  return html`<section class="summary" aria-labelledby="summary-title">
    <h2 id="summary-title">${say(texts.summary)}</h2>
    ${coupon(code)} ${totals({ products, discount, coupon: code, total: value })}
    <ecom-checkout id="start-checkout" checkout-id=${currentCheckout().id}><a class="button" href=${pathTo('checkout')}>${say(texts.checkout)}</a></ecom-checkout>
    <ecom-share class="share" id="share-cart" subject="cart" via="copy" url=${whole(pathTo('cart', { with: ids }))}>${say(texts.share)}</ecom-share>
  </section>`;
}

/** What somebody else had in the cart that was shared. */
function shared(): TemplateResult | typeof nothing {
  const products = query().get('with')?.split(',').flatMap((id) => findProduct(id) ?? []) ?? [];
  if (!products.length) return nothing;
  return html`<section aria-labelledby="shared-title">
    <h2 id="shared-title">${say(texts.shared)}</h2>
    <ecom-product-list list-id="shared-cart" name="Shared cart">${cards(products)}</ecom-product-list>
  </section>`;
}

export const cartView: View = {
  place: 'cart',
  page: 'Cart',
  title: () => shopTexts.cart,
  main() {
    const cart = currentCart();
    const { cart_id, products } = cart;
    return html`<h1 tabindex="-1">${say(texts.title)}</h1>
      <ecom-cart view="load" class=${products.length ? 'cart' : ''} cart-id=${cart_id ?? ''} currency=${currency} .cart=${cart}>
        ${products.length ? html`<ul class="lines">${repeat(products, lineId, line)}</ul> ${summary()}` : empty()}
      </ecom-cart>
      ${shared()}`;
  },
};
