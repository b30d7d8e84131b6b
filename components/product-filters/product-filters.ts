import { isFirstToAct } from '../../src/element/dom.js';
import { FormElement } from '../../src/element/form-element.js';
import { readForm } from '../../src/element/form-fields.js';
import { arrange, isRefused, listOf, readList, readSort, sortOf } from '../../src/element/list-context.js';
import { isDone } from '../../src/element/request-controller.js';
import { wait } from '../../src/i18n/messages.js';

/**
 * Around the theme's form that filters a list: asks the store (`ecom-list-filter-request`) when it is sent, and reports
 * Product List Filtered with the products that the list shows then. Every named field with a value is a filter. Screen
 * readers hear how many products are left.
 *
 * @tag ecom-product-filters
 * @attr {string} list-id - Id of the list; without it, the list around, or the page's only one.
 * @attr {boolean} auto - A change of a field, or the form's reset, asks too.
 * @attr {'assume' | 'ignore'} unanswered - What follows when nobody answers; default `assume`.
 * @attr {number} timeout - How long the store may take, in milliseconds.
 * @slot - The theme's form.
 * @csspart status - What came of it, for screen readers, and for all when it failed.
 * @cssprop [--ecom-color-error=#b91c1c] - Colour of bad news.
 * @fires ecom-list-filter-request - Asks the store.
 * @fires ecom-product-list-filtered - Product List Filtered: the list shows what the filters left.
 * @fires ecom-request-failed - The store failed; local, not tracked.
 */
export class EcomProductFilters extends FormElement {
  /** The filters that were asked for last and that nobody has refused. */
  #asked?: string;
  /** Somebody took the last request on: the page is not to load anew. */
  #intercepted = false;
  /** Others were chosen while the store was asked. */
  #again = false;

  protected override content(): Node[] {
    this.slotted.addEventListener('change', (event) => {
      const { form } = event.target as Partial<HTMLInputElement>;
      if (isFirstToAct(event)) this.#changed(form ?? this.form);
    });
    this.slotted.addEventListener('reset', (event) => {
      const form = event.target as HTMLFormElement;
      // The fields have their first values when the event is over.
      if (!event.defaultPrevented && isFirstToAct(event)) setTimeout(() => this.#changed(form));
    });
    return super.content();
  }

  protected override submitted(form: HTMLFormElement, native: SubmitEvent): unknown {
    return this.#filter(form, native);
  }

  #changed(form: HTMLFormElement | null): void {
    if (form && this.hasAttribute('auto')) void this.#filter(form);
  }

  async #filter(form: HTMLFormElement, native?: SubmitEvent): Promise<void> {
    // A select for the order may stand in the same form.
    const sort = sortOf(listOf(this));
    const filters = readForm(form).flatMap(([type, value]) => (type === sort?.name ? [] : [{ type, value }]));
    const asked = JSON.stringify(filters);
    const isNew = asked !== this.#asked;
    if (this.request.pending) {
      this.#again ||= isNew;
      return native?.preventDefault();
    }
    // Enter in a field changes it and sends the form, a click on the button comes after the change: once is enough.
    if (!isNew && (!native || this.hasAttribute('auto'))) return this.#intercepted ? native?.preventDefault() : undefined;
    this.#asked = asked;
    const detail = { ...readList(this), filters, sorts: sort ? readSort(sort.value) : undefined };
    const outcome = await arrange(this, this.request, () => {
      const answer = this.request.ask('list-filter', detail, { unanswered: 'assume', native, done: wait });
      this.#intercepted = this.request.pending;
      return answer;
    });
    if (isRefused(outcome)) this.#asked = undefined;
    if (isDone(outcome)) {
      const { fields, products } = outcome;
      this.emit('Product List Filtered', { ...detail, ...fields, products: products! }, outcome);
    }
    const again = this.#again;
    this.#again = false;
    const now = this.form;
    if (again && now?.isConnected) return this.#filter(now);
  }
}
