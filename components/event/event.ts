import { LightElement } from '../../src/element/light-element.js';
import { whenParsed } from '../../src/element/dom.js';
import { readScript } from '../../src/element/product-data.js';
import { watchVisible } from '../../src/element/visibility.js';
import { emit } from '../../src/events/buffer.js';
import { EcomEvent } from '../../src/events/ecom-event.js';

/**
 * Reports an event for markup that has no element of its own: any of the catalogue, or a custom one.
 *
 * ```html
 * <ecom-event name="Order Refunded" trigger="load">
 *   <script type="application/json">{ "order_id": "10", "total": 35, "currency": "SAR" }</script>
 * </ecom-event>
 * ```
 *
 * @tag ecom-event
 * @attr {string} name - Name of the event.
 * @attr {'load' | 'visible' | 'click' | 'submit'} trigger - When it happens; `load` (the default) and `visible` once,
 *   `click` and `submit` each time, of what is inside.
 * @slot - The markup it is about, and a `<script type="application/json">` with the payload.
 */
export class EcomEventElement extends LightElement {
  static override readonly properties = { name: {}, trigger: {} };

  /** Name of the event. */
  declare name?: string;
  /** When it happens. */
  declare trigger?: 'load' | 'visible' | 'click' | 'submit';
  /** Payload from JavaScript; wins over the script inside. */
  payload?: object;

  #done = false;
  #endWatch?: () => void;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.updated();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#endWatch?.();
  }

  constructor() {
    super();
    for (const type of ['click', 'submit']) this.slotted.addEventListener(type, (event) => this.#happened(event));
  }

  /** At first, and when its name or trigger was written later. */
  protected override updated(): void {
    this.#endWatch?.();
    const { trigger = 'load' } = this;
    if (this.#done) return;
    if (trigger === 'load') whenParsed(this, () => this.#done || this.#emit());
    if (trigger === 'visible') this.#endWatch = watchVisible(this, () => this.#emit());
  }

  #happened(event: Event): void {
    if (event.type === this.trigger) this.#emit();
  }

  #emit(): void {
    if (!this.name) return console.error('ecom-events: <ecom-event> has no name');
    this.#done = true;
    emit(this, new EcomEvent<string>(this.name, { ...readScript(this), ...this.payload }));
  }
}
