import type { CSSResultGroup } from '@lit/reactive-element';
import { announceCart, readCart, type Cart } from '../../src/element/cart-context.js';
import { create, isFirstToAct } from '../../src/element/dom.js';
import { FormElement } from '../../src/element/form-element.js';
import { fieldsOf, isSecret, readField, type Field } from '../../src/element/form-fields.js';
import { isDone, type Outcome } from '../../src/element/request-controller.js';
import { couponApplied, couponDenied, couponRemoved } from '../../src/i18n/messages.js';
import type { EcomPayload } from '../../src/events/payloads.js';
import { couponFormStyles } from './coupon-form.styles.js';

/** What a theme calls the field. */
const names = ['coupon', 'code', 'coupon_code'];

let ids = 0;

/**
 * Around the theme's form for a coupon: reports Coupon Entered when it is sent, asks the store
 * (`ecom-coupon-apply-request`), and reports what it said: Coupon Applied or Coupon Denied. The code is in the field
 * `coupon`, `code` or `coupon_code`; what is marked `data-ecom="remove"` takes the coupon back. Why a coupon is denied is
 * said at the field, in the theme's `data-ecom="error"` or an element that comes after the form.
 *
 * @tag ecom-coupon-form
 * @attr {string} applied - The code in force; written here when the store confirms one, or its removal. Without it, a coupon
 *   that is taken back is the one in the field.
 * @attr {'assume' | 'ignore'} unanswered - What follows when nobody answers; default `ignore`: the store may say no.
 *   Coupon Entered is reported all the same.
 * @attr {number} timeout - How long the store may take, in milliseconds.
 * @slot - The theme's form.
 * @csspart status - What came of it, for screen readers, and for all when it failed.
 * @cssprop [--ecom-color-error=#b91c1c] - Colour of bad news.
 * @fires ecom-coupon-apply-request - Asks the store to apply the coupon.
 * @fires ecom-coupon-remove-request - Asks the store to take it back.
 * @fires ecom-coupon-entered - Coupon Entered: the shopper has sent a code.
 * @fires ecom-coupon-applied - Coupon Applied: it is in force.
 * @fires ecom-coupon-denied - Coupon Denied: the store said no.
 * @fires ecom-coupon-removed - Coupon Removed: it is in force no more.
 * @fires ecom-request-failed - The store failed; local, not tracked.
 */
export class EcomCouponForm extends FormElement {
  static override readonly styles: CSSResultGroup = [FormElement.styles, couponFormStyles];
  static override readonly properties = { ...FormElement.properties, applied: { reflect: true } };

  /** The code in force. */
  declare applied?: string;

  /** Says why a coupon was denied, and the field that it is about. */
  #error?: { element: HTMLElement; field: Field };
  /** How often a code was sent. */
  #tries = 0;

  protected override content(): Node[] {
    this.slotted.addEventListener('input', () => this.#clearError());
    this.slotted.addEventListener('click', (event) => {
      const control = (event.target as Element).closest<HTMLButtonElement>('[data-ecom="remove"]');
      // What sends a form is heard of by its submit.
      if (!control || (control.form && /submit|image/.test(control.type)) || event.defaultPrevented) return;
      if (event.detail > 1) event.preventDefault();
      else if (isFirstToAct(event)) void this.#remove(event);
    });
    return super.content();
  }

  protected override submitted(form: HTMLFormElement, native: SubmitEvent): unknown {
    if ((native.submitter ?? form).closest('[data-ecom="remove"]')) return this.#remove(native);
    const field = fieldsOf(form).find(({ name }) => names.includes(name));
    const code = readField(form, ...names);
    return code && this.#apply(code, native, field);
  }

  async #apply(code: string, native: SubmitEvent, field?: Field): Promise<void> {
    if (this.request.pending) return native.preventDefault();
    const { cart_id, value, currency } = readCart(this) ?? {};
    const detail = { coupon_id: code, cart_id };
    this.#clearError();
    const mine = ++this.#tries;
    const outcome = await this.request.ask('coupon-apply', detail, {
      unanswered: 'ignore',
      native,
      done: couponApplied,
      denied: couponDenied,
      asked: () => this.emit('Coupon Entered', { ...detail, value, currency }),
    });
    this.#settle('Coupon Applied', { ...detail, currency }, outcome);
    if (outcome.kind !== 'denied') return;
    const { fields, reported } = outcome;
    if (!reported) this.emit('Coupon Denied', { ...detail, ...fields }, outcome);
    // After a timeout the shopper may have tried another one.
    if (field && mine === this.#tries) this.#showError(field, (fields.reason as string) || this.locale.text(couponDenied));
  }

  async #remove(native: Event): Promise<void> {
    const { cart_id, currency } = readCart(this) ?? {};
    // A page that comes from the server with a coupon in force may show it in its field, which need not be open.
    const fields = [...this.querySelectorAll<Field>(names.map((name) => `[name="${name}"]`).join())];
    const coupon_id = (this.applied || fields.find((field) => !isSecret(field) && field.value)?.value)!;
    const detail = { coupon_id, cart_id };
    const outcome = await this.request.ask('coupon-remove', detail, { unanswered: 'ignore', native, done: couponRemoved });
    this.#settle('Coupon Removed', { ...detail, currency }, outcome);
  }

  /** Takes over what the store said yes to. */
  #settle(name: 'Coupon Applied' | 'Coupon Removed', payload: EcomPayload<typeof name>, outcome: Outcome): void {
    const done = isDone(outcome);
    if (!done && outcome.kind !== 'reported') return;
    const { cart, ...fields }: Record<string, unknown> = done ? outcome.fields : {};
    const confirmed: typeof payload = { ...payload, ...fields };
    // Where the shop's id of it is not the code, the code stands beside it.
    this.applied = name === 'Coupon Applied' ? (confirmed.coupon_code ?? confirmed.coupon_id) : undefined;
    if (done && !confirmed.coupon_id) console.error('ecom-events: <ecom-coupon-form> knows no code: set `applied`');
    if (done) this.emit(name, confirmed, outcome);
    if (cart) announceCart(cart as Cart);
  }

  /** Says at the field why its coupon was denied; the status tells it to screen readers alone then. */
  #showError(field: Field, reason: string): void {
    const element = this.querySelector<HTMLElement>('[data-ecom="error"]') ?? this.appendChild(create('div', { 'data-ecom': 'error' }));
    element.id ||= `ecom-coupon-error-${++ids}`;
    element.textContent = reason;
    element.hidden = false;
    const described = field.getAttribute('aria-describedby')?.split(' ') ?? [];
    if (!described.includes(element.id)) field.setAttribute('aria-describedby', [...described, element.id].join(' '));
    field.ariaInvalid = 'true';
    this.#error = { element, field };
    this.request.say(reason);
    // A shopper who has gone elsewhere meanwhile stays there.
    if (this.matches(':focus-within') || document.activeElement === document.body) field.focus();
  }

  #clearError(): void {
    if (!this.#error) return;
    const { element, field } = this.#error;
    element.textContent = '';
    element.hidden = true;
    field.ariaInvalid = null;
    this.#error = undefined;
  }
}
