// npm run generate: writes src/events/*.generated.ts, what the page knows of the catalogue, from the
// zod schemas. With --check it writes nothing and fails when a file is stale.
import { fileURLToPath } from 'node:url';
import { readCatalogue, writeOrCheck } from './generated-file.mjs';

const { catalogue, fieldsOf, objectRule, nameKey, verbFirst } = await readCatalogue();

const marks = { must: '!', should: '?', exact: '~', may: '' };
const kinds = { string: '', number: '#', amount: '$', currency: '%', strings: '[]', record: '{}' };

/** Tables of the objects in lists, by name; filled while the events are walked. */
const subTables = {};

function tableOf(schema) {
  const fields = fieldsOf(schema).map(([name, rule]) => name + marks[rule.level] + kindOf(rule) + aliasesOf(rule));
  const { oneOf } = objectRule(schema);
  return fields.join(' ') + (oneOf ? ` |${oneOf.join()}` : '');
}

function kindOf({ kind, values, item }) {
  if (kind === 'choice') return `=${values.join()}`;
  if (kind !== 'list') return kinds[kind];
  const { name } = objectRule(item);
  subTables[name] ??= tableOf(item);
  return `@${name}`;
}

const aliasesOf = ({ aliases }) => (aliases.length ? `<${aliases.join()}` : '');

const eventTables = Object.fromEntries(catalogue.map(({ name, schema }) => [name, tableOf(schema)]));

// What `canonicalName` knows by rule needs no entry.
const known = new Set(catalogue.flatMap(({ name }) => [nameKey(name), nameKey(verbFirst(name))]));
const nameAliases = {};
for (const { name, cloudName, aliases } of catalogue) {
  for (const key of [cloudName, ...aliases].map(nameKey)) {
    if (known.has(key)) continue;
    if (nameAliases[key]) throw new Error(`${key} means both ${nameAliases[key]} and ${name}`);
    nameAliases[key] = name;
  }
}

const pairs = (entries) =>
  Object.entries(entries)
    .map(([key, text]) => `  ['${key}', '${text}'],\n`)
    .join('');

const header = '// Written by `npm run generate` from the zod schemas; do not edit.\n';

const names = `${header}
/** Names of all events of the catalogue: what an element has to know of it. */
export const eventNames: readonly string[] =
  /* @__PURE__ */ '${Object.keys(eventTables).join('|')}'.split('|');
`;

const tables = `${header}
/**
 * The fields of every event in short, in the order of \`eventNames\`: name, level (\`!\` must, \`?\` should, \`~\` exact,
 * none: may), kind (\`#\` number, \`$\` amount, \`%\` currency, \`[]\` strings, \`{}\` object, \`=a,b\` one of, \`@t\` a list of the
 * sub-table t, none: string), \`<a,b\` other names; \` |a,b\` at the end: one of these must be there.
 */
export const eventTables: readonly string[] = [
${Object.entries(eventTables)
  .map(([name, table]) => `  // ${name}\n  '${table}',\n`)
  .join('')}];

/** The fields of the objects in lists, likewise. */
export const subTables: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
${pairs(subTables)}]);

/** Other names of events, without separators and in lower case → name in the catalogue. */
export const nameAliases: readonly [key: string, name: string][] = [
${pairs(nameAliases)}];
`;

const pathOf = (name) => fileURLToPath(new URL(`../src/events/${name}.generated.ts`, import.meta.url));
await writeOrCheck([[pathOf('event-names'), names], [pathOf('tables'), tables]], 'npm run generate');
