import { html, nothing, type TemplateResult } from 'lit';
import { account } from '../account.js';
import { countOf, currentCart } from '../cart.js';
import { categories, type Product } from '../catalogue.js';
import { language, say, setLanguage, type Bilingual } from '../language.js';
import { isApp, pathTo, placeOf, query, type Place } from '../links.js';
import { store } from '../store.js';
import { texts } from '../texts/shop.js';
import { icon } from './icon.js';

/** What stands above every view: the name, the search, what is the shopper's, the aisles. */
export const header = (): TemplateResult => html`<a class="skip" href="#main">${say(texts.skip)}</a>
  <p class="notice">${say(texts.notice)}</p>
  <div class="masthead">
    <a class="brand" href=${pathTo('home')}><span class="brand-name">${say(texts.shop)}</span> <span class="brand-slogan">${say(texts.slogan)}</span></a>
    ${search()}
    <nav class="yours" aria-label=${say(texts.yours)}>
      <ul>
        <li>${mine('account', account() ? texts.account : texts.signIn, 'person')}</li>
        <li>${mine('wishlist', texts.wishlist, 'heart', store().wishlist.length)}</li>
        <li>${mine('cart', texts.cart, 'cart', countOf(currentCart()))}</li>
      </ul>
    </nav>
  </div>
  <div class="aisles">
    <nav aria-label=${say(texts.aisles)}>
      <ul>
        <li>${aisle(texts.all)}</li>
        ${Object.entries(categories).map(([id, name]) => html`<li>${aisle(name, id as Product['category'])}</li>`)}
      </ul>
    </nav>
    <button class="quiet" id="language" type="button" lang=${language() === 'ar' ? 'en' : 'ar'} @click=${switchLanguage}>${say(texts.otherLanguage)}</button>
  </div>`;

/** On pages of their own the results tell what was found; here nothing is known of it. */
const search = (): TemplateResult => html`<ecom-search class="search" unanswered=${isApp ? nothing : 'ignore'}>
  <form action=${pathTo('search')} id="search">
    <input name="q" type="search" enterkeyhint="search" autocomplete="off" required aria-label=${say(texts.searchLabel)} placeholder=${say(texts.searchHint)} />
    <button aria-label=${say(texts.search)}>${icon('search')}</button>
  </form>
</ecom-search>`;

const mine = (place: Place, text: Bilingual, picture: 'person' | 'heart' | 'cart', badge?: number): TemplateResult => html`<a
  href=${pathTo(place)}
  aria-current=${placeOf(location.pathname) === place ? 'page' : 'false'}
  >${icon(picture)} <span class="yours-text">${say(text)}</span>${badge === undefined ? nothing : html` <span class="badge" data-count=${badge}>${badge}</span>`}</a
>`;

const aisle = (text: Bilingual, id?: Product['category']): TemplateResult => {
  const here = placeOf(location.pathname) === 'search' && !query().has('q') && query().get('in') === (id ?? null);
  return html`<a href=${pathTo('search', id ? { in: id } : {})} aria-current=${here ? 'page' : 'false'}>${say(text)}</a>`;
};

const switchLanguage = (): void => setLanguage(language() === 'ar' ? 'en' : 'ar');
