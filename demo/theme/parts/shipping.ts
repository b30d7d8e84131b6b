import { html, type TemplateResult } from 'lit';
import type { Checkout } from '../checkout.js';
import { say } from '../language.js';
import { shipping } from '../store.js';
import { checkoutTexts as texts, shippingTexts } from '../texts/checkout.js';
import { option } from './field.js';
import { cost } from './totals.js';

const costOf = (id: string): string => cost(shipping[id as keyof typeof shipping]);

/** The second step: how it comes to the shopper. */
export const shippingForm = ({ shipping: chosen = 'standard' }: Checkout): TemplateResult => html`<form id="shipping" class="fields" method="post">
  <fieldset class="options">
    <legend class="unseen">${say(texts.shipping)}</legend>
    ${shippingTexts.map((choice) => option('shipping_method', choice.id, choice, choice.id === chosen, costOf(choice.id)))}
  </fieldset>
  <button class="button">${say(texts.toPayment)}</button>
</form>`;

export function shippingText({ shipping: chosen }: Checkout): string {
  const choice = shippingTexts.find(({ id }) => id === chosen);
  return choice ? `${say(choice.name)}, ${say(choice.text)} · ${costOf(choice.id)}` : '';
}
