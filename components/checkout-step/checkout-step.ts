import type { PropertyValues } from '@lit/reactive-element';
import { announceCart, type Cart } from '../../src/element/cart-context.js';
import { noteChosen, readStep } from '../../src/element/checkout-context.js';
import { whenParsed } from '../../src/element/dom.js';
import { FormElement } from '../../src/element/form-element.js';
import { isFirstInNavigation, onNavigation } from '../../src/element/navigation.js';
import { isDone } from '../../src/element/request-controller.js';
import type { EcomPayload } from '../../src/events/payloads.js';
import { stepCompleted } from '../../src/i18n/messages.js';

/** Whether the page has been painted with a step in it: a step that becomes current from then on is news to the shopper. */
let painted = false;

/**
 * A step of a checkout, around the theme's markup of it: reports Checkout Step Viewed when it becomes the current one,
 * and Checkout Step Completed when the shopper has sent the form inside and the store confirmed
 * (`ecom-checkout-step-request`). The theme moves on by itself: it sets `current` on the next step, whose heading then
 * gets the focus.
 *
 * What is bought comes from its own attributes, the `<ecom-checkout>` around, or the checkout that was started last in
 * this document.
 *
 * @tag ecom-checkout-step
 * @attr {number} step - Number of the step, the first is 1.
 * @attr {string} name - Name of the step, untranslated: `address`, `shipping`, `payment`.
 * @attr {boolean} current - The shopper is at this step.
 * @attr {string} shipping-method - Chosen way of shipping; without it, the form's field `shipping_method`.
 * @attr {string} payment-method - Chosen way of paying; without it, the form's field `payment_method`.
 * @attr {string} checkout-id - Id of the checkout.
 * @attr {number} value - What the checkout costs, in major units.
 * @attr {string} currency - Currency of the value, ISO 4217.
 * @attr {'assume' | 'ignore'} unanswered - What follows when nobody answers; default `ignore`.
 * @attr {number} timeout - How long the store may take, in milliseconds.
 * @slot - The theme's markup with a heading and a form.
 * @csspart status - What came of it, for screen readers, and for all when it failed.
 * @cssprop [--ecom-color-error=#b91c1c] - Colour of bad news.
 * @fires ecom-checkout-step-request - Asks the store to take what the step has asked for.
 * @fires ecom-checkout-step-viewed - Checkout Step Viewed: the shopper is at the step.
 * @fires ecom-checkout-step-completed - Checkout Step Completed: the store took it.
 * @fires ecom-request-failed - The store failed; local, not tracked.
 */
export class EcomCheckoutStep extends FormElement {
  static override readonly properties = { ...FormElement.properties, step: { type: Number }, current: { type: Boolean, reflect: true } };

  /** Number of the step. */
  declare step?: number;
  /** The shopper is at this step. */
  declare current?: boolean;

  #endNavigation?: () => void;
  #drawn = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#endNavigation = onNavigation((soft) => soft || this.#view());
    if (this.#drawn) this.#view();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#endNavigation?.();
  }

  protected override update(changed: PropertyValues<this>): void {
    super.update(changed);
    this.ariaCurrent = this.current ? 'step' : null;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const becomes = this.current && ((changed.has('current') && !changed.get('current')) || changed.has('step'));
    if (becomes) this.#view(this.#drawn, painted && document.readyState !== 'loading');
    if (!this.#drawn) requestAnimationFrame(() => setTimeout(() => (painted = true)));
    this.#drawn = true;
  }

  /** Reports the step; one that the theme has only drawn anew is not viewed `again`. */
  #view(again = false, focuses = false): void {
    if (!this.current) return;
    whenParsed(this, () => {
      const detail = this.#describe(this.form);
      const isFirst = isFirstInNavigation(`step ${detail.checkout_id} ${detail.step}`);
      if (!isFirst && !again) return;
      this.emit('Checkout Step Viewed', detail);
      // A shopper who is in the step already stays where he is.
      if (focuses && !this.matches(':focus-within')) focusHeading(this);
    });
  }

  #describe(form: HTMLFormElement | null): EcomPayload<'Checkout Step Viewed'> {
    return { ...readStep(this, form), step: this.step!, step_name: this.getAttribute('name') ?? undefined };
  }

  protected override async submitted(form: HTMLFormElement, native: SubmitEvent): Promise<void> {
    const detail = this.#describe(form);
    const outcome = await this.request.ask('checkout-step', detail, { unanswered: 'ignore', native, done: stepCompleted });
    if (!isDone(outcome)) return;
    const { cart, ...fields } = outcome.fields;
    const completed = { ...detail, ...fields };
    noteChosen(completed);
    this.emit('Checkout Step Completed', completed, outcome);
    if (cart) announceCart(cart as Cart);
  }
}

/** Where one reads on: the first heading, that of a group of fields too. */
function focusHeading(element: Element): void {
  const heading = element.querySelector<HTMLElement>('h1, h2, h3, h4, h5, h6, legend, [role="heading"]');
  if (!heading) return;
  if (heading.tabIndex < 0) heading.tabIndex = -1;
  heading.focus();
}
