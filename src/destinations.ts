// dist/destinations.js: the ready destinations from HTML alone, beside ecom.js or tracker.js, before or after it:
// <script src="destinations.js" data-ga4="G-1A2B3C4D5E" data-meta="1234567890" data-gtm data-ids="sku" defer></script>
import { analytics } from './destinations/analytics.js';
import { toConsole } from './destinations/console.js';
import { ga4 } from './destinations/ga4.js';
import { gtm } from './destinations/gtm.js';
import { http } from './destinations/http.js';
import { meta } from './destinations/meta.js';
import { nativeApp } from './destinations/native-app.js';
import { snapchat } from './destinations/snapchat.js';
import { tiktok } from './destinations/tiktok.js';
import { userData } from './destinations/user-data.js';
import { ecomQueue } from './events/buffer.js';
import type { DeviceModeTracker } from './events/commands.js';
import { readOptions } from './events/tag-options.js';

type Options = Record<string, unknown>;

/** Makes a destination; the option that its attribute's value is, how one looks, and whether it can do without. */
type Entry = [make: (options: never) => DeviceModeTracker, option: string, pattern: RegExp, isNeeded?: true];

/** By the attribute, as `dataset` spells it. */
const destinations: Readonly<Record<string, Entry>> = {
  ga4: [ga4, 'measurementId', /^G-\w+$/],
  gtm: [gtm, 'containerId', /^GTM-\w+$/],
  meta: [meta, 'pixelId', /^\d+$/],
  tiktok: [tiktok, 'pixelId', /^\w+$/],
  snapchat: [snapchat, 'pixelId', /^[\w-]+$/],
  analytics: [analytics, 'object', /^[\w$]+$/],
  nativeApp: [nativeApp, 'handler', /^[\w$]+$/],
  http: [http, 'url', /./, true],
  console: [toConsole, 'name', /./],
};

/** Attributes for all destinations that know the option: its words, or any. */
const shared: Readonly<Record<string, RegExp>> = {
  ids: /./,
  value: /^(total|revenue)$/,
  contentType: /^product(_group)?$/,
  orderEvent: /^(Purchase|CompletePayment|PlaceAnOrder)$/,
  ownEvents: /^(true|false)?$/,
  personalData: /^(true|false)?$/,
  userData: /^\d*$/,
};

const attribute = (name: string): string => `data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
const complain = (text: string): void => console.error(`ecom-events: destinations.js: ${text}`);

const { options: text, ...given } = { ...(document.currentScript as HTMLScriptElement | null)?.dataset };
const all: Options = {};
for (const name in given) {
  const value = given[name]!;
  const pattern = Object.hasOwn(shared, name) ? shared[name] : undefined;
  if (pattern && !pattern.test(value)) complain(`${attribute(name)} is not right: ${pattern.source}`);
  // A Boolean one is written without a value, as in HTML; `data-user-data="966"` has the calling code of the shop's country.
  else if (pattern) all[name] = name === 'userData' ? userData({ callingCode: value }) : /Events|Data/.test(name) ? value !== 'false' : value;
  else if (!Object.hasOwn(destinations, name)) complain(`${attribute(name)} is not known; there are ${Object.keys({ ...destinations, ...shared, options: 0 }).map(attribute).join(', ')}`);
}
const wanted = Object.keys(destinations).filter((name) => name in given);
const own = readOptions('destinations.js', text, wanted.map((name) => attribute(name).slice(5)));
if (!wanted.length) complain(`no destination is named: ${Object.keys(destinations).map(attribute).join(', ')}`);
for (const name of wanted) {
  const [make, option, pattern, isNeeded] = destinations[name]!;
  const value = given[name];
  if (value ? pattern.test(value) : !isNeeded) {
    const options: Options = { ...all, ...(value && { [option]: value }), ...own[attribute(name).slice(5)] };
    ecomQueue().push(['register', make(options as never)]);
  } else complain(`${attribute(name)} is not right: ${pattern.source}`);
}
