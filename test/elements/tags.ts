// Every element there is, each with what a theme would put inside.
import '../../components/account-form/define.js';
import '../../components/add-to-cart/define.js';
import '../../components/cart/define.js';
import '../../components/cart-item/define.js';
import '../../components/checkout/define.js';
import '../../components/checkout-step/define.js';
import '../../components/coupon-form/define.js';
import '../../components/event/define.js';
import '../../components/inspector/define.js';
import '../../components/order/define.js';
import '../../components/page/define.js';
import '../../components/payment-form/define.js';
import '../../components/product/define.js';
import '../../components/product-filters/define.js';
import '../../components/product-link/define.js';
import '../../components/product-list/define.js';
import '../../components/product-sort/define.js';
import '../../components/promotion/define.js';
import '../../components/review-form/define.js';
import '../../components/search/define.js';
import '../../components/share/define.js';
import '../../components/sign-out/define.js';
import '../../components/tracker/define.js';
import '../../components/wishlist/define.js';
import '../../components/wishlist-toggle/define.js';
import { mug } from './page.js';

/** Tag → markup. */
export const tags: Record<string, string> = {
  'ecom-account-form': `<ecom-account-form><form aria-label="Sign in"><label>E-mail <input type="email" name="email" value="noor@shop.example"></label>
    <label>Password <input type="password" name="password" autocomplete="current-password"></label><button>Sign in</button></form></ecom-account-form>`,
  'ecom-add-to-cart': `<ecom-add-to-cart ${mug}></ecom-add-to-cart>`,
  'ecom-cart': `<ecom-cart cart-id="tags"><h2>Cart</h2></ecom-cart>`,
  'ecom-cart-item': `<ecom-cart-item line-id="1" quantity="1" ${mug}><label>Quantity <input name="quantity" value="1"></label>
    <button data-ecom="increase">One more</button><button data-ecom="remove">Remove</button></ecom-cart-item>`,
  'ecom-checkout': `<ecom-checkout checkout-id="tags" currency="SAR"><a href="#checkout">Check out</a></ecom-checkout>`,
  'ecom-checkout-step': `<ecom-checkout-step step="1" name="address"><h2>Address</h2><form><label>City <input name="city"></label><button>Go on</button></form></ecom-checkout-step>`,
  'ecom-coupon-form': `<ecom-coupon-form><form aria-label="Coupon"><label>Code <input name="coupon" value="TEN" required></label>
    <button>Apply</button> <button type="button" data-ecom="remove">Remove</button></form></ecom-coupon-form>`,
  'ecom-event': `<ecom-event name="Gift Wrapped" trigger="click"><button>Wrap</button></ecom-event>`,
  'ecom-inspector': `<ecom-inspector></ecom-inspector>`,
  'ecom-order': `<ecom-order order-id="tags" total="35" currency="SAR"><h2>Thank you</h2></ecom-order>`,
  'ecom-page': `<ecom-page name="Home"></ecom-page>`,
  'ecom-payment-form': `<ecom-payment-form method="mada"><form><label>Name on the card <input name="card_name" autocomplete="cc-name"></label><button>Pay</button></form></ecom-payment-form>`,
  'ecom-product': `<ecom-product ${mug}><h3>Mug</h3></ecom-product>`,
  'ecom-product-filters': `<ecom-product-filters><form action="#filtered"><label><input type="checkbox" name="colour" value="olive"> Olive</label><button>Filter</button></form></ecom-product-filters>`,
  'ecom-product-link': `<ecom-product-link ${mug}><a href="#mug">Mug</a></ecom-product-link>`,
  'ecom-product-list': `<ecom-product-list list-id="home"><ul><li>Mug</li></ul></ecom-product-list>`,
  'ecom-product-sort': `<ecom-product-sort><label>Sort <select><option value="">Featured</option><option value="price:asc">Price</option></select></label></ecom-product-sort>`,
  'ecom-promotion': `<ecom-promotion promotion-id="summer"><h2>Summer</h2><a href="#summer">To the sale</a></ecom-promotion>`,
  'ecom-review-form': `<ecom-review-form ${mug}><form aria-label="Review"><fieldset><legend>Rating</legend><label><input type="radio" name="rating" value="4"> 4</label>
    <label><input type="radio" name="rating" value="5" checked> 5</label></fieldset><label>Review <textarea name="review_body">Fine</textarea></label><button>Send</button></form></ecom-review-form>`,
  'ecom-search': `<ecom-search><form action="#found" role="search"><label>Search <input type="search" name="q" value="mug"></label><button>Search</button></form></ecom-search>`,
  'ecom-share': `<ecom-share ${mug}></ecom-share>`,
  'ecom-sign-out': `<ecom-sign-out></ecom-sign-out>`,
  'ecom-tracker': `<ecom-tracker></ecom-tracker>`,
  'ecom-wishlist': `<ecom-wishlist wishlist-id="w"><h2>Wishlist</h2></ecom-wishlist>`,
  'ecom-wishlist-toggle': `<ecom-wishlist-toggle ${mug}></ecom-wishlist-toggle>`,
};
