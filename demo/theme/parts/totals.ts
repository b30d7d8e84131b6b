import { html, nothing, type TemplateResult } from 'lit';
import { sumOf, type Cart } from '../cart.js';
import { money, say } from '../language.js';
import { cartTexts as texts } from '../texts/cart.js';

/** The amounts of a cart, a checkout or an order. */
export interface Amounts extends Partial<Pick<Cart, 'products' | 'discount' | 'shipping'>> {
  coupon?: string;
  /** What it comes to. */
  total: number;
}

/** What things cost, line by line down to the total. */
export const totals = ({ products, discount, coupon, shipping, total }: Amounts): TemplateResult => html`<dl class="totals">
  ${row(say(texts.sum), money(sumOf({ products })))}
  ${discount ? row(html`${say(texts.discount)}${coupon ? html` <bdi>(${coupon})</bdi>` : nothing}`, html`−&nbsp;${money(discount)}`) : nothing}
  ${row(say(texts.shipping), shipping === undefined ? html`<span class="soft">${say(texts.shippingLater)}</span>` : cost(shipping))}
  <div class="totals-total"><dt>${say(texts.total)}</dt><dd><strong id="total">${money(total)}</strong></dd></div>
</dl>`;

const row = (name: string | TemplateResult, value: string | TemplateResult): TemplateResult => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;

/** What a way of shipping costs, in words when nothing. */
export const cost = (amount: number): string => (amount ? money(amount) : say(texts.free));
