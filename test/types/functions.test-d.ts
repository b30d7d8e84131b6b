// What authors of App Functions see of their types. Only compiled.
import type { AppFunction, AppFunctionContext, AppFunctions, FunctionResponse } from '../../src/cloud/functions/index.js';

export const byName: AppFunction<'Product Added'> = async ({ payload, settings, merchant, delivery, source }) => {
  const event: 'product.added' = payload.event;
  const id: string = payload.data.product_id;
  const price: number | undefined = payload.data.price;
  const from: 'browser' | 'server' = source;
  // @ts-expect-error a field the catalogue does not know
  void payload.data.product;
  // @ts-expect-error settings may be null
  void settings.key;
  return Resp.success().setData({ event, id, price, from, merchant: merchant.id, attempt: delivery.attempt }).setStatus(201).setMessage('sent');
};

export const byCloudName: AppFunction<'order.completed', { key: string }> = ({ payload, settings }) =>
  settings ? { success: true, data: { order: payload.data.order_id, key: settings.key } } : Resp.error().setStatus(422).setError({ fields: { key: ['needed'] } });

// Three names do not follow from the event's own.
export const refunded: AppFunctionContext<'Order Refunded'>['payload']['event'] = 'ecommerce.order.refunded';

export const map: AppFunctions = {
  'product.added': ({ payload }) => ({ success: true, message: payload.data.product_id }),
  'ecommerce.order.refunded': ({ payload }) => ({ success: true, data: payload.data.order_id }),
};

// @ts-expect-error no such event
export const unknown: AppFunction<'product.vanished'> = () => ({ success: true });

// @ts-expect-error an answer says whether it went well
export const silent: AppFunction<'Product Added'> = () => ({ status: 200 });

export const plain: FunctionResponse = { success: false, status: 400, message: 'no', error: { message: 'no', fields: { items: ['one or more'] } } };
