import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { canonicalName } from '../events/canonical-name.js';
import { catalogue } from '../events/catalogue.js';
import { projectOptions, readFunctionsProject } from './functions-project.js';
import { readOptions } from './terminal.js';

const usage = 'functions new <event> [--name <file name>] [--js] [--folder <folder>]';

const typed = (event: string): string => `import type { AppFunction } from 'ecom-events/functions';

const run: AppFunction<'${event}'> = async ({ payload, settings, delivery }) => {
  console.log(payload.event, delivery.id);
  return Resp.success().setData({});
};

export default run;
`;

const plain = (event: string): string => `/** @type {import('ecom-events/functions').AppFunction<'${event}'>} */
const run = async ({ payload, settings, delivery }) => {
  console.log(payload.event, delivery.id);
  return Resp.success().setData({});
};

export default run;
`;

/** `ecom-events functions new <event>`: writes a function. It overwrites nothing. */
export function newFunction(args: string[]): void {
  const { values, positionals } = readOptions(args, { ...projectOptions, name: { type: 'string' }, js: { type: 'boolean', default: false } }, usage);
  const [asked, ...more] = positionals;
  if (!asked || more.length) throw new Error(`Usage: ecom-events ${usage}`);
  const event = catalogue.find(({ name }) => name === canonicalName(asked));
  if (!event) throw new Error(`"${asked}" is no event of the catalogue; expected one such as product.added (all are in docs/events.md)`);
  const name = values.name ?? event.cloudName.replace(/^ecommerce\./, '').replaceAll('.', '-');
  if (!/^[a-z0-9][a-z0-9.-]{0,63}$/.test(name)) throw new Error(`"${name}" is no name for a function: small letters, digits, dots and dashes, 64 at most`);
  const { folder } = readFunctionsProject(values);
  const file = join(folder, `${name}.${values.js ? 'js' : 'ts'}`);
  if (existsSync(file)) throw new Error(`${file} is there already`);
  mkdirSync(folder, { recursive: true });
  const isNamedByFile = canonicalName(name) === event.name;
  const eventLine = isNamedByFile ? '' : `\nexport const eventName = '${event.name}';\n`;
  writeFileSync(file, (values.js ? plain : typed)(event.name) + eventLine);
  const shown = relative(process.cwd(), file);
  console.log(`${shown} is there. Try it:\n\n  npx ecom-events functions preview ${event.cloudName} ${shown}`);
}
