// docs/destinations.md: what each vendor is told of each event, from the tables that the destinations themselves read.
import { runnerImport } from 'vite';
import { root } from './run.mjs';

const source = (await runnerImport(`${root}scripts/destinations-source.ts`, { root, configFile: false, logLevel: 'error' })).module;

/** `search_term=query` → `search_term` (from `query`); `content_type:cart` → `content_type` = cart. */
const param = (spec) => {
  const [, name, mark, word] = /(\w+)(\W?)(.*)/.exec(spec);
  return mark === '=' ? `\`${name}\` from \`${word}\`` : mark ? `\`${name}\` = ${word}` : `\`${name}\``;
};

const row = (text) => {
  const [name, ...specs] = text.split(' ');
  return [`\`${name}\``, specs.map(param).join(', ')];
};

/** A row for each event of the catalogue that a vendor is told of; `own` are events that it has no name for. */
function table(events, own = {}) {
  const rows = source.eventNames.flatMap((name) => [events[name], own[name]].filter(Boolean).map((text) => [name, ...row(text)]));
  return ['| event | name | parameters |', '|---|---|---|', ...rows.map((cells) => `| ${cells.join(' | ')} |`)].join('\n');
}

const silent = (events) => source.eventNames.filter((name) => !events[name] && name !== 'Cart Updated').join(', ');
const fields = (specs) => specs.split(' ').map(param).join(', ');

const vendors = [
  {
    title: 'Google Analytics 4: `ga4()`, and Google Tag Manager: `gtm()`',
    text: `\`gtag('event', name, parameters)\`, and \`dataLayer.push({ event, ecommerce, event_id })\` with \`{ ecommerce: null }\` before
it. Checkout Step Completed is \`add_shipping_info\` only when its \`shipping_method\` is new; Order Cancelled is a refund only
of an order whose purchase was reported; of a filtered list only those products are shown that were not. Signed Out takes
the user's id off. \`ownEvents: false\` keeps back names that are not Google's.

A page view: ${row(source.ga4PageView).join(': ')}. An item: ${fields(source.ga4Items)}.`,
    table: table(source.ga4Events, source.ga4OwnEvents),
    silent: silent({ ...source.ga4Events, ...source.ga4OwnEvents }),
  },
  {
    title: 'Meta: `meta()`',
    text: `\`fbq('track', name, parameters, { eventID })\`, or \`trackSingle\` with a \`pixelId\`; a page view is \`PageView\`. One of the
\`contents\`: ${fields(source.metaItems)}.`,
    table: table(source.metaEvents),
    silent: silent(source.metaEvents),
  },
  {
    title: 'TikTok: `tiktok()`',
    text: `\`ttq.track(name, parameters, { event_id })\`; a page view is \`ttq.page()\`. \`orderEvent\` says what an order is called, where
your server reports it by an older name. One of the \`contents\`: ${fields(source.tiktokItems)}.`,
    table: table(source.tiktokEvents),
    silent: silent(source.tiktokEvents),
  },
  {
    title: 'Snapchat: `snapchat()`',
    text: `\`snaptr('track', name, { client_dedup_id, … })\`; a page view is \`PAGE_VIEW\`. Events of your own are \`CUSTOM_EVENT_1\` to
\`CUSTOM_EVENT_5\`.`,
    table: table(source.snapchatEvents),
    silent: silent(source.snapchatEvents),
  },
];

