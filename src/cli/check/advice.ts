/** How each event is reported: what helps when it does not come. */
const advice: Record<string, string | undefined> = {
  page: 'Put <ecom-page name="…"> on the page; auto in a single-page app.',
  'Product List Viewed': 'Put the cards, each an <ecom-product>, into an <ecom-product-list list-id="…">.',
  'Product Viewed': 'Give the <ecom-product> of a product page view="load".',
  'Product Clicked': 'Put the link of a card into an <ecom-product-link>, inside its <ecom-product>.',
  'Product Added': 'Put the form or button into an <ecom-add-to-cart>; a store that answers its request must resolve.',
  'Products Searched': 'Put the form into an <ecom-search>; report the results on the page that shows them with <ecom-event>.',
  'Cart Viewed': 'Give the <ecom-cart> of the cart page view="load".',
  'Cart Updated': 'Put the lines, each an <ecom-cart-item>, into an <ecom-cart>, and set its cart when it has changed.',
  'Product Removed': 'Put each line into an <ecom-cart-item> with a [data-ecom=remove].',
  'Checkout Started': 'Put the way to the checkout into an <ecom-checkout>.',
  'Checkout Step Viewed': 'Set current on the <ecom-checkout-step> the shopper is at.',
  'Checkout Step Completed': 'Answer its request, or report it with <ecom-event> on the next page.',
  'Payment Info Entered': 'Put the form into an <ecom-payment-form>.',
  'Order Completed': 'Put an <ecom-order> on the page that thanks for the order.',
  'Promotion Viewed': 'An <ecom-promotion> must have been in view for a second: look for what covers it.',
};

/** What to do when this event does not come. */
export const adviceFor = (name: string): string => advice[name] ?? 'Put the element for it around the markup (docs: elements), or call ecom.track() when it has happened.';
