import type { AppFunction } from '../../src/cloud/functions/index.js';

/** Points for an order: one for each whole unit of its value, unless the settings say otherwise. */
const run: AppFunction<'Order Completed', { pointsPerUnit?: number }> = ({ payload, settings }) => {
  const { order_id, total, products = [] } = payload.data;
  if (!order_id) return Resp.error().setStatus(422).setMessage('an order without a number gets no points');
  const points = Math.floor(total) * (settings?.pointsPerUnit ?? 1);
  console.log(`order ${order_id}: ${products.length} products, ${points} points`);
  return Resp.success().setData({ order_id, points });
};

export default run;
