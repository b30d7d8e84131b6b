import { html, type TemplateResult } from 'lit';
import { findProduct } from '../catalogue.js';
import { say } from '../language.js';
import { pathTo } from '../links.js';
import { cards } from '../parts/card.js';
import { store } from '../store.js';
import { listTexts as texts } from '../texts/list.js';
import { texts as shopTexts } from '../texts/shop.js';
import type { View } from '../view.js';

const empty = (): TemplateResult => html`<div class="empty">
  <p>${say(texts.wishlistEmpty)}</p>
  <p><a class="button" href=${pathTo('home')}>${say(shopTexts.back)}</a></p>
</div>`;

export const wishlistView: View = {
  place: 'wishlist',
  page: 'Wishlist',
  title: () => shopTexts.wishlist,
  main() {
    const kept = store().wishlist.flatMap((id) => findProduct(id) ?? []);
    return html`<h1 tabindex="-1">${say(texts.wishlistTitle)}</h1>
      <ecom-wishlist wishlist-id="wishlist-1" name="Wishlist">
        ${kept.length ? html`<h2 class="unseen">${say(shopTexts.all)}</h2> ${cards(kept)}` : empty()}
      </ecom-wishlist>`;
  },
};
