import { takeCart } from './cart.js';
import { endCheckout, isShippingMethod, keepCheckout } from './checkout.js';
import { forgetProfile, keepProfile } from './account.js';
import { focusHeading, redraw } from './frame.js';
import { go, isApp, pathTo } from './links.js';
import { addReview } from './reviews.js';
import { take, toItem } from './shelf.js';
import { store } from './store.js';
import { changeWish } from './views/search.js';

/** What the theme itself answers, and where the shopper goes on after a fact. Once for a document. */
export function startJourney(): void {
  startLists();
  startSearch();
  startCheckout();
  startAccount();

  // The card that held the focus may be gone: the heading is the nearest thing that stays.
  document.addEventListener('ecom-product-removed-from-wishlist', () => {
    if (document.activeElement === document.body) focusHeading();
  });
  document.addEventListener('ecom-product-reviewed', ({ target, detail: { product_id, rating = 5, review_body = '' } }) => {
    addReview(product_id, rating, review_body);
    formIn(target)?.reset();
    redraw();
  });
}

const formIn = (target: EventTarget | null): HTMLFormElement | null => (target as Element).querySelector('form');

/** The shelves are the theme's own: it answers at once, the list is drawn anew in place. */
function startLists(): void {
  document.addEventListener('ecom-list-filter-request', (event) => {
    const { filters = [] } = event.detail;
    const valuesOf = (name: string): string[] => filters.flatMap(({ type, value }) => (type === name && value ? [value] : []));
    event.intercept(() => {
      const found = changeWish({ category: valuesOf('category'), price: valuesOf('price')[0] ?? '' });
      redraw();
      return { total_results: found.length };
    });
  });
  document.addEventListener('ecom-list-sort-request', (event) => {
    const { type, value } = event.detail.sorts?.[0] ?? {};
    event.intercept(() => {
      changeWish({ sort: value ? `${type}:${value}` : '' });
      redraw();
    });
  });
}

/** In the single-page shop the results are known before their view is there. */
function startSearch(): void {
  if (!isApp) return;
  document.addEventListener('ecom-search-request', (event) => {
    const found = take({ q: event.detail.query });
    event.intercept(() => ({ total_results: found.length, products: found.map(toItem) }));
  });
  document.addEventListener('ecom-products-searched', ({ target, detail }) => {
    if ((target as Element).localName === 'ecom-search') go(pathTo('search', { q: detail.query }));
  });
}

function startCheckout(): void {
  document.addEventListener('ecom-checkout-confirmed', () => go(pathTo('checkout')));
  // What is put into it next is another checkout.
  document.addEventListener('ecom-cart-confirmed', ({ detail }) => detail.products.length || endCheckout());
  document.addEventListener('ecom-checkout-step-completed', ({ target, detail }) => {
    const form = formIn(target);
    const { shipping_method } = detail;
    if (form?.id === 'address') keepCheckout({ address: Object.fromEntries(new FormData(form)) });
    if (isShippingMethod(shipping_method)) keepCheckout({ shipping: shipping_method });
    if (detail.step < 3) keepCheckout({ step: detail.step + 1 });
    redraw();
  });
  // The store has taken the payment, and so the cart is an order.
  document.addEventListener('ecom-payment-confirmed', () => {
    const { order } = store();
    endCheckout();
    takeCart();
    if (order) go(pathTo('order', { id: order.order_id }));
  });
}

function startAccount(): void {
  for (const type of ['ecom-signed-in', 'ecom-signed-up', 'ecom-user-profile-updated'] as const) {
    document.addEventListener(type, ({ target }) => {
      const form = formIn(target);
      if (form) keepProfile(form);
      redraw();
      if (type !== 'ecom-user-profile-updated') focusHeading();
    });
  }
  document.addEventListener('ecom-signed-out', () => {
    forgetProfile();
    redraw();
    focusHeading();
  });
}

