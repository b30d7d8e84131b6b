import { FormElement } from '../../src/element/form-element.js';
import { fieldsOf, readField } from '../../src/element/form-fields.js';
import { sayCount } from '../../src/element/list-context.js';
import { isDone } from '../../src/element/request-controller.js';
import { wait } from '../../src/i18n/messages.js';

/** What is a landmark for search. */
const landmark = 'search, [role="search"]';

/**
 * Around the theme's search form: asks the store (`ecom-search-request`) when it is sent, and reports Products Searched
 * with what the store found, or when there is no store to ask; not with each keystroke. The query stands in the first
 * field of type `search`, else in the one named `q`, `query`, `search` or `s`. The element is the page's landmark for
 * search unless the theme's markup is one.
 *
 * @tag ecom-search
 * @attr {number} min-length - A shorter query is not searched for; 1 when absent.
 * @attr {'assume' | 'ignore'} unanswered - What follows when nobody answers; default `assume`.
 * @attr {number} timeout - How long the store may take, in milliseconds.
 * @slot - The theme's form.
 * @csspart status - What came of it, for screen readers, and for all when it failed.
 * @cssprop [--ecom-color-error=#b91c1c] - Colour of bad news.
 * @fires ecom-search-request - Asks the store.
 * @fires ecom-products-searched - Products Searched: the store has searched.
 * @fires ecom-request-failed - The store failed; local, not tracked.
 */
export class EcomSearch extends FormElement {
  /** The form was sent again while the store was asked. */
  #again?: SubmitEvent;

  protected override content(): Node[] {
    this.slotted.addEventListener('slotchange', () => {
      if (!this.role && !this.closest(landmark) && !this.querySelector(`${landmark}, form[role]`)) this.role = 'search';
    });
    return super.content();
  }

  protected override async submitted(form: HTMLFormElement, native: SubmitEvent): Promise<void> {
    if (this.request.pending) {
      this.#again = native;
      return native.preventDefault();
    }
    const query = readQuery(form);
    if (!query || query.length < Number(this.getAttribute('min-length'))) return;
    const outcome = await this.request.ask('search', { query }, { unanswered: 'assume', native, done: wait });
    if (isDone(outcome) || outcome.kind === 'reported') sayCount(this.request, outcome);
    if (isDone(outcome)) this.emit('Products Searched', { query, ...outcome.fields }, outcome);
    const again = this.#again;
    this.#again = undefined;
    // The second click of an impatient shopper is the same search.
    if (again && this.isConnected && readQuery(form) !== query) return this.submitted(form, again);
  }
}

/** What is searched for. */
const readQuery = (form: HTMLFormElement): string =>
  fieldsOf(form).find(({ type }) => type === 'search')?.value.trim() ?? readField(form, 'q', 'query', 'search', 's') ?? '';