export const destinationsText = `<!-- Written by \`npm run docs\` from the destinations' own tables; do not edit. -->

# Destinations

Ready device-mode callbacks, each with an entry of its own:

\`\`\`js
import { ga4 } from 'ecom-events/destinations/ga4';
import { meta } from 'ecom-events/destinations/meta';

ecom.register(ga4({ measurementId: 'G-1A2B3C4D5E' }));
ecom.register(meta({ pixelId: '1234567890', ids: 'sku' }));
\`\`\`

Without modules, \`destinations.js\` beside \`ecom.js\` or \`tracker.js\`, before or after it, registers those that its tag names:

\`\`\`html
<script src="destinations.js" data-ga4="G-1A2B3C4D5E" data-meta="1234567890" data-gtm data-ids="sku" defer></script>
\`\`\`

| attribute | value |
|---|---|
| \`data-ga4\`, \`data-gtm\`, \`data-meta\`, \`data-tiktok\`, \`data-snapchat\` | the vendor's id; empty: what is on the page already |
| \`data-analytics\`, \`data-native-app\`, \`data-console\` | the name of the object, of the app's handler, of the destination; may be empty |
| \`data-http\` | the address |
| \`data-ids\`, \`data-value\`, \`data-content-type\`, \`data-order-event\`, \`data-own-events="false"\`, \`data-personal-data\` | the options of that name, for all who know them |
| \`data-user-data="966"\` | \`userData({ callingCode: '966' })\`; may be empty |
| \`data-options\` | all other options as JSON, by destination: \`{ "meta": { "custom": { "Gift Wrapped": "GiftWrapped" } } }\` |

What it does not know, or what is not right, it says in the console; the others are told all the same.

A vendor's own script is used where it is on the page. With an id in the options a destination loads it at its first event,
with the nonce of the page's scripts; under Trusted Types through the policy \`ecom-events\`, which has to be allowed then
(\`trusted-types lit-html ecom-events\`).

## What holds for all vendors

- One action is at most one event. A Cart Updated adds nothing to the Product Added or Removed of the same action; what it
  alone tells of becomes one of these, with the units that changed. Where lines grew and others shrank, there is one of each.
- Amounts are numbers in major units. **No currency is ever assumed**: without one, amounts are left out.
- \`ids\` is one policy from the view to the purchase: \`product\`, \`variant\` (the field \`variant_id\`), \`sku\`, or a template such
  as \`wc_post_id_{id}\`. It has to be the id in the catalogue feed. A product that lacks it has none: another id never stands in.
- Google's \`value\` is price times quantity of the items, without tax and shipping. That of the advertisers is the order's
  total, or its revenue (\`value: 'revenue'\`).
- Each vendor gets the event's \`event_id\` in its own slot, so that it knows the same event from your server. That of an
  order is \`purchase:<order_id>\`, of a refund \`refund:<order_id>:<refund_id>\`.
- Empty is absent; zero is a value.
- \`custom: { 'Gift Wrapped': 'GiftWrapped paper=paper_id' }\` sends what a vendor has no name for: its name, then parameters,
  each made as in the vendor's table or copied from a field. A name that means something to the vendor is refused.
- \`userData: userData({ callingCode: '966' })\` lets a vendor know a shopper again by SHA-256 of e-mail and phone. Without it
  nothing personal goes to a vendor.
- Each has a \`category\` that the shopper has to agree to where the shop asks: \`analytics\` for \`ga4()\` and \`analytics()\`, none
  for the console, \`marketing\` for all others, unless the shop says another. Until then no vendor's script is loaded. Google,
  Meta and TikTok are told of consent by their own calls, too: [docs/consent.md](consent.md).
- \`track\` answers with what was sent and what it does without; while debugging, the console has that too.

${vendors.map(({ title, text, table, silent }) => `## ${title}\n\n${text}\n\n${table}\n\nNot told of: ${silent}.`).join('\n\n')}

## Those that get every event as it is

| destination | how |
|---|---|
| \`analytics()\` | Segment, RudderStack, Jitsu: \`analytics.track(name, { …payload, event_id }, { timestamp })\`, \`analytics.page()\` |
| \`nativeApp()\` | the app around a web view: React Native, iOS, Flutter, Android, whichever is there; JSON of \`{ type, event, payload, context }\` |
| \`http({ url })\` | a server: the same JSON by POST, also while the page is left |
| \`toConsole()\` | the console |

Names, addresses, numbers and what a shopper wrote are left out, unless \`personalData: true\` asks for them; the console never
gets them.
`;
