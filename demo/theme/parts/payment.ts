import { html, nothing, type TemplateResult } from 'lit';
import { totalOf, type Checkout } from '../checkout.js';
import { redraw } from '../frame.js';
import { money, say } from '../language.js';
import { checkoutTexts as texts, paymentTexts } from '../texts/checkout.js';
import { field, option } from './field.js';

let method = paymentTexts[0]!.id;

/** The shopper comes to the checkout: nothing is chosen yet. */
export const paymentBegins = (): void => void (method = paymentTexts[0]!.id);

function choose({ target }: Event): void {
  if ((target as HTMLInputElement).name !== 'payment_method') return;
  method = (target as HTMLInputElement).value;
  redraw();
}

const card = (): TemplateResult => html`<fieldset class="fields card-fields">
  <legend>${say(texts.card)}</legend>
  <p class="soft">${say(texts.cardHint)}</p>
  ${field('card_number', texts.number, { autocomplete: 'cc-number', inputmode: 'numeric', placeholder: '4242 4242 4242 4242' })}
  ${field('card_expiry', texts.expiry, { autocomplete: 'cc-exp', inputmode: 'numeric', placeholder: '12/30', half: true })}
  ${field('card_cvc', texts.code, { autocomplete: 'cc-csc', inputmode: 'numeric', placeholder: '123', half: true })}
</fieldset>`;

/** The last step: paying. What stands on the card is nobody's business but the store's. */
export const paymentForm = (checkout: Checkout): TemplateResult => html`<ecom-payment-form value=${totalOf(checkout)} shipping-method=${checkout.shipping ?? nothing}>
    <form id="payment" class="fields" method="post" autocomplete="off" @change=${choose}>
      <fieldset class="options">
        <legend>${say(texts.method)}</legend>
        ${paymentTexts.map((choice) => option('payment_method', choice.id, choice, choice.id === method))}
      </fieldset>
      ${method === 'cod' ? nothing : card()}
      <button class="button">${say(texts.pay)} <bdi>${money(totalOf(checkout))}</bdi></button>
    </form>
  </ecom-payment-form>`;
