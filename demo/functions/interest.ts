import type { AppFunctions, FunctionResponse } from '../../src/cloud/functions/index.js';

/** How much a product means to a shopper. What a partner would do with it: remember it, to bring back a cart that was left. */
function noted({ product_id, name = product_id }: { product_id: string; name?: string }, points: number, act: string): FunctionResponse {
  console.log(`${name} ${act}: interest +${points}`);
  return Resp.success().setData({ product_id, points });
}

/** Interest in products: several events in one module, by their cloud names. */
const events: AppFunctions = {
  'product.viewed': ({ payload }) => noted(payload.data, 1, 'looked at'),
  'product.added.to.wishlist': ({ payload }) => noted(payload.data, 3, 'kept for later'),
  'product.added': ({ payload }) => noted(payload.data, 5 * (payload.data.quantity ?? 1), 'put into the cart'),
};

export default events;
