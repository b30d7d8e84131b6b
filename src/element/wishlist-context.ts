import { closestComposed } from './composed-tree.js';

/** The wishlist an element stands in. */
export interface WishlistData {
  wishlist_id?: string;
  wishlist_name?: string;
}

/** The `<ecom-wishlist>` around an element; `undefined` outside of one. */
export function readWishlist(element: Element): WishlistData | undefined {
  const wishlist = closestComposed(element, 'ecom-wishlist');
  if (!wishlist) return undefined;
  return { wishlist_id: wishlist.getAttribute('wishlist-id') ?? undefined, wishlist_name: wishlist.getAttribute('name') ?? undefined };
}
