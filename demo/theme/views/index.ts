import type { View } from '../view.js';
import { accountView } from './account.js';
import { cartView } from './cart.js';
import { checkoutView } from './checkout.js';
import { homeView } from './home.js';
import { missingView } from './missing.js';
import { orderView } from './order.js';
import { productView } from './product.js';
import { searchView } from './search.js';
import { wishlistView } from './wishlist.js';
import { placeOf } from '../links.js';

const views: View[] = [homeView, searchView, productView, wishlistView, cartView, checkoutView, orderView, accountView];

/** The view at an address, in either shop. */
export const viewAt = (path: string): View => views.find(({ place }) => place === placeOf(path)) ?? missingView;
