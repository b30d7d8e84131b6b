import { html } from 'lit';
import { say } from '../language.js';
import { pathTo } from '../links.js';
import { texts } from '../texts/shop.js';
import type { View } from '../view.js';

/** What stands at addresses where nothing is. */
export const missingView: View = {
  place: 'home',
  page: 'Not found',
  title: () => texts.notFound,
  main: () => html`<section class="empty">
    <h1 tabindex="-1">${say(texts.notFound)}</h1>
    <p><a class="button" href=${pathTo('home')}>${say(texts.back)}</a></p>
  </section>`,
};
