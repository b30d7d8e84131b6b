import type { AppFunction } from '../../src/cloud/functions/index.js';

/** Says what was put into the cart. What a partner would do here: remember it, to bring back a cart that was left. */
const run: AppFunction<'Product Added'> = ({ payload, source, delivery }) => {
  const { product_id, quantity = 1, price, currency } = payload.data;
  console.log(`${quantity} × ${product_id} added (${source}, attempt ${delivery.attempt})`);
  return Resp.success()
    .setData({ product_id, quantity, value: price === undefined ? undefined : price * quantity, currency })
    .setMessage('noted');
};

export default run;
