import { existsSync, fsyncSync, mkdtempSync, openSync, closeSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import type { GatewayConfig } from './config.js';
import { KeyRing } from './keys/key-ring.js';
import { openSettings } from './keys/settings.js';
import { errorText } from './log.js';
import { openStore, storeFile } from './store/open.js';
import { databaseDriver } from './store/sqlite/driver.js';

/** One thing that was looked at. */
export interface Check {
  what: string;
  ok: boolean;
  found: string;
}

/** Commits that are synced to measure the disk. */
const syncs = 20;

/** Looks at all that a gateway needs, and says what it found. */
export async function examine(config: GatewayConfig, env: NodeJS.ProcessEnv): Promise<Check[]> {
  const file = storeFile(config.store, config.directory);
  return [
    check('Node', () => process.versions.node),
    check('keys', () => keysFound(config, env)),
    check('settings', () => settingsFound(config, env)),
    ...(file === undefined ? [] : [check('SQLite', databaseDriver), check('disk', () => diskFound(dirname(file)))]),
    await checkLater('store', async () => {
      // A file that is not there yet is made by the first start.
      if (file !== undefined && !existsSync(file)) return `${file} will be made`;
      const store = await openStore(config.store, config.directory);
      try {
        await store.ready();
        return `${store.kind}, can be written to`;
      } finally {
        await store.close();
      }
    }),
    check('bundler', () => `esbuild ${packageVersion('esbuild')}`),
    await checkLater('sandbox', () => sandboxFound(config)),
    await checkLater('functions', () => functionsFound(config)),
  ];
}

function check(what: string, look: () => string): Check {
  try {
    return { what, ok: true, found: look() };
  } catch (error) {
    return { what, ok: false, found: errorText(error) };
  }
}

const checkLater = async (what: string, look: () => Promise<string>): Promise<Check> =>
  look().then(
    (found) => ({ what, ok: true, found }),
    (error: unknown) => ({ what, ok: false, found: errorText(error) }),
  );

function keysFound({ keys }: GatewayConfig, env: NodeJS.ProcessEnv): string {
  // Reads every secret, so that a missing variable is told of.
  const ring = new KeyRing(keys, env);
  const of = (kind: string): number => keys.filter((key) => key.kind === kind && ring.byId(key.id)).length;
  if (!keys.length) throw new Error('there is none: ecom-events keys create');
  return `${of('browser')} browser, ${of('server')} server, ${of('admin')} admin`;
}

function settingsFound({ functions }: GatewayConfig, env: NodeJS.ProcessEnv): string {
  const given = Object.entries(functions.each).filter(([, { settings }]) => settings);
  for (const [name, { settings }] of given) {
    try {
      openSettings(name, settings, env);
    } catch (error) {
      throw new Error(`of ${name}: ${errorText(error)}`, { cause: error });
    }
  }
  return `of ${given.length} function(s)`;
}

/** How long a synced write takes, and how much room there is. A disk that says "done" in no time does not sync. */
function diskFound(folder: string): string {
  const place = existsSync(folder) ? folder : '.';
  const temporary = mkdtempSync(join(place, '.doctor-'));
  try {
    const handle = openSync(join(temporary, 'x'), 'w');
    const began = performance.now();
    for (let index = 0; index < syncs; index++) {
      writeSync(handle, 'x'.repeat(4096));
      fsyncSync(handle);
    }
    const ms = (performance.now() - began) / syncs;
    closeSync(handle);
    const { bavail, bsize } = statfsSync(place);
    return `fsync ${ms.toFixed(2)} ms, ${Math.round((bavail * bsize) / 2 ** 30)} GB free`;
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

/** Starts a process as local functions run in, and calls it; where there are none, nobody needs it. */
async function sandboxFound({ directory, functions }: GatewayConfig): Promise<string> {
  const { findFunctions, tryOut } = await import('./runner/index.js');
  try {
    const found = `workerd ${packageVersion('workerd')}`;
    return `${found}, runs in ${await tryOut()} ms`;
  } catch (error) {
    if (findFunctions(resolve(directory, functions.folder)).length) throw error;
    return `${errorText(error)} (for local functions; there is none)`;
  }
}

/** Starts each function. */
async function functionsFound(config: GatewayConfig): Promise<string> {
  const { specs, problems, runner } = await (await import('./load-runner.js')).loadRunner(config, { keep: false });
  await runner.close();
  if (problems.length) throw new Error(problems.map(({ function: name, message }) => `${name}: ${message}`).join('; '));
  return specs.length ? specs.map(({ name }) => name).join(', ') : 'there is none';
}

function packageVersion(name: string): string {
  const require = createRequire(import.meta.url);
  try {
    return (require(`${name}/package.json`) as { version: string }).version;
  } catch (error) {
    throw new Error(`the package ${name} is missing: npm install ${name}`, { cause: error });
  }
}
