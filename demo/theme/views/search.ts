import { html, nothing, type TemplateResult } from 'lit';
import { categories, type Product } from '../catalogue.js';
import { money, say, type Bilingual } from '../language.js';
import { isFreshLoad, pathTo, query } from '../links.js';
import { cards } from '../parts/card.js';
import { ranges, sorts, take, toItem, type Wish } from '../shelf.js';
import { listTexts as texts, sortTexts } from '../texts/list.js';
import { texts as shopTexts } from '../texts/shop.js';
import type { View } from '../view.js';

let wish: Wish = { q: '', aisle: '', category: [], price: '', sort: '' };

/** Whether these results are those of a search that nothing has reported yet: the page was loaded for it. */
let isNews = isFreshLoad();

/** Filters and order are kept with the place in the history: they survive a reload, and the way back. */
export function changeWish(change: Partial<Wish>): Product[] {
  wish = { ...wish, ...change };
  history.replaceState(wish, '');
  return take(wish);
}

function enter(): void {
  const asked = query();
  const text = (name: string): string => asked.get(name)?.trim() ?? '';
  wish = { q: text('q'), aisle: text('in'), category: asked.getAll('category'), price: text('price'), sort: text('sort'), ...(history.state as Partial<Wish> | null) };
}

const listId = (): string => (wish.q ? 'search' : wish.aisle ? `aisle-${wish.aisle}` : 'all');

const aisleName = (): Bilingual => (wish.aisle in categories ? categories[wish.aisle as Product['category']] : shopTexts.all);

function title(): Bilingual {
  const { q } = wish;
  return q ? { en: `${texts.resultsFor.en} “${q}”`, ar: `${texts.resultsFor.ar} «${q}»` } : aisleName();
}

/** A page of its own tells by itself what the search came to; where the shop has answered the search, that has been told. */
function report(found: Product[]): TemplateResult | typeof nothing {
  if (!wish.q || !isNews) return nothing;
  return html`<ecom-event name="Products Searched" .payload=${{ query: wish.q, total_results: found.length, products: found.map(toItem) }}></ecom-event>`;
}

const rangeText = (name: string): string => {
  const [from, below] = ranges[name]!;
  if (!from) return `${say(texts.below)} ${money(below)}`;
  return below === Infinity ? `${say(texts.from)} ${money(from)}` : `${money(from)} – ${money(below)}`;
};

/** What is chosen is no default of the form: a reset takes all filters off. */
const choice = (type: 'checkbox' | 'radio', name: string, value: string, text: string, checked: boolean): TemplateResult => html`<label class="choice"
  ><input type=${type} name=${name} value=${value} ?checked=${!value} .checked=${checked} /> ${text}</label
>`;

const filters = (): TemplateResult => html`<ecom-product-filters auto list-id=${listId()}>
  <form id="filters" action=${pathTo('search')}>
    ${wish.q ? html`<input type="hidden" name="q" value=${wish.q} />` : nothing} ${wish.aisle ? html`<input type="hidden" name="in" value=${wish.aisle} />` : nothing}
    ${wish.aisle
      ? nothing
      : html`<fieldset>
          <legend>${say(texts.kind)}</legend>
          ${Object.entries(categories).map(([id, name]) => choice('checkbox', 'category', id, say(name), wish.category.includes(id)))}
        </fieldset>`}
    <fieldset>
      <legend>${say(texts.price)}</legend>
      ${choice('radio', 'price', '', say(texts.anyPrice), !wish.price)} ${Object.keys(ranges).map((name) => choice('radio', 'price', name, rangeText(name), wish.price === name))}
    </fieldset>
    <button class="quiet" id="clear-filters" type="reset" ?hidden=${!wish.category.length && !wish.price}>${say(texts.clear)}</button>
  </form>
</ecom-product-filters>`;

const sort = (): TemplateResult => html`<ecom-product-sort list-id=${listId()}>
  <label>
    ${say(texts.sort)}
    <select id="sort" name="sort">
      ${sorts.map((name) => html`<option value=${name} ?selected=${name === (wish.sort || sorts[0])}>${say(sortTexts[name]!)}</option>`)}
    </select>
  </label>
</ecom-product-sort>`;

const isWide = matchMedia('(min-width: 48rem)');

export const searchView: View = {
  place: 'search',
  page: 'Search',
  title,
  enter() {
    enter();
    queueMicrotask(() => (isNews = false));
  },
  main() {
    const found = take(wish);
    return html`${report(found)}
      <h1 tabindex="-1">${say(title())}</h1>
      <div class="results">
        <details class="filters" ?open=${isWide.matches}>
          <summary>${say(texts.filters)}</summary>
          ${filters()}
        </details>
        <section aria-labelledby="found">
          <div class="results-head">
            <h2 id="found"><span id="count">${found.length}</span> ${say(texts.found)}</h2>
            ${sort()}
          </div>
          <ecom-product-list list-id=${listId()} name=${aisleName().en} category=${wish.aisle || nothing}>
            ${cards(found)} ${found.length ? nothing : html`<p class="empty">${say(texts.nothing)}</p>`}
          </ecom-product-list>
        </section>
      </div>`;
  },
};
