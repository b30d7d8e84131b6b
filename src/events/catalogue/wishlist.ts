import type { EventEntry } from '../catalogue.js';
import * as schemas from '../schemas/wishlist.js';
import { cartId, dates } from './shop.js';

const wishlist = { wishlist_id: '1305146709_8841', wishlist_name: 'قائمتي' };

export const wishlistEvents: EventEntry[] = [
  {
    name: 'Product Added to Wishlist',
    aliases: ['Wishlist Product Added'],
    description: 'A product was put on a wishlist.',
    schema: schemas.productAddedToWishlist,
    example: { ...wishlist, ...dates, currency: 'SAR' },
  },
  {
    name: 'Product Removed from Wishlist',
    aliases: ['Wishlist Product Removed'],
    description: 'A product was taken off a wishlist.',
    schema: schemas.productRemovedFromWishlist,
    example: { ...wishlist, ...dates, currency: 'SAR' },
  },
  {
    name: 'Wishlist Product Added to Cart',
    description: 'A product of a wishlist was added to the cart; no Product Added follows.',
    schema: schemas.wishlistProductAddedToCart,
    example: { ...wishlist, cart_id: cartId, ...dates, currency: 'SAR' },
  },
];
