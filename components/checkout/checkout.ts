import type { CSSResultGroup, PropertyValues } from '@lit/reactive-element';
import { ActionElement } from '../../src/element/action-element.js';
import { announceCart, type Cart } from '../../src/element/cart-context.js';
import { describeCheckout, startCheckout, tellConfirmed } from '../../src/element/checkout-context.js';
import { doneOnce } from '../../src/element/done-once.js';
import { whenParsed } from '../../src/element/dom.js';
import { isFirstInNavigation } from '../../src/element/navigation.js';
import { isDone } from '../../src/element/request-controller.js';
import type { SaleData } from '../../src/element/sale-data.js';
import type { EcomEventInit } from '../../src/events/ecom-event.js';
import { checkout, checkoutStarted } from '../../src/i18n/messages.js';
import { checkoutStyles } from './checkout.styles.js';

/**
 * Starts a checkout: asks the store (`ecom-checkout-start-request`), and reports Checkout Started when it is
 * confirmed, or when there is no store to ask; once for each checkout id, also when the shopper goes back to the cart
 * and starts again. Holding text, or nothing, it is a button; around a link, a button or a form of the theme's it
 * leaves them as they are.
 *
 * With `view="load"` it asks nothing: it stands around the checkout page, reports the start when the page is there, and
 * its steps and payment forms take what is bought from here.
 *
 * What is bought comes from the property `order`, a JSON script inside, the attributes, and else from the
 * `<ecom-cart>` around it or of the page.
 *
 * @tag ecom-checkout
 * @attr {string} checkout-id - Id of the checkout, the same from its first step to the order.
 * @attr {'load'} view - It stands around a checkout page, which is the start.
 * @attr {string} cart-id - Id of the cart.
 * @attr {string} order-id - Id of the order, when the shop makes it this early.
 * @attr {number} value - What the checkout costs, in major units.
 * @attr {string} currency - Currency of the amounts, ISO 4217.
 * @attr {string} coupon - Coupon code of the whole cart.
 * @attr {string} affiliation - Shop, branch or partner the sale is credited to.
 * @attr {number} revenue - What the products cost, without shipping and tax.
 * @attr {number} shipping - Cost of shipping.
 * @attr {number} tax
 * @attr {number} discount - All discounts together, as a positive number.
 * @attr {'assume' | 'ignore'} unanswered - What follows when nobody answers; default `assume`.
 * @attr {number} timeout - How long the store may take, in milliseconds.
 * @slot - The button's text, or the theme's own link, button or form; with `view="load"` the checkout page.
 * @slot icon - An icon before the text.
 * @csspart button - The button.
 * @csspart icon - The icon's slot.
 * @csspart status - What came of it, for screen readers, and for all when it failed.
 * @cssprop [--ecom-color-primary=var(--color-primary, #14532d)] - Colour of the button.
 * @cssprop [--ecom-color-on-primary=#fff] - Colour of its text.
 * @cssprop [--ecom-color-error=#b91c1c] - Colour of bad news.
 * @cssprop [--ecom-font=inherit]
 * @cssprop [--ecom-radius=0.5em]
 * @cssprop [--ecom-gap=0.5em]
 * @fires ecom-checkout-start-request - Asks the store.
 * @fires ecom-checkout-started - Checkout Started: the first time for a checkout id.
 * @fires ecom-checkout-confirmed - The store said yes, each time: the theme goes on to the checkout. Local, not tracked.
 * @fires ecom-request-failed - The store failed; local, not tracked.
 */
export class EcomCheckout extends ActionElement {
  static override readonly styles: CSSResultGroup = [checkoutStyles, ActionElement.styles];
  static override readonly properties = { ...ActionElement.properties, view: { reflect: true }, checkoutId: { attribute: 'checkout-id' }, order: { attribute: false } };

  /** It stands around a checkout page, which is the start. */
  declare view?: 'load';
  /** Id of the checkout, as the attribute has it. */
  declare checkoutId?: string;
  /** What is bought, from JavaScript; wins over JSON and attributes. */
  declare order?: SaleData;

  protected override get isContext(): boolean {
    return this.view === 'load';
  }

  protected override label(): string {
    return this.locale.text(checkout);
  }

  protected override updated(changed: PropertyValues<this>): void {
    const isNews = changed.has('view') || changed.has('checkoutId') || changed.has('order');
    if (this.isContext && isNews) whenParsed(this, () => void this.#viewed());
  }

  async #viewed(): Promise<void> {
    // The script of the cart may come after this one.
    if (!describeCheckout(this).products && document.querySelector('ecom-cart:not(:defined)')) await customElements.whenDefined('ecom-cart');
    const detail = describeCheckout(this);
    // What is bought may come later than the page.
    if (Object.values(detail).some((value) => value !== undefined)) this.#started(detail, detail.checkout_id || isFirstInNavigation('checkout'));
  }

  protected override async act(native: Event): Promise<void> {
    const detail = describeCheckout(this);
    const outcome = await this.request.ask('checkout-start', detail, { unanswered: 'assume', native, done: checkoutStarted });
    const { kind } = outcome;
    if (!isDone(outcome)) {
      if (kind === 'reported') {
        startCheckout(detail);
        tellConfirmed(this, 'ecom-checkout-confirmed', detail);
      }
      return;
    }
    const { cart, ...fields } = outcome.fields;
    const confirmed: SaleData = { ...detail, ...(fields as SaleData) };
    if (cart) announceCart(cart as Cart);
    this.#started(confirmed, true, outcome);
    if (kind === 'confirmed') tellConfirmed(this, 'ecom-checkout-confirmed', confirmed);
  }

  /** Notes the checkout for its steps, and reports it unless it has been. */
  #started(detail: SaleData, isNew: unknown, init?: EcomEventInit): void {
    startCheckout(detail);
    const { checkout_id, products } = detail;
    if (isNew) doneOnce('checkout', checkout_id, (done) => this.emit('Checkout Started', { ...detail, products: products! }, { ...init, ...done }));
  }
}
