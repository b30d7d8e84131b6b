import { html, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { card } from './card.js';
import { findProduct, type Product } from './catalogue.js';
import { say } from './language.js';
import { startPage } from './page.js';
import { store } from './store.js';
import { texts } from './texts.js';

const cards = (kept: Product[]): TemplateResult => html`<h2 class="unseen">${say(texts.home)}</h2>
  <ul class="cards">
    ${repeat(kept, ({ id }) => id, card)}
  </ul>`;

const empty = (): TemplateResult => html`<div class="empty">
  <p>${say(texts.wishlistEmpty)}</p>
  <p><a class="button" href="/">${say(texts.back)}</a></p>
</div>`;

startPage({
  title: () => texts.wishlist,
  main() {
    const kept = store().wishlist.flatMap((id) => findProduct(id) ?? []);
    return html`<h1 id="wishlist-title" tabindex="-1">${say(texts.wishlistTitle)}</h1>
      <ecom-wishlist wishlist-id="wishlist-1" name="Wishlist">${kept.length ? cards(kept) : empty()}</ecom-wishlist>`;
  },
});

// The card that held the focus is gone: the heading is the nearest thing that stays.
document.addEventListener('ecom-product-removed-from-wishlist', () => {
  if (document.activeElement === document.body) document.getElementById('wishlist-title')?.focus();
});
