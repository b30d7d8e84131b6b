import { randomBytes } from 'node:crypto';
import { digest, newSecret } from '../cloud/gateway/index.js';
import { configPath, readArgs } from './project.js';
import { openConfig, removeVariable, saveConfig, secretsFile, writeVariable } from './project-files.js';

const usage = `keys create --kind browser --origin https://shop.example [--origin …] [--id <id>]
       ecom-events keys create --kind server|admin [--id <id>]
       ecom-events keys rotate <id>      makes a new secret; the one before goes on working
       ecom-events keys retire <id>      takes away the one before, out of .env too
       ecom-events keys list`;

/** A secret, or the variable that holds it. */
type Secret = string | { env: string };

/** A key as it stands in the file. */
interface StoredKey {
  id: string;
  kind: string;
  origins?: string[];
  secrets?: Secret[];
  secretHash?: string | string[];
}

interface StoredConfig {
  keys?: StoredKey[];
}

/** `ecom-events keys`: makes, renews and lists keys. A secret is shown once; those of servers go to `.env`, of those of admins only a hash is kept. */
export function keys(args: string[]): void {
  const { values, positionals } = readArgs(args, { kind: { type: 'string' }, origin: { type: 'string', multiple: true }, id: { type: 'string' } }, usage);
  const [action, id] = positionals;
  const file = configPath(values.config);
  const config = openConfig<StoredConfig>(file);
  const save = (): void => saveConfig(file, config);
  if (action === 'list') {
    for (const key of config.keys ?? []) console.log(`${key.id}  ${key.kind}  ${key.origins?.join(' ') ?? `${secretsOf(key)} secret(s)`}`);
    return;
  }
  if (action === 'create' && positionals.length === 1) {
    const key = makeKey(values, file);
    config.keys = [...(config.keys ?? []), key];
    save();
    return;
  }
  const key = config.keys?.find((known) => known.id === id);
  if (!key && (action === 'rotate' || action === 'retire')) throw new Error(`there is no key ${id ?? ''}`.trimEnd());
  if (action === 'rotate' && key) {
    rotate(key, file);
    save();
  } else if (action === 'retire' && key) {
    const retired = retire(key);
    save();
    for (const secret of retired) forget(secret, file, config);
    console.log(`${key.id} has its newest secret only, once the gateway is restarted.`);
  } else {
    throw new Error(`Usage: ecom-events ${usage}`);
  }
}

const secretsOf = ({ secrets = [], secretHash = [] }: StoredKey): number => secrets.length + [secretHash].flat().length;

function makeKey({ kind, origin, id }: { kind?: string | undefined; origin?: string[] | undefined; id?: string | undefined }, file: string): StoredKey {
  const name = id ?? `${kind}_${randomBytes(9).toString('base64url').replace(/\W/g, '0')}`;
  if (kind === 'browser') {
    if (!origin?.length) throw new Error('a browser key needs the origins of its pages: --origin https://shop.example');
    console.log(`${name} may stand in pages of ${origin.join(', ')}`);
    return { id: name, kind, origins: origin };
  }
  if (kind !== 'server' && kind !== 'admin') throw new Error(`--kind: expected browser, server or admin`);
  const key: StoredKey = { id: name, kind };
  renew(key, file);
  return key;
}

/** Gives a key a new secret, first in its list. */
function renew(key: StoredKey, file: string): void {
  const secret = newSecret();
  if (key.kind === 'admin') {
    key.secretHash = [digest(secret).toString('hex'), ...[key.secretHash ?? []].flat()];
    console.log(`${key.id}: ${secret}\nIt is shown this once; the configuration holds its hash.`);
    return;
  }
  const variable = `ECOM_${key.id.toUpperCase().replace(/\W/g, '_')}_${Date.now().toString(36).toUpperCase()}`;
  writeVariable(secretsFile(file), variable, secret);
  key.secrets = [{ env: variable }, ...(key.secrets ?? [])];
  console.log(`${key.id}: ${secret}\nIt is in .env as ${variable}; keep that file out of version control.`);
}

function rotate(key: StoredKey, file: string): void {
  if (key.kind === 'browser') throw new Error('a browser key is public: create another and take this one out of the configuration');
  if (secretsOf(key) > 1) throw new Error(`${key.id} has two secrets already, and the older one may be in use: ecom-events keys retire ${key.id} first`);
  renew(key, file);
  console.log(`Restart the gateway; the secret before goes on working until: ecom-events keys retire ${key.id}`);
}

/** Leaves a key its newest secret; those it had before. */
function retire(key: StoredKey): Secret[] {
  if (secretsOf(key) < 2) throw new Error(`${key.id} has one secret only`);
  const { secrets = [] } = key;
  const [newestHash] = [key.secretHash ?? []].flat();
  // Where `renew` puts it, or there is no other.
  if (newestHash !== undefined && (key.kind === 'admin' || !secrets.length)) {
    key.secretHash = [newestHash];
    delete key.secrets;
    return secrets;
  }
  delete key.secretHash;
  key.secrets = secrets.slice(0, 1);
  return secrets.slice(1);
}

/** Takes a retired secret out of `.env`, where nothing else uses it. */
function forget(secret: Secret, file: string, config: StoredConfig): void {
  if (typeof secret === 'string' || JSON.stringify(config).includes(JSON.stringify(secret))) return;
  const removed = removeVariable(secretsFile(file), secret.env);
  console.log(removed ? `${secret.env} is no longer in .env.` : `${secret.env} is not in .env: take it out of the environment.`);
}
