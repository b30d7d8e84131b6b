import { html, type TemplateResult } from 'lit';
import { products } from '../catalogue.js';
import { say, type Bilingual } from '../language.js';
import { pathTo } from '../links.js';
import { cards } from '../parts/card.js';
import { icon } from '../parts/icon.js';
import { promotion } from '../parts/promotion.js';
import { productUrl } from '../shelf.js';
import { texts } from '../texts/shop.js';
import type { View } from '../view.js';

const hero = (): TemplateResult =>
  promotion(
    {
      id: 'slow-coffee',
      creative: 'hero-finjan',
      name: 'Coffee, slowly',
      position: 'home_top',
      title: texts.heroTitle,
      text: texts.heroText,
      link: texts.heroLink,
      href: pathTo('search', { in: 'coffee' }),
      image: '/art/finjan.svg',
    },
    'hero',
  );

const banners = (): TemplateResult => html`<div class="banners">
  ${promotion(
    {
      id: 'guests',
      creative: 'banner-dallah',
      name: 'Guests at eight',
      position: 'home_middle_1',
      title: texts.guestsTitle,
      text: texts.guestsText,
      link: texts.guestsLink,
      href: productUrl('dallah'),
      image: '/art/banner-guests.svg',
    },
    'banner',
  )}
  ${promotion(
    {
      id: 'kiln',
      creative: 'banner-clay',
      name: 'Fresh from the kiln',
      position: 'home_middle_2',
      title: texts.clayTitle,
      text: texts.clayText,
      link: texts.clayLink,
      href: pathTo('search', { in: 'pottery' }),
      image: '/art/banner-clay.svg',
    },
    'banner',
  )}
</div>`;

const promise = (name: 'hand' | 'box' | 'clock', title: Bilingual, text: Bilingual): TemplateResult => html`<li>
  ${icon(name)}
  <h3>${say(title)}</h3>
  <p>${say(text)}</p>
</li>`;

export const homeView: View = {
  place: 'home',
  page: 'Home',
  title: () => texts.heroTitle,
  main: () => html`${hero()}
    <section aria-labelledby="list-title">
      <div class="section-head">
        <h2 id="list-title">${say(texts.listTitle)}</h2>
        <a href=${pathTo('search')}>${say(texts.seeAll)}</a>
      </div>
      <ecom-product-list list-id="home" name="From the workshop">${cards(products.slice(0, 6))}</ecom-product-list>
    </section>
    ${banners()}
    <section aria-labelledby="promises-title">
      <h2 id="promises-title" class="unseen">${say(texts.promises)}</h2>
      <ul class="promises">
        ${promise('hand', texts.handTitle, texts.handText)} ${promise('box', texts.shipTitle, texts.shipText)} ${promise('clock', texts.returnTitle, texts.returnText)}
      </ul>
    </section>`,
};
