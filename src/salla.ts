// dist/salla.js: Salla's platform and the stand-in for its SDK, beside ecom.js or tracker.js, before or after it. The tag says
// which of them the page uses: <ecom-tracker platform="salla" stand-in="salla">. Other shops do not pay for it.
import { ecomQueue } from './events/buffer.js';
import { salla, sallaStandIn } from './platforms/index.js';

ecomQueue().push(['provide', 'salla', salla], ['provide', 'salla-stand-in', sallaStandIn]);
