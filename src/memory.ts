// dist/memory.js: a store in the page, beside ecom.js, before or after it; what it can be told stands in MemoryOptions:
// <script src="memory.js" data-options='{ "storageKey": "shop", "coupons": { "WELCOME": { "percent": 10 } } }'></script>
// It is no part of ecom.js: a shop with a store of its own does not pay for it.
import { ecomQueue } from './events/buffer.js';
import { memory, type MemoryOptions } from './platforms/memory.js';

const { options = '{}' } = { ...(document.currentScript as HTMLScriptElement | null)?.dataset };
ecomQueue().push(['use', memory(JSON.parse(options) as MemoryOptions)]);
