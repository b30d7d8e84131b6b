import { ReactiveElement, type CSSResultGroup } from '@lit/reactive-element';
import { controls, create, isFirstToAct } from './dom.js';
import { EcomElement } from './ecom-element.js';
import { LocaleController } from './locale-controller.js';
import { RequestController, type Unanswered } from './request-controller.js';
import { actionStyles } from './shared.styles.js';

/**
 * An element that asks the store when the shopper acts: a button of its own, or a wrapper around the theme's form,
 * link or button, which keeps its labels, its keyboard and its way without JavaScript.
 */
export abstract class ActionElement extends EcomElement {
  static override readonly shadowRootOptions: ShadowRootInit = { ...ReactiveElement.shadowRootOptions, delegatesFocus: true };
  static override readonly styles: CSSResultGroup = actionStyles;
  static override readonly properties = { unanswered: {}, timeout: { type: Number } };

  /** What follows when nobody answers the request: `assume` emits the fact, `ignore` emits none. */
  declare unanswered?: Unanswered;
  /** How long the store may take, in milliseconds; 20 seconds when absent. */
  declare timeout?: number;

  protected readonly locale = new LocaleController(this);
  protected readonly request = new RequestController(this, this.locale);
  /** The icon that stands before the text when the theme gave none. */
  protected readonly icon = create('slot', { name: 'icon', part: 'icon', 'aria-hidden': 'true' });
  protected readonly button = create('button', { part: 'button', type: 'button' }, this.icon);
  readonly #slot = create('slot');
  /** Stands beside the slot, not in it: a text that changes inside an empty slot changes the slot, for ever. */
  readonly #label = new Text();

  /** The shopper acted; `native` is the click or submit. Called once for a double click. */
  protected abstract act(native: Event): void;

  /** Whether it asks nothing and only stands around what is inside. */
  protected get isContext(): boolean {
    return false;
  }

  /** What stands in the button of its own when the theme gave no text. */
  protected abstract label(): string;

  /** Clicks the button of its own, as a shopper would. */
  override click(): void {
    if (this.#wraps) super.click();
    else this.button.click();
  }

  protected override content(): Node[] {
    this.button.addEventListener('click', (event) => this.#click(event));
    this.#slot.addEventListener('click', (event) => this.#clickWithin(event));
    this.#slot.addEventListener('submit', (event) => {
      // The theme has looked at the form and stopped it, or it is of an element within this one.
      if (!this.isContext && !event.defaultPrevented && isFirstToAct(event)) this.act(event);
    });
    // What is inside may come later than the element.
    this.#slot.addEventListener('slotchange', () => this.requestUpdate());
    return [this.button, this.request.status];
  }

  protected override update(changed: Map<PropertyKey, unknown>): void {
    super.update(changed);
    const busy = String(this.request.pending);
    this.button.ariaBusy = this.button.ariaDisabled = busy;
    // Around a control of the theme's, which stays as it is, the element says it.
    this.ariaBusy = this.#wraps && this.request.pending ? busy : null;
    this.#label.data = this.#isLabelled ? '' : this.label();
    if (this.#wraps) this.button.replaceWith(this.#slot);
    else if (this.#slot.parentNode !== this.button) {
      this.request.status.before(this.button);
      this.button.append(this.#slot, this.#label);
    }
  }

  /** Whether the theme put a control of its own inside. */
  get #wraps(): boolean {
    return this.isContext || !!this.querySelector(`form, ${controls}`);
  }

  /** Whether the theme put a label inside: more than blanks, an icon and its data. */
  get #isLabelled(): boolean {
    return [...this.childNodes].some((node) =>
      node instanceof Element ? !node.slot && node.localName !== 'script' : node instanceof Text && node.data.trim(),
    );
  }

  /** The second click of a double click is the same wish: the shopper meant one. */
  #click(event: MouseEvent): void {
    if (event.detail > 1) event.preventDefault();
    else if (isFirstToAct(event)) this.act(event);
  }

  #clickWithin(event: MouseEvent): void {
    const control = (event.target as Element).closest<HTMLButtonElement>(controls);
    if (!control || this.isContext || !this.#wraps || event.defaultPrevented) return;
    // A form's submit follows, unless this is a second click.
    if (event.detail > 1 || !control.form || control.type === 'button') this.#click(event);
  }
}
