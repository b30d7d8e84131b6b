import { html, type TemplateResult } from 'lit';
import type { Product } from '../catalogue.js';
import { say } from '../language.js';
import { reviewsOf, type Review } from '../reviews.js';
import { productTexts as texts } from '../texts/product.js';
import { stars } from './stars.js';

/** What others say of a product, and the form for the shopper's own words. */
export const reviews = (product: Product): TemplateResult => html`<section class="reviews" id="reviews" aria-labelledby="reviews-title">
  <div>
    <h2 id="reviews-title" tabindex="-1">${say(texts.reviews)}</h2>
    <p class="reviews-sum">${stars(product.rating)} <strong>${product.rating}</strong> <span class="soft">${product.ratings} ${say(texts.ratings)}</span></p>
    <ul class="reviews-list">
      ${reviewsOf(product.id).map(review)}
    </ul>
  </div>
  <ecom-review-form>
    <form class="panel-form" id="review" method="post">
      <h3>${say(texts.write)}</h3>
      <fieldset class="rating">
        <legend>${say(texts.yourRating)}</legend>
        ${[1, 2, 3, 4, 5].map((count) => html`<label><input type="radio" name="rating" value=${count} required /> ${count} <span aria-hidden="true">★</span></label>`)}
      </fieldset>
      <label class="field"><span>${say(texts.yourReview)}</span> <textarea name="review_body" rows="3" required placeholder=${say(texts.reviewHint)}></textarea></label>
      <button class="button">${say(texts.send)}</button>
    </form>
  </ecom-review-form>
</section>`;

const review = ({ rating, author, text }: Review): TemplateResult => html`<li>
  <p>${stars(rating)} <strong>${say(author)}</strong></p>
  <p>${say(text)}</p>
</li>`;
