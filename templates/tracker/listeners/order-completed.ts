import type { EcomPayload } from 'ecom-events';

// The other form of a listener, that of Salla's starter kit: files of it can be put here as they are.
export const eventName = 'Order Completed';

export default (payload: EcomPayload<'Order Completed'>): void => {
  console.log('Order Completed', payload.order_id, payload.total, payload.currency);
};
