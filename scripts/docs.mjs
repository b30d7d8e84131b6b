// npm run docs: writes docs/events.md and dist/schemas/<dom-name>.json from the zod schemas, and docs/destinations.md
// from the destinations' tables. With --check it writes nothing and fails when what is in docs/ is stale; with --schemas
// it leaves docs/ alone, so that a build changes nothing in the repository.
import { fileURLToPath } from 'node:url';
import { destinationsText } from './destinations-docs.mjs';
import { readCatalogue, writeOrCheck } from './generated-file.mjs';

const { catalogue, fieldsOf, objectRule, jsonSchemaOf } = await readCatalogue();
const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));

const families = {
  account: 'Account',
  'cart-checkout': 'Cart and checkout',
  product: 'Products',
  'promotion-coupon': 'Promotions and coupons',
  wishlist: 'Wishlist',
};

const types = { string: 'string', number: 'number', amount: 'amount', currency: 'currency', strings: 'string[]', record: 'object' };

/** Objects of lists, by name; filled while the events are written. */
const items = new Map();

function typeOf({ kind, values, item }) {
  if (kind === 'choice') return values.map((value) => `\`${value}\``).join(' or ');
  if (kind !== 'list') return types[kind];
  const { name } = objectRule(item);
  items.set(name, item);
  return `[${name}](#${name}-in-lists)[]`;
}

function table(schema) {
  const rows = fieldsOf(schema).map(
    ([name, rule]) => `| \`${name}\` | ${typeOf(rule)} | ${rule.level} | ${rule.description}${aliasText(rule)} |`,
  );
  if (!rows.length) return 'No fields.';
  return ['| field | type | level | description |', '|---|---|---|---|', ...rows].join('\n');
}

const code = (names) => names.map((name) => `\`${name}\``).join(', ');
const aliasText = ({ aliases }) => (aliases.length ? ` Also read from ${code(aliases)}.` : '');
const anchor = (title) => title.toLowerCase().replaceAll(' ', '-');

function section({ name, domName, cloudName, aliases, description, schema, example }) {
  const { oneOf } = objectRule(schema);
  return `### ${name}

${description}

DOM \`${domName}\` · cloud \`${cloudName}\`${aliases.length ? ` · also known as ${aliases.join(', ')}` : ''}

${table(schema)}
${oneOf ? `\nAt least one of ${code(oneOf)} must be there.\n` : ''}
\`\`\`json
${JSON.stringify(example, null, 2)}
\`\`\``;
}

const ofFamily = (family) => catalogue.filter((event) => event.family === family);
const contents = Object.entries(families)
  .map(([family, title]) => `- [${title}](#${anchor(title)}): ${ofFamily(family).map(({ name }) => `[${name}](#${anchor(name)})`).join(', ')}`)
  .join('\n');
const sections = Object.entries(families)
  .map(([family, title]) => [`## ${title}`, ...ofFamily(family).map(section)].join('\n\n'))
  .join('\n\n');
const lists = () =>
  [...items].map(([name, item]) => `### ${name} in lists\n\n${table(item)}`).join('\n\n');

const text = `<!-- Written by \`npm run docs\` from the zod schemas; do not edit. -->

# The events

The ${catalogue.length} events of a shop, with their fields. The names and fields are those of Segment's ecommerce
specification, version 2, with what Salla added to it, so that receivers of either need no translation. Each event
has one name in the catalogue, one as a DOM event and one in Cloud Mode. Other spellings are understood:
\`product_added\`, \`product.added\`, \`PRODUCT_ADDED\`, \`Added Product\` all mean Product Added.

## Levels

A shop must not lose the report of a sale because a theme forgot a currency, and must not report a wrong amount
because a theme sent a word. The level of a field says what happens:

| level | missing | wrong, after repair |
|---|---|---|
| must | the event is rejected | the event is rejected |
| should | delivered, with a warning | the event is rejected |
| exact | nothing | the event is rejected |
| may | nothing | the field is removed, with a warning |

Exact are amounts that nobody has to give. What is wrong inside a list costs the innermost field around it that may
be left out; where there is none, the event. A rejected event is not delivered as if it were right: the tracker
raises \`ecom-invalid\`, which names the event, the field, what was expected and what kind of value came.

## Types

- **string**: an id, a name, an address. A number becomes a string.
- **number**: finite. A numeric string becomes a number; Arabic-Indic and Persian digits too (\`'٣٥٫٥'\` is 35.5).
- **amount**: a number of 0 or more: a quantity, or money in major units (35.5 riyals, not 3550 halalas).
- **currency**: ISO 4217, three letters. \`'sar'\` becomes \`'SAR'\`. It is never assumed.

Also repaired: \`null\`, \`''\` and \`NaN\` mean that the field is not there; \`productId\` is read as \`product_id\`; an
array around the payload is taken off. Every repair is noted on the event's receipt. Fields the catalogue does not
know pass untouched, as plain JSON.

## Contents

${contents}
- [Objects in lists](#objects-in-lists)

${sections}

## Objects in lists

${lists()}
`;

if (!process.argv.includes('--schemas')) {
  await writeOrCheck([[path('docs/events.md'), text], [path('docs/destinations.md'), destinationsText]], 'npm run docs');
}

// Part of the build, not of the repository: nothing to check.
if (!process.argv.includes('--check')) {
  const files = catalogue.map((event) => [
    path(`dist/schemas/${event.domName}.json`),
    `${JSON.stringify(jsonSchemaOf(event), null, 2)}\n`,
  ]);
  await writeOrCheck(files, 'npm run docs');
}
