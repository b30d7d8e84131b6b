// Everything with which a shopper makes an element ask the store. test/node/coverage.test.mjs sees to it that no request
// of any element is missing here; what follows each answer is then tested alike for all of them.
import type { EcomRequestName } from '../../src/events/ecom-request-event.js';
import { clickWith, mug } from './page.js';
import './tags.js';

/** One way to ask. */
export interface Act {
  /** The element that asks; the first one of that tag in `html`. */
  tag: string;
  request: EcomRequestName;
  /** A page with the element and all it needs. */
  html: string;
  /** What the shopper does. */
  act(element: HTMLElement): void;
  /** The facts that follow when the store confirms. */
  confirmed: string[];
  /** What the shopper is then told, in English. */
  done: string;
  /** What is reported as soon as it is asked, whatever the answer. */
  asked?: string[];
  /** What is reported when the store says no. */
  denied?: string[];
  /** What follows when nobody answers, by the element's own default. */
  unanswered: 'assume' | 'ignore';
}

const click = (selector: string) => (element: HTMLElement): void => void clickWith(element.querySelector(selector)!);
const clickIt = (element: HTMLElement): void => element.click();

/** Fills the fields of the form, then sends it. */
const send = (values: Record<string, string> = {}) => (element: HTMLElement): void => {
  const form = element.querySelector('form')!;
  for (const name in values) (form.elements.namedItem(name) as HTMLInputElement).value = values[name]!;
  form.requestSubmit();
};

const choose = (value: string) => (element: HTMLElement): void => {
  const select = element.querySelector('select')!;
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
};

const product = `<ecom-product ${mug}></ecom-product>`;
const list = `<ecom-product-list list-id="acts">${product}</ecom-product-list>`;
const line = `<ecom-cart cart-id="acts" currency="SAR"><ecom-cart-item line-id="1" quantity="2" ${mug}>
  <button type="button" data-ecom="increase">More</button><button type="button" data-ecom="remove">Remove</button></ecom-cart-item></ecom-cart>`;
const checkout = 'checkout-id="acts" value="35" currency="SAR"';
const form = (fields = ''): string => `<form action="/test/elements/native.html">${fields}<button>Send</button></form>`;

