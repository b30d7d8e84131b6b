import { defineListener } from 'ecom-events/listeners';

export default defineListener('Product Added', (payload, context) => {
  // Yours: tell your service. `event_id` is the same wherever this event goes; use it to count it once.
  console.log('Product Added', payload.product_id, payload.price, payload.currency, context.event_id);
});
