import { html, type TemplateResult } from 'lit';
import type { EcomPayload } from '../../../src/index.js';
import { say } from '../language.js';
import { pathTo, query } from '../links.js';
import { fixedLines } from '../parts/lines.js';
import { totals } from '../parts/totals.js';
import { store } from '../store.js';
import { cartTexts } from '../texts/cart.js';
import { checkoutTexts as texts } from '../texts/checkout.js';
import { texts as shopTexts } from '../texts/shop.js';
import type { View } from '../view.js';

const missing = (): TemplateResult => html`<section class="empty">
  <h1 tabindex="-1">${say(texts.noOrder)}</h1>
  <p><a class="button" href=${pathTo('home')}>${say(shopTexts.back)}</a></p>
</section>`;

const page = (order: EcomPayload<'Order Completed'>): TemplateResult => html`<ecom-order class="order" .order=${order}>
  <div class="order-thanks">
    <p class="order-mark" aria-hidden="true">✓</p>
    <h1 tabindex="-1">${say(texts.thanks)}</h1>
    <p>${say(texts.order)} <strong id="order-id"><bdi>${order.order_id}</bdi></strong></p>
    <p class="soft">${say(texts.orderText)}</p>
    <p><a class="button" href=${pathTo('home')}>${say(shopTexts.back)}</a></p>
  </div>
  <section class="summary" aria-labelledby="summary-title">
    <h2 id="summary-title">${say(cartTexts.summary)}</h2>
    ${fixedLines(order.products)} ${totals(order)}
  </section>
</ecom-order>`;

export const orderView: View = {
  place: 'order',
  page: 'Order',
  title: () => texts.order,
  main() {
    const order = store().orders.find(({ order_id }) => order_id === query().get('id'));
    return order ? page(order) : missing();
  },
};
