import { announceCart, type Cart } from '../../src/element/cart-context.js';
import { readCheckout, readStep, tellConfirmed } from '../../src/element/checkout-context.js';
import { closestComposed } from '../../src/element/composed-tree.js';
import { FormElement } from '../../src/element/form-element.js';
import type { EcomPayload } from '../../src/events/payloads.js';
import { readNumber } from '../../src/events/read-number.js';
import { paid, paymentFailed } from '../../src/i18n/messages.js';

/**
 * Around the theme's form that pays: reports Payment Info Entered when the shopper has sent it, asks the store
 * (`ecom-payment-submit-request`), and reports Payment Failed when that says no. A payment that goes through is
 * reported by the page that shows the order (`<ecom-order>`).
 *
 * It never reads the number, the date, the code or the name of a card: of all fields only those named `payment_method`
 * and `shipping_method`. What the store refused is named by code; the fields it refused get `aria-invalid`.
 *
 * What is bought comes from its own attributes, the `<ecom-checkout>` around, or the checkout that was started last in
 * this document.
 *
 * @tag ecom-payment-form
 * @attr {string} method - Way of paying: `mada`, `apple_pay`, `cod`; without it, the form's field `payment_method`.
 * @attr {number} step - Number of the checkout step; without it, that of the `<ecom-checkout-step>` around.
 * @attr {string} checkout-id - Id of the checkout.
 * @attr {string} order-id - Id of the order, when the shop makes it before it is paid.
 * @attr {number} value - What is to be paid, in major units.
 * @attr {string} currency - Currency of the value, ISO 4217.
 * @attr {'assume' | 'ignore'} unanswered - What follows when nobody answers; default `ignore`.
 * @attr {number} timeout - How long the store may take, in milliseconds.
 * @slot - The theme's form.
 * @csspart status - What came of it, for screen readers, and for all when it failed.
 * @cssprop [--ecom-color-error=#b91c1c] - Colour of bad news.
 * @fires ecom-payment-submit-request - Asks the store to take the payment.
 * @fires ecom-payment-info-entered - Payment Info Entered: the shopper has sent the form.
 * @fires ecom-payment-failed - Payment Failed: the store said no.
 * @fires ecom-payment-confirmed - The store said yes: the theme goes on to the order. Local, not tracked.
 * @fires ecom-request-failed - The store failed; local, not tracked.
 */
export class EcomPaymentForm extends FormElement {
  /** The fields that the store refused, until the shopper changes them or tries again. */
  #refused = new Set<HTMLElement>();

  constructor() {
    super();
    this.slotted.addEventListener('input', ({ target }) => this.#accept(target as HTMLElement));
  }

  protected override async submitted(form: HTMLFormElement, native: SubmitEvent): Promise<void> {
    const detail = this.#describe(form);
    const outcome = await this.request.ask('payment-submit', detail, {
      unanswered: 'ignore',
      native,
      done: paid,
      denied: paymentFailed,
      asked: () => {
        this.#refuse([]);
        this.emit('Payment Info Entered', detail);
      },
    });
    const { kind } = outcome;
    if (kind === 'reported' || kind === 'confirmed') {
      const { cart, ...fields } = kind === 'confirmed' ? outcome.fields : {};
      if (cart) announceCart(cart as Cart);
      tellConfirmed(this, 'ecom-payment-confirmed', { ...detail, ...fields });
    }
    if (kind !== 'denied') return;
    const { reason_code, gateway, error_code, error_type, http_status, error_fields } = outcome.fields as Denial;
    // An answer that comes after another try speaks for the earlier one.
    if (!this.request.pending && Array.isArray(error_fields)) this.#refuse(([...form.elements] as HTMLInputElement[]).filter(({ name }) => name && error_fields.includes(name)));
    if (outcome.reported) return;
    const { checkout_id, payment_method } = detail;
    // Codes and names of fields only: a reason in words may repeat what was typed.
    const failed = { checkout_id, payment_method, gateway, error_code: reason_code ?? error_code, error_type, http_status, error_fields };
    this.emit('Payment Failed', failed, outcome);
  }

  /** Marks these fields and no others; the shopper, unless gone elsewhere, is taken to the first one. */
  #refuse(fields: HTMLElement[]): void {
    for (const field of this.#refused) this.#accept(field);
    for (const field of fields) {
      field.ariaInvalid = 'true';
      this.#refused.add(field);
    }
    if (this.matches(':focus-within') || document.activeElement === document.body) fields[0]?.focus();
  }

  #accept(field: HTMLElement): void {
    if (this.#refused.delete(field)) field.ariaInvalid = null;
  }

  #describe(form: HTMLFormElement): EcomPayload<'Payment Info Entered'> {
    const step = this.getAttribute('step') ?? closestComposed(this, 'ecom-checkout-step')?.getAttribute('step');
    const detail = { ...readStep(this, form), order_id: readCheckout(this).order_id, step: step ? readNumber(step) : undefined };
    return { ...detail, payment_method: this.getAttribute('method') ?? detail.payment_method };
  }
}

/** What the store says besides its reason. */
type Denial = EcomPayload<'Payment Failed'> & { reason_code?: string };
