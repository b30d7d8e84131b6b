import { ContextElement } from '../../src/element/context-element.js';
import { controls } from '../../src/element/dom.js';
import { isFirstInNavigation } from '../../src/element/navigation.js';
import { readItem } from '../../src/element/product-data.js';
import { ViewController, type View } from '../../src/element/view-controller.js';
import type { Exposure } from '../../src/element/visibility.js';
import type { EcomPayload } from '../../src/events/payloads.js';

/**
 * A promotion, such as a banner: reports Promotion Viewed when the shopper has seen it, once per promotion, creative,
 * place and navigation, and Promotion Clicked when the shopper follows a link or presses a button inside, by mouse
 * (also into a new tab), touch or keyboard. A button of another element counts too: who puts a product into the cart from
 * a banner has followed the banner, and both Promotion Clicked and Product Added are reported. The `<ecom-product>` elements
 * inside are its products. A button that closes it belongs outside.
 *
 * It was seen when half of it, or 30 % from 242,500 px² on, was in view for one continuous second of a page that is
 * visible and has the focus, or when the shopper clicks in it before.
 *
 * @tag ecom-promotion
 * @attr {string} promotion-id - Id of the promotion.
 * @attr {string} creative - Picture or text that is shown, e.g. `summer_banner_2`.
 * @attr {string} name - Name of the promotion.
 * @attr {string} position - Where on the page, e.g. `home_top`.
 * @attr {number} threshold - Share of it that must be in view, from 0 to 1, where it is not the standard's.
 * @attr {number} dwell - How long it must stay in view, in milliseconds; 1000 when absent.
 * @slot - The theme's markup.
 * @fires ecom-promotion-viewed - Promotion Viewed: the shopper has seen it.
 * @fires ecom-promotion-clicked - Promotion Clicked: the shopper follows it.
 */
export class EcomPromotion extends ContextElement {
  static override readonly properties = { promotionId: { attribute: 'promotion-id' }, creative: {}, name: {}, position: {} };

  /** Id of the promotion. */
  declare promotionId?: string;
  /** Picture or text that is shown. */
  declare creative?: string;
  /** Name of the promotion. */
  declare name?: string;
  /** Where on the page. */
  declare position?: string;

  /** It counts as viewed when it was in view. */
  readonly view: View = 'visible';

  readonly #view = new ViewController(this, () => {
    const { promotionId, name, creative, position } = this;
    if (isFirstInNavigation(['promotion', promotionId ?? name, creative, position].join('\n'))) this.emit('Promotion Viewed', this.#describe());
  });

  constructor() {
    super();
    for (const type of ['click', 'auxclick'] as const) this.slotted.addEventListener(type, (event) => this.#clicked(event));
  }

  /** What counts as in view, as the attributes say; what is no number, or none that makes sense, leaves it to the standard. */
  get exposure(): Exposure {
    const read = (name: string, most: number): number | undefined => {
      const value = parseFloat(this.getAttribute(name)!);
      return value >= 0 && value <= most ? value : undefined;
    };
    return { threshold: read('threshold', 1), dwell: read('dwell', Infinity) };
  }

  /** At first, and when the theme shows another promotion in it. */
  protected override updated(): void {
    this.#view.watch();
  }

  #describe(): EcomPayload<'Promotion Viewed'> {
    const { promotionId: promotion_id, creative, name, position } = this;
    const products = [...this.querySelectorAll('ecom-product')].map((product) => readItem(product));
    return { promotion_id, creative, name, position, ...(products.length && { products }) };
  }

  #clicked(event: MouseEvent): void {
    // Left or middle: the right button opens a menu. A double click follows the link once.
    if (event.button > 1 || event.detail > 1) return;
    // A button may be in the shadow of an element inside.
    if (event.composedPath().some((at) => at instanceof Element && at.matches(controls))) this.emit('Promotion Clicked', this.#describe());
  }
}
