import { render } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { startPanel } from '../panel/panel.js';
import { registerCallbacks } from './callbacks.js';
import { takeCart } from './cart.js';
import { say, startLanguage } from './language.js';
import { query } from './links.js';
import { drawConsent } from './parts/consent.js';
import { footer } from './parts/footer.js';
import { header } from './parts/header.js';
import { startStore } from './store.js';
import { texts } from './texts/shop.js';
import type { View } from './view.js';

let view: View | undefined;
/** Each coming of the shopper is drawn with elements of its own, as a page of its own would. */
let visit = 0;

const element = (id: string): HTMLElement => document.getElementById(id)!;

/** Draws what has changed of the view the shopper is at. */
export function redraw(): void {
  if (!view) return;
  document.title = `${say(view.title())} · ${say(texts.shop)}`;
  render(header(), element('header'));
  render(keyed(visit, view.main()), element('main'));
  render(footer(), element('footer'));
  drawConsent();
}

/** The shopper comes to a view. */
export function show(to: View): void {
  view = to;
  visit++;
  view.enter?.();
  redraw();
  document.querySelector<HTMLInputElement>('#search [name="q"]')!.value = query().get('q') ?? '';
}

/** The facts after which something on a page looks different. */
const changing = [
  'ecom-product-added-to-wishlist',
  'ecom-product-removed-from-wishlist',
  'ecom-coupon-applied',
  'ecom-coupon-removed',
  'ecom-signed-in',
  'ecom-signed-up',
  'ecom-signed-out',
  'ecom-user-profile-updated',
] as const;

/** Opens the shop, once for a document: language, store, callbacks, the list of events. */
export function openShop(): void {
  startLanguage();
  startStore();
  registerCallbacks();
  startPanel();

  new MutationObserver(redraw).observe(document.documentElement, { attributeFilter: ['lang'] });
  for (const type of ['ecom-cart-confirmed', 'ecom-cart-updated'] as const) {
    document.addEventListener(type, ({ detail }) => {
      takeCart(detail);
      redraw();
    });
  }
  for (const type of [...changing, 'ecom-consent']) document.addEventListener(type, redraw);
  // Meanwhile another page, or another tab, has shopped.
  const refresh = (): void => {
    takeCart();
    redraw();
  };
  addEventListener('pageshow', ({ persisted }) => persisted && refresh());
  addEventListener('storage', refresh);
}

/** The focus goes to the heading of the view: what had it is gone, or the shopper is elsewhere. */
export function focusHeading(): void {
  const heading = document.querySelector<HTMLElement>('main h1');
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}
