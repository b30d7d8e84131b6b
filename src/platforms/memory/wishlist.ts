import type { Actions, Store } from './state.js';

const wishlist_id = 'wishlist-1';

/** The products a shopper has marked, each once. */
export const wishlistActions = (store: Store): Actions => ({
  'wishlist-add'({ product_id = '' }) {
    if (!store.state.wishlist.includes(product_id)) store.state.wishlist.push(product_id);
    return { wishlist_id };
  },
  'wishlist-remove'({ product_id = '' }) {
    store.state.wishlist = store.state.wishlist.filter((id) => id !== product_id);
    return { wishlist_id };
  },
});
