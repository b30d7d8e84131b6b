import { existsSync, readFileSync } from 'node:fs';
import { mapEach, newSealingKey, referenceIn, seal, sealingKeys, sealingVariable, unseal } from '../cloud/gateway/index.js';
import type { Json, JsonObject } from '../events/plain.js';
import { configPath, readArgs, readProject } from './project.js';
import { table } from './terminal.js';
import { openConfig, saveConfig, secretsFile, writeVariable } from './project-files.js';
import { readHidden } from './read-hidden.js';

const usage = `settings set <function> <name>   seals the value that it asks for, or reads from a pipe
       ecom-events settings list                   what functions are given, without what is secret
       ecom-events settings rotate                 makes a new key and seals all with it`;

interface StoredConfig {
  functions?: { each?: Record<string, { settings?: JsonObject | null }> };
}

/** How a value is shown: where it comes from, never the value itself. */
function kindOf(value: Json): string {
  const { kind, text } = referenceIn(value) ?? {};
  return kind === 'env' ? `from ${text}` : (kind ?? 'plain');
}

/** `ecom-events settings`: seals settings of functions, so that the configuration may be under version control. */
export async function settings(args: string[]): Promise<void> {
  const { values, positionals } = readArgs(args, {}, usage);
  const [action, owner, name, ...more] = positionals;
  // Reads `.env` too.
  readProject(values);
  const file = configPath(values.config);
  const config = openConfig<StoredConfig>(file);
  const each = ((config.functions ??= {}).each ??= {});

  if (action === 'list' && owner === undefined) {
    const rows = Object.entries(each).flatMap(([of, { settings: given }]) => Object.entries(given ?? {}).map(([key, value]) => [of, key, kindOf(value ?? null)]));
    console.log(rows.length ? table(rows) : 'no function has settings');
  } else if (action === 'set' && owner && name && !more.length) {
    const value = await readHidden(`${name} of ${owner}: `);
    if (!value) throw new Error('there was no value; type it, or give it by a pipe');
    const made = !process.env[sealingVariable];
    if (made) {
      process.env[sealingVariable] = newSealingKey();
      writeVariable(secretsFile(file), sealingVariable, process.env[sealingVariable]);
    }
    (each[owner] ??= {}).settings = { ...each[owner]?.settings, [name]: { sealed: seal(value, sealingKeys(process.env)[0]!, owner) } };
    saveConfig(file, config);
    console.log(`${name} of ${owner} is sealed in the configuration.`);
    if (made) console.log(`Its key is in .env as ${sealingVariable}: the gateway needs it; keep that file out of version control.`);
  } else if (action === 'rotate' && owner === undefined) rotate(file, config);
  else throw new Error(`Usage: ecom-events ${usage}`);
}

function rotate(file: string, config: StoredConfig): void {
  const keys = sealingKeys(process.env);
  const key = newSealingKey();
  let count = 0;
  for (const [owner, one] of Object.entries(config.functions?.each ?? {})) {
    if (!one.settings) continue;
    one.settings = mapEach(one.settings, ({ kind, text }) => {
      if (kind === 'env') return { env: text };
      count++;
      return { sealed: seal(unseal(text, keys, owner), Buffer.from(key, 'base64'), owner) };
    });
  }
  // The key before goes on opening what was sealed with it, in a copy of the configuration that is still in use.
  const text = [key, keys[0]!.toString('base64')].join();
  const secrets = secretsFile(file);
  const isOfFile = existsSync(secrets) && readFileSync(secrets, 'utf8').includes(`${sealingVariable}=${process.env[sealingVariable]}`);
  if (isOfFile) writeVariable(secrets, sealingVariable, text);
  saveConfig(file, config);
  console.log(`${count} setting(s) are sealed with a new key.`);
  console.log(isOfFile ? `${sealingVariable} in .env holds it; what follows its comma may go when no older configuration is in use.` : `Set ${sealingVariable} to: ${text}`);
  console.log('Restart the gateway.');
}
