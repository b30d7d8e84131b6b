import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { checkBackup, restoreBackup, storeFile } from '../cloud/gateway/index.js';
import { readArgs, readProject, withStore } from './project.js';

const usage = `backup <file>           writes a copy while the gateway runs
       ecom-events backup --check <file>   reads one and counts what it holds
       ecom-events backup --restore <file> puts one where the store is; the gateway has to be stopped`;

/** `ecom-events backup`: a whole copy of the store in a new file, and the way back. */
export async function backup(args: string[]): Promise<void> {
  const { values, positionals } = readArgs(args, { check: { type: 'boolean' }, restore: { type: 'boolean' } }, usage);
  const [file, ...more] = positionals;
  if (!file || more.length || (values.check && values.restore)) throw new Error(`Usage: ecom-events ${usage}`);
  const target = resolve(file);
  if (values.restore) return restore(target, values);
  if (!values.check) {
    if (existsSync(target)) throw new Error(`${target} is there already`);
    await withStore(values, ({ store }) => store.backup(target));
  }
  const { events, deliveries, rejected } = await checkBackup(target);
  console.log(`${target}: ${events} events, ${deliveries} deliveries, ${rejected} rejected`);
}

async function restore(target: string, options: Parameters<typeof readProject>[0]): Promise<void> {
  const { store, directory } = readProject(options);
  const place = storeFile(store, directory);
  if (place === undefined) throw new Error('a file cannot be put where this store is: use the tools of its database');
  const { events, deliveries, rejected, aside } = await restoreBackup(target, place);
  console.log(`${place}: ${events} events, ${deliveries} deliveries, ${rejected} rejected${aside === undefined ? '' : `; what was there is ${aside}`}`);
}
