import { may, payload, should, text } from './fields.js';
import { neededCurrency, optionalCurrency, productFields } from './product-item.js';

const wishlist = {
  wishlist_id: should(text('Id of the wishlist.')),
  wishlist_name: may(text('Name of the wishlist.')),
};

export const productAddedToWishlist = payload({
  ...wishlist,
  ...productFields,
  currency: neededCurrency,
});

export const productRemovedFromWishlist = payload({
  ...wishlist,
  ...productFields,
  currency: optionalCurrency,
});

export const wishlistProductAddedToCart = payload({
  ...wishlist,
  cart_id: may(text('Id of the cart.')),
  ...productFields,
  currency: neededCurrency,
});
