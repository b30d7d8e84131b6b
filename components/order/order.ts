import { ContextElement } from '../../src/element/context-element.js';
import { doneOnce } from '../../src/element/done-once.js';
import { whenParsed } from '../../src/element/dom.js';
import { readSale, type SaleData } from '../../src/element/sale-data.js';

/**
 * The page of an order: reports Order Completed, once for each order id, however often the page is loaded, in however
 * many tabs, also days later. It counts as reported when a destination has it, so that an order that nobody could take
 * is offered again when the page is loaded again.
 *
 * ```html
 * <ecom-order>
 *   <script type="application/json">{ "order_id": "10", "total": 35, "currency": "SAR", "products": [] }</script>
 * </ecom-order>
 * ```
 *
 * @tag ecom-order
 * @attr {string} order-id - Id of the order.
 * @attr {number} total - What the shopper pays, in major units: after discounts, with tax and shipping.
 * @attr {string} currency - Currency of the amounts, ISO 4217.
 * @attr {number} subtotal - After discounts, before tax and shipping.
 * @attr {number} revenue - What the products cost, without shipping and tax.
 * @attr {number} shipping - Cost of shipping.
 * @attr {number} tax
 * @attr {number} discount - All discounts together, as a positive number.
 * @attr {string} coupon - Coupon code of the whole order.
 * @attr {string} affiliation - Shop, branch or partner the sale is credited to.
 * @attr {string} checkout-id - Id of the checkout.
 * @attr {string} payment-method - Way of paying.
 * @attr {'new' | 'returning'} customer-type - Whether the shopper has bought here before.
 * @slot - The theme's markup; a `<script type="application/json">` may hold the order with its products.
 * @fires ecom-order-completed - Order Completed: the shopper has bought.
 */
export class EcomOrder extends ContextElement {
  static override readonly properties = { orderId: { attribute: 'order-id' }, total: {}, order: { attribute: false } };

  /** Id of the order, as the attribute has it. */
  declare orderId?: string;
  /** What the shopper pays, as the attribute has it. */
  declare total?: string;
  /** The order from JavaScript; wins over JSON and attributes. */
  declare order?: SaleData;

  /** What was offered last, as text. */
  #offered = '{}';

  constructor() {
    super();
    // The JSON may come later than the element.
    this.slotted.addEventListener('slotchange', () => this.requestUpdate());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.updated();
  }

  protected override updated(): void {
    whenParsed(this, () => {
      const order = readSale(this);
      const offered = JSON.stringify(order);
      // An order of which nothing is known yet is still to come.
      if (offered === this.#offered) return;
      this.#offered = offered;
      const { order_id, total } = order;
      doneOnce('order', order_id, (init) => this.emit('Order Completed', { ...order, order_id: order_id!, total: total! }, init), true);
    });
  }
}
