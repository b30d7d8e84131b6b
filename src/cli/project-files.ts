import { appendFileSync, chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseConfig, readConfigJson } from '../cloud/gateway/index.js';

/** Reads a JSON file. @throws naming it */
export function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** Writes the configuration. @throws without writing, when it would not be read again */
export function saveConfig(file: string, config: object): void {
  parseConfig(config, dirname(file), file);
  writeFileSync(file, `${JSON.stringify(config, null, 2)}\n`);
}

/** The configuration as it stands in the file, for who changes it. */
export const openConfig = <Shape>(file: string): Shape => readConfigJson(file) as Shape;

/** Where a project's secrets are: beside its configuration. */
export const secretsFile = (config: string): string => join(dirname(config), '.env');

/** How a variable is set in a line of such a file. */
const setting = (variable: string): string => `^(?:export +)?${variable} *=.*$`;

/** Sets a variable in a file that only its owner may read. */
export function writeVariable(file: string, variable: string, value: string): void {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const line = `${variable}=${value}`;
  const known = new RegExp(setting(variable), 'm');
  if (known.test(before)) writeFileSync(file, before.replace(known, () => line));
  else appendFileSync(file, `${before && !before.endsWith('\n') ? '\n' : ''}${line}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
}

/** Takes a variable out of such a file; false when it is not there. */
export function removeVariable(file: string, variable: string): boolean {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const after = before.replace(new RegExp(`${setting(variable)}\\n?`, 'gm'), '');
  if (after === before) return false;
  writeFileSync(file, after);
  return true;
}
