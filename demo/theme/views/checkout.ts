import { html, nothing, type TemplateResult } from 'lit';
import { currentCart } from '../cart.js';
import { currentCheckout, describeCheckout, keepCheckout, totalOf, type Checkout } from '../checkout.js';
import { redraw } from '../frame.js';
import { say, type Bilingual } from '../language.js';
import { pathTo } from '../links.js';
import { addressForm, addressText } from '../parts/address.js';
import { fixedLines } from '../parts/lines.js';
import { paymentBegins, paymentForm } from '../parts/payment.js';
import { shippingForm, shippingText } from '../parts/shipping.js';
import { totals } from '../parts/totals.js';
import { shipping } from '../store.js';
import { cartTexts } from '../texts/cart.js';
import { checkoutTexts as texts } from '../texts/checkout.js';
import { texts as shopTexts } from '../texts/shop.js';
import type { View } from '../view.js';

/** One step: its form while the shopper is there, what they said once it is done. */
interface Step {
  name: string;
  title: Bilingual;
  form(checkout: Checkout): TemplateResult;
  said?(checkout: Checkout): string;
}

const steps: Step[] = [
  { name: 'address', title: texts.address, form: addressForm, said: addressText },
  { name: 'shipping', title: texts.shipping, form: shippingForm, said: shippingText },
  { name: 'payment', title: texts.payment, form: paymentForm },
];

function step({ name, title, form, said }: Step, index: number, checkout: Checkout): TemplateResult {
  const number = index + 1;
  const current = checkout.step === number;
  const done = number < checkout.step;
  return html`<li>
    <ecom-checkout-step
      class="step"
      id="step-${name}"
      step=${number}
      name=${name}
      shipping-method=${(number > 1 && checkout.shipping) || nothing}
      ?current=${current}
      data-done=${done}
    >
      <h2><span class="step-number" aria-hidden="true">${done ? '✓' : number}</span> ${say(title)}${done ? html`<span class="unseen"> (${say(texts.done)})</span>` : nothing}</h2>
      ${current ? form(checkout) : nothing}
      ${done && said
        ? html`<p class="step-said">
            ${said(checkout)}
            <button class="quiet" type="button" id="change-${name}" @click=${() => back(number)}>${say(texts.change)}<span class="unseen">: ${say(title)}</span></button>
          </p>`
        : nothing}
    </ecom-checkout-step>
  </li>`;
}

function back(step: number): void {
  keepCheckout({ step });
  redraw();
}

const empty = (): TemplateResult => html`<div class="empty">
  <p>${say(texts.empty)}</p>
  <p><a class="button" href=${pathTo('home')}>${say(shopTexts.back)}</a></p>
</div>`;

function page(checkout: Checkout): TemplateResult {
  const order = describeCheckout();
  const { products, discount, coupon } = order;
  const cost = checkout.shipping && shipping[checkout.shipping];
  return html`<ecom-checkout class="checkout" view="load" .order=${order}>
    <ol class="steps" aria-label=${say(texts.steps)}>
      ${steps.map((one, index) => step(one, index, checkout))}
    </ol>
    <section class="summary" aria-labelledby="summary-title">
      <h2 id="summary-title">${say(cartTexts.summary)}</h2>
      ${fixedLines(products)} ${totals({ products, discount, coupon, shipping: cost, total: totalOf(checkout) })}
      <p><a href=${pathTo('cart')}>${say(cartTexts.title)}</a></p>
    </section>
  </ecom-checkout>`;
}

export const checkoutView: View = {
  place: 'checkout',
  page: 'Checkout',
  title: () => texts.title,
  enter: paymentBegins,
  main() {
    return html`<h1 tabindex="-1">${say(texts.title)}</h1>
      ${currentCart().products.length ? page(currentCheckout()) : empty()}`;
  },
};
