// Every element there is, each with what a theme would put inside.
import '../../components/add-to-cart/define.js';
import '../../components/cart/define.js';
import '../../components/cart-item/define.js';
import '../../components/checkout/define.js';
import '../../components/checkout-step/define.js';
import '../../components/event/define.js';
import '../../components/order/define.js';
import '../../components/page/define.js';
import '../../components/payment-form/define.js';
import '../../components/product/define.js';
import '../../components/product-link/define.js';
import '../../components/product-list/define.js';
import '../../components/tracker/define.js';
import '../../components/wishlist/define.js';
import '../../components/wishlist-toggle/define.js';
import { mug } from './page.js';

/** Tag → markup. */
export const tags: Record<string, string> = {
  'ecom-add-to-cart': `<ecom-add-to-cart ${mug}></ecom-add-to-cart>`,
  'ecom-cart': `<ecom-cart cart-id="tags"><h2>Cart</h2></ecom-cart>`,
  'ecom-cart-item': `<ecom-cart-item line-id="1" quantity="1" ${mug}><label>Quantity <input name="quantity" value="1"></label>
    <button data-ecom="increase">One more</button><button data-ecom="remove">Remove</button></ecom-cart-item>`,
  'ecom-checkout': `<ecom-checkout checkout-id="tags" currency="SAR"><a href="#checkout">Check out</a></ecom-checkout>`,
  'ecom-checkout-step': `<ecom-checkout-step step="1" name="address"><h2>Address</h2><form><label>City <input name="city"></label><button>Go on</button></form></ecom-checkout-step>`,
  'ecom-event': `<ecom-event name="Gift Wrapped" trigger="click"><button>Wrap</button></ecom-event>`,
  'ecom-order': `<ecom-order order-id="tags" total="35" currency="SAR"><h2>Thank you</h2></ecom-order>`,
  'ecom-page': `<ecom-page name="Home"></ecom-page>`,
  'ecom-payment-form': `<ecom-payment-form method="mada"><form><label>Name on the card <input name="card_name" autocomplete="cc-name"></label><button>Pay</button></form></ecom-payment-form>`,
  'ecom-product': `<ecom-product ${mug}><h3>Mug</h3></ecom-product>`,
  'ecom-product-link': `<ecom-product-link ${mug}><a href="#mug">Mug</a></ecom-product-link>`,
  'ecom-product-list': `<ecom-product-list list-id="home"><ul><li>Mug</li></ul></ecom-product-list>`,
  'ecom-tracker': `<ecom-tracker></ecom-tracker>`,
  'ecom-wishlist': `<ecom-wishlist wishlist-id="w"><h2>Wishlist</h2></ecom-wishlist>`,
  'ecom-wishlist-toggle': `<ecom-wishlist-toggle ${mug}></ecom-wishlist-toggle>`,
};
