// What a page says of itself becomes our facts: each source with an entry of its own, `ecom-events/sources/data-layer`.
export { dataLayer, type DataLayerOptions } from './data-layer.js';
export { shopify, type ShopifyAnalytics, type ShopifyOptions } from './shopify.js';
