// What a shopper does in the demo shop, from the first search to the order, and what is reported of each step; for tests.

/** Address of a page: `search` is /search.html of the site, /app/search of the app. */
export const pageOf = { pages: (name, query = '') => `/${name && `${name}.html`}${query}`, app: (name, query = '') => `/app/${name}${query}` };

const address = { first_name: 'Noura', last_name: 'Saleh', street: 'Olive Street 1', city: 'Riyadh' };

async function look({ page, press, type, select, reports }, mode) {
  await reports('page Home', 'Product List Viewed', 'Promotion Viewed');
  await press('#promotion-slow-coffee a');
  await reports('Promotion Clicked', 'page Search', 'Product List Viewed');
  await type('#search [name=q]', 'cup');
  await press('#search button');
  // A site reports the search on the page of its results; an app has them before it shows them.
  await reports(...(mode === 'pages' ? ['page Search', 'Products Searched'] : ['Products Searched', 'page Search']), 'Product List Viewed');
  await press('nav a[href$="search.html"], nav a[href$="/app/search"]');
  await reports('page Search', 'Product List Viewed');
  // On a phone the filters are folded away.
  if (await page.$('details.filters:not([open])')) await press('details.filters summary');
  await press('#filters [value=pottery]');
  await reports('Product List Filtered');
  await select('#sort', 'name:asc');
  await reports('Product List Sorted');
}

async function choose({ press, type, reports }) {
  await press('ecom-product[product-id=mug] a');
  await reports('Product Clicked', 'page Product', 'Product Viewed', 'Product List Viewed');
  await press('[name=variant][value=Sea]');
  await press('form.buy button');
  await reports('Product Added');
  await press('.product-keep ecom-wishlist-toggle');
  await reports('Product Added to Wishlist');
  await press('#share-copy');
  await reports('Product Shared');
  await press('#review [name=rating][value="5"]');
  await type('#review textarea', 'Warm and heavy');
  await press('#review button');
  await reports('Product Reviewed');
  await press('ecom-product-list [product-id=vase] ecom-wishlist-toggle');
  await reports('Product Added to Wishlist');
}

async function keep({ press, reports }) {
  await press('.yours a[href*=wishlist]');
  await reports('page Wishlist');
  await press('[product-id=vase] ecom-add-to-cart');
  await reports('Wishlist Product Added to Cart');
  await press('[product-id=vase] ecom-wishlist-toggle');
  await reports('Product Removed from Wishlist');
}

async function fillCart({ press, type, reports }) {
  await press('.yours a[href*=cart]');
  await reports('page Cart', 'Cart Viewed');
  await press('[data-ecom=increase]');
  await reports('Cart Updated');
  await type('#coupon-code', 'EID2024');
  await press('#coupon button');
  await reports('Coupon Entered', 'Coupon Denied');
  await type('#coupon-code', 'finjan10');
  await press('#coupon button');
  await reports('Coupon Entered', 'Coupon Applied');
  await press('#share-cart');
  await reports('Cart Shared');
  await press('#coupon [data-ecom=remove]');
  await reports('Coupon Removed');
  await type('#coupon-code', 'FINJAN10');
  await press('#coupon button');
  await reports('Coupon Entered', 'Coupon Applied');
  await press('[line-id=line-vase] [data-ecom=remove]');
  await reports('Product Removed', 'Cart Updated');
}

async function signUp({ press, type, reports }) {
  await press('.yours a[href*=account]');
  await reports('page Account');
  for (const [name, value] of Object.entries({ first_name: 'Noura', last_name: 'Saleh', email: 'noura@example.com', password: 'qahwa-1' })) {
    await type(`#sign-up [name=${name}]`, value);
  }
  await press('#sign-up button');
  await reports('Signed Up');
  await type('#profile [name=mobile]', '+966500000000');
  await press('#profile button');
  await reports('User Profile Updated');
  await press('#sign-out');
  await reports('Signed Out');
  await type('#sign-in [name=email]', 'noura@example.com');
  await type('#sign-in [name=password]', 'qahwa-1');
  await press('#sign-in button');
  await reports('Signed In');
}

export async function fillAddress({ press, type }) {
  for (const [name, value] of Object.entries(address)) await type(`#address [name=${name}]`, value);
  await press('#address button');
}

async function pay({ press, type, reports }) {
  await press('#payment [value=expired_card]');
  for (const [name, value] of Object.entries({ card_number: '4242424242424242', card_expiry: '01/20', card_cvc: '123' })) await type(`[name=${name}]`, value);
  await press('#payment .button');
  await reports('Payment Info Entered', 'Payment Failed');
  await press('#payment [value=cod]');
  await press('#payment .button');
  await reports('Payment Info Entered', 'page Order', 'Order Completed');
}

async function checkOut(shopper) {
  const { press, reports } = shopper;
  await press('.yours a[href*=cart]');
  await reports('page Cart', 'Cart Viewed');
  await press('#start-checkout a');
  await reports('Checkout Started', 'page Checkout', 'Checkout Step Viewed');
  await fillAddress(shopper);
  await reports('Checkout Step Completed', 'Checkout Step Viewed');
  await press('#shipping button');
  await reports('Checkout Step Completed', 'Checkout Step Viewed');
  await pay(shopper);
}

/** The whole journey: it causes all events that a shopper can cause. */
export async function walk(shopper, mode) {
  await look(shopper, mode);
  await choose(shopper);
  await keep(shopper);
  await fillCart(shopper);
  await signUp(shopper);
  await checkOut(shopper);
}
