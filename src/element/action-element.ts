import { ReactiveElement, type CSSResultGroup } from '@lit/reactive-element';
import { composedAncestors } from './composed-tree.js';
import { controls, create, isFirstToAct } from './dom.js';
import { EcomElement } from './ecom-element.js';
import { inTurn } from './in-turn.js';
import { LocaleController } from './locale-controller.js';
import { RequestController, type Unanswered } from './request-controller.js';
import { actionStyles } from './shared.styles.js';

/** The button of its own, to be copied: a thousand cards have two thousand. */
let pattern: HTMLButtonElement | undefined;

/**
 * An element that asks the store when the shopper acts: a button of its own, or a wrapper around the theme's form,
 * link or button, which keeps its labels, its keyboard and its way without JavaScript. A button may submit a form that
 * stands around the element, or elsewhere.
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
  protected button!: HTMLButtonElement;
  /** The icon that stands before the text when the theme gave none. */
  protected icon!: HTMLElement;
  #slot!: HTMLElement;
  /** Stands beside the slot, not in it: a text that changes inside an empty slot changes the slot, for ever. */
  readonly #label = new Text();

  constructor() {
    super();
    // Heard here, not in the shadow root: the shopper may be quicker than the element's turn to be drawn.
    this.addEventListener('click', (event) => this.#clicked(event));
    this.addEventListener('submit', (event) => this.#submitted(event));
  }

  override connectedCallback(): void {
    // The same listener for all elements is there once.
    this.getRootNode().addEventListener('submit', ActionElement.#passOn, true);
    // Until then it looks as it did without a script, and works.
    if (this.shadowRoot) super.connectedCallback();
    else inTurn(() => this.#draw());
  }

  /** What the first connection does, once: meanwhile it may have been drawn, or may have left. */
  #draw(): void {
    if (this.isConnected && !this.shadowRoot) super.connectedCallback();
  }

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
    if (this.#wraps || !this.shadowRoot) super.click();
    else this.button.click();
  }

  protected override content(): Node[] {
    pattern ??= create(
      'button',
      { part: 'button', type: 'button' },
      create('slot', { name: 'icon', part: 'icon', 'aria-hidden': 'true' }),
      create('slot'),
    );
    this.button = pattern.cloneNode(true) as HTMLButtonElement;
    this.icon = this.button.firstElementChild as HTMLElement;
    this.#slot = this.button.lastElementChild as HTMLElement;
    this.button.append(this.#label);
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
      this.#slot.replaceWith(this.button);
      this.#label.before(this.#slot);
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

  /**
   * A form that is not inside does not tell the element that its button submits it: it is told after the listeners of the
   * theme at the form, as if it were.
   */
  static #passOn(this: void, submit: Event): void {
    const { target, submitter } = submit as SubmitEvent;
    const around = submitter && composedAncestors(submitter).find((at) => at instanceof ActionElement);
    if (!around || around.contains(target as Element)) return;
    target!.addEventListener('submit', (event) => event === submit && around.#submitted(event), { once: true });
  }

  #submitted(event: Event): void {
    // The theme has looked at the form and stopped it, or it is of an element within this one.
    if (!this.isContext && !event.defaultPrevented && isFirstToAct(event)) this.act(event);
  }

  #clicked(event: MouseEvent): void {
    const isDrawn = !!this.shadowRoot;
    this.#draw();
    if (this.#wraps) {
      const control = (event.target as Element).closest<HTMLButtonElement>(controls);
      // A form's submit follows, unless this is a second click.
      const submits = event.detail < 2 && control?.form && control.type !== 'button';
      if (!this.contains(control) || this.isContext || event.defaultPrevented || submits) return;
    } else if (isDrawn && !event.composedPath().includes(this.button)) return;
    // The second click of a double click is the same wish: the shopper meant one.
    if (event.detail > 1) event.preventDefault();
    else if (isFirstToAct(event)) this.act(event);
  }
}
