import { html, render, type TemplateResult } from 'lit';
import type { EcomPayload } from '../../src/index.js';
import { startPanel } from '../panel/panel.js';
import { registerCallbacks } from './callbacks.js';
import { language, say, setLanguage, startLanguage, type Bilingual } from './language.js';
import { startStore, store } from './store.js';
import { texts } from './texts.js';

type Cart = EcomPayload<'Cart Updated'>;

/** What a page of the shop is: its title, and what stands in `<main>`. */
export interface Page {
  title(): Bilingual;
  main(): TemplateResult;
  /** The cart as the store, or an element where there is none, has it now. */
  onCart?(cart: Cart): void;
}

const element = (id: string): HTMLElement => document.getElementById(id)!;

/** Draws a page and keeps it up to date: with another language, another cart, another wishlist. */
export function startPage(page: Page): void {
  let cart: Cart;
  const draw = (): void => {
    document.title = `${say(page.title())} · ${say(texts.shop)}`;
    render(header(count(cart)), element('header'));
    render(page.main(), element('main'));
    render(footer(), element('footer'));
  };
  const take = (to: Cart): void => {
    cart = to;
    page.onCart?.(to);
  };

  startLanguage();
  startStore();
  registerCallbacks();
  take(store().cart);
  draw();
  startPanel();

  new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ['lang'] });
  for (const type of ['ecom-cart-confirmed', 'ecom-cart-updated'] as const) {
    document.addEventListener(type, ({ detail }) => {
      take(detail);
      draw();
    });
  }
  for (const type of ['ecom-product-added-to-wishlist', 'ecom-product-removed-from-wishlist'] as const) {
    document.addEventListener(type, draw);
  }
  // Meanwhile another page, or another tab, has shopped.
  const refresh = (): void => {
    take(store().cart);
    draw();
  };
  addEventListener('pageshow', ({ persisted }) => persisted && refresh());
  addEventListener('storage', refresh);
}

const count = ({ products }: Cart): number => products.reduce((sum, { quantity = 0 }) => sum + quantity, 0);

function header(inCart: number): TemplateResult {
  const link = (path: string, text: Bilingual, badge?: number): TemplateResult => html`<li>
    <a href=${path} aria-current=${location.pathname === path || (path === '/' && location.pathname === '/index.html') ? 'page' : 'false'}
      >${say(text)}${badge === undefined ? '' : html` <span class="badge" data-count=${badge}>${badge}</span>`}</a
    >
  </li>`;
  return html`<a class="skip" href="#main">${say(texts.skip)}</a>
    <a class="brand" href="/"><span class="brand-name">${say(texts.shop)}</span> <span class="brand-slogan">${say(texts.slogan)}</span></a>
    <button class="quiet" id="language" type="button" lang=${language() === 'ar' ? 'en' : 'ar'} @click=${switchLanguage}>${say(texts.otherLanguage)}</button>
    <nav aria-label=${say(texts.navigation)}>
      <ul>
        ${link('/', texts.home)} ${link('/wishlist.html', texts.wishlist, store().wishlist.length)} ${link('/cart.html', texts.cart, inCart)}
      </ul>
    </nav>`;
}

const switchLanguage = (): void => setLanguage(language() === 'ar' ? 'en' : 'ar');

const footer = (): TemplateResult => html`<p>${say(texts.footer)}</p>
  <p><a href="/standalone.html">${say(texts.standalone)}</a></p>`;
