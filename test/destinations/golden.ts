import type { CatalogueEventName } from '../../src/events/payloads.js';
import type { Calls } from './record.js';

/** The calls that each event of the catalogue comes to, with its example as payload and `e-1` as its id, and a page view. */
export type Golden = Record<CatalogueEventName | 'page', Calls>;

/** The page view of the golden tests. */
export const pageView = { url: 'https://shop.example/ar/p/blue-mug', path: '/ar/p/blue-mug', title: 'كوب سيراميك أزرق', referrer: 'https://shop.example/ar' };
