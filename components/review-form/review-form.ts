import { FormElement } from '../../src/element/form-element.js';
import { readField } from '../../src/element/form-fields.js';
import { readProduct, type ProductData } from '../../src/element/product-data.js';
import { isDone } from '../../src/element/request-controller.js';
import { reviewed } from '../../src/i18n/messages.js';
import { readNumber } from '../../src/events/read-number.js';

/**
 * Around the theme's form for a review: asks the store (`ecom-review-submit-request`), and reports Product Reviewed
 * when it is confirmed. The rating is the field `rating`, at its best radios in a fieldset; the text the field
 * `review_body`, `body` or `comment`. The product is that of the `<ecom-product>` around, unless it is written here.
 *
 * @tag ecom-review-form
 * @attr {string} product-id - Id of the product; without it, that of the `<ecom-product>` around.
 * @attr {string} name - Name of the product.
 * @attr {number} price - Price of one unit, in major units.
 * @attr {string} currency - Currency of the price, ISO 4217.
 * @attr {string} sku
 * @attr {string} brand
 * @attr {string} category
 * @attr {string} variant
 * @attr {'assume' | 'ignore'} unanswered - What follows when nobody answers; default `ignore`: the store may say no.
 * @attr {number} timeout - How long the store may take, in milliseconds.
 * @slot - The theme's form.
 * @csspart status - What came of it, for screen readers, and for all when it failed.
 * @cssprop [--ecom-color-error=#b91c1c] - Colour of bad news.
 * @fires ecom-review-submit-request - Asks the store.
 * @fires ecom-product-reviewed - Product Reviewed: the store has taken the review.
 * @fires ecom-request-failed - The store failed; local, not tracked.
 */
export class EcomReviewForm extends FormElement {
  /** Product data from JavaScript; wins over attributes. */
  product?: ProductData;

  protected override async submitted(form: HTMLFormElement, native: SubmitEvent): Promise<void> {
    // Where it stood in a list, and how many there were, is no part of a review.
    const { list_id: _, position: __, quantity: ___, ...product } = readProduct(this);
    const rating = readNumber(readField(form, 'rating') ?? '');
    const detail = { ...product, product_id: product.product_id!, rating, review_body: readField(form, 'review_body', 'body', 'comment') };
    const outcome = await this.request.ask('review-submit', detail, { unanswered: 'ignore', native, done: reviewed });
    if (isDone(outcome)) this.emit('Product Reviewed', { ...detail, ...outcome.fields }, outcome);
  }
}