export const acts: Act[] = [
  { tag: 'ecom-add-to-cart', request: 'product-add', html: `<ecom-add-to-cart ${mug}></ecom-add-to-cart>`, act: clickIt, confirmed: ['Product Added'], done: 'Added to cart', unanswered: 'assume' },
  { tag: 'ecom-add-to-cart', request: 'product-add', html: `<ecom-add-to-cart ${mug}>${form()}</ecom-add-to-cart>`, act: send(), confirmed: ['Product Added'], done: 'Added to cart', unanswered: 'assume' },
  { tag: 'ecom-wishlist-toggle', request: 'wishlist-add', html: `<ecom-wishlist-toggle ${mug}></ecom-wishlist-toggle>`, act: clickIt, confirmed: ['Product Added to Wishlist'], done: 'Added to wishlist', unanswered: 'assume' },
  { tag: 'ecom-wishlist-toggle', request: 'wishlist-remove', html: `<ecom-wishlist-toggle ${mug} pressed></ecom-wishlist-toggle>`, act: clickIt, confirmed: ['Product Removed from Wishlist'], done: 'Removed from wishlist', unanswered: 'assume' },
  { tag: 'ecom-cart-item', request: 'product-remove', html: line, act: click('[data-ecom="remove"]'), confirmed: ['Product Removed', 'Cart Updated'], done: 'Removed from cart', unanswered: 'assume' },
  { tag: 'ecom-cart-item', request: 'cart-update', html: line, act: click('[data-ecom="increase"]'), confirmed: ['Cart Updated'], done: 'Cart updated', unanswered: 'assume' },
  {
    tag: 'ecom-product-filters',
    request: 'list-filter',
    html: `<ecom-product-filters list-id="acts">${form('<label>Red <input type="checkbox" name="colour" value="red" checked></label>')}</ecom-product-filters>${list}`,
    act: send(),
    confirmed: ['Product List Filtered'],
    done: 'Results: 1',
    unanswered: 'assume',
  },
  {
    tag: 'ecom-product-sort',
    request: 'list-sort',
    html: `<ecom-product-sort list-id="acts"><label>Order <select><option value="new">New</option><option value="price:asc">Price</option></select></label></ecom-product-sort>${list}`,
    act: choose('price:asc'),
    confirmed: ['Product List Sorted'],
    done: 'Results: 1',
    unanswered: 'assume',
  },
  {
    tag: 'ecom-search',
    request: 'search',
    html: `<ecom-search>${form('<label>Search <input type="search" name="q"></label>')}</ecom-search>`,
    act: send({ q: 'mug' }),
    confirmed: ['Products Searched'],
    done: '',
    unanswered: 'assume',
  },
  { tag: 'ecom-share', request: 'share', html: `<ecom-share ${mug} via="copy"></ecom-share>`, act: clickIt, confirmed: ['Product Shared'], done: 'Shared', unanswered: 'assume' },
  {
    tag: 'ecom-share',
    request: 'share',
    html: `<ecom-cart cart-id="acts" currency="SAR"><ecom-share subject="cart" via="copy"></ecom-share></ecom-cart>`,
    act: clickIt,
    confirmed: ['Cart Shared'],
    done: 'Shared',
    unanswered: 'assume',
  },
  {
    tag: 'ecom-review-form',
    request: 'review-submit',
    html: `<ecom-review-form ${mug}>${form('<label>Stars <input type="radio" name="rating" value="5" checked></label>')}</ecom-review-form>`,
    act: send(),
    confirmed: ['Product Reviewed'],
    done: 'Thank you for your review',
    unanswered: 'ignore',
  },
  {
    tag: 'ecom-coupon-form',
    request: 'coupon-apply',
    html: `<ecom-coupon-form>${form('<label>Coupon <input name="coupon"></label>')}</ecom-coupon-form>`,
    act: send({ coupon: 'TEN' }),
    asked: ['Coupon Entered'],
    confirmed: ['Coupon Applied'],
    done: 'Coupon applied',
    denied: ['Coupon Denied'],
    unanswered: 'ignore',
  },
  {
    tag: 'ecom-coupon-form',
    request: 'coupon-remove',
    html: '<ecom-coupon-form applied="TEN"><button type="button" data-ecom="remove">Remove</button></ecom-coupon-form>',
    act: click('[data-ecom="remove"]'),
    confirmed: ['Coupon Removed'],
    done: 'Coupon removed',
    unanswered: 'ignore',
  },
  {
    tag: 'ecom-checkout',
    request: 'checkout-start',
    html: `<ecom-cart cart-id="acts" currency="SAR"><ecom-checkout><a href="/test/elements/native.html">Check out</a></ecom-checkout></ecom-cart>`,
    act: click('a'),
    confirmed: ['Checkout Started'],
    done: 'Going to checkout',
    unanswered: 'assume',
  },
  {
    tag: 'ecom-checkout-step',
    request: 'checkout-step',
    html: `<ecom-checkout-step step="1" name="address" ${checkout}>${form()}</ecom-checkout-step>`,
    act: send(),
    confirmed: ['Checkout Step Completed'],
    done: 'Step completed',
    unanswered: 'ignore',
  },
  {
    tag: 'ecom-payment-form',
    request: 'payment-submit',
    html: `<ecom-payment-form method="mada" ${checkout}>${form()}</ecom-payment-form>`,
    act: send(),
    asked: ['Payment Info Entered'],
    confirmed: [],
    done: 'Payment accepted',
    denied: ['Payment Failed'],
    unanswered: 'ignore',
  },
  ...(
    [
      ['sign-in', 'sign-in', 'Signed In', 'Signed in'],
      ['sign-up', 'sign-up', 'Signed Up', 'Account created'],
      ['profile', 'profile-update', 'User Profile Updated', 'Profile saved'],
    ] as const
  ).map(
    ([mode, request, fact, done]): Act => ({
      tag: 'ecom-account-form',
      request,
      html: `<ecom-account-form mode="${mode}">${form('<label>Name <input name="first_name"></label>')}</ecom-account-form>`,
      act: send({ first_name: 'Sara' }),
      confirmed: [fact],
      done,
      unanswered: 'ignore',
    }),
  ),
  { tag: 'ecom-sign-out', request: 'sign-out', html: '<ecom-sign-out></ecom-sign-out>', act: clickIt, confirmed: ['Signed Out'], done: 'Signed out', unanswered: 'assume' },
  {
    tag: 'ecom-sign-out',
    request: 'sign-out',
    html: '<ecom-sign-out><a href="/test/elements/native.html">Leave</a></ecom-sign-out>',
    act: click('a'),
    confirmed: ['Signed Out'],
    done: 'Signed out',
    unanswered: 'assume',
  },
];
