// dist/sources.js: what a theme says of itself already becomes our facts, beside ecom.js or tracker.js, before or after it:
// <script src="sources.js" data-sources="data-layer shopify" data-options='{ "data-layer": { "except": ["view_item_list"] } }' defer></script>
import { ecomQueue } from './events/buffer.js';
import { readOptions } from './events/tag-options.js';
import { dataLayer } from './sources/data-layer.js';
import { shopify } from './sources/shopify.js';
import type { Platform } from './tracker/platform.js';

const sources: Readonly<Record<string, ((options: object) => Platform) | undefined>> = { 'data-layer': dataLayer, shopify };
const known = Object.keys(sources).join(', ');

const { sources: names = '', options } = { ...(document.currentScript as HTMLScriptElement | null)?.dataset };
const wanted = names.split(/[\s,]+/).filter(Boolean);
const given = readOptions('sources.js', options, wanted);
if (!wanted.length) console.error(`ecom-events: sources.js: data-sources names none: ${known}`);
for (const name of wanted) {
  const source = Object.hasOwn(sources, name) ? sources[name] : undefined;
  if (source) ecomQueue().push(['use', source(given[name] ?? {})]);
  else console.error(`ecom-events: sources.js: there is no source "${name}": ${known}`);
}
