import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { checkBackup } from '../cloud/gateway/index.js';
import { readArgs, withStore } from './project.js';

const usage = 'backup <file>           writes a copy while the gateway runs\n       ecom-events backup --check <file>   reads one and counts what it holds';

/** `ecom-events backup`: a whole copy of the store in a new file. To restore one, stop the gateway and put it where the store is. */
export async function backup(args: string[]): Promise<void> {
  const { values, positionals } = readArgs(args, { check: { type: 'boolean' } }, usage);
  const [file, ...more] = positionals;
  if (!file || more.length) throw new Error(`Usage: ecom-events ${usage}`);
  const target = resolve(file);
  if (!values.check) {
    if (existsSync(target)) throw new Error(`${target} is there already`);
    await withStore(values, ({ store }) => store.backup(target));
  }
  const { events, deliveries, rejected } = await checkBackup(target);
  console.log(`${target}: ${events} events, ${deliveries} deliveries, ${rejected} rejected`);
}
