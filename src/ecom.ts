// dist/ecom.js: everything, for one classic <script>. The tracker starts with <ecom-tracker>; on a page
// without one, when the document is there.
//
// What a page has one of comes first, and is there when the script has run; what it may have a thousand of comes last,
// containers before their contents.
import '../components/tracker/define.js';
import '../components/page/define.js';
import '../components/account-form/define.js';
import '../components/cart/define.js';
import '../components/cart-item/define.js';
import '../components/checkout/define.js';
import '../components/checkout-step/define.js';
import '../components/coupon-form/define.js';
import '../components/event/define.js';
import '../components/order/define.js';
import '../components/payment-form/define.js';
import '../components/product-filters/define.js';
import '../components/product-sort/define.js';
import '../components/review-form/define.js';
import '../components/search/define.js';
import '../components/share/define.js';
import '../components/sign-out/define.js';
import '../components/wishlist/define.js';
import '../components/product-list/define.js';
import '../components/product/define.js';
import '../components/product-link/define.js';
import '../components/promotion/define.js';
import '../components/add-to-cart/define.js';
import '../components/wishlist-toggle/define.js';
import { loadInspector } from './tracker/load-inspector.js';
import { loadOnce } from './tracker/load-once.js';
import { whenReady } from './events/when-ready.js';

const tracker = loadOnce('ecom.js');
whenReady(() => {
  if (!document.querySelector('ecom-tracker')) tracker.start();
});
loadInspector(tracker);
