import { isFirstToAct } from '../../src/element/dom.js';
import { arrange, isRefused, readList, readSort } from '../../src/element/list-context.js';
import { isDone } from '../../src/element/request-controller.js';
import { WrapperElement } from '../../src/element/wrapper-element.js';
import { wait } from '../../src/i18n/messages.js';

/**
 * Around the theme's select that sorts a list: asks the store (`ecom-list-sort-request`) when the shopper chooses another
 * order, and reports Product List Sorted with the products as the list shows them then. An option's value such as
 * `price:asc`, `price-asc` or `price_asc` names a direction. The select goes back when the store says no or fails.
 *
 * @tag ecom-product-sort
 * @attr {string} list-id - Id of the list; without it, the list around, or the page's only one.
 * @attr {'assume' | 'ignore'} unanswered - What follows when nobody answers; default `assume`.
 * @attr {number} timeout - How long the store may take, in milliseconds.
 * @slot - The theme's select.
 * @csspart status - What came of it, for screen readers, and for all when it failed.
 * @cssprop [--ecom-color-error=#b91c1c] - Colour of bad news.
 * @fires ecom-list-sort-request - Asks the store.
 * @fires ecom-product-list-sorted - Product List Sorted: the list shows its products in the order chosen.
 * @fires ecom-request-failed - The store failed; local, not tracked.
 */
export class EcomProductSort extends WrapperElement {
  /** The order in force. */
  #inForce?: string;
  /** What was chosen while the store was asked. */
  #next?: string;

  protected override content(): Node[] {
    // A script may have set the select since: what it shows when the shopper turns to it is in force.
    for (const type of ['slotchange', 'focusin', 'pointerdown']) {
      this.slotted.addEventListener(type, () => {
        if (!this.request.pending) this.#inForce = this.#select?.value;
      });
    }
    this.slotted.addEventListener('change', (event) => {
      const select = this.#select;
      if (select && event.target === select && isFirstToAct(event)) void this.#sort(select);
    });
    // Also when the store has not answered in time.
    this.addEventListener('ecom-request-failed', () => this.#show(this.#inForce));
    return super.content();
  }

  get #select(): HTMLSelectElement | null {
    return this.querySelector('select');
  }

  #show(value: string | undefined): void {
    const select = this.#select;
    if (select && value !== undefined) select.value = value;
  }

  async #sort(select: HTMLSelectElement): Promise<void> {
    const { value } = select;
    if (this.request.pending) return void (this.#next = value);
    this.#next = undefined;
    if (value === this.#inForce) return;
    const { list_name: _, ...about } = readList(this);
    const detail = { ...about, sorts: readSort(value) };
    const outcome = await arrange(this, this.request, async () => {
      const answer = await this.request.ask('list-sort', detail, { unanswered: 'assume', done: wait });
      if (!isRefused(answer)) this.#inForce = value;
      // Unless the shopper has chosen again: then the answer comes late.
      if (!this.request.pending && this.#next === undefined) this.#show(this.#inForce);
      return answer;
    });
    if (isDone(outcome)) {
      const { fields, products } = outcome;
      this.emit('Product List Sorted', { ...detail, ...fields, products: products! }, outcome);
    }
    const next = this.#next;
    this.#next = undefined;
    if (next === undefined || !this.isConnected) return;
    this.#show(next);
    return this.#sort(select);
  }
}
