import { amount, choice, exact, item, list, may, must, number, payload, should, text, texts } from './fields.js';
import {
  attribution,
  neededCurrency,
  neededProducts,
  optionalCurrency,
  optionalProducts,
  productFields,
  quantityChange,
  wantedProducts,
} from './product-item.js';

const cartId = may(text('Id of the cart.'));
const neededCartId = should(text('Id of the cart.'));
const checkoutId = should(text('Id of the checkout, the same from its first step to the order.'));
const affiliation = may(text('Shop, branch or partner the sale is credited to.'));

const amounts = {
  revenue: exact(amount('What the products cost, without shipping and tax.')),
  shipping: exact(amount('Cost of shipping.')),
  tax: exact(amount('Tax.')),
  discount: exact(amount('All discounts together, as a positive number.')),
};

export const productAdded = payload({
  cart_id: cartId,
  ...productFields,
  quantity: quantityChange,
  currency: neededCurrency,
  cart_item_id: may(text('Id of the line in the cart.')),
  ...attribution,
  value: exact(amount('Price times quantity.')),
});

export const productRemoved = payload({
  cart_id: cartId,
  ...productFields,
  quantity: quantityChange,
  currency: neededCurrency,
});

export const cartViewed = payload({
  cart_id: neededCartId,
  products: neededProducts('Lines of the cart; empty for an empty cart.'),
  currency: neededCurrency,
  value: should(amount('What the cart costs.')),
});

/** The difference of one cart line. */
const change = item('change', {
  cart_item_id: may(text('Id of the line in the cart.')),
  product_id: may(text('Id of the product.')),
  before: may(number('Units before.')),
  after: may(number('Units after.')),
  delta: may(number('Units after minus units before.')),
});

export const cartUpdated = payload({
  cart_id: neededCartId,
  value: should(amount('What the cart costs now.')),
  ...amounts,
  currency: neededCurrency,
  affiliation,
  products: neededProducts('Lines of the cart after the update.'),
  changes: may(list(change, 'Lines whose quantity changed.')),
});

export const cartShared = payload({
  share_via: must(text('Where it was shared: `whatsapp`, `copy`, …')),
  share_message: may(text('Message of the shopper; may hold personal data.')),
  recipient: may(text('To whom; personal data, better left out.')),
  cart_id: neededCartId,
  products: optionalProducts('Lines of the cart.'),
});

export const checkoutStarted = payload({
  checkout_id: checkoutId,
  order_id: may(text('Id of the order, when the shop makes it this early.')),
  cart_id: cartId,
  affiliation,
  ...amounts,
  coupon: may(text('Coupon code of the whole cart.')),
  value: should(amount('What the checkout costs.')),
  currency: neededCurrency,
  products: neededProducts('Lines to be bought.'),
});

const checkoutStep = {
  checkout_id: checkoutId,
  step: must(number('Number of the step, the first is 1.')),
  shipping_method: may(text('Chosen way of shipping.')),
  payment_method: may(text('Chosen way of paying.')),
  step_name: may(text('Name of the step, untranslated: `address`, `shipping`, `payment`.')),
  currency: optionalCurrency,
  value: exact(amount('What the checkout costs.')),
  products: optionalProducts('Lines to be bought.'),
};

export const checkoutStepViewed = payload(checkoutStep);

export const checkoutStepCompleted = payload(checkoutStep);

const paymentMethod = should(text('Way of paying: `mada`, `apple_pay`, `cod`, …; never a card number.'));

export const paymentInfoEntered = payload(
  {
    checkout_id: checkoutId,
    order_id: may(text('Id of the order.')),
    step: may(number('Number of the checkout step.')),
    shipping_method: may(text('Chosen way of shipping.')),
    payment_method: paymentMethod,
    currency: optionalCurrency,
    value: exact(amount('What is to be paid.')),
    products: optionalProducts('Lines to be bought.'),
  },
  'payment_method',
  'checkout_id',
);

/** One field that the payment form refused. */
const fieldError = item('error', {
  field: may(text('Name of the field.')),
  message: may(text('Why it was refused; never what was typed.')),
});

export const paymentFailed = payload(
  {
    checkout_id: checkoutId,
    payment_method: paymentMethod,
    gateway: may(text('Payment provider.')),
    error_code: should(text('Code of the reason, e.g. `insufficient_funds`.')),
    error_type: may(text('Kind of reason, e.g. `declined`.')),
    error_message: may(text('Reason in words; may hold personal data, prefer the code.')),
    http_status: may(number('HTTP status of the answer.')),
    error_fields: may(texts('Names of the refused fields.')),
    field_errors: may(list(fieldError, 'Refused fields with the reason.')),
  },
  'payment_method',
  'checkout_id',
);

const orderId = must(text('Id of the order.'));
const neededTotal = must(amount('What the shopper pays: after discounts, with tax and shipping.'));
const orderCoupon = may(text('Coupon code of the whole order.'));
const reason = may(text('Code of the reason, e.g. `damaged`.'));

export const orderCompleted = payload({
  order_id: orderId,
  affiliation,
  total: neededTotal,
  ...amounts,
  coupon: orderCoupon,
  currency: neededCurrency,
  products: wantedProducts('Lines of the order.'),
  checkout_id: may(text('Id of the checkout.')),
  subtotal: exact(amount('After discounts, before tax and shipping.')),
  payment_method: may(text('Way of paying.')),
  customer_type: may(choice(['new', 'returning'], 'Whether the shopper has bought here before.')),
});

export const orderUpdated = payload({
  order_id: orderId,
  affiliation,
  total: neededTotal,
  ...amounts,
  coupon: orderCoupon,
  currency: neededCurrency,
  products: wantedProducts('Lines of the order after the update.'),
});

export const orderCancelled = payload({
  order_id: orderId,
  affiliation,
  total: should(amount('What the order had cost.')),
  ...amounts,
  coupon: orderCoupon,
  currency: neededCurrency,
  products: wantedProducts('Lines of the order.'),
  reason,
});

export const orderRefunded = payload({
  order_id: orderId,
  refund_id: should(text('Id of the refund; an order may have several.')),
  total: should(amount('What is paid back, as a positive number.')),
  currency: neededCurrency,
  products: optionalProducts('Refunded lines, when not all of them are.'),
  reason,
});
