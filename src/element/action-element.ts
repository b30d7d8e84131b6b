import { html, LitElement, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { EcomElement } from './ecom-element.js';
import { LocaleController } from './locale-controller.js';
import { RequestController, type Unanswered } from './request-controller.js';
import { actionStyles } from './shared.styles.js';

/** What submits a form or follows a link when it is clicked. */
const controls = 'a[href], button, input[type="submit"], input[type="image"]';

/**
 * An element that asks the store when the shopper acts: a button of its own, or a wrapper around the theme's form,
 * link or button, which keeps its labels, its keyboard and its way without JavaScript.
 */
export abstract class ActionElement extends EcomElement {
  static override readonly shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override readonly styles: CSSResultGroup = actionStyles;
  static override readonly properties = { unanswered: {}, timeout: { type: Number } };

  /** What follows when nobody answers the request: `assume` emits the fact, `ignore` emits none. */
  declare unanswered?: Unanswered;
  /** How long the store may take, in milliseconds; 20 seconds when absent. */
  declare timeout?: number;

  protected readonly locale = new LocaleController(this);
  protected readonly request = new RequestController(this, this.locale);

  /** The shopper acted; `native` is the click or submit. Called once for a double click. */
  protected abstract act(native: Event): void;

  /** What stands in the button of its own when the theme gave no text. */
  protected abstract label(): string;

  /** What stands before the text when the theme gave no icon. */
  protected icon(): unknown {
    return nothing;
  }

  /** State of the button of its own: a toggle has one. */
  declare pressed?: boolean;

  /** Whether the theme put a control of its own inside. */
  get #wraps(): boolean {
    return !!this.querySelector(`form, ${controls}`);
  }

  /** Clicks the button of its own, as a shopper would. */
  override click(): void {
    const button = this.renderRoot.querySelector('button');
    if (button) button.click();
    else super.click();
  }

  protected override render(): TemplateResult {
    return html`${this.#wraps ? this.#wrapper() : this.#button()}${this.request.render()}`;
  }

  #wrapper(): TemplateResult {
    return html`<slot @click=${this.#clickWithin} @submit=${this.act} @slotchange=${this.#changed}></slot>`;
  }

  #button(): TemplateResult {
    const { pending } = this.request;
    return html`<button
      part="button"
      type="button"
      aria-busy=${pending}
      aria-disabled=${pending}
      aria-pressed=${this.pressed ?? nothing}
      @click=${this.#click}
    >
      <slot name="icon" part="icon">${this.icon()}</slot><slot @slotchange=${this.#changed}>${this.label()}</slot>
    </button>`;
  }

  /** What is inside may come later than the element. */
  #changed(): void {
    this.requestUpdate();
  }

  /** The second click of a double click is the same wish: the shopper meant one. */
  #click(event: MouseEvent): void {
    if (event.detail > 1) event.preventDefault();
    else this.act(event);
  }

  #clickWithin(event: MouseEvent): void {
    const control = event.target instanceof Element ? event.target.closest(controls) : null;
    if (!control || event.defaultPrevented) return;
    // The form's submit follows, unless this is a second click.
    const submits = 'form' in control && control.form && (control as HTMLButtonElement).type !== 'button';
    if (event.detail > 1 || !submits) this.#click(event);
  }
}
