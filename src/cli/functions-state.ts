import { resolve } from 'node:path';
import type { GatewayConfig, Operations } from '../cloud/gateway/index.js';
import { findFunctions } from '../cloud/gateway/runner/index.js';
import { readArgs, withStore } from './project.js';
import { table } from './terminal.js';

const usage = 'functions pause|resume <name>\n       ecom-events functions status';

/** `ecom-events functions pause|resume|status`: whether functions are called, and what waits for them. */
export async function functionsState(args: string[]): Promise<void> {
  const { values, positionals } = readArgs(args, {}, usage);
  const [action, name] = positionals;
  await withStore(values, async (operations, project) => {
    if (name) await assertKnown(name, operations, project);
    if (action === 'pause' && name) {
      await operations.pause(name);
      console.log(`${name} is paused: what is for it waits`);
    } else if (action === 'resume' && name) {
      await operations.resume(name);
      console.log(`${name} is called again`);
    } else if (action === 'status') {
      const found = await operations.functions();
      const rows = found.map(({ function: of, paused, reason, counts }) => [of, paused ? `paused: ${reason ?? ''}` : 'active', ...[counts.pending, counts.leased, counts.dead].map(String)]);
      console.log(rows.length ? table([['function', 'state', 'waiting', 'called', 'dead'], ...rows]) : 'nothing waits');
    } else {
      throw new Error(`Usage: ecom-events ${usage}`);
    }
  });
}

/** @throws for a name that neither the project nor the store has: a slip of the pen would pause nothing */
async function assertKnown(name: string, { store }: Operations, { directory, functions: { folder, each } }: GatewayConfig): Promise<void> {
  const files = findFunctions(resolve(directory, folder)).map((file) => file.name);
  const stored = (await store.functions()).map((state) => state.function);
  const known = new Set([...files, ...Object.keys(each), ...stored]);
  if (!known.has(name)) throw new Error(`there is no function ${name}; there ${known.size ? `are: ${[...known].sort().join(', ')}` : 'is none'}`);
}
