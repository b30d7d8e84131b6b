/**
 * A store as Salla's API shows it, for the real SDK in the tests' browser: koa middleware of the test
 * server under `/salla-store/<name of the test>/`. The product's id decides what it answers.
 */
const cart = {
  id: 55,
  total: 70,
  items: [{ id: 9, product_id: 101, product_name: 'Mug', product_price: 35, quantity: 2 }],
};
const line = { cart_id: 55, cart_item_id: 9, id: 101, name: 'Mug', price: 35, quantity: 1 };
const no = (status, error) => ({ status, body: { status, success: false, error } });
const yes = (data, events) => ({ status: 200, body: { status: 200, success: true, data, events } });

/** What the store answers; its engine reports what stands in `events`. */
function answer(method, path, body) {
  if (path === 'cart/latest') return yes({ cart });
  if (path.startsWith('languages/')) return { status: 200, body: 'window.translations = {}', type: 'text/javascript' };
  if (path.startsWith('products/favorites')) return yes({ product: { id: 101, name: 'Mug', price: 35 } });
  if (path.startsWith('cart/55/coupon')) {
    if (body.includes('EXPIRED')) return no(422, { code: 'error', message: 'It has expired' });
    return yes({ cart: { ...cart, coupon: 'TEN', discount: 10 } });
  }
  if (path === 'cart/55/item/9') return yes({ cart }, method === 'DELETE' ? { 'Product Removed': [line] } : undefined);
  switch (path.match(/^cart\/55\/item\/(\d+)\//)?.[1]) {
    case '101':
      return yes({ cart }, { 'Product Added': [line] });
    case '102': // the store says yes and its engine is not told
      return yes({ cart });
    case '103': // as 102, and of the cart it tells the id only
      return yes({ cart: { id: 55 } });
    case '422':
      return no(422, { code: 'stock', message: 'Invalid', fields: { quantity: ['Only 1 left'] } });
    case '429':
      return no(429, { code: 429, message: 'Slow down' });
    case '500':
      return { status: 500, body: { status: 500 } };
    case '503':
      return no(503, { code: 503, message: 'Down for maintenance' });
    case '403': // not the store, but what stands before it
      return { status: 403, body: '<h1>Are you human?</h1>', type: 'text/html' };
    default:
      return yes({});
  }
}

const requests = new Map();

export async function sallaStore(context, next) {
  if (context.path.startsWith('/_app/e/')) return void (context.body = { ok: true });
  const [, store, path] = context.path.match(/^\/salla-store\/([^/]+)\/(.+)$/) ?? [];
  if (!store) return next();
  // What the store was asked since the last look.
  if (path === 'requests') {
    context.body = requests.get(store) ?? [];
    requests.delete(store);
    return;
  }
  let body = '';
  for await (const chunk of context.req) body += chunk;
  requests.set(store, [...(requests.get(store) ?? []), { method: context.method, path, body }]);
  const given = answer(context.method, path, body);
  context.status = given.status;
  context.body = given.body;
  if (given.type) context.type = given.type;
}
