import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../components/product/define.js';
import '../../components/review-form/define.js';
import type { EcomReviewForm } from '../../components/review-form/review-form.js';
import { answer, closePage, mount, mug, nextFact, nothingElse, openPage, stay } from './page.js';

const form = (fields: string): string => `<form action="/test/elements/native.html">${fields}<button>Send</button></form>`;
const stars = [1, 2, 3, 4, 5].map((star) => `<input type="radio" name="rating" aria-label="${star}" value="${star}">`).join('');
const html = `<ecom-review-form ${mug}>${form(`${stars.replace('value="4"', '$& checked')}<textarea name="review_body"> Keeps warm </textarea>`)}</ecom-review-form>`;

describe('<ecom-review-form>', () => {
  beforeEach(() => {
    openPage();
    stay();
  });
  afterEach(closePage);

  it('asks with the product, the rating as a number and the text, and reports them with the id of the review', async () => {
    const requests = answer('review-submit', () => ({ review_id: 'r1' }));
    const element = await mount(html);
    element.querySelector('button')!.click();
    const detail = { product_id: '1', name: 'Mug', price: 35, currency: 'SAR', rating: 4, review_body: 'Keeps warm' };
    expect((await nextFact()).payload).to.deep.equal({ ...detail, review_id: 'r1' });
    expect(requests[0]!.detail).to.deep.equal(detail);
    await nothingElse();
  });

  it('is of the product around, without its place in a list', async () => {
    answer('review-submit', () => ({}));
    const root = await mount(`<ecom-product ${mug} position="3" quantity="2" view="none"><ecom-review-form>${form('<input name="body" value="Fine">')}</ecom-review-form></ecom-product>`);
    root.querySelector('button')!.click();
    expect((await nextFact()).payload).to.deep.equal({ product_id: '1', name: 'Mug', price: 35, currency: 'SAR', review_body: 'Fine' });
  });

  it('is of the product that a script sets', async () => {
    answer('review-submit', () => ({}));
    const element = await mount<EcomReviewForm>(html);
    element.product = { product_id: '7', name: 'Pot' };
    element.querySelector('button')!.click();
    expect((await nextFact()).payload).to.include({ product_id: '7', name: 'Pot', price: 35, rating: 4 });
  });

  for (const [fields, rating, review_body] of [
    ['<input name="rating" value="٥">', 5, undefined],
    ['<select name="rating"><option>1<option selected>3</select><input name="comment" value="So so">', 3, 'So so'],
    ['<input type="hidden" name="rating" value="2">', 2, undefined],
    [`${stars}<textarea name="review_body"> </textarea><textarea name="comment">Second</textarea>`, undefined, 'Second'],
    ['<input name="rating" value="good"><input name="body" value="A"><input name="comment" value="B">', undefined, 'A'],
  ] as const) {
    it(`reads rating ${rating} and text ${review_body} from ${fields.slice(0, 60)}`, async () => {
      answer('review-submit', () => ({}));
      const element = await mount(`<ecom-review-form product-id="1">${form(fields)}</ecom-review-form>`);
      element.querySelector('button')!.click();
      const { payload } = await nextFact();
      expect([payload.rating, payload.review_body]).to.deep.equal([rating, review_body]);
    });
  }

  it('is filled in and sent by the keyboard', async () => {
    const requests = answer('review-submit', () => ({}));
    const element = await mount(html);
    element.querySelector<HTMLInputElement>('input:checked')!.focus();
    for (const press of ['ArrowRight', 'Enter']) await sendKeys({ press });
    expect((await nextFact()).payload.rating).to.equal(5);
    expect(requests).to.have.length(1);
  });
});
