import { html } from 'lit';
import { card } from './card.js';
import { products } from './catalogue.js';
import { say } from './language.js';
import { startPage } from './page.js';
import { texts } from './texts.js';

startPage({
  title: () => texts.heroTitle,
  main: () => html`<section class="hero">
      <div>
        <h1>${say(texts.heroTitle)}</h1>
        <p>${say(texts.heroText)}</p>
      </div>
      <img src="/art/finjan.svg" alt="" width="400" height="400" />
    </section>
    <section aria-labelledby="list-title">
      <h2 id="list-title">${say(texts.listTitle)}</h2>
      <ecom-product-list list-id="home" name="From the workshop">
        <ul class="cards">
          ${products.map(card)}
        </ul>
      </ecom-product-list>
    </section>`,
});
